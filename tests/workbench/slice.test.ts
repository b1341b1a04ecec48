/** The embedded workbook end to end: the real Office.js, cells, and a custom function in a formula. */
import { type Bench, openBench } from './fixture';
import { assertNoUnknownMembers } from '../../src/workbench/workbook';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench({ console: 'forward' });
});
afterAll(() => {
  assertNoUnknownMembers(bench.addin);
  bench.close();
});

test('Office.js writes and reads cells of the workbook', async () => {
  const read = await bench.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.getRange('B2:C3').values = [
      [1, 'x'],
      [2, true],
    ];
    sheet.getRange('B4').formulas = [['=SUM(B2:B3)']];
    const used = sheet.getUsedRange();
    used.load('values,address,formulas');
    await context.sync();
    return { address: used.address, values: used.values, formulas: used.formulas };
  });
  expect(read.address).toBe('Sheet1!B2:C4');
  expect(read.values).toEqual([
    [1, 'x'],
    [2, true],
    [3, ''],
  ]);
  expect(read.formulas[2]).toEqual(['=SUM(B2:B3)', '']);
});

test('a custom function answers inside a formula with native functions', async () => {
  await bench.workbook.typeInto('E1', '=IKKATSU.ADD(B2,B3)*10+SUM(B2:B3)');
  expect(bench.workbook.valuesOf('Sheet1')[0]?.[4]).toBe(33);
  await bench.workbook.typeInto('B2', 5);
  expect(bench.workbook.valuesOf('Sheet1')[0]?.[4]).toBe(77);
});
