/** Cell addresses in A1 form and the rectangles that they mean; rows and columns count from 0. */

export const MAX_ROWS = 1048576;
export const MAX_COLUMNS = 16384;

/** A rectangle of cells of one sheet. */
export interface Rect {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export const WHOLE_SHEET: Rect = { row: 0, column: 0, rows: MAX_ROWS, columns: MAX_COLUMNS };

/** 0 → A, 26 → AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** A → 0, AA → 26. */
export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** A sheet name as it stands in front of `!`: quoted unless it is a plain word. */
export function quoteSheetName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name)
    ? name
    : `'${name.replace(/'/g, "''")}'`;
}

/** Splits `'a sheet'!A1` into its sheet name and the rest; without `!` the sheet is null. */
export function splitSheet(text: string): { sheet: string | null; rest: string } {
  const bang = text.lastIndexOf('!');
  if (bang < 0) return { sheet: null, rest: text };
  const name = text.slice(0, bang);
  const sheet = name.startsWith("'") && name.endsWith("'") ? name.slice(1, -1).replace(/''/g, "'") : name;
  return { sheet, rest: text.slice(bang + 1) };
}

const CORNER = /^\$?([A-Za-z]{1,3})\$?(\d+)$/;
const COLUMNS = /^\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})$/;
const ROWS = /^\$?(\d+):\$?(\d+)$/;

function cornerOf(text: string): { row: number; column: number } | null {
  const match = CORNER.exec(text);
  if (!match) return null;
  const row = Number(match[2]) - 1;
  const column = columnIndex(match[1] ?? '');
  return row >= 0 && row < MAX_ROWS && column < MAX_COLUMNS ? { row, column } : null;
}

/** The rectangle of `A1`, `A1:B2`, `A:C`, `3:5` (with or without `$`); null when the text is no address. */
export function parseAddress(text: string): Rect | null {
  const trimmed = text.trim();
  const columns = COLUMNS.exec(trimmed);
  if (columns) {
    const [a, b] = [columnIndex(columns[1] ?? ''), columnIndex(columns[2] ?? '')];
    return { row: 0, column: Math.min(a, b), rows: MAX_ROWS, columns: Math.abs(a - b) + 1 };
  }
  const rows = ROWS.exec(trimmed);
  if (rows) {
    const [a, b] = [Number(rows[1]) - 1, Number(rows[2]) - 1];
    if (a < 0 || b < 0) return null;
    return { row: Math.min(a, b), column: 0, rows: Math.abs(a - b) + 1, columns: MAX_COLUMNS };
  }
  const [first = '', second, ...more] = trimmed.split(':');
  if (more.length > 0) return null;
  const a = cornerOf(first);
  const b = second === undefined ? a : cornerOf(second);
  if (!a || !b) return null;
  return {
    row: Math.min(a.row, b.row),
    column: Math.min(a.column, b.column),
    rows: Math.abs(a.row - b.row) + 1,
    columns: Math.abs(a.column - b.column) + 1,
  };
}

/** The address of a rectangle as Excel writes it: `B2`, `B2:C3`, `A:C`, `3:5`. */
export function addressOf(rect: Rect): string {
  const lastColumn = columnName(rect.column + rect.columns - 1);
  const lastRow = rect.row + rect.rows;
  if (rect.rows >= MAX_ROWS && rect.columns < MAX_COLUMNS) return `${columnName(rect.column)}:${lastColumn}`;
  if (rect.columns >= MAX_COLUMNS) return `${rect.row + 1}:${lastRow}`;
  const first = `${columnName(rect.column)}${rect.row + 1}`;
  return rect.rows * rect.columns === 1 ? first : `${first}:${lastColumn}${lastRow}`;
}

/** `Sheet1!B2:C3`. */
export function fullAddressOf(sheetName: string, rect: Rect): string {
  return `${quoteSheetName(sheetName)}!${addressOf(rect)}`;
}

/** The cells that two rectangles share, or null. */
export function intersect(a: Rect, b: Rect): Rect | null {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : null;
}

/** True where every cell of the one belongs to the other. */
export function isInside(inner: Rect, outer: Rect): boolean {
  return (
    inner.row >= outer.row &&
    inner.column >= outer.column &&
    inner.row + inner.rows <= outer.row + outer.rows &&
    inner.column + inner.columns <= outer.column + outer.columns
  );
}

/** The smallest rectangle that holds both. */
export function boundingRect(a: Rect, b: Rect): Rect {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return {
    row,
    column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
  };
}

/** True where the rectangle covers whole columns or whole rows. */
export function isUnbounded(rect: Rect): boolean {
  return rect.rows >= MAX_ROWS || rect.columns >= MAX_COLUMNS;
}
