/** Rates as columns with the ends of their intervals, and rates over the years. */
import { INTERVAL_COLOUR, type CellRange, type ChartAxisSpec, type ChartSpec } from '../chartSpec';
import {
  frameOf,
  intervalOf,
  PERCENT_AXIS,
  SHARE_FORMAT,
  type ChartFrame,
  type NamedValues,
  type ValuesWithInterval,
} from './common';

export interface RatesFacts extends ChartFrame {
  /** The labels of the columns, e.g. the purposes or the 圏域. */
  readonly categories: CellRange;
  readonly rates: ValuesWithInterval;
  /** What the categories are, e.g. 抽出目的. */
  readonly categoryTitle: string;
  /** Absent: a share in percent from 0. */
  readonly valueAxis?: ChartAxisSpec;
  /** Lines over the columns to compare with, e.g. the whole or the prefecture; one number a category. */
  readonly references?: readonly NamedValues[];
  /** Absent: 95%信頼区間. */
  readonly intervalName?: string;
}

/** Columns with dashes at the ends of their intervals. Values are fractions unless `valueAxis` says otherwise. */
export function ratesWithIntervals(facts: RatesFacts): ChartSpec {
  const { categories, rates, categoryTitle, valueAxis = PERCENT_AXIS, references = [], intervalName } = facts;
  return {
    ...frameOf(facts),
    kind: 'column',
    categories,
    series: [
      { name: rates.name, values: rates.values, ...intervalOf(rates) },
      ...references.map(({ name, values }, index) => ({
        name,
        values,
        drawnAs: 'line' as const,
        colour: INTERVAL_COLOUR,
        dash: index % 2 === 0 ? ('dash' as const) : ('dot' as const),
      })),
    ],
    categoryAxis: { title: categoryTitle },
    valueAxis,
    ...(intervalName === undefined ? {} : { intervalName }),
  };
}

export interface TrendFacts extends ChartFrame {
  /** The labels of the years. */
  readonly years: CellRange;
  readonly series: readonly ValuesWithInterval[];
  /** Absent: a share in percent; its axis need not begin at 0. */
  readonly valueAxis?: ChartAxisSpec;
  /** Absent: 年度. */
  readonly yearTitle?: string;
}

/** One line a series over the years. Intervals are drawn for the series that have them. */
export function trendLines(facts: TrendFacts): ChartSpec {
  const { years, series, yearTitle = '年度' } = facts;
  return {
    ...frameOf(facts),
    kind: 'line',
    categories: years,
    series: series.map(({ name, values, ...interval }) => ({ name, values, ...intervalOf(interval) })),
    categoryAxis: { title: yearTitle },
    valueAxis: facts.valueAxis ?? { title: '割合', unit: '%', numberFormat: SHARE_FORMAT },
  };
}
