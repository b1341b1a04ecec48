/** Fisher's exact test of two independent proportions: for counts too small for a normal approximation. */
import { hypergeometricPmf } from './distributions';

/** Below this expected count in any cell the score test is not trusted (Cochran WG. Biometrics 1954;10:417–451). */
export const SMALL_EXPECTED = 5;

/** Relative tolerance under which two probabilities are equal, as in R's fisher.test. */
const SAME = 1 + 1e-7;

/** The smallest expected count of the four cells under equal proportions; totals above 0. */
export function smallestExpected(events1: number, total1: number, events2: number, total2: number): number {
  const share = (events1 + events2) / (total1 + total2);
  return Math.min(total1, total2) * Math.min(share, 1 - share);
}

/**
 * Two-sided p of whole counts: the share of all tables with these margins that are as unlikely as this one or more.
 *
 * Source: Fisher RA. J R Stat Soc 1935;98:39–82; two-sided by point probabilities as in R's fisher.test.
 * @example fisherExact(1, 3, 3, 3) // 0.4000
 */
export function fisherExact(events1: number, total1: number, events2: number, total2: number): number {
  const events = events1 + events2;
  const total = total1 + total2;
  const lowest = Math.max(0, events - total2);
  const highest = Math.min(events, total1);
  const probability = (x: number): number => hypergeometricPmf(x, total, events, total1);
  const seen = probability(events1) * SAME;
  let p = 0;
  for (let x = lowest; x <= highest; x += 1) {
    const each = probability(x);
    if (each <= seen) p += each;
  }
  return Math.min(1, p);
}
