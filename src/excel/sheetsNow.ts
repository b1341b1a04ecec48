/** The sheets that a write was about as they stand now, whatever the analyst did with them meanwhile. */
import type { SheetBefore } from './journal';

/** The sheets of a write as they are found now: by their ids, whatever the analyst calls them meanwhile. */
export class SheetsNow {
  /** What those were called that the analyst removed meanwhile, or their copies: nothing of them can come back. */
  readonly gone = new Set<string>();

  constructor(readonly context: Excel.RequestContext) {}

  /** The sheet of this id; null where it is gone. */
  async find({ sheet: id, name }: { readonly sheet: string; readonly name: string }): Promise<Excel.Worksheet | null> {
    const sheet = await sheetById(this.context, id);
    if (sheet === null) this.gone.add(name);
    return sheet;
  }

  /** What they are called now, by what they were called; without those that are gone. */
  async names(sheets: readonly SheetBefore[]): Promise<Map<string, string>> {
    const { worksheets } = this.context.workbook;
    worksheets.load('items/id,items/name');
    await this.context.sync();
    const byId = new Map(worksheets.items.map(({ id, name }) => [id, name]));
    const found = sheets.flatMap(({ sheet, name }): [string, string][] => {
      const now = byId.get(sheet);
      return now === undefined ? [] : [[name, now]];
    });
    return new Map(found);
  }
}

/** What is wanted of a sheet, with the sheet. */
export type Found<T> = T & { readonly found: Excel.Worksheet };

/** Those of these whose sheets are there, with the sheets; what the others were called is noted as gone. One request. */
export async function findAll<T extends { readonly sheet: string; readonly name: string }>(
  now: SheetsNow,
  wanted: readonly T[],
): Promise<Found<T>[]> {
  const { worksheets } = now.context.workbook;
  const asked = wanted.map((each) => ({ ...each, found: worksheets.getItemOrNullObject(each.sheet).load('name') }));
  await now.context.sync();
  for (const { found, name } of asked) if (found.isNullObject) now.gone.add(name);
  return asked.filter(({ found }) => !found.isNullObject);
}

/** The sheet of this id; null where it is gone. */
export async function sheetById(context: Excel.RequestContext, id: string): Promise<Excel.Worksheet | null> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(id).load('name');
  await context.sync();
  return sheet.isNullObject ? null : sheet;
}
