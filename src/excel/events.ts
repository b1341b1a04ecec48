/** Changes in the workbook: a changed source sheet or condition makes the data new, and asks for one recalculation. */
import { CONDITIONS_SHEET, isOurSheet, SUPPORT_SHEET } from '../plan';
import { currentConditions } from './conditions';
import { session } from './session';
import { becameSource, isKnownSource } from './sources';

/** Changes within this many milliseconds ask for one recalculation together. */
const TOGETHER = 150;

/** Asks Excel to calculate everything once: functions without arguments do not notice that data changed. */
export async function recalculate(): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.application.calculate('Full');
    await context.sync();
  });
}

/** Calls `listener` after data or conditions were changed by somebody else than us; returns how to stop that. */
export function onWorkbookChanged(listener: () => void): () => void {
  const { listeners } = session();
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells the listeners of a change, and calculates soon. */
function announce(): void {
  const now = session();
  for (const listener of now.listeners) listener();
  clearTimeout(now.recalculation);
  now.recalculation = setTimeout(() => {
    // A refusal (a cell is being edited) is no failure of the analyst's; the next change asks again.
    recalculate().catch(() => undefined);
  }, TOGETHER);
}

async function learnSheets(context: Excel.RequestContext): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.load('items/id,items/name');
  await context.sync();
  const { sheetNames } = session();
  sheetNames.clear();
  for (const { id, name } of worksheets.items) sheetNames.set(id, name);
}

/**
 * What a changed sheet means: nothing for our own figures and for what we wrote ourselves, new data for a source, a look at
 * the header for any other. Excel delivers events late, so that only their source tells who wrote, not the time.
 */
async function sheetChanged(id: string, trigger: string | undefined): Promise<void> {
  const now = session();
  const name = now.sheetNames.get(id);
  if (trigger === 'ThisLocalAddin') return;
  if (isKnownSource(id) !== true && now.jobs > 0) {
    // A sheet without a name was made by the job itself; it may be 抽出条件, and be typed into at once.
    if (name === undefined || name === CONDITIONS_SHEET) now.missedConditions = true;
    return;
  }
  if (name === SUPPORT_SHEET) {
    now.supportChanged();
    return announce();
  }
  if (name !== undefined && name !== CONDITIONS_SHEET && isOurSheet(name)) return;
  if (name === CONDITIONS_SHEET && !(await conditionsDiffer().catch(() => true))) return;
  if (
    name !== CONDITIONS_SHEET &&
    isKnownSource(id) === false &&
    !(await Excel.run((context) => becameSource(context, id)))
  ) {
    return;
  }
  now.sheetChanged(id);
  announce();
}

/** The sheets of the analyst, which alone carry data. */
function analystSheets(): string {
  return [...session().sheetNames]
    .filter(([, name]) => !isOurSheet(name))
    .map(([id]) => id)
    .sort()
    .join();
}

/** Sheets came or went: new data, unless they are ours or were known already. */
async function sheetsChanged(): Promise<void> {
  const now = session();
  if (now.jobs > 0) return;
  const before = analystSheets();
  await Excel.run(learnSheets);
  if (analystSheets() === before) return;
  now.dataChanged();
  announce();
}

/** Looks out for changes of data and conditions from now on, once for the life of the page. Syncs when called first. */
export function watch(context: Excel.RequestContext): Promise<void> {
  const now = session();
  now.watching ??= register(context).catch((error: unknown) => {
    now.watching = null;
    throw error;
  });
  return now.watching;
}

async function register(context: Excel.RequestContext): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.onChanged.add(({ worksheetId, triggerSource }) => sheetChanged(worksheetId, triggerSource));
  worksheets.onAdded.add(() => sheetsChanged());
  worksheets.onDeleted.add(({ worksheetId }) => {
    session().sheetRemoved(worksheetId);
    return sheetsChanged();
  });
  await context.sync();
  await learnSheets(context);
}

/** Whether 抽出条件 holds something else than the conditions that answer now. Throws where it cannot be read. */
async function conditionsDiffer(): Promise<boolean> {
  const { conditions } = session();
  if (conditions === null) return false;
  // Without waiting for the end of an edit: the next job may be waiting for this one.
  const [held, standing] = await Promise.all([conditions, Excel.run(currentConditions)]);
  return JSON.stringify(held) !== JSON.stringify(standing);
}

/** Tells of conditions that were typed while a job was running; of those that the job wrote itself, nothing. */
async function catchUp(): Promise<void> {
  const now = session();
  if (now.jobs > 0 || !now.missedConditions) return;
  now.missedConditions = false;
  // Conditions that cannot be read, or not now, are looked at again by whoever asks next.
  if (!(await conditionsDiffer().catch(() => true))) return;
  now.dataChanged();
  announce();
}

/**
 * Runs a job of ours: what it writes to our sheets is no change of the data. Learns the sheets anew afterwards, and tells
 * of conditions that somebody typed meanwhile.
 */
export async function quietly<T>(job: () => Promise<T>): Promise<T> {
  const now = session();
  now.jobs += 1;
  try {
    return await job();
  } finally {
    now.jobs -= 1;
    await Excel.run(learnSheets).catch(() => undefined);
    await catchUp();
  }
}
