/** Giving up a way back that Excel keeps refusing, so that it does not stand before every later write. */
import { isOurSheet } from '../plan';
import { CELLS_ASIDE } from './cellsAside';
import { quietly } from './events';
import { goBack } from './goBack';
import { complete, readUnfinished, type Unfinished } from './journal';
import { standsAsBefore } from './putSheetsBack';
import { removeSheetsAside } from './temporarySheets';
import { forgetUndo } from './undo';
import { oneAtATime, runExcel } from './work';

const LONGEST_NAME = 31;

/** A free name for a copy that becomes the analyst's. */
function nameOfCopy(of: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` (${number})`;
    const name = `控え ${of}`.slice(0, LONGEST_NAME - ending.length) + ending;
    if (!taken.has(name.toLowerCase()) && !isOurSheet(name)) return name;
  }
}

/** The copies of what does not stand as before, by their present names, with the name of what they are copies of. */
async function neededCopies(
  context: Excel.RequestContext,
  { sheets = [], ofAnalyst, cells = [] }: Unfinished,
): Promise<Map<string, string>> {
  const needed = new Map<string, string>();
  for (const before of sheets) {
    const { backup, name } = before;
    if (backup !== null && !(await standsAsBefore(context, before).catch(() => false))) needed.set(backup, name);
  }
  if (ofAnalyst === true && cells.length > 0) needed.set(CELLS_ASIDE, 'セル');
  return needed;
}

async function leave(context: Excel.RequestContext, unfinished: Unfinished): Promise<string[]> {
  const needed = await neededCopies(context, unfinished);
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const taken = new Set(worksheets.items.map(({ name }) => name.toLowerCase()));
  const left: string[] = [];
  for (const sheet of worksheets.items) {
    const of = needed.get(sheet.name);
    if (of === undefined) continue;
    const name = nameOfCopy(of, taken);
    taken.add(name.toLowerCase());
    sheet.visibility = 'Visible';
    sheet.name = name;
    left.push(name);
  }
  complete(context);
  await context.sync();
  return left;
}

/**
 * Takes back what Excel lets come back of a write that did not come to its end, and lets the rest be as it is. Of sheets that
 * could not come back the copy from before stays, in sight, as a sheet of the analyst's: returns the names of these copies.
 * Throws AnalystError excel.failed, excel.silent.
 */
export function giveUp(): Promise<readonly string[]> {
  return oneAtATime(() =>
    quietly(() =>
      runExcel(async (context) => {
        forgetUndo();
        const unfinished = await readUnfinished(context);
        const left =
          unfinished === null
            ? []
            : await goBack(context, unfinished).then(
                () => [],
                () => leave(context, unfinished),
              );
        await removeSheetsAside(context);
        return left;
      }),
    ),
  );
}
