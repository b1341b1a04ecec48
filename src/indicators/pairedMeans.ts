/** Before and after of a measured value in the same persons: mean change with the paired t test. */
import { tTwoSided } from './distributions';
import { decimalDifference } from './decimalDifference';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type Estimate } from './estimate';
import { mean } from './mean';
import { completePairs, incompleteNote, REGRESSION_TO_THE_MEAN, type PairCell } from './pairs';

export interface PairedMeanDifference extends Estimate {
  readonly confidence: number;
  readonly pairs: number;
  readonly freedom: number;
  /** t statistic; absent (with `p`) where all changes are equal. */
  readonly t?: number;
}

/**
 * 前後の平均の差（後 − 前）in the unit of the values, from at least two complete pairs (`pairs.tooFew` otherwise).
 *
 * Changes are taken as decimals (36.2 − 36.1 is 0.1). A pair with an empty cell is dropped and counted in the note. Where all
 * changes are equal there is no spread: no limits, no t and no p, and the method says so.
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
  const level = confidenceLevel(confidence);
  const changes = pairs.after.map((value, i) => decimalDifference(value, pairs.before[i]!));
  const common = {
    confidence: level,
    statistic: '前後の平均の差（後−前）',
    pairs: changes.length,
    freedom: changes.length - 1,
  };
  if (changes.every((change) => change === changes[0]))
    return {
      ...common,
      value: changes[0]!,
      lower: null,
      upper: null,
      method: '平均の差（全員の変化が同じため、区間と検定はできません）',
      ...noteOf(incompleteNote(pairs), '全員の変化が同じため、区間と検定はできません。', REGRESSION_TO_THE_MEAN),
    };
  const change = mean(changes, { confidence: level });
  const error = change.standardDeviation / Math.sqrt(changes.length);
  const t = change.value / error;
  return {
    ...common,
    value: change.value,
    lower: change.lower,
    upper: change.upper,
    method: '対応のある t 検定 (paired t)',
    t,
    p: tTwoSided(t, common.freedom),
    ...noteOf(incompleteNote(pairs), REGRESSION_TO_THE_MEAN),
  };
}
