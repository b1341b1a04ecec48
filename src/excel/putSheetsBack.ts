/** Whole sheets put back from their copies: contents, looks and tables. */
import type { Cell } from '../kdb';
import { isFormCorner } from '../plan/forms/formMark';
import { copyAll, strip } from './backups';
import { hashOf } from './contentHash';
import type { SheetBefore } from './journal';
import { openColumns } from './openColumns';
import { readRows } from './readRows';
import type { SheetsNow } from './sheetsNow';
import { ACTION_BYTES, send } from './steps';

type NamedTables = readonly { readonly name: string }[];

async function tablesOf(context: Excel.RequestContext, sheets: readonly Excel.Worksheet[]): Promise<NamedTables[]> {
  for (const sheet of sheets) sheet.tables.load('items/name');
  await context.sync();
  return sheets.map((sheet) => sheet.tables.items.map(({ name }) => ({ name })));
}

/** Whether the sheet holds what its copy holds, and its tables: then a refusal to write to it leaves nothing to be done. */
export async function standsAsBefore(context: Excel.RequestContext, before: SheetBefore): Promise<boolean> {
  if (before.backup === null || before.extent === null) return false;
  const { tables } = context.workbook.worksheets.getItem(before.sheet);
  tables.load('items/name');
  await context.sync();
  const ranges = tables.items.map((table) => ({ name: table.name, range: table.getRange().load('address') }));
  await context.sync();
  const places = ranges.map(({ name, range: { address } }) => `${name} ${address.slice(address.lastIndexOf('!') + 1)}`);
  const meant = before.tables.map(({ name, address }) => `${name} ${address}`);
  if (places.sort().join() !== meant.sort().join()) return false;
  const read = (name: string): Promise<Cell[][]> =>
    readRows(context.workbook.worksheets.getItem(name), before.extent!, { name: before.name, what: 'formulas' });
  return hashOf(await read(before.sheet)) === hashOf(await read(before.backup));
}

/** Calls for the cells of one sheet and for each of its tables, roughly. */
const SHEET_ACTIONS = 12;
const TABLE_ACTIONS = 4;
const weightOf = (tables: number): number => (SHEET_ACTIONS + TABLE_ACTIONS * tables) * ACTION_BYTES;

/** Contents, looks and tables of sheets, in as few requests as the host takes. */
export async function putSheetsBack(now: SheetsNow, sheets: readonly SheetBefore[]): Promise<void> {
  const { context } = now;
  const { worksheets } = context.workbook;
  const asked = sheets.map((before) => ({
    before,
    found: worksheets.getItemOrNullObject(before.sheet).load('name'),
    // Before anything is cleared: the copy can be seen, and somebody may have removed it.
    copy: before.backup === null ? null : worksheets.getItemOrNullObject(before.backup).load('name'),
  }));
  await context.sync();
  const there = asked.filter(({ before, found, copy }) => {
    const isThere = !found.isNullObject && copy?.isNullObject !== true;
    if (!isThere) now.gone.add(before.name);
    return isThere;
  });
  const standing = there.map(({ found }) => found);
  // By the corner of its copy a sheet was a form or not; asked together with the tables.
  const corners = there.map(({ copy }) => copy?.getRange('A1').load('values'));
  const tables = await tablesOf(context, standing);
  await send(
    context,
    there.map(({ before, found }, index) => ({
      name: before.name,
      weight: weightOf(tables[index]!.length),
      queue: () => {
        strip(found, tables[index]!);
        // The copy is of the cells that were used: what is open beside them is not among those.
        if (isFormCorner(corners[index]?.values[0]?.[0])) openColumns(found);
        if (before.backup !== null && before.extent !== null) copyAll(context, before.backup, found, before.extent);
      },
    })),
  );
  // A copy may bring tables under other names, where Excel makes tables of copied tables.
  const copied = await tablesOf(context, standing);
  await send(
    context,
    there.map(({ before, found }, index) => ({
      name: before.name,
      weight: weightOf(copied[index]!.length + before.tables.length),
      queue: () => {
        for (const { name } of copied[index]!) found.tables.getItem(name).convertToRange();
        for (const table of before.tables) found.tables.add(found.getRange(table.address), true).name = table.name;
      },
    })),
  );
}
