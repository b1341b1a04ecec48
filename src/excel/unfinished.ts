/** What takes a write back: plain data, kept in the workbook while the write lasts, so that even a page that dies leaves it. */
import { AnalystError, type Cell } from '../kdb';
import { copyAll, entryFor } from './backups';
import type { ChartsBefore } from './charts';
import { hashOf } from './contentHash';
import { readRows, type Extent } from './readRows';
import { layoutSteps, putSizesBack, type SheetLayout } from './sheetLayout';
import { ACTION_BYTES, send, sendOrSkip } from './steps';
import { removeSheetsAside } from './temporarySheets';

const SETTINGS_KEY = 'IKKATSU.unfinished';

/** A cell as it was; sheets are named by their id, which survives renaming. */
export interface CellBefore {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  /** The formula, where there is one. */
  readonly content: Cell;
  /** The content is a text, also where it looks like a formula. */
  readonly isText: boolean;
  readonly numberFormat: string;
}

export interface SheetBefore {
  readonly sheet: string;
  readonly name: string;
  /** The sheet that holds the copy of the cells; null for an empty sheet. */
  readonly backup: string | null;
  readonly extent: Extent | null;
  readonly tables: readonly { readonly name: string; readonly address: string }[];
}

interface RangeOnSheet extends Extent {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** Each part can be put back twice, and in any state that the write may have left. */
export interface Unfinished {
  readonly cells?: readonly CellBefore[];
  /** Ranges that were empty. */
  readonly empty?: readonly RangeOnSheet[];
  readonly tables?: readonly { readonly sheet: string; readonly name: string; readonly address: string }[];
  readonly sheets?: readonly SheetBefore[];
  readonly layouts?: readonly { readonly sheet: string; readonly name: string; readonly layout: SheetLayout }[];
  /** Ids of sheets that were not there, once they are known; those that are gone are skipped. */
  readonly added?: readonly string[];
  /** Sheets that were inserted from files: whatever was not present and bears a name of the files. */
  readonly inserted?: { readonly present: readonly string[]; readonly names: readonly string[] };
  /** Defined names with their formulas; null for those that were not there. */
  readonly names?: readonly { readonly name: string; readonly formula: string | null }[];
  /** Settings of the workbook; null for those that were not there. */
  readonly settings?: readonly { readonly key: string; readonly value: unknown }[];
  readonly charts?: {
    readonly remembered: ChartsBefore['remembered'];
    readonly standing: readonly (readonly [string, readonly string[]])[];
  };
}

/** Queues that a write begins; the caller syncs, before or together with the first change. */
export function begin(context: Excel.RequestContext, unfinished: Unfinished): void {
  context.workbook.settings.add(SETTINGS_KEY, JSON.stringify(unfinished));
}

/** Queues that a write is complete: the last action of the request that completes it. */
export function complete(context: Excel.RequestContext): void {
  // A setting that is not there cannot be deleted; an empty one says the same.
  context.workbook.settings.add(SETTINGS_KEY, '');
}

/** What a write left that did not come to its end; null where there is none. */
async function leftUnfinished(context: Excel.RequestContext): Promise<Unfinished | null> {
  const setting = context.workbook.settings.getItemOrNullObject(SETTINGS_KEY).load('value');
  await context.sync();
  if (setting.isNullObject || setting.value === '') return null;
  try {
    return JSON.parse(String(setting.value)) as Unfinished;
  } catch {
    return null;
  }
}

/** Everything off a sheet of ours, the sheet itself stays: cells elsewhere that point to it keep pointing. */
export function strip(sheet: Excel.Worksheet, tables: readonly { readonly name: string }[]): void {
  for (const { name } of tables) sheet.tables.getItem(name).convertToRange();
  sheet.getRange().clear();
}

async function tablesOf(context: Excel.RequestContext, sheet: Excel.Worksheet): Promise<{ readonly name: string }[]> {
  sheet.tables.load('items/name');
  await context.sync();
  return sheet.tables.items.map(({ name }) => ({ name }));
}

/** Whether the sheet holds what its copy holds: then a refusal to write to it leaves nothing to be done. */
async function standsAsBefore(context: Excel.RequestContext, before: SheetBefore): Promise<boolean> {
  if (before.backup === null || before.extent === null) return false;
  const read = (name: string): Promise<Cell[][]> =>
    readRows(context.workbook.worksheets.getItem(name), before.extent!, { name: before.name, what: 'formulas' });
  return hashOf(await read(before.sheet)) === hashOf(await read(before.backup));
}

async function putSheetBack(context: Excel.RequestContext, before: SheetBefore): Promise<void> {
  const sheet = await sheetById(context, before.sheet);
  if (sheet === null) return;
  strip(sheet, await tablesOf(context, sheet));
  if (before.backup !== null && before.extent !== null) copyAll(context, before.backup, sheet, before.extent);
  await context.sync();
  // A copy may bring tables under other names, where Excel makes tables of copied tables.
  for (const { name } of await tablesOf(context, sheet)) sheet.tables.getItem(name).convertToRange();
  for (const table of before.tables) sheet.tables.add(sheet.getRange(table.address), true).name = table.name;
  await context.sync();
}

async function removeSheet(context: Excel.RequestContext, id: string): Promise<void> {
  const sheet = await sheetById(context, id);
  if (sheet === null) return;
  sheet.delete();
  await context.sync();
}

async function removeInserted(
  context: Excel.RequestContext,
  { present, names }: NonNullable<Unfinished['inserted']>,
): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.load('items/id,items/name');
  await context.sync();
  // Excel numbers a name that is taken; a sheet that the analyst made meanwhile bears another one.
  const fromFiles = new Set(names.map((name) => name.slice(0, 24).toLowerCase()));
  const isInserted = ({ id, name }: Excel.Worksheet): boolean =>
    !present.includes(id) &&
    fromFiles.has(
      name
        .replace(/ \(\d+\)$/, '')
        .slice(0, 24)
        .toLowerCase(),
    );
  for (const sheet of worksheets.items) if (isInserted(sheet)) sheet.delete();
  await context.sync();
}

async function putNamesBack(context: Excel.RequestContext, wanted: NonNullable<Unfinished['names']>): Promise<void> {
  const { names } = context.workbook;
  const found = wanted.map(({ name }) => names.getItemOrNullObject(name).load('formula'));
  await context.sync();
  wanted.forEach(({ name, formula }, index) => {
    const item = found[index]!;
    if (item.isNullObject ? formula === null : item.formula === formula) return;
    if (!item.isNullObject) item.delete();
    if (formula !== null) names.add(name, formula);
  });
  await context.sync();
}

/** The sheet of this id; null where the analyst removed it meanwhile: then nothing of it has to come back. */
async function sheetById(context: Excel.RequestContext, id: string): Promise<Excel.Worksheet | null> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(id).load('name');
  await context.sync();
  return sheet.isNullObject ? null : sheet;
}

async function putCellsBack(context: Excel.RequestContext, id: string, cells: readonly CellBefore[]): Promise<void> {
  const home = await sheetById(context, id);
  if (home === null) return;
  await send(
    context,
    cells.map(({ row, column, content, isText, numberFormat }) => ({
      name: '',
      weight: 4 * ACTION_BYTES + 3 * String(content ?? '').length,
      queue: () => {
        const range = home.getRangeByIndexes(row, column, 1, 1);
        range.formulas = [[entryFor(content, isText)]];
        // After the content, which may have brought a format of its own.
        range.numberFormat = [[numberFormat]];
      },
    })),
  );
}

async function emptyAgain(context: Excel.RequestContext, range: RangeOnSheet): Promise<void> {
  const home = await sheetById(context, range.sheet);
  if (home === null) return;
  const cells = home.getRangeByIndexes(range.row, range.column, range.rows, range.columns);
  cells.dataValidation.clear();
  cells.clear('Contents');
  await context.sync();
}

async function resizeAgain(
  context: Excel.RequestContext,
  { sheet, name, address }: NonNullable<Unfinished['tables']>[number],
): Promise<void> {
  const home = await sheetById(context, sheet);
  const table = home?.tables.getItemOrNullObject(name).load('name');
  await context.sync();
  if (home === null || table === undefined || table.isNullObject) return;
  table.resize(home.getRange(address));
  await context.sync();
}

async function putLayoutBack(
  context: Excel.RequestContext,
  { sheet, name, layout }: NonNullable<Unfinished['layouts']>[number],
): Promise<void> {
  const home = await sheetById(context, sheet);
  if (home === null) return;
  putSizesBack(home, layout);
  await context.sync();
  // How a page is set up is not worth a way back that never ends.
  await sendOrSkip(context, layoutSteps(home, name, layout));
}

async function putChartsBack(
  context: Excel.RequestContext,
  { remembered, standing }: NonNullable<Unfinished['charts']>,
): Promise<void> {
  const { bringChartsBack } = await import('./charts');
  await bringChartsBack(context, {
    remembered,
    standing: new Map(standing.map(([name, each]) => [name, new Set(each)])),
  });
}

async function putSettingsBack(
  context: Excel.RequestContext,
  kept: NonNullable<Unfinished['settings']>,
): Promise<void> {
  for (const { key, value } of kept) context.workbook.settings.add(key, value ?? '');
  await context.sync();
}

/** The requests that take a write back, each by itself. */
function partsOf(context: Excel.RequestContext, unfinished: Unfinished): (() => Promise<void>)[] {
  const { sheets = [], names = [], added = [], inserted, cells = [], charts, settings } = unfinished;
  const sheetsOfCells = [...new Set(cells.map(({ sheet }) => sheet))];
  return [
    ...sheets.map((before) => async () => {
      try {
        await putSheetBack(context, before);
      } catch (error) {
        if (!(await standsAsBefore(context, before).catch(() => false))) throw error;
      }
    }),
    ...(names.length > 0 ? [() => putNamesBack(context, names)] : []),
    ...added.map((id) => () => removeSheet(context, id)),
    ...(inserted === undefined ? [] : [() => removeInserted(context, inserted)]),
    ...sheetsOfCells.map(
      (id) => () =>
        putCellsBack(
          context,
          id,
          cells.filter(({ sheet }) => sheet === id),
        ),
    ),
    ...(unfinished.empty ?? []).map((range) => () => emptyAgain(context, range)),
    ...(unfinished.tables ?? []).map((table) => () => resizeAgain(context, table)),
    ...(unfinished.layouts ?? []).map((layout) => () => putLayoutBack(context, layout)),
    ...(charts === undefined ? [] : [() => putChartsBack(context, charts)]),
    ...(settings === undefined ? [] : [() => putSettingsBack(context, settings)]),
  ];
}

/**
 * Takes a write back as far as it went. A part that Excel refuses does not keep the others from coming back, and is tried
 * once more. Throws AnalystError excel.unfinished where something is left; then the next write begins with it.
 */
export async function goBack(context: Excel.RequestContext, unfinished: Unfinished): Promise<void> {
  let parts = partsOf(context, unfinished);
  let last: unknown = null;
  for (let round = 0; round < 2; round += 1) {
    const refused: (() => Promise<void>)[] = [];
    for (const part of parts) {
      try {
        await part();
      } catch (error) {
        last = error;
        refused.push(part);
      }
    }
    parts = refused;
  }
  if (parts.length > 0) throw stillUnfinished(last);
  const refused = await sendOrSkip(context, [{ name: '', weight: ACTION_BYTES, queue: () => complete(context) }]);
  if (refused.length > 0) throw stillUnfinished(last);
}

function stillUnfinished(error: unknown): AnalystError {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return new AnalystError('excel.unfinished', { reason: `${String(code)}: ${String(message)}` });
}

/**
 * Runs a write that can be taken back: `unfinished` stands in the workbook while it lasts. On an error the workbook is as
 * before and the error is thrown; where not even that is possible, AnalystError excel.unfinished.
 */
export async function takenBackOnError(
  context: Excel.RequestContext,
  unfinished: Unfinished,
  write: () => Promise<void>,
): Promise<void> {
  begin(context, unfinished);
  await context.sync();
  try {
    await write();
  } catch (error) {
    await goBack(context, unfinished);
    throw error;
  }
}

/**
 * Takes back what a write left that did not come to its end, then removes sheets under construction and copies, except
 * `keep`. Every write begins with it.
 */
export async function removeTemporary(
  context: Excel.RequestContext,
  keep: ReadonlySet<string> = new Set(),
): Promise<void> {
  const unfinished = await leftUnfinished(context);
  if (unfinished !== null) await goBack(context, unfinished);
  await removeSheetsAside(context, keep);
}
