/** References of a formula moved, copied, and bound to sheets. What stands in texts, names and tables stays. */
import { cornerAddress, MAX_COLUMNS, MAX_ROWS, rectBetween, type Corner, type Rect } from './address';
import { isSameSheet, nameOfPrefix, printPrefix, quoteSheetName, type SheetPrefix } from './sheetName';
import { tokenise, type ReferenceToken } from './tokens';

/** Cells that a formula names. */
export interface NamedRange extends Rect {
  /** null: the sheet of the formula. A sheet of another workbook has a name that no sheet of this one can have. */
  readonly sheet: string | null;
  /** The last sheet of a reference through several sheets. */
  readonly lastSheet: string | null;
}

/** The cells of a reference; null when its sheet is gone. */
export function rangeOfToken({ sheet, lost, from, to }: ReferenceToken): NamedRange | null {
  const rect = lost ? null : rectBetween(from, to);
  if (rect === null) return null;
  return { ...rect, sheet: sheet === null ? null : `${sheet.book}${sheet.first}`, lastSheet: sheet?.last ?? null };
}

/** The cells that a formula names, in its order. Those of a spill are named by its first cell. */
export function rangesIn(formula: string): NamedRange[] {
  return tokenise(formula).flatMap((token) => {
    const range = token.kind === 'reference' ? rangeOfToken(token) : null;
    return range === null ? [] : [range];
  });
}

/** A place that a formula names. `row` null: a whole column; `column` null: a whole row. `sheet` null: the formula's own. */
export interface Place {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: number | null;
}

/**
 * Where a place went; null: it is not known, the reference stays as it is. Of a whole column only `column` counts in the
 * answer, of a whole row only `row`.
 */
export type Move = (place: Place) => { readonly row: number | null; readonly column: number | null } | null;

function moveCorner(corner: Corner, sheet: string | null, move: Move): Corner {
  const moved = move({ sheet, row: corner.row, column: corner.column });
  if (moved === null) return corner;
  return {
    ...corner,
    row: corner.row === null ? null : (moved.row ?? corner.row),
    column: corner.column === null ? null : (moved.column ?? corner.column),
  };
}

function withReferences(formula: string, change: (token: ReferenceToken) => string): string {
  let text = '';
  for (const token of tokenise(formula)) text += token.kind === 'reference' && !token.lost ? change(token) : token.text;
  return text;
}

/** Of an unchanged corner the letters stay as they were written. */
function printMoved(token: ReferenceToken, from: Corner, to: Corner | null): string {
  if (from === token.from && to === token.to) return token.text;
  return `${token.prefix}${cornerAddress(from)}${token.between}${to === null ? '' : cornerAddress(to)}`;
}

/** The formula with every reference moved. */
export function moveReferences(formula: string, move: Move): string {
  return withReferences(formula, (token) => {
    const sheet = token.sheet === null ? null : nameOfPrefix(token.sheet);
    const to = token.to === null ? null : moveCorner(token.to, sheet, move);
    return printMoved(token, moveCorner(token.from, sheet, move), to);
  });
}

function shiftCorner(corner: Corner, rows: number, columns: number): Corner | null {
  const row = corner.row === null || corner.rowFixed ? corner.row : corner.row + rows;
  const column = corner.column === null || corner.columnFixed ? corner.column : corner.column + columns;
  if (row !== null && (row < 0 || row >= MAX_ROWS)) return null;
  if (column !== null && (column < 0 || column >= MAX_COLUMNS)) return null;
  return { ...corner, row, column };
}

/**
 * The formula as it reads when copied so many rows down and columns to the right: what is not fixed by `$` moves along,
 * and a reference that would leave the sheet is #REF!.
 */
export function copiedFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  return withReferences(formula, (token) => {
    const from = shiftCorner(token.from, rows, columns);
    const to = token.to === null ? null : shiftCorner(token.to, rows, columns);
    if (from === null || (token.to !== null && to === null)) return `${token.prefix}#REF!`;
    return printMoved(token, from, to);
  });
}

/** The formula after a sheet was renamed, or deleted (`to` null: what named its cells is #REF!). */
export function withSheetRenamed(formula: string, from: string, to: string | null): string {
  if (!formula.toLowerCase().includes(from.replaceAll("'", "''").toLowerCase())) return formula;
  const tokens = tokenise(formula).map((token): { readonly text: string } => {
    const sheet: SheetPrefix | null = 'sheet' in token ? token.sheet : null;
    if (sheet === null || sheet.book !== '' || !('prefix' in token)) return token;
    const renamed = (name: string): string | null => (isSameSheet(name, from) ? to : name);
    const [first, last] = [renamed(sheet.first), sheet.last === null ? null : renamed(sheet.last)];
    if (first === null || (sheet.last !== null && last === null)) return { text: '#REF!' };
    if (first === sheet.first && last === sheet.last) return token;
    return { text: `${printPrefix({ book: '', first, last })}${token.text.slice(token.prefix.length)}` };
  });
  return tokens.map(({ text }) => text).join('');
}

/** The formula with the names of sheets quoted where Excel might ask for it. */
export function withQuotedSheets(formula: string): string {
  return withReferences(formula, (token) =>
    token.sheet === null ? token.text : `${printPrefix(token.sheet)}${token.text.slice(token.prefix.length)}`,
  );
}

/** The formula with every reference that names no sheet bound to this one. */
export function boundToSheet(formula: string, sheetName: string): string {
  return withReferences(formula, (token) =>
    token.sheet === null ? `${quoteSheetName(sheetName)}!${token.text}` : token.text,
  );
}
