/** A proportion with the Wilson score interval, or on request the exact (Clopper–Pearson) one. */
import { betaQuantile, twoSidedZ } from './distributions';
import { confidenceLevel, DEFAULT_CONFIDENCE, multiplierWords, type IntervalEstimate } from './estimate';
import { denominator, notNegative, partOfWhole, positive, type MaybeNumber } from './guards';

export interface ProportionOptions {
  readonly confidence?: number;
  /** 1 gives a fraction (default), 100 a percentage. */
  readonly multiplier?: number;
  readonly interval?: 'wilson' | 'exact';
}

/** Wilson's limits of `events` in `total` (total > 0), as fractions. Exactly 0 and 1 at the ends, where rounding would leak. */
export function wilsonLimits(events: number, total: number, z: number): readonly [number, number] {
  const centre = 2 * events + z * z;
  const half = z * Math.sqrt(z * z + 4 * events * (1 - events / total));
  const span = 2 * (total + z * z);
  return [events === 0 ? 0 : (centre - half) / span, events === total ? 1 : (centre + half) / span];
}

/** Clopper–Pearson limits, as fractions. */
export function clopperPearsonLimits(events: number, total: number, confidence: number): readonly [number, number] {
  const tail = (1 - confidence) / 2;
  return [
    events === 0 ? 0 : betaQuantile(tail, events, total - events + 1),
    events === total ? 1 : betaQuantile(1 - tail, events + 1, total - events),
  ];
}

/**
 * 割合: the share of `events` (persons, may carry decimals) in `total`.
 *
 * Missing or negative numbers are refused (`number.*`), as are a total of 0 (`division.byZero`) and more events than the
 * total (`numerator.aboveDenominator`).
 *
 * Source: Wilson EB. J Am Stat Assoc 1927;22:209–212; Newcombe RG. Stat Med 1998;17:857–872 (method 3);
 * Clopper CJ, Pearson ES. Biometrika 1934;26:404–413.
 * @example proportion(65, 100) // 0.6500 (0.5525–0.7364)
 */
export function proportion(
  events: MaybeNumber,
  total: MaybeNumber,
  { confidence = DEFAULT_CONFIDENCE, multiplier = 1, interval = 'wilson' }: ProportionOptions = {},
): IntervalEstimate {
  const level = confidenceLevel(confidence);
  const x = notNegative(events, '件数');
  const n = denominator(total, '母数');
  partOfWhole(x, n, '件数', '母数');
  const times = positive(multiplier, '乗数');
  const [low, high] = interval === 'exact' ? clopperPearsonLimits(x, n, level) : wilsonLimits(x, n, twoSidedZ(level));
  return {
    value: (x / n) * times,
    lower: low * times,
    upper: high * times,
    confidence: level,
    method: interval === 'exact' ? '正確法 (exact, Clopper–Pearson)' : 'Wilson',
    statistic: times === 1 ? '割合' : times === 100 ? '割合（％）' : `割合（${multiplierWords(times)}対）`,
  };
}
