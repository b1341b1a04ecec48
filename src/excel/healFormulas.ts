/**
 * Formulas of ours that Excel left without an answer. #NAME? although the functions are there: cells that were calculated while the
 * add-in was loading keep the error until the formula is written again (office-js issues 4833, 4185, 4502). #BUSY! although every
 * call was answered: Excel on the web loses answers where very many are awaited at once (6841, 4654).
 */
import { callsIn } from '../formula';
import type { Cell } from '../kdb';
import { isOurSheet, isTemporarySheet } from '../plan';
import { quietly } from './events';
import { hasCustomFunctions } from './functionSupport';
import { ANSWERED_AT_ONCE, session } from './session';
import { oneAtATime, runExcel } from './work';

/** Milliseconds between two looks whether a group is answered, and how often it is looked before the next one is written all the same. */
const PAUSE = 50;
const LOOKS = 200;

/** Milliseconds without a call after which nothing is being calculated, and how often they are waited for. */
const QUIET = 1_500;
const QUIETS = 12;

/** How often the sheets are read again: what is healed can be an argument of what was lost. */
const ROUNDS = 3;

/** Larger sheets are exports: nobody writes formulas into them by the hundred thousand. */
const MOST_CELLS = 200_000;

const BUSY = '#BUSY!';

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
      const isLost =
        (value === '#NAME?' || value === BUSY) &&
        typeof formula === 'string' &&
        formula.startsWith('=') &&
        callsOurs(formula);
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
    const [values, formulas] = [range.values as Cell[][], range.formulas as Cell[][]];
    const isWaiting = values.some((line) => line.includes(BUSY));
    read.push({ name, isWaiting, runs: runsOf(values, formulas, rowIndex, columnIndex) });
  }
  return read.filter(({ runs }) => runs.length > 0);
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));

/** Waits until none of these cells waits for an answer; goes on after a while in any case. */
async function answersShown(context: Excel.RequestContext, ranges: readonly Excel.Range[]): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    for (const range of ranges) range.load('values');
    await context.sync();
    if (!ranges.some(({ values }) => (values as Cell[][]).flat().includes(BUSY))) return;
    await pause();
  }
}

/** Writes the formulas of a sheet again, so many at a time as Excel answers. */
async function writeAgain(context: Excel.RequestContext, name: string, runs: readonly Run[]): Promise<number> {
  const sheet = context.workbook.worksheets.getItem(name);
  let [written, open] = [0, 0];
  let group: Excel.Range[] = [];
  for (const { row, column, formulas } of runs)
    for (let at = 0; at < formulas.length; at += ANSWERED_AT_ONCE) {
      const part = formulas.slice(at, at + ANSWERED_AT_ONCE);
      if (open > 0 && open + part.length > ANSWERED_AT_ONCE) {
        await answersShown(context, group);
        [open, group] = [0, []];
      }
      const range = sheet.getRangeByIndexes(row, column + at, 1, part.length);
      range.formulas = [part];
      group.push(range);
      open += part.length;
      written += part.length;
    }
  await answersShown(context, group);
  return written;
}

async function isDone(context: Excel.RequestContext): Promise<boolean> {
  const { application } = context.workbook;
  application.load('calculationState');
  await context.sync();
  return application.calculationState === 'Done';
}

/**
 * Waits until no call has begun for a while and Excel says that it is done; where it never says so, as with answers that are lost, for
 * the calls alone. False where calls go on beginning: what waits is not lost then.
 */
async function isAtRest(context: Excel.RequestContext): Promise<boolean> {
  const { openCalls } = session();
  let isQuiet = false;
  for (let look = 0; look < QUIETS; look += 1) {
    const { begun } = openCalls;
    await new Promise((resolve) => setTimeout(resolve, QUIET));
    isQuiet = openCalls.begun === begun && openCalls.now === 0;
    if (isQuiet && (await isDone(context))) return true;
  }
  return isQuiet;
}

async function lostCells(context: Excel.RequestContext) {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const names = worksheets.items.map(({ name }) => name).filter((name) => !isTemporarySheet(name));
  const ours = await readUsed(context, names.filter(isOurSheet));
  const others = await readUsed(
    context,
    names.filter((name) => !isOurSheet(name)),
  );
  return [...ours, ...others];
}

async function healOnce(context: Excel.RequestContext): Promise<number> {
  let lost = await lostCells(context);
  // A cell that waits is lost only where nothing is being calculated.
  if (lost.some(({ isWaiting }) => isWaiting)) lost = (await isAtRest(context)) ? await lostCells(context) : [];
  if (lost.length === 0) return 0;
  const { withOpenSheets } = await import('./protection');
  let healed = 0;
  for (const { name, runs } of lost) {
    try {
      await withOpenSheets(context, [name], async () => {
        healed += await writeAgain(context, name, runs);
      });
    } catch {
      // A protected sheet keeps its errors; the others are healed.
    }
  }
  return healed;
}

/** Writes the formulas that Excel left without an answer again, within a job that runs already. Returns how many. */
export async function heal(context: Excel.RequestContext): Promise<number> {
  let healed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = await healOnce(context);
    healed += now;
    if (now === 0) break;
  }
  session().mayHaveLost = false;
  return healed;
}

/**
 * Writes every formula of ours that shows #NAME?, or #BUSY! after all answers, again, letter for letter, sheet by sheet. Returns
 * how many were written.
 */
export function healFormulas(): Promise<number> {
  if (!hasCustomFunctions()) return Promise.resolve(0);
  return oneAtATime(() => quietly(() => runExcel(heal)));
}
