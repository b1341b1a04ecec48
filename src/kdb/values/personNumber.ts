/** Person and insurer numbers: unified writing, a key that leading zeros do not change, and refusal of damaged numbers. */
import { plain, withoutGroups } from './cellText';
import type { Cell } from './cellText';

/** A number that was read: its text with the width it was written in. `problem` says why there is none. */
export type NumberReading =
  { readonly text: string; readonly problem?: undefined } | { readonly problem: '番号なし' | '読めない番号' };

const NONE: NumberReading = { problem: '番号なし' };
const DAMAGED: NumberReading = { problem: '読めない番号' };
const DIGITS = /^\d+$/;
const WORD = /^[0-9A-Za-z_-]*\d[0-9A-Za-z_-]*$/;
const SCIENTIFIC = /^\d(\.\d+)?E\+?\d+$/i;

/**
 * Reads a person number: its plain writing. A number that Excel turned into 1.23E+11 has lost its digits and is refused, like
 * anything that is not digits and Latin letters.
 */
export function readPersonNumber(cell: Cell): NumberReading {
  if (typeof cell === 'string' && cell.length > 0 && DIGITS.test(cell)) return { text: cell };
  if (cell === null || cell === '') return NONE;
  if (typeof cell === 'boolean') return DAMAGED;
  if (typeof cell === 'number') return Number.isSafeInteger(cell) && cell >= 0 ? { text: String(cell) } : DAMAGED;
  const text = withoutGroups(plain(cell));
  if (text === '' || /^[-‐―−ー*]+$/.test(text)) return NONE;
  return SCIENTIFIC.test(text) || !WORD.test(text) ? DAMAGED : { text };
}

/** Digits that a number holds without loss. */
const EXACT_DIGITS = 15;

/** What identifies a number, whatever zeros stand before it: the number itself; for other writings and long ones the text. */
export function keyOf(text: string): number | string {
  if (!DIGITS.test(text)) return text;
  const bare = text.length > EXACT_DIGITS ? text.replace(/^0+(?=\d)/, '') : text;
  return bare.length > EXACT_DIGITS ? bare : Number(bare);
}

const DASHES = /[‐‑‒–—―−－ー]/gu;

/** A number in which 保険者番号 and 被保険者番号 may be joined, with the hyphen of the keyboard. */
export function withHyphens(cell: Cell): Cell {
  return typeof cell === 'string' ? cell.replace(DASHES, '-') : cell;
}

/** A number as it is shown: digits padded with zeros on the left to the widest number of the run. */
export function padded(text: string, width: number): string {
  return text.length < width && DIGITS.test(text) ? text.padStart(width, '0') : text;
}

/** Copies a text so that it no longer holds on to the large piece of file that it was cut from. */
export function detached(text: string): string {
  return text.length < 13 ? text : text.split('').join('');
}
