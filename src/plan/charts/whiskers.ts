/** Dots with whiskers: the value of each category as a point on the bar of its interval, where columns would hide how sure it is. */
import {
  CHART_PALETTE,
  inkOf,
  INTERVAL_COLOUR,
  type CellRange,
  type ChartAxisSpec,
  type ChartSpec,
} from '../chartSpec';
import { frameOf, PERCENT_AXIS, SMALL_PICTURE, type ChartFrame, type NamedValues } from './common';

export interface WhiskersFacts extends ChartFrame {
  /** The labels of the dots, e.g. the 圏域. */
  readonly categories: CellRange;
  readonly dots: NamedValues;
  /** The lower ends of the intervals. */
  readonly lower: CellRange;
  /** How long each interval is: upper end − lower end. */
  readonly length: CellRange;
  /** What the categories are, e.g. 圏域. */
  readonly categoryTitle: string;
  /** Absent: a share in percent from 0. */
  readonly valueAxis?: ChartAxisSpec;
  /** Lines to compare with, e.g. the whole; one number a category. */
  readonly references?: readonly NamedValues[];
  /** Points to compare with that are not there for every category, e.g. 県 and 国. */
  readonly otherDots?: readonly NamedValues[];
  /** Absent: 95%信頼区間. */
  readonly intervalName?: string;
}

const WHISKER = '#9DB7CF';
/** Excel makes columns no narrower. */
const NARROWEST = 500;

/**
 * The whisker is the upper part of a narrow stacked column whose lower part is not seen: Office.js gives error bars no values
 * of their own, and every spreadsheet draws stacked columns alike.
 */
export function dotsWithWhiskers(facts: WhiskersFacts): ChartSpec {
  const { categories, dots, lower, length, categoryTitle, valueAxis = PERCENT_AXIS } = facts;
  const { references = [], otherDots = [] } = facts;
  return {
    ...frameOf(facts),
    kind: 'stackedColumn',
    categories,
    gapWidth: NARROWEST,
    series: [
      { name: '下限まで', values: lower, unseen: true, unnamed: true },
      { name: facts.intervalName ?? '95%信頼区間', values: length, colour: WHISKER },
      { ...dots, drawnAs: 'points' as const, colour: CHART_PALETTE[0]!.colour, marker: 'Circle' },
      ...otherDots.map(({ name, values }, index) => {
        const { colour, marker } = inkOf(index + 1);
        return { name, values, drawnAs: 'points' as const, colour, marker };
      }),
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
  };
}

/** The same in a small picture. */
export const smallDotsWithWhiskers = (
  facts: Omit<WhiskersFacts, 'categoryTitle' | 'valueAxis' | 'legend'>,
): ChartSpec => ({
  ...dotsWithWhiskers({
    ...facts,
    legend: SMALL_PICTURE.legend,
    categoryTitle: '',
    valueAxis: SMALL_PICTURE.valueAxis,
  }),
  titleSize: SMALL_PICTURE.titleSize,
});
