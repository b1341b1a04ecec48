/** What cells hand to a statistic, as numbers: single values, columns or rows, options, words of a list. */
import { findWord } from '../catalogue';
import { AnalystError, YES, type Cell } from '../kdb';
import { BLANK, plain, readerOf, readNumber } from '../kdb/values/readings';
import type { BandLabel, MaybeNumber } from '../indicators';
import { isOmitted, rowsOf } from './arguments';

/** A number as a cell holds it: full width, thousands separators, percent. Blank, a dash or 未測定 is BLANK. */
function readingOf(cell: Cell): number {
  const value = readNumber(cell);
  return Number.isFinite(value) && typeof cell === 'string' && plain(cell).endsWith('%') ? value / 100 : value;
}

/** A blank cell is null, never 0. Throws argument.cellNumber with the place (1-based) of what is no number. */
function numberAt(cell: Cell, label: string, position: number): MaybeNumber {
  const value = readingOf(cell);
  if (value === BLANK) return null;
  if (!Number.isFinite(value)) throw new AnalystError('argument.cellNumber', { label, value: String(cell), position });
  return value;
}

/** The one cell of an argument. Throws argument.oneCell for a larger range. */
function oneCell(value: unknown, label: string): Cell {
  const rows = rowsOf(value);
  const [first] = rows;
  if (rows.length > 1 || (first?.length ?? 0) > 1)
    throw new AnalystError('argument.oneCell', { label, rows: rows.length, columns: first?.length ?? 0 });
  return first?.[0] ?? null;
}

/** A number that must be there. Throws argument.missing, argument.number, argument.oneCell. */
export function numberOf(value: unknown, label: string): number {
  const cell = oneCell(value, label);
  const number = readingOf(cell);
  if (number === BLANK) throw new AnalystError('argument.missing', { label });
  if (!Number.isFinite(number)) throw new AnalystError('argument.number', { label, value: String(cell) });
  return number;
}

/** An optional number; undefined when omitted or blank. 0 counts as blank: no option that is a number can be 0. */
export function optionalNumber(value: unknown, label: string): number | undefined {
  return isOmitted(value) ? undefined : numberOf(value, label);
}

/** The cells of one column or one row. Throws argument.line for a range that is neither. */
export function lineOf(value: unknown, label: string): Cell[] {
  const rows = rowsOf(value);
  if (rows.length === 1) return rows[0] ?? [];
  if (rows.every((row) => row.length === 1)) return rows.flat();
  throw new AnalystError('argument.line', { label, rows: rows.length, columns: rows[0]?.length ?? 0 });
}

/** The numbers of one column or one row; blank cells are null. */
export function numbersOf(value: unknown, label: string): MaybeNumber[] {
  return lineOf(value, label).map((cell, index) => numberAt(cell, label, index + 1));
}

/** The same for a block of any shape. */
export function blockOf(value: unknown, label: string): MaybeNumber[][] {
  let position = 0;
  return rowsOf(value).map((row) =>
    row.map((cell) => {
      position += 1;
      return numberAt(cell, label, position);
    }),
  );
}

/** The same for what is divided by. Throws division.byZero where one is 0. */
export function denominatorsOf(value: unknown, label: string): MaybeNumber[] {
  const numbers = numbersOf(value, label);
  if (numbers.includes(0)) throw new AnalystError('division.byZero');
  return numbers;
}

/** Lower ends or labels of age classes as they stand in the cells. */
export function bandsOf(value: unknown): BandLabel[] {
  return lineOf(value, '年齢階級').map((cell) => (typeof cell === 'boolean' ? String(cell) : cell));
}

const readYesNo = readerOf('hypnotic');

/** はい/いいえ, 有/無, 該当/非該当, 1/0 … as 1 and 0; blank, 判定不能 and 対象外 as null. Throws pairs.notYesNo. */
export function yesNoOf(value: unknown, label: string): MaybeNumber[] {
  return lineOf(value, label).map((cell, index) => {
    const said = readYesNo(cell);
    if (Number.isFinite(said)) return said === YES ? 1 : 0;
    if (said === BLANK || readNumber(cell) === BLANK || plain(cell) === '対象外') return null;
    throw new AnalystError('pairs.notYesNo', { value: String(cell), position: index + 1 });
  });
}

/** One word of a list, the first one when omitted; widths of letters and upper or lower case do not matter. */
export function choiceOf<T extends string>(value: unknown, label: string, known: readonly [T, ...T[]]): T {
  const cell = oneCell(value, label);
  if (isOmitted(cell)) return known[0];
  const found = findWord(String(cell), known);
  if (found === undefined)
    throw new AnalystError('argument.choice', { label, value: String(cell), known: known.join('・') });
  return found;
}

/** A text that must be there, NFKC. Throws argument.missing. */
export function wordOf(value: unknown, label: string): string {
  const cell = oneCell(value, label);
  if (isOmitted(cell)) throw new AnalystError('argument.missing', { label });
  return String(cell).normalize('NFKC').trim();
}

/** Most decimals with which the numbers are written (0–6): a difference is shown with one more. */
export function decimalsOf(...columns: readonly (readonly MaybeNumber[])[]): number {
  const decimals = (value: MaybeNumber): number =>
    value === null ? 0 : (/\.(\d+)$/.exec(String(Number(value.toFixed(6))))?.[1]?.length ?? 0);
  return columns.flat().reduce<number>((most, value) => Math.max(most, decimals(value)), 0);
}
