/** Tables and their rows: whoever visits rows does not see whether they are cells or positions of bytes. */
import { isData, type ByteRow } from './byteRows';
import { CellRow, type Row } from './row';
import type { Threads } from './threads';
import { atOnce, ROWS_OF_STEP, type Steps } from '../steps';
import { isBlankCell, type Cell } from '../values/cellText';

/**
 * One table of cells, before anything is known of it: a csv file, one sheet of an xlsx file, a sheet of the workbook.
 * `rows` may be called again and starts from the top each time; it yields every row, title rows and blank ones included.
 */
export interface Table {
  /** File name as the analyst knows it, or the workbook's own sheet name. */
  readonly file: string;
  /** Sheet name, for xlsx files. */
  readonly sheet?: string;
  /** The analyst does not see the sheet; it is joined only where that was asked for. */
  readonly isHidden?: boolean;
  /**
   * `wanted` marks the columns that will be looked at; a reader may give null for all others, and saves making them.
   * An implementation may ignore it.
   */
  readonly rows: (wanted?: readonly boolean[]) => Iterable<readonly Cell[]>;
  /** The same rows without making their cells, for files in memory; visits every row, title rows and blank ones included. */
  readonly byteRows?: (visit: (row: ByteRow, rowNumber: number) => void) => void;
  /** The bytes that `byteRows` cuts, where several threads may cut them at once. */
  readonly shared?: SharedText;
  /** What reading the rows so far brought to light (characters that do not exist, hidden rows), in Japanese. */
  readonly remarks?: () => readonly string[];
}

/** A text in bytes, as it is cut into rows. */
export interface TextInBytes {
  readonly bytes: Uint8Array;
  readonly delimiter: number;
  readonly encoding: 'utf-8' | 'shift_jis';
}

/** A text in memory that other threads see too. */
export interface SharedText extends TextInBytes {
  /** Its first byte, behind a byte order mark. */
  readonly from: number;
  readonly threads: Threads;
  /** Called when a character does not exist. */
  readonly onGarbled: () => void;
}

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
export function* eachRow(
  table: Table,
  frame: Frame,
  wanted: readonly boolean[],
  visit: (row: Row, rowNumber: number, progress: number) => void,
): Steps<void> {
  const { byteRows } = table;
  const { headerRow, hasEndRecord } = frame;
  if (!byteRows) {
    const row = new CellRow();
    yield* dataRowSteps(table, frame, wanted, (cells, rowNumber) => visit(row.of(cells), rowNumber, 0));
    return;
  }
  byteRows((row, rowNumber) => {
    if (rowNumber > headerRow && isData(row, hasEndRecord)) visit(row, rowNumber, row.next / row.bytes.length);
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
  frame: Frame,
  wanted: readonly boolean[],
  visit: (cells: readonly Cell[], rowNumber: number) => void,
): void {
  atOnce(dataRowSteps(table, frame, wanted, visit));
}

/** The same in steps. */
export function* dataRowSteps(
  table: Table,
  { headerRow, hasEndRecord }: Frame,
  wanted: readonly boolean[],
  visit: (cells: readonly Cell[], rowNumber: number) => void,
): Steps<void> {
  let rowNumber = 0;
  let held: { readonly cells: readonly Cell[]; readonly rowNumber: number } | null = null;
  for (const cells of table.rows(wanted)) {
    rowNumber++;
    if (rowNumber % ROWS_OF_STEP === 0) yield;
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

/** A table without the way back to its rows, and so to the bytes of its file: for whoever has read it. */
export function withoutRows<T extends Table>(table: T): T {
  const { byteRows, shared: _, remarks, ...rest } = table;
  const texts = byteRows ? [] : (remarks?.() ?? []);
  // What a text in bytes brings to light comes out as late as its names are written.
  return { ...rest, rows: () => [], remarks: byteRows && remarks ? remarks : () => texts } as unknown as T;
}
