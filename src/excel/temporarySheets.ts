/** The sheets that exist only while the add-in works: how they come, and how they go. */
import { isTemporarySheet, TEMPORARY_PREFIX } from '../plan';

/** The name of a sheet that goes when the work is done. */
export const temporaryName = (what: string | number): string => `${TEMPORARY_PREFIX}${what}`;

/**
 * Queues a new sheet under a temporary name, and returns it. It can be seen: AutoSave may save the file at any moment of a
 * job, and a page that dies then leaves the sheet, which nobody who gets the file would find if it were hidden.
 */
export function addAside(context: Excel.RequestContext, name: string): Excel.Worksheet {
  return context.workbook.worksheets.add(name);
}

/**
 * Removes sheets under construction and copies, except `keep`. For whoever knows that the write is complete or taken back:
 * everybody else calls removeTemporary, which sees to that first.
 */
export async function removeSheetsAside(
  context: Excel.RequestContext,
  keep: ReadonlySet<string> = new Set(),
): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name,items/visibility');
  await context.sync();
  for (const sheet of worksheets.items) {
    if (!isTemporarySheet(sheet.name) || keep.has(sheet.name)) continue;
    // Excel deletes no sheet that is VeryHidden.
    if (sheet.visibility === 'VeryHidden') sheet.visibility = 'Visible';
    sheet.delete();
  }
  await context.sync();
}

/** The same after a write that stands, or was taken back: what Excel refuses twice goes with the next write. Returns whether all went. */
export async function removeSheetsAsideNowOrLater(
  context: Excel.RequestContext,
  keep?: ReadonlySet<string>,
): Promise<boolean> {
  for (let round = 0; round < 2; round += 1) {
    try {
      await removeSheetsAside(context, keep);
      return true;
    } catch {
      // Once more.
    }
  }
  return false;
}
