/** Tests of what there is for each fiscal year, by source and insurer, and of who is still in a register. */
import { readYears } from '../../src/kdb';
import { csv } from './support';

const HEAD = '保険者番号,被保険者番号,健診受診日,BMI';

describe('what there is for each year', () => {
  const years = readYears(
    [
      csv('台帳.csv', '保険者番号,被保険者番号,資格取得日\n39010,1,20200401\n39010,2,20200401\n39020,1,20200401'),
      csv('健診.csv', `${HEAD}\n39010,1,20250601,20\n39010,2,20240601,21\n39010,2,20250601,21\n39020,1,20240601,22`),
    ],
    { fiscalYear: 2025 },
  );

  test('rows by kind and year: a register without a year counts for every one', () => {
    const rows = years
      .overview()
      .map(({ fiscalYear, rows: { register, checkup, receipt } }) => [fiscalYear, register, checkup, receipt]);
    expect(rows).toEqual([
      [2024, 3, 2, 0],
      [2025, 3, 2, 0],
    ]);
  });

  test('the same by insurer, in the order of their numbers', () => {
    const [before, now] = years.overview();
    const of = (overview: typeof before) =>
      overview!.insurers.map(({ insurer, rows }) => [insurer, rows.register, rows.checkup]);
    expect(of(before)).toEqual([
      ['39010', 2, 1],
      ['39020', 1, 1],
    ]);
    expect(of(now)).toEqual([
      ['39010', 2, 2],
      ['39020', 1, 0],
    ]);
  });

  test('a year without check-ups of its own has the answer of the year before only', () => {
    const [, now] = years.overview();
    const [, second] = now!.insurers;
    expect(second!.fields.has('checkedUpPrevious')).toBe(true);
    expect(second!.fields.has('checkedUp')).toBe(false);
    expect(now!.fields.has('checkedUp')).toBe(true);
  });
});

test('headings that name years count every row once for each of them', () => {
  const years = readYears([csv('一覧.csv', '被保険者番号,令和6年度_BMI,令和7年度_BMI\n1,20,21\n2,22,23\n,24,25')], {
    fiscalYear: 2025,
  });
  expect(years.year(2025).sources[0]!.placed).toMatchObject({
    years: [
      { year: 2024, rows: 2 },
      { year: 2025, rows: 2 },
    ],
  });
});

describe('a register of a later year', () => {
  const register = (rows: readonly string[]) =>
    csv('台帳_令和7年度.csv', ['被保険者番号,資格取得日,資格喪失日', ...rows].join('\n'));
  const checkups = csv('健診.csv', '被保険者番号,健診受診日,BMI\n1,20240601,20\n2,20240601,21\n3,20240601,21');
  const of = (...rows: string[]) => readYears([register(rows), checkups], { fiscalYear: 2025 }).year(2024);

  test('says that only those are known who are still there, unless somebody left since', () => {
    expect(of('1,20200401,', '2,20200401,').onlyRemaining).toMatch(/いまの台帳/);
    expect(of('1,20200401,', '2,20200401,20250331').onlyRemaining).toMatch(/いまの台帳/);
    expect(of('1,20200401,', '2,20200401,20250401').onlyRemaining).toBe('');
  });

  test('leaves out those who came later and keeps those who left later', () => {
    const intake = of('1,20250401,', '2,20200401,20250401', '3,20200401,20250331');
    expect(intake.table.size).toBe(1);
    expect(intake.sources.find(({ file }) => file.startsWith('台帳'))).toMatchObject({
      used: 1,
      setAside: { 資格取得前: 1, 資格喪失: 1 },
    });
  });

  test('answers by the nearest: the year itself, else the next later one, else the last before', () => {
    const rows = (year: number, numbers: readonly number[]) =>
      csv(
        `台帳_令和${year - 2018}年度.csv`,
        `被保険者番号,資格取得日\n${numbers.map((each) => `${each},20100401`).join('\n')}`,
      );
    const years = readYears([rows(2022, [1]), rows(2024, [1, 2]), rows(2025, [1, 2, 3])], { fiscalYear: 2025 });
    expect([2021, 2022, 2023, 2024, 2025, 2026].map((year) => years.year(year).table.size)).toEqual([1, 1, 2, 2, 3, 3]);
  });
});

test('headings that name years have no rows where nobody of them is insured', () => {
  const years = readYears(
    [
      csv('台帳.csv', '被保険者番号,資格取得日\n1,20200401'),
      csv('一覧.csv', '被保険者番号,令和6年度_BMI,令和7年度_BMI\n8,20,21'),
    ],
    { fiscalYear: 2025 },
  );
  expect(years.year(2025).sources[1]).toMatchObject({ used: 0, placed: { years: [] } });
});

test('dated check-ups of other years bring no column of check-ups to a year', () => {
  const years = readYears(
    [
      csv('台帳.csv', '被保険者番号,資格取得日\n1,20200401'),
      csv('健診.csv', '被保険者番号,健診受診日,BMI,収縮期血圧\n1,20230601,20,130\n1,20250601,21,131'),
    ],
    { fiscalYear: 2025 },
  );
  expect(years.year(2025).table.columns.bmi).toBeDefined();
  expect(years.year(2022).table.columns.bmi).toBeUndefined();
  expect(years.year(2022).table.columns.sbp).toBeUndefined();
  expect(years.year(2022).table.columns.enrolled).toBeDefined();
});

test('where nobody is left the year that was asked for is named', () => {
  expect(() => readYears([csv('a.csv', '被保険者番号,健診受診日,BMI\n?!,20250601,20')], { fiscalYear: 2025 })).toThrow(
    /2025/,
  );
});
