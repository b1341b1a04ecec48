/** Jobs that write: one after the other, without taking their own changes for the analyst's, from a workbook that is whole. */
import { quietly } from './events';
import { goBack } from './goBack';
import { readUnfinished } from './journal';
import { session } from './session';
import { removeSheetsAside } from './temporarySheets';
import { oneAtATime, runExcel } from './work';

/**
 * Takes back what a write left that did not come to its end, before anything is read: sheets made from half of another write would
 * carry its texts, its order and its figures on.
 */
async function takeBackUnfinished(context: Excel.RequestContext): Promise<void> {
  const unfinished = await readUnfinished(context);
  if (unfinished === null) return;
  await goBack(context, unfinished);
  await removeSheetsAside(context);
  session().dataChanged();
  session().supportChanged();
}

/** Runs a job that writes, or that reads what was written, when those before it have ended. Throws what the job throws. */
export function writing<T>(job: () => Promise<T>): Promise<T> {
  return oneAtATime(() =>
    quietly(async () => {
      await runExcel(takeBackUnfinished);
      return job();
    }),
  );
}
