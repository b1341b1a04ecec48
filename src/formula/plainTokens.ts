/**
 * Most of a formula is written plainly: `SUM(`, `12`, `$A$1`, `B2:C3`, with a bracket, a comma or an operator behind it. Such parts are
 * told by their signs, one after the other, where the patterns of the whole grammar take many times as long. Whatever might be something
 * else (a sheet, a name, a whole column) is left to those.
 */
import { MAX_COLUMNS, MAX_ROWS, type Corner } from './address';

/** Cells that stand at a place of a formula. */
export interface Area {
  readonly from: Corner;
  /** What stands between the corners; '' for a single cell. */
  readonly between: string;
  readonly to: Corner | null;
  readonly length: number;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
const [DOLLAR, POINT, COLON, UNDERSCORE] = [0x24, 0x2e, 0x3a, 0x5f];

/** Signs behind which a number or an address has ended for certain; so has one at the end of the formula. */
const ENDING = new Set([...'),;+-*/&=<>^% "}'].map((sign) => sign.charCodeAt(0)));
const endsAt = (formula: string, at: number): boolean => at >= formula.length || ENDING.has(formula.charCodeAt(at));

/** Where letters, digits, points and underscores end that a letter begins; `at` where none does. */
export function wordEnd(formula: string, at: number): number {
  if (!isLetter(formula.charCodeAt(at))) return at;
  let end = at + 1;
  for (let code = formula.charCodeAt(end); isWordSign(code); code = formula.charCodeAt(end)) end += 1;
  return end;
}

const isWordSign = (code: number): boolean => isLetter(code) || isDigit(code) || code === POINT || code === UNDERSCORE;

/** Where a number such as 12 or 0.5 ends; `at` where none stands that is certain to end there. */
export function numberEnd(formula: string, at: number): number {
  let end = digitsEnd(formula, at);
  if (end === at) return at;
  if (formula.charCodeAt(end) === POINT) {
    const ofFraction = digitsEnd(formula, end + 1);
    if (ofFraction === end + 1) return at;
    end = ofFraction;
  }
  return endsAt(formula, end) ? end : at;
}

function digitsEnd(formula: string, at: number): number {
  let end = at;
  while (isDigit(formula.charCodeAt(end))) end += 1;
  return end;
}

/** A cell or cells between two corners; null where they are not written plainly. */
export function plainAreaAt(formula: string, at: number): Area | null {
  const first = cornerAt(formula, at);
  if (first === null) return null;
  if (endsAt(formula, first.end)) return { from: first.corner, between: '', to: null, length: first.end - at };
  if (formula.charCodeAt(first.end) !== COLON) return null;
  const second = cornerAt(formula, first.end + 1);
  if (second === null || !endsAt(formula, second.end)) return null;
  return { from: first.corner, between: ':', to: second.corner, length: second.end - at };
}

/** The address of one cell, and where it ends; null where none is, and beyond the last row and column of a sheet. */
function cornerAt(formula: string, at: number): { readonly corner: Corner; readonly end: number } | null {
  let end = at;
  const columnFixed = formula.charCodeAt(end) === DOLLAR;
  if (columnFixed) end += 1;
  let column = 0;
  for (let code = formula.charCodeAt(end); isLetter(code); code = formula.charCodeAt(end)) {
    column = column * 26 + (code & 31);
    end += 1;
    if (column > MAX_COLUMNS) return null;
  }
  const rowFixed = formula.charCodeAt(end) === DOLLAR;
  if (rowFixed) end += 1;
  const ofRow = digitsEnd(formula, end);
  const row = Number(formula.slice(end, ofRow));
  // A row has no zero before it.
  if (column === 0 || row > MAX_ROWS || !(formula[end]! >= '1' && formula[end]! <= '9')) return null;
  return { corner: { row: row - 1, column: column - 1, rowFixed, columnFixed }, end: ofRow };
}
