/** How a sheet of imported rows looks and prints: every value in sight, the heading kept, and a word of care on every page. */
import type { Cell } from '../kdb';
import { widthInPoints } from './pageBreaks';
import { heightOfLines, linesOf, widthFor } from './textSize';

export interface DataSheetLook {
  /** Points, from the first column. */
  readonly widths: readonly number[];
  /** Rows that stay in sight: down to the heading; 0 where it stands too low for a window. */
  readonly frozenRows: number;
  /** The row (from 1) that every printed page repeats. */
  readonly headingRow: number;
  /** Points of the heading, whose names are wrapped. */
  readonly headingHeight: number;
  /** Stands at the head and the foot of every printed page. */
  readonly headersFooters: Readonly<Record<'leftHeader' | 'rightHeader' | 'centerFooter', string>>;
}

/** Long names of columns stand in so many lines: on one they would make the sheet so wide that nobody reads its print. */
const HEADING_LINES = 3;
const NOTICE = '取扱注意（個人情報を含みます）';
const LIMITS = { least: 7, most: 36, headingLines: HEADING_LINES } as const;
/** More rows say nothing new of how wide a column is. */
const LOOKED_AT = 200;
const MOST_FROZEN = 6;

/** The look of rows whose heading stands in row `headingRow` (from 1). */
export function dataSheetLook(rows: readonly (readonly Cell[])[], headingRow: number): DataSheetLook {
  const looked = rows.slice(headingRow - 1, headingRow - 1 + LOOKED_AT);
  const columns = looked.reduce((most, { length }) => Math.max(most, length), 0);
  const [heading = [], ...below] = looked;
  const characters = Array.from({ length: columns }, (_, column) => {
    const values = below.map((row) => row[column] ?? '').filter((value) => linesOf(String(value), LIMITS.most) === 1);
    return widthFor(String(heading[column] ?? ''), values, LIMITS);
  });
  const lines = Math.max(1, ...characters.map((width, column) => linesOf(String(heading[column] ?? ''), width)));
  return {
    widths: characters.map(widthInPoints),
    frozenRows: headingRow <= MOST_FROZEN ? headingRow : 0,
    headingRow,
    headingHeight: heightOfLines(lines),
    headersFooters: { leftHeader: '&A', rightHeader: NOTICE, centerFooter: '&P / &N' },
  };
}
