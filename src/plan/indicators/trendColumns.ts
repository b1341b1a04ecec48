/** The columns of 経年比較: five years in three groups, and the cells that stand in them. */
import { type Formula, formulaFrom, type Part } from '../figures/formula';
import { COUNT, type Quantity, SMALL_SHARE } from '../figures/quantity';
import type { FormCell } from '../forms';
import { fewerThan } from '../formulaCalls';
import { type At, figure } from '../reports/compose';

/** The years stand from old to new; the first ones may stay blank. */
export const YEARS = [1, 2, 3, 4, 5] as const;
export const NEWEST = YEARS.at(-1)!;
export const GROUPS = [
  { key: 'hits', heading: '分子', quantity: COUNT },
  { key: 'total', heading: '分母', quantity: COUNT },
  { key: 'rate', heading: '割合', quantity: SMALL_SHARE },
] as const;
export type Group = (typeof GROUPS)[number]['key'];
export const columnOf = (group: Group, year: number): string => `${group}${year}`;

/** Widths that a page at 8 points takes: a year is shown on one line as 令和7年度, and as 令和10年度. */
export const WIDTHS = { short: { indicator: 33, year: 8.75 }, long: { indicator: 26, year: 9.2 } } as const;
/** The fiscal year whose name has two digits. */
export const LONG_NAMED = 2028;
export const columnsFor = ({ indicator, year: each }: (typeof WIDTHS)[keyof typeof WIDTHS]) => [
  { key: 'indicator', width: indicator },
  ...GROUPS.flatMap(({ key }) => YEARS.map((year) => ({ key: columnOf(key, year), width: each }))),
];
export const COLUMNS = columnsFor(WIDTHS.short);

export const YEAR_ROW = 'years';
/** Which years hold only those who are in the register to this day. */
export const REMAINING_ROW = 'remaining';
export const yearCell = (at: At, year: number): string => at(YEAR_ROW, columnOf('hits', year));

/** A figure in a column of a year. */
export const yearFigure = (of: Formula | string, quantity: Quantity): FormCell => figure(of, quantity, 'narrowFigure');

/** One figure a year; blank where no year stands, a dash where the data do not tell. */
export function perYear(at: At, quantity: Quantity, of: (year: string, index: number) => Part): FormCell[] {
  return YEARS.map((index) => {
    const year = yearCell(at, index);
    const asked = of(year, index);
    return yearFigure(formulaFrom(asked).within(`=IF(${year}="","",`, ')'), quantity);
  });
}

export const span = (at: At, row: string, group: Group): string =>
  `${at(row, columnOf(group, YEARS[0]))}:${at(row, columnOf(group, NEWEST))}`;

/**
 * Whether fewer than so many years tell of an indicator: its numerator is a number where somebody is in the denominator and the data
 * say who was counted (without check-ups of a year its insured persons alone tell nothing).
 */
export const fewerYears = (at: At, key: string, least: number): string => {
  const hits = span(at, key, 'hits');
  return fewerThan(least, `COUNT(${hits})`, hits);
};
