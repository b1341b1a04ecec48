/** The writing of a 絞り込み: keys with their values, quotes round values that hold separators, and our own way to write one. */
import { AnalystError } from '../kdb';

/** One key of a filter text with its values, joined by または. */
export interface FilterItem {
  readonly key: string;
  readonly values: readonly string[];
  /** The item as it was written, for messages. */
  readonly form: string;
}

/** Whether a value of a key occurs as it stands: such a value is taken whole before anything is split. */
export type Exists = (key: string, value: string) => boolean;

const ENDS_ITEM = /[;；]/u;
const PARTS_VALUES = /[,，、､]/u;
const EQUALS = /[=＝]/u;
const QUOTES: Readonly<Record<string, string>> = { '"': '"', '＂': '＂', '“': '”' };
/** What a value without quotes may not hold, should it be read back as it was. */
const NEEDS_QUOTES = /[;；,，、､=＝"＂“”]|^\s|\s$/u;

/** How many separators are looked past for a value that exists as a whole. */
const MOST_SEPARATORS = 64;

const isSpace = (sign: string | undefined): boolean => sign !== undefined && sign.trim() === '';
const isEnd = (text: string, at: number): boolean => at >= text.length || ENDS_ITEM.test(text[at]!);

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (isSpace(text[at])) at += 1;
  return at;
}

/** A value in quotes; a quote inside is doubled. null where the quotes do not close, or more of the value follows. */
function quotedAt(text: string, from: number): { value: string; end: number } | null {
  const closing = QUOTES[text[from] ?? ''];
  if (closing === undefined) return null;
  let value = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== closing) value += text[at];
    else if (text[at + 1] === closing) {
      value += closing;
      at += 1;
    } else {
      const end = afterSpaces(text, at + 1);
      return isEnd(text, end) || PARTS_VALUES.test(text[end]!) ? { value, end } : null;
    }
  }
  return null;
}

/** The places where a value that begins here could end, the nearest first. */
function endsFrom(text: string, from: number): number[] {
  const ends: number[] = [];
  for (let at = from; at < text.length && ends.length < MOST_SEPARATORS; at += 1)
    if (ENDS_ITEM.test(text[at]!) || PARTS_VALUES.test(text[at]!)) ends.push(at);
  return ends.length < MOST_SEPARATORS ? [...ends, text.length] : ends;
}

/** The value that begins here: in quotes where that one exists, else the longest that exists, else up to the next separator. */
function valueAt(text: string, from: number, exists: (value: string) => boolean): { value: string; end: number } {
  const quoted = quotedAt(text, from);
  if (quoted !== null && exists(quoted.value)) return quoted;
  const ends = endsFrom(text, from);
  const valueTo = (end: number): string => text.slice(from, end).trim();
  const longest = [...ends].reverse().find((end) => end > from && exists(valueTo(end)));
  if (longest !== undefined) return { value: valueTo(longest), end: longest };
  return quoted ?? { value: valueTo(ends[0]!), end: ends[0]! };
}

/**
 * The items of a filter text, e.g. `圏域=北部、南部;性別=女` or `圏域="北部;西部"`. Throws filter.form for an item without a key or
 * without a value. A blank text has no items.
 */
export function filterItems(text: string, exists: Exists): FilterItem[] {
  const items: FilterItem[] = [];
  for (let at = 0; ; at += 1) {
    at = afterSpaces(text, at);
    if (at >= text.length) return items;
    if (ENDS_ITEM.test(text[at]!)) continue;
    const start = at;
    while (!isEnd(text, at) && !EQUALS.test(text[at]!)) at += 1;
    const key = text.slice(start, at).trim();
    if (isEnd(text, at) || key === '') {
      while (!isEnd(text, at)) at += 1;
      throw new AnalystError('filter.form', { text: text.slice(start, at).trim() });
    }
    const values: string[] = [];
    at = afterSpaces(text, at + 1);
    while (!isEnd(text, at)) {
      if (PARTS_VALUES.test(text[at]!)) at += 1;
      else {
        const found = valueAt(text, at, (value) => exists(key, value));
        values.push(found.value);
        at = found.end;
      }
      at = afterSpaces(text, at);
    }
    const form = text.slice(start, at).trim();
    if (values.length === 0) throw new AnalystError('filter.form', { text: form });
    items.push({ key, values, form });
  }
}

/** A value without its quotes, where it stands in quotes as a whole. */
export function unquoted(value: string): string {
  const quoted = quotedAt(value, 0);
  return quoted !== null && quoted.end >= value.length ? quoted.value : value;
}

/**
 * A filter text that cannot be misread: values with separators, quotes or spaces at their ends stand in quotes, and of several
 * keys every value does.
 */
export function filterText(pairs: readonly (readonly [key: string, value: string])[]): string {
  return pairs
    .map(
      ([key, value]) =>
        `${key}=${pairs.length > 1 || NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value}`,
    )
    .join(';');
}
