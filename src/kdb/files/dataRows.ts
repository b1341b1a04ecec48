/** The data rows of a table one after the other: neither its header, nor blank lines, nor what frames a file. */
import { CellRow, type Row } from './byteRows';
import type { Table } from './table';
import { isBlankCell, type Cell } from '../values/cellText';

export type { Row } from './byteRows';

/** What stands round the data of a table. */
export interface Frame {
  /** 1-based row of the header (of its lower row, when it has two). */
  readonly headerRow: number;
  /** A record of one field at the end belongs to the file's frame. */
  readonly hasEndRecord: boolean;
}

/**
 * Visits the data rows like `eachDataRow`, without making cells where the source allows it. The row is the same object each
 * time: it must be asked before the next one comes. `progress` is the part of the source that was read; 0: not known.
 */
export function eachRow(
  table: Table,
  frame: Frame,
  wanted: readonly boolean[],
  visit: (row: Row, rowNumber: number, progress: number) => void,
): void {
  const { byteRows } = table;
  const { headerRow, hasEndRecord } = frame;
  if (!byteRows) {
    const row = new CellRow();
    eachDataRow(table, frame, wanted, (cells, rowNumber) => visit(row.of(cells), rowNumber, 0));
    return;
  }
  byteRows((row, rowNumber) => {
    if (rowNumber <= headerRow) return;
    const fill = row.fill();
    if (fill === 'blank') return;
    // A line with one field is the end record only when nothing follows it; otherwise it is a row like others.
    if (hasEndRecord && fill === 'firstOnly' && !row.isFollowed()) return;
    visit(row, rowNumber, row.next / row.bytes.length);
  });
}

/** How many cells of a row are filled, and whether the first one is the only one. */
function fillOf(cells: readonly Cell[]): 'blank' | 'firstOnly' | 'filled' {
  for (let index = 1; index < cells.length; index++) if (!isBlankCell(cells[index])) return 'filled';
  return isBlankCell(cells[0]) ? 'blank' : 'firstOnly';
}

/**
 * Visits the data rows of a table: those after the header, without blank lines and without the end record of the file's
 * frame. `rowNumber` is 1-based in the source. Cells of columns that are not wanted may be missing.
 */
export function eachDataRow(
  table: Table,
  { headerRow, hasEndRecord }: Frame,
  wanted: readonly boolean[],
  visit: (cells: readonly Cell[], rowNumber: number) => void,
): void {
  let rowNumber = 0;
  let held: { readonly cells: readonly Cell[]; readonly rowNumber: number } | null = null;
  for (const cells of table.rows(wanted)) {
    rowNumber++;
    if (rowNumber <= headerRow) continue;
    const fill = fillOf(cells);
    if (fill === 'blank') continue;
    if (held) visit(held.cells, held.rowNumber);
    held = null;
    // A line with one field is the end record only when nothing follows it; otherwise it is a row like others.
    if (hasEndRecord && fill === 'firstOnly') held = { cells, rowNumber };
    else visit(cells, rowNumber);
  }
}
