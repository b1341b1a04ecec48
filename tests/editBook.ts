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
  /** The last row that has the text; else the first. */
  readonly last?: true;
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
export async function editBook(file: string, { sheet, row, last, column, value }: Omit<Edit, 'book'>): Promise<void> {
  const workbook = createEmbeddedWorkbook();
  await workbook.open(path.basename(file), new Uint8Array(fs.readFileSync(file)));
  const cells = workbook.valuesOf(sheet);
  const found = cells.flatMap((line, place) => (line.includes(row) ? [place] : []));
  const at = found.at(last === true ? -1 : 0);
  if (at === undefined) throw new Error(`no row ${row}`);
  const under = columnUnder(cells, at, column);
  await workbook.typeInto(`${sheet}!${cellAddress(at, under)}`, value);
  await workbook.settle();
  fs.writeFileSync(file, await workbook.saveXlsx());
  workbook.dispose();
}
