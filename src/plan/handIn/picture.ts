/** A saved workbook as the hand-in copy sees it: the sheets to hand in, cell by cell, before anything is left out. */
import type { Cell as FileCell, CellStyle, Sheet as FileSheet } from 'hucre';
import { COMMON_INDICATORS_SHEET, FILTER_HEADING } from '../sheetNames';
import { copiedFormula, rangesIn, type Rect } from '../../formula';

export type PictureValue = string | number | boolean | Date | null;

export interface PictureCell {
  readonly value: PictureValue;
  /** Without "=", as the file keeps it; null for a constant. */
  readonly formula: string | null;
  readonly style: CellStyle | undefined;
  readonly isError: boolean;
}

export interface SheetPicture {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  at(row: number, column: number): PictureCell;
  readonly file: FileSheet;
  /** What the sheet prints; null: everything. */
  readonly printed: Rect | null;
  /** Columns that only formulas and charts read: they stay behind. */
  readonly leftOut: ReadonlySet<number>;
  /** "row,column" of cells that stay blank in the copy. */
  readonly withheld: ReadonlySet<string>;
}

/** Headings of columns that only formulas and charts read, by sheet. */
const HELPER_HEADINGS: ReadonlyMap<string, string> = new Map([[COMMON_INDICATORS_SHEET, FILTER_HEADING]]);

function helperColumns({ name, rows }: FileSheet): Set<number> {
  const heading = HELPER_HEADINGS.get(name);
  if (heading === undefined) return new Set();
  return new Set(rows.flatMap((cells) => cells.flatMap((cell, column) => (cell === heading ? [column] : []))));
}

/** The first of the areas that a sheet prints. */
function printedOf(file: FileSheet): Rect | null {
  const [range] = rangesIn(file.pageSetup?.printArea ?? '');
  return range === undefined
    ? null
    : { row: range.row, column: range.column, rows: range.rows, columns: range.columns };
}

/** Whether a cell goes into the copy: what is hidden stays behind, and so does what stands beside the printed area. */
export function isPrinted({ file, printed, leftOut, withheld }: SheetPicture, row: number, column: number): boolean {
  if (file.rowDefs?.get(row)?.hidden === true || file.columns?.[column]?.hidden === true) return false;
  if (leftOut.has(column) || withheld.has(`${row},${column}`)) return false;
  return (
    printed === null ||
    (row >= printed.row &&
      row < printed.row + printed.rows &&
      column >= printed.column &&
      column < printed.column + printed.columns)
  );
}

const EMPTY: PictureCell = { value: null, formula: null, style: undefined, isError: false };
const ERROR =
  /^#(N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!|BUSY!|GETTING_DATA|CONNECT!|BLOCKED!|UNKNOWN!|FIELD!)$/u;

const plain = (value: unknown): PictureValue => (value === undefined ? null : (value as PictureValue));

/** Formulas of cells that share one are written out. */
function sharedFormulas(
  cells: ReadonlyMap<string, FileCell>,
): Map<number, { row: number; column: number; text: string }> {
  const shared = new Map<number, { row: number; column: number; text: string }>();
  for (const [key, cell] of cells) {
    if (cell.formulaSharedIndex === undefined || !cell.formula) continue;
    const [row = 0, column = 0] = key.split(',').map(Number);
    shared.set(cell.formulaSharedIndex, { row, column, text: cell.formula });
  }
  return shared;
}

/**
 * `formulas` ("row,column" → formula without "=") says what cells with values stand for, where an Excel without custom
 * functions could not keep it.
 */
export function pictureOfSheet(file: FileSheet, formulas?: ReadonlyMap<string, string>): SheetPicture {
  const cells = file.cells ?? new Map<string, FileCell>();
  const shared = sharedFormulas(cells);
  let rows = file.rows.length;
  let columns = file.rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (const key of cells.keys()) {
    const [row = 0, column = 0] = key.split(',').map(Number);
    rows = Math.max(rows, row + 1);
    columns = Math.max(columns, column + 1);
  }
  const formulaOf = (cell: FileCell | undefined, row: number, column: number): string | null => {
    if (cell?.formula) return cell.formula;
    const origin = cell?.formulaSharedIndex === undefined ? undefined : shared.get(cell.formulaSharedIndex);
    if (origin !== undefined) return copiedFormula(origin.text, row - origin.row, column - origin.column);
    return cell?.type === 'formula' ? '' : (formulas?.get(`${row},${column}`) ?? null);
  };
  const read = (row: number, column: number): PictureCell => {
    const cell = cells.get(`${row},${column}`);
    const bare = file.rows[row]?.[column];
    if (cell === undefined && bare === undefined) return EMPTY;
    const formula = formulaOf(cell, row, column);
    const value = plain(formula === null ? (cell?.value ?? bare) : (cell?.formulaResult ?? cell?.value ?? bare));
    return {
      value: value === '' ? null : value,
      formula,
      style: cell?.style,
      isError: cell?.type === 'error' || (typeof value === 'string' && formula !== null && ERROR.test(value)),
    };
  };
  // Every cell is looked at many times.
  const known: PictureCell[][] = [];
  return {
    name: file.name,
    rows,
    columns,
    file,
    printed: printedOf(file),
    leftOut: helperColumns(file),
    withheld: new Set(),
    at(row, column) {
      if (row >= rows || column >= columns) return EMPTY;
      return ((known[row] ??= [])[column] ??= read(row, column));
    },
  };
}
