/** What stands on our sheets of forms in the workbook, with number formats. */
import type { Cell } from '../kdb';
import { isOurSheet, isTemporarySheet } from '../plan';
import { isStandingForm, type FormStanding } from '../plan/forms';
import { readRows } from './readRows';
import { standingSheets } from './standing';
import { throwIfCancelled, type WorkOptions } from './work';

/** Number formats are read of sheets up to this size; a larger one is no form. */
const MOST_CELLS = 100_000;

/** The forms that stand, by sheet; `only` names those that are looked at, default all. */
export async function readForms(
  context: Excel.RequestContext,
  options: WorkOptions,
  only?: readonly string[],
): Promise<Map<string, FormStanding>> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const names = worksheets.items
    .map(({ name }) => name)
    .filter((name) => isOurSheet(name) && !isTemporarySheet(name) && only?.includes(name) !== false);
  const standing = await standingSheets(context, names);
  const forms = new Map<string, FormStanding>();
  for (const [name, { extent }] of standing) {
    if (extent === null || extent.rows * extent.columns > MOST_CELLS) continue;
    const sheet = worksheets.getItem(name);
    const corner = sheet.getRangeByIndexes(0, 0, extent.rows, extent.columns).load(['values', 'numberFormat']);
    const formulas = await readRows(sheet, extent, { ...options, name, what: 'formulas' });
    const form = {
      values: (corner.values as Cell[][]).map((cells) => cells.map((cell) => (cell === '' ? null : cell))),
      formulas,
      formats: corner.numberFormat as string[][],
    };
    if (isStandingForm(form)) forms.set(name, form);
    throwIfCancelled(options);
  }
  return forms;
}
