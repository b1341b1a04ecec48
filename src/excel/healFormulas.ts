/**
 * Formulas of ours that show #NAME? although the functions are there: cells that Excel calculated while the add-in was
 * loading keep the error until the formula is written again (office-js issues 4833, 4185, 4502).
 */
import { callsIn } from '../formula';
import type { Cell } from '../kdb';
import { isOurSheet, isTemporarySheet } from '../plan';
import { quietly } from './events';
import { hasCustomFunctions } from './functionSupport';
import { oneAtATime, runExcel } from './work';

/** Larger sheets are exports: nobody writes formulas into them by the hundred thousand. */
const MOST_CELLS = 200_000;

const callsOurs = (formula: string): boolean =>
  callsIn(formula, (name) => (/^@?(_xldudf_IKKATSU_|IKKATSU\.)/i.test(name) ? name : null)).calls.length > 0 ||
  /IKKATSU[._]/i.test(formula);

/** Some cells beside each other whose formulas are written again as they are. */
interface Run {
  readonly row: number;
  readonly column: number;
  readonly formulas: string[];
}

function runsOf(
  values: readonly (readonly Cell[])[],
  formulas: readonly (readonly Cell[])[],
  top: number,
  left: number,
) {
  const runs: Run[] = [];
  values.forEach((line, row) => {
    let open: Run | null = null;
    line.forEach((value, column) => {
      const formula = formulas[row]?.[column];
      const isLost = value === '#NAME?' && typeof formula === 'string' && formula.startsWith('=') && callsOurs(formula);
      if (!isLost) {
        open = null;
        return;
      }
      if (open === null) runs.push((open = { row: top + row, column: left + column, formulas: [] }));
      open.formulas.push(formula);
    });
  });
  return runs;
}

/** The used part of a sheet with values and formulas; null for one that is empty, too large or temporary. */
async function readUsed(context: Excel.RequestContext, names: readonly string[]) {
  const used = names.map((name) => ({
    name,
    range: context.workbook.worksheets
      .getItem(name)
      .getUsedRangeOrNullObject(true)
      .load(['rowIndex', 'columnIndex', 'cellCount']),
  }));
  await context.sync();
  const wanted = used.filter(({ range }) => !range.isNullObject && range.cellCount <= MOST_CELLS);
  const read = [];
  for (const { name, range } of wanted) {
    // One sheet a request: several together could be over the limit of the host.
    range.load(['values', 'formulas']);
    await context.sync();
    const { rowIndex, columnIndex } = range;
    read.push({ name, runs: runsOf(range.values as Cell[][], range.formulas as Cell[][], rowIndex, columnIndex) });
  }
  return read.filter(({ runs }) => runs.length > 0);
}

async function heal(context: Excel.RequestContext): Promise<number> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const names = worksheets.items.map(({ name }) => name).filter((name) => !isTemporarySheet(name));
  const ours = await readUsed(context, names.filter(isOurSheet));
  const others = await readUsed(
    context,
    names.filter((name) => !isOurSheet(name)),
  );
  if (ours.length + others.length === 0) return 0;
  const { withOpenSheets } = await import('./protection');
  let healed = 0;
  for (const { name, runs } of [...ours, ...others]) {
    try {
      await withOpenSheets(context, [name], async () => {
        const sheet = worksheets.getItem(name);
        for (const { row, column, formulas } of runs)
          sheet.getRangeByIndexes(row, column, 1, formulas.length).formulas = [formulas];
        await context.sync();
      });
      healed += runs.reduce((sum, { formulas }) => sum + formulas.length, 0);
    } catch {
      // A protected sheet keeps its errors; the others are healed.
    }
  }
  return healed;
}

/** Writes every formula of ours that shows #NAME? again, letter for letter, sheet by sheet. Returns how many there were. */
export function healFormulas(): Promise<number> {
  if (!hasCustomFunctions()) return Promise.resolve(0);
  return oneAtATime(() => quietly(() => runExcel(heal)));
}
