/** New sheets open on the first cell that can be seen: Excel puts the cursor into A1, and what is hidden there into the formula bar. */
import type { SheetSpec } from '../plan';
import { isSupported } from './dressSheet';

/** The first place that is not hidden. */
function firstShown(hidden: readonly number[] = []): number {
  let at = 0;
  while (hidden.includes(at)) at += 1;
  return at;
}

/** Selects it on those of the sheets whose A1 is hidden; the sheet that is looked at stays the one that is looked at. */
export async function openOnFirstCells(context: Excel.RequestContext, specs: readonly SheetSpec[]): Promise<void> {
  const places = specs.flatMap(({ name, hiddenRows, hiddenColumns }) => {
    const [row, column] = [firstShown(hiddenRows), firstShown(hiddenColumns)];
    return row === 0 && column === 0 ? [] : [{ name, row, column }];
  });
  if (places.length === 0) return;
  try {
    const { application, worksheets } = context.workbook;
    const active = worksheets.getActiveWorksheet().load('id');
    await context.sync();
    if (isSupported('1.9')) application.suspendScreenUpdatingUntilNextSync();
    for (const { name, row, column } of places) {
      const sheet = worksheets.getItem(name);
      sheet.activate();
      sheet.getRangeByIndexes(row, column, 1, 1).select();
    }
    worksheets.getItem(active.id).activate();
    await context.sync();
  } catch {
    // Where the cursor stands changes no figure.
  }
}
