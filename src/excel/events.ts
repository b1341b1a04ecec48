/** Changes in the workbook: a changed source sheet or condition makes the data new, and asks for one recalculation. */
import { CONDITIONS_SHEET, isOurSheet, SUPPORT_SHEET } from '../plan';
import { isSilence } from './answers';
import { currentConditions } from './conditions';
import { session } from './session';
import { becameSource, isKnownSource } from './sources';
import { oneAtATime, runExcel, runNow } from './work';

/** Changes within this many milliseconds ask for one recalculation together. */
const TOGETHER = 150;

/** Calculates everything once. Throws AnalystError excel.failed. */
export function calculateAll(): Promise<void> {
  return runExcel(async (context) => {
    context.workbook.application.calculate('Full');
    await context.sync();
  });
}

/** Milliseconds until a calculation that Excel refused is asked for again. */
const LATER = 5000;

/**
 * Asks for a calculation after a write: functions without arguments do not notice that data changed. The write stands
 * whatever Excel says now, so a refusal is a sentence for the analyst, and the calculation is asked for once more by itself.
 */
export async function recalculate(): Promise<readonly string[]> {
  try {
    await calculateAll();
    return [];
  } catch {
    calculateSoon(LATER);
    return [
      '書きこみは終わりましたが、Excel が再計算を受けつけませんでした。数値が古いときは Ctrl+Alt+F9 を押してください。',
    ];
  }
}

function calculateSoon(milliseconds: number): void {
  const now = session();
  clearTimeout(now.recalculation);
  // Between two jobs, as one of them: a job that reads figures would find #BUSY! in them. A refusal (a cell is being
  // edited) is no failure of the analyst's; the next change asks again.
  now.recalculation = setTimeout(() => void oneAtATime(calculateAll).catch(() => undefined), milliseconds);
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
  calculateSoon(TOGETHER);
}

/** The analyst's sheets as one text: ours come and go without the data being new. */
function analystSheets(names: ReadonlyMap<string, string>): string {
  return JSON.stringify([...names].filter(([, name]) => !isOurSheet(name)).sort());
}

/** Learns which sheets there are. True where those of the analyst are others than were known. */
async function learnSheets(context: Excel.RequestContext): Promise<boolean> {
  const { worksheets } = context.workbook;
  worksheets.load('items/id,items/name');
  await context.sync();
  const { sheetNames } = session();
  const before = sheetNames.size === 0 ? null : analystSheets(sheetNames);
  sheetNames.clear();
  for (const { id, name } of worksheets.items) sheetNames.set(id, name);
  return before !== null && analystSheets(sheetNames) !== before;
}

/**
 * What a changed sheet means: nothing for our own figures, new data for a source, a look at the header for any other.
 * Events come late, some after the job that caused them: our own writes are known by who made them (ExcelApi 1.14), and
 * in 抽出条件 by what stands there.
 */
async function sheetChanged({ worksheetId: id, triggerSource }: Excel.WorksheetChangedEventArgs): Promise<void> {
  if (triggerSource === 'ThisLocalAddin') return;
  const now = session();
  const name = now.sheetNames.get(id);
  if (isKnownSource(id) !== true && now.jobs > 0) {
    // A sheet without a name was made by the job itself; it may be 抽出条件, and be typed into at once.
    if (name === undefined || name === CONDITIONS_SHEET) now.missedConditions = true;
    return;
  }
  if (name === SUPPORT_SHEET) {
    now.supportChanged();
    return announce();
  }
  if (name === CONDITIONS_SHEET) {
    if (now.conditions !== null && !(await conditionsDiffer().catch(() => true))) return;
  } else {
    if (name !== undefined && isOurSheet(name)) return;
    if (isKnownSource(id) === false && !(await runNow((context) => becameSource(context, id)))) return;
  }
  now.sheetChanged(id);
  announce();
}

/** Sheets came or went: new data, unless they are ours or were known already. */
async function sheetsChanged(): Promise<void> {
  const now = session();
  if (now.jobs > 0 || !(await runNow(learnSheets))) return;
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
  worksheets.onChanged.add((event) => sheetChanged(event));
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
  const [held, standing] = await Promise.all([conditions, runNow(currentConditions)]);
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
  let isAnswering = true;
  try {
    return await job();
  } catch (error) {
    isAnswering = !isSilence(error);
    throw error;
  } finally {
    now.jobs -= 1;
    if (isAnswering) await lookAround();
  }
}

/** Learns after a job what somebody else did meanwhile: sheets that came or went, conditions that were typed. */
async function lookAround(): Promise<void> {
  if (await runNow(learnSheets).catch(() => false)) {
    session().dataChanged();
    announce();
  }
  await catchUp();
}
