/** A crude rate with Poisson limits. */
import { confidenceLevel, DEFAULT_CONFIDENCE, multiplierWords, noteOf, type IntervalEstimate } from './estimate';
import { denominator, notNegative, positive, type MaybeNumber } from './guards';
import { poissonLimits } from './poisson';

export interface RateOptions {
  readonly confidence?: number;
  /** 100000 by default: per 100,000 persons or person-years. */
  readonly multiplier?: number;
}

/**
 * 率: events per `multiplier` persons (or person-years).
 *
 * Missing or negative numbers are refused (`number.*`), a population of 0 too (`division.byZero`). More events than persons
 * is possible where events repeat, and is said in the note.
 *
 * Source: Breslow NE, Day NE. IARC 1987; exact below 10 events, else Byar.
 * @example poissonRate(5, 100, { multiplier: 100 }) // 5.0000 (1.6235–11.6683)
 */
export function poissonRate(
  events: MaybeNumber,
  population: MaybeNumber,
  { confidence = DEFAULT_CONFIDENCE, multiplier = 100000 }: RateOptions = {},
): IntervalEstimate {
  const level = confidenceLevel(confidence);
  const x = notNegative(events, '件数');
  const n = denominator(population, '人口');
  const times = positive(multiplier, '乗数');
  const { lower, upper, method } = poissonLimits(x, level);
  return {
    value: (x / n) * times,
    lower: (lower / n) * times,
    upper: (upper / n) * times,
    confidence: level,
    method,
    statistic: `率（人口${multiplierWords(times)}対）`,
    ...noteOf(x > n && '件数が人口を超えています。人数の割合ではなく、延べ件数の率として読んでください。'),
  };
}
