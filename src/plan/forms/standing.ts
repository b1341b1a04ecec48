/** A form as it stands in a workbook: cells from A1, and which of its rows and columns are ours. */
import type { Move } from '../../formula';
import type { Cell } from '../../kdb';
import { parseColumn, parseCorner, parseRow, type RowKey } from './marks';

/** What stands on a sheet, from A1. A formula that is a text is the same in both. */
export interface FormStanding {
  readonly values: readonly (readonly Cell[])[];
  readonly formulas: readonly (readonly Cell[])[];
  /** Number formats; absent: not known. */
  readonly formats?: readonly (readonly string[])[];
}

/** Rows and columns that carry a key, by where they stand now. Of two with one key the first is ours. */
export interface StandingForm {
  readonly keyRow: number;
  readonly keyColumn: number;
  readonly height: number;
  readonly width: number;
  readonly rows: ReadonlyMap<number, RowKey>;
  readonly columns: ReadonlyMap<number, { readonly key: string; readonly column: number }>;
  /** Rows or columns of ours were deleted. */
  readonly lost: boolean;
  /** From where a cell stands now to where it stood when we wrote it; null for the analyst's own. */
  readonly whereWritten: Move;
}

function corner(values: FormStanding['values']) {
  for (const [row, cells] of values.entries()) {
    for (const [column, cell] of cells.entries()) {
      const counts = parseCorner(cell);
      if (counts !== null) return { row, column, ...counts };
    }
  }
  return null;
}

function firstOfEach<T extends { readonly key: string }>(found: Iterable<readonly [number, T | null]>): Map<number, T> {
  const seen = new Set<string>();
  const items = new Map<number, T>();
  for (const [index, item] of found) {
    if (item === null || seen.has(item.key)) continue;
    seen.add(item.key);
    items.set(index, item);
  }
  return items;
}

/** The form that stands on a sheet; null when it is none of ours. */
export function readStanding({ values }: FormStanding): StandingForm | null {
  const found = corner(values);
  if (found === null) return null;
  const width = values.reduce((most, { length }) => Math.max(most, length), 0);
  const columns = firstOfEach(
    Array.from({ length: width }, (_, column) => [column, parseColumn(values[found.row]?.[column])] as const),
  );
  const rows = firstOfEach(values.map((cells, row) => [row, parseRow(cells[found.column])] as const));
  // A place below the form moves with its end, like the rows that a range leaves for more.
  const last = [...rows].map(([now, { row }]) => ({ now, written: row })).at(-1);
  return {
    keyRow: found.row,
    keyColumn: found.column,
    height: values.length,
    width,
    rows,
    columns,
    lost: rows.size < found.rows || columns.size < found.columns,
    whereWritten: ({ row, column }) => {
      const beyond = (at: number) => (last !== undefined && at > last.now ? last.written + at - last.now : undefined);
      const ofRow = row === null ? null : (rows.get(row)?.row ?? beyond(row));
      const ofColumn = column === null ? null : columns.get(column)?.column;
      return ofRow === undefined || ofColumn === undefined ? null : { row: ofRow, column: ofColumn };
    },
  };
}
