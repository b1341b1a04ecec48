/** The sheet 出所 of a hand-in copy: which data, which criteria, which methods, and what was masked by which rule. */
import { checkNumber, dataWords } from '../dataStamp';
import { fiscalYearName } from '../years';
import type { CellStyle, CellValue, WriteSheet } from 'hucre';
import {
  CRITERIA_VERSION,
  criterionById,
  differencesFromDefault,
  purposesInUse,
  type CriteriaSettings,
} from '../../criteria';
import { toWareki, type SourceReport } from '../../kdb';
import { HIDDEN_MARK } from '../../indicators';
import { linesOf } from '../textSize';
import { KIND_WORDS, sourceName, STATUS_WORDS } from '../words';

export const PROVENANCE_SHEET = '出所';

export interface ProvenanceFacts {
  readonly stamp: string;
  readonly fiscalYear: number;
  readonly fiscalYearBasis: string;
  /** Days since 1970-01-01. */
  readonly referenceDate: number;
  readonly persons: number;
  readonly sources: readonly SourceReport[];
  readonly settings: CriteriaSettings;
  readonly writtenAt: string;
  /** The masking in words, and how many cells of each sheet carry the mark; null for an internal copy. */
  readonly masking: { readonly rule: string; readonly cells: ReadonlyMap<string, number> } | null;
  readonly sheets: readonly string[];
}

const METHODS: readonly (readonly [string, string])[] = [
  ['割合', '該当 ÷ 被保険者数（共通評価指標の分母）。健診を受けていない人・質問票のない人も分母に入る。'],
  ['発生割合', '該当 ÷ 判定可能者数（必要な値があり、該当・非該当を判定できた人）。'],
  ['判定不能', '値が欠けているために該当とも非該当とも言えない人。該当には数えない。'],
  [
    '信頼区間',
    '割合は Wilson、率は 10 件未満が正確法・それ以外は Byar、年齢調整率は Dobson、割合の差は Newcombe。いずれも 95%。',
  ],
  ['前後の比較', '対応のある割合は McNemar、平均の差は対応のある t、順位は Wilcoxon の符号付順位検定。'],
  ['値の出所', '優先するのは被保険者台帳。健診は年度内で受診日の最も新しい 1 回。除いた行は上の表のとおり。'],
];
const MASKING_SOURCE =
  '規則の出所: 厚生労働省「匿名要介護認定情報・匿名介護レセプト等情報の提供に関するガイドライン」最小集計単位の原則。自治体が自らの集計を公表するときの定めではなく、既定値として用いている。';

const WIDTHS = [26, 34, 20, 18, 12, 12, 12] as const;
const LINE = 18.75;
const font = (more: object): CellStyle => ({
  font: { name: '游ゴシック', size: 11, ...more },
  alignment: { wrapText: true, vertical: 'top' },
});
const STYLES = {
  title: font({ size: 16, bold: true, color: { rgb: '1F4E79' } }),
  heading: font({ size: 12, bold: true, color: { rgb: '1F4E79' } }),
  label: font({ bold: true }),
  body: font({}),
  header: {
    ...font({ bold: true, color: { rgb: '1F3864' } }),
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DDEBF7' } },
  },
} as const satisfies Record<string, CellStyle>;

interface Line {
  readonly cells: readonly CellValue[];
  readonly style: keyof typeof STYLES;
  /** The last cell runs to the right edge. */
  readonly wide?: boolean;
}

function asideText(source: SourceReport): string {
  return Object.entries(source.setAside)
    .map(([reason, count]) => `${reason} ${count.toLocaleString('ja-JP')}`)
    .join('、');
}

function linesOfFacts(facts: ProvenanceFacts): Line[] {
  const { sources, settings, masking } = facts;
  const fact = (label: string, text: CellValue): Line => ({ cells: [label, text], style: 'body', wide: true });
  const empty: Line = { cells: [], style: 'body' };
  const differences = differencesFromDefault(settings);
  const marked = [...(masking?.cells ?? [])].filter(([, count]) => count > 0);
  return [
    { cells: ['出所（この写しの数字がどこから来たか）'], style: 'title', wide: true },
    fact('集計したデータ', dataWords(facts.stamp)),
    fact('照合番号', checkNumber(facts.stamp) || facts.stamp),
    fact('抽出年度', `${fiscalYearName(facts.fiscalYear)}（${facts.fiscalYearBasis}）`),
    fact('基準日', toWareki(facts.referenceDate)),
    fact('被保険者数', facts.persons),
    fact('写しを作った日時', facts.writtenAt),
    fact('写したシート', facts.sheets.join('、')),
    empty,
    { cells: ['読み込んだ書き出し（読んだ行 = 使った行 + 除いた行）'], style: 'heading', wide: true },
    {
      cells: ['書き出し', '除いた行の理由', 'レイアウト', '種類', '読んだ行', '使った行', '除いた行'],
      style: 'header',
    },
    ...sources.map((source): Line => ({
      cells: [
        sourceName(source),
        asideText(source),
        `${source.layout.name}（${STATUS_WORDS[source.layout.status]}）`,
        source.kinds.map((kind) => KIND_WORDS[kind]).join('・'),
        source.rows,
        source.used,
        source.rows - source.used,
      ],
      style: 'body',
    })),
    empty,
    { cells: ['抽出条件'], style: 'heading', wide: true },
    fact('条件の版', CRITERIA_VERSION),
    ...(differences.length === 0
      ? [fact('既定値との違い', 'ありません（すべて既定値）。')]
      : differences.map(({ id, text }) => fact(`既定値との違い: ${criterionById(id).name}`, text))),
    ...purposesInUse(settings).map(({ name, source, status }) => fact(name, `${source}（${STATUS_WORDS[status]}）`)),
    empty,
    { cells: ['方法'], style: 'heading', wide: true },
    ...METHODS.map(([label, text]) => fact(label, text)),
    empty,
    { cells: ['小さい数の扱い'], style: 'heading', wide: true },
    ...(masking === null
      ? [fact('内部用', '小さい数を伏せていません。このまま公表・提供しないでください。')]
      : [
          fact('規則', `${masking.rule}。0 は示す。伏せたセルの印は「${HIDDEN_MARK}」。`),
          fact(
            '補完秘匿',
            '合計から引き算で分かってしまうときは、ほかの数や合計も伏せている。どちらの理由でも印は同じ。',
          ),
          fact('割合', '伏せた人数から計算した割合・信頼区間・文・図の値も伏せている。'),
          fact(
            '文章',
            '本ツールが作った文と、下書きのままの文は、伏せる人数や、割合と分母から分かる伏せる人数を含むとき、文の全体を伏せている。人が書いた文章の中の数は伏せていない。',
          ),
          fact('根拠', MASKING_SOURCE),
          ...(marked.length === 0
            ? [fact('伏せたセル', 'ありません。')]
            : marked.map(([sheet, count]) => fact(`伏せたセル: ${sheet}`, `${count.toLocaleString('ja-JP')} 個`))),
        ]),
  ];
}

/** The sheet for the writer. */
export function provenanceSheet(facts: ProvenanceFacts): WriteSheet {
  const lines = linesOfFacts(facts);
  const cells = new Map<string, { value: CellValue; style: CellStyle }>();
  const rowDefs = new Map<number, { height: number }>();
  const merges = [];
  for (const [row, line] of lines.entries()) {
    const last = line.cells.length - 1;
    let height = 1;
    line.cells.forEach((value, column) => {
      const style: CellStyle = STYLES[line.wide === true && last === 1 && column === 0 ? 'label' : line.style];
      const isNumber = typeof value === 'number';
      cells.set(`${row},${column}`, {
        value,
        style: isNumber
          ? {
              ...style,
              numFmt: '#,##0',
              alignment: { ...style.alignment, horizontal: line.wide === true ? 'left' : 'right' },
            }
          : style,
      });
      const room =
        line.wide === true && column === last
          ? WIDTHS.slice(column).reduce((sum, width) => sum + width, 0)
          : WIDTHS[column]!;
      height = Math.max(height, linesOf(String(value ?? ''), room));
    });
    if (line.wide === true && last < WIDTHS.length - 1)
      merges.push({ startRow: row, endRow: row, startCol: last, endCol: WIDTHS.length - 1 });
    rowDefs.set(row, { height: line.style === 'title' ? 28 : Math.min(400, height * LINE) });
  }
  return {
    name: PROVENANCE_SHEET,
    rows: lines.map((line) => [...line.cells]),
    cells,
    columns: WIDTHS.map((width) => ({ width })),
    rowDefs,
    merges,
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: { oddHeader: '&L&A', oddFooter: '&C&P / &N' },
    view: { showGridLines: false, tabColor: { rgb: '7F7F7F' } },
  };
}
