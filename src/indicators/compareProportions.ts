/** The difference of two independent proportions with Newcombe's interval. */
import { normalTwoSided, twoSidedZ } from './distributions';
import { confidenceLevel, DEFAULT_CONFIDENCE, multiplierWords, noteOf, type IntervalEstimate } from './estimate';
import { fisherExact, smallestExpected, SMALL_EXPECTED } from './fisherExact';
import { denominator, notNegative, partOfWhole, positive, type MaybeNumber } from './guards';
import { wilsonLimits } from './proportion';
import { differenceLimits, type Limits } from './squareAndAdd';
import type { RateOptions } from './poissonRate';

export interface ProportionDifference extends IntervalEstimate {
  readonly p: number;
  /** Score statistic with the pooled proportion. */
  readonly z: number;
}

/**
 * 割合の差（1 − 2）: the share of the first group minus that of the second, as fractions (or times `multiplier`).
 *
 * `p` is that of the two-sided score test with the pooled proportion (the chi-square test without correction), and of
 * Fisher's exact test where the expected count of a cell is below 5 and all counts are whole; the method says which. It is 1
 * where nobody or everybody has the event. Refusals as in `proportion`. The groups must not contain the same persons: for before
 * and after of the same persons use `mcnemar`.
 *
 * Source: Newcombe RG. Stat Med 1998;17:873–890, method 10 (hybrid score, no continuity correction).
 * @example compareProportions(56, 70, 48, 80) // 0.2000 (0.0524–0.3339)
 */
export function compareProportions(
  events1: MaybeNumber,
  total1: MaybeNumber,
  events2: MaybeNumber,
  total2: MaybeNumber,
  { confidence = DEFAULT_CONFIDENCE, multiplier = 1 }: RateOptions = {},
): ProportionDifference {
  const level = confidenceLevel(confidence);
  const times = positive(multiplier, '乗数');
  const [x1, x2] = [notNegative(events1, '件数1'), notNegative(events2, '件数2')];
  const [n1, n2] = [denominator(total1, '母数1'), denominator(total2, '母数2')];
  partOfWhole(x1, n1, '件数1', '母数1');
  partOfWhole(x2, n2, '件数2', '母数2');
  const limits = (x: number, n: number): Limits => {
    const [lower, upper] = wilsonLimits(x, n, twoSidedZ(level));
    return { value: x / n, lower, upper };
  };
  const { value, lower, upper } = differenceLimits(limits(x1, n1), limits(x2, n2));
  const pooled = (x1 + x2) / (n1 + n2);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  const z = error > 0 ? value / error : 0;
  const isExact = smallestExpected(x1, n1, x2, n2) < SMALL_EXPECTED && [x1, n1, x2, n2].every(Number.isInteger);
  return {
    value: value * times,
    lower: lower * times,
    upper: upper * times,
    confidence: level,
    method: isExact ? 'Newcombe（p は Fisher の正確検定）' : 'Newcombe',
    statistic: times === 1 || times === 100 ? '割合の差（1−2）' : `割合の差（1−2、${multiplierWords(times)}対）`,
    p: isExact ? fisherExact(x1, n1, x2, n2) : normalTwoSided(z),
    z,
    ...noteOf(Math.min(n1, n2) < 20 && `母数が小さい（${n1} と ${n2}）ため、差の有無は言い切れません。`),
  };
}
