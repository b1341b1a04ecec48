/** Tests of fiscal years: which check-up counts, which year it answers for, what is known of a year. */
import { readYears } from '../../src/kdb';
import { csv, expectBalanced, join, people, valueOf, valuesOf } from './support';

const CHECKUP = '被保険者番号,健診受診日,BMI,質問票6';

test('the fiscal year is given, or that of the newest check-up date, and the intake says which', () => {
  const text = `${CHECKUP}\n1,20240601,20,1\n2,20260331,20,1`;
  expect(join([text])).toMatchObject({
    fiscalYear: 2025,
    fiscalYearBasis: expect.stringContaining('最新の健診受診日'),
  });
  expect(join([text], { fiscalYear: 2024 })).toMatchObject({
    fiscalYear: 2024,
    fiscalYearBasis: expect.stringContaining('指定'),
  });
});

test('a run without a check-up date needs the fiscal year', () => {
  expect(() => join(['被保険者番号,処方薬剤数\n1,3'])).toThrow(expect.objectContaining({ code: 'source.noYear' }));
});

test('values of a check-up belong to the fiscal year of its date and never answer for another', () => {
  const intake = join([
    '被保険者番号,資格取得日\n1,20200401\n2,20200401\n3,20200401',
    `${CHECKUP}\n1,20250601,18,1\n2,20240601,19,1\n3,20230601,20,1`,
  ]);
  expect(valuesOf(intake, 'bmi')).toEqual(['18', '', '']);
  expect(valuesOf(intake, 'checkupDatePrevious')).toEqual(['', '2024-06-01', '']);
  expect(intake.sources[1]).toMatchObject({ used: 2, setAside: { 対象年度外: 1 } });
});

test('of several check-ups in a year the newest wins whole, and a blank of it is not filled from the others', () => {
  const intake = join([`${CHECKUP}\n1,20250501,18,1\n1,20250901,,2\n1,20250601,19,1\n1,20240601,19,1`]);
  expect([valueOf(intake, '1', 'bmi'), valueOf(intake, '1', 'q6')]).toEqual(['', 'いいえ']);
  expect(valueOf(intake, '1', 'checkupDate')).toBe('2025-09-01');
  expect(intake.sources[0]).toMatchObject({ rows: 4, used: 2, setAside: { 重複: 2 } });
});

test('on the same date the first row wins, and the first file', () => {
  const intake = join([`${CHECKUP}\n1,20250501,18,1\n1,20250501,19,1`, `${CHECKUP}\n1,20250501,20,1\n2,20250501,21,1`]);
  expect(valuesOf(intake, 'bmi')).toEqual(['18', '21']);
  expect(intake.sources.map((source) => source.setAside)).toEqual([{ 重複: 1 }, { 重複: 1 }]);
});

test('a newer check-up in a later file takes the place of the earlier one', () => {
  const intake = join([`${CHECKUP}\n1,20250501,18,1`, `${CHECKUP}\n1,20250601,20,2`]);
  expect(valuesOf(intake, 'bmi')).toEqual(['20']);
  expect(intake.sources.map((source) => source.used)).toEqual([0, 1]);
});

test('findings and questionnaire of one check-up may stand in two files', () => {
  const intake = join([
    '被保険者番号,健診受診日,BMI\n1,20250501,18\n2,20250501,19',
    '被保険者番号,健診受診日,質問票6\n1,20250501,1\n2,20250401,1',
  ]);
  expect(valuesOf(intake, 'bmi')).toEqual(['18', '19']);
  expect(valuesOf(intake, 'q6')).toEqual(['はい', '']);
  expect(intake.sources[1]!.setAside).toEqual({ 重複: 1 });
});

test('a check-up row whose date is blank or unreadable is 受診日なし', () => {
  const intake = join([`${CHECKUP}\n1,20250501,18,1\n2,,19,1\n3,5月,19,1`]);
  expect(people(intake)).toEqual(['1']);
  expect(intake.sources[0]).toMatchObject({ setAside: { 受診日なし: 2 }, setAsideRows: { 受診日なし: [3, 4] } });
  expect(intake.quality.find((column) => column.field === 'checkupDate')).toMatchObject({
    filled: 1,
    blank: 1,
    unreadable: 1,
    examples: [4],
  });
});

test('values without any date column are of the fiscal year', () => {
  const intake = join(['被保険者番号,BMI,質問票6\n1,18,1'], { fiscalYear: 2025 });
  expect([valueOf(intake, '1', 'bmi'), valueOf(intake, '1', 'checkedUp')]).toEqual(['18', 'あり']);
});

const WIDE = '被保険者番号,健診受診日,健診受診日(前年度),BMI,歯科レセ件数,要介護度';

test('in a wide table a person without a check-up date stays, the values do not', () => {
  const intake = join([`${WIDE}\n1,20250501,,18,1,21\n2,,20240501,19,1,\n3,20230501,20230501,20,,`]);
  expect(valuesOf(intake, 'bmi')).toEqual(['18', '', '']);
  expect(valuesOf(intake, 'dental')).toEqual(['1', '1', '0']);
  expect(valuesOf(intake, 'checkedUp')).toEqual(['あり', 'なし', 'なし']);
  expect(valuesOf(intake, 'checkedUpPrevious')).toEqual(['なし', 'あり', 'なし']);
  expect(intake.notices.join()).toContain('対象年度でない 1 人');
});

test('of doubled wide rows the one with the newest check-up date wins whole; without dates the first', () => {
  const dated = join([`${WIDE}\n1,20250501,,18,5,21\n1,20250901,,,,22\n2,,,,7,\n2,20250401,,20,,`]);
  expect(valuesOf(dated, 'bmi')).toEqual(['', '20']);
  expect(valuesOf(dated, 'dental')).toEqual(['0', '0']);
  expect(valuesOf(dated, 'careLevel')).toEqual(['要介護2', '非該当']);
  expect(dated.sources[0]!.setAside).toEqual({ 重複: 2 });
  const undated = join(['被保険者番号,BMI,歯科レセ件数\n1,18,5\n1,19,6'], { fiscalYear: 2025 });
  expect([valueOf(undated, '1', 'bmi'), valueOf(undated, '1', 'dental')]).toEqual(['18', '5']);
  expect(undated.sources[0]!.setAside).toEqual({ 重複: 1 });
});

test('whether somebody was checked up is known only for years whose check-ups were loaded', () => {
  const register = '被保険者番号,資格取得日\n1,20200401\n2,20200401';
  const none = join([register, '被保険者番号,処方薬剤数\n1,1'], { fiscalYear: 2025 });
  expect([none.table.columns.checkedUp, none.table.columns.checkedUpPrevious]).toEqual([undefined, undefined]);
  const one = join([register, `${CHECKUP}\n1,20250501,18,1`]);
  expect(valuesOf(one, 'checkedUp')).toEqual(['あり', 'なし']);
  expect(one.table.columns.checkedUpPrevious).toBeUndefined();
  const both = join([register, `${CHECKUP}\n1,20250501,18,1`, `${CHECKUP}\n2,20240501,18,1`]);
  expect(valuesOf(both, 'checkedUpPrevious')).toEqual(['なし', 'あり']);
  const other = join([register, `${CHECKUP}\n1,20240501,18,1`], { fiscalYear: 2025 });
  expect(other.table.columns.checkedUp).toBeUndefined();
  expect(valuesOf(other, 'checkedUpPrevious')).toEqual(['あり', 'なし']);
});

test('a wide table without check-up dates knows who was checked up, not who was not', () => {
  const intake = join(['被保険者番号,BMI,歯科レセ件数\n1,18,5\n2,,6'], { fiscalYear: 2025 });
  expect(valuesOf(intake, 'checkedUp')).toEqual(['あり', '']);
});

test('age is 年度末年齢: completed years on 31 March at the end of the fiscal year', () => {
  const intake = join(['被保険者番号,資格取得日,生年月日\n1,20200401,19500331\n2,20200401,19500401'], {
    fiscalYear: 2025,
  });
  expect(valuesOf(intake, 'age')).toEqual(['76', '75']);
});

test('ledgers balance and no person is invented over years and files', () => {
  const intake = join([`${CHECKUP}\n1,20250501,18,1\n2,,,\n合計,,,\n3,20190501,1,1`, `${WIDE}\n1,20250501,,18,1,21`]);
  expectBalanced(intake.sources);
  expect(people(intake)).toEqual(['1']);
});

describe('what the sources have for each year', () => {
  const register = '保険者番号,被保険者番号,資格取得日\n39990029,1,20200401\n39990011,1,20200401\n39990011,2,20200401';
  const checkups =
    '保険者番号,被保険者番号,健診受診日,BMI\n39990011,1,20240601,18\n39990011,2,20250601,19\n39990029,1,20250701,20';
  const receipts = '保険者番号,被保険者番号,処方薬剤数\n39990029,1,7';
  const overview = (...files: readonly [string, string][]) =>
    readYears(
      files.map(([name, text]) => csv(name, text)),
      { fiscalYear: 2025 },
    ).overview();

  test.each([[[0, 1, 2]], [[2, 1, 0]]])(
    'by insurer, in the order of their numbers, whatever the order of the files %j',
    (order) => {
      const files = [
        ['台帳.csv', register],
        ['健診.csv', checkups],
        ['レセプト_R7.csv', receipts],
      ] as const;
      const years = overview(...order.map((index) => [...files[index]!] as [string, string]));
      const rowsOf = ({ rows }: { readonly rows: Readonly<Record<string, number>> }) => Object.values(rows).join(' ');
      expect(years.map(({ fiscalYear, insurers, ...all }) => [fiscalYear, rowsOf(all), insurers.map((each) => `${each.insurer}: ${rowsOf(each)}`)])).toEqual([
      [2024, '3 1 0 0', ['39990011: 2 1 0 0', '39990029: 1 0 0 0']],
      [2025, '3 2 1 0', ['39990011: 2 1 0 0', '39990029: 1 1 1 0']],
    ]); // prettier-ignore
      const [one, other] = years[1]!.insurers;
      expect([one!.fields.has('drugCount'), other!.fields.has('drugCount')]).toEqual([false, true]);
      expect([one!.fields.has('checkedUpPrevious'), other!.fields.has('checkedUpPrevious')]).toEqual([true, false]);
    },
  );

  test('one insurer, or none, is not told apart', () => {
    const one = register.replaceAll('39990029,1', '39990011,3');
    expect(overview(['台帳.csv', one]).map(({ insurers }) => insurers)).toEqual([[]]);
    const none = '被保険者番号,資格取得日\n1,20200401';
    expect(overview(['台帳.csv', none]).map(({ insurers }) => insurers)).toEqual([[]]);
  });
});
