/** Columns beside each other: two or more amounts of the same categories, such as what can be reached and what was. */
import type { CellRange, ChartAxisSpec, ChartSpec } from '../chartSpec';
import { frameOf, type ChartFrame, type NamedValues } from './common';

export interface ColumnsFacts extends ChartFrame {
  readonly categories: CellRange;
  readonly series: readonly NamedValues[];
  readonly categoryTitle: string;
  readonly valueAxis: ChartAxisSpec;
}

/** Amounts without intervals; the axis begins where `valueAxis` says. */
export function columnsBeside(facts: ColumnsFacts): ChartSpec {
  const { categories, series, categoryTitle, valueAxis } = facts;
  return { ...frameOf(facts), kind: 'column', categories, series, categoryAxis: { title: categoryTitle }, valueAxis };
}
