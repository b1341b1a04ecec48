/** 圏域の推移 on 圏域カルテ: one purpose over the years, a small chart an area, all with the same axis. */
import { NATIONAL_CRITERIA, type Area } from '../../criteria';
import { smallMultiples } from '../charts';
import type { CellRange, ChartSpec } from '../chartSpec';
import { ask } from '../figures/formula';
import { DASH, orDash } from '../formulaCalls';
import { rangeOf, type FormCell, type FormSheet, type PlanFacts } from '../forms';
import { keyOfName } from '../forms/nameKey';
import { unitsOf } from '../textSize';
import { fiscalYearName } from '../years';
import { choice, figure, plain, text, wide, type At, type DraftRow } from './compose';
import { SHARE } from '../figures/quantity';

/** The columns of the years, from old to new and up to the last, and of the newest counts. */
const YEAR_COLUMNS = ['hits', 'judged', 'incidence', 'lower', 'upper'] as const;
/** The columns of so many years. */
const columnsOf = (years: readonly number[]): readonly string[] => YEAR_COLUMNS.slice(-years.length);
const NEWEST_COLUMNS = { hits: 'whole', judged: 'word' } as const;
const NAME = 'purpose';
/** What the charts read stands beside the page, a column a year each. */
const HELPERS = ['trendHits', 'trendJudged', 'trendRate', 'trendLower', 'trendUpper', 'trendLength'] as const;
type Helper = (typeof HELPERS)[number];
const helperOf = (helper: Helper, year: number): string => `${helper}${year + 1}`;
export const TREND_HELPERS = HELPERS.flatMap((helper) =>
  YEAR_COLUMNS.map((_, year) => ({ key: helperOf(helper, year), width: 11, helper: true })),
);

/** Charts beside each other: first and last column. */
const PLACES = [
  ['purpose', 'hits'],
  ['judged', 'lower'],
  ['upper', 'word'],
] as const;
/** Two lines of a long name leave the plot more than half of its chart. */
const CHART_ROWS = 9;
const CHART_ROW_HEIGHT = 18;
/** Half-width letters of a title on one line. */
const TITLE_LINE = 30;
/** With more areas than this the charts are left out. */
const MOST_DRAWN = 60;
const SOURCE = '資料: 取り込んだデータ';
const FIRST_CHOICE = '身体的フレイル';

const ALL: Area = { name: '全体', filter: '' };
const PART = 'trend';
const rowKey = (area: Area): string => `${PART}.${area === ALL ? 'all' : `area.${keyOfName(area.name)}`}`;
const CHOICE_ROW = `${PART}.choice`;
const HEAD_ROW = `${PART}.head`;
const CEILING_ROW = `${PART}.ceiling`;

/** 抽出年度 and the years before it whose persons are loaded, the oldest first; as many as there are columns. */
export function trendYears({ years, fiscalYear }: Pick<PlanFacts, 'years' | 'fiscalYear'>): number[] {
  if (years === undefined) return [fiscalYear - 1, fiscalYear];
  const loaded = years
    .filter(({ rows }) => rows.checkup + rows.receipt + rows.certification > 0)
    .map((year) => year.fiscalYear)
    .filter((year) => year <= fiscalYear);
  return loaded.slice(-YEAR_COLUMNS.length);
}

interface Trends {
  readonly rows: readonly DraftRow[];
  readonly charts: (form: FormSheet) => ChartSpec[];
}

/** The columns of years that are not there take the names. */
function overNames(years: readonly number[]): { readonly from: string; readonly to: string }[] {
  const before = YEAR_COLUMNS[YEAR_COLUMNS.length - years.length - 1];
  return before === undefined ? [] : [{ from: NAME, to: before }];
}

/** What is not there is not drawn. */
const drawnOnly = (formula: string): FormCell => figure(formula, SHARE, 'chartOnly');

function areaRow(area: Area, years: readonly number[], columns: readonly string[]): DraftRow {
  const key = rowKey(area);
  return {
    key,
    merge: overNames(years),
    cells: (at) => {
      const cells = new Map<string, FormCell>([[NAME, text(area.name, area === ALL ? 'total' : 'formLabel')]]);
      const own = (helper: Helper, year: number): string => at(key, helperOf(helper, year));
      const chosen = { cell: at(CHOICE_ROW, 'hits') };
      const counted = (year: number, wanted: string) =>
        orDash(ask('INYEAR', { as: String(years[year]!) }, chosen, wanted, area.filter === '' ? null : area.filter));
      years.forEach((_, year) => {
        const [hits, judged, lower, upper] = (['trendHits', 'trendJudged', 'trendLower', 'trendUpper'] as const).map(
          (helper) => own(helper, year),
        ) as [string, string, string, string];
        const isKnown = `AND(ISNUMBER(${hits}),N(${judged})>0)`;
        const rate = at(key, columnsOf(years)[year]!);
        const limit = (word: string, none: string): string =>
          `=IF(${isKnown},IKKATSU.PROPORTION(${hits},${judged},"${word}"),${none})`;
        cells.set(columnsOf(years)[year]!, figure(`=IF(${isKnown},${hits}/${judged},"${DASH}")`, SHARE));
        cells.set(helperOf('trendHits', year), figure(counted(year, '人数')));
        cells.set(helperOf('trendJudged', year), figure(counted(year, '判定可能')));
        cells.set(helperOf('trendRate', year), drawnOnly(`=IF(ISNUMBER(${rate}),${rate},NA())`));
        cells.set(helperOf('trendLower', year), drawnOnly(limit('下限', 'NA()')));
        cells.set(helperOf('trendUpper', year), figure(limit('上限', '""'), SHARE));
        cells.set(helperOf('trendLength', year), drawnOnly(`=IF(ISNUMBER(${upper}),${upper}-${lower},NA())`));
      });
      const newest = years.length - 1;
      cells.set(NEWEST_COLUMNS.hits, figure(`=${own('trendHits', newest)}`));
      cells.set(NEWEST_COLUMNS.judged, figure(`=${own('trendJudged', newest)}`));
      return columns.map((column) => cells.get(column) ?? null);
    },
  };
}

/** The largest upper end, once a year: every axis reaches as far. */
function ceilingRow(
  areas: readonly Area[],
  years: readonly number[],
  columns: readonly { readonly key: string }[],
): DraftRow {
  const last = rowKey(areas.at(-1)!);
  const range = (at: At): string =>
    `${at(rowKey(ALL), helperOf('trendUpper', 0))}:${at(last, helperOf('trendUpper', years.length - 1))}`;
  const places = new Set(years.map((_, year) => helperOf('trendRate', year)));
  return {
    key: CEILING_ROW,
    height: 9,
    cells: (at) => columns.map(({ key }) => (places.has(key) ? drawnOnly(`=MAX(${range(at)})`) : null)),
  };
}

/** The part of the sheet; nothing where the data hold fewer than two years. */
export function areaTrends(
  facts: PlanFacts,
  areas: readonly Area[],
  columns: readonly { readonly key: string; readonly helper?: boolean }[],
): Trends {
  const years = trendYears(facts);
  if (years.length < 2) return { rows: [], charts: () => [] };
  const isDrawn = areas.length <= MOST_DRAWN;
  const lines = isDrawn ? Math.ceil(areas.length / PLACES.length) : 0;
  const keys = columns.map(({ key }) => key);
  const chartKey = (row: number): string => `${PART}.chart.${row}`;
  const rows: DraftRow[] = [
    { ...wide(`${PART}.title`, '圏域の推移', 'title', columns), newPage: true, again: true },
    plain(
      CHOICE_ROW,
      [
        text('抽出目的', 'formLabel'),
        choice(
          NATIONAL_CRITERIA.map(({ name }) => name),
          FIRST_CHOICE,
        ),
      ],
      { merge: [{ from: 'hits', to: 'lower' }] },
    ),
    wide(
      `${PART}.note`,
      `色のついた欄の抽出目的を選びなおすと、表も図もその目的になります。発生割合 = 該当 ÷ 判定可能者数（その年度に必要な値がある人）。健診を受ける人の顔ぶれは年度ごとに変わるため、上がり下がりだけで良し悪しを判断しません。「－」は、その年度のデータがないことを示します。右の 2 列は${fiscalYearName(years.at(-1)!)}の人数です。`,
      'note',
      columns,
    ),
    {
      ...plain(
        HEAD_ROW,
        keys.map((key) => {
          const year = columnsOf(years).indexOf(key);
          if (key === NAME) return text('圏域', 'header');
          if (year >= 0) return text(fiscalYearName(years[year]!), 'header');
          if (key === NEWEST_COLUMNS.hits) return text('該当', 'header');
          return key === NEWEST_COLUMNS.judged ? text('判定可能者数', 'header') : null;
        }),
        { merge: overNames(years) },
      ),
      keep: 2,
    },
    ...[ALL, ...areas].map((area) => areaRow(area, years, keys)),
    ceilingRow(areas, years, columns),
    isDrawn
      ? {
          ...wide(
            `${PART}.charts`,
            `圏域ごとの発生割合の推移: 点と線が発生割合（%）、縦の帯が 95% 信頼区間、破線が全体。縦の目盛りは、どの図も同じです。${SOURCE}。`,
            'note',
            columns,
          ),
          keep: CHART_ROWS,
        }
      : wide(`${PART}.charts`, `圏域が ${MOST_DRAWN} を超えるため、図は書きません。`, 'note', columns),
    ...Array.from({ length: lines * CHART_ROWS }, (_, row) => plain(chartKey(row), [], { height: CHART_ROW_HEIGHT })),
  ];
  const charts = (form: FormSheet): ChartSpec[] => {
    if (!isDrawn) return [];
    const across = (row: string, helper: Helper): CellRange =>
      rangeOf(form, row, row, helperOf(helper, 0), helperOf(helper, years.length - 1));
    return smallMultiples({
      years: rangeOf(form, HEAD_ROW, HEAD_ROW, columnsOf(years)[0]!, columnsOf(years).at(-1)!),
      panels: areas.map((area, index) => {
        const top = Math.floor(index / PLACES.length) * CHART_ROWS;
        const [from, to] = PLACES[index % PLACES.length]!;
        return {
          name: `圏域の推移 ${keyOfName(area.name)}`,
          title: area.name,
          anchor: rangeOf(form, chartKey(top), chartKey(top + CHART_ROWS - 1), from, to),
          rates: { name: '発生割合', values: across(rowKey(area), 'trendRate') },
          lower: across(rowKey(area), 'trendLower'),
          length: across(rowKey(area), 'trendLength'),
        };
      }),
      ceiling: across(CEILING_ROW, 'trendRate'),
      reference: { name: '全体', values: across(rowKey(ALL), 'trendRate') },
      // Names of several lines leave no room for it: the note above says it too.
      source: areas.every(({ name }) => unitsOf(name) <= TITLE_LINE) ? SOURCE : '',
      lineLength: TITLE_LINE,
      altText: (title) =>
        `${title}の発生割合を年度ごとに点と線で、95% 信頼区間を縦の帯で、全体を破線で示す。目盛りはほかの圏域の図と同じ。`,
    });
  };
  return { rows, charts };
}
