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

/** A place on a sheet, by its name or id; without a row the whole sheet is meant. */
interface Place {
  readonly sheet: string;
  readonly row?: number;
  readonly column?: number;
}

/**
 * Protected sheets take no writes, except to cells that were unlocked. Throws AnalystError sheet.protected with the names of
 * the sheets in the way.
 */
export async function refuseProtectedSheets(context: Excel.RequestContext, places: readonly Place[]): Promise<void> {
  const sheets = new Map(
    [...new Set(places.map(({ sheet }) => sheet))].map((key) => {
      const sheet = context.workbook.worksheets.getItem(key).load('name');
      return [key, { sheet, protection: sheet.protection.load('protected') }];
    }),
  );
  if (sheets.size === 0) return;
  await context.sync();
  const asked = places.flatMap(({ sheet: key, row, column }) => {
    const { sheet, protection } = sheets.get(key)!;
    if (!protection.protected) return [];
    const cell = row === undefined || column === undefined ? null : sheet.getCell(row, column).format.protection;
    return [{ name: sheet.name, cell: cell?.load('locked') }];
  });
  if (asked.length === 0) return;
  await context.sync();
  const closed = new Set(asked.flatMap(({ name, cell }) => (cell?.locked === false ? [] : [name])));
  if (closed.size > 0) throw new AnalystError('sheet.protected', { sheets: [...closed].join('」「') });
}
