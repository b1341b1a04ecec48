/** Each part of a write put back by itself, in any state that the write may have left it in. */
import { splitSheet, withSheetRenamed } from '../formula';
import { entryFor } from './backups';
import type { CellBefore, RangeOnSheet, SheetBefore, Unfinished } from './journal';
import { putSheetsBack, standsAsBefore } from './putSheetsBack';
import { layoutSteps, putSizesBack, sizesWeight } from './sheetLayout';
import { findAll, sheetById, type SheetsNow } from './sheetsNow';
import { ACTION_BYTES, send, sendOrSkip } from './steps';

async function removeSheets(context: Excel.RequestContext, ids: readonly string[]): Promise<void> {
  const found = ids.map((id) => context.workbook.worksheets.getItemOrNullObject(id).load('name'));
  await context.sync();
  for (const sheet of found) if (!sheet.isNullObject) sheet.delete();
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

async function putNamesBack(
  now: SheetsNow,
  wanted: NonNullable<Unfinished['names']>,
  sheets: readonly SheetBefore[],
): Promise<void> {
  const { context } = now;
  const { names } = context.workbook;
  const called = await now.names(sheets);
  const found = wanted.map(({ name }) => names.getItemOrNullObject(name).load('formula'));
  await context.sync();
  wanted.forEach(({ name, formula }, index) => {
    const item = found[index]!;
    const sheet = formula === null ? null : splitSheet(formula.replace(/^=/, '')).sheet;
    const callsItNow = sheet === null ? undefined : called.get(sheet);
    // A name of a sheet that is gone has nothing to stand for.
    if (sheet !== null && callsItNow === undefined && sheets.some((before) => before.name === sheet)) return;
    const meant =
      formula === null || sheet === null || callsItNow === undefined
        ? formula
        : withSheetRenamed(formula, sheet, callsItNow);
    if (item.isNullObject ? meant === null : item.formula === meant) return;
    if (!item.isNullObject) item.delete();
    if (meant !== null) names.add(name, meant);
  });
  await context.sync();
}

async function putCellsBack(now: SheetsNow, cells: readonly CellBefore[]): Promise<void> {
  const home = await now.find(cells[0]!);
  if (home === null) return;
  await send(
    now.context,
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

async function emptyAgain(now: SheetsNow, range: RangeOnSheet): Promise<void> {
  const home = await now.find(range);
  if (home === null) return;
  const cells = home.getRangeByIndexes(range.row, range.column, range.rows, range.columns);
  cells.dataValidation.clear();
  cells.clear('Contents');
  await now.context.sync();
}

async function resizeAgain(
  { context }: SheetsNow,
  { sheet, name, address }: NonNullable<Unfinished['tables']>[number],
): Promise<void> {
  const home = await sheetById(context, sheet);
  const table = home?.tables.getItemOrNullObject(name).load('name');
  await context.sync();
  if (home === null || table === undefined || table.isNullObject) return;
  table.resize(home.getRange(address));
  await context.sync();
}

type LayoutBefore = NonNullable<Unfinished['layouts']>[number];

async function putLayoutsBack(now: SheetsNow, layouts: readonly LayoutBefore[]): Promise<void> {
  const found = await findAll(now, layouts);
  await send(
    now.context,
    found.map(({ name, found: sheet, layout }) => ({
      name,
      weight: sizesWeight(layout),
      queue: () => putSizesBack(sheet, layout),
    })),
  );
  // How a page is set up is not worth a way back that never ends.
  await sendOrSkip(
    now.context,
    found.flatMap(({ name, found: sheet, layout }) => layoutSteps(sheet, name, layout)),
  );
}

async function putChartsBack(
  now: SheetsNow,
  { remembered, standing }: NonNullable<Unfinished['charts']>,
  sheets: readonly SheetBefore[],
): Promise<void> {
  const { bringChartsBack } = await import('./charts');
  await bringChartsBack(
    now.context,
    { remembered, standing: new Map(standing.map(([name, each]) => [name, new Set(each)])) },
    await now.names(sheets),
  );
}

async function putSettingsBack(
  context: Excel.RequestContext,
  kept: NonNullable<Unfinished['settings']>,
): Promise<void> {
  for (const { key, value } of kept) context.workbook.settings.add(key, value ?? '');
  await context.sync();
}

/** Something that is put back; where Excel refuses it as a whole, its parts are tried each by itself. */
export interface Part {
  readonly put: () => Promise<void>;
  readonly parts?: readonly Part[];
}

/** All of them together, or each by itself. */
function together<T>(items: readonly T[], put: (some: readonly T[]) => Promise<void>): Part[] {
  const one = (item: T): Part => ({ put: () => put([item]) });
  return items.length > 1 ? [{ put: () => put(items), parts: items.map(one) }] : items.map(one);
}

/** What takes a write back. */
export function partsOf(now: SheetsNow, unfinished: Unfinished): Part[] {
  const { context } = now;
  const { sheets = [], names = [], added = [], layouts = [], inserted, cells = [], charts, settings } = unfinished;
  const sheetsOfCells = [...new Set(cells.map(({ sheet }) => sheet))];
  const alone = (put: () => Promise<void>): Part[] => [{ put }];
  return [
    ...together(sheets, async (some) => {
      try {
        await putSheetsBack(now, some);
      } catch (error) {
        const [before] = some;
        if (some.length > 1 || !(await standsAsBefore(context, before!).catch(() => false))) throw error;
      }
    }),
    ...(names.length > 0 ? alone(() => putNamesBack(now, names, sheets)) : []),
    ...together(added, (ids) => removeSheets(context, ids)),
    ...(inserted === undefined ? [] : alone(() => removeInserted(context, inserted))),
    ...sheetsOfCells.flatMap((id) =>
      alone(() =>
        putCellsBack(
          now,
          cells.filter(({ sheet }) => sheet === id),
        ),
      ),
    ),
    ...(unfinished.empty ?? []).flatMap((range) => alone(() => emptyAgain(now, range))),
    ...(unfinished.tables ?? []).flatMap((table) => alone(() => resizeAgain(now, table))),
    ...together(layouts, (some) => putLayoutsBack(now, some)),
    ...(charts === undefined ? [] : alone(() => putChartsBack(now, charts, sheets))),
    ...(settings === undefined ? [] : alone(() => putSettingsBack(context, settings))),
  ];
}
