/** Two or more years side by side: the change with its interval, and whether it is better, worse or not distinguishable. */
import { AnalystError } from '../kdb';
import { DEFAULT_CONFIDENCE, noteOf, type Estimate, type IntervalEstimate } from './estimate';
import { differenceLimits } from './squareAndAdd';

/** What is good for people: a higher figure (健診受診率), a lower one (ハイリスク者割合), or neither. */
export type BetterWhen = 'higher' | 'lower' | 'neither';

export type Direction = '改善' | '悪化' | '区別できない' | '増加' | '減少';

/** One period of a series. */
export interface PeriodEstimate {
  /** e.g. "令和6年度". */
  readonly period: string;
  readonly estimate: Estimate;
}

export interface Change extends IntervalEstimate {
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
}

export interface Trend {
  /** Change from each period to the next. */
  readonly steps: readonly Change[];
  /** Change from the first period to the last. */
  readonly overall: Change;
}

const WORDS: Record<BetterWhen, { readonly up: Direction; readonly down: Direction }> = {
  higher: { up: '改善', down: '悪化' },
  lower: { up: '悪化', down: '改善' },
  neither: { up: '増加', down: '減少' },
};

function intervalOf({ estimate, period }: PeriodEstimate): { value: number; lower: number; upper: number } {
  if (estimate.lower === null || estimate.upper === null)
    throw new AnalystError('number.notNumber', { label: `${period} の信頼区間`, position: 1 });
  return { value: estimate.value, lower: estimate.lower, upper: estimate.upper };
}

/**
 * 変化（後の年 − 前の年）of an indicator, from the estimates of two periods with intervals of the same level.
 *
 * The direction is said only where the interval of the change leaves out 0; else 区別できない, which is not "no change".
 * An estimate without an interval is refused (`number.notNumber`), two levels of confidence too (`confidence.range`).
 *
 * Source: square-and-add of the two intervals, Zou GY, Donner A. Stat Med 2008;27:1693–1702; for two proportions this is
 * Newcombe's method 10.
 * @example changeBetween({ period: 'R5', estimate: proportion(270, 1000) }, { period: 'R6', estimate: proportion(330, 1000) }, 'higher').direction // 改善
 */
export function changeBetween(earlier: PeriodEstimate, later: PeriodEstimate, better: BetterWhen): Change {
  const confidence = later.estimate.confidence ?? DEFAULT_CONFIDENCE;
  if (earlier.estimate.confidence !== later.estimate.confidence)
    throw new AnalystError('confidence.range', {
      value: `${earlier.estimate.confidence} と ${later.estimate.confidence}`,
    });
  const limits = differenceLimits(intervalOf(later), intervalOf(earlier));
  const direction = limits.lower > 0 ? WORDS[better].up : limits.upper < 0 ? WORDS[better].down : '区別できない';
  const unlike = earlier.estimate.statistic !== later.estimate.statistic;
  return {
    ...limits,
    confidence,
    method: '区間の合成 (square-and-add)',
    statistic: `${later.estimate.statistic}の変化（後−前）`,
    from: earlier.period,
    to: later.period,
    direction,
    ...noteOf(
      direction === '区別できない' &&
        '変化の区間が 0 を含むため、改善とも悪化とも言えません（変化がないという意味ではありません）。',
      unlike && `指標の定義が違います（${earlier.estimate.statistic} と ${later.estimate.statistic}）。`,
      '両年に同じ人が含まれるため、区間は目安です。',
    ),
  };
}

/** The changes over a series of at least two periods (`pairs.tooFew` otherwise), in the order given. */
export function trend(series: readonly PeriodEstimate[], better: BetterWhen): Trend {
  if (series.length < 2) throw new AnalystError('pairs.tooFew', { pairs: series.length, needed: 2 });
  return {
    steps: series.slice(1).map((later, i) => changeBetween(series[i]!, later, better)),
    overall: changeBetween(series[0]!, series[series.length - 1]!, better),
  };
}
