/** Small multiples: the same rate over the years in a small picture a place, all with the same axis, so that they can be compared. */
import { textInLines } from '../textSize';
import type { CellRange, ChartSpec } from '../chartSpec';
import { SMALL_PICTURE, type NamedValues } from './common';
import { trendLines } from './trend';

export interface Panel {
  readonly name: string;
  /** What the picture is of, e.g. the name of a 圏域; a long one stands in several lines. */
  readonly title: string;
  readonly anchor: CellRange;
  readonly rates: NamedValues;
  readonly lower: CellRange;
  /** How long each interval is: upper end − lower end. */
  readonly length: CellRange;
}

export interface SmallMultiplesFacts {
  /** The labels of the years. */
  readonly years: CellRange;
  readonly panels: readonly Panel[];
  /** The largest of all upper ends, once a year: it is not seen, and makes every axis as long as the longest. */
  readonly ceiling: CellRange;
  /** What every panel is compared with, e.g. the whole. */
  readonly reference: NamedValues;
  readonly source: string;
  /** Half-width letters that a line of a title takes. */
  readonly lineLength: number;
  readonly altText: (title: string) => string;
}

/** One chart a panel. */
export function smallMultiples(facts: SmallMultiplesFacts): ChartSpec[] {
  const { years, panels, ceiling, reference, source, lineLength, altText } = facts;
  return panels.map(({ name, title, anchor, rates, lower, length }): ChartSpec => {
    const chart = trendLines({
      name,
      title: textInLines(title, lineLength).join('\n'),
      anchor,
      source,
      altText: altText(title),
      legend: SMALL_PICTURE.legend,
      years,
      rates,
      lower,
      length,
      references: [reference],
      valueAxis: SMALL_PICTURE.valueAxis,
      yearTitle: '',
    });
    const axis = { name: '目盛りの上端', values: ceiling, drawnAs: 'line' as const, unseen: true, unnamed: true };
    return { ...chart, titleSize: SMALL_PICTURE.titleSize, series: [...chart.series, axis] };
  });
}
