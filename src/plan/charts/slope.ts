/** The before/after chart: one line from 支援前 to 支援後 for each group or person. */
import type { CellRange, ChartAxisSpec, ChartSpec } from '../chartSpec';
import { frameOf, type ChartFrame, type NamedValues } from './common';

export interface SlopeFacts extends ChartFrame {
  /** The two (or more) headings, e.g. 支援前 and 支援後. */
  readonly moments: CellRange;
  /** One series a line; each has as many values as there are moments. */
  readonly series: readonly NamedValues[];
  readonly valueAxis: ChartAxisSpec;
  /** Absent: 時点. */
  readonly momentTitle?: string;
}

/** Lines with a point at each moment. */
export function slope(facts: SlopeFacts): ChartSpec {
  const { moments, series, valueAxis, momentTitle = '時点' } = facts;
  return {
    ...frameOf(facts),
    kind: 'line',
    categories: moments,
    series: series.map(({ name, values }) => ({ name, values })),
    categoryAxis: { title: momentTitle },
    valueAxis,
    legend: facts.legend ?? (series.length > 1 ? 'right' : 'none'),
  };
}
