/** Tests of the functions about one person, and of the errors that Excel shows. */
import { AnalystError, type MessageCode, type MessageValues } from '../../src/kdb';
import { ExcelError } from './excelStub';
import { answered, cellError } from '../../src/functions/guard';
import { age, bmi, egfr, fiscalYear, wareki } from '../../src/functions/persons';

const shown = (act: () => unknown): string => {
  try {
    return String(act());
  } catch (error) {
    return error instanceof ExcelError ? error.code : `not an error of Excel: ${String(error)}`;
  }
};
const codeFor = (code: MessageCode, values: MessageValues = {}): string =>
  String((cellError(new AnalystError(code, values)) as unknown as ExcelError).code);

test('BMI and eGFR are rounded to one decimal, full-width digits are numbers', () => {
  expect(bmi(50, 150)).toBe(22.2);
  expect(bmi('５０', '１５０')).toBe(22.2);
  expect(egfr(0.8, 80, '男')).toBe(egfr(0.8, 80, 1));
  expect(egfr(0.8, 80, '女')).toBeLessThan(egfr(0.8, 80, '男'));
});

test('an impossible number is #NUM!, a blank one #N/A, a word #VALUE!', () => {
  expect(shown(() => bmi(0, 150))).toBe('#NUM!');
  expect(shown(() => bmi(50, 1.5))).toBe('#NUM!');
  expect(shown(() => bmi('', 150))).toBe('#N/A');
  expect(shown(() => bmi('重い', 150))).toBe('#VALUE!');
  expect(shown(() => egfr(0.8, 80, 'X'))).toBe('#VALUE!');
});

test('age is completed years on the day; a day before birth is #NUM!', () => {
  expect(age('S20.4.1', '2025/3/31')).toBe(79);
  expect(age('19450401', '2025/4/1')).toBe(80);
  expect(shown(() => age('2025/4/1', '2020/4/1'))).toBe('#NUM!');
  expect(shown(() => age(0))).toBe('#N/A');
});

test('dates give their fiscal year and their name in the Japanese calendar', () => {
  expect(fiscalYear('2026/3/31')).toBe(2025);
  expect(fiscalYear(46112)).toBe(2025);
  expect(wareki('2025-04-01')).toBe('令和7年4月1日');
  expect(shown(() => wareki('いつか'))).toBe('#VALUE!');
});

test('errors of ours show as the error values of the contract', () => {
  expect(codeFor('data.none')).toBe('#N/A');
  expect(codeFor('division.byZero')).toBe('#DIV/0!');
  expect(codeFor('argument.wanted', { value: 'x', known: 'y' })).toBe('#VALUE!');
  expect(codeFor('settings.notSwitch', { cell: 'D9', label: 'a', value: 'b' })).toBe('#VALUE!');
  expect((cellError(new AnalystError('data.none')) as unknown as Error).message).toContain('データがまだありません');
});

test('answers are rectangles without holes, and an empty list is #N/A with a sentence', async () => {
  expect(await answered(() => [['a', 'b'], ['c']])).toEqual([
    ['a', 'b'],
    ['c', ''],
  ]);
  await expect(answered(() => [])).rejects.toMatchObject({ code: '#N/A', message: '当たる人がいません。' });
});
