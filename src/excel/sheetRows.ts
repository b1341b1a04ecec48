/** All rows of one sheet by its name. */
import type { Cell } from '../kdb';
import { readRows } from './readRows';

/** The rows of a sheet from A1; null when there is no such sheet. */
export async function rowsOfSheet(context: Excel.RequestContext, name: string): Promise<Cell[][] | null> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(name);
  sheet.load('name');
  await context.sync();
  if (sheet.isNullObject) return null;
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load(['rowIndex', 'rowCount', 'columnIndex', 'columnCount']);
  await context.sync();
  if (used.isNullObject) return [];
  const extent = { rows: used.rowIndex + used.rowCount, columns: used.columnIndex + used.columnCount };
  return readRows(context.workbook.worksheets.getItem(name), extent, { name });
}
