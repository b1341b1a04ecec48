/** 評価年度 of 支援記録: what stands in its cell, and another year written there. */
import { parseRect } from '../formula';
import { AnalystError } from '../kdb';
import { readFiscalYear, SUPPORT_SHEET } from '../plan';
import { afterYearCell } from '../plan/support';
import { bringBackOf, changeCells } from './cellChanges';
import { recalculate } from './events';
import { removeTemporary } from './goBack';
import { session } from './session';
import { rowsOfSheet } from './sheetRows';
import { forgetUndo, offerUndo } from './undo';
import { runExcel } from './work';
import { writing } from './writing';

/** What stands in the cell 評価年度. */
export interface AfterYearCell {
  /** Fiscal year; null where the cell is blank (the newest year after 抽出年度 that has data) or cannot be read. */
  readonly written: number | null;
  /** Its address on 支援記録, e.g. B4. */
  readonly address: string;
}

/** 評価年度 as it stands in 支援記録; null without the sheet, or where the label of the cell is gone. */
export function readAfterYear(): Promise<AfterYearCell | null> {
  return runExcel(async (context) => {
    const rows = await rowsOfSheet(context, SUPPORT_SHEET);
    const cell = rows === null ? null : afterYearCell(rows);
    if (cell === null) return null;
    const { value, address } = cell;
    try {
      return { written: readFiscalYear(value, address), address };
    } catch {
      return { written: null, address };
    }
  });
}

/**
 * Writes 評価年度 as an analyst types it; null empties the cell, so that the newest year is taken. The cells are calculated
 * anew, and it can be taken back. Throws AnalystError support.none without 支援記録 or its cell.
 */
export function changeAfterYear(fiscalYear: number | null): Promise<void> {
  return writing(async () => {
    forgetUndo();
    await runExcel(async (context) => {
      await removeTemporary(context);
      const rows = await rowsOfSheet(context, SUPPORT_SHEET);
      const cell = rows === null ? null : afterYearCell(rows);
      if (cell === null) throw new AnalystError('support.none');
      const { row, column } = parseRect(cell.address)!;
      const unfinished = await changeCells(context, [{ sheet: SUPPORT_SHEET, row, column, entry: fiscalYear ?? '' }]);
      offerUndo(bringBackOf(unfinished));
    });
    session().supportChanged();
    await recalculate();
  });
}
