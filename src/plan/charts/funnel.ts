/** The funnel plot: rates of municipalities by their size, with limits within which chance alone may move them. */
import { CHART_PALETTE, INTERVAL_COLOUR, type CellRange, type ChartSpec } from '../chartSpec';
import { frameOf, PERCENT_AXIS, type ChartFrame } from './common';

export interface FunnelLimits {
  /** Sizes at which the limits are given, in ascending order. */
  readonly sizes: CellRange;
  readonly mean: CellRange;
  readonly lower: CellRange;
  readonly upper: CellRange;
  /** A second, wider pair. */
  readonly outerLower?: CellRange;
  readonly outerUpper?: CellRange;
}

export interface FunnelFacts extends ChartFrame {
  /** The denominators. */
  readonly sizes: CellRange;
  readonly rates: CellRange;
  /** What one point is, e.g. 市町村. */
  readonly pointName: string;
  readonly limits: FunnelLimits;
  /** Absent: 平均, 95%限界, 99.8%限界. */
  readonly meanName?: string;
  readonly limitName?: string;
  readonly outerName?: string;
  /** Absent: 被保険者数（人） and a share in percent. */
  readonly sizeAxis?: ChartSpec['categoryAxis'];
  readonly valueAxis?: ChartSpec['valueAxis'];
}

/** Points with the mean and one or two pairs of limits as lines. */
export function funnel(facts: FunnelFacts): ChartSpec {
  const { sizes, rates, pointName, limits } = facts;
  const line = (name: string, values: CellRange | undefined, dash: 'continuous' | 'dash' | 'dot', unnamed = false) =>
    values === undefined
      ? []
      : [{ name, values, x: limits.sizes, drawnAs: 'line' as const, colour: INTERVAL_COLOUR, dash, unnamed }];
  const limitName = facts.limitName ?? '95%限界';
  const outerName = facts.outerName ?? '99.8%限界';
  return {
    ...frameOf(facts),
    kind: 'scatter',
    categories: sizes,
    series: [
      { name: pointName, values: rates, x: sizes, colour: CHART_PALETTE[0]!.colour },
      ...line(facts.meanName ?? '平均', limits.mean, 'continuous'),
      ...line(limitName, limits.lower, 'dash'),
      ...line(limitName, limits.upper, 'dash', true),
      ...line(outerName, limits.outerLower, 'dot'),
      ...line(outerName, limits.outerUpper, 'dot', true),
    ],
    categoryAxis: facts.sizeAxis ?? { title: '被保険者数', unit: '人', numberFormat: '#,##0', minimum: 0 },
    valueAxis: facts.valueAxis ?? PERCENT_AXIS,
  };
}
