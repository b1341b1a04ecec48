/** The sheets that exist only while the add-in works, and how they go. */
import { isTemporarySheet } from '../plan';

/**
 * Removes sheets under construction and copies, except `keep`. For whoever knows that the write is complete or taken back:
 * everybody else calls removeTemporary, which sees to that first.
 */
export async function removeSheetsAside(
  context: Excel.RequestContext,
  keep: ReadonlySet<string> = new Set(),
): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  for (const sheet of worksheets.items) {
    if (!isTemporarySheet(sheet.name) || keep.has(sheet.name)) continue;
    // Excel deletes no sheet that is VeryHidden.
    sheet.visibility = 'Hidden';
    sheet.delete();
  }
  await context.sync();
}
