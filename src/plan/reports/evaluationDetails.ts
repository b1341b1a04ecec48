/** The sheet 事業評価_詳細: comparisons beyond before and after, those lost, the time to 要介護認定 and the cost, each with its sentence. */
import { writtenWith } from '../dataStamp';
import {
  isCompared,
  isComparedByChange,
  isComparedInPairs,
  targetIndicator,
  type IndicatorResult,
  type ProgrammeEvaluation,
} from '../../indicators';
import type { FormCell, FormSheet, PlanFacts } from '../forms';
import { formula, type Formula } from '../figures/formula';
import { fiscalYearName } from '../years';
import { composed, figure, gap, liveText, plain, text, wide, type DraftRow } from './compose';
import { cellOf, NOT_YET_LEGEND, orNotYet, outcomeCall, quoted, SUPPORTED_LINE } from './formulas';
import { PLAN_DOCUMENT_SHEET, programmeCostKey, PROGRAMME_COST_COLUMN } from './programmeCosts';
import { programmeKey } from './programmesOf';
import { EVALUATION_DETAILS_SHEET } from '../sheetNames';
import { COUNT, ONE_DECIMAL, P_VALUE, type Quantity, SHARE, TWO_DECIMALS, changeOf } from '../figures/quantity';

export { EVALUATION_DETAILS_SHEET };

/** Columns of figures between the name of a line and its sentences. */
const FIGURES = ['f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9'] as const;
const COLUMNS = [
  { key: 'label', width: 17 },
  ...FIGURES.map((key) => ({ key, width: 8.5 })),
  { key: 'words', width: 54 },
  { key: 'losses', width: 18.5 },
] as const;

/** Heights of rows with sentences in points: formulas do not tell how long their texts are. */
const HEIGHT = { changes: 132, matched: 120, loss: 92, certification: 106, cost: 60 } as const;

type Result = IndicatorResult;
interface Line {
  readonly key: string;
  readonly programme: string;
  readonly result: Result;
}

/** What kinds of numbers an indicator has: levels, and changes with their sign. */
function quantitiesOf({ indicator: { kind, decimals = 1 } }: Result): {
  readonly level: Quantity;
  readonly change: Quantity;
} {
  const level: Quantity = kind === 'measure' ? { unit: '数', decimals } : SHARE;
  return { level, change: changeOf(level) };
}

const STANDARDISED = changeOf(TWO_DECIMALS);

interface Place {
  readonly heading: string;
  /** Place of the figure in the row that OUTCOME answers. */
  readonly place: number;
  readonly quantity: (result: Result) => Quantity;
}

interface Section {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly output: string;
  readonly lines: (result: Result) => boolean;
  readonly none: string;
  readonly places: readonly Place[];
  /** Places of both parts of the sentence. */
  readonly words: string;
  readonly sentences: readonly [result: number, losses: number];
  readonly height: number;
}

const place = (heading: string, at: number, quantity: Quantity | Place['quantity']): Place => ({
  heading,
  place: at,
  quantity: typeof quantity === 'function' ? quantity : () => quantity,
});
const level = (result: Result): Quantity => quantitiesOf(result).level;
const change = (result: Result): Quantity => quantitiesOf(result).change;

/** Cells to the last column of figures, with blanks behind those that a table has. */
const filled = <T>(cells: readonly T[], blank: T): T[] =>
  FIGURES.map((_, index) => (index < cells.length ? cells[index]! : blank));

const SECTIONS: readonly Section[] = [
  {
    key: 'changes',
    title: '1 差の差（支援した人の変化 − 対象で支援していない人の変化）',
    note: '抽出の条件に当たり、支援していない人すべてと比べます。支援がなければ両群が同じように変わった、という仮定に立ちます。支援していない人は、関心や状態が違うことがあります。',
    output: '差の差',
    lines: isComparedByChange,
    none: '前後の値を比べられる指標がまだありません。',
    places: [
      place('支援した人（n）', 1, COUNT),
      place('支援していない人（n）', 2, COUNT),
      place('支援した人の変化', 3, change),
      place('していない人の変化', 4, change),
      place('差の差', 5, change),
      place('下限', 6, change),
      place('上限', 7, change),
      place('p', 8, P_VALUE),
      place('p（調整）', 12, P_VALUE),
    ],
    words: '読み方：結果',
    sentences: [10, 11],
    height: HEIGHT.changes,
  },
  {
    key: 'expected',
    title: '2 平均への回帰で見込まれる変化と、実際の変化',
    note: '値の悪い人を選んで測り直すと、支援がなくても平均へ戻ります。その大きさを、対象で支援していない人の「前の値と変化」の直線から見積もり、実際の変化と並べます。',
    output: '見込み',
    lines: (result) => isCompared(result) && result.indicator.kind === 'measure',
    none: '測定値の指標で、前後の値のそろう人がまだいません。',
    places: [
      place('支援した人（n）', 1, COUNT),
      place('支援していない人（n）', 2, COUNT),
      place('見込まれる変化', 3, change),
      place('下限', 4, change),
      place('上限', 5, change),
      place('実際の変化', 6, change),
      place('下限', 7, change),
      place('上限', 8, change),
    ],
    words: '読み方：結果',
    sentences: [9, 10],
    height: HEIGHT.changes,
  },
  {
    key: 'matched',
    title: '3 組にした比較（性別・年齢区分が同じで、前の値の近い人）',
    note: '支援した人 1 人に、対象で支援していない人 1 人を組にします（同じ人は 1 度だけ）。下の「釣り合い」で、組にする前と後の前の値・年齢・女性の割合を確かめてください。標準化差の絶対値 0.1 以下が目安です。割合の区間は Newcombe 法、p は正確法のため、区間が 0 を含まなくても p が 0.05 より大きいことがあります。そのときは差があるといえません。',
    output: '比較',
    lines: isComparedInPairs,
    none: '組にする値（支援の前の値）のある指標がまだありません。',
    places: [
      place('組数', 1, COUNT),
      place('組にできない人', 2, COUNT),
      place('支援した人', 3, level),
      place('対照の人', 4, level),
      place('差', 5, change),
      place('下限', 6, change),
      place('上限', 7, change),
      place('p', 8, P_VALUE),
      place('p（調整）', 15, P_VALUE),
    ],
    words: '対照の作り方と注意',
    sentences: [10, 9],
    height: HEIGHT.matched,
  },
  {
    key: 'loss',
    title: '4 値のわかる人と、わからない人（追跡）',
    note: '指標ごとに、支援した人のうち値のわかる人とわからない人を分けます（事業全体の「追跡できた人」とは人数が違うことがあります）。追跡できない人の前の様子が追跡できた人と違えば、結果は偏ります。「最も悪い場合・良い場合」は、追跡できない人が全員悪い（よい）結果だったとみなした値で、結果がどこまで動きうるかを示します（平均の変化には端がないため「－」とし、追跡できない人が変わらなかったとみなした値を文に書きます）。',
    output: '追跡別',
    lines: (result) =>
      isCompared(result) &&
      result.indicator.rule.saysNothingOfFollowUp === undefined &&
      ['支援した人', '追跡できた人'].includes(result.indicator.denominator),
    none: '後の値のある指標がまだありません。',
    places: [
      place('値のわかる人', 1, COUNT),
      place('わからない人', 2, COUNT),
      place('標準化差：前の値', 5, STANDARDISED),
      place('標準化差：年齢', 8, STANDARDISED),
      place('標準化差：女性', 11, STANDARDISED),
      place('結果', 12, (result) => (result.indicator.kind === 'measure' ? change(result) : SHARE)),
      place('最も悪い場合', 13, (result) => (result.indicator.kind === 'measure' ? change(result) : SHARE)),
      place('最も良い場合', 14, (result) => (result.indicator.kind === 'measure' ? change(result) : SHARE)),
    ],
    words: '読み方：結果',
    sentences: [15, 16],
    height: HEIGHT.loss,
  },
];

/** The methods say themselves why they have no answer; the matched comparison does not. */
const NOBODY_TO_COMPARE = '対象の条件に当たり支援していない人のうち、性別・年齢区分・前の値の合う人がいません。';

const header = (key: string, headings: readonly string[]): DraftRow =>
  plain(
    key,
    headings.map((heading) => text(heading, 'header')),
  );

const rowAt = (call: Formula, row: number, at: number): Formula => formula`INDEX(${call},${row},${at})`;

function lineRow(
  { places, output, sentences, height, key: section }: Section,
  { key, programme, result }: Line,
): DraftRow {
  const call = outcomeCall(programme, result.name, output);
  const [words, losses] = sentences.map((at, part) =>
    liveText(formula`=IFNA(${rowAt(call, 2, at)},${quoted(part === 0 ? NOBODY_TO_COMPARE : '')})`, 'remark'),
  ) as [FormCell, FormCell];
  return plain(
    `${section}.${key}`,
    [
      text(`${programme}：${result.name}`),
      ...filled<FormCell>(
        places.map((each) => figure(orNotYet(rowAt(call, 2, each.place)), each.quantity(result))),
        text('', 'figure'),
      ),
      words,
      losses,
    ],
    { height },
  );
}

/** 前の値, 年齢 and 女性の割合 before and after the pairs were made. */
function balanceRows({ key, programme, result }: Line): DraftRow[] {
  const call = outcomeCall(programme, result.name, '釣り合い');
  const isState = result.indicator.rule.matchedOn === 'state';
  return ['前の値', '年齢', '女性の割合'].map((name, index) => {
    const usual =
      name === '女性の割合' || (name === '前の値' && isState) ? SHARE : ({ unit: '数', decimals: 1 } as const);
    return plain(`balance.${key}.${index + 1}`, [
      text(index === 0 ? `${programme}：${result.name}` : '', 'remark'),
      text(name, 'remark'),
      ...[2, 3, 4, 5, 6, 7].map((at) =>
        figure(orNotYet(rowAt(call, index + 2, at)), at === 4 || at === 7 ? STANDARDISED : usual),
      ),
    ]);
  });
}

const BALANCE_HEADINGS = [
  '釣り合い',
  '項目',
  '支援した人',
  '支援していない人',
  '標準化差',
  '支援した人（組）',
  '対照の人（組）',
  '標準化差（組）',
];

function sectionRows(section: Section, lines: readonly Line[]): DraftRow[] {
  const told = lines.filter(({ result }) => section.lines(result));
  const head = [
    gap(`${section.key}.gap`),
    wide(`${section.key}.title`, section.title, 'heading', COLUMNS),
    wide(`${section.key}.note`, section.note, 'note', COLUMNS),
  ];
  if (told.length === 0) return [...head, wide(`${section.key}.none`, section.none, 'sentence', COLUMNS)];
  return [
    ...head,
    header(`${section.key}.header`, [
      '事業：指標',
      ...filled(
        section.places.map(({ heading }) => heading),
        '',
      ),
      section.words,
      section.key === 'matched' ? '組にした条件' : '読み方：含まない人など',
    ]),
    ...told.map((line) => lineRow(section, line)),
    ...(section.key === 'matched' ? [header('balance.header', BALANCE_HEADINGS), ...told.flatMap(balanceRows)] : []),
  ];
}

const CERTIFICATION = [
  ['人数', 1, COUNT],
  ['要介護認定', 2, COUNT],
  ['死亡', 3, COUNT],
  ['何か月まで', 4, COUNT],
  ['認定を受けた割合', 5, SHARE],
  ['認定も死亡もない割合', 8, SHARE],
  ['平均の月数', 11, ONE_DECIMAL],
] as const;

function certificationRows(programmes: readonly (readonly [ProgrammeEvaluation, string])[]): DraftRow[] {
  return [
    gap('certification.gap'),
    wide('certification.title', '5 要介護認定までの期間（支援開始日から）', 'heading', COLUMNS),
    wide(
      'certification.note',
      '支援の前に認定のなかった人を、支援開始日から認定・死亡・転出・年度末まで追います。認定を受けた割合は死亡を競合とした累積発生割合（Aalen–Johansen）、認定も死亡もない割合は Kaplan–Meier、平均の月数はその期間内の平均（restricted mean）です。認定日は、支援記録に「要介護認定日」「死亡・転出日」の列を足して書きます。',
      'note',
      COLUMNS,
    ),
    header('certification.header', [
      '事業',
      ...filled(
        CERTIFICATION.map(([heading]) => heading),
        '',
      ),
      '読み方：結果',
      '読み方：含まない人など',
    ]),
    ...programmes.map(([{ programme }, key]) => {
      const call = outcomeCall(programme.name, SUPPORTED_LINE, '認定まで');
      return plain(
        `certification.${key}`,
        [
          text(programme.name),
          ...filled<FormCell>(
            CERTIFICATION.map(([, at, quantity]) => figure(orNotYet(rowAt(call, 2, at)), quantity)),
            text('', 'figure'),
          ),
          liveText(orNotYet(rowAt(call, 2, 14)), 'remark'),
          liveText(orNotYet(rowAt(call, 2, 15)), 'remark'),
        ],
        { height: HEIGHT.certification },
      );
    }),
  ];
}

/** What one person with the outcome cost; blank with the reason where no cost is typed or nobody reached it. */
function costRow({ programme }: ProgrammeEvaluation, key: string): DraftRow {
  const aim = targetIndicator(programme);
  const row = `cost.${key}`;
  if (aim === null)
    return plain(row, [
      text(programme.name),
      ...FIGURES.map(() => text('', 'figure')),
      text('成果とする割合の指標がないため計算しません。', 'remark'),
      text('', 'remark'),
    ]);
  const typed = cellOf(PLAN_DOCUMENT_SHEET, programmeCostKey(programme.id), PROGRAMME_COST_COLUMN);
  const isTyped = `IFNA(COUNT(${typed})>0,FALSE)`;
  return {
    key: row,
    height: HEIGHT.cost,
    cells: (at) => {
      const [yen, reached, supported] = ['f1', 'f2', 'f3'].map((column) => at(row, column));
      const isKnown = `AND(ISNUMBER(${yen}),N(${reached})>0)`;
      const cost = (output: string): string =>
        `IKKATSU.COSTPEROUTCOME(${yen},${reached},${supported},${quoted(output)})`;
      const shown = (output: string): string => `=IF(${isKnown},${cost(output)},"－")`;
      const told = ['f4', 'f5', 'f6'].map((column) => `TEXT(${at(row, column)},"#,##0")`);
      return [
        text(`${programme.name}：${aim.name}`),
        ...filled<FormCell>(
          [
            figure(`=IF(${isTyped},${typed},"－")`),
            figure(orNotYet(outcomeCall(programme.name, aim.name, '成果のあった人'))),
            figure(orNotYet(outcomeCall(programme.name, SUPPORTED_LINE, '人数'))),
            ...['値', '下限', '上限'].map((output) => figure(shown(output))),
          ],
          text('', 'figure'),
        ),
        liveText(
          `=IF(NOT(ISNUMBER(${yen})),IF(IFNA(${typed},"")="","計画書の「事業ごとの費用」に円で書くと計算します。","計画書の「事業ごとの費用」に書かれたものが数ではないため、計算しません。"),` +
            `IF(N(${reached})=0,"成果のあった人がいない、または判定できないため、計算しません。",` +
            `"成果のあった人 1 人当たりの費用は "&${told[0]}&" 円（95%信頼区間 "&${told[1]}&"–"&${told[2]}&" 円）です。"&${cost('注意')}))`,
          'remark',
        ),
        text('', 'remark'),
      ];
    },
  };
}

function costRows(programmes: readonly (readonly [ProgrammeEvaluation, string])[]): DraftRow[] {
  return [
    gap('cost.gap'),
    wide('cost.title', '6 成果 1 件当たりの費用', 'heading', COLUMNS),
    wide(
      'cost.note',
      '計画書の「事業ごとの費用」を、成果のあった人の数で割ります。区間は、成果のあった人の割合の区間からで、費用は決まった額とみなします。',
      'note',
      COLUMNS,
    ),
    header('cost.header', [
      '事業：成果',
      ...filled(['費用（円）', '成果のあった人', '支援した人', '1人当たり（円）', '下限', '上限'], ''),
      '読み方：結果',
      '',
    ]),
    ...programmes.map(([evaluation, key]) => costRow(evaluation, key)),
  ];
}

/** The form; without 支援記録 it says what is needed. */
export function evaluationDetails({ evaluation, ...facts }: PlanFacts): FormSheet {
  const programmes = (evaluation?.programmes ?? [])
    .filter(({ targeted }) => targeted > 0)
    .map((each, index) => [each, programmeKey(each, index)] as const);
  const lines = programmes.flatMap(([{ programme, outcome }, key]) =>
    outcome.map((result): Line => ({ key: `${key}.${result.id}`, programme: programme.name, result })),
  );
  const after = evaluation?.afterYear ?? null;
  const frame = {
    name: EVALUATION_DETAILS_SHEET,
    stamp: evaluation?.stamp ?? facts.stamp,
    columns: COLUMNS,
    orientation: 'landscape' as const,
  };
  const head = [
    wide('title', '事業評価の詳細（比べる人・追跡できない人・期間・費用）', 'title', COLUMNS),
    wide(
      'stamp',
      `抽出年度: ${fiscalYearName(evaluation?.fiscalYear ?? facts.fiscalYear)}  評価年度: ${after === null ? 'データなし' : fiscalYearName(after)}  ${writtenWith(evaluation?.stamp ?? facts.stamp)}  ${NOT_YET_LEGEND}`,
      'note',
      COLUMNS,
    ),
    wide(
      'caution',
      'どの比較も、だれを支援するかを割り付けた試験ではありません。差があっても、支援の効果であるとまではいえません。差がまったくなくても、検定 20 に 1 つは p が 0.05 より小さくなります。「p（調整）」は、このシートの検定の数で調整した値です（Benjamini–Hochberg。5 つ以下なら「－」）。少ない人数を含むため、庁内で見る資料です（値で確定の写しには入りません）。',
      'note',
      COLUMNS,
    ),
  ];
  if (programmes.length === 0)
    return composed(frame, [
      ...head,
      wide('empty', '支援記録に、評価に使える行がまだありません。', 'sentence', COLUMNS),
    ]);
  return composed(frame, [
    ...head,
    ...SECTIONS.flatMap((section) => sectionRows(section, lines)),
    ...certificationRows(programmes),
    ...costRows(programmes),
  ]);
}
