/** Entries held against the validation rules of their cells. */
import type { ValidationRule } from '../../src/workbench/book/layout';
import { violationAt } from '../../src/workbench/book/validation';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';

let workbook: EmbeddedWorkbook;
beforeEach(() => {
  workbook = createEmbeddedWorkbook();
});
afterEach(() => workbook.dispose());

async function judge(
  rule: ValidationRule['rule'],
  entry: string | number,
  errorAlert?: ValidationRule['errorAlert'],
): Promise<string> {
  const sheet = workbook.book.activeSheet;
  const rect = { row: 0, column: 0, rows: 3, columns: 1 };
  sheet.layout.validations = [{ rect, rule, ...(errorAlert ? { errorAlert } : {}) }];
  await workbook.typeInto('A2', entry);
  return violationAt(sheet, 1, 0)?.style ?? 'fine';
}

const list = (source: string): ValidationRule['rule'] => ({ list: { inCellDropDown: true, source } });

it('takes what a list offers, in the rule or in cells, and nothing else', async () => {
  expect(await judge(list('使う,使わない'), '使う')).toBe('fine');
  expect(await judge(list('使う,使わない'), 'つかう')).toBe('Stop');
  await workbook.typeInto('D1', '同意');
  await workbook.typeInto('D2', '終了');
  expect(await judge(list('=$D$1:$D$2'), '終了')).toBe('fine');
  expect(await judge(list('=$D$1:$D$2'), '中断')).toBe('Stop');
});

it.each([
  ['Between', 20, 'fine'],
  ['Between', 61, 'Stop'],
  ['NotBetween', 61, 'fine'],
  ['GreaterThan', 10, 'Stop'],
  ['LessThanOrEqualTo', 10, 'fine'],
  ['EqualTo', 11, 'Stop'],
])('holds numbers to %s: %s is %s', async (operator, entry, expected) => {
  expect(await judge({ decimal: { formula1: 10, formula2: 60, operator } }, entry)).toBe(expected);
});

it('takes no text for a number and no fraction for a whole one', async () => {
  expect(await judge({ decimal: { formula1: 10, formula2: 60, operator: 'Between' } }, '多い')).toBe('Stop');
  expect(await judge({ wholeNumber: { formula1: 10, formula2: 60, operator: 'Between' } }, 20.5)).toBe('Stop');
  expect(await judge({ textLength: { formula1: 1, formula2: 3, operator: 'Between' } }, '長すぎる文')).toBe('Stop');
});

it('leaves blanks, formulas and cells without a rule alone, and only tells where the rule advises', async () => {
  expect(await judge(list('使う'), '')).toBe('fine');
  expect(await judge(list('使う'), '="x"')).toBe('fine');
  expect(violationAt(workbook.book.activeSheet, 8, 8)).toBeNull();
  expect(await judge(list('使う'), '別の値', { style: 'Information', message: '候補にありません。' })).toBe(
    'Information',
  );
  expect(violationAt(workbook.book.activeSheet, 1, 0)?.message).toBe('Sheet1 の A2: 候補にありません。');
  expect(await judge(list('使う'), '別の値', { showAlert: false })).toBe('fine');
});
