/** What a cell holds after a value was entered, by the rules of Excel: numbers, dates, truth values, formulas, text. */
import { dateEntry } from './dateEntry';

export { serialOf } from './dateEntry';

/**
 * Content of a cell. `numberFormat` is set where the entry brings one, as a date does; `quoted` where an apostrophe made it
 * a text (the quotePrefix of a file), false where another entry takes that away, absent where the cell stays as it is.
 */
export interface CellContent {
  readonly value: string | number | boolean | null;
  readonly formula?: string;
  readonly numberFormat?: string;
  readonly quoted?: boolean;
}

const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?$/;
const FRACTION = /^([+-]?)(\d+) (\d{1,5})\/(\d{1,5})$/;
/** The signs of money that an entry may begin with, and the format that it brings. */
const MONEY: Record<string, string> = {
  '¥': '"¥"#,##0',
  '\\': '"¥"#,##0',
  $: '[$$-en-US]#,##0',
  '£': '[$£-en-GB]#,##0',
  '€': '[$€-x-euro2]#,##0',
};
const ERRORS = new Set(['#N/A', '#VALUE!', '#REF!', '#DIV/0!', '#NUM!', '#NAME?', '#NULL!', '#SPILL!', '#CALC!']);

/** True for the error values of a sheet. */
export function isErrorText(text: string): boolean {
  return ERRORS.has(text) || text === '#BUSY!' || text === '#GETTING_DATA';
}

/**
 * What Excel makes of a value that is typed in, or written through `values` or `formulas`. Sources: Microsoft
 * Support, "Stop automatically changing numbers to dates"; Range.values and formulasLocal in @types/office-js. Where the host
 * cannot know which of the two readings an Excel has, it converts.
 * A cell with the number format `@` keeps text as it stands; a leading apostrophe means text; a text that begins with
 * `=` is a formula, also when it comes through `values`; numeric and date-like texts become numbers.
 * The empty text empties the cell.
 */
export function contentOfEntry(entered: string | number | boolean, numberFormat: string): CellContent {
  if (typeof entered !== 'string') return { value: entered, quoted: false };
  return entered.startsWith("'")
    ? { value: entered.slice(1), quoted: true }
    : { ...unquotedEntry(entered, numberFormat), quoted: false };
}

/** Every number, date and time has a digit, and none has a kana: most texts are told by that alone. */
const mayBeNumeric = (text: string): boolean => /\d/.test(text) && !/[\u3041-\u30ff]/.test(text);

function unquotedEntry(entered: string, numberFormat: string): CellContent {
  if (entered === '') return { value: null };
  if (numberFormat === '@') return { value: entered };
  if (/^=\s*\S/.test(entered)) return { value: null, formula: entered };
  const text = halfWidthDigits(entered.trim());
  if (text === '') return { value: entered };
  const upper = text.toUpperCase();
  if (upper === 'TRUE' || upper === 'FALSE') return { value: upper === 'TRUE' };
  if (ERRORS.has(upper)) return { value: upper };
  const general = numberFormat === '' || numberFormat === 'General';
  const numeric = mayBeNumeric(text) ? (numericEntry(text) ?? dateEntry(text)) : null;
  if (!numeric) return { value: entered };
  return general && numeric.numberFormat ? numeric : { value: numeric.value };
}

function numericEntry(text: string): CellContent | null {
  // Brackets are how bookkeepers write what is below zero.
  const below = /^\((.*)\)$/.exec(text);
  if (below?.[1] !== undefined && /^[\d¥\\$£€.]/.test(below[1])) {
    const inside = numericEntry(below[1]);
    return inside === null ? null : { ...inside, value: -Number(inside.value) };
  }
  const fraction = FRACTION.exec(text);
  if (fraction && Number(fraction[4]) !== 0) {
    const value = Number(fraction[2]) + Number(fraction[3]) / Number(fraction[4]);
    return { value: fraction[1] === '-' ? -value : value, numberFormat: '# ?/?' };
  }
  const percent = text.endsWith('%') || text.startsWith('%');
  const sign = /^([+-]?)([¥\\$£€])/.exec(text);
  const money = sign?.[2] === undefined ? undefined : MONEY[sign[2]];
  const body = (sign ? sign[1] + text.slice(sign[0].length) : text).replace(/^%|%$/g, '').trim();
  if (!/\d/.test(body) || !NUMBER.test(body)) return null;
  const value = Number(body.replace(/,/g, ''));
  if (!Number.isFinite(value)) return null;
  if (percent) return { value: value / 100, numberFormat: body.includes('.') ? '0.00%' : '0%' };
  if (money !== undefined) return { value, numberFormat: money };
  if (/[eE]/.test(body)) return { value, numberFormat: '0.00E+00' };
  return body.includes(',') ? { value, numberFormat: '#,##0' } : { value };
}

/** Japanese Excel takes full-width digits and signs as numbers. */
function halfWidthDigits(text: string): string {
  return text.replace(/[０-９．，＋－％／：￥＄（）]/g, (letter) =>
    letter === '￥' ? '¥' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
  );
}
