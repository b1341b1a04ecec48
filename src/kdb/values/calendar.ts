/** Days, fiscal years, ages and Japanese eras: dates are whole days since 1970-01-01, without time or zone. */

const DAY = 86_400_000;

/** Days since 1970-01-01 of a calendar day; null when there is no such day (2 月 30 日). */
export function dayOrNull(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const days = Date.UTC(year, month - 1, day) / DAY;
  return new Date(days * DAY).getUTCDate() === day ? days : null;
}

/** Days since 1970-01-01 of a calendar day that is known to exist. Months count from 1. */
export function daysOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY;
}

/** Year, month (from 1) and day of a day number. */
export function partsOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(days * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Fiscal years of the days 1970-01-01 to 2099-12-31, filled as they are asked for; 0 is a day not asked for yet. */
const FISCAL_YEARS = new Int16Array(47_482);

/** 年度 of a day: the year in which its April falls. */
export function fiscalYearOf(days: number): number {
  const known = FISCAL_YEARS[days];
  if (known !== undefined && known !== 0) return known;
  const year = fiscalYearByParts(days);
  if (known === 0) FISCAL_YEARS[days] = year;
  return year;
}

function fiscalYearByParts(days: number): number {
  const { year, month } = partsOf(days);
  return month >= 4 ? year : year - 1;
}

/** 31 March at the end of a fiscal year. */
export function fiscalYearEnd(fiscalYear: number): number {
  return daysOf(fiscalYear + 1, 3, 31);
}

/** Completed calendar years on a day (満年齢; a birthday counts from the day itself, 29 February from 1 March). */
export function ageOn(birthDays: number, onDays: number): number {
  const birth = partsOf(birthDays);
  const on = partsOf(onDays);
  const hadBirthday = on.month > birth.month || (on.month === birth.month && on.day >= birth.day);
  return on.year - birth.year - (hadBirthday ? 0 : 1);
}

/** A day as YYYY-MM-DD. */
export function formatDate(days: number): string {
  const { year, month, day } = partsOf(days);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The Japanese eras, newest first, with the codes that insurers' files use (1 明治 … 5 令和) and their first days. */
export const ERAS = [
  { code: 5, letter: 'R', short: '令', name: '令和', firstYear: 2019, start: daysOf(2019, 5, 1) },
  { code: 4, letter: 'H', short: '平', name: '平成', firstYear: 1989, start: daysOf(1989, 1, 8) },
  { code: 3, letter: 'S', short: '昭', name: '昭和', firstYear: 1926, start: daysOf(1926, 12, 25) },
  { code: 2, letter: 'T', short: '大', name: '大正', firstYear: 1912, start: daysOf(1912, 7, 30) },
  { code: 1, letter: 'M', short: '明', name: '明治', firstYear: 1868, start: daysOf(1868, 1, 25) },
] as const;

export type Era = (typeof ERAS)[number];

/** The era that a code, letter or name means; null when it means none. */
export function eraOf(mark: string): Era | null {
  const text = mark.normalize('NFKC').trim().toUpperCase();
  return (
    ERAS.find((era) => text === String(era.code) || text === era.letter || text === era.short || text === era.name) ??
    null
  );
}

/** A day in the Japanese calendar: 令和7年4月1日, 平成31年4月30日, 令和元年5月1日. Days before Meiji stay western. */
export function toWareki(days: number): string {
  const { year, month, day } = partsOf(days);
  const era = ERAS.find((candidate) => days >= candidate.start);
  if (!era) return `${year}年${month}月${day}日`;
  const eraYear = year - era.firstYear + 1;
  return `${era.name}${eraYear === 1 ? '元' : eraYear}年${month}月${day}日`;
}

/** A fiscal year in the Japanese calendar: 令和7年度, 令和元年度. */
export function inJapaneseYear(fiscalYear: number): string {
  return `${/^\D+(?:元|\d+)年/u.exec(toWareki(daysOf(fiscalYear, 6, 1)))?.[0] ?? `${fiscalYear}年`}度`;
}
