/** Cell addresses in A1 form and the rectangles that they mean; rows and columns count from 0. */

export const MAX_ROWS = 1048576;
export const MAX_COLUMNS = 16384;

/** A rectangle of cells of one sheet. Whole columns have `MAX_ROWS` rows, whole rows `MAX_COLUMNS` columns. */
export interface Rect {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** The column of the letters that a text begins with, e.g. A, ab or AB12: A → 0, AA → 26; -1 without letters. */
export function columnNumber(text: string): number {
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    number = number * 26 + letter - 64;
  }
  return number - 1;
}

/** D12; with `absolute` $D$12. */
export function cellAddress(row: number, column: number, absolute = false): string {
  const sign = absolute ? '$' : '';
  return `${sign}${columnLetters(column)}${sign}${row + 1}`;
}

/** The address of a rectangle as Excel writes it: B2, B2:C3, A:C, 3:5; with `absolute` $B$2:$C$3. */
export function rectAddress({ row, column, rows, columns }: Rect, absolute = false): string {
  const sign = absolute ? '$' : '';
  const [lastRow, lastColumn] = [row + rows - 1, column + columns - 1];
  if (rows >= MAX_ROWS && columns < MAX_COLUMNS)
    return `${sign}${columnLetters(column)}:${sign}${columnLetters(lastColumn)}`;
  if (columns >= MAX_COLUMNS) return `${sign}${row + 1}:${sign}${lastRow + 1}`;
  const first = cellAddress(row, column, absolute);
  return rows * columns === 1 ? first : `${first}:${cellAddress(lastRow, lastColumn, absolute)}`;
}

/** One end of an address: a cell, a whole column (`row` null) or a whole row (`column` null). */
export interface Corner {
  readonly row: number | null;
  readonly column: number | null;
  readonly rowFixed: boolean;
  readonly columnFixed: boolean;
}

const CORNER = /^(?:(\$?)([A-Za-z]{1,3}))?(?:(\$?)([1-9]\d{0,6}))?$/u;

/** Reads A1, $A$1, $A or 5; null for anything else and beyond the last row and column of a sheet. */
export function parseCorner(text: string): Corner | null {
  const match = CORNER.exec(text);
  if (match === null || text === '') return null;
  const [, columnSign, letters, rowSign, digits] = match;
  const row = digits === undefined ? null : Number(digits) - 1;
  const column = letters === undefined ? null : columnNumber(letters);
  if ((row ?? 0) >= MAX_ROWS || (column ?? 0) >= MAX_COLUMNS) return null;
  return { row, column, rowFixed: rowSign === '$', columnFixed: columnSign === '$' };
}

export function cornerAddress({ row, column, rowFixed, columnFixed }: Corner): string {
  const letters = column === null ? '' : `${columnFixed ? '$' : ''}${columnLetters(column)}`;
  return row === null ? letters : `${letters}${rowFixed ? '$' : ''}${row + 1}`;
}

/** The rectangle between two corners of one kind; null where they are of different kinds, or one column or row alone. */
export function rectBetween(from: Corner, to: Corner | null): Rect | null {
  const end = to ?? from;
  const wholeColumns = from.row === null;
  const wholeRows = from.column === null;
  if (wholeColumns !== (end.row === null) || wholeRows !== (end.column === null)) return null;
  if (to === null && (wholeColumns || wholeRows)) return null;
  // Without lists of two: this is asked of every reference of every formula.
  const row = wholeColumns ? 0 : from.row;
  const lastRow = wholeColumns ? MAX_ROWS - 1 : end.row!;
  const column = wholeRows ? 0 : from.column;
  const lastColumn = wholeRows ? MAX_COLUMNS - 1 : end.column!;
  return {
    row: Math.min(row, lastRow),
    column: Math.min(column, lastColumn),
    rows: Math.abs(lastRow - row) + 1,
    columns: Math.abs(lastColumn - column) + 1,
  };
}

/** The rectangle of A1, A1:B2, A:C or 3:5 (with or without `$`); null when the text is no address. */
export function parseRect(text: string): Rect | null {
  const [first = '', second, ...more] = text.trim().split(':');
  if (more.length > 0) return null;
  const [from, to] = [parseCorner(first), second === undefined ? null : parseCorner(second)];
  if (from === null || (second !== undefined && to === null)) return null;
  return rectBetween(from, to);
}
