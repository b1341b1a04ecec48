/** Tests of what the functions about purposes answer, with the workbook's data given by hand. */
import { Share } from '../../src/functions/share';
import { attritionTable, criteria, extractPurpose, purpose, why } from '../../src/functions/answers';
import { AnalystError, buildIntake, type Cell } from '../../src/kdb';
import { datasetOfIntake, sessionOf, sessionRefusing } from './sessionOf';

const rows: Cell[][] = [
  ['被保険者番号', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'],
  ['00000001', '北部', '女', '19400101', '20250601', 18.4, 'はい', 16],
  ['00000002', '北部', '男', '19450101', '20250601', 25, 'はい', 3],
  ['00000003', '南部', '女', '19480101', '20250601', null, 'はい', 15],
  ['00000004', '南部', '男', '19450101', '20250601', 20, 'はい', 0],
];

const intake = buildIntake([{ file: 'データ', rows: () => rows }]);
const { table } = intake;
const stamp = `${table.stamp}-0000`;

const low = (wanted?: unknown, filter?: unknown, data?: unknown) => purpose('lowNutrition', wanted, filter, data);
const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof AnalystError ? error.code : String(error);
};

beforeEach(() => {
  sessionOf(datasetOfIntake(intake, stamp));
});

test('without arguments the number of persons is answered', async () => {
  expect(await low()).toEqual([[2]]);
  expect(await low(null, null, null)).toEqual([[2]]);
});

test('every figure names its own denominator', async () => {
  expect(await low('分母')).toEqual([[4]]);
  expect(await low('割合')).toEqual([[new Share(0.5)]]);
  expect(await low('判定可能')).toEqual([[3]]);
  expect(await low('判定不能')).toEqual([[1]]);
  expect(await low('発生割合')).toEqual([[new Share(2 / 3)]]);
});

test('the list spills the numbers, the words and the reasons spill one a person', async () => {
  expect(await low('一覧')).toEqual([['00000001'], ['00000004']]);
  expect(await low('判定')).toEqual([['該当'], ['非該当'], ['判定不能'], ['該当']]);
  const reasons = await low('理由');
  expect(reasons).toHaveLength(4);
  expect(reasons[0]![0]).toContain('18.4');
  expect(reasons[2]![0]).toContain('BMI');
});

test('a filter is a text, a cell, or a range of two columns; full-width forms do', async () => {
  expect(await low('人数', '圏域=北部')).toEqual([[1]]);
  expect(await low('人数', [['圏域＝北部；性別＝女']])).toEqual([[1]]);
  expect(
    await low('分母', [
      ['圏域', '南部'],
      ['性別', '男'],
    ]),
  ).toEqual([[1]]);
  expect(
    await low('分母', [
      ['圏域', '南部'],
      [null, null],
    ]),
  ).toEqual([[2]]);
  expect(await low('判定', '圏域=南部')).toEqual([['判定不能'], ['該当']]);
});

test('what is not known is refused with what is', async () => {
  expect(await codeOf(low('平均'))).toBe('argument.wanted');
  expect(await codeOf(low('人数', '圏域=無い区'))).toBe('filter.unknownValue');
  expect(await codeOf(low('人数', '町=北部'))).toBe('filter.unknownKey');
  expect(await codeOf(low('人数', [['a', 'b', 'c']]))).toBe('filter.form');
  expect(await codeOf(extractPurpose('謎', '人数', null, null))).toBe('argument.purpose');
  expect(await codeOf(low('人数', null, [['こんにちは']]))).toBe('argument.range');
});

test('a rate over nobody is a division by zero', async () => {
  const nobodyJudged = [
    ['被保険者番号', '生年月日'],
    ['1', '19400101'],
  ];
  expect(await codeOf(low('発生割合', null, nobodyJudged))).toBe('division.byZero');
});

test('without data the error says so', async () => {
  sessionRefusing(new AnalystError('data.none'));
  expect(await codeOf(low())).toBe('data.none');
});

test('the stamp cell stands for the data of the workbook', async () => {
  expect(await low('人数', null, [[stamp]])).toEqual([[2]]);
  expect(await low('人数', null, [[0]])).toEqual([[2]]);
});

test('a range with a header row is asked by itself, without dates too, and answers line by line', async () => {
  const range = [
    ['被保険者番号', 'BMI', '質問票⑥'],
    [7, 19, 1],
    [8, 22, 1],
    ['合計', null, null],
    [9, null, 1],
  ];
  expect(await low('人数', null, range)).toEqual([[1]]);
  expect(await low('判定', null, range)).toEqual([['該当'], ['非該当'], ['対象外'], ['判定不能']]);
});

test('a blank line of a range stays blank', async () => {
  const range = [
    ['被保険者番号', 'BMI', '質問票⑥'],
    [7, 19, 1],
    [null, null, null],
    [8, 22, 1],
  ];
  expect(await low('判定', null, range)).toEqual([['該当'], [''], ['非該当']]);
});

test('persons of two insurers who bear the same number are told apart', async () => {
  const range = [
    ['保険者番号', '被保険者番号', 'BMI', '質問票⑥'],
    ['39010001', 7, 19, 1],
    ['39010002', 7, 25, 1],
  ];
  expect(await low('判定', null, range)).toEqual([['該当'], ['非該当']]);
  expect(await codeOf(why(7, '低栄養', range))).toBe('argument.personTwice');
});

test('any purpose can be named in words, by its id or its function', async () => {
  for (const name of ['低栄養', 'lowNutrition', 'LOWNUTRITION', 'ＬＯＷＮＵＴＲＩＴＩＯＮ']) {
    expect(await extractPurpose(name, null, null, null)).toEqual([[2]]);
  }
  expect(await extractPurpose('多剤', '一覧', null, null)).toEqual([['00000001'], ['00000003']]);
});

test('the attrition table begins with everybody and ends with those who meet the purpose', async () => {
  const steps = await attritionTable('低栄養', null, null);
  expect(steps[0]).toEqual(['条件', '残った人数', '除かれた人数', '判定不能']);
  expect(steps[1]!.slice(1)).toEqual([4, 0, 0]);
  expect(steps.at(-1)![1]).toBe(2);
});

test('the criteria are told as sentences with their source', async () => {
  const [one] = await criteria('低栄養');
  expect(one![0]).toContain('20');
  expect(one![2]).toBe('Ver.1 R4.2');
  expect(await criteria(null)).toHaveLength(11);
});

test('a person is found with or without leading zeros and told why', async () => {
  expect((await why('00000001', '低栄養', null))[0]![0]).toContain('該当します');
  expect(await why(1, '低栄養', null)).toEqual(await why('００００００１', '低栄養', null));
  expect(await why(1, null, null)).toHaveLength(11);
  expect(await codeOf(why('999', null, null))).toBe('argument.person');
});
