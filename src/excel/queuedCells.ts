/** Cells that are written to in one request: nothing of them is kept afterwards. */

/**
 * Some cells of a sheet, from 0, for use until the next sync. Office.js has Excel keep every other range until the batch ends,
 * and takes each of them back then: two more calls a range (Microsoft Learn, "Resource limits and performance optimization for
 * Office Add-ins": untrack unneeded proxy objects).
 */
export function queuedCells(
  sheet: Excel.Worksheet,
  row: number,
  column: number,
  rows: number,
  columns: number,
): Excel.Range {
  const range = sheet.getRangeByIndexes(row, column, rows, columns);
  range.untrack();
  return range;
}
