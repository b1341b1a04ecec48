/** Where the rows and columns of a form and those of the analyst stand when the form is written again. */
import { isSameSheet, type Move, type Place } from '../../formula';
import { KEY_COLUMNS, KEY_ROWS, type FormSheet } from './form';
import type { Mark } from './marks';
import type { StandingForm } from './standing';

/** A line (row or column) of the sheet to be written: ours, with its index in the form, or the analyst's; and where it stood. */
export interface Line {
  readonly ours: number | null;
  readonly standing: number | null;
}

export interface Laid {
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
  /** Index in the laid rows and columns of a row and column of the form. A place beyond the form is moved like its end. */
  readonly rowOf: (row: number) => number;
  readonly columnOf: (column: number) => number;
}

/** Whether a person wrote something in a cell; without mark the cell was never ours. */
type IsWritten = (row: number, column: number, mark?: Mark) => boolean;

interface Axis {
  /** Keys of the form in order. */
  readonly keys: readonly string[];
  /** How many lines stand, and which of them is the hidden one. */
  readonly length: number;
  readonly hidden: number;
  readonly keyAt: (index: number) => string | undefined;
  /** Whether a line that is not of the form any more, or never was, holds something. */
  readonly isOwn: (index: number) => boolean;
}

/** Lines of the analyst behind each line of the form (-1: before the first), blank ones only between what was written. */
function ownLines({ keys, length, hidden, keyAt, isOwn }: Axis): Map<number, number[]> {
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  const behind = new Map<number, number[]>();
  let anchor = -1;
  let blank: number[] = [];
  for (let index = hidden + 1; index < length; index += 1) {
    const key = keyAt(index);
    const ours = key === undefined ? undefined : indexOf.get(key);
    if (ours !== undefined) {
      [anchor, blank] = [ours, []];
    } else if (isOwn(index)) {
      behind.set(anchor, [...(behind.get(anchor) ?? []), ...blank, index]);
      blank = [];
    } else if (key === undefined) blank.push(index);
  }
  // What was put before the hidden line stands before the first of ours.
  const before = Array.from({ length: hidden }, (_, index) => index).filter(
    (index) => keyAt(index) === undefined && isOwn(index),
  );
  if (before.length > 0) behind.set(-1, [...before, ...(behind.get(-1) ?? [])]);
  return behind;
}

function linesOf(axis: Axis): Line[] {
  const standsAt = new Map<string, number>();
  for (let index = 0; index < axis.length; index += 1) {
    const key = axis.keyAt(index);
    if (key !== undefined) standsAt.set(key, index);
  }
  const behind = ownLines(axis);
  const own = (anchor: number): Line[] => (behind.get(anchor) ?? []).map((standing) => ({ ours: null, standing }));
  return [
    ...own(-1),
    ...axis.keys.flatMap((key, index): Line[] => [{ ours: index, standing: standsAt.get(key) ?? null }, ...own(index)]),
  ];
}

function finder(lines: readonly Line[]): (index: number) => number {
  const places = new Map(lines.flatMap(({ ours }, place) => (ours === null ? [] : [[ours, place] as const])));
  return (index) => places.get(index) ?? lines.length + index - places.size;
}

/** Lays out a form over the standing one. */
export function layOut(form: FormSheet, standing: StandingForm, isWritten: IsWritten): Laid {
  const { keyRow, keyColumn, height, width } = standing;
  const markAt = (row: number, column: number): Mark | undefined => {
    const [ofRow, ofColumn] = [standing.rows.get(row), standing.columns.get(column)];
    if (ofRow === undefined || ofColumn === undefined) return undefined;
    return ofRow.marks[ofColumn.column - KEY_COLUMNS] ?? { kind: 'empty', hash: '', loose: '', value: null };
  };
  const isOwnCell = (row: number, column: number): boolean =>
    row !== keyRow && column !== keyColumn && isWritten(row, column, markAt(row, column));
  const columns = linesOf({
    keys: form.columns.map(({ key }) => key),
    length: width,
    hidden: keyColumn,
    keyAt: (index) => standing.columns.get(index)?.key,
    isOwn: (column) => Array.from({ length: height }, (_, row) => row).some((row) => isOwnCell(row, column)),
  });
  const rows = linesOf({
    keys: form.rows.map(({ key }) => key),
    length: height,
    hidden: keyRow,
    keyAt: (index) => standing.rows.get(index)?.key,
    isOwn: (row) => Array.from({ length: width }, (_, column) => column).some((column) => isOwnCell(row, column)),
  });
  return { rows, columns, rowOf: finder(rows), columnOf: finder(columns) };
}

/** How references move: from the cells of the form as built, and from the cells of the standing sheet. */
export function bothPlaces(name: string, { rows, columns, rowOf, columnOf }: Laid): { ofForm: Move; ofStanding: Move } {
  const stood = (lines: readonly Line[], before: number) =>
    new Map(lines.flatMap(({ standing }, place) => (standing === null ? [] : [[standing, place + before] as const])));
  const [oldRows, oldColumns] = [stood(rows, KEY_ROWS), stood(columns, KEY_COLUMNS)];
  const isHere = (sheet: string | null): boolean => sheet === null || isSameSheet(sheet, name);
  // Of a whole column or row only the one of the two is asked.
  const both = (
    { sheet, row, column }: Place,
    newRow: (row: number) => number | undefined,
    newColumn: (column: number) => number | undefined,
  ): ReturnType<Move> => {
    const moved = {
      row: row === null ? null : newRow(row),
      column: column === null ? null : newColumn(column),
    };
    if (!isHere(sheet) || moved.row === undefined || moved.column === undefined) return null;
    return { row: moved.row, column: moved.column };
  };
  return {
    ofForm: (place) =>
      both(
        place,
        (row) => (row < KEY_ROWS ? undefined : rowOf(row - KEY_ROWS) + KEY_ROWS),
        (column) => (column < KEY_COLUMNS ? undefined : columnOf(column - KEY_COLUMNS) + KEY_COLUMNS),
      ),
    ofStanding: (place) =>
      both(
        place,
        (row) => oldRows.get(row),
        (column) => oldColumns.get(column),
      ),
  };
}
