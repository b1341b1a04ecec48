/**
 * Dates and times as a Japanese Excel reads them from what is typed: western and Japanese years, English months, clock times.
 * Source of the forms: Microsoft Support, "Stop automatically changing numbers to dates", and the date formats of its ja-JP
 * cells (ECMA-376 Part 1, 18.8.30 numFmts, ids 27 to 36 and 50 to 58).
 */

/** A serial number with the number format that the entry brings. */
export interface DateEntry {
  readonly value: number;
  readonly numberFormat: string;
}

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
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WITH_KANJI = 'yyyy"年"m"月"d"日"';
const DAY_OF_ERA = '[$-411]ge.m.d';

/** A form of a date with what its groups mean; `year` is that of today where the form has none. */
interface Form {
  readonly pattern: RegExp;
  readonly format: string;
  readonly parts: readonly ('year' | 'month' | 'day' | 'monthName' | 'era')[];
}

const FORMS: readonly Form[] = [
  { pattern: /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/, format: 'yyyy/m/d', parts: ['year', 'month', 'day'] },
  { pattern: /^(\d{2})[/-](\d{1,2})[/-](\d{1,2})$/, format: 'yyyy/m/d', parts: ['year', 'month', 'day'] },
  { pattern: /^(\d{4})年(\d{1,2})月(\d{1,2})日$/, format: WITH_KANJI, parts: ['year', 'month', 'day'] },
  { pattern: /^(\d{4})年(\d{1,2})月$/, format: 'yyyy"年"m"月"', parts: ['year', 'month'] },
  { pattern: /^(\d{4})[/-](\d{1,2})$/, format: 'mmm-yy', parts: ['year', 'month'] },
  { pattern: /^(\d{1,2})月(\d{1,2})日$/, format: 'm"月"d"日"', parts: ['month', 'day'] },
  {
    pattern: /^([MTSHR])\.? ?(\d{1,2})[./-](\d{1,2})[./-](\d{1,2})$/i,
    format: DAY_OF_ERA,
    parts: ['era', 'year', 'month', 'day'],
  },
  {
    pattern: /^(明治|大正|昭和|平成|令和) ?(\d{1,2}|元)年 ?(\d{1,2})月 ?(\d{1,2})日$/,
    format: DAY_OF_ERA,
    parts: ['era', 'year', 'month', 'day'],
  },
  {
    pattern: /^(明治|大正|昭和|平成|令和) ?(\d{1,2}|元)年 ?(\d{1,2})月$/,
    format: '[$-411]ggge"年"m"月"',
    parts: ['era', 'year', 'month'],
  },
  { pattern: /^(\d{1,2})[/-](\d{1,2})$/, format: 'm"月"d"日"', parts: ['month', 'day'] },
  { pattern: /^(\d{1,2})[/-](\d{2})$/, format: 'mmm-yy', parts: ['month', 'year'] },
  { pattern: new RegExp(`^${MONTH}[ -](\\d{1,2})$`, 'i'), format: 'd-mmm', parts: ['monthName', 'day'] },
  { pattern: new RegExp(`^(\\d{1,2})[ /-]${MONTH}$`, 'i'), format: 'd-mmm', parts: ['day', 'monthName'] },
  { pattern: new RegExp(`^${MONTH}[ -](\\d{2}|\\d{4})$`, 'i'), format: 'mmm-yy', parts: ['monthName', 'year'] },
  {
    pattern: new RegExp(`^${MONTH} (\\d{1,2}), ?(\\d{2}|\\d{4})$`, 'i'),
    format: 'd-mmm-yy',
    parts: ['monthName', 'day', 'year'],
  },
  {
    pattern: new RegExp(`^(\\d{1,2})[ /-]${MONTH}[ /-](\\d{2}|\\d{4})$`, 'i'),
    format: 'd-mmm-yy',
    parts: ['day', 'monthName', 'year'],
  },
];

const CLOCK = /^(\d{1,4}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?$/i;
const HOUR_OF_DAY = /^(\d{1,2}) ([ap])m?$/i;
const KANJI_CLOCK = /^(午前|午後)? ?(\d{1,2})時(?:(\d{1,2})分)?(?:(\d{1,2})秒)?$/;

/** Excel's serial number of a day: 1900-01-01 is 1, with the day 1900-02-29 that never was. */
export function serialOf(year: number, month: number, day: number): number | null {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900 || year > 9999) return null;
  const serial = Math.round(time / 86400000) + 25569;
  return serial < 61 ? serial - 1 : serial;
}

/** Years of two digits: 00–29 lie in this century, 30–99 in the last one. */
function fullYear(text: string, era: string | undefined): number {
  const year = text === '元' ? 1 : Number(text);
  if (era !== undefined) return (ERA_START[era.toUpperCase()] ?? NaN) + year;
  return text.length > 2 ? year : year + (year < 30 ? 2000 : 1900);
}

function dayEntry(text: string): DateEntry | null {
  for (const { pattern, format, parts } of FORMS) {
    const found = pattern.exec(text);
    if (!found) continue;
    const part = (name: Form['parts'][number]): string | undefined => {
      const index = parts.indexOf(name);
      return index < 0 ? undefined : found[index + 1];
    };
    const name = part('monthName');
    const month = name === undefined ? Number(part('month')) : MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    const year = part('year');
    const value = serialOf(
      year === undefined ? new Date().getFullYear() : fullYear(year, part('era')),
      month,
      Number(part('day') ?? 1),
    );
    if (value !== null) return { value, numberFormat: format };
  }
  return null;
}

function timeEntry(text: string): DateEntry | null {
  const clock = CLOCK.exec(text) ?? HOUR_OF_DAY.exec(text);
  const kanji = KANJI_CLOCK.exec(text);
  const hour = clock?.[1] ?? kanji?.[2];
  if (hour === undefined) return null;
  const onlyHour = clock !== null && clock.length === 3;
  const [minutes, seconds] = kanji
    ? [kanji[3], kanji[4]]
    : onlyHour
      ? [undefined, undefined]
      : [clock?.[2], clock?.[3]];
  const half = kanji?.[1] ?? (onlyHour ? clock[2] : clock?.[4]);
  if (Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 59 || (half !== undefined && Number(hour) > 12)) return null;
  const afternoon = half !== undefined && /^(午後|p)/i.test(half);
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (afternoon ? 12 : 0);
  const value = (hours * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) / 86400;
  const numberFormat = kanji ? 'h"時"mm"分"' : seconds === undefined ? 'h:mm' : 'h:mm:ss';
  return { value, numberFormat };
}

/** What a Japanese Excel makes of the text; null where it stays a text. */
export function dateEntry(text: string): DateEntry | null {
  const alone = dayEntry(text) ?? timeEntry(text);
  if (alone) return alone;
  const both = /^(\S+) (.+)$/.exec(text);
  const [day, time] = [both?.[1], both?.[2]].map((part) => part ?? '');
  const onDay = dayEntry(day ?? '');
  const atTime = timeEntry(time ?? '');
  return onDay && atTime ? { value: onDay.value + atTime.value, numberFormat: 'yyyy/m/d h:mm' } : null;
}
