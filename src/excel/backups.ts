/** Copies of our sheets from before a job: whole sheets aside while the job runs, afterwards looks only, with the cells in memory. */
import type { Cell } from '../kdb';
import { TEMPORARY_PREFIX } from '../plan';
import { CHUNK_BYTES, rowBytes } from './bytes';
import type { Extent } from './readRows';
import type { Standing } from './standing';
import { wouldBeConverted } from './writeSheet';

/** Queues the contents and looks of one sheet over another, from A1. */
export function copyAll(
  context: Excel.RequestContext,
  from: string,
  to: Excel.Worksheet,
  { rows, columns }: Extent,
): void {
  const source = context.workbook.worksheets.getItem(from).getRangeByIndexes(0, 0, rows, columns);
  to.getRangeByIndexes(0, 0, rows, columns).copyFrom(source, 'All');
}

/** The sheet that holds the copy of the n-th standing sheet. */
export const backupName = (number: number): string => `${TEMPORARY_PREFIX}控え${number}`;

/** Copies the sheets aside, for the case that the swap fails half-way. Hidden, not very hidden: Excel deletes only those. */
export async function backUp(
  context: Excel.RequestContext,
  sheets: readonly { readonly sheet: string; readonly backup: string | null; readonly extent: Extent | null }[],
): Promise<void> {
  const copies: Excel.Worksheet[] = [];
  for (const { sheet, backup, extent } of sheets) {
    if (backup === null || extent === null) continue;
    const copy = context.workbook.worksheets.add(backup);
    copy.visibility = 'Hidden';
    copyAll(context, sheet, copy, extent);
    copy.tables.load('items/name');
    copies.push(copy);
  }
  await context.sync();
  // Where Excel makes tables of copied tables: a copy of cells would bring them along, over those that stand.
  const tables = copies.flatMap((copy) => copy.tables.items);
  for (const table of tables) table.convertToRange();
  if (tables.length > 0) await context.sync();
}

/**
 * Leaves only looks on the copies: what the sheets held stays in memory, where saving the file does not reach it. Office.js
 * does not tell when a file is going to be saved, and AutoSave saves at any time.
 */
export async function emptyBackups(
  context: Excel.RequestContext,
  standing: ReadonlyMap<string, Standing>,
): Promise<void> {
  let number = 0;
  for (const { extent } of standing.values()) {
    number += 1;
    if (extent !== null) context.workbook.worksheets.getItem(backupName(number)).getRange().clear('Contents');
  }
  await context.sync();
}

/** An error value as `formulas` gives it. */
const ERROR_VALUE = /^#[A-Z0-9/_!?]+$/;

/** What Excel has to be given so that the cell holds this again: a text must not become a number, a date or a formula. */
export function entryFor(cell: Cell, isText: boolean): Cell {
  if (cell === null) return '';
  if (typeof cell !== 'string') return cell;
  if (ERROR_VALUE.test(cell)) return cell;
  const isPlain = cell.startsWith('=') ? !isText : !cell.startsWith("'") && !wouldBeConverted(cell);
  return isPlain ? cell : `'${cell}`;
}

/** Writes the cells into the copies again, in requests that the host takes. */
export async function fillBackups(
  context: Excel.RequestContext,
  standing: ReadonlyMap<string, Standing>,
): Promise<void> {
  let number = 0;
  for (const { cells, texts } of standing.values()) {
    number += 1;
    if (cells === null) continue;
    const sheet = context.workbook.worksheets.getItem(backupName(number));
    let first = 0;
    let bytes = 0;
    const send = async (end: number): Promise<void> => {
      const lines = cells.slice(first, end);
      sheet.getRangeByIndexes(first, 0, lines.length, lines[0]!.length).formulas = lines.map((line, row) =>
        line.map((cell, column) => entryFor(cell, texts.has(`${first + row},${column}`))),
      );
      await context.sync();
      [first, bytes] = [end, 0];
    };
    for (const [row, line] of cells.entries()) {
      const weight = rowBytes(line);
      if (bytes > 0 && bytes + weight > CHUNK_BYTES) await send(row);
      bytes += weight;
    }
    if (first < cells.length) await send(cells.length);
  }
}
