/** What an older workbook brought for 実績の記録, kept in the settings of the workbook until the sheet is written. */
import { NOTHING_OLDER, olderRecordFrom, OLDER_RECORD_SETTING, together, type OlderRecord } from '../plan/record/older';
import { runExcel } from './work';

/** What waits to be recorded; a setting that cannot be read is nothing. */
export async function olderRecord(context: Excel.RequestContext): Promise<OlderRecord> {
  const setting = context.workbook.settings.getItemOrNullObject(OLDER_RECORD_SETTING);
  setting.load('value');
  await context.sync();
  return setting.isNullObject ? NOTHING_OLDER : olderRecordFrom(setting.value);
}

/** The sheets hold it now; targets wait until the sheets of the plan are written as well. Where Excel refuses, it is kept and written into the same lines once more by the next write. */
export async function forgetOlderRecord(
  context: Excel.RequestContext,
  { withTargets }: { readonly withTargets: boolean },
): Promise<void> {
  try {
    const setting = context.workbook.settings.getItemOrNullObject(OLDER_RECORD_SETTING);
    setting.load('value');
    await context.sync();
    if (setting.isNullObject) return;
    const { targets } = olderRecordFrom(setting.value);
    if (withTargets || targets.length === 0) setting.delete();
    else context.workbook.settings.add(OLDER_RECORD_SETTING, JSON.stringify({ ...NOTHING_OLDER, targets }));
    await context.sync();
  } catch {
    // The sheet stands.
  }
}

/** Keeps what older workbooks bring beside what waits already. */
export function keepOlderRecord(brought: OlderRecord): Promise<void> {
  return runExcel(async (context) => {
    const known = await olderRecord(context);
    context.workbook.settings.add(OLDER_RECORD_SETTING, JSON.stringify(together([known, brought])));
    await context.sync();
  });
}
