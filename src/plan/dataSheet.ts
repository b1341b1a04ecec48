/** How a sheet of imported rows looks and prints: every value in sight, the heading kept, and a word of care on every page. */
import type { Cell } from '../kdb';
import { widthInPoints } from './pageBreaks';
import { linesOf, widthFor } from './textSize';

export interface DataSheetLook {
  /** Points, from the first column. */
  readonly widths: readonly number[];
  /** Rows that stay in sight: down to the heading; 0 where it stands too low for a window. */
  readonly frozenRows: number;
  /** The row (from 1) that every printed page repeats. */
  readonly headingRow: number;
  /** Stands at the head of every printed page. */
  readonly notice: string;
}

const NOTICE = '取扱注意（個人情報を含みます）';
const LIMITS = { least: 7, most: 36, headingLines: 1 } as const;
/** More rows say nothing new of how wide a column is. */
const LOOKED_AT = 200;
const MOST_FROZEN = 6;

/** The look of rows whose heading stands in row `headingRow` (from 1). */
export function dataSheetLook(rows: readonly (readonly Cell[])[], headingRow: number): DataSheetLook {
  const looked = rows.slice(headingRow - 1, headingRow - 1 + LOOKED_AT);
  const columns = looked.reduce((most, { length }) => Math.max(most, length), 0);
  const widths = Array.from({ length: columns }, (_, column) => {
    const values = looked.map((row) => row[column] ?? '').filter((value) => linesOf(String(value), LIMITS.most) === 1);
    return widthInPoints(widthFor('', values, LIMITS));
  });
  return { widths, frozenRows: headingRow <= MOST_FROZEN ? headingRow : 0, headingRow, notice: NOTICE };
}
