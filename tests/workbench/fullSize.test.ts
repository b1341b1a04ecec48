/** The workbook at the size of a municipality: 3,000 persons, 30 columns, 5 sheets go in and out whole. */
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { type Bench, openBench } from './fixture';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const ROWS = 3000;
const COLUMNS = 30;
const SHEETS = 5;
const rows = Array.from({ length: ROWS }, (_, row) =>
  Array.from({ length: COLUMNS }, (__, column) => (column === 0 ? String(row).padStart(8, '0') : row * column)),
);

test('five full sheets go in and out through Office.js whole', async () => {
  for (let index = 0; index < SHEETS; index += 1) {
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.add(`健診${index}`);
      sheet.getRange('A:A').numberFormat = '@' as never;
      sheet.getRangeByIndexes(0, 0, ROWS, COLUMNS).values = rows;
      await context.sync();
    });
  }
  for (let index = 0; index < SHEETS; index += 1) {
    await bench.run(async (context) => {
      const used = context.workbook.worksheets.getItem(`健診${index}`).getUsedRange(true);
      used.load('values');
      await context.sync();
      expect(used.values).toHaveLength(ROWS);
      expect(used.values[7]?.[0]).toBe('00000007');
    });
  }
  const saved = await bench.workbook.saveXlsx();
  const again = createEmbeddedWorkbook();
  await again.openXlsx('again.xlsx', saved);
  expect(again.valuesOf('健診4')[ROWS - 1]?.[2]).toBe((ROWS - 1) * 2);
  again.dispose();
});

test('typing into a cell of a full workbook calculates its dependents at once', async () => {
  const { workbook } = bench;
  await workbook.typeInto('健診0!AG1', '=SUM(健診0!B1:AD3000)');
  await workbook.typeInto('健診0!B2', 4);
  const before = workbook.valuesOf('健診0')[0]?.[32] as number;
  await workbook.typeInto('健診0!B2', 104);
  expect(workbook.valuesOf('健診0')[0]?.[32]).toBe(before + 100);
});
