/** Writing several sheets of ours whole or not at all: built aside, checked, swapped in together, undone on any error. */
import { cellAddress, quoteSheetName } from '../formula';
import { AnalystError, type Cell } from '../kdb';
import { extentOf, isOurSheet, type SheetSpec } from '../plan';
import { placesFor } from '../plan/contents/tabs';
import { backUp, backupName, copyAll, emptyBackups, fillBackups, strip } from './backups';
import { buildAside, type Built } from './buildAside';
import { hashesSetting, hashOf, hashOfSheet, keepHashes, readHashes, type SheetHashes } from './contentHash';
import { dress, dressWeight, setUpSteps } from './dressSheet';
import { openOnFirstCells } from './firstCells';
import { hasCustomFunctions } from './functionSupport';
import { goBack, removeTemporary } from './goBack';
import { begin, complete, type CellBefore, type Unfinished } from './journal';
import { protectForms, refuseProtected, withOpenSheets } from './protection';
import { readRows, type Extent } from './readRows';
import { readLayouts } from './sheetLayout';
import { standingNames, standingSheets, tablesToStretch, withFreeTableNames, type Standing } from './standing';
import { refusable, send, sendOrSkip, type Step } from './steps';
import { removeSheetsAsideNowOrLater, temporaryName } from './temporarySheets';
import type { BringBack } from './undo';
import { inSlices, throwIfCancelled, type WorkOptions } from './work';

export interface ReplaceOptions extends WorkOptions {
  /** Asked with the names of our sheets that were edited since we wrote them. Absent: edited sheets refuse the job. */
  readonly confirmReplace?: (sheets: string[]) => Promise<boolean>;
  /**
   * Sheets that the job read and whose writings it carries over, with the hash of what it read: as long as they hold
   * that, they are replaced without asking.
   */
  readonly read?: ReadonlyMap<string, string>;
  /** Cells of other sheets, queued together with the swap, and what they held. */
  readonly alongside?: { readonly apply: () => void; readonly before: readonly CellBefore[] };
  /** Called after success with how to take the sheets back; until then the copies of the sheets before stay, out of sight. */
  readonly keepBefore?: (before: SheetsBefore) => void;
  /** What did not keep the sheets from being written but has to be said, e.g. a chart that Excel refused. */
  readonly onNotice?: (notice: string) => void;
}

/** The sheets as they stood before a job, to be brought back in a later request. */
export interface SheetsBefore {
  readonly bringBack: BringBack;
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
    const read = options.read?.get(name);
    if (
      read === undefined ? (await inSlices(hashOfSheet(name, rows), options)) !== hashes[name] : hashOf(rows) !== read
    )
      edited.push(name);
  }
  return edited;
}

/** Where the names of a spec point from now on; a name whose sheet stays is left alone, and so are the formulas that use it. */
function nameSteps(
  context: Excel.RequestContext,
  spec: SheetSpec,
  sheet: string,
  { isNew, defined }: { readonly isNew: boolean; readonly defined: ReadonlyMap<string, string> },
): Step[] {
  const { names, worksheets } = context.workbook;
  return (spec.names ?? [])
    .filter(({ name }) => isNew || !defined.has(name))
    .map(({ name, row, column }) =>
      refusable(`名前 ${name}`, () => {
        // A formula, not a deletion: what names the name keeps naming it, and the step can be done twice.
        const cell = worksheets.getItem(sheet).getRangeByIndexes(row, column, 1, 1);
        if (defined.has(name))
          names.getItem(name).formula = `=${quoteSheetName(spec.name)}!${cellAddress(row, column, true)}`;
        else names.add(name, cell);
      }),
    );
}

/**
 * The tabs of new sheets stand with their group, before the sheets of the analyst; tabs that stand are not moved. Null where
 * Excel does not say twice how they stand: where a tab stands changes no figure.
 */
async function placeSteps(context: Excel.RequestContext, added: readonly string[]): Promise<Step[] | null> {
  if (added.length === 0) return [];
  const { worksheets } = context.workbook;
  const asked = (): Promise<void> => {
    worksheets.load('items/name');
    return context.sync();
  };
  try {
    await asked().catch(asked);
  } catch {
    return null;
  }
  const standing = worksheets.items.map(({ name }) => name);
  return placesFor(standing, added).map(({ name, position }) =>
    refusable(`${name} の位置`, () => {
      worksheets.getItem(name).position = position;
    }),
  );
}

/**
 * Writes the sheets. On an error or 中止 the workbook is as before and the error is thrown; once the sheets stand nothing
 * fails any more, what Excel refuses of their looks is a notice. Throws AnalystError sheet.edited when an edited sheet may
 * not be replaced, excel.unfinished where Excel does not even let the sheets come back.
 */
export async function replaceSheets(
  context: Excel.RequestContext,
  wanted: readonly SheetSpec[],
  options: ReplaceOptions,
): Promise<void> {
  const strangers = wanted.filter(({ name }) => !isOurSheet(name));
  if (strangers.length > 0) throw new Error(`not ours to write: ${strangers.map(({ name }) => name).join()}`);
  await removeTemporary(context);
  await refuseProtected(context);
  const standing = await standingSheets(
    context,
    wanted.map(({ name }) => name),
  );
  const written = [
    ...[...standing.values()].map(({ id }) => id),
    ...(options.alongside?.before ?? []).map(({ sheet }) => sheet),
  ];
  await withOpenSheets(context, written, () => replace(context, wanted, standing, options));
  await protectForms(
    context,
    wanted.flatMap(({ name, isForm }) => (isForm === true ? [name] : [])),
  );
}

/** The same on sheets that take writes. */
async function replace(
  context: Excel.RequestContext,
  wanted: readonly SheetSpec[],
  standing: ReadonlyMap<string, Standing>,
  options: ReplaceOptions,
): Promise<void> {
  const specs = await withFreeTableNames(context, wanted, standing);
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
  const layouts = await readLayouts(context, touched(specs, standing));
  const before: Unfinished = {
    sheets: [...standing].map(([name, { id, extent, tables }], index) => ({
      sheet: id,
      name,
      backup: extent === null ? null : backupName(index + 1),
      extent,
      tables,
    })),
    layouts: [...layouts].map(([name, layout]) => ({ sheet: standing.get(name)!.id, name, layout })),
    names: specs.flatMap(({ names = [] }) => names).map(({ name }) => ({ name, formula: defined.get(name) ?? null })),
    settings: [hashesSetting(hashes)],
    cells: options.alongside?.before ?? [],
  };
  const { unfinished, aside } = await prepare(context, specs, before, options);
  options.onProgress?.({ stage: 'シートを置きかえています', done: 1, total: 1 });
  try {
    await swap(context, specs, standing, aside, { ...options, hashes });
  } catch (error) {
    await goBack(context, unfinished);
    await removeSheetsAsideNowOrLater(context);
    throw error;
  }
  // The sheets stand: from here on everything is said, and nothing is taken back.
  const places = await placeSteps(
    context,
    specs.flatMap(({ name }) => (standing.has(name) ? [] : [name])),
  );
  const refused = places === null ? ['新しいシートの位置'] : [];
  const steps = [
    ...(places ?? []),
    ...specs.flatMap((spec) => {
      const { id } = standing.get(spec.name) ?? aside.get(spec.name)!;
      return [
        ...nameSteps(context, spec, id, { isNew: !standing.has(spec.name), defined }),
        ...setUpSteps(context.workbook.worksheets.getItem(id), spec),
      ];
    }),
  ];
  refused.push(...(await sendOrSkip(context, steps)));
  if (refused.length > 0) {
    options.onNotice?.(
      `Excel が受けつけなかった設定があります（${refused.join('、')}）。シートの数字は正しく書かれています。`,
    );
  }
  const undrawn = await charts
    .drawCharts(context, specs, charted)
    .catch(() => specs.flatMap((spec) => (spec.charts ?? []).map(({ title }) => title)));
  for (const title of undrawn) {
    options.onNotice?.(`グラフ「${title}」を描けませんでした。表の数字は正しく書かれています。`);
  }
  await openOnFirstCells(
    context,
    specs.filter(({ name }) => !standing.has(name)),
  );
  const copies = new Set((unfinished.sheets ?? []).flatMap(({ backup }) => (backup === null ? [] : [backup])));
  const isReady =
    options.keepBefore !== undefined &&
    (await removeSheetsAsideNowOrLater(context, copies)) &&
    (await emptyBackups(context, standing).then(
      () => true,
      () => false,
    ));
  if (options.keepBefore === undefined || !isReady) {
    // Copies that cannot be kept for undo as they should be are not kept.
    await removeSheetsAsideNowOrLater(context);
    return;
  }
  const back: Unfinished = {
    ...unfinished,
    charts: {
      remembered: charted.remembered,
      standing: [...charted.standing].map(([name, each]) => [name, [...each]]),
    },
  };
  options.keepBefore({
    bringBack: async (later) => {
      await fillBackups(later, standing);
      await begin(later, back);
      const gone = await goBack(later, back);
      await removeSheetsAsideNowOrLater(later);
      return gone;
    },
  });
}

/** The cells of standing sheets whose sizes the job may change. */
function touched(specs: readonly SheetSpec[], standing: ReadonlyMap<string, Standing>): Map<string, Extent> {
  return new Map(
    specs.flatMap((spec) => {
      const before = standing.get(spec.name);
      if (before === undefined) return [];
      const after = extentOf(spec);
      const rows = Math.max(after.rows, before.extent?.rows ?? 0);
      return [[spec.name, { rows, columns: Math.max(after.columns, before.extent?.columns ?? 0) }]];
    }),
  );
}

interface Prepared {
  readonly unfinished: Unfinished;
  readonly aside: ReadonlyMap<string, Built>;
}

/** Builds every sheet aside and copies those that stand. Nothing that can be seen has changed; on an error nothing is left. */
async function prepare(
  context: Excel.RequestContext,
  specs: readonly SheetSpec[],
  before: Unfinished,
  options: ReplaceOptions,
): Promise<Prepared> {
  try {
    const aside = new Map<string, Built>();
    const total = specs.reduce((sum, spec) => sum + extentOf(spec).rows, 0);
    let done = 0;
    for (const [index, spec] of specs.entries()) {
      const name = temporaryName(index + 1);
      const onRows = (rows: number): void => {
        done += rows;
        options.onProgress?.({ stage: `${spec.name} を書いています`, done: Math.min(done, total), total });
      };
      aside.set(spec.name, await buildAside(context, name, spec, { ...options, onRows }));
    }
    await backUp(context, before.sheets ?? []);
    throwIfCancelled(options);
    const standing = new Set(before.sheets?.map(({ name }) => name));
    const added = [...aside].flatMap(([name, { id }]) => (standing.has(name) ? [] : [id]));
    const unfinished = { ...before, added };
    await begin(context, unfinished);
    return { unfinished, aside };
  } catch (error) {
    await removeSheetsAsideNowOrLater(context);
    throw error;
  }
}

/** Every new sheet takes its place. The sheets aside and the copies go afterwards. */
async function swap(
  context: Excel.RequestContext,
  specs: readonly SheetSpec[],
  standing: ReadonlyMap<string, Standing>,
  aside: ReadonlyMap<string, Built>,
  options: ReplaceOptions & { readonly hashes: SheetHashes },
): Promise<void> {
  const { worksheets } = context.workbook;
  const kept: Record<string, string> = { ...options.hashes };
  const steps: Step[] = specs.map((spec) => {
    const built = aside.get(spec.name);
    if (built === undefined) throw new Error(`${spec.name} was not built`);
    kept[spec.name] = built.hash;
    const before = standing.get(spec.name);
    const stretched = tablesToStretch(spec, before);
    const take = (): Excel.Worksheet => {
      if (before === undefined) {
        const sheet = worksheets.getItem(built.id);
        sheet.name = spec.name;
        sheet.visibility = 'Visible';
        return sheet;
      }
      const sheet = worksheets.getItem(before.id);
      strip(
        sheet,
        before.tables.filter(({ name }) => !stretched.has(name)),
      );
      copyAll(context, built.name, sheet, extentOf(spec));
      return sheet;
    };
    return { name: spec.name, weight: dressWeight(spec), queue: () => dress(take(), spec, stretched) };
  });
  const last: Step = {
    name: '',
    weight: 100 * specs.length,
    queue: () => {
      options.alongside?.apply();
      keepHashes(context, kept);
      if (hasCustomFunctions()) complete(context);
    },
  };
  await send(context, [...steps, last]);
  if (hasCustomFunctions()) return;
  await (await import('./values')).writeValues(context, specs);
  complete(context);
  await context.sync();
}
