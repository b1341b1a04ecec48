/** Rates over the years: a line through the years, with the interval of each year as a whisker. */
import { CHART_PALETTE, type CellRange, type ChartAxisSpec, type ChartSpec } from '../chartSpec';
import type { ChartFrame, NamedValues } from './common';
import { dotsWithWhiskers } from './whiskers';

export interface TrendFacts extends ChartFrame {
  /** The labels of the years. */
  readonly years: CellRange;
  readonly rates: NamedValues;
  /** The lower ends of the intervals. */
  readonly lower: CellRange;
  /** How long each interval is: upper end − lower end. */
  readonly length: CellRange;
  /** Absent: a share in percent from 0. */
  readonly valueAxis?: ChartAxisSpec;
  /** Absent: 年度. */
  readonly yearTitle?: string;
  /** Lines to compare with, e.g. the whole; one number a year. */
  readonly references?: readonly NamedValues[];
}

/** One line with a point and a whisker a year. */
export function trendLines({ years, rates, yearTitle = '年度', ...facts }: TrendFacts): ChartSpec {
  const chart = dotsWithWhiskers({ ...facts, categories: years, dots: rates, categoryTitle: yearTitle });
  return {
    ...chart,
    series: chart.series.map((series) =>
      series.drawnAs === 'points'
        ? { ...series, drawnAs: 'markedLine', dash: 'continuous', colour: CHART_PALETTE[0]!.colour }
        : series,
    ),
  };
}
