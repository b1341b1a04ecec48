/** Before and after of a measured value in the same persons: mean change with the paired t test. */
import { tTwoSided } from './distributions';
import { DEFAULT_CONFIDENCE, noteOf, type IntervalEstimate } from './estimate';
import { mean } from './mean';
import { completePairs, incompleteNote, REGRESSION_TO_THE_MEAN, type PairCell } from './pairs';

export interface PairedMeanDifference extends IntervalEstimate {
  readonly pairs: number;
  readonly freedom: number;
  /** t statistic; absent (with `p`) where all changes are equal. */
  readonly t?: number;
}

/**
 * 前後の平均の差（後 − 前）in the unit of the values, from at least two complete pairs (`pairs.tooFew` otherwise).
 *
 * A pair with an empty cell is dropped and counted in the note. Where all changes are equal there is no t and no p.
 *
 * Source: Student. Biometrika 1908;6:1–25 (paired t test).
 * @example pairedMeans([1, 2, 3, 4], [2, 4, 3, 6]) // 1.2500 (-0.2735–2.7735)
 */
export function pairedMeans(
  before: readonly PairCell[],
  after: readonly PairCell[],
  { confidence = DEFAULT_CONFIDENCE }: { readonly confidence?: number } = {},
): PairedMeanDifference {
  const pairs = completePairs(before, after, 2);
  const changes = pairs.after.map((value, i) => value - pairs.before[i]!);
  const change = mean(changes, { confidence });
  const freedom = changes.length - 1;
  const error = change.standardDeviation / Math.sqrt(changes.length);
  const t = change.value / error;
  return {
    value: change.value,
    lower: change.lower,
    upper: change.upper,
    confidence: change.confidence,
    method: '対応のある t 検定 (paired t)',
    statistic: '前後の平均の差（後−前）',
    pairs: changes.length,
    freedom,
    ...(error > 0 && { t, p: tTwoSided(t, freedom) }),
    ...noteOf(incompleteNote(pairs), error === 0 && '全員の変化が同じため、検定はできません。', REGRESSION_TO_THE_MEAN),
  };
}
