/** What is to be said of the rows of 支援記録, on the sheet itself: a column of ours beside the table names every row. */
import type { SupportLog, SupportSetAside } from '../../indicators';
import { unifyHeading, type Cell } from '../../kdb';
import type { SupportHeader } from './readSupport';

/** The heading of the column, and the one of earlier versions. */
export const CHECK_HEADING = '行の確認';
const EARLIER_HEADING = '保険者の特定';
/** What stands in the row of a record that cannot be given to one insurer. */
export const OPEN_MARK = '保険者を特定できない（保険者番号を書いてください）';

/** What stands in a row that is set aside. */
const markOf = (reason: SupportSetAside): string =>
  reason === '保険者を特定できない' ? OPEN_MARK : `使っていません（${reason}）`;

/** What is to be said of each row, counted from 1: why it is not used, or what was found. */
export function marksOf({
  setAside,
  findings,
}: Pick<SupportLog, 'setAside' | 'findings'>): ReadonlyMap<number, string> {
  const marks = new Map<number, string>();
  const say = (row: number, mark: string): void => {
    const said = marks.get(row);
    marks.set(row, said === undefined ? mark : `${said}。${mark}`);
  };
  for (const [reason, rows] of Object.entries(setAside) as [SupportSetAside, readonly number[]][])
    for (const row of rows) say(row, markOf(reason));
  for (const { rows, mark } of findings) for (const row of rows) say(row, mark);
  return marks;
}

/** The cells of the column from the header down, and where it stands; null where nothing is to be said or taken back. */
export interface CheckColumn {
  /** 0-based. */
  readonly row: number;
  readonly column: number;
  readonly cells: readonly string[];
}

/** A column that stands is written anew, so that marks go when there is nothing to be said any more. */
export function checkColumn(
  rows: readonly (readonly Cell[])[],
  header: SupportHeader,
  marks: ReadonlyMap<number, string>,
): CheckColumn | null {
  const ours = [CHECK_HEADING, EARLIER_HEADING].map(unifyHeading);
  const headings = rows[header.row]!;
  const standing = headings.findIndex((cell) => typeof cell === 'string' && ours.includes(unifyHeading(cell)));
  if (standing < 0 && marks.size === 0) return null;
  const filled = headings.reduce<number>((last, cell, at) => (cell === null || cell === '' ? last : at), 0);
  return {
    row: header.row,
    column: standing < 0 ? filled + 1 : standing,
    cells: [CHECK_HEADING, ...rows.slice(header.row + 1).map((_, at) => marks.get(header.row + at + 2) ?? '')],
  };
}
