/** Limits of a Poisson count: exact below 10 events, Byar's approximation from 10. */
import { gammaQuantile, twoSidedZ } from './distributions';

/** Below this number of events the exact limits are used, directly standardised rates are refused, and a note says that limits are wide. */
export const FEW_EVENTS = 10;

/** Exact limits of a count through the gamma (chi-square) quantile. The lower limit of 0 events is 0. */
export function exactPoissonLimits(events: number, confidence: number): readonly [number, number] {
  const tail = (1 - confidence) / 2;
  return [events === 0 ? 0 : gammaQuantile(tail, events), gammaQuantile(1 - tail, events + 1)];
}

/** Byar's limits of a count. A lower limit that the approximation puts below 0 is 0. */
export function byarLimits(events: number, confidence: number): readonly [number, number] {
  const z = twoSidedZ(confidence);
  const next = events + 1;
  const base = events === 0 ? 0 : 1 - 1 / (9 * events) - z / (3 * Math.sqrt(events));
  return [Math.max(0, events * base ** 3), next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3];
}

/**
 * The limits that every rate and ratio uses, with the name of their method.
 *
 * Source: Breslow NE, Day NE. Statistical Methods in Cancer Research, vol. II. IARC 1987;
 * the change at 10 events follows the Fingertips Public Health Technical Guidance.
 */
export function poissonLimits(
  events: number,
  confidence: number,
): { readonly lower: number; readonly upper: number; readonly method: string } {
  const exact = events < FEW_EVENTS;
  const [lower, upper] = exact ? exactPoissonLimits(events, confidence) : byarLimits(events, confidence);
  return { lower, upper, method: exact ? '正確法 (exact Poisson)' : 'Byar' };
}
