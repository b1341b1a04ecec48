/** The charts of 経年比較 and the rows that they read. */
import { PERCENT_AXIS, trendLines } from '../charts';
import type { ChartSpec } from '../chartSpec';
import { SMALL_SHARE } from '../figures/quantity';
import { type FormCell, type FormSheet, type PlanFacts, rangeOf } from '../forms';
import { EVERYBODY } from '../record/entry';
import { recorded } from '../record/indicators';
import { recordOf } from '../record/ofFacts';
import { type DraftRow, figure, text } from '../reports/compose';
import { fiscalYearFormula } from '../years';
import { columnOf, type Group, yearCell, YEARS } from './trendColumns';
import { intervalKey } from './trendForm';
import { CHECKUP, type Indicator, INDICATORS } from './trendIndicators';
import type { Slots } from './trendYears';

/** p values: never 0.000. */
export const CHART_ROWS = 14;
/** Columns of the form that one of the three charts beside each other covers: as wide as each other, nearly. */
export const CHART_PLACES = [
  { column: 0, columns: 3 },
  { column: 3, columns: 6 },
  { column: 9, columns: 6 },
] as const;

/**
 * What a chart reads, where one is drawn: a blank or a dash would be drawn as 0, #N/A is not drawn. It stands in the colour of the
 * paper, because no error value is to be seen.
 */
export function plotted({ key, name }: Indicator, slots: Slots | null): DraftRow {
  const isDrawn = (year: number): boolean => slots !== null && year >= slots.from && year <= slots.to;
  return {
    key: plotKey(key),
    helper: true,
    cells: (at) => {
      const shown = (cells: (year: number) => string, drawnAs = cells): FormCell[] =>
        YEARS.map((year) =>
          isDrawn(year)
            ? figure(
                `=IF(${yearCell(at, year)}="","",IF(ISNUMBER(${cells(year)}),${drawnAs(year)},NA()))`,
                SMALL_SHARE,
                'chartOnly',
              )
            : text('', 'note'),
        );
      const lower = (year: number): string => at(intervalKey(key), columnOf('hits', year));
      const upper = (year: number): string => at(intervalKey(key), columnOf('total', year));
      return [
        text(name, 'note'),
        ...shown(lower),
        ...shown(upper, (year) => `${upper(year)}-${lower(year)}`),
        ...shown((year) => at(key, columnOf('rate', year))),
      ];
    },
  };
}
const plotKey = (key: string): string => `plot.${key}`;

const PLOTTED_YEARS = 'plot.years';
/** The years as the axis of a chart names them: a chart shows the number of a cell, not its format. */
export const plottedYears: DraftRow = {
  key: PLOTTED_YEARS,
  helper: true,
  cells: (at) => [
    text('年度', 'note'),
    ...[...YEARS, ...YEARS].map(() => text('', 'note')),
    ...YEARS.map((year): FormCell => {
      const cell = yearCell(at, year);
      return { figure: `=IF(${cell}="","",${fiscalYearFormula(cell)})`, style: 'chartOnly' };
    }),
  ],
};

/** Up to here shares are drawn on the axis of the small ones, or a change of theirs would not be seen. */
export const SMALL_AXIS = 0.05;
/** What an axis may end with, and by how much more than the largest end of an interval, for data that change a little. */
const AXIS_ENDS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1] as const;
const AXIS_ROOM = 1.15;

/**
 * Where the axes of the charts end: the purposes up to `SMALL_AXIS` have one axis together, and so have the others, so that charts
 * beside each other can be compared. Purposes whose figures are not known when the sheet is written are left to the spreadsheet.
 */
export function axisEnds(facts: PlanFacts): ReadonlyMap<string, number> {
  const { figures } = recordOf(facts);
  const highest = new Map(
    INDICATORS.filter(({ id }) => id !== undefined).flatMap(({ key, recordedAs }) => {
      const { name } = recorded(recordedAs);
      const ends = figures
        .flatMap(({ candidates }) => candidates)
        .filter(({ indicator, area }) => indicator === name && area === EVERYBODY)
        .flatMap(({ value, upper }) => upper ?? value ?? []);
      return ends.length === 0 ? [] : [[key, Math.max(...ends)] as const];
    }),
  );
  const endOf = (isIn: (most: number) => boolean): number => {
    const most = Math.max(...[...highest.values()].filter(isIn));
    return AXIS_ENDS.find((end) => end >= Math.min(1, most * AXIS_ROOM)) ?? 1;
  };
  const isSmall = (most: number): boolean => most <= SMALL_AXIS;
  return new Map([...highest].map(([key, most]) => [key, endOf((each) => isSmall(each) === isSmall(most))] as const));
}

export function chartOf(
  form: FormSheet,
  { key, name }: Indicator,
  { from, to }: Slots,
  { index, first, end }: { readonly index: number; readonly first: number; readonly end: number | undefined },
): ChartSpec {
  const cells = (group: Group, rowKey = plotKey(key)) =>
    rangeOf(form, rowKey, rowKey, columnOf(group, from), columnOf(group, to));
  const place = CHART_PLACES[index % CHART_PLACES.length]!;
  return trendLines({
    name: `IKKATSU_trend_${INDICATORS.findIndex((each) => each.key === key) + 1}`,
    title: name,
    source: `出典：取り込んだデータ（${key === CHECKUP.key ? '受診者 ÷ 対象者' : '該当 ÷ 判定可能者数'}）`,
    altText: `${name} の年度ごとの割合と 95% 信頼区間`,
    anchor: { row: first + Math.floor(index / CHART_PLACES.length) * (CHART_ROWS + 1), rows: CHART_ROWS, ...place },
    years: cells('rate', PLOTTED_YEARS),
    rates: { name: '割合', values: cells('rate') },
    lower: cells('hits'),
    length: cells('total'),
    valueAxis: { ...PERCENT_AXIS, ...(end === undefined ? {} : { maximum: end }) },
  });
}
