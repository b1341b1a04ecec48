/** Copies of our sheets from before a job: whole sheets aside while the job runs, afterwards looks only, with the cells in memory. */
import type { Cell } from '../kdb';
import { CHUNK_BYTES, rowBytes } from '../plan/requestBytes';
import type { Extent } from './readRows';
import type { Standing } from './standing';
import { ACTION_BYTES, send, type Step } from './steps';
import { addAside, temporaryName } from './temporarySheets';
import { wouldBeConverted } from '../plan/convertedTexts';

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

/** Everything off a sheet of ours, the sheet itself stays: cells elsewhere that point to it keep pointing. */
export function strip(sheet: Excel.Worksheet, tables: readonly { readonly name: string }[]): void {
  for (const { name } of tables) sheet.tables.getItem(name).convertToRange();
  sheet.getRange().clear();
}

/** The sheet that holds the copy of the n-th standing sheet. */
export const backupName = (number: number): string => temporaryName(`控え${number}`);

/** Copies the sheets aside, for the case that the swap fails half-way. */
export async function backUp(
  context: Excel.RequestContext,
  sheets: readonly { readonly sheet: string; readonly backup: string | null; readonly extent: Extent | null }[],
): Promise<void> {
  const copies: Excel.Worksheet[] = [];
  for (const { sheet, backup, extent } of sheets) {
    if (backup === null || extent === null) continue;
    const copy = addAside(context, backup);
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
 * Leaves only looks on the copies, out of sight: what the sheets held stays in memory, where saving the file does not reach
 * it. Office.js does not tell when a file is going to be saved, and AutoSave saves at any time.
 */
export async function emptyBackups(
  context: Excel.RequestContext,
  standing: ReadonlyMap<string, Standing>,
): Promise<void> {
  let number = 0;
  for (const { extent } of standing.values()) {
    number += 1;
    if (extent === null) continue;
    const copy = context.workbook.worksheets.getItem(backupName(number));
    copy.getRange().clear('Contents');
    copy.visibility = 'Hidden';
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

/** Writes the cells into the copies again, which can be seen as long as they hold any, in requests that the host takes. */
export async function fillBackups(
  context: Excel.RequestContext,
  standing: ReadonlyMap<string, Standing>,
): Promise<void> {
  const steps: Step[] = [...standing.values()].flatMap(({ cells, texts }, index) => {
    if (cells === null) return [];
    const sheet = context.workbook.worksheets.getItem(backupName(index + 1));
    const show: Step = { name: '', weight: ACTION_BYTES, queue: () => void (sheet.visibility = 'Visible') };
    return [show, ...piecesOf(cells).map((piece) => fillStep(sheet, piece, texts))];
  });
  await send(context, steps);
}

interface Piece {
  readonly first: number;
  readonly lines: readonly (readonly Cell[])[];
  readonly weight: number;
}

/** Rows that fit together into a request. */
function piecesOf(cells: readonly (readonly Cell[])[]): Piece[] {
  const pieces: { first: number; lines: (readonly Cell[])[]; weight: number }[] = [];
  cells.forEach((line, row) => {
    const weight = rowBytes(line);
    const last = pieces.at(-1);
    if (last === undefined || last.weight + weight > CHUNK_BYTES) pieces.push({ first: row, lines: [line], weight });
    else {
      last.lines.push(line);
      last.weight += weight;
    }
  });
  return pieces;
}

function fillStep(sheet: Excel.Worksheet, { first, lines, weight }: Piece, texts: ReadonlySet<string>): Step {
  return {
    name: '',
    weight: weight + ACTION_BYTES,
    queue: () => {
      sheet.getRangeByIndexes(first, 0, lines.length, lines[0]!.length).formulas = lines.map((line, row) =>
        line.map((cell, column) => entryFor(cell, texts.has(`${first + row},${column}`))),
      );
    },
  };
}
