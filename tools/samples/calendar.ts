/** Days since 1970-01-01 and the ways in which the sample exports write a date. */
const MS_PER_DAY = 86_400_000;
const REIWA = dayOf(2019, 5, 1);
const HEISEI = dayOf(1989, 1, 8);
const SHOWA = dayOf(1926, 12, 25);

export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

export function partsOf(days: number): { year: number; month: number; day: number } {
  const date = new Date(days * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Completed years on a day. */
export function ageOn(birth: number, on: number): number {
  const from = partsOf(birth);
  const to = partsOf(on);
  const before = to.month < from.month || (to.month === from.month && to.day < from.day);
  return to.year - from.year - (before ? 1 : 0);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** 2025/6/3 */
export function slashDate(days: number): string {
  const { year, month, day } = partsOf(days);
  return `${year}/${month}/${day}`;
}

/** 20250603 */
export function compactDate(days: number): string {
  const { year, month, day } = partsOf(days);
  return `${year}${two(month)}${two(day)}`;
}

function eraOf(days: number): { letter: string; name: string; year: number } {
  const { year } = partsOf(days);
  if (days >= REIWA) return { letter: 'R', name: '令和', year: year - 2018 };
  if (days >= HEISEI) return { letter: 'H', name: '平成', year: year - 1988 };
  if (days >= SHOWA) return { letter: 'S', name: '昭和', year: year - 1925 };
  return { letter: 'T', name: '大正', year: year - 1911 };
}

/** R7.6.3 */
export function eraDate(days: number): string {
  const { month, day } = partsOf(days);
  const era = eraOf(days);
  return `${era.letter}${era.year}.${month}.${day}`;
}

/** 令和7年6月3日 */
export function eraWords(days: number): string {
  const { month, day } = partsOf(days);
  const era = eraOf(days);
  return `${era.name}${era.year === 1 ? '元' : era.year}年${month}月${day}日`;
}
