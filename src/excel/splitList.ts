/** 対象者一覧 in the workbook split by 圏域 or 担当. */
import { AnalystError } from '../kdb';
import { EVERYBODY_SHEET } from '../plan';
import { splitSheets, type SplitBy } from '../plan/lists/splitList';
import type { PagesOptions } from './personPages';
import { hideNamesAgain } from './preferences';
import { replaceSheets } from './replaceSheets';
import { rowsOfSheet } from './sheetRows';
import { forgetUndo, offerUndo } from './undo';
import { runExcel } from './work';
import { writing } from './writing';

/** What was made, and what has to be said of it. */
export interface ListSplit {
  readonly sheets: readonly string[];
  readonly notices: readonly string[];
}

/**
 * Writes a sheet for each 圏域 or 担当. Throws AnalystError list.noSheet, list.noColumn,
 * list.tooManyParts, sheet.edited, work.cancelled.
 */
export function splitList(by: SplitBy, options: PagesOptions = {}): Promise<ListSplit> {
  return writing(() =>
    runExcel(async (context) => {
      const rows = await rowsOfSheet(context, EVERYBODY_SHEET);
      if (rows === null) throw new AnalystError('list.noSheet', { sheet: EVERYBODY_SHEET });
      const specs = splitSheets(rows, by);
      const notices: string[] = [];
      forgetUndo();
      await replaceSheets(context, specs, {
        ...options,
        onNotice: (notice) => notices.push(notice),
        ...(options.undoable === true ? { keepBefore: ({ bringBack }) => offerUndo(bringBack) } : {}),
      });
      notices.push(...(await hideNamesAgain(context)));
      return { sheets: specs.map(({ name }) => name), notices };
    }),
  );
}
