/** The false discovery rate: p values of a page adjusted for how many tests stand there. */
import { AnalystError } from '../kdb';
import { finite, type MaybeNumber } from './guards';

/**
 * p 値の調整（Benjamini–Hochberg、偽発見率）: for every p value the smallest q at which it would still count, min over j ≥ i of
 * m p(j) ÷ j, at most 1. Missing tests (null) stay missing and do not count among the m.
 *
 * A value outside 0–1 is refused (`number.outOfRange`). The rate holds for independent tests and for positively dependent ones.
 *
 * Source: Benjamini Y, Hochberg Y. J R Stat Soc B 1995;57:289–300; the adjusted form after Yekutieli D, Benjamini Y.
 * J Stat Plan Inference 1999;82:171–196.
 * @example benjaminiHochberg([0.01, 0.04, 0.03, null])[2] // 0.0400
 */
export function benjaminiHochberg(values: readonly MaybeNumber[]): MaybeNumber[] {
  const tests = values
    .flatMap((value, index) => (value === null ? [] : [{ p: finite(value, 'p', index + 1), index }]))
    .sort((a, b) => b.p - a.p);
  const adjusted: MaybeNumber[] = values.map(() => null);
  let least = 1;
  tests.forEach(({ p, index }, place) => {
    if (p < 0 || p > 1) throw new AnalystError('number.outOfRange', { label: 'p', value: p, low: 0, high: 1 });
    least = Math.min(least, (p * tests.length) / (tests.length - place));
    adjusted[index] = least;
  });
  return adjusted;
}
