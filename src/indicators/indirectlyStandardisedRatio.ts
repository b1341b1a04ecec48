/** The indirectly standardised ratio (標準化比, reference = 100) with Poisson limits. */
import { AnalystError } from '../kdb';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type IntervalEstimate } from './estimate';
import { eachOf, notNegative, positive, sameLength, sumOf, type MaybeNumber } from './guards';
import { FEW_EVENTS, poissonLimits } from './poisson';
import type { RateOptions } from './poissonRate';

export interface StandardisedRatio extends IntervalEstimate {
  readonly observed: number;
  /** Events expected at the reference rates. */
  readonly expected: number;
}

/**
 * 標準化比（間接法）: observed events over those expected at the rates of a reference (県, 国), times `multiplier` (100).
 *
 * `events` has one row an age class or is one total; the other columns have one row an age class. Empty cells are refused
 * with their row; reference classes without population too (`number.notPositive`); expected events of 0: `ratio.noExpected`.
 *
 * Source: Breslow NE, Day NE. IARC 1987; exact below 10 events, else Byar.
 * @example indirectlyStandardisedRatio([10, 20], [1000, 1000], [100, 100], [10000, 10000]) // 150.0000 (101.1847–214.1419)
 */
export function indirectlyStandardisedRatio(
  events: readonly MaybeNumber[],
  populations: readonly MaybeNumber[],
  referenceEvents: readonly MaybeNumber[],
  referencePopulations: readonly MaybeNumber[],
  { confidence = DEFAULT_CONFIDENCE, multiplier = 100 }: RateOptions = {},
): StandardisedRatio {
  const level = confidenceLevel(confidence);
  if (events.length !== 1) sameLength(events, '件数', populations, '人口');
  sameLength(referenceEvents, '基準件数', populations, '人口');
  sameLength(referencePopulations, '基準人口', populations, '人口');
  const observed = sumOf(eachOf(events, '件数', notNegative));
  const n = eachOf(populations, '人口', notNegative);
  const reference = eachOf(referenceEvents, '基準件数', notNegative);
  const referenceN = eachOf(referencePopulations, '基準人口', positive);
  const times = positive(multiplier, '乗数');
  const expected = sumOf(n.map((persons, i) => (persons * reference[i]!) / referenceN[i]!));
  if (expected === 0) throw new AnalystError('ratio.noExpected');
  const { lower, upper, method } = poissonLimits(observed, level);
  return {
    value: (observed / expected) * times,
    lower: (lower / expected) * times,
    upper: (upper / expected) * times,
    confidence: level,
    method,
    statistic: `標準化比（基準=${times}）`,
    observed,
    expected,
    ...noteOf(observed < FEW_EVENTS && `観察 ${observed} 件のため区間は広くなります。`),
  };
}
