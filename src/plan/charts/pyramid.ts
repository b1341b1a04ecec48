/** The age pyramid of the insured: men to the left, women to the right. */
import { CHART_PALETTE, type CellRange, type ChartSpec } from '../chartSpec';
import { frameOf, type ChartFrame } from './common';
import { type Quantity, formatFor } from '../figures/quantity';

export interface PyramidFacts extends ChartFrame {
  /** The labels of the age classes, from young to old. */
  readonly ages: CellRange;
  /** Men as negative numbers: they grow to the left. */
  readonly negativeMen: CellRange;
  readonly women: CellRange;
  /** Absent: 人. */
  readonly unit?: string;
}

/** The format that hides the sign of the men, for the axis and for the cells that hold them. */
export const UNSIGNED: Quantity = { unit: '数', isUnsigned: true };

/** Stacked bars around 0, the youngest at the bottom. */
export function agePyramid(facts: PyramidFacts): ChartSpec {
  return {
    ...frameOf(facts),
    kind: 'stackedBar',
    categories: facts.ages,
    series: [
      { name: '男', values: facts.negativeMen, colour: CHART_PALETTE[0]!.colour },
      { name: '女', values: facts.women, colour: CHART_PALETTE[1]!.colour },
    ],
    categoryAxis: { title: '年齢', unit: '歳', labelsLow: true },
    valueAxis: { title: '人数', unit: facts.unit ?? '人', numberFormat: formatFor(UNSIGNED)! },
    gapWidth: 10,
  };
}
