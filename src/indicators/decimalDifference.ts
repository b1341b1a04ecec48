/** Differences as they are printed: 36.2 − 36.1 is 0.1, not 0.10000000000000142. */

/**
 * after − before without binary residue, so that changes that are equal as decimals are equal. Exact for values of at most
 * 13 significant digits; never -0.
 */
export function decimalDifference(after: number, before: number): number {
  const difference = after - before;
  const size = Math.max(Math.abs(after), Math.abs(before), 1e-300);
  const digits = Math.min(100, Math.max(0, 13 - Math.ceil(Math.log10(size))));
  return Number(difference.toFixed(digits)) || 0;
}
