/** A table of cells: what becomes of a file, whatever kind it is, before anything is known of it. */
import type { ByteRow } from './byteRows';
import type { Cell } from '../values/cellText';

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
  /** What reading the rows so far brought to light (characters that do not exist, hidden rows), in Japanese. */
  readonly remarks?: () => readonly string[];
}
