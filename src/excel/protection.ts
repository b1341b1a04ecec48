/** What the protection of the workbook forbids, said before anything is tried. */
import { AnalystError } from '../kdb';
import { isSupported } from './dressSheet';

/** A structure that is protected lets no sheet be added. Throws AnalystError workbook.protected. */
export async function refuseProtected(context: Excel.RequestContext): Promise<void> {
  if (!isSupported('1.7')) return;
  const { protection } = context.workbook;
  protection.load('protected');
  await context.sync();
  if (protection.protected) throw new AnalystError('workbook.protected');
}

/**
 * A protected sheet takes no writes: formats cannot be put back even in its unlocked cells. Throws AnalystError sheet.protected
 * with the names of the sheets in the way; `sheets` are names or ids.
 */
export async function refuseProtectedSheets(context: Excel.RequestContext, sheets: Iterable<string>): Promise<void> {
  const asked = [...new Set(sheets)].map((key) => {
    const sheet = context.workbook.worksheets.getItem(key).load('name');
    return { sheet, protection: sheet.protection.load('protected') };
  });
  if (asked.length === 0) return;
  await context.sync();
  const closed = new Set(asked.flatMap(({ sheet, protection }) => (protection.protected ? [sheet.name] : [])));
  if (closed.size > 0) throw new AnalystError('sheet.protected', { sheets: [...closed].join('」「') });
}
