/** A directly standardised rate with the Dobson–Byar interval. */
import { AnalystError } from '../kdb';
import { confidenceLevel, DEFAULT_CONFIDENCE, multiplierWords, type IntervalEstimate } from './estimate';
import { eachOf, notNegative, positive, sameLength, sumOf, type MaybeNumber } from './guards';
import { byarLimits, FEW_EVENTS } from './poisson';
import type { RateOptions } from './poissonRate';

/**
 * 年齢調整率（直接法）: the rate that the standard population would have at the rates observed in each age class.
 *
 * The three columns have one row an age class, in the same order: events, persons (or person-years), standard population
 * (any unit; only the proportions count). An empty cell is refused with its row, never read as 0. Refused too: classes
 * without population (`number.notPositive`), fewer than 10 events in all (`rate.tooFewEvents`), a standard population of 0.
 *
 * Source: Dobson AJ, Kuulasmaa K, Eberle E, Scherer J. Stat Med 1991;10:457–462; the rule of 10 events follows the
 * Fingertips Public Health Technical Guidance.
 * @example directlyStandardisedRate([10, 20], [1000, 1000], [1, 1], { multiplier: 1000 }) // 15.0000 (10.1185–21.4142)
 */
export function directlyStandardisedRate(
  events: readonly MaybeNumber[],
  populations: readonly MaybeNumber[],
  standard: readonly MaybeNumber[],
  { confidence = DEFAULT_CONFIDENCE, multiplier = 100000 }: RateOptions = {},
): IntervalEstimate {
  const level = confidenceLevel(confidence);
  sameLength(events, '件数', populations, '人口');
  sameLength(events, '件数', standard, '標準人口');
  const x = eachOf(events, '件数', notNegative);
  const n = eachOf(populations, '人口', positive);
  const weights = eachOf(standard, '標準人口', notNegative);
  const times = positive(multiplier, '乗数');
  const total = sumOf(x);
  if (total < FEW_EVENTS) throw new AnalystError('rate.tooFewEvents', { events: total });
  const weightSum = sumOf(weights);
  if (weightSum === 0) throw new AnalystError('division.byZero');

  const value = sumOf(x.map((count, i) => (weights[i]! * count) / n[i]!)) / weightSum;
  const variance = sumOf(x.map((count, i) => count * (weights[i]! / n[i]!) ** 2)) / weightSum ** 2;
  const [low, high] = byarLimits(total, level);
  const stretch = Math.sqrt(variance / total);
  return {
    value: value * times,
    // The weighted limits can fall below 0 when the standard weighs the class with the events heavily.
    lower: Math.max(0, value + stretch * (low - total)) * times,
    upper: (value + stretch * (high - total)) * times,
    confidence: level,
    method: 'Dobson–Byar',
    statistic: `年齢調整率（直接法、人口${multiplierWords(times)}対）`,
  };
}
