/** A file whose cells another program changed without calculating: its formulas show what the cells give once they are asked to. */
import { unzipSync, zipSync } from 'fflate';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { putCell } from '../savedByAnother';

test('every formula that can be calculated is, on every sheet; one of an unknown function keeps its value', async () => {
  const first = createEmbeddedWorkbook();
  first.book.addSheet('計画書');
  await first.typeInto('計画書!A1', 41);
  await first.typeInto('計画書!A2', '=A1+1');
  await first.typeInto('計画書!A3', '=A2&"人"');
  await first.typeInto('Sheet1!A1', '=SUM(計画書!A1:A2)');
  const parts = unzipSync(await first.saveXlsx());
  first.dispose();
  putCell(parts, '計画書', 'A1', '', '<v>50</v>');
  putCell(parts, '計画書', 'A4', '', '<f>NOBODYKNOWS(A1)</f><v>7</v>');

  const workbook = createEmbeddedWorkbook();
  await workbook.openXlsx('changed.xlsx', zipSync(parts));
  await workbook.settle();
  // Opening moves no figure.
  expect(workbook.valuesOf('計画書').flat()).toEqual([50, 42, '42人', 7]);
  workbook.calculateAnew();
  await workbook.settle();
  expect(workbook.valuesOf('計画書').flat()).toEqual([50, 51, '51人', 7]);
  expect(workbook.valuesOf('Sheet1')).toEqual([[101]]);
  workbook.dispose();
});
