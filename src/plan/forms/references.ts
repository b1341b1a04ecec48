/** References to cells inside formulas: found without touching texts and names, and moved. Rows and columns count from 0. */
import { columnLetters } from '../sheetSpec';

/** A place that a formula names. `sheet` null: the sheet that the formula stands on. */
export interface Place {
  readonly sheet: string | null;
  readonly row: number;
  readonly column: number;
}

/** Where a place went; null: it is not known, the reference stays as it is. */
export type Move = (place: Place) => { readonly row: number; readonly column: number } | null;

const CELL = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,7}`;
const SHEET = String.raw`(?:'(?:[^']|'')+'|[\p{L}\p{Nl}_][\p{L}\p{N}_.]*)!`;
/** Texts, then whole words (so that LOG10( is no cell), then cells and ranges with or without their sheet. */
const TOKEN = new RegExp(
  String.raw`"(?:[^"]|"")*"|(${SHEET})?(${CELL})(?::(${CELL}))?(?![\p{L}\p{N}_.(!])|[\p{L}_\\][\p{L}\p{N}_.]*`,
  'gu',
);
const PARTS = /^(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})$/;

function columnOf(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

function moveCell(cell: string, sheet: string | null, move: Move): string {
  const parts = PARTS.exec(cell);
  if (parts === null) return cell;
  const [, fixedColumn, letters, fixedRow, digits] = parts;
  const moved = move({ sheet, row: Number(digits) - 1, column: columnOf(letters!) });
  return moved === null ? cell : `${fixedColumn}${columnLetters(moved.column)}${fixedRow}${moved.row + 1}`;
}

function sheetName(prefix: string): string {
  const bare = prefix.slice(0, -1);
  return bare.startsWith("'") ? bare.slice(1, -1).replaceAll("''", "'") : bare;
}

/** The formula with every reference moved. */
export function moveReferences(formula: string, move: Move): string {
  return formula.replace(
    TOKEN,
    (token, prefix: string | undefined, from: string | undefined, to: string | undefined) => {
      if (from === undefined) return token;
      const sheet = prefix === undefined ? null : sheetName(prefix);
      const end = to === undefined ? '' : `:${moveCell(to, sheet, move)}`;
      return `${prefix ?? ''}${moveCell(from, sheet, move)}${end}`;
    },
  );
}
