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

/** Copies the sheets aside, for the case that the swap fails half-way. Hidden, not very hidden: Excel deletes only those. */
export async function backUp(context: Excel.RequestContext, standing: ReadonlyMap<string, Standing>): Promise<void> {
  let number = 0;
  for (const [name, sheet] of standing) {
    if (sheet.extent === null) continue;
    number += 1;
    sheet.backup = `${TEMPORARY_PREFIX}控え${number}`;
    const copy = context.workbook.worksheets.add(sheet.backup);
    copy.visibility = 'Hidden';
    copyAll(context, name, copy, sheet.extent);
  }
  await context.sync();
}

/**
 * Leaves only looks on the copies: what the sheets held stays in memory, where saving the file does not reach it. Office.js
 * does not tell when a file is going to be saved, and AutoSave saves at any time.
 */
export async function emptyBackups(
  context: Excel.RequestContext,
  standing: ReadonlyMap<string, Standing>,
): Promise<void> {
  for (const { backup } of standing.values()) {
    if (backup !== null) context.workbook.worksheets.getItem(backup).getRange().clear('Contents');
  }
  await context.sync();
}

/** An error value as `formulas` gives it. */
const ERROR_VALUE = /^#[A-Z0-9/_!?]+$/;

/** What Excel has to be given so that the cell holds this again: a text must not become a number, a date or a formula. */
function again(cell: Cell, isText: boolean): Cell {
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
  for (const { backup, cells, texts } of standing.values()) {
    if (backup === null || cells === null) continue;
    const sheet = context.workbook.worksheets.getItem(backup);
    let first = 0;
    let bytes = 0;
    const send = async (end: number): Promise<void> => {
      const lines = cells.slice(first, end);
      sheet.getRangeByIndexes(first, 0, lines.length, lines[0]!.length).formulas = lines.map((line, row) =>
        line.map((cell, column) => again(cell, texts.has(`${first + row},${column}`))),
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
