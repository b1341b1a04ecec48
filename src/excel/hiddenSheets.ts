/** Whether hidden sheets are joined like others: a choice of the analyst that the workbook keeps. */
import { HIDDEN_SHEETS_SETTING } from '../kdb';
import { recalculate } from './events';
import { session } from './session';
import { runExcel } from './work';
import { writing } from './writing';

/** The choice; false where nobody made one. Syncs. */
export async function hiddenSheetsIncluded(context: Excel.RequestContext): Promise<boolean> {
  const setting = context.workbook.settings.getItemOrNullObject(HIDDEN_SHEETS_SETTING);
  setting.load('value');
  await context.sync();
  return !setting.isNullObject && setting.value === true;
}

/** Keeps the choice; the data are joined anew and every formula calculated. */
export function includeHiddenSheets(isIncluded: boolean): Promise<void> {
  return writing(async () => {
    await runExcel(async (context) => {
      context.workbook.settings.add(HIDDEN_SHEETS_SETTING, isIncluded);
      await context.sync();
    });
    session().dataChanged();
    await recalculate();
  });
}
