/** 健診受診率 without a column 対象外区分: with a number that was typed, one for each municipality, or over all and saying so. */
import { parseFilter } from '../../src/criteria';
import { findInsuredFigure, insuredFigure, type ExcludedPersons } from '../../src/indicators';
import { checkupRate } from '../../src/indicators/statistics';
import { AnalystError, type PersonTable } from '../../src/kdb';
import { exclusionsOf } from '../../src/plan';
import { excludedCell, readExcludedCell } from '../../src/plan/excludedCell';
import { tableOf } from '../criteria/tables';

const PERSONS = [
  ...Array.from({ length: 20 }, (_, at) => ({
    municipality: '甲市',
    insurer: '39990011',
    area: '北',
    sex: 1 + (at % 2),
    checkedUp: at < 5,
  })),
  ...Array.from({ length: 10 }, (_, at) => ({
    municipality: '乙町',
    insurer: '39990029',
    area: '南',
    sex: 1,
    checkedUp: at < 4,
  })),
];
const table = tableOf(PERSONS);
const year = table.fiscalYear;
const typed = (...entries: readonly (readonly [place: string, persons: number, fiscalYear?: number])[]) =>
  entries.map(([place, persons, fiscalYear = year]): ExcludedPersons => ({ place, persons, fiscalYear }));
const rate = (excluded: readonly ExcludedPersons[], filter = '', of: PersonTable = table) =>
  insuredFigure(of, findInsuredFigure('健診受診率')!, filter === '' ? undefined : parseFilter(of, filter), {
    excluded,
  });
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof AnalystError) return error.code;
    throw error;
  }
  return 'answered';
};

test('nobody known: over all insured persons, and the note says so', () => {
  const { value, note, statistic } = rate([]);
  expect(value).toBe(9 / 30);
  expect(note).toContain('被保険者全員を分母');
  expect(note).not.toContain('統一した分母です');
  expect(statistic).toBe('健診受診率（被保険者数）');
});

test('a number typed for all persons: for all of them only, and the note names it', () => {
  const { value, note } = rate(typed(['', 6]));
  expect(value).toBe(9 / 24);
  expect(note).toContain('対象外者数 6 人は抽出条件に書き入れた数です');
  const part = rate(typed(['', 6]), '市町村=甲市');
  expect(part.value).toBe(5 / 20);
  expect(part.note).toContain('被保険者全員を分母');
});

test.each([
  ['甲市', '乙町'],
  ['39990011', '0039990029'],
])('a number for each municipality, written %s and %s', (one, other) => {
  const both = typed([one, 4], [other, 2]);
  expect(rate(both).value).toBe(9 / 24);
  expect(rate(both, '市町村=甲市').value).toBe(5 / 16);
  expect(rate(both, '市町村=乙町').value).toBe(4 / 8);
  expect(rate(both, '市町村=甲市、乙町').value).toBe(9 / 24);
  // Of part of a municipality nobody knows.
  const part = rate(both, '市町村=甲市;性別=男');
  expect(part.note).toContain('被保険者全員を分母');
});

test('a municipality without a number leaves the whole over all, and its own too', () => {
  expect(rate(typed(['甲市', 4])).value).toBe(9 / 30);
  expect(rate(typed(['甲市', 4]), '市町村=甲市').value).toBe(5 / 16);
  expect(rate(typed(['甲市', 4]), '市町村=乙町').value).toBe(4 / 10);
});

test('0 is a number: the unified denominator, and nobody leaves it', () => {
  const { value, note } = rate(typed(['', 0]));
  expect(value).toBe(9 / 30);
  expect(note).toContain('対象外者数 0 人は抽出条件に書き入れた数です');
});

test('a number of another year does not answer for this one', () => {
  expect(rate(typed(['', 6, year - 1])).note).toContain('被保険者全員を分母');
});

test('対象外区分 of the data goes first; a municipality whose export has none takes its number', () => {
  const withColumn = tableOf(PERSONS.map((person, at) => ({ ...person, excluded: at === 19 ? '長期入院' : '' })));
  expect(rate(typed(['', 6]), '', withColumn).value).toBe(9 / 29);
  expect(rate([], '', withColumn).note).not.toContain('書き入れ');
  const both = rate(typed(['甲市', 7], ['乙町', 2]), '', withColumn);
  expect(both.value).toBe(9 / 27);
  expect(both.note).toContain('対象外者数 3 人には、抽出条件に書き入れた数が含まれます');
});

test('健診対象者数 and 対象外者数 follow; unknown stays unknown', () => {
  const figure = (name: string, excluded: readonly ExcludedPersons[]) =>
    insuredFigure(table, findInsuredFigure(name)!, undefined, { excluded }).value;
  expect(figure('健診対象者数', typed(['', 6]))).toBe(24);
  expect(figure('対象外者数', typed(['', 6]))).toBe(6);
  expect(figure('健診対象者数', [])).toBe(30);
  expect(codeOf(() => figure('対象外者数', []))).toBe('figure.noColumn');
});

test.each([
  [['甲', 4] as const, 'filter.unknownValue'],
  [['', 31] as const, 'numerator.aboveDenominator'],
  [['', 22] as const, 'numerator.aboveDenominator'],
  [['', 30] as const, 'division.byZero'],
])('%j is refused: %s', (entry, code) => {
  expect(codeOf(() => rate(typed(entry)))).toBe(code);
});

test('CHECKUPRATE without 対象外者 says that it is over all insured persons', () => {
  expect(checkupRate(9, 30)).toMatchObject({ value: 0.3, note: expect.stringContaining('被保険者全員') });
  expect(checkupRate(9, 30, 0).note).toContain('統一した分母');
});

describe('the cell of 抽出条件', () => {
  const read = (cell: string | number | null) => readExcludedCell(cell, 'D9');
  test.each([
    [null, []],
    ['', []],
    [300, [{ place: '', fiscalYear: null, persons: 300 }]],
    ['１，２００人', [{ place: '', fiscalYear: null, persons: 1200 }]],
    [
      '甲市=300；乙町＝120',
      [
        { place: '甲市', fiscalYear: null, persons: 300 },
        { place: '乙町', fiscalYear: null, persons: 120 },
      ],
    ],
    [
      '令和6年度=310;甲市 R7年度=5\n"乙;町=1"=0',
      [
        { place: '', fiscalYear: 2024, persons: 310 },
        { place: '甲市', fiscalYear: 2025, persons: 5 },
        { place: '乙;町=1', fiscalYear: null, persons: 0 },
      ],
    ],
  ])('%j', (cell, expected) => {
    expect(read(cell)).toEqual(expected);
    expect(read(excludedCell(expected) as string)).toEqual(expected);
  });

  test.each([-1, 1.5, 'なし', '甲市', '甲市=', '甲市=三百', '甲市=1;甲市=2', '"甲市=3', '"甲市"X=3'])(
    '%j is refused with its cell',
    (cell) => {
      expect(codeOf(() => read(cell))).toBe('settings.excludedPersons');
    },
  );

  test('numbers without a year are of the 抽出年度', () => {
    expect(exclusionsOf(read('5;令和6年度=6'), 2025).map(({ fiscalYear }) => fiscalYear)).toEqual([2025, 2024]);
  });
});
