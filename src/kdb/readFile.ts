/** Files as sources: whatever their bytes are is read into tables, with known headings to prove rare separators and encodings. */
import { readTables } from './files/readTables';
import { meaningOf } from './recognise/headings';
import type { SourceInput } from './recognise/sourceInput';

/**
 * The sources of a file: one of a text table, one of every sheet of an xlsx that is not empty, those of every member of a ZIP.
 * @throws AnalystError file.*, sheet.damaged, sheet.uncalculated
 */
export function readFile(name: string, bytes: Uint8Array): SourceInput[] {
  return readTables(name, bytes, (cell) => meaningOf(cell) !== null);
}
