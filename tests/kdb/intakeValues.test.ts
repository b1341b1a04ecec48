/** Tests of values in the person table: absent, blank and zero; derived values; quality; the stamp. */
import { CARE_LEVEL } from '../../src/kdb';
import { join, valueOf, valuesOf } from './support';

const YEAR = { fiscalYear: 2025 };
const REGISTER =
  '被保険者番号,資格取得日,性別,生年月日\n1,20200401,1,19450601\n2,20200401,2,19450601\n3,20200401,2,19450601';

test('a column that no source provides is absent from the table', () => {
  const { columns } = join([REGISTER], YEAR).table;
  expect([columns.bmi, columns.dental, columns.careLevel, columns.checkedUp, columns.certified]).toEqual(
    Array(5).fill(undefined),
  );
});

test('a loaded receipt source: no row, a blank cell and a dash are 0 and no', () => {
  const intake = join(
    [REGISTER, '被保険者番号,歯科レセ件数,処方薬剤数,睡眠薬,糖尿病,医科入院点数\n1,,－,,－,\n2,3,15,○,有,"1,200"'],
    YEAR,
  );
  expect(valuesOf(intake, 'dental')).toEqual(['0', '3', '0']);
  expect(valuesOf(intake, 'drugCount')).toEqual(['0', '15', '0']);
  expect(valuesOf(intake, 'hypnotic')).toEqual(['なし', 'あり', 'なし']);
  expect(valuesOf(intake, 'dmDiagnosis')).toEqual(['なし', 'あり', 'なし']);
  expect(valuesOf(intake, 'inpatientPoints')).toEqual(['0', '1200', '0']);
});

test('a receipt cell that cannot be read is missing, not 0, and is counted', () => {
  const intake = join([REGISTER, '被保険者番号,歯科レセ件数,睡眠薬\n1,*,?\n2,-5,'], YEAR);
  expect(valuesOf(intake, 'dental')).toEqual(['', '', '0']);
  expect(valuesOf(intake, 'hypnotic')).toEqual(['', 'なし', 'なし']);
  expect(intake.quality.filter((column) => column.file === 'b.csv')).toEqual([
    expect.objectContaining({ field: 'dental', filled: 0, unreadable: 1, outOfRange: 1, examples: [2, 3] }),
    expect.objectContaining({ field: 'hypnotic', filled: 1, unreadable: 1, examples: [2] }),
  ]);
});

test('receipt columns of a wide table follow the rule of receipts, its check-up columns that of check-ups', () => {
  const intake = join(['被保険者番号,健診受診日,BMI,質問票6,睡眠薬,要介護度\n1,20250601,,,,']);
  expect(['bmi', 'q6', 'hypnotic', 'careLevel'].map((field) => valueOf(intake, '1', field as 'bmi'))).toEqual([
    '',
    '',
    'なし',
    '非該当',
  ]);
});

test('a loaded certification source: no row, a blank and a dash are 認定なし; 06 is no certification, 11 and 要支援 are', () => {
  const intake = join(
    [
      `${REGISTER}\n4,20200401,1,19450601\n5,20200401,1,19450601\n6,20200401,1,19450601`,
      '被保険者番号,要介護度,要介護度(前年度)\n1,06,25\n2,11,\n3,12,\n4,,要介護1\n6,申請中,',
    ],
    YEAR,
  );
  expect(valuesOf(intake, 'certified')).toEqual(['なし', 'あり', 'あり', 'なし', 'なし', '']);
  expect(valuesOf(intake, 'certifiedPrevious')).toEqual(['あり', 'なし', 'なし', 'あり', 'なし', 'なし']);
  expect(intake.table.columns.careLevel!.codes[4]).toBe(CARE_LEVEL.none);
});

test('血管の病気 in several columns are joined by または, over those that are there', () => {
  const intake = join(['被保険者番号,心不全,脳卒中\n1,0,1\n2,,－\n3,?,1\n4,?,0'], YEAR);
  expect(valuesOf(intake, 'cvdDiagnosis')).toEqual(['あり', 'なし', 'あり', '']);
});

test('BMI is derived when the column is absent, the cell is blank, or the value cannot be true', () => {
  const intake = join([
    '被保険者番号,健診受診日,身長,体重,BMI\n1,20250601,150,45,\n2,20250601,150,45,200\n3,20250601,150,45,22\n4,20250601,90,45,200\n5,20250601,,45,',
  ]);
  expect(valuesOf(intake, 'bmi')).toEqual(['20', '20', '22', '', '']);
  expect(valuesOf(join(['被保険者番号,健診受診日,身長,体重\n1,20250601,158,50']), 'bmi')).toEqual(['20']);
});

test('eGFR is derived with completed years at the check-up, and not for somebody of unknown sex', () => {
  const intake = join([REGISTER, '被保険者番号,健診受診日,クレアチニン\n1,20250531,1.0\n2,20250601,1.0']);
  const formula = (age: number, factor: number): string => String(Math.round(194 * age ** -0.287 * factor * 10) / 10);
  expect(valuesOf(intake, 'egfr')).toEqual([formula(79, 1), formula(80, 0.739), '']);
  expect(join(['被保険者番号,健診受診日,クレアチニン\n1,20250531,1.0']).table.columns.egfr).toBeUndefined();
});

test('a given eGFR stays; one that cannot be true is derived anew', () => {
  const intake = join([REGISTER, '被保険者番号,健診受診日,クレアチニン,eGFR\n1,20250531,1.0,44.9\n2,20250601,1.0,900']);
  expect(valuesOf(intake, 'egfr')[0]).toBe('44.9');
  expect(Number(valuesOf(intake, 'egfr')[1])).toBeCloseTo(40.8, 0);
});

test('a value outside its plausible range is missing, and counted with example rows', () => {
  const intake = join([
    '被保険者番号,健診受診日,収縮期血圧\n1,20250601,260\n2,20250601,261\n3,20250601,59.9\n4,20250601,60',
  ]);
  expect(valuesOf(intake, 'sbp')).toEqual(['260', '', '', '60']);
  expect(intake.quality.find((column) => column.field === 'sbp')).toMatchObject({
    filled: 2,
    outOfRange: 2,
    examples: [3, 4],
  });
});

test('of doubled receipt rows the first wins; two receipt files with other columns complete each other', () => {
  const intake = join(
    ['被保険者番号,歯科レセ件数\n1,3\n1,4', '被保険者番号,処方薬剤数\n1,15', '被保険者番号,歯科レセ件数\n1,9'],
    YEAR,
  );
  expect([valueOf(intake, '1', 'dental'), valueOf(intake, '1', 'drugCount')]).toEqual(['3', '15']);
  expect(intake.sources.map((source) => source.setAside)).toEqual([{ 重複: 1 }, {}, { 重複: 1 }]);
});

test('a known header without rows is a warning; no person at all is an error', () => {
  const intake = join([REGISTER, '被保険者番号,歯科レセ件数'], YEAR);
  expect(intake.sources[1]).toMatchObject({
    rows: 0,
    used: 0,
    notices: [expect.stringContaining('データの行がありません')],
  });
  expect(() => join(['被保険者番号,歯科レセ件数'], YEAR)).toThrow(
    expect.objectContaining({ code: 'source.noPersons' }),
  );
  expect(() => join(['被保険者番号,資格取得日,資格喪失日\n1,20200401,20210401'], YEAR)).toThrow(
    expect.objectContaining({ code: 'source.noPersons' }),
  );
});

test('an unclosed quote refuses the run as a whole', () => {
  expect(() => join([REGISTER, '被保険者番号,歯科レセ件数\n1,2\n2,"3'], YEAR)).toThrow(
    expect.objectContaining({ code: 'csv.unclosedQuote' }),
  );
});

test('the stamp changes with any value, and only with values', () => {
  const stamp = (bmi: string, year = 2025): string =>
    join([`被保険者番号,健診受診日,BMI\n1,20250601,${bmi}`], { fiscalYear: year }).table.stamp;
  expect(stamp('20')).toBe(stamp('20.0'));
  expect(new Set([stamp('20'), stamp('20.1'), stamp('')]).size).toBe(3);
});
