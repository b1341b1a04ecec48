/** Tests of days, fiscal years, ages and eras. */
import { ageOn, daysOf, fiscalYearEnd, fiscalYearOf, formatDate, toWareki } from '../../src/kdb';

test('the fiscal year begins on 1 April', () => {
  expect(fiscalYearOf(daysOf(2025, 3, 31))).toBe(2024);
  expect(fiscalYearOf(daysOf(2025, 4, 1))).toBe(2025);
  expect(formatDate(fiscalYearEnd(2025))).toBe('2026-03-31');
});

test('age is completed calendar years on the day, a birthday included', () => {
  const birth = daysOf(1950, 4, 1);
  expect(ageOn(birth, daysOf(2025, 3, 31))).toBe(74);
  expect(ageOn(birth, daysOf(2025, 4, 1))).toBe(75);
});

test('somebody born on 29 February completes a year on 1 March', () => {
  const birth = daysOf(1948, 2, 29);
  expect(ageOn(birth, daysOf(2025, 2, 28))).toBe(76);
  expect(ageOn(birth, daysOf(2025, 3, 1))).toBe(77);
});

test('days are shown in the Japanese calendar, the first year of an era as 元年', () => {
  expect(toWareki(daysOf(2019, 4, 30))).toBe('平成31年4月30日');
  expect(toWareki(daysOf(2019, 5, 1))).toBe('令和元年5月1日');
  expect(toWareki(daysOf(1945, 4, 1))).toBe('昭和20年4月1日');
  expect(toWareki(daysOf(1926, 12, 24))).toBe('大正15年12月24日');
});
