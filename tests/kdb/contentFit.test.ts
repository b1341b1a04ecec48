/** Tests of what contents speak for and against, at the limits: the last value inside, the first outside, the share that may be outside. */
import { contentFit, contentOf } from '../../src/kdb/recognise/contentFit';
import type { FieldId } from '../../src/kdb';

const fit = (field: FieldId, cells: readonly string[]) => contentFit(field, contentOf(cells));

/** Field, limits of its values, a usual value, the smallest step beyond a limit. */
const LIMITS: readonly (readonly [FieldId, number, number, number, number])[] = [
  ['bmi', 12, 45, 22, 0.5],
  ['height', 120, 190, 155, 0.5],
  ['weight', 25, 120, 55, 0.5],
  ['sbp', 70, 230, 130, 1],
  ['dbp', 30, 140, 75, 1],
  ['hba1c', 4, 14, 6, 0.1],
  ['creatinine', 0.2, 12, 0.8, 0.1],
  ['egfr', 3, 150, 60, 0.5],
  ['drugCount', 0, 60, 5, 1],
  ['institutions', 0, 30, 3, 1],
  ['age', 60, 115, 80, 1],
];

describe.each(LIMITS)('%s from %d to %d', (field, low, high, usual, step) => {
  const isAgainst = (...odd: readonly number[]): boolean =>
    fit(field, [...odd, ...Array.from({ length: 10 - odd.length }, (_, at) => usual + (at % 3) * step)].map(String))
      .against;

  test('both limits are inside', () => expect([isAgainst(low, low), isAgainst(high, high)]).toEqual([false, false]));
  test('one cell of ten may lie outside, two speak against it', () => {
    expect([isAgainst(high + step), isAgainst(high + step, high + step)]).toEqual([false, true]);
    if (low > 0) expect([isAgainst(low - step), isAgainst(low - step, low - step)]).toEqual([false, true]);
  });
});

describe('days', () => {
  const days = (count: number, year: number): string[] =>
    Array.from({ length: count }, (_, index) => `${year}/${1 + (index % 12)}/${1 + (index % 28)}`);

  test('one bare number of twenty says nothing, two speak against dates', () => {
    expect(fit('birthDate', [...days(19, 1945), '16500']).against).toBe(false);
    expect(fit('birthDate', [...days(18, 1945), '16500', '16501']).against).toBe(true);
  });

  test.each<[FieldId, number, number]>([
    ['birthDate', 1900, 1965],
    ['checkupDate', 2008, 2100],
  ])('%s lies between %d and %d, both included', (field, from, to) => {
    const isAgainst = (year: number): boolean => fit(field, days(20, year)).against;
    expect([from - 1, from, to, to + 1].map(isAgainst)).toEqual([true, false, false, true]);
  });

  test('nine of ten must be days of these years', () => {
    expect(fit('birthDate', [...days(18, 1945), ...days(2, 1990)]).against).toBe(false);
    expect(fit('birthDate', [...days(17, 1945), ...days(3, 1990)]).against).toBe(true);
  });
});

test('fewer than three cells speak for nothing; none says nothing', () => {
  expect(fit('sex', ['男', '女']).score).toBe(0);
  expect(fit('sex', ['男', '女', '男']).score).toBeGreaterThan(0.9);
  expect(fit('sex', [])).toEqual({ against: false, score: 0, words: '' });
});
