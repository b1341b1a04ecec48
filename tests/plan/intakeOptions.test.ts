/** What 抽出条件 says of reading the data: 基準日 stays with the year that it was typed for. */
import type { SourceInput } from '../../src/kdb';
import { conditionsSheet, DEFAULT_CONDITIONS, intakeOptions, referenceDateIn } from '../../src/plan';
import { conditionsOf } from '../../src/workbench/cli/conditions';
import { gridOf } from './support';

const day = (year: number, month: number, date: number): number =>
  Math.round(Date.UTC(year, month - 1, date) / 86_400_000);
const typed = (fiscalYear: number | null, referenceDate: number | null) => ({
  ...DEFAULT_CONDITIONS,
  fiscalYear,
  referenceDate,
});

test.each([
  ['none typed', 2025, null, 2024, null],
  ['of the year that stands', 2025, day(2026, 1, 31), 2025, day(2026, 1, 31)],
  ['beyond the year that stands, where that is asked for', 2025, day(2026, 5, 1), 2025, day(2026, 5, 1)],
  ['of the year that stands, another asked for', 2025, day(2026, 1, 31), 2024, null],
  ['of the other year that is asked for: its last day', 2025, day(2025, 3, 31), 2024, day(2025, 3, 31)],
  ['one day after the other year', 2025, day(2025, 4, 1), 2024, null],
  ['the year automatic, the date in the year asked for', null, day(2026, 1, 31), 2025, day(2026, 1, 31)],
  ['the year automatic, the date in another', null, day(2026, 1, 31), 2024, null],
  ['no year asked for', null, day(2026, 1, 31), null, day(2026, 1, 31)],
] as const)('%s', (_, standing, date, asked, wanted) => {
  const conditions = typed(standing, date);
  expect(referenceDateIn(conditions, asked)).toBe(wanted);
  const options = intakeOptions(conditions, asked);
  expect([options.fiscalYear ?? null, options.referenceDate ?? null]).toEqual([asked, wanted]);
});

test('--year of the command line leaves a 基準日 of the workbook’s year behind, and without it the workbook’s stands', () => {
  const input: SourceInput = {
    file: 'book.xlsx',
    sheet: '抽出条件',
    rows: () => gridOf(conditionsSheet(typed(2025, day(2026, 1, 31)))),
  };
  const datesOf = (year?: number): readonly (number | null)[] => {
    const { values } = conditionsOf([input], year === undefined ? {} : { year });
    return [values.fiscalYear, values.referenceDate];
  };
  expect(datesOf()).toEqual([2025, day(2026, 1, 31)]);
  expect(datesOf(2025)).toEqual([2025, day(2026, 1, 31)]);
  expect(datesOf(2024)).toEqual([2024, null]);
});
