/** Reads the dates that exports hold: western and Japanese calendar, with and without separators, Excel serial numbers. */
import { cellText, plain, plainNumberText, withoutGroups } from './cellText';
import { dayOrNull, eraOf, ERAS, type Era } from './calendar';
import type { Cell } from './cellText';

/** Years that a date of an insured person's file can lie in; anything else is a typing error. */
const FIRST_YEAR = 1868;
const LAST_YEAR = 2100;
/** Excel's day 0 (1899-12-30) counted from 1970-01-01, and its last serial number that we take (2100-12-31). */
const EXCEL_EPOCH = -25569;
const LAST_SERIAL = 73415;

const ERA_MARKS = ERAS.flatMap((era) => [era.name, era.short, era.letter]).join('|');
const WESTERN = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const WAREKI = new RegExp(`^(${ERA_MARKS})(\\d{1,2}|元)[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?$`, 'i');
const WAREKI_COMPACT = new RegExp(`^(${ERA_MARKS})(\\d{2})(\\d{2})(\\d{2})$`, 'i');
const BARE_YEAR_OF_ERA = /^(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
/** A time of day, or a weekday in brackets, after the date. */
const TAIL =
  /(?:t|\s)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?$|\([日月火水木金土](曜日?)?\)$|\s*[日月火水木金土]曜日?$/i;

/** Dates that systems write for "no end": they mean that nothing happened. Separators are left out. */
const OPEN_END = /^(0+|9{4,8}|9999(12)?31|99991231|5?9{6}|(r|令和?|5)99(1231|9999))$/i;

function western(year: number, month: number, day: number): number | null {
  return year < FIRST_YEAR || year > LAST_YEAR ? null : dayOrNull(year, month, day);
}

function japanese(era: Era, year: string, month: string, day: string): number | null {
  const eraYear = year === '元' ? 1 : Number(year);
  return eraYear < 1 ? null : western(era.firstYear + eraYear - 1, Number(month), Number(day));
}

/** Excel's serial number; 60 is its 29 February 1900, which never was. Four-digit numbers that look like years are years. */
function serial(value: number): number | null {
  const whole = Math.floor(value);
  if (whole < 1 || whole > LAST_SERIAL || whole === 60) return null;
  if (whole >= FIRST_YEAR && whole <= LAST_YEAR) return null;
  return whole + EXCEL_EPOCH + (whole < 60 ? 1 : 0);
}

function digits(text: string, era: Era | null): number | null {
  if (text.length === 8) return western(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
  if (text.length === 7) {
    const codedEra = eraOf(text[0]!);
    return codedEra && japanese(codedEra, text.slice(1, 3), text.slice(3, 5), text.slice(5));
  }
  if (text.length === 6 && era) return japanese(era, text.slice(0, 2), text.slice(2, 4), text.slice(4));
  return text.length <= 5 ? serial(Number(text)) : null;
}

/** Whether a cell says "no end" or "no date" in a system's way (99999999, 0). */
export function isOpenEnd(cell: Cell): boolean {
  return cell !== null && OPEN_END.test(plain(cell).replace(/[-/.年月日]/g, ''));
}

/**
 * Days since 1970-01-01, or null when the cell holds no date that can be relied on: years of two digits without an era are
 * refused, and so are days that do not exist. `eraMark` is the cell of an era column beside it (3, S, 昭和), where there is one.
 */
export function parseDate(cell: Cell, eraMark: Cell = null): number | null {
  if (cell === null || typeof cell === 'boolean') return null;
  const era = eraMark === null ? null : eraOf(String(eraMark));
  if (typeof cell === 'number')
    return Number.isInteger(cell) && cell > LAST_SERIAL ? digits(String(cell), era) : serial(cell);
  if (/^\d+$/.test(cell)) return digits(cell, era);
  const untimed = cellText(cell).normalize('NFKC').trim().replace(TAIL, '');
  const text = withoutGroups(plainNumberText(untimed.replace(/\s+/g, '')));
  if (/^\d+$/.test(text)) return digits(text, era);
  if (/^\d{5}\.\d+$/.test(text)) return serial(Number(text));
  let match = WESTERN.exec(text);
  if (match) return western(Number(match[1]), Number(match[2]), Number(match[3]));
  match = WAREKI.exec(text) ?? WAREKI_COMPACT.exec(text);
  if (match) return japanese(eraOf(match[1]!)!, match[2]!, match[3]!, match[4]!);
  match = era && BARE_YEAR_OF_ERA.exec(text);
  return match ? japanese(era!, match[1]!, match[2]!, match[3]!) : null;
}
