/** A mean with Student's t interval. */
import { mean as meanOf, sampleStandardDeviation } from 'simple-statistics';
import { AnalystError } from '../kdb';
import { tQuantile } from './distributions';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type IntervalEstimate } from './estimate';
import { eachOf, finite, type MaybeNumber } from './guards';

export interface MeanEstimate extends IntervalEstimate {
  readonly count: number;
  /** Sample standard deviation (n − 1). */
  readonly standardDeviation: number;
}

/**
 * 平均値 of at least two numbers. An empty cell is refused with its place; callers drop missing persons first and say so.
 *
 * Source: Student. Biometrika 1908;6:1–25.
 * @example mean([5, 7, 9]) // 7.0000 (2.0317–11.9683)
 */
export function mean(
  values: readonly MaybeNumber[],
  { confidence = DEFAULT_CONFIDENCE }: { readonly confidence?: number } = {},
): MeanEstimate {
  const level = confidenceLevel(confidence);
  const numbers = eachOf(values, '値', finite);
  const count = numbers.length;
  if (count < 2) throw new AnalystError('pairs.tooFew', { pairs: count, needed: 2 });
  const value = meanOf(numbers);
  const standardDeviation = sampleStandardDeviation(numbers);
  const reach = tQuantile(0.5 + level / 2, count - 1) * (standardDeviation / Math.sqrt(count));
  return {
    value,
    lower: value - reach,
    upper: value + reach,
    confidence: level,
    method: 'Student の t 分布',
    statistic: '平均値',
    count,
    standardDeviation,
    ...noteOf(standardDeviation === 0 && 'すべて同じ値のため区間に幅がありません。'),
  };
}
