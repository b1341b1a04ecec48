/** What an interrupted run or an earlier version left in the workbook: put in order when the add-in starts. */
import { isTemporarySheet } from '../plan';
import { quietly } from './events';
import { removeTemporary } from './goBack';
import { readUnfinished } from './journal';
import { oneAtATime, runExcel } from './work';

interface Leftovers {
  /** Temporary sheets that hold cells: copies of lists. */
  readonly filled: number;
  readonly isThere: boolean;
}

async function lookForLeftovers(context: Excel.RequestContext): Promise<Leftovers> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  const unfinished = await readUnfinished(context);
  const found = worksheets.items.filter(({ name }) => isTemporarySheet(name));
  const used = found.map((sheet) => sheet.getUsedRangeOrNullObject(true).load('address'));
  if (found.length > 0) await context.sync();
  return {
    filled: used.filter(({ isNullObject }) => !isNullObject).length,
    isThere: found.length > 0 || unfinished !== null,
  };
}

/**
 * Takes back what did not come to its end and removes what is left of it. Returns the sentences that say so: none where
 * nothing was left, or only empty sheets. Never rejects for a refusal of Excel; then the sentence says what to do.
 */
export function removeLeftovers(): Promise<readonly string[]> {
  return oneAtATime(async () => {
    const { filled, isThere } = await runExcel(lookForLeftovers);
    if (!isThere) return [];
    let isTakenBack: boolean;
    try {
      isTakenBack = await quietly(() => runExcel((context) => removeTemporary(context)));
    } catch {
      return [
        '途中で終わった作業が残っていますが、Excel が片づけを受けつけませんでした。校閲タブでシートとブックの保護を外してください。' +
          '次の書きこみのはじめに、もう一度片づけます。',
      ];
    }
    return [
      ...(isTakenBack ? ['途中で終わった書きこみを取り消し、書きこむ前に戻しました。'] : []),
      ...(filled === 0
        ? []
        : [
            `途中で終わった作業が残したシート ${filled} 枚（対象者の一覧などの控え）を削除しました。` +
              'ブックを保存すると、ファイルからもなくなります。',
          ]),
    ];
  });
}
