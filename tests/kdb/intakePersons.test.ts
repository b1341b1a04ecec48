/** Tests of who is insured: registers, unions, numbers, doubles, the reference date. */
import { daysOf, indexOf } from '../../src/kdb';
import { expectBalanced, join, people, valueOf, valuesOf } from './support';

const YEAR = { fiscalYear: 2025 };
const REGISTER = '被保険者番号,氏名,性別,生年月日,資格取得日,資格喪失日,圏域';

test('with a register, insured persons are those of the register, in its order; others are 台帳にない', () => {
  const intake = join([
    `被保険者番号,健診受診日,BMI\n3,20250601,20\n9,20250601,20`,
    `${REGISTER}\n3,甲,1,19450401,20200401,,北部\n1,乙,2,19400101,20150401,,南部`,
  ]);
  expect(people(intake)).toEqual(['3', '1']);
  expect(intake.sources[0]).toMatchObject({
    rows: 2,
    used: 1,
    setAside: { 台帳にない: 1 },
    setAsideRows: { 台帳にない: [3] },
  });
});

test('資格区分 alone makes a register too', () => {
  const intake = join(['被保険者番号,資格区分,氏名\n1,後期,甲', '被保険者番号,歯科レセ件数\n1,2\n2,2'], YEAR);
  expect(people(intake)).toEqual(['1']);
});

test('without a register, a wide table says who is insured', () => {
  const intake = join([
    '被保険者番号,健診受診日,BMI,歯科レセ件数,要介護度\n1,20250601,20,1,',
    '被保険者番号,高血圧薬\n1,1\n2,1',
  ]);
  expect(people(intake)).toEqual(['1']);
  expect(intake.sources[1]!.setAside).toEqual({ 台帳にない: 1 });
});

test('without a register and a wide table, insured persons are the union of all sources', () => {
  const intake = join([
    '被保険者番号,健診受診日,BMI\n1,20250601,20',
    '被保険者番号,歯科レセ件数\n2,1\n1,1',
    '被保険者番号,要介護度\n3,21',
  ]);
  expect(people(intake)).toEqual(['1', '2', '3']);
});

test('nobody is insured only through rows that are set aside', () => {
  const intake = join(['被保険者番号,健診受診日,BMI\n1,20250601,20\n2,,20\n3,20200601,20']);
  expect(people(intake)).toEqual(['1']);
  expect(intake.sources[0]!.setAside).toEqual({ 受診日なし: 1, 対象年度外: 1 });
});

test('a person who left on or before the reference date, or joins after it, is set aside, and so are the rows that belong to them', () => {
  const intake = join(
    [
      `${REGISTER}\n1,甲,1,19450401,20200401,20260331,北\n2,乙,1,19450401,20200401,20260401,北\n3,丙,1,19500401,20260401,,北\n4,丁,1,19500401,20260331,99999999,北`,
      '被保険者番号,歯科レセ件数\n1,1\n2,2\n3,3\n4,4',
    ],
    YEAR,
  );
  expect(people(intake)).toEqual(['2', '4']);
  expect(intake.sources.map((source) => source.setAside)).toEqual([
    { 資格喪失: 1, 資格取得前: 1 },
    { 資格喪失: 1, 資格取得前: 1 },
  ]);
  expectBalanced(intake.sources);
});

test('the reference date can be given, and is the last day of the fiscal year otherwise', () => {
  const register = `${REGISTER}\n1,甲,1,19450401,20200401,20251001,北\n2,乙,1,19450401,20200401,,北`;
  expect(people(join([register], { ...YEAR, referenceDate: daysOf(2025, 9, 30) }))).toEqual(['1', '2']);
  expect(join([register], YEAR).table.referenceDate).toBe(daysOf(2026, 3, 31));
});

test('persons of 65 to 74 are insured persons like others', () => {
  expect(valuesOf(join([`${REGISTER}\n1,甲,1,19580401,20240401,,北`], YEAR), 'age')).toEqual(['67']);
});

test('of doubled register rows the first wins', () => {
  const intake = join([`${REGISTER}\n1,甲,1,19450401,20200401,,北部\n1,甲,1,19450401,20200401,,南部`], YEAR);
  expect(valuesOf(intake, 'area')).toEqual(['北部']);
  expect(intake.sources[0]!.setAside).toEqual({ 重複: 1 });
});

test('a register row of an earlier membership does not hide the present one', () => {
  const intake = join([`${REGISTER}\n1,甲,1,19450401,20200401,20230331,北部\n1,甲,1,19450401,20240401,,南部`], YEAR);
  expect(valuesOf(intake, 'area')).toEqual(['南部']);
  expect(intake.sources[0]!.setAside).toEqual({ 資格喪失: 1 });
});

test('several registers are joined by 保険者番号 and 被保険者番号', () => {
  const intake = join(
    [
      '保険者番号,被保険者番号,資格取得日,氏名\n39010001,5,20200401,甲',
      '保険者番号,被保険者番号,資格取得日,氏名\n39010002,5,20200401,乙\n39010002,6,20200401,丙',
      '保険者番号,被保険者番号,処方薬剤数\n39010002,5,15\n39010001,5,3',
    ],
    YEAR,
  );
  expect(valuesOf(intake, 'name')).toEqual(['甲', '乙', '丙']);
  expect(valuesOf(intake, 'drugCount')).toEqual(['3', '15', '0']);
});

test('a row without an insurer means the only person with its number, and nobody when there are several', () => {
  const intake = join(
    [
      '保険者番号,被保険者番号,資格取得日\n1,5,20200401\n2,5,20200401\n2,6,20200401',
      '被保険者番号,処方薬剤数\n5,15\n6,9',
    ],
    YEAR,
  );
  // No row of the first insurer is known to stand in the receipts: of its person they do not say 0.
  expect(valuesOf(intake, 'drugCount')).toEqual(['', '0', '9']);
  expect(intake.sources[1]!.setAside).toEqual({ 保険者を特定できない: 1 });
});

test('an insurer that the register does not name does not separate', () => {
  const intake = join(
    ['被保険者番号,資格取得日\n5,20200401', '保険者番号,被保険者番号,処方薬剤数\n39010001,5,15'],
    YEAR,
  );
  expect(valuesOf(intake, 'drugCount')).toEqual(['15']);
});

test('numbers are made one: full width, padding to the widest of the run, number cells, an apostrophe', () => {
  const intake = join(
    ['被保険者番号,資格取得日\n１２３,20200401\n00000456,20200401', "被保険者番号,処方薬剤数\n0123,1\n'456,2"],
    YEAR,
  );
  expect(people(intake)).toEqual(['00000123', '00000456']);
  expect(valuesOf(intake, 'drugCount')).toEqual(['1', '2']);
  expect(indexOf(intake.table).row({ number: '４５６' })).toBe(1);
  expect(indexOf(intake.table).row({ number: '999' })).toBe(-1);
});

test('the padding follows the widest number of any source, even one that is set aside', () => {
  expect(people(join(['被保険者番号,資格取得日\n12,20200401', '被保険者番号,処方薬剤数\n000099,1'], YEAR))).toEqual([
    '000012',
  ]);
});

test('totals, repeated headers, missing and damaged numbers are set aside, each with its reason and row', () => {
  const intake = join(
    [
      '被保険者番号,氏名,処方薬剤数\n1,甲,3\n,乙,4\n被保険者番号,氏名,処方薬剤数\n1.23E+11,丙,5\n不明,丁,5\n合計,,12\n, 小 計 ,12\n－,戊,1\n,総計,',
    ],
    YEAR,
  );
  expect(intake.sources[0]).toMatchObject({
    rows: 9,
    used: 1,
    setAside: { 番号なし: 2, 見出しの繰り返し: 1, 読めない番号: 2, 合計行: 3 },
    setAsideRows: { 番号なし: [3, 9], 見出しの繰り返し: [4], 読めない番号: [5, 6], 合計行: [7, 8, 10] },
  });
  expect(intake.sources[0]!.notices.join()).toContain('1.23E+11');
});

test('a line of empty fields is blank and no row', () => {
  expect(join(['被保険者番号,処方薬剤数\n\n1,3\n,\n ,  \n2,3\n\n'], YEAR).sources[0]).toMatchObject({
    rows: 2,
    used: 2,
  });
});

test('a person whose name is 計 is no total', () => {
  expect(join(['被保険者番号,氏名,処方薬剤数\n1,計,3'], YEAR).sources[0]).toMatchObject({ used: 1, setAside: {} });
});

test('the 10-digit number of 介護保険 never becomes a person number beside 8-digit ones, and never widens the padding', () => {
  const care = ['被保険者番号,資格取得日\n00000001,20200401', '被保険者番号,要介護度\n0000000001,21\n1234567890,22'];
  const intake = join(care, YEAR);
  expect(people(intake)).toEqual(['00000001']);
  expect(intake.sources[1]).toMatchObject({ rows: 2, used: 0, setAside: { 番号の種類が違う: 2 } });
  expect(intake.table.columns.careLevel).toBeUndefined();
  expect(intake.table.columns.certified).toBeUndefined();
});

test('so says the heading too, whatever the width; beside it 被保険者番号 is used', () => {
  const register = '被保険者番号,資格取得日\n00000001,20200401';
  expect(join([register, '介護保険被保険者番号,要介護度\n1,21'], YEAR).sources[1]!.setAside).toEqual({
    番号の種類が違う: 1,
  });
  const both = join([register, '介護保険被保険者番号,被保険者番号,要介護度\n0000000009,1,21'], YEAR);
  expect(valueOf(both, '00000001', 'careLevel')).toBe('要介護1');
});

test('after asking, a care source of the other number is joined by birth date, sex and kana', () => {
  const texts = [
    '被保険者番号,カナ氏名,性別,生年月日,資格取得日\n00000001,コウ,1,19450401,20200401\n00000002,オツ,1,19450401,20200401\n00000003,ヘイ,2,19400101,20200401\n00000004,テイ,2,19410101,20200401',
    '介護保険被保険者番号,カナ氏名,性別,生年月日,要介護度\n0000000011,ｵﾂ,1,S20.4.1,21\n0000000012,,男,19450401,22\n0000000013,ヘイ,女,19400101,要介護3\n0000000014,ボウ,女,19000101,要介護3',
  ];
  const intake = join(texts, { ...YEAR, joinByBirth: true });
  expect(valuesOf(intake, 'careLevel')).toEqual(['非該当', '要介護1', '要介護3', '非該当']);
  expect(intake.sources[1]).toMatchObject({ rows: 4, used: 2, setAside: { 番号の種類が違う: 2 } });
  expect(join(texts, YEAR).sources[1]).toMatchObject({ used: 0, setAside: { 番号の種類が違う: 4 } });
});

test('a table of attributes adds them without being a register', () => {
  const intake = join(['被保険者番号,圏域\n1,北部\n1,南部', '被保険者番号,処方薬剤数\n1,1\n2,1'], YEAR);
  expect(valuesOf(intake, 'area')).toEqual(['北部', '']);
  expect(intake.sources[0]!.setAside).toEqual({ 重複: 1 });
});

test('what the register says of a person stands before what other sources say', () => {
  const intake = join(
    ['被保険者番号,性別,圏域,処方薬剤数\n1,2,南部,1', '被保険者番号,性別,圏域,資格取得日\n1,1,,20200401'],
    YEAR,
  );
  expect([valueOf(intake, '1', 'sex'), valueOf(intake, '1', 'area')]).toEqual(['男', '南部']);
});

test('reasons to leave the denominator of 健診受診率 are kept in words', () => {
  const intake = join(
    ['被保険者番号,対象外区分,長期入院,施設入所,処方薬剤数\n1,,○,,1\n2,特別養護老人ホーム,,,1\n3,0,無,1,1\n4,,－,,1'],
    YEAR,
  );
  expect(valuesOf(intake, 'excluded')).toEqual(['長期入院', '特別養護老人ホーム', '施設入所', '']);
});
