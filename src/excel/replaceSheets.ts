/** Writing several sheets of ours whole or not at all: built aside, checked, swapped in together, undone on any error. */
import { cellAddress } from '../formula';
import { AnalystError, type Cell } from '../kdb';
import { extentOf, isOurSheet, TEMPORARY_PREFIX, type SheetSpec } from '../plan';
import { backUp, copyAll, emptyBackups, fillBackups } from './backups';
import { hasCustomFunctions } from './functionSupport';
import { hashOf, keepHashes, readHashes, type SheetHashes } from './contentHash';
import { dress, wearFont } from './dressSheet';
import { readRows, type Extent } from './readRows';
import { removeTemporary } from './temporarySheets';
import { standingNames, standingSheets, tablesToStretch, type Standing } from './standing';
import { throwIfCancelled, type WorkOptions } from './work';
import { writeCells } from './writeSheet';

export interface ReplaceOptions extends WorkOptions {
  /** Asked with the names of our sheets that were edited since we wrote them. Absent: edited sheets refuse the job. */
  readonly confirmReplace?: (sheets: string[]) => Promise<boolean>;
  /**
   * Sheets that the job read and whose writings it carries over, with the hash of what it read: as long as they hold
   * that, they are replaced without asking.
   */
  readonly read?: ReadonlyMap<string, string>;
  /** Queued together with the swap; whatever it changes, `undo` must change back. */
  readonly alongside?: { readonly apply: () => void; readonly undo: () => void };
  /** Called after success with how to take the sheets back; until then the copies of the sheets before stay, out of sight. */
  readonly keepBefore?: (before: SheetsBefore) => void;
  /** What did not keep the sheets from being written but has to be said, e.g. a chart that Excel refused. */
  readonly onNotice?: (notice: string) => void;
}

/** The sheets as they stood before a job, to be brought back in a later request. */
export interface SheetsBefore {
  readonly bringBack: (context: Excel.RequestContext) => Promise<void>;
}

/** Cells that hold a text beginning with `=`, which `formulas` gives like a formula: "row,column". */
async function textsLikeFormulas(
  sheet: Excel.Worksheet,
  rows: readonly (readonly Cell[])[],
  { name, extent }: { readonly name: string; readonly extent: Extent },
): Promise<Set<string>> {
  const isLike = (cell: Cell | undefined): cell is string => typeof cell === 'string' && cell.startsWith('=');
  if (!rows.some((line) => line.some(isLike))) return new Set();
  const values = await readRows(sheet, extent, { name });
  return new Set(
    rows.flatMap((line, row) =>
      line.flatMap((cell, column) => (isLike(cell) && values[row]?.[column] === cell ? [`${row},${column}`] : [])),
    ),
  );
}

/** The sheets whose cells are no longer what we wrote, or of which we have no record. */
async function editedSheets(
  context: Excel.RequestContext,
  standing: ReadonlyMap<string, Standing>,
  hashes: SheetHashes,
  options: ReplaceOptions,
): Promise<string[]> {
  const edited: string[] = [];
  for (const [name, before] of standing) {
    const { extent } = before;
    if (extent === null) continue;
    const sheet = context.workbook.worksheets.getItem(name);
    const rows = await readRows(sheet, extent, { ...options, name, what: 'formulas' });
    if (options.keepBefore !== undefined) {
      before.cells = rows;
      before.texts = await textsLikeFormulas(sheet, rows, { name, extent });
    }
    if (hashOf(rows) !== (options.read?.get(name) ?? hashes[name])) edited.push(name);
  }
  return edited;
}

/** The cells of a spec as one grid from A1. */
function gridOf(spec: SheetSpec): Cell[][] {
  const { rows, columns } = extentOf(spec);
  const grid = Array.from({ length: rows }, () => new Array<Cell>(columns).fill(null));
  for (const block of spec.blocks) {
    block.cells.forEach((cells, index) =>
      cells.forEach((value, offset) => {
        grid[block.row + index]![block.column + offset] = value === '' ? null : value;
      }),
    );
  }
  return grid;
}

/** Excel keeps one kind of line end inside a cell. */
function sameLines(value: Cell): Cell {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;
}

/** Holds what was written against the spec; formulas may have been rewritten by Excel and must only be formulas. */
function check(spec: SheetSpec, written: readonly (readonly Cell[])[]): void {
  gridOf(spec).forEach((cells, row) =>
    cells.forEach((value, column) => {
      const found = sameLines(written[row]?.[column] ?? null);
      const isFormula = typeof value === 'string' && value.startsWith('=') && String(found).startsWith('=');
      if (found !== sameLines(value) && !isFormula) {
        throw new AnalystError('sheet.notWritten', { sheet: spec.name, cell: cellAddress(row, column) });
      }
    }),
  );
}

/** Builds one sheet aside, hidden, and checks it. Returns the hash of its cells. */
async function buildAside(
  context: Excel.RequestContext,
  name: string,
  spec: SheetSpec,
  options: WorkOptions & { readonly onRows?: (rows: number) => void },
): Promise<string> {
  const sheet = context.workbook.worksheets.add(name);
  sheet.visibility = 'Hidden';
  wearFont(sheet, spec);
  await writeCells(sheet, spec, options);
  const { signal } = options;
  const written = await readRows(sheet, extentOf(spec), {
    name: spec.name,
    what: 'formulas',
    ...(signal ? { signal } : {}),
  });
  check(spec, written);
  return hashOf(written);
}

/** Everything off a sheet of ours, the sheet itself stays: cells elsewhere that point to it keep pointing. */
function strip(sheet: Excel.Worksheet, tables: Standing['tables']): void {
  for (const { name } of tables) sheet.tables.getItem(name).convertToRange();
  sheet.getRange().clear();
}

/** Brings back every sheet that stood before, and removes those that did not. */
async function undo(
  context: Excel.RequestContext,
  specs: readonly SheetSpec[],
  standing: ReadonlyMap<string, Standing>,
  definedBefore: ReadonlySet<string>,
): Promise<void> {
  for (const name of await standingNames(context, specs)) {
    if (!definedBefore.has(name)) context.workbook.names.getItem(name).delete();
  }
  const now = await standingSheets(
    context,
    specs.map(({ name }) => name),
  );
  for (const [name, { tables }] of now) await bringBack(context, name, tables, standing.get(name));
}

/** One sheet as it was. A request of its own: a sheet that refuses does not keep the others from coming back. */
async function bringBack(
  context: Excel.RequestContext,
  name: string,
  tables: Standing['tables'],
  before: Standing | undefined,
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(name);
  if (before === undefined) sheet.delete();
  else if (before.extent === null) strip(sheet, tables);
  else if (before.backup !== null) {
    strip(sheet, tables);
    copyAll(context, before.backup, sheet, before.extent);
    for (const table of before.tables) sheet.tables.add(sheet.getRange(table.address), true).name = table.name;
  }
  await context.sync();
}

function defineNames(
  context: Excel.RequestContext,
  spec: SheetSpec,
  { isNew, defined }: { readonly isNew: boolean; readonly defined: ReadonlySet<string> },
): void {
  const { names, worksheets } = context.workbook;
  for (const { name, row, column } of spec.names ?? []) {
    if (defined.has(name) && !isNew) continue;
    if (defined.has(name)) names.getItem(name).delete();
    names.add(name, worksheets.getItem(spec.name).getRangeByIndexes(row, column, 1, 1));
  }
}

/**
 * Writes the sheets. On an error or 中止 the workbook is as before and the error is thrown. Throws AnalystError
 * sheet.edited when an edited sheet may not be replaced.
 */
export async function replaceSheets(
  context: Excel.RequestContext,
  specs: readonly SheetSpec[],
  options: ReplaceOptions,
): Promise<void> {
  const strangers = specs.filter(({ name }) => !isOurSheet(name));
  if (strangers.length > 0) throw new Error(`not ours to write: ${strangers.map(({ name }) => name).join()}`);
  await removeTemporary(context);
  const standing = await standingSheets(
    context,
    specs.map(({ name }) => name),
  );
  const hashes = await readHashes(context);
  const edited = await editedSheets(context, standing, hashes, options);
  if (edited.length > 0 && !(await (options.confirmReplace?.(edited) ?? Promise.resolve(false)))) {
    throw new AnalystError('sheet.edited', { sheets: edited.join('、') });
  }
  const defined = await standingNames(context, specs);
  // Loaded when sheets are written: the pane opens without it.
  const charts = await import('./charts');
  const charted = await charts.chartsBefore(
    context,
    specs.map(({ name }) => name),
  );
  let swapping = false;
  try {
    const aside = new Map<string, { name: string; hash: string }>();
    const total = specs.reduce((sum, spec) => sum + extentOf(spec).rows, 0);
    let done = 0;
    for (const [index, spec] of specs.entries()) {
      const name = `${TEMPORARY_PREFIX}${index + 1}`;
      const onRows = (rows: number): void => {
        done += rows;
        options.onProgress?.({ stage: `${spec.name} を書いています`, done: Math.min(done, total), total });
      };
      aside.set(spec.name, { name, hash: await buildAside(context, name, spec, { ...options, onRows }) });
    }
    await backUp(context, standing);
    throwIfCancelled(options);
    options.onProgress?.({ stage: 'シートを置きかえています', done: total, total });
    swapping = true;
    await swap(context, specs, standing, aside, { ...options, hashes, defined });
    if (!hasCustomFunctions()) await (await import('./values')).writeValues(context, specs);
    for (const title of await charts.drawCharts(context, specs, charted)) {
      options.onNotice?.(`グラフ「${title}」を描けませんでした。表の数字は正しく書かれています。`);
    }
    swapping = false;
    const copies = new Set([...standing.values()].flatMap(({ backup }) => (backup === null ? [] : [backup])));
    await removeTemporary(context, options.keepBefore === undefined ? undefined : copies);
    if (options.keepBefore !== undefined) await emptyBackups(context, standing);
    options.keepBefore?.({
      bringBack: async (later) => {
        await fillBackups(later, standing);
        await undo(later, specs, standing, defined);
        await charts.bringChartsBack(later, charted);
        keepHashes(later, hashes);
        await removeTemporary(later);
      },
    });
  } catch (error) {
    if (swapping) {
      options.alongside?.undo();
      keepHashes(context, hashes);
      await undo(context, specs, standing, defined);
      await charts.bringChartsBack(context, charted);
    }
    await removeTemporary(context);
    throw error;
  }
}

/** One request: every new sheet takes its place. The sheets aside and the copies go afterwards. */
async function swap(
  context: Excel.RequestContext,
  specs: readonly SheetSpec[],
  standing: ReadonlyMap<string, Standing>,
  aside: ReadonlyMap<string, { readonly name: string; readonly hash: string }>,
  options: ReplaceOptions & { readonly hashes: SheetHashes; readonly defined: ReadonlySet<string> },
): Promise<void> {
  const { worksheets } = context.workbook;
  const { defined } = options;
  const kept: Record<string, string> = { ...options.hashes };
  for (const spec of specs) {
    const built = aside.get(spec.name);
    if (built === undefined) throw new Error(`${spec.name} was not built`);
    kept[spec.name] = built.hash;
    const before = standing.get(spec.name);
    const stretched = tablesToStretch(spec, before);
    if (before === undefined) {
      const sheet = worksheets.getItem(built.name);
      sheet.name = spec.name;
      sheet.visibility = 'Visible';
    } else {
      const sheet = worksheets.getItem(spec.name);
      strip(
        sheet,
        before.tables.filter(({ name }) => !stretched.has(name)),
      );
      copyAll(context, built.name, sheet, extentOf(spec));
    }
    dress(worksheets.getItem(spec.name), spec, stretched);
    defineNames(context, spec, { isNew: before === undefined, defined });
  }
  options.alongside?.apply();
  keepHashes(context, kept);
  await context.sync();
}
