/**
 * Figures as values, for an Excel without custom functions. The answers come from the functions themselves, called in this
 * page; whatever else stands in the formulas Excel calculates.
 */
import { rangesIn } from '../formula';
import type { Cell } from '../kdb';
import { extentOf, type SheetSpec } from '../plan';
import { valueMark } from '../plan/valuesOnly';
import { hashOf, keepHashes, readHashes } from './contentHash';
import { callsOurs, formulaCells, partsOfCall, replaceCalls, waiting, type FormulaCell } from './ourCalls';
import { readRows } from './readRows';
import { entryOf, ERROR_VALUE, Scratch, type Asked } from './scratch';
import { session } from './session';

/** What a function answers to these values, as a rectangle; an error as its error value. */
async function answer(name: string, values: readonly unknown[]): Promise<Cell[][]> {
  // Excel does not call a function with an error among its arguments.
  if (values.flat(2).some((value) => typeof value === 'string' && ERROR_VALUE.test(value))) return [['#VALUE!']];
  const action = session().functions.get(name);
  if (action === undefined) return [['#NAME?']];
  try {
    const given = await action(...values);
    return Array.isArray(given) ? (given as Cell[][]) : [[given as Cell]];
  } catch (error) {
    const { code } = error as { code?: unknown };
    return [[typeof code === 'string' && ERROR_VALUE.test(code) ? code : '#N/A']];
  }
}

/** Writes values over cells, neighbours of a row together; queues. */
function overwrite(
  context: Excel.RequestContext,
  cells: readonly (Pick<FormulaCell, 'sheet' | 'row' | 'column'> & { readonly value: Cell })[],
): void {
  let run: Cell[] = [];
  for (const [index, { sheet, row, column, value }] of cells.entries()) {
    run.push(typeof value === 'string' && value !== '' && !ERROR_VALUE.test(value) ? entryOf(value) : (value ?? ''));
    const next = cells[index + 1];
    if (next !== undefined && next.sheet === sheet && next.row === row && next.column === column + 1) continue;
    const range = context.workbook.worksheets.getItem(sheet);
    range.getRangeByIndexes(row, column - run.length + 1, 1, run.length).values = [run];
    run = [];
  }
}

/**
 * Puts values in place of the formulas of these sheets that call our functions, and remembers beside each form what was
 * written. Resolves when the sheets hold them; the temporary sheet that it uses is left to `removeTemporary`.
 */
export async function writeValues(context: Excel.RequestContext, specs: readonly SheetSpec[]): Promise<void> {
  const cells = formulaCells(specs);
  let open = cells.filter(({ formula }) => callsOurs(formula));
  if (open.length === 0) return;
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const scratch = new Scratch(context, new Set(worksheets.items.map(({ name }) => name)));
  const extents = new Map(specs.map((spec) => [spec.name, extentOf(spec)]));
  const written: (Pick<FormulaCell, 'sheet' | 'row' | 'column'> & { readonly value: Cell })[] = [];
  while (open.length > 0) {
    const waits = waiting(cells, open, extents);
    const asked = new Map<string, Asked>();
    for (const cell of open) {
      replaceCalls(cell, (call) => {
        if (!asked.has(call) && !rangesIn(call).some((range) => waits(range, cell.sheet)))
          asked.set(call, { ...partsOfCall(call), rows: [], address: '' });
        return null;
      });
    }
    if (asked.size === 0) throw new Error(`figures that wait for each other: ${open[0]!.sheet}`);
    const values = await scratch.valuesOf(new Set([...asked.values()].flatMap(({ parts }) => parts)));
    for (const call of asked.values()) {
      call.rows = await answer(
        call.name,
        call.parts.map((part) => values.get(part)),
      );
    }
    scratch.place([...asked.values()]);
    for (const cell of open) cell.formula = replaceCalls(cell, (call) => asked.get(call)?.address ?? null);
    const ready = open.filter(({ formula }) => !callsOurs(formula));
    const ranges = ready.map(({ sheet, row, column, formula }) => {
      const range = worksheets.getItem(sheet).getRangeByIndexes(row, column, 1, 1);
      range.formulas = [[`=${formula}`]];
      return range;
    });
    context.workbook.application.calculate('Full');
    await context.sync();
    for (const range of ranges) range.load('values');
    await context.sync();
    const found = ready.map(({ sheet, row, column }, index) => ({
      sheet,
      row,
      column,
      value: (ranges[index]!.values as Cell[][])[0]![0]!,
    }));
    overwrite(context, found);
    written.push(...found);
    open = open.filter(({ formula }) => callsOurs(formula));
    await context.sync();
  }
  await remember(context, specs, written);
}

/** The marks of the forms and the hashes of the sheets as they are with values. */
async function remember(
  context: Excel.RequestContext,
  specs: readonly SheetSpec[],
  written: readonly (Pick<FormulaCell, 'sheet' | 'row' | 'column'> & { readonly value: Cell })[],
): Promise<void> {
  const hashes: Record<string, string> = { ...(await readHashes(context)) };
  for (const spec of specs) {
    const own = written.filter(({ sheet }) => sheet === spec.name);
    if (own.length === 0) continue;
    const sheet = context.workbook.worksheets.getItem(spec.name);
    for (const { row, text } of valueMark(spec, own)) sheet.getRangeByIndexes(row, 0, 1, 1).values = [[text]];
    await context.sync();
    hashes[spec.name] = hashOf(await readRows(sheet, extentOf(spec), { name: spec.name, what: 'formulas' }));
  }
  keepHashes(context, hashes);
  await context.sync();
}
