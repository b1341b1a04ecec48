/** Sheet names in front of `!`: how they are quoted, read and compared. */

/** Letters of any script, digits, `_` and `.`: what Excel leaves unquoted for certain. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_.]*$/u;
/** Plain words that Excel would read as something else: a cell in either notation, a truth value. */
const MISREAD = /^(?:[A-Z]{1,3}\d+|R\d*(?:C\d*)?|C\d*|TRUE|FALSE)$/iu;

const isPlain = (name: string): boolean => PLAIN.test(name) && !MISREAD.test(name);

const inQuotes = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A sheet name as it stands in front of `!`: in quotes unless it is a plain word. */
export function quoteSheetName(name: string): string {
  return isPlain(name) ? name : inQuotes(name);
}

/** Whether two names mean one sheet: Excel does not tell capital from small letters. */
export function isSameSheet(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase();
}

/** What stands in front of `!` in a reference. */
export interface SheetPrefix {
  /** Path and name of another workbook with its brackets, e.g. `[1]` or `C:\年報\[前年.xlsx]`; '' for this one. */
  readonly book: string;
  /** Name of the sheet, without quotes. '' where only a workbook is named. */
  readonly first: string;
  /** The last sheet of a reference through several sheets; null for a single one. */
  readonly last: string | null;
}

/** The content of a prefix, without `!` and without quotes. */
export function parsePrefix(content: string): SheetPrefix {
  const end = content.lastIndexOf(']') + 1;
  const [first = '', last = null] = content.slice(end).split(':');
  return { book: content.slice(0, end), first, last };
}

/** The prefix as one name, as Excel's own dialogs show it: 南部, 南部:北部, [1]南部. No sheet of this workbook has one of the latter. */
export function nameOfPrefix({ book, first, last }: SheetPrefix): string {
  return `${book}${first}${last === null ? '' : `:${last}`}`;
}

/** The prefix in a formula, with `!`. */
export function printPrefix(prefix: SheetPrefix): string {
  const { book, first, last } = prefix;
  const plain = (book === '' || /^\[\d+\]$/.test(book)) && [first, last ?? first].every((name) => isPlain(name));
  return `${plain ? nameOfPrefix(prefix) : inQuotes(nameOfPrefix(prefix))}!`;
}

/**
 * Splits `'a sheet'!A1` or `a sheet!A1` into its sheet and the rest, whatever that is; without `!` the sheet is null.
 * Unlike in a formula the name may hold anything without its quotes, as texts and ranges of files do.
 */
export function splitSheet(text: string): { sheet: string | null; rest: string } {
  const quoted = /^'((?:[^']|'')*)'!/u.exec(text);
  if (quoted !== null) return { sheet: quoted[1]!.replaceAll("''", "'"), rest: text.slice(quoted[0].length) };
  const bang = text.indexOf('!');
  return bang < 0 ? { sheet: null, rest: text } : { sheet: text.slice(0, bang), rest: text.slice(bang + 1) };
}
