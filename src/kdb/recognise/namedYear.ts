/**
 * The fiscal year that the surroundings of a table name: the lines above its header, the name of its sheet, the name of its file.
 *
 * 令和6年度, R6年度, R6, R06, 令和6年, 2024年度, 2024年 and 2024 name a fiscal year. A month or a day does not: 202504, 20250401,
 * 2025-04, 令和7年4月 and R7.4 in a name tell when a file was written as often as what it covers. Two months with a sign of a range
 * between them (202404-202503) name the fiscal year that both lie in. Where two years stand in one name, it names neither.
 */
import { ERAS } from '../values/calendar';
import type { Cell } from '../values/cellText';
import type { SourceInput } from './sourceInput';

/** Where the fiscal year of a table was read. */
export interface NamedYear {
  readonly year: number;
  readonly from: 'title' | 'sheet' | 'file';
  /** The line, or the name, that says it. */
  readonly text: string;
  /** 1-based row of the line. */
  readonly row?: number;
}

/** 後期高齢者医療 began in 2008: no table is older. */
const FIRST_YEAR = 2008;
const LAST_YEAR = 2099;

const ERA = '令和|平成|令|平|(?<![A-Z0-9])[RH]';
const MARK = new RegExp(`(?:(${ERA})\\s*(元|\\d{1,2})(?!\\d)|(?<!\\d)(20\\d{2})(?!\\d))\\s*(年度|年)?`, 'g');
/** What makes a month or a day of the year before it. */
const MONTH_FOLLOWS = /^\s*(?:1[0-2]|0?[1-9])\s*月/;
const DATE_FOLLOWS = /^(?:[./-]\d{1,2}(?!\d)|[._/-]?\d{4}(?!\d)|[A-Z])/;
const UNIT_FOLLOWS = /^\s*(?:人|件|名|行|円|点|歳|剤|月)/;
const MONTH = new RegExp(
  `(?<!\\d)(20\\d{2})(0[1-9]|1[0-2])(?:\\d{2})?(?!\\d)|(?:(${ERA})\\s*(元|\\d{1,2})|(?<!\\d)(20\\d{2}))\\s*(?:年|[./-])\\s*(1[0-2]|0?[1-9])(?!\\d)`,
  'g',
);
const RANGE = /[-~〜～–—‐ー−]|から|至/;

const KANJI = '一二三四五六七八九';

/** Full-width writing made half-width, era years in kanji (令和六年度) made digits. */
function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/(令和|平成)([一二三四五六七八九十]{1,3})(?=年)/g, (_, era: string, digits: string) => {
      const [tens, ones] = digits.includes('十') ? digits.split('十') : ['0', digits];
      const valueOf = (part: string, blank: number): number => (part === '' ? blank : KANJI.indexOf(part) + 1);
      return `${era}${(tens === '0' ? 0 : valueOf(tens!, 1) * 10) + valueOf(ones!, 0)}`;
    });
}

/** The western year of an era's year, or of a western one. */
function westernYear(era: string | undefined, eraYear: string | undefined, western: string | undefined): number {
  if (western !== undefined) return Number(western);
  const { firstYear } = ERAS.find(({ letter, short, name }) => [letter, short, name].some((mark) => mark === era))!;
  return firstYear + (eraYear === '元' ? 1 : Number(eraYear)) - 1;
}

const isPossible = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

/** The fiscal year of a range of months that lies in one; null for any other text. */
function yearOfRange(text: string): number | null {
  const months = [...text.matchAll(MONTH)];
  if (months.length !== 2) return null;
  const [first, second] = months.map(([, packed, packedMonth, era, eraYear, western, month]) => {
    const year = packed === undefined ? westernYear(era, eraYear, western) : Number(packed);
    return Number(packedMonth ?? month) >= 4 ? year : year - 1;
  });
  const between = text.slice(months[0]!.index + months[0]![0].length, months[1]!.index);
  return first === second && RANGE.test(between) && isPossible(first!) ? first! : null;
}

/**
 * The fiscal year that a name says; null when it says none, or several.
 * @param needsWord only 年度 counts, as in the lines above a header, where a year alone may be that of the day it was written
 */
export function fiscalYearNamed(name: string, needsWord = false): number | null {
  const text = plainName(name);
  const range = yearOfRange(text);
  if (range !== null) return range;
  const years = new Set<number>();
  for (const match of text.matchAll(MARK)) {
    const [all, era, eraYear, western, word] = match;
    const rest = text.slice(match.index + all.length);
    if (word !== '年度') {
      if (needsWord || MONTH_FOLLOWS.test(rest)) continue;
      if (word === undefined && (DATE_FOLLOWS.test(rest) || UNIT_FOLLOWS.test(rest))) continue;
    }
    const year = westernYear(era, eraYear, western);
    if (isPossible(year)) years.add(year);
  }
  const [only, ...others] = years;
  return only === undefined || others.length > 0 ? null : only;
}

const TITLE_PAIR = /^(?:(?:対象|抽出|集計|実施|事業|会計)?年度|(?:対象|集計|診療)(?:期間|年月))\s*:?\s*(.*)$/;

const textOf = (cell: Cell | undefined): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).normalize('NFKC').trim() : '';

/** The lines above the header: 対象年度：令和6年度 first, else a title with a 年度 in it. */
function titleYear(input: SourceInput, headerRow: number): NamedYear | null {
  const above: (readonly Cell[])[] = [];
  for (const cells of input.rows()) if (above.push(cells) >= headerRow) break;
  const lines = above.slice(0, headerRow - 1);
  for (const isPair of [true, false]) {
    for (const [index, cells] of lines.entries()) {
      for (const [column, cell] of cells.entries()) {
        const text = textOf(cell);
        const pair = isPair ? TITLE_PAIR.exec(text) : null;
        if (text === '' || (isPair && !pair)) continue;
        const said = pair ? pair[1] || textOf(cells[column + 1]) : text;
        const year = fiscalYearNamed(said, !isPair);
        if (year !== null)
          return { year, from: 'title', text: isPair && !pair![1] ? `${text} ${said}` : text, row: index + 1 };
      }
    }
  }
  return null;
}

/** A name without its ending. */
const stemOf = (name: string): string => name.replace(/\.[A-Za-z]{3,4}$/, '');

/** The name of a file, the innermost folder or archive that names a year before the outer ones. */
export function fileYear(file: string): NamedYear | null {
  for (const part of file.split(/[\\/]/).reverse()) {
    const year = fiscalYearNamed(stemOf(part));
    if (year !== null) return { year, from: 'file', text: part };
  }
  return null;
}

/**
 * The fiscal year of a table without dates: the lines above its header say it before the name of its sheet, and that before the
 * name of its file. Null where none of them names one.
 * @param headerRow 1-based
 */
export function namedYearOf(input: SourceInput, headerRow: number): NamedYear | null {
  const title = titleYear(input, headerRow);
  if (title) return title;
  const isFile = input.sheet !== undefined || /\.[A-Za-z]{3,4}$/.test(input.file);
  const sheet = isFile ? input.sheet : input.file;
  const ofSheet = sheet === undefined ? null : fiscalYearNamed(sheet);
  if (ofSheet !== null) return { year: ofSheet, from: 'sheet', text: sheet! };
  const file = isFile ? input.file : input.origin;
  return file === undefined ? null : fileYear(file);
}
