/** Temporary sheets that an interrupted run or an earlier version left in the workbook: removed when the add-in starts. */
import { isTemporarySheet } from '../plan';
import { quietly } from './events';
import { removeTemporary } from './unfinished';
import { oneAtATime, runExcel } from './work';

/** How many temporary sheets hold cells: copies of lists, which nobody who reads the file can see. */
async function countFilled(context: Excel.RequestContext): Promise<number | null> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const found = worksheets.items.filter(({ name }) => isTemporarySheet(name));
  if (found.length === 0) return null;
  const used = found.map((sheet) => sheet.getUsedRangeOrNullObject(true).load('address'));
  await context.sync();
  return used.filter(({ isNullObject }) => !isNullObject).length;
}

/**
 * Removes what is left, and returns the sentences that say so: none where nothing was left, or only empty sheets. Never
 * rejects for a refusal of Excel; then the sentence says what to do.
 */
export function removeLeftovers(): Promise<readonly string[]> {
  return oneAtATime(async () => {
    const filled = await runExcel(countFilled);
    if (filled === null) return [];
    try {
      await quietly(() => runExcel((context) => removeTemporary(context)));
    } catch {
      return [
        `途中で終わった作業の隠れたシートが残っていますが、Excel が削除を受けつけませんでした。` +
          '校閲タブでブックの保護を外し、ブックを開きなおしてください。',
      ];
    }
    if (filled === 0) return [];
    return [
      `途中で終わった作業が残した隠れたシート ${filled} 枚（対象者の一覧などの控え）を削除しました。` +
        'ブックを保存すると、ファイルからもなくなります。',
    ];
  });
}
