/** The small things that the pane asks of the workbook: the sheet 抽出条件, its defaults, showing a cell. */
import type { CriteriaSettings } from '../criteria';
import { AnalystError } from '../kdb';
import { CONDITIONS_SHEET, isOurSheet } from '../plan';
import { bringBackOf, changeCells } from './cellChanges';
import { makeConditionsSheet, writeDefaults, writeFiscalYear, writeListColumns, writeSettings } from './conditions';
import { recalculate } from './events';
import type { ReplaceOptions } from './replaceSheets';
import { removeTemporary } from './goBack';
import { session } from './session';
import { forgetUndo, offerUndo } from './undo';
import { runExcel } from './work';
import { writing } from './writing';

type Undoable = Required<Pick<ReplaceOptions, 'keepBefore'>>;

/** Makes the sheet 抽出条件 where there is none. What stands in one is never changed. */
export function ensureConditionsSheet(): Promise<void> {
  return writing(async () => {
    if (await runExcel(makeConditionsSheet)) session().dataChanged();
  });
}

/** A write to 抽出条件: afterwards the cells are calculated anew, and it can be taken back. */
function changeConditions(write: (context: Excel.RequestContext, options: Undoable) => Promise<void>): Promise<void> {
  return writing(async () => {
    forgetUndo();
    await runExcel(async (context) => {
      await removeTemporary(context);
      await write(context, { keepBefore: ({ bringBack }) => offerUndo(bringBack) });
    });
    session().dataChanged();
    await recalculate();
  });
}

/**
 * 既定値に戻す: every threshold and switch at its default, 基準日 automatic; a fixed 抽出年度 stays; the cells are calculated anew.
 * `undoable` keeps the sheet as it was, out of sight, until the next write.
 */
export function restoreDefaults({ undoable = false }: { readonly undoable?: boolean } = {}): Promise<void> {
  return changeConditions((context, options) => writeDefaults(context, undoable ? options : {}));
}

/** Writes these thresholds and switches to 抽出条件; the cells are calculated anew. Can be taken back. */
export function applySettings(settings: CriteriaSettings): Promise<void> {
  return changeConditions((context, options) => writeSettings(context, settings, options));
}

/**
 * Fixes 抽出年度 at this year, as typing it into 抽出条件 does; the cells are calculated anew. Can be taken back. Throws
 * AnalystError settings.* where other cells of the sheet cannot be read.
 */
export function changeFiscalYear(fiscalYear: number): Promise<void> {
  return changeConditions((context, options) => writeFiscalYear(context, fiscalYear, options));
}

/** Writes 一覧に出す列 to 抽出条件: the lists show them from the next extraction on. Can be taken back. Throws as `changeFiscalYear`. */
export function changeListColumns(headings: readonly string[]): Promise<void> {
  return changeConditions((context, options) => writeListColumns(context, headings, options));
}

/** Shows a row (counted from 1) of a sheet, at a column counted from 0. Throws AnalystError sheet.missing. */
export async function selectRow(sheetName: string, row: number, column = 0): Promise<void> {
  await runExcel(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(sheetName);
    sheet.load('name');
    await context.sync();
    if (sheet.isNullObject) throw new AnalystError('sheet.missing', { sheet: sheetName });
    // The first row and column of a form are hidden: what they hold is not for the formula bar.
    const cell = sheet.getRangeByIndexes(row - 1, column, 1, 1).load(['rowHidden', 'columnHidden']);
    await context.sync();
    const shown = sheet.getRangeByIndexes(
      row - 1 + (row === 1 && cell.rowHidden ? 1 : 0),
      column + (column === 0 && cell.columnHidden ? 1 : 0),
      1,
      1,
    );
    sheet.activate();
    shown.select();
    await context.sync();
  });
}

/** Shows the sheet 抽出条件, made when absent. */
export async function showConditions(): Promise<void> {
  await ensureConditionsSheet();
  await selectRow(CONDITIONS_SHEET, 1);
}

/** The address of what is selected, with its sheet, as a formula names it. */
export function selectedRange(): Promise<string> {
  return runExcel(async (context) => {
    const range = context.workbook.getSelectedRange().load('address');
    await context.sync();
    return range.address;
  });
}

/**
 * Writes a formula into the selected cell and returns its address. Throws AnalystError cell.ours on a sheet of ours, and
 * cell.occupied where something stands already.
 */
export function writeFormula(formula: string): Promise<string> {
  return writing(() =>
    runExcel(async (context) => {
      const cell = context.workbook.getSelectedRange().getCell(0, 0);
      cell.load(['address', 'formulas', 'rowIndex', 'columnIndex']);
      const sheet = cell.worksheet.load('name');
      await context.sync();
      const { address, rowIndex: row, columnIndex: column } = cell;
      if (isOurSheet(sheet.name)) throw new AnalystError('cell.ours', { sheet: sheet.name });
      if (cell.formulas[0]?.[0] !== '') throw new AnalystError('cell.occupied', { cell: address });
      forgetUndo();
      const unfinished = await changeCells(context, [{ sheet: sheet.name, row, column, entry: formula }]);
      offerUndo(bringBackOf(unfinished));
      return address;
    }),
  );
}
