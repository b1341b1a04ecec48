/** The form 事業評価: a first page over all programmes, then each programme before and after, with those lost and a draft. */
import {
  keyOutcome,
  lossWords,
  plainSentence,
  REGRESSION_TO_THE_MEAN,
  type IndicatorResult,
  type ProgrammeEvaluation,
} from '../../indicators';
import { ratesWithIntervals, SHARE_FORMAT, slope } from '../charts';
import type { ChartSpec } from '../chartSpec';
import { readStanding } from '../forms/standing';
import { SWITCH_WORDS } from '../words';
import { rangeOf, type FormSheet, type PlanFacts } from '../forms';
import { STYLES, TAB_COLOURS } from '../styles';
import { linesOf as linesOfText, STANDARD_HEIGHT } from '../textSize';
import { choice, composed, entry, figure, gap, liveText, plain, text, wide, type DraftRow } from './compose';
import { changeLimitCall, NOT_YET, NOT_YET_LEGEND, orNotYet, outcomeCall } from './formulas';
import { linesOf, type Line } from './programmesOf';

export const EVALUATION_SHEET = '事業評価';

const COLUMNS = [
  { key: 'label', width: 34 },
  { key: 'n', width: 10 },
  { key: 'before', width: 12 },
  { key: 'after', width: 12 },
  { key: 'change', width: 12 },
  { key: 'lower', width: 11 },
  { key: 'upper', width: 11 },
  { key: 'p', width: 10 },
  { key: 'words', width: 56 },
] as const;
const LAST = COLUMNS.at(-1)!.key;
/** Empty rows that a chart covers. */
const CHART_ROWS = 13;
const HALF = 0.5;
const COMPARISON_ROW = 'comparison.asked';
const COMPARISON_HEIGHT = 90;
const CHART_ROW_HEIGHT = 19;
/** Height of a line of a note in points. */
const NOTE_LINE = 17.5;

const CAUTIONS = [
  REGRESSION_TO_THE_MEAN,
  '追跡できなかった人（死亡・転出・中断・測定なし）は、前後の比較に含めず、別に示します。追跡できた人だけの結果は、よい方に偏ることがあります。',
  '区間は 95%信頼区間、p は前後の差の両側検定です。区間が 0（変化なし）を含むときは、変わったとも変わらないともいえません。',
];

const header = (key: string, headings: readonly string[], repeat = false): DraftRow =>
  plain(
    key,
    headings.map((heading) => text(heading, 'header')),
    repeat ? { repeat } : {},
  );

/** The key of a programme in rows and charts. */
export function programmeKey({ programme }: ProgrammeEvaluation, index: number): string {
  return programme.id === 'other' ? `other${index}` : programme.id;
}

function summaryRow(evaluation: ProgrammeEvaluation, index: number): DraftRow {
  const { programme, output } = evaluation;
  const supported = output[0]?.name ?? '支援できた者';
  const call = (wanted: string): string => orNotYet(outcomeCall(programme.name, supported, wanted));
  const key = keyOutcome(evaluation);
  const ofKey = (wanted: string): string => orNotYet(outcomeCall(programme.name, key?.name ?? '', wanted));
  return plain(
    `summary.${programmeKey(evaluation, index)}`,
    [
      text(programme.name, 'label'),
      figure(call('分母')),
      figure(call('人数')),
      key === null ? text(NOT_YET, 'figure') : figure(ofKey('追跡')),
      figure(call('値'), '0.0%'),
      figure(call('下限'), '0.0%'),
      figure(call('上限'), '0.0%'),
      key === null ? text(NOT_YET, 'figure') : figure(ofKey('追跡できず')),
      key === null ? text('評価できるアウトカムがまだありません。', 'note') : liveText(ofKey('文'), 'note'),
    ],
    { height: heightOf(key) },
  );
}

/** Number formats of a line: shares in percent, differences in points, measures with their decimals. */
function formatsOf({ indicator: { kind, decimals = 1 } }: Line): { readonly level: string; readonly change: string } {
  const places = decimals === 0 ? '' : `.${'0'.repeat(decimals)}`;
  const signed = (format: string): string => `+${format};-${format};${format}`;
  if (kind === 'reached') return { level: '#,##0', change: '0.0%' };
  if (kind === 'state') return { level: '0.0%', change: signed('0.0%') };
  return { level: `#,##0${places}`, change: signed(`#,##0${places}`) };
}

/** How high the sentence of an indicator makes its row; the formula does not tell. */
function heightOf(result: IndicatorResult | null): number {
  const width = COLUMNS.at(-1)!.width;
  const lines = result === null ? 2 : linesOfText(plainSentence(result), width, { ...STYLES.note, indent: 1 });
  return Math.max(STANDARD_HEIGHT, lines * NOTE_LINE);
}

function lineRow(key: string, programme: string, line: Line): DraftRow {
  const { indicator, result } = line;
  const call = (wanted: string): string => orNotYet(outcomeCall(programme, indicator.name, wanted));
  const { level, change } = formatsOf(line);
  const isReached = indicator.kind === 'reached';
  return plain(
    key,
    [
      text(`${indicator.level === 'output' ? '［OP］' : '［OC］'}${indicator.name}`),
      figure(call('分母')),
      isReached ? text(NOT_YET, 'figure') : figure(call('前'), level),
      figure(call(isReached ? '人数' : '後'), level),
      figure(call(isReached ? '値' : '変化'), change),
      figure(isReached ? call('下限') : orNotYet(changeLimitCall(programme, indicator.name, 2)), change),
      figure(isReached ? call('上限') : orNotYet(changeLimitCall(programme, indicator.name, 3)), change),
      isReached ? text(NOT_YET, 'figure') : figure(call('p'), '0.000'),
      liveText(call('文'), 'note'),
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
  { place: 1, format: '#,##0' },
  { place: 3 },
  { place: 4 },
  { place: 5 },
  { place: 6 },
  { place: 7 },
  { place: 8, format: '0.000' },
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
      '下限',
      '上限',
      'p',
      '対照群の作り方と注意',
    ]),
    ...told.map(({ id, name, indicator }) => {
      const at = (place: number): string => `INDEX(${outcomeCall(programme, name, '比較')},2,${place})`;
      const usual = indicator.kind === 'measure' ? '0.00' : '0.0%';
      return plain(
        `${prefix}.comparison.${id}`,
        [
          text(name),
          ...COMPARED.map((each) => figure(orNotYet(at(each.place)), 'format' in each ? each.format : usual)),
          liveText(orNotYet(`${at(9)}&${at(10)}`), 'note'),
        ],
        { height: COMPARISON_HEIGHT },
      );
    }),
  ];
}

function lostRow(prefix: string, { followUp, notSupportedBy }: ProgrammeEvaluation): DraftRow[] {
  const reasons = Object.entries(notSupportedBy).map(([status, count]) => `${status} ${count}人`);
  return [
    plain(
      `${prefix}.lost`,
      [
        text('追跡できなかった人', 'label'),
        text(followUp.lost, 'figure', '#,##0'),
        text(followUp.lost === 0 ? '支援した人は全員、後の状態がわかっています。' : lossWords(followUp)),
      ],
      { merge: [{ from: 'before', to: LAST }] },
    ),
    plain(
      `${prefix}.notSupported`,
      [
        text('対象のうち支援していない人', 'label'),
        text(
          Object.values(notSupportedBy).reduce((sum, count) => sum + count, 0),
          'figure',
          '#,##0',
        ),
        text(reasons.join('・')),
      ],
      { merge: [{ from: 'before', to: LAST }] },
    ),
  ];
}

/** The sentences that may go into the report: each is the figure's own, and the caution closes them. */
function draft(evaluation: ProgrammeEvaluation): string {
  const { programme, targeted, supported, outcome, followUp } = evaluation;
  if (targeted === 0) return '';
  const told = outcome.filter(({ undetermined, indicator }) => undetermined === '' && indicator.status === 'sourced');
  const lost =
    followUp.lost === 0
      ? ''
      : `支援した人のうち ${followUp.lost}人（${lossWords(followUp)}）は後の状態を確かめられませんでした。`;
  const comparing = told.some(({ comparison }) => comparison === undefined && told.length > 0)
    ? '対照群のない前後の比較のため、変化が支援によるとまではいえません。'
    : '';
  return [
    `${programme.name}の対象者 ${targeted}人のうち ${supported}人を支援しました。`,
    ...told.map(plainSentence),
    lost,
    told.length === 0 ? 'アウトカムは、後の値がそろってから評価します。' : comparing,
  ].join('');
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
        '割合・変化',
        '下限',
        '上限',
        'p',
        '読み方（下書き）',
      ]),
      ...lines.map(({ line, key }) => lineRow(key, programme.name, line)),
      ...lostRow(prefix, evaluation),
      ...(isCompared ? comparisonRows(prefix, programme.name, outcome) : []),
      plain(`${prefix}.draft`, [text('報告書の文（下書き）', 'label'), entry(draft(evaluation))], {
        merge: [{ from: 'n', to: LAST }],
        height: 75,
      }),
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
    ratesWithIntervals({
      name: 'summary.rates',
      title: '事業ごとの、対象者のうち支援できた者の割合',
      anchor: rangeOf(form, 'summary.chart0', `summary.chart${CHART_ROWS - 1}`, 'label', LAST),
      source,
      altText: '事業ごとに、対象者のうち支援できた者の割合を 95%信頼区間とともに示した棒グラフ。値は上の表にあります。',
      categories: rangeOf(form, first, last, 'label'),
      rates: {
        name: '支援できた者の割合',
        values: rangeOf(form, first, last, 'change'),
        lower: rangeOf(form, first, last, 'lower'),
        upper: rangeOf(form, first, last, 'upper'),
      },
      categoryTitle: '事業',
    }),
    ...before,
  ];
}

/** The form; without 支援記録 it says how to begin one. */
export function evaluationSheet(facts: PlanFacts): FormSheet {
  const { evaluation } = facts;
  // 支援記録 may be of another year than the workbook is now.
  const { fiscalYear, stamp } = evaluation ?? facts;
  const differs =
    fiscalYear === facts.fiscalYear ? '' : `（支援記録の年度。いまの抽出年度は ${facts.fiscalYear} 年度）`;
  const programmes = (evaluation?.programmes ?? []).filter(({ targeted }) => targeted > 0);
  const head: DraftRow[] = [
    wide('title', '事業評価（個別事業のアウトプットとアウトカム）', 'title', COLUMNS),
    wide(
      'stamp',
      `抽出年度: ${fiscalYear} 年度${differs}  評価年度: ${evaluation?.afterYear ?? 'データなし'}  書いたときのデータ: ${stamp}  ${NOT_YET_LEGEND}`,
      'note',
      COLUMNS,
    ),
    ...CAUTIONS.map((caution, index) => wide(`caution.${index}`, caution, 'note', COLUMNS)),
    // Rows of the log that the figures below leave out are named, each with its reason.
    ...(evaluation === null || evaluation.log.notices.length === 0
      ? []
      : [wide('log.notices', evaluation.log.notices.join(' '), 'note', COLUMNS)]),
    gap('gap.head'),
  ];
  const frame = {
    name: EVALUATION_SHEET,
    columns: COLUMNS,
    orientation: 'landscape' as const,
    tabColour: TAB_COLOURS.reports,
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
      '対象者数',
      '支援できた者',
      '追跡できた人',
      '支援できた割合',
      '下限',
      '上限',
      '追跡できない人',
      '主な結果（下書き）',
    ]),
    ...programmes.map(summaryRow),
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
