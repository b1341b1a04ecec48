/** The small things that the pane asks of the workbook: the sheet 抽出条件, its defaults, showing a cell. */
import { AnalystError } from '../kdb';
import { CONDITIONS_SHEET } from '../plan';
import { makeConditionsSheet, writeDefaults } from './conditions';
import { forgetDataset } from './dataset';
import { quietly, recalculate } from './events';
import { oneAtATime, runExcel } from './work';

/** Makes the sheet 抽出条件 where there is none. What stands in one is never changed. */
export function ensureConditionsSheet(): Promise<void> {
  return oneAtATime(() =>
    quietly(async () => {
      if (await runExcel(makeConditionsSheet)) forgetDataset();
    }),
  );
}

/** 既定値に戻す: every threshold and switch at its default, 抽出年度 and 基準日 automatic; the cells are calculated anew. */
export function restoreDefaults(): Promise<void> {
  return oneAtATime(() =>
    quietly(async () => {
      await runExcel(writeDefaults);
      forgetDataset();
      await recalculate();
    }),
  );
}

/** Shows a row (counted from 1) of a sheet. Throws AnalystError sheet.missing. */
export async function selectRow(sheetName: string, row: number): Promise<void> {
  await runExcel(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(sheetName);
    sheet.load('name');
    await context.sync();
    if (sheet.isNullObject) throw new AnalystError('sheet.missing', { sheet: sheetName });
    sheet.activate();
    sheet.getRangeByIndexes(row - 1, 0, 1, 1).select();
    await context.sync();
  });
}

/** Shows the sheet 抽出条件, made when absent. */
export async function showConditions(): Promise<void> {
  await ensureConditionsSheet();
  await selectRow(CONDITIONS_SHEET, 1);
}
