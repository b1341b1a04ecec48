/** The sheet 抽出条件 in the workbook: made when absent, read as it stands, put back to its defaults. */
import { PARAMETERS, type CriteriaSettings } from '../criteria';
import type { Cell } from '../kdb';
import {
  conditionCellValue,
  CONDITIONS_COLUMNS,
  CONDITIONS_KEYS,
  CONDITIONS_SHEET,
  conditionsSheet,
  DEFAULT_CONDITIONS,
  NAMED_CELLS,
  readConditions,
  readFiscalYear,
  referenceDateIn,
  refuseForeignConditions,
  wordingCells,
  type ConditionValues,
  type SheetSpec,
} from '../plan';
import { listColumnsCell } from '../plan/listColumnsCell';
import { entryFor } from './backups';
import { bringBackOf, cellsBefore, changeCells, changeSteps, type CellChange } from './cellChanges';
import { readRows } from './readRows';
import type { ReplaceOptions } from './replaceSheets';

/** The rows of the sheet from A1; null when there is no such sheet. */
export async function readConditionRows(context: Excel.RequestContext): Promise<Cell[][] | null> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(CONDITIONS_SHEET);
  sheet.load('name');
  await context.sync();
  if (sheet.isNullObject) return null;
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load(['rowIndex', 'rowCount', 'columnIndex', 'columnCount']);
  await context.sync();
  if (used.isNullObject) return [];
  const extent = { rows: used.rowIndex + used.rowCount, columns: used.columnIndex + used.columnCount };
  return readRows(context.workbook.worksheets.getItem(CONDITIONS_SHEET), extent, { name: CONDITIONS_SHEET });
}

/** The conditions that run: what stands in the sheet, or the defaults without one. Throws AnalystError settings.*. */
export async function currentConditions(context: Excel.RequestContext): Promise<ConditionValues> {
  const rows = await readConditionRows(context);
  return rows === null ? DEFAULT_CONDITIONS : readConditions(rows);
}

/**
 * What has to be said where 抽出条件 was renamed: its thresholds are no longer those that run. Null where it stands, or never
 * stood.
 */
export async function renamedConditions(context: Excel.RequestContext): Promise<string | null> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(CONDITIONS_SHEET).load('name');
  const range = context.workbook.names.getItemOrNullObject(NAMED_CELLS.fiscalYear).getRangeOrNullObject();
  range.load('address');
  await context.sync();
  if (!sheet.isNullObject || range.isNullObject) return null;
  const home = range.worksheet.load('name');
  await context.sync();
  return (
    `抽出条件のシートは名前が「${home.name}」に変わっているため読まず、既定の条件を使っています。` +
    `その条件を使うときは、シートの名前を「${CONDITIONS_SHEET}」に戻すか、値を新しい「${CONDITIONS_SHEET}」に写してください。`
  );
}

/** Makes the sheet where there is none; what stands in one is left alone. True when it was made. */
export async function makeConditionsSheet(context: Excel.RequestContext): Promise<boolean> {
  if ((await readConditionRows(context)) !== null) return false;
  await replace(context, conditionsSheet(), {});
  return true;
}

/** 抽出年度 as it stands in these rows; null where it is blank, missing or no year. */
function standingYear(rows: readonly (readonly Cell[])[] | null): number | null {
  const cells = rows?.find((row) => row[CONDITIONS_COLUMNS.key] === CONDITIONS_KEYS.fiscalYear);
  try {
    return readFiscalYear(cells?.[CONDITIONS_COLUMNS.value] ?? null, NAMED_CELLS.fiscalYear);
  } catch {
    return null;
  }
}

/** Writes the sheet anew with every default. 抽出年度 stays as the first extraction fixed it; 基準日 becomes automatic. */
export async function writeDefaults(context: Excel.RequestContext, options: Pick<ReplaceOptions, 'keepBefore'> = {}) {
  const rows = await readConditionRows(context);
  if (rows !== null) refuseForeignConditions(rows);
  const fiscalYear = standingYear(rows);
  await writeAnew(context, { ...DEFAULT_CONDITIONS, fiscalYear }, options);
}

/**
 * Writes 抽出年度 into its cell. A 基準日 that lies in another year becomes automatic: it was typed for the year before. Where
 * there is no sheet, or the row is gone, the sheet is written anew. `keepBefore` gets the way back. Throws settings.*.
 */
export async function writeFiscalYear(
  context: Excel.RequestContext,
  fiscalYear: number,
  options: Required<Pick<ReplaceOptions, 'keepBefore'>>,
): Promise<void> {
  const rows = await readConditionRows(context);
  const rowOf = (key: string): number => rows?.findIndex((cells) => cells[CONDITIONS_COLUMNS.key] === key) ?? -1;
  const row = rowOf(CONDITIONS_KEYS.fiscalYear);
  if (rows === null || row < 0) {
    const standing = rows === null ? DEFAULT_CONDITIONS : readConditions(rows);
    return writeAnew(context, { ...standing, fiscalYear }, options);
  }
  const column = CONDITIONS_COLUMNS.value;
  const cells: { row: number; column: number; text: Cell }[] = [{ row, column, text: fiscalYear }];
  const standing = readConditions(rows.map((each, index) => (index === row ? [] : each)));
  if (referenceDateIn(standing, fiscalYear) !== standing.referenceDate)
    cells.push({ row: rowOf(CONDITIONS_KEYS.referenceDate), column, text: '' });
  await writeKept(context, cells, options);
}

/**
 * Writes 一覧に出す列 into its cell. Where there is no sheet, or it was written before there was such a row, the sheet is written
 * anew. `keepBefore` gets the way back. Throws settings.*.
 */
export async function writeListColumns(
  context: Excel.RequestContext,
  headings: readonly string[],
  options: Required<Pick<ReplaceOptions, 'keepBefore'>>,
): Promise<void> {
  const rows = await readConditionRows(context);
  const row = rows?.findIndex((cells) => cells[CONDITIONS_COLUMNS.key] === CONDITIONS_KEYS.listColumns) ?? -1;
  if (rows === null || row < 0) {
    const standing = rows === null ? DEFAULT_CONDITIONS : readConditions(rows);
    return writeAnew(context, { ...standing, listColumns: headings }, options);
  }
  await writeKept(context, [{ row, column: CONDITIONS_COLUMNS.value, text: listColumnsCell(headings) }], options);
}

/** Writes single cells whole or not at all; `keepBefore` gets the way back to what stood in them. */
async function writeKept(
  context: Excel.RequestContext,
  cells: readonly { readonly row: number; readonly column: number; readonly text: Cell }[],
  options: Required<Pick<ReplaceOptions, 'keepBefore'>>,
): Promise<void> {
  const unfinished = await changeCells(
    context,
    cells.map(({ row, column, text }) => ({ sheet: CONDITIONS_SHEET, row, column, entry: entryFor(text, true) })),
  );
  options.keepBefore({ bringBack: bringBackOf(unfinished) });
}

function writeAnew(
  context: Excel.RequestContext,
  values: ConditionValues,
  options: Pick<ReplaceOptions, 'keepBefore'>,
): Promise<void> {
  return replace(context, conditionsSheet(values), { ...options, confirmReplace: () => Promise.resolve(true) });
}

/** The writing of sheets is loaded when a sheet is written: the pane opens without it. */
async function replace(context: Excel.RequestContext, spec: SheetSpec, options: ReplaceOptions): Promise<void> {
  const { replaceSheets } = await import('./replaceSheets');
  await replaceSheets(context, [spec], options);
}

/**
 * Writes thresholds and switches into their cells; 抽出年度, 基準日 and everything else in the sheet stay. Where there is
 * no sheet, or a row of it is gone, the sheet is written anew. `keepBefore` gets the way back.
 */
export async function writeSettings(
  context: Excel.RequestContext,
  settings: CriteriaSettings,
  options: Required<Pick<ReplaceOptions, 'keepBefore'>>,
): Promise<void> {
  const rows = await readConditionRows(context);
  const rowOf = new Map(rows?.map((cells, row) => [cells[CONDITIONS_COLUMNS.key], row]));
  if (rows === null || PARAMETERS.some(({ key }) => !rowOf.has(key))) {
    const standing = rows === null ? DEFAULT_CONDITIONS : readConditions(rows);
    return writeAnew(context, { ...standing, settings }, options);
  }
  const cells = PARAMETERS.map(({ key, parameter }) => ({
    row: rowOf.get(key)!,
    column: CONDITIONS_COLUMNS.value,
    text: conditionCellValue(parameter, settings[key] ?? parameter.default),
  }));
  const changed = [...cells, ...wordingCells(rows, settings)].filter(
    ({ row, column, text }) => rows[row]?.[column] !== text,
  );
  await writeKept(context, changed, options);
}

/**
 * What an extraction changes in a sheet that stands: the sentences of the criteria, and the year when one was asked for.
 * `apply` queues; the caller syncs.
 */
export async function renewal(
  context: Excel.RequestContext,
  rows: readonly (readonly Cell[])[],
  { settings, fiscalYear }: { readonly settings: ConditionValues['settings']; readonly fiscalYear?: number },
): Promise<NonNullable<ReplaceOptions['alongside']>> {
  const changes: CellChange[] = wordingCells(rows, settings)
    .filter(({ row, column, text }) => rows[row]?.[column] !== text)
    .map(({ row, column, text }) => ({ sheet: CONDITIONS_SHEET, row, column, entry: entryFor(text, true) }));
  if (fiscalYear !== undefined) {
    const row = rows.findIndex((cells) => cells[CONDITIONS_COLUMNS.key] === CONDITIONS_KEYS.fiscalYear);
    // Where the analyst removed the row, the year stays that of the data.
    if (row >= 0) changes.push({ sheet: CONDITIONS_SHEET, row, column: CONDITIONS_COLUMNS.value, entry: fiscalYear });
  }
  const before = await cellsBefore(context, changes);
  const steps = changeSteps(context, changes);
  return { before, apply: () => steps.forEach(({ queue }) => queue()) };
}
