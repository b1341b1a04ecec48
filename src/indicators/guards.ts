/** The guards that stand before every calculation: what is missing, negative, zero or impossible is refused by name. */
import { AnalystError } from '../kdb';

/** A number as a caller gives it; null stands for an empty cell. */
export type MaybeNumber = number | null;

/** A finite number, or `number.notNumber` with its place (1-based). */
export function finite(value: MaybeNumber, label: string, position = 1): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new AnalystError('number.notNumber', { label, position });
  return value;
}

/** A number of 0 or more. Counts may carry decimals (weighted or shared events). */
export function notNegative(value: MaybeNumber, label: string, position = 1): number {
  const number = finite(value, label, position);
  if (number < 0) throw new AnalystError('number.negative', { label, value: number, position });
  return number;
}

/** A number above 0. */
export function positive(value: MaybeNumber, label: string, position = 1): number {
  const number = notNegative(value, label, position);
  if (number === 0) throw new AnalystError('number.notPositive', { label, value: number, position });
  return number;
}

/** A whole number of 0 or more. */
export function wholeCount(value: MaybeNumber, label: string, position = 1): number {
  const number = notNegative(value, label, position);
  if (!Number.isInteger(number)) throw new AnalystError('number.notWhole', { label, value: number, position });
  return number;
}

/** A denominator: a number above 0, and `division.byZero` when it is 0. */
export function denominator(value: MaybeNumber, label: string): number {
  const number = notNegative(value, label);
  if (number === 0) throw new AnalystError('division.byZero');
  return number;
}

/** Refuses a numerator above its denominator. */
export function partOfWhole(numerator: number, whole: number, label: string, wholeLabel: string): void {
  if (numerator > whole)
    throw new AnalystError('numerator.aboveDenominator', { label, numerator, whole: wholeLabel, denominator: whole });
}

/** Refuses two columns of unequal length. */
export function sameLength(
  one: readonly unknown[],
  label: string,
  other: readonly unknown[],
  otherLabel: string,
): void {
  if (one.length !== other.length)
    throw new AnalystError('rows.mismatch', { label, count: one.length, other: otherLabel, otherCount: other.length });
}

/** Applies a guard to every value of a column; an empty column is refused. */
export function eachOf(
  values: readonly MaybeNumber[],
  label: string,
  guard: (value: MaybeNumber, label: string, position: number) => number,
): number[] {
  if (values.length === 0) throw new AnalystError('rows.none', { label });
  return values.map((value, index) => guard(value, label, index + 1));
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
