/** Reading a sheet in chunks that fit the limits of the host: by bytes, smaller when refused, with pauses. */
import { AnalystError, type Cell } from '../kdb';
import { PIECE_BYTES, rowBytes } from '../plan/requestBytes';
import { isTooLarge, pause, type WorkOptions } from './work';

/** How much of a sheet is used, counted from A1. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** Excel answers at most 5,000,000 cells a read; `values` may come back null before that. */
const MOST_CELLS = 400_000;
/** The first chunk, before the weight of a row is known: few cells, so that not even long texts are refused. */
const FIRST_CELLS = 10_000;
const FIRST_ROWS = 500;
/** A chunk may be this much larger than the one before it, which told the weight of a row. */
const GROWTH = 8;

export interface ReadOptions extends WorkOptions {
  /** The sheet as messages name it. */
  readonly name: string;
  /** Called with the rows read so far. */
  readonly onRows?: (rows: number) => void;
  /** `formulas` gives formulas where there are some, and values elsewhere. */
  readonly what?: 'values' | 'formulas';
  /** Asks, behind a blank stretch, where the next filled row is: rows between have no cells, and those behind the last are left out. */
  readonly leapsBlank?: boolean;
}

const NO_CELLS: Cell[] = [];
/** Blank rows at the end of a chunk that are worth a question. */
const BLANK_ROWS = 200;

/** The first row from `row` on with a value in it; the end of the extent where there is none. */
async function nextFilledRow(sheet: Excel.Worksheet, row: number, { rows, columns }: Extent): Promise<number> {
  const used = sheet
    .getRangeByIndexes(row, 0, rows - row, columns)
    .getUsedRangeOrNullObject(true)
    .load('rowIndex');
  await sheet.context.sync();
  return used.isNullObject ? rows : used.rowIndex;
}

/** Rows from `first` (counted from 0) up to `extent.rows`, each with `extent.columns` cells. An empty cell is null. */
export async function readRows(
  sheet: Excel.Worksheet,
  extent: Extent,
  options: ReadOptions,
  first = 0,
): Promise<Cell[][]> {
  const what = options.what ?? 'values';
  const mostRows = Math.max(1, Math.floor(MOST_CELLS / extent.columns));
  const read: Cell[][] = [];
  let size = Math.max(1, Math.min(FIRST_ROWS, Math.floor(FIRST_CELLS / extent.columns)));
  for (let row = first; row < extent.rows;) {
    const count = Math.min(size, extent.rows - row);
    const cells = await readChunk(sheet, { row, count, columns: extent.columns }, what);
    if (cells === null) {
      if (count === 1) throw new AnalystError('excel.tooWide', { sheet: options.name });
      size = Math.max(1, Math.floor(count / 2));
      continue;
    }
    for (const line of cells) read.push(line.map((cell) => (cell === '' ? null : withoutIntersection(cell))));
    row += count;
    const weight = cells.reduce((sum, line) => sum + rowBytes(line), 0) / count;
    size = Math.max(1, Math.min(Math.floor(PIECE_BYTES / weight), count * GROWTH, mostRows));
    options.onRows?.(row - first);
    if (row < extent.rows) await pause(options);
    if (options.leapsBlank && row < extent.rows && isBlank(read.slice(-BLANK_ROWS))) {
      const next = await nextFilledRow(sheet, row, extent);
      if (next < extent.rows) for (; row < next; row++) read.push(NO_CELLS);
      row = next;
    }
  }
  return read;
}

const isBlank = (rows: readonly (readonly Cell[])[]): boolean =>
  rows.every((line) => line.every((cell) => cell === null));

const SIGN = /@(?=IKKATSU\.)/g;

/** Some files let Excel show `@` before our functions; it changes nothing about them, and is no edit of the analyst's. */
function withoutIntersection(cell: Cell): Cell {
  if (typeof cell !== 'string' || !cell.startsWith('=') || !cell.includes('@IKKATSU.')) return cell;
  return cell
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 0 ? part.replace(SIGN, '') : part))
    .join('');
}

/** One chunk; null when it was too large for the host. */
async function readChunk(
  sheet: Excel.Worksheet,
  { row, count, columns }: { row: number; count: number; columns: number },
  what: 'values' | 'formulas',
): Promise<Cell[][] | null> {
  const range = sheet.getRangeByIndexes(row, 0, count, columns).load(what === 'values' ? 'values' : 'formulas');
  try {
    await sheet.context.sync();
  } catch (error) {
    if (isTooLarge(error)) return null;
    throw error;
  }
  // Excel may answer null for a large range instead of refusing it.
  const cells = (what === 'values' ? range.values : range.formulas) as Cell[][] | null;
  return cells?.length === count ? cells : null;
}
