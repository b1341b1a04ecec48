/** The form 事業評価: a first page over all programmes, then each programme before and after, with those lost and a draft. */
import { writtenWith } from '../dataStamp';
import { fiscalYearName } from '../years';
import { formula, type Formula } from '../figures/formula';
import { intervalLength } from '../formulaCalls';
import {
  keyOutcome,
  lossSentence,
  lossWords,
  REGRESSION_TO_THE_MEAN,
  resultSentence,
  type IndicatorResult,
  type ProgrammeEvaluation,
} from '../../indicators';
import { dotsWithWhiskers, SHARE_FORMAT, slope } from '../charts';
import type { ChartSpec } from '../chartSpec';
import { readStanding } from '../forms/standing';
import { SWITCH_WORDS } from '../words';
import { rangeOf, type FormCell, type FormSheet, type PlanFacts } from '../forms';
import { STYLES } from '../styles';
import { linesOf as linesOfText, STANDARD_HEIGHT } from '../textSize';
import {
  choice,
  composed,
  entry,
  figure as wideFigure,
  gap,
  liveText,
  plain,
  text,
  wide,
  type DraftRow,
} from './compose';
import {
  changeLimitCall,
  funnelCall,
  NOT_YET,
  NOT_YET_LEGEND,
  orNotYet,
  outcomeCall,
  ROUNDING,
  SUPPORTED_LINE,
} from './formulas';
import { linesOf, programmeKey, type Line } from './programmesOf';
import { EVALUATION_SHEET } from '../sheetNames';
import { COUNT, P_VALUE, type Quantity, SHARE, TWO_DECIMALS, changeOf } from '../figures/quantity';

export { EVALUATION_SHEET };

/** As wide as a page at 8 points takes, so that the heights of sentences, which are formulas, are reckoned for what is printed. */
const COLUMNS = [
  { key: 'label', width: 24 },
  { key: 'n', width: 8 },
  { key: 'before', width: 10 },
  { key: 'after', width: 10 },
  { key: 'change', width: 10 },
  { key: 'mean', width: 10 },
  { key: 'lower', width: 10 },
  { key: 'upper', width: 10 },
  { key: 'p', width: 8.5 },
  { key: 'adjusted', width: 9 },
  { key: 'words', width: 34 },
  { key: 'losses', width: 22 },
  { key: 'whisker', width: 11, helper: true },
];
const LAST = 'losses';
/** Findings about rows of 支援記録 that are told here; 支援記録 itself names every row. */
const TOLD_FINDINGS = 30;
/** Empty rows that a chart covers. */
const CHART_ROWS = 13;
const HALF = 0.5;
const COMPARISON_ROW = 'comparison.asked';
const COMPARISON_HEIGHT = 90;
const CHART_ROW_HEIGHT = 19;

const CAUTIONS = [
  REGRESSION_TO_THE_MEAN,
  '追跡できなかった人（死亡・転出・中断・測定なし）は、前後の比較に含めず、別に示します。追跡できた人だけの結果は、よい方に偏ることがあります。',
  '追跡できた人は、要介護認定のほかに少なくとも 1 つのアウトカムがわかる人です。支援できた者 ＝ 追跡できた人 ＋ 追跡できない人。指標ごとに値のそろう人は違うため、各行の n に人数を書いています。',
  '区間は 95%信頼区間、p は前後の差の両側検定です。区間が 0（変化なし）を含むときは、変わったとも変わらないともいえません。その状態で選ばれた人についての割合は検定しません（p は「－」）。',
  ROUNDING,
  `変化がまったくなくても、検定 20 に 1 つは p が 0.05 より小さくなります。「p（調整）」は検定の数で調整した値（Benjamini–Hochberg。5 つ以下なら「${NOT_YET}」）です。比べる人との差などはシート「事業評価_詳細」にあります。`,
];

/** Figures without an indent: the columns are narrow. */
const figure = (of: Formula | string, quantity?: Quantity): FormCell => wideFigure(of, quantity, 'narrowFigure');

const header = (key: string, headings: readonly string[], repeat = false): DraftRow =>
  plain(
    key,
    headings.map((heading) => text(heading, 'header')),
    repeat ? { repeat } : {},
  );

function summaryRow(evaluation: ProgrammeEvaluation, index: number): DraftRow {
  const { programme } = evaluation;
  const call = (wanted: string) => orNotYet(outcomeCall(programme.name, SUPPORTED_LINE, wanted));
  const row = `summary.${programmeKey(evaluation, index)}`;
  return {
    key: row,
    cells: (at) => [
      text(programme.name, 'label'),
      figure(call('抽出')),
      figure(call('分母')),
      figure(call('人数')),
      figure(call('値'), SHARE),
      figure(call('追跡')),
      figure(call('下限'), SHARE),
      figure(call('上限'), SHARE),
      figure(call('追跡できず')),
      null,
      null,
      null,
      figure(intervalLength(at(row, 'lower'), at(row, 'upper')), SHARE),
    ],
  };
}

/** Where the sentences of the summary stand: over the columns of the figures. */
const SUMMARY_WORDS = { words: ['n', 'upper'], losses: ['p', LAST] } as const;
const summaryMerge = Object.values(SUMMARY_WORDS).map(([from, to]) => ({ from, to }));
const widthOver = ([from, to]: readonly [string, string]): number => {
  const place = (key: string): number => COLUMNS.findIndex((column) => column.key === key);
  return COLUMNS.slice(place(from), place(to) + 1).reduce((sum, { width }) => sum + width, 0);
};

/** A row of the summary with a text at each of the two places. */
const summaryLine = (key: string, [label, words, losses]: readonly FormCell[], height?: number): DraftRow =>
  plain(
    key,
    COLUMNS.map((column) =>
      column.key === 'label'
        ? (label ?? null)
        : column.key === SUMMARY_WORDS.words[0]
          ? (words ?? null)
          : column.key === SUMMARY_WORDS.losses[0]
            ? (losses ?? null)
            : null,
    ),
    { merge: summaryMerge, ...(height === undefined ? {} : { height }) },
  );

/** What the outcome that stands for a programme says, and who is not in it. */
function summaryWords(evaluation: ProgrammeEvaluation, index: number): DraftRow {
  const { programme } = evaluation;
  const key = keyOutcome(evaluation);
  const ofKey = (wanted: string) => liveText(orNotYet(outcomeCall(programme.name, key?.name ?? '', wanted)), 'remark');
  return summaryLine(
    `summary.${programmeKey(evaluation, index)}.words`,
    [
      text(programme.name, 'label'),
      key === null ? text('評価できるアウトカムがまだありません。', 'remark') : ofKey('結果の文'),
      key === null ? text('', 'remark') : ofKey('追跡の文'),
    ],
    heightOf(key, widthOver(SUMMARY_WORDS.words), widthOver(SUMMARY_WORDS.losses)),
  );
}

/** What kinds of numbers a line has: shares in percent, differences in points, mean changes with their decimals and unit. */
function quantitiesOf({ indicator: { kind, decimals = 1, unit = '' } }: Line): {
  readonly level: Quantity;
  readonly change: Quantity;
} {
  if (kind === 'reached') return { level: COUNT, change: SHARE };
  if (kind === 'state') return { level: SHARE, change: changeOf(SHARE) };
  const level: Quantity = { unit: '数', decimals };
  return { level, change: changeOf(level, unit) };
}

/** How high the sentences of an indicator make its row in columns of these widths; the formulas do not tell. */
function heightOf(
  result: IndicatorResult | null,
  words: number = widthOver(['words', 'words']),
  losses: number = widthOver(['losses', 'losses']),
): number {
  const linesIn = (width: number, said: string): number => linesOfText(said, width, STYLES.remark);
  const lines =
    result === null ? 1 : Math.max(linesIn(words, resultSentence(result)), linesIn(losses, lossSentence(result)));
  return Math.max(STANDARD_HEIGHT, lines * STANDARD_HEIGHT);
}

function lineRow(key: string, programme: string, line: Line): DraftRow {
  const { indicator, result } = line;
  const call = (wanted: string) => orNotYet(outcomeCall(programme, indicator.name, wanted));
  const { level, change } = quantitiesOf(line);
  const isReached = indicator.kind === 'reached';
  const isMeasure = indicator.kind === 'measure';
  const moved = figure(call(isReached ? '値' : '変化'), change);
  const blank = text('', 'figure');
  return plain(
    key,
    [
      text(`${indicator.level === 'output' ? '［OP］' : '［OC］'}${indicator.name}`),
      figure(call('分母')),
      isReached ? blank : figure(call('前'), level),
      figure(call(isReached ? '人数' : '後'), level),
      isMeasure ? blank : moved,
      isMeasure ? moved : blank,
      figure(isReached ? call('下限') : orNotYet(changeLimitCall(programme, indicator.name, 2)), change),
      figure(isReached ? call('上限') : orNotYet(changeLimitCall(programme, indicator.name, 3)), change),
      isReached ? blank : figure(call('p'), P_VALUE),
      isReached ? blank : figure(call('調整p'), P_VALUE),
      liveText(call('結果の文'), 'remark'),
      liveText(call('追跡の文'), 'remark'),
    ],
    { height: heightOf(result) },
  );
}

/** True when the analyst asked for a comparison group on the standing sheet. */
function isComparisonAsked({ standing }: PlanFacts): boolean {
  const sheet = standing?.get(EVALUATION_SHEET);
  const found = sheet === undefined ? null : readStanding(sheet);
  if (sheet === undefined || found === null) return false;
  const row = [...found.rows].find(([, { key }]) => key === COMPARISON_ROW)?.[0];
  const column = [...found.columns].find(([, { key }]) => key === 'n')?.[0];
  return row !== undefined && column !== undefined && sheet.values[row]?.[column] === SWITCH_WORDS.on;
}

/** Places of the figures in the row that OUTCOME answers for 比較, in the order of our columns. */
const COMPARED = [
  { place: 1, quantity: COUNT },
  { place: 3 },
  { place: 4 },
  { place: 5 },
  { place: 13, quantity: changeOf(TWO_DECIMALS) },
  { place: 6 },
  { place: 7 },
  { place: 8, quantity: P_VALUE },
] as const;

/** Supported persons beside matched ones who were eligible but not supported. */
function comparisonRows(prefix: string, programme: string, outcome: readonly IndicatorResult[]): DraftRow[] {
  const told = outcome.filter(({ undetermined, indicator }) => undetermined === '' && indicator.status === 'sourced');
  if (told.length === 0) return [];
  return [
    header(`${prefix}.comparison`, [
      '対照群との比較',
      '組数',
      '支援した人',
      '対照の人',
      '差',
      '前の値の標準化差',
      '下限',
      '上限',
      'p',
      '',
      '対照群の作り方と注意',
      '前の値の平均',
    ]),
    ...told.map(({ id, name, indicator }) => {
      const at = (place: number) => formula`INDEX(${outcomeCall(programme, name, '比較')},2,${place})`;
      const usual = indicator.kind === 'measure' ? TWO_DECIMALS : SHARE;
      const before = formula`"支援した人 "&TEXT(${at(11)},"0.00")&"、対照の人 "&TEXT(${at(12)},"0.00")`;
      return plain(
        `${prefix}.comparison.${id}`,
        [
          text(name),
          ...COMPARED.map((each) => figure(orNotYet(at(each.place)), 'quantity' in each ? each.quantity : usual)),
          text('', 'figure'),
          liveText(orNotYet(formula`${at(9)}&${at(10)}`), 'remark'),
          liveText(orNotYet(before), 'remark'),
        ],
        { height: COMPARISON_HEIGHT },
      );
    }),
  ];
}

function lostRows(prefix: string, { programme, supported, followUp, notSupportedBy }: ProgrammeEvaluation): DraftRow[] {
  const reasons = Object.entries(notSupportedBy).map(([status, count]) => `${status} ${count}人`);
  const merge = [{ from: 'before', to: LAST }];
  return [
    plain(`${prefix}.funnel`, [text('人数の流れ', 'label'), liveText(funnelCall(programme.name))], {
      merge: [{ from: 'n', to: LAST }],
    }),
    plain(
      `${prefix}.lost`,
      [
        text('追跡できなかった人', 'label'),
        figure(orNotYet(outcomeCall(programme.name, SUPPORTED_LINE, '追跡できず'))),
        text(
          supported === 0
            ? '支援した人がいません。'
            : followUp.lost === 0
              ? '支援した人は全員、少なくとも 1 つのアウトカムがわかっています。'
              : lossWords(followUp),
        ),
      ],
      { merge },
    ),
    plain(
      `${prefix}.notSupported`,
      [
        text('対象のうち支援していない人', 'label'),
        text(
          Object.values(notSupportedBy).reduce((sum, count) => sum + count, 0),
          'figure',
          COUNT,
        ),
        text(reasons.join('・')),
      ],
      { merge },
    ),
  ];
}

const toldOf = ({ outcome }: ProgrammeEvaluation): IndicatorResult[] =>
  outcome.filter(({ undetermined, indicator }) => undetermined === '' && indicator.status === 'sourced');

/** The sentences that may go into the report: each is the figure's own, and the caution closes them. */
function draft(evaluation: ProgrammeEvaluation): string {
  const { programme, targeted, supported } = evaluation;
  if (targeted === 0) return '';
  const told = toldOf(evaluation);
  const comparing = told.some(({ comparison }) => comparison === undefined)
    ? '対照群のない前後の比較のため、変化が支援によるとまではいえません。'
    : '';
  return [
    `${programme.name}の対象者 ${targeted}人のうち ${supported}人を支援しました。`,
    ...told.map(resultSentence),
    told.length === 0 ? 'アウトカムは、後の値がそろってから評価します。' : comparing,
  ].join('');
}

/** Who is missing from the result: small numbers, apart from it so that the result can be published. */
function lossDraft(evaluation: ProgrammeEvaluation): string {
  const { followUp } = evaluation;
  const lost =
    followUp.lost === 0
      ? ''
      : `支援した人のうち ${followUp.lost}人（${lossWords(followUp)}）は後の状態を確かめられませんでした。`;
  const each = toldOf(evaluation).flatMap((result) => {
    const words = lossSentence(result);
    return words === '' ? [] : [`${result.name}：${words}`];
  });
  return [lost, ...each].join('');
}

interface Block {
  readonly rows: readonly DraftRow[];
  /** Rows whose shares before and after go into the chart. */
  readonly lines: readonly { readonly key: string; readonly name: string }[];
  readonly prefix: string;
  readonly programme: string;
  /** Some share is above one half: the axis ends at 100 %. */
  readonly isHigh: boolean;
}

function block(evaluation: ProgrammeEvaluation, index: number, isCompared: boolean): Block {
  const { programme, notices, outcome } = evaluation;
  const prefix = `p.${programmeKey(evaluation, index)}`;
  const lines = linesOf({ programme, evaluation }).map((line) => ({
    line,
    key: `${prefix}.${line.indicator.id}`,
  }));
  const drawn = lines
    .filter(({ line }) => line.indicator.kind === 'state' && line.result !== null && line.result.undetermined === '')
    .map(({ line, key }) => ({ key, name: line.indicator.name }));
  return {
    prefix,
    programme: programme.name,
    lines: drawn,
    isHigh: outcome.some(
      ({ indicator, before, after }) =>
        indicator.kind === 'state' && [before, after].some((standing) => (standing?.estimate?.value ?? 0) > HALF),
    ),
    rows: [
      gap(`${prefix}.gap`),
      wide(`${prefix}.title`, `■ ${programme.name}`, 'heading', COLUMNS),
      ...(notices.length === 0 ? [] : [wide(`${prefix}.notices`, notices.join(' '), 'note', COLUMNS)]),
      header(`${prefix}.header`, [
        '評価指標',
        '人数（n）',
        '支援前',
        '支援後・該当',
        '割合・割合の差',
        '平均の変化',
        '下限',
        '上限',
        'p',
        'p（調整）',
        '読み方：結果（下書き）',
        '読み方：追跡できない人など',
      ]),
      ...lines.map(({ line, key }) => lineRow(key, programme.name, line)),
      ...lostRows(prefix, evaluation),
      ...(isCompared ? comparisonRows(prefix, programme.name, outcome) : []),
      plain(`${prefix}.draft`, [text('報告書の文（下書き）', 'label'), entry(draft(evaluation))], {
        merge: [{ from: 'n', to: LAST }],
        height: 75,
      }),
      plain(
        `${prefix}.draftLosses`,
        [text('追跡できなかった人の文（下書き。少ない人数を含む）', 'label'), entry(lossDraft(evaluation))],
        { merge: [{ from: 'n', to: LAST }], height: 45 },
      ),
      ...(drawn.length === 0
        ? []
        : Array.from({ length: CHART_ROWS }, (_, row) =>
            plain(`${prefix}.chart${row}`, [], { height: CHART_ROW_HEIGHT }),
          )),
    ],
  };
}

function chartsOf(form: FormSheet, blocks: readonly Block[], first: string, last: string): ChartSpec[] {
  const source = '支援記録・KDB等のデータ（本ツールで集計）';
  const before = blocks
    .filter(({ lines }) => lines.length > 0)
    .map(({ prefix, lines, programme, isHigh }) =>
      slope({
        name: `${prefix}.slope`,
        title: `${programme}：支援前と支援後の割合`,
        anchor: rangeOf(form, `${prefix}.chart0`, `${prefix}.chart${CHART_ROWS - 1}`, 'label', 'upper'),
        source,
        altText: `${programme}の${lines.map(({ name }) => name).join('・')}について、支援前と支援後の割合を線で結んだ図。値は上の表にあります。`,
        moments: { ...rangeOf(form, `${prefix}.header`, `${prefix}.header`, 'before', 'after') },
        series: lines.map(({ key, name }) => ({ name, values: rangeOf(form, key, key, 'before', 'after') })),
        valueAxis: {
          title: '割合',
          unit: '%',
          numberFormat: SHARE_FORMAT,
          minimum: 0,
          ...(isHigh ? { maximum: 1, numberFormat: '0%' } : {}),
        },
      }),
    );
  return [
    dotsWithWhiskers({
      name: 'summary.rates',
      title: '事業ごとの、対象者のうち支援できた者の割合',
      anchor: rangeOf(form, 'summary.chart0', `summary.chart${CHART_ROWS - 1}`, 'label', LAST),
      source,
      altText:
        '事業ごとに、対象者のうち支援できた者の割合を点で、95%信頼区間を縦の帯で示した図。値は上の表にあります。',
      categories: rangeOf(form, first, last, 'label'),
      dots: { name: '支援できた者の割合', values: rangeOf(form, first, last, 'change') },
      lower: rangeOf(form, first, last, 'lower'),
      length: rangeOf(form, first, last, 'whisker'),
      categoryTitle: '事業',
    }),
    ...before,
  ];
}

/** What is to be said of rows of 支援記録; of very many the first, the rest stands in its column 行の確認. */
function noticesOf(notices: readonly string[]): string {
  const more = notices.length - TOLD_FINDINGS;
  const rest = more > 0 ? [`ほか ${more} 件は、支援記録の「行の確認」の列にあります。`] : [];
  return [...notices.slice(0, TOLD_FINDINGS), ...rest].join(' ');
}

/** The form; without 支援記録 it says how to begin one. */
export function evaluationSheet(facts: PlanFacts): FormSheet {
  const { evaluation } = facts;
  // 支援記録 may be of another year than the workbook is now.
  const { fiscalYear, stamp } = evaluation ?? facts;
  const after = evaluation?.afterYear ?? null;
  const differs =
    fiscalYear === facts.fiscalYear ? '' : `（支援記録の年度。いまの抽出年度は${fiscalYearName(facts.fiscalYear)}）`;
  const programmes = (evaluation?.programmes ?? []).filter(({ targeted }) => targeted > 0);
  const head: DraftRow[] = [
    wide('title', '事業評価（個別事業のアウトプットとアウトカム）', 'title', COLUMNS),
    wide(
      'stamp',
      `抽出年度: ${fiscalYearName(fiscalYear)}${differs}  評価年度: ${after === null ? 'データなし' : fiscalYearName(after)}  ${writtenWith(stamp)}  ${NOT_YET_LEGEND}`,
      'note',
      COLUMNS,
    ),
    ...CAUTIONS.map((caution, index) => wide(`caution.${index}`, caution, 'note', COLUMNS)),
    // Rows of the log that the figures below leave out are named, each with its reason.
    ...(evaluation === null || evaluation.log.notices.length === 0
      ? []
      : [wide('log.notices', noticesOf(evaluation.log.notices), 'note', COLUMNS)]),
    gap('gap.head'),
  ];
  const frame = {
    name: EVALUATION_SHEET,
    stamp,
    columns: COLUMNS,
    orientation: 'landscape' as const,
  };
  if (programmes.length === 0) {
    return composed(frame, [
      ...head,
      wide(
        'empty',
        evaluation === null || evaluation.log.rows === 0
          ? '支援記録がまだありません。⑤評価の「支援記録を始める」で、抽出した一覧から作れます。'
          : '支援記録に、評価に使える行がありません。',
        'sentence',
        COLUMNS,
      ),
    ]);
  }
  const isCompared = isComparisonAsked(facts);
  const blocks = programmes.map((each, index) => block(each, index, isCompared));
  const keys = programmes.map((each, index) => `summary.${programmeKey(each, index)}`);
  const form = composed(frame, [
    ...head,
    wide('summary.title', '事業全体のまとめ', 'heading', COLUMNS),
    header('summary.header', [
      '事業',
      '抽出した人',
      '支援対象者数',
      '支援できた者',
      '支援できた割合',
      '追跡できた人',
      '下限',
      '上限',
      '追跡できない人',
    ]),
    ...programmes.map(summaryRow),
    gap('summary.gap'),
    summaryLine(
      'summary.results',
      ['事業', '主な結果（下書き）', '主な結果に含まない人など'].map((heading) => text(heading, 'header')),
    ),
    ...programmes.map(summaryWords),
    plain('summary.overall', [text('全体の所見', 'label'), entry()], {
      merge: [{ from: 'n', to: LAST }],
      height: 40,
    }),
    plain(
      COMPARISON_ROW,
      [
        text('対照群との比較', 'label'),
        choice([SWITCH_WORDS.off, SWITCH_WORDS.on], SWITCH_WORDS.off),
        text(
          '「使う」にしてもう一度書くと、条件に当たるが支援していない人から性別・年齢・前の値の近い人を選んで並べます。選び方の偏りは残ります。',
          'note',
        ),
      ],
      { merge: [{ from: 'before', to: LAST }] },
    ),
    ...Array.from({ length: CHART_ROWS }, (_, row) => plain(`summary.chart${row}`, [], { height: CHART_ROW_HEIGHT })),
    ...blocks.flatMap(({ rows }) => rows),
  ]);
  return { ...form, charts: chartsOf(form, blocks, keys[0]!, keys.at(-1)!) };
}
