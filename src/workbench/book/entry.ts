/** What a cell holds after a value was entered, by the rules of Excel: numbers, dates, truth values, formulas, text. */

/** Content of a cell. `numberFormat` is set where the entry brings one, as a date does. */
export interface CellContent {
  readonly value: string | number | boolean | null;
  readonly formula?: string;
  readonly numberFormat?: string;
}

const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?$/;
const DATE = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$|^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
const DATE_OF_ERA = /^([MTSHRmtshr])\.?(\d{1,2})[./-](\d{1,2})[./-](\d{1,2})$/;
const DATE_OF_KANJI_ERA = /^(明治|大正|昭和|平成|令和)(\d{1,2}|元)年(\d{1,2})月(\d{1,2})日$/;
const MONTH_DAY = /^(\d{1,2})[/-](\d{1,2})$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const ERRORS = new Set(['#N/A', '#VALUE!', '#REF!', '#DIV/0!', '#NUM!', '#NAME?', '#NULL!', '#SPILL!', '#CALC!']);

/** Year before the first year of each era. Source: 元号法 and the dates of the changes of era. */
const ERA_START: Record<string, number> = {
  M: 1867,
  T: 1911,
  S: 1925,
  H: 1988,
  R: 2018,
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
};

/** True for the error values of a sheet. */
export function isErrorText(text: string): boolean {
  return ERRORS.has(text) || text === '#BUSY!' || text === '#GETTING_DATA';
}

/**
 * What Excel makes of a value that is typed in, or written through `values` or `formulas`.
 * A cell with the number format `@` keeps text as it stands; a leading apostrophe means text; a text that begins with
 * `=` is a formula, also when it comes through `values`; numeric and date-like texts become numbers.
 * The empty text empties the cell.
 */
export function contentOfEntry(entered: string | number | boolean, numberFormat: string): CellContent {
  if (typeof entered !== 'string') return { value: entered };
  if (entered === '') return { value: null };
  if (entered.startsWith("'")) return { value: entered.slice(1) };
  if (numberFormat === '@') return { value: entered };
  if (/^=\s*\S/.test(entered)) return { value: null, formula: entered };
  const text = halfWidthDigits(entered.trim());
  if (text === '') return { value: entered };
  const upper = text.toUpperCase();
  if (upper === 'TRUE' || upper === 'FALSE') return { value: upper === 'TRUE' };
  if (ERRORS.has(upper)) return { value: upper };
  const general = numberFormat === '' || numberFormat === 'General';
  const numeric = numericEntry(text) ?? dateEntry(text);
  if (!numeric) return { value: entered };
  return general && numeric.numberFormat ? numeric : { value: numeric.value };
}

function numericEntry(text: string): CellContent | null {
  const percent = text.endsWith('%');
  const yen = /^[¥\\￥]/.test(text);
  const body = text.slice(yen ? 1 : 0, percent ? -1 : undefined).trim();
  if (!/\d/.test(body) || !NUMBER.test(body)) return null;
  const value = Number(body.replace(/,/g, ''));
  if (!Number.isFinite(value)) return null;
  if (percent) return { value: value / 100, numberFormat: body.includes('.') ? '0.00%' : '0%' };
  if (yen) return { value, numberFormat: '"¥"#,##0' };
  if (/[eE]/.test(body)) return { value, numberFormat: '0.00E+00' };
  return body.includes(',') ? { value, numberFormat: '#,##0' } : { value };
}

function dateEntry(text: string): CellContent | null {
  const western = DATE.exec(text);
  if (western) {
    const [year, month, day] = [western[1] ?? western[4], western[2] ?? western[5], western[3] ?? western[6]];
    return dated(Number(year), Number(month), Number(day), western[4] ? 'yyyy"年"m"月"d"日"' : 'yyyy/m/d');
  }
  const era = DATE_OF_ERA.exec(text) ?? DATE_OF_KANJI_ERA.exec(text);
  if (era) {
    const start = ERA_START[era[1]?.toUpperCase() ?? ''] ?? 0;
    const year = era[2] === '元' ? 1 : Number(era[2]);
    return dated(start + year, Number(era[3]), Number(era[4]), '[$-411]ge.m.d');
  }
  const monthDay = MONTH_DAY.exec(text);
  if (monthDay) {
    const year = new Date().getFullYear();
    return dated(year, Number(monthDay[1]), Number(monthDay[2]), 'm"月"d"日"');
  }
  const time = TIME.exec(text);
  if (!time || Number(time[2]) > 59 || Number(time[3] ?? 0) > 59) return null;
  const seconds = Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3] ?? 0);
  return { value: seconds / 86400, numberFormat: time[3] ? 'h:mm:ss' : 'h:mm' };
}

/** Excel's serial number of a day: 1900-01-01 is 1, with the day 1900-02-29 that never was. */
export function serialOf(year: number, month: number, day: number): number | null {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900 || year > 9999) return null;
  const serial = Math.round(time / 86400000) + 25569;
  return serial < 61 ? serial - 1 : serial;
}

function dated(year: number, month: number, day: number, numberFormat: string): CellContent | null {
  const value = serialOf(year, month, day);
  return value === null ? null : { value, numberFormat };
}

/** Japanese Excel takes full-width digits and signs as numbers. */
function halfWidthDigits(text: string): string {
  return text.replace(/[０-９．，＋－％／：]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));
}
