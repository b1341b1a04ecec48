/** 対象者一覧 in the workbook split by 圏域 or 担当. */
import { AnalystError } from '../kdb';
import { EVERYBODY_SHEET } from '../plan';
import { splitSheets, type SplitBy } from '../plan/lists/splitList';
import { quietly } from './events';
import type { PagesOptions } from './personPages';
import { hideNamesAgain } from './preferences';
import { replaceSheets } from './replaceSheets';
import { rowsOfSheet } from './sheetRows';
import { forgetUndo, offerUndo } from './undo';
import { oneAtATime, runExcel } from './work';

/**
 * Writes a sheet for each 圏域 or 担当 and answers with their names. Throws AnalystError list.noSheet, list.noColumn,
 * list.tooManyParts, sheet.edited, work.cancelled.
 */
export function splitList(by: SplitBy, options: PagesOptions = {}): Promise<readonly string[]> {
  return oneAtATime(() =>
    quietly(() =>
      runExcel(async (context) => {
        const rows = await rowsOfSheet(context, EVERYBODY_SHEET);
        if (rows === null) throw new AnalystError('list.noSheet', { sheet: EVERYBODY_SHEET });
        const specs = splitSheets(rows, by);
        forgetUndo();
        await replaceSheets(context, specs, {
          ...options,
          ...(options.undoable === true ? { keepBefore: ({ bringBack }) => offerUndo(bringBack) } : {}),
        });
        await hideNamesAgain(context);
        return specs.map(({ name }) => name);
      }),
    ),
  );
}
