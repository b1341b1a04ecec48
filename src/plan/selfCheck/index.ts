/** 自己点検: public items about 一体的実施, answered by the workbook where it knows, else by a person; open ones lead to their sheet. */
import { writtenWith } from '../dataStamp';
import { quoteSheetName } from '../../formula';
import { ref, type FormBuilder, type FormCell, type FormRow, type FormSheet, type PlanFacts } from '../forms';
import { analysisSheet } from '../forms/framework/analysis';
import { basicsSheet } from '../forms/framework/basics';
import { othersSheet } from '../forms/framework/others';
import { wholeSheet } from '../forms/framework/whole';
import { keyOfName } from '../forms/nameKey';
import { isAtHand, isMade } from '../forms/roles';
import { rowsFor } from '../forms/rows';
import {
  ANALYSIS_DATA_SHEET,
  AREAS_SHEET,
  CONDITIONS_SHEET,
  EVALUATION_SHEET,
  GATHERINGS_SHEET,
  INTAKE_SHEET,
  MIDTERM_SHEET,
  PLAN_DOCUMENT_SHEET,
  RESULT_REPORT_SHEET,
  SELF_CHECK_SHEET,
  SUPPORT_SHEET,
  TREND_SHEET,
} from '../sheetNames';
import { STATUS_WORDS } from '../words';
import { CHECK_GROUPS, CHECK_ITEMS, CHECK_SOURCES, type CheckItem, type FilledCells, type KnownFact } from './items';

const COLUMNS = [
  { key: 'group', width: 9 },
  { key: 'text', width: 53 },
  { key: 'source', width: 9 },
  { key: 'told', width: 9 },
  { key: 'proof', width: 15 },
  { key: 'sheet', width: 14 },
  { key: 'answer', width: 10 },
  { key: 'memo', width: 14 },
] as const;
const { row, title, note, header } = rowsFor(COLUMNS);

const YES = 'はい';
const SOME = '一部';
const NO = 'いいえ';
const OPEN = '未確認';
const ANSWERS = [YES, SOME, NO, '該当しない'];
/** How a draft of ours begins: it is no answer of the analyst. */
const DRAFT = '【下書き】';

const body = (text: string): FormCell => ({ text, style: 'body' });
const shown = (figure: string): FormCell => ({ figure, style: 'body' });

type Forms = ReadonlyMap<string, FormSheet>;

/** How many of the cells a person filled, as an expression, and how many there are. */
function filledCells(
  { sheet, rows, columns }: FilledCells,
  forms: Forms,
): { readonly count: string; readonly all: number } {
  const form = forms.get(sheet);
  if (form === undefined) throw new Error(`no form ${sheet}`);
  const cells = rows.flatMap((key) => columns.map((column) => `${quoteSheetName(sheet)}!${ref(form, key, column)}`));
  const count = cells.map((cell) => `(${cell}<>"")*(LEFT(${cell},${DRAFT.length})<>"${DRAFT}")`).join('+');
  return { count, all: cells.length };
}

/** The first of those cells, as a link names it. */
const firstCell = ({ sheet, rows, columns }: FilledCells, forms: Forms): string =>
  ref(forms.get(sheet)!, rows[0]!, columns[0]!).replaceAll('$', '');

interface Told {
  readonly told: FormCell;
  readonly proof: FormCell;
}

function ofFilled(evidence: FilledCells, forms: Forms): Told {
  const { count, all } = filledCells(evidence, forms);
  const blank = evidence.isAsked === true ? NO : OPEN;
  return {
    told: shown(`=IF(${count}=${all},"${YES}",IF(${count}>0,"${SOME}","${blank}"))`),
    proof: shown(`="記入 "&(${count})&"/${all} 欄"`),
  };
}

/** What the workbook holds when the sheet is written, in words; null where it does not. */
function heldBy(facts: PlanFacts, fact: KnownFact['fact']): string | null {
  const { support, evaluation, years = [], areas, aggregates } = facts;
  const some = (count: number, words: string): string | null => (count === 0 ? null : `${words} ${count}`);
  switch (fact) {
    case 'support':
    case 'narrowed':
      return some(support?.records.length ?? 0, '記録の行');
    case 'evaluation':
      return evaluation === null ? null : '評価のシート';
    case 'years':
      return years.length < 2 ? null : `${years.length} 年度のデータ`;
    case 'areas':
      return areas.length < 2 ? null : `${areas.length} 圏域`;
    case 'forms':
      return some(new Set(aggregates.map(({ form }) => form.id)).size, '集計表の種類');
    case 'gatherings':
      return isAtHand(facts, '報告', GATHERINGS_SHEET) ? '記録のシート' : null;
    case 'undetermined':
      return '判定不能の欄';
    case 'conditions':
      return '値・版・出典の欄';
  }
}

/** A sheet for records shows that there is a place to write, not that it was done; what is not there may be done elsewhere. */
const IS_PLACE_ONLY: ReadonlySet<KnownFact['fact']> = new Set([
  'gatherings',
  'forms',
  'areas',
  'evaluation',
  'narrowed',
]);

function ofKnown({ fact }: KnownFact, facts: PlanFacts): Told {
  const held = heldBy(facts, fact);
  const word = held === null ? OPEN : IS_PLACE_ONLY.has(fact) ? SOME : YES;
  return { told: body(word), proof: body(held === null ? 'データ・シートなし' : held) };
}

/** Sheets that stand or are written together with this one: links lead nowhere else. */
function standingNames(facts: PlanFacts, forms: Forms): ReadonlySet<string> {
  const { standing, support, evaluation } = facts;
  return new Set([
    ...[...forms.keys()].filter((sheet) => isMade(facts, sheet)),
    ...(standing?.keys() ?? []),
    ...[INTAKE_SHEET, CONDITIONS_SHEET, TREND_SHEET, AREAS_SHEET, ANALYSIS_DATA_SHEET, MIDTERM_SHEET],
    ...(support === null ? [] : [SUPPORT_SHEET]),
    ...[
      PLAN_DOCUMENT_SHEET,
      RESULT_REPORT_SHEET,
      GATHERINGS_SHEET,
      ...(evaluation === null ? [] : [EVALUATION_SHEET]),
    ].filter((sheet) => isAtHand(facts, '報告', sheet)),
  ]);
}

interface Line {
  readonly key: string;
  readonly group: string;
  readonly text: string;
  readonly mark: string;
  readonly told: Told | null;
  readonly sheet: string;
  /** The first of the cells that prove it. */
  readonly cell?: string;
}

/** Rows of the items with the state that counts: what a person answered, else what the workbook tells. */
function lineRow({ key, group, text, mark, told, sheet, cell }: Line, linked: ReadonlySet<string>): FormRow {
  return row(
    `item.${key}`,
    {
      group: body(group),
      text: body(text),
      source: body(mark),
      told: told?.told ?? body(OPEN),
      proof: told?.proof ?? body('答えを書く'),
      sheet: {
        text: sheet,
        style: 'body',
        ...(linked.has(sheet) ? { link: sheet, ...(cell === undefined ? {} : { linkCell: cell }) } : {}),
      },
      answer: { input: '', style: 'entry', options: ANSWERS, hint: `${text}（書くと、ブックの答えより優先）` },
      memo: { input: '', style: 'entry', hint: '根拠、これからすること' },
    },
    {},
  );
}

export function selfCheckSheet(facts: PlanFacts): FormSheet {
  const forms: Forms = new Map(
    [basicsSheet(facts), analysisSheet(facts), wholeSheet(facts), othersSheet(facts)].map((form) => [form.name, form]),
  );
  const linked = standingNames(facts, forms);
  const sources = Object.keys(CHECK_SOURCES);
  const markOf = (item: CheckItem): string =>
    item.source === 'own' ? '独自' : `［${sources.indexOf(item.source) + 1}］`;
  const toldOf = ({ evidence }: CheckItem): Told | null => {
    if (evidence === undefined) return null;
    if (evidence.kind !== 'filled') return ofKnown(evidence, facts);
    return isMade(facts, evidence.sheet) ? ofFilled(evidence, forms) : null;
  };
  const lines: Line[] = CHECK_GROUPS.flatMap((group) =>
    CHECK_ITEMS.filter((item) => item.group === group).map((item, index) => ({
      key: item.key,
      group: index === 0 ? group : '',
      text: item.text,
      mark: markOf(item),
      told: toldOf(item),
      sheet: item.evidence?.sheet ?? item.sheet ?? '',
      ...(item.evidence?.kind === 'filled' ? { cell: firstCell(item.evidence, forms) } : {}),
    })),
  );
  const added: Line[] = (facts.addedChecks ?? []).map(({ group, text, source, sheet }) => ({
    key: `added.${keyOfName(text)}`,
    group,
    text,
    mark: source === '' ? '追加' : source,
    told: null,
    sheet,
  }));
  const all = [...lines, ...added];
  const rows: FormRow[] = [
    title('自己点検（一体的実施とデータヘルス計画）'),
    note(
      'note.ours',
      `本ツールの自己点検です。厚生労働省などの点検票・取組推進ガイドそのものではありません。公表資料で読めた項目には資料の番号を、ないものには「独自」を示します。「判定」はブックの答えで、データと欄の記入から出します。計画に書くことを問う項目は、欄が空なら「いいえ」、ほかの項目は、このブックで分からなければ「未確認」です（していないという意味ではありません）。シート名のリンクは、根拠の欄を開きます。${writtenWith(facts.stamp)}。右の「答え」に書くと、そちらが優先します。`,
    ),
    row('sum', {}),
    header(
      'head',
      {
        group: '分野',
        text: '点検項目',
        source: '資料',
        told: '判定',
        proof: '根拠',
        sheet: '見る・直すシート',
        answer: '答え',
        memo: 'メモ',
      },
      { repeat: true },
    ),
    ...all.map((line) => lineRow(line, linked)),
    note(
      'sources',
      `資料（番号のあるものは${STATUS_WORDS.sourced}。一部だけを読めた資料は、読めた項目だけを挙げています。独自は${STATUS_WORDS.proposed}）: ${Object.entries(
        CHECK_SOURCES,
      )
        .filter(([key]) => key !== 'own')
        .map(([, words], index) => `［${index + 1}］${words}`)
        .join(' ')}`,
    ),
    note(
      'note.more',
      '項目は、シート「点検項目」（見出し: 分野・点検項目・出典・シート）を置くと、この表の終わりに加わります。',
    ),
  ];
  const form = { columns: COLUMNS, rows };
  const range = (column: string): string =>
    `${ref(form, `item.${all[0]!.key}`, column)}:${ref(form, `item.${all.at(-1)!.key}`, column)}`;
  const [answer, told] = [range('answer'), range('told')];
  const state = (word: string): string =>
    `(COUNTIF(${answer},"${word}")+SUMPRODUCT((${answer}="")*(${told}="${word}")))`;
  const sum = row(
    'sum',
    {
      group: shown(
        `="${all.length} 項目: はい "&${state(YES)}&"、一部 "&${state(SOME)}&"、いいえ "&${state(NO)}&"、該当しない "&COUNTIF(${answer},"該当しない")&"、未確認 "&${state(OPEN)}`,
      ),
    },
    { merge: [{ from: 'group', to: 'memo' }] },
  );
  return {
    name: SELF_CHECK_SHEET,
    columns: COLUMNS,
    rows: rows.map((each) => (each.key === 'sum' ? sum : each)),
    orientation: 'portrait',
    frozenRows: rows.findIndex(({ key }) => key === 'head') + 1,
  };
}

export const SELF_CHECK: FormBuilder = { sheets: (facts) => [selfCheckSheet(facts)] };
