/** Years in headings and cells: 前年度, 2年前, (R6), 令和6年度 … — how many years back, or which fiscal year. */
import { ERAS } from '../values/calendar';
import { plain } from '../values/cellText';
import type { Cell } from '../values/cellText';

/** Year marks of a heading, and how many years back they lead. */
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/前々年度|前々年|2年前|2年度前|二年前/, 2],
  [/3年前|3年度前|三年前/, 3],
  [/前年度|前年|昨年度|1年前/, 1],
];

const ERA = '令和|平成|r|h';
const YEAR = `(?:(${ERA})(元|\\d{1,2})|(20\\d{2}))`;
/** A fiscal year in brackets, before or behind the rest of a heading. */
const ABSOLUTE: readonly RegExp[] = [
  new RegExp(`\\(${YEAR}(?:年度|年)?\\)`),
  new RegExp(`^${YEAR}年度?の?`),
  new RegExp(`${YEAR}年度?$`),
  new RegExp(`^(?:(r|h)(\\d{1,2})|(20\\d{2}))(?=[^\\d.])`),
  new RegExp(`(?:(r|h)(\\d{1,2})|(20\\d{2}))$`),
];
const YEAR_CELL = new RegExp(`^${YEAR}(?:年度|年)?$`, 'i');

export interface YearMark {
  /** The heading without its mark. */
  readonly rest: string;
  /** Years back from the fiscal year of the list. */
  readonly back?: number;
  /** The fiscal year itself. */
  readonly year?: number;
}

function yearOf(match: RegExpExecArray): number {
  const [, era, eraYear, western] = match;
  if (western !== undefined) return Number(western);
  const mark = era!.toUpperCase();
  const { firstYear } = ERAS.find((each) => each.letter === mark || each.name === mark)!;
  return firstYear + (eraYear === '元' ? 1 : Number(eraYear)) - 1;
}

/** The year marks that a unified heading may carry, with what is left of it; the most telling first. */
export function yearMarksOf(name: string): readonly YearMark[] {
  const marks: YearMark[] = [];
  const rest = (mark: RegExp): string =>
    name
      .replace(mark, '')
      .replace('()', '')
      .replace(/^の|の$/, '');
  for (const [mark, back] of RELATIVE) {
    if (!mark.test(name)) continue;
    marks.push({ rest: rest(mark), back });
    break;
  }
  for (const mark of ABSOLUTE) {
    const match = mark.exec(name);
    if (match) marks.push({ rest: rest(mark), year: yearOf(match) });
  }
  return marks;
}

/** The fiscal year that a cell of a column 抽出年度 names (2025, R7, 令和7年度); null when it names none. */
export function fiscalYearIn(cell: Cell): number | null {
  if (cell === null || typeof cell === 'boolean') return null;
  const match = YEAR_CELL.exec(plain(cell));
  return match && yearOf(match);
}
