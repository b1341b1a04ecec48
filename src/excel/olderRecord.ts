/** What an older workbook brought for 実績の記録, kept in the settings of the workbook until the sheet is written. */
import type { RecordEntry } from '../plan/record/entry';
import { olderRecordFrom, OLDER_RECORD_SETTING, type OlderRecord } from '../plan/record/older';
import { runExcel } from './work';

const NOTHING: OlderRecord = { entries: [], notices: [] };

/** What waits to be recorded; a setting that cannot be read is nothing. */
export async function olderRecord(context: Excel.RequestContext): Promise<OlderRecord> {
  const setting = context.workbook.settings.getItemOrNullObject(OLDER_RECORD_SETTING);
  setting.load('value');
  await context.sync();
  return setting.isNullObject ? NOTHING : olderRecordFrom(setting.value);
}

/** The sheet holds it now. Where Excel refuses, it is kept and written into the same lines once more by the next write. */
export async function forgetOlderRecord(context: Excel.RequestContext): Promise<void> {
  try {
    const setting = context.workbook.settings.getItemOrNullObject(OLDER_RECORD_SETTING);
    setting.load('key');
    await context.sync();
    if (setting.isNullObject) return;
    setting.delete();
    await context.sync();
  } catch {
    // The sheet stands.
  }
}

/** Keeps what older workbooks bring beside what waits already. */
export function keepOlderRecord(brought: OlderRecord): Promise<void> {
  return runExcel(async (context) => {
    const known = await olderRecord(context);
    const both: { entries: readonly RecordEntry[]; notices: readonly string[] } = {
      entries: [...known.entries, ...brought.entries],
      notices: [...known.notices, ...brought.notices],
    };
    context.workbook.settings.add(OLDER_RECORD_SETTING, JSON.stringify(both));
    await context.sync();
  });
}
