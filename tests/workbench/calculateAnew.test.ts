/** A file whose cells another program changed without calculating: its formulas show what the cells give once they are asked to. */
import { unzipSync, zipSync } from 'fflate';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import { putCell } from '../savedByAnother';

/** 50 stands in the cell that 41 was calculated from. */
async function changedFile(): Promise<Uint8Array> {
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
  return zipSync(parts);
}

function expectOld(workbook: EmbeddedWorkbook): void {
  expect(workbook.valuesOf('計画書').flat()).toEqual([50, 42, '42人', 7]);
}
function expectAnew(workbook: EmbeddedWorkbook): void {
  expect(workbook.valuesOf('計画書').flat()).toEqual([50, 51, '51人', 7]);
  expect(workbook.valuesOf('Sheet1')).toEqual([[101]]);
}

test('every formula that can be calculated is, on every sheet; one of an unknown function keeps its value', async () => {
  const workbook = createEmbeddedWorkbook();
  await workbook.openXlsx('changed.xlsx', await changedFile());
  await workbook.settle();
  // Opening moves no figure.
  expectOld(workbook);
  workbook.calculateAnew();
  await workbook.settle();
  expectAnew(workbook);
  workbook.dispose();
});

test('where what a file shows may be old, the first calculation of the whole workbook calculates every formula', async () => {
  const workbook = createEmbeddedWorkbook();
  await workbook.open('changed.xlsx', await changedFile());
  workbook.book.mayBeOld = true;
  await workbook.settle();
  expectOld(workbook);
  workbook.book.calculation.calculateNow(false);
  await workbook.settle();
  expectOld(workbook);
  workbook.book.calculation.calculateNow(true);
  await workbook.settle();
  expectAnew(workbook);
  expect(workbook.book.mayBeOld).toBe(false);
  workbook.dispose();
});
