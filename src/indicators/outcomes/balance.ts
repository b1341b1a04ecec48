/** Whether two groups were alike before: means of both, and the standardised difference; age and sex of a person. */
import { sampleVariance } from 'simple-statistics';
import { ageOn, fiscalYearEnd, NO_DATE, roundHalfAway, type PersonTable } from '../../kdb';
import type { Participant } from './persons';
import type { Balance, BalanceRow } from './types';

/** Code of 女 in the column of sexes. */
const WOMAN = 2;

/** 年度末年齢; null where the birth date is not known. */
export function ageIn(table: PersonTable, row: number): number | null {
  const age = table.columns.age?.values[row] ?? -1;
  if (age >= 0) return age;
  const birth = table.columns.birthDate?.days[row] ?? NO_DATE;
  return birth === NO_DATE ? null : ageOn(birth, fiscalYearEnd(table.fiscalYear));
}

/** 年度末年齢 of 抽出年度; null without data of that year. */
export function ageBefore({ years, before }: Participant): number | null {
  return years.before === null || before < 0 ? null : ageIn(years.before, before);
}

/** 1 a woman, 0 a man; null where the data do not tell. */
export function womanBefore({ years, before }: Participant): number | null {
  const code = before < 0 ? 0 : (years.before?.columns.sex?.codes[before] ?? 0);
  return code === 0 ? null : Number(code === WOMAN);
}

/**
 * Up to this standardised difference the groups count as alike before.
 * Source: Austin PC. Multivariate Behav Res 2011;46:399–424.
 */
export const BALANCED = 0.1;

/** Whether two groups are alike before, by the standardised difference as it is printed. */
export const isBalanced = (standardisedDifference: number): boolean =>
  Math.abs(roundHalfAway(standardisedDifference, 2)) <= BALANCED;

const varianceOf = (values: readonly number[]): number => (values.length < 2 ? 0 : sampleVariance([...values]));

/** The root of the mean of both variances. */
export function pooledDeviation(one: readonly number[], other: readonly number[]): number {
  return Math.sqrt((varianceOf(one) + varianceOf(other)) / 2);
}

export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Means of two groups and their standardised difference (first − second).
 * Source: Austin PC. Multivariate Behav Res 2011;46:399–424.
 */
export function balanceOf(one: readonly number[], other: readonly number[]): Balance {
  const [supported, compared] = [meanOf(one), meanOf(other)];
  if (supported === null || compared === null) return { supported, compared, standardisedDifference: null };
  const deviation = pooledDeviation(one, other);
  const difference = supported - compared;
  const standardisedDifference = difference === 0 ? 0 : deviation === 0 ? null : difference / deviation;
  return { supported, compared, standardisedDifference };
}

/** What each person of two groups has of something; those of whom it is not known are left out. */
export function balanceRow<T>(
  name: string,
  groups: readonly [readonly T[], readonly T[]],
  valueOf: (person: T) => number | null,
): BalanceRow {
  const [one, other] = groups.map((persons) => persons.flatMap((person) => valueOf(person) ?? []));
  return { name, ...balanceOf(one!, other!) };
}
