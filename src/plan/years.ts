/** Fiscal years as every sheet writes them, and as lines of our sheets name them. */
import { daysOf, inJapaneseYear, toWareki } from '../kdb';

/** 令和7年度 for 2025, 令和元年度 for 2019. */
export const fiscalYearName = inJapaneseYear;

/** Excel takes two conditions in a number format. */
const MOST_CONDITIONS = 2;

/**
 * The number format under which a cell that holds a fiscal year shows it as every sheet writes years: the number stays what formulas
 * and programs read. Years that are not named here are shown with 年度 behind the number.
 */
export function fiscalYearFormat(...years: readonly number[]): string {
  const named = [...new Set(years)].slice(0, MOST_CONDITIONS);
  return [...named.map((year) => `[=${year}]"${fiscalYearName(year)}"`), '0"年度"'].join(';');
}

/** 令和8年11月29日 12:02: when a sheet was written, on the clock of the machine. */
export function writtenMoment(now: Date): string {
  const day = toWareki(daysOf(now.getFullYear(), now.getMonth() + 1, now.getDate()));
  const twoDigits = (number: number): string => String(number).padStart(2, '0');
  return `${day} ${twoDigits(now.getHours())}:${twoDigits(now.getMinutes())}`;
}

/** A moment as programs keep it: 2026-11-29 15:13:09. */
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?: .*)?$/u;

/** The day of a moment that programs keep, as the sheets write it: 令和8年11月29日. Another text stays as it is. */
export function dayOfMoment(moment: string): string {
  const [, year, month, day] = MOMENT.exec(moment) ?? [];
  return year === undefined ? moment : toWareki(daysOf(Number(year), Number(month), Number(day)));
}

/** An expression for a fiscal year: the year that a formula gives, of 令和. */
export function fiscalYearFormula(year: string): string {
  return `"令和"&IF(${year}=2019,"元",${year}-2018)&"年度"`;
}

/** The year before the first of an era. */
const BEFORE: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988 };
/** What a line of ours begins with, or has behind 抽出年度; workbooks of before write 2025 年度. */
const SAID = /(?:^|抽出年度: )(?:(\d{4}) 年度|(令和|平成)(元|\d{1,2})年度)/u;

/** The fiscal year that a line of ours names; null where it names none. */
export function fiscalYearSaid(line: string): number | null {
  const found = SAID.exec(line);
  if (found === null) return null;
  const [, plain, era, year] = found;
  return plain === undefined ? BEFORE[era!]! + (year === '元' ? 1 : Number(year)) : Number(plain);
}
