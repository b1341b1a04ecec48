/** The interval of a difference from the intervals of its two parts (square-and-add, MOVER). */

/** A value with its limits, as the square-and-add rule needs it. */
export interface Limits {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Limits of `one − other` for estimates whose correlation is `correlation` (0 for independent samples).
 *
 * Source: Newcombe RG. Stat Med 1998;17:873–890 (method 10, independent) and 1998;17:2635–2650 (method 10, paired);
 * Zou GY, Donner A. Stat Med 2008;27:1693–1702 (any two estimates).
 */
export function differenceLimits(one: Limits, other: Limits, correlation = 0): Limits {
  const value = one.value - other.value;
  const reach = (a: number, b: number): number => Math.sqrt(Math.max(0, a * a - 2 * correlation * a * b + b * b));
  return {
    value,
    lower: value - reach(one.value - one.lower, other.upper - other.value),
    upper: value + reach(one.upper - one.value, other.value - other.lower),
  };
}
