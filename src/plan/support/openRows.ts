/** The rows of 支援記録 that cannot be given to one insurer, named on the sheet itself: a column of ours beside the table. */
import { unifyHeading, type Cell } from '../../kdb';
import type { SupportHeader } from './readSupport';

/** The heading of the column. */
export const OPEN_HEADING = '保険者の特定';
/** What stands in the row of such a record. */
export const OPEN_MARK = '保険者を特定できない（保険者番号を書いてください）';

/** The cells of the column from the header down, and where it stands; null where nothing is to be said or taken back. */
export interface OpenColumn {
  /** 0-based. */
  readonly row: number;
  readonly column: number;
  readonly cells: readonly string[];
}

/** `open`: rows of the sheet from 1. A column that stands is written anew, so that marks go when the rows are given to somebody. */
export function openColumn(
  rows: readonly (readonly Cell[])[],
  header: SupportHeader,
  open: readonly number[],
): OpenColumn | null {
  const heading = unifyHeading(OPEN_HEADING);
  const headings = rows[header.row]!;
  const standing = headings.findIndex((cell) => typeof cell === 'string' && unifyHeading(cell) === heading);
  if (standing < 0 && open.length === 0) return null;
  const filled = headings.reduce<number>((last, cell, at) => (cell === null || cell === '' ? last : at), 0);
  const marked = new Set(open);
  return {
    row: header.row,
    column: standing < 0 ? filled + 1 : standing,
    cells: [
      OPEN_HEADING,
      ...rows.slice(header.row + 1).map((_, at) => (marked.has(header.row + at + 2) ? OPEN_MARK : '')),
    ],
  };
}
