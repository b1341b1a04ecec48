/** Types a value into a saved workbook, as the cases of tests/years and tests/evaluation ask for. */
import fs from 'node:fs';
import path from 'node:path';
import { cellAddress } from '../src/formula';
import type { Cell } from '../src/kdb';
import { createEmbeddedWorkbook } from '../src/workbench/workbook';

/** The cell to write: in the row that has a text, under a heading. */
export interface Edit {
  readonly book: string;
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
  readonly value: number | string;
}

/** The column of the nearest heading above a row, else of the first below it, by the whole text of the heading. */
export function columnUnder(cells: Cell[][], row: number, heading: string): number {
  for (const line of [...cells.slice(0, row).reverse(), ...cells.slice(row + 1)]) {
    const found = line.findIndex((cell) => new RegExp(`^(?:${heading})$`).test(String(cell)));
    if (found >= 0) return found;
  }
  throw new Error(`no column ${heading}`);
}

/** Types the value into the workbook that is saved in the file. */
export async function editBook(file: string, { sheet, row, column, value }: Omit<Edit, 'book'>): Promise<void> {
  const workbook = createEmbeddedWorkbook();
  await workbook.open(path.basename(file), new Uint8Array(fs.readFileSync(file)));
  const cells = workbook.valuesOf(sheet);
  const at = cells.findIndex((line) => line.some((cell) => cell === row));
  const under = columnUnder(cells, at, column);
  await workbook.typeInto(`${sheet}!${cellAddress(at, under)}`, value);
  await workbook.settle();
  fs.writeFileSync(file, await workbook.saveXlsx());
  workbook.dispose();
}
