/** What every chart of ours is told: its name, where it stands, where its figures come from. */
import type { CellRange, ChartAxisSpec, ChartSpec } from '../chartSpec';

export type ChartFrame = Pick<ChartSpec, 'name' | 'title' | 'anchor' | 'source' | 'altText'> &
  Partial<Pick<ChartSpec, 'legend'>>;

/** A named row or column of numbers. */
export interface NamedValues {
  readonly name: ChartSpec['series'][number]['name'];
  readonly values: CellRange;
}

/** The frame of a chart spec out of more than the frame. */
export function frameOf({ name, title, anchor, source, altText, legend }: ChartFrame): ChartFrame {
  return { name, title, anchor, source, altText, ...(legend === undefined ? {} : { legend }) };
}

/**
 * Labels of a share. The figures change with the data, and with them the steps that Excel chooses, so that the format
 * has to tell 0.5 % from 1 %, and below that 0.05 % from 0.1 %.
 */
export const SHARE_FORMAT = '[=0]0%;[<0.005]0.00%;0.0%';

/** A share in percent from 0. */
export const PERCENT_AXIS: ChartAxisSpec = { title: '割合', unit: '%', numberFormat: SHARE_FORMAT, minimum: 0 };

/** A small picture: legend and axis titles are left to a note beside it, because its plot has no room for them. */
export const SMALL_PICTURE = {
  titleSize: 11,
  legend: 'none',
  valueAxis: { ...PERCENT_AXIS, title: '', unit: '' },
} as const satisfies Partial<ChartSpec>;
