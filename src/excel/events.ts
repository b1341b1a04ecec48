/** Changes in the workbook: a changed source sheet or condition makes the data new, and asks for one recalculation. */
import { CONDITIONS_SHEET, isOurSheet, SUPPORT_SHEET } from '../plan';
import { becameSource, forgetSheet, isKnownSource } from './sources';

/** Changes within this many milliseconds ask for one recalculation together. */
const TOGETHER = 150;

/** Sheet id → name, as learnt last. */
const names = new Map<string, string>();
let watching: Promise<void> | null = null;
let onDataChanged: () => void = () => undefined;
let conditionsDiffer: () => Promise<boolean> = () => Promise.resolve(false);
const listeners = new Set<() => void>();
const supportListeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let jobs = 0;
/** A change of 抽出条件 came while a job was running: ours, or somebody typed there meanwhile. */
let missedConditions = false;

/** Asks Excel to calculate everything once: functions without arguments do not notice that data changed. */
export async function recalculate(): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.application.calculate('Full');
    await context.sync();
  });
}

/** Calls `listener` after data or conditions were changed by somebody else than us; returns how to stop that. */
export function onWorkbookChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Calls `listener` after somebody wrote to 支援記録, which leaves the data as they are; returns how to stop that. */
export function onSupportChanged(listener: () => void): () => void {
  supportListeners.add(listener);
  return () => void supportListeners.delete(listener);
}

function announce(): void {
  onDataChanged();
  calculateSoon();
}

function calculateSoon(): void {
  for (const listener of listeners) listener();
  clearTimeout(timer);
  timer = setTimeout(() => {
    // A refusal (a cell is being edited) is no failure of the analyst's; the next change asks again.
    recalculate().catch(() => undefined);
  }, TOGETHER);
}

async function learnSheets(context: Excel.RequestContext): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.load('items/id,items/name');
  await context.sync();
  names.clear();
  for (const { id, name } of worksheets.items) names.set(id, name);
}

/** What a changed sheet means: nothing for our own figures, new data for a source, a look at the header for any other. */
async function sheetChanged(id: string): Promise<void> {
  const name = names.get(id);
  if (isKnownSource(id) !== true && jobs > 0) {
    // A sheet without a name was made by the job itself; it may be 抽出条件, and be typed into at once.
    if (name === undefined || name === CONDITIONS_SHEET) missedConditions = true;
    return;
  }
  if (name === SUPPORT_SHEET) {
    for (const listener of supportListeners) listener();
    return calculateSoon();
  }
  if (name !== undefined && name !== CONDITIONS_SHEET && isOurSheet(name)) return;
  if (
    name !== CONDITIONS_SHEET &&
    isKnownSource(id) === false &&
    !(await Excel.run((context) => becameSource(context, id)))
  ) {
    return;
  }
  forgetSheet(id);
  announce();
}

async function sheetsChanged(): Promise<void> {
  if (jobs > 0) return;
  await Excel.run(learnSheets);
  announce();
}

/**
 * Registers the handlers, once for the life of the page; `listener` is called when the data may have changed, and a
 * recalculation follows. `differ` tells whether 抽出条件 holds something else than what answers now. Syncs.
 */
export function watch(
  context: Excel.RequestContext,
  listener: () => void,
  differ: () => Promise<boolean>,
): Promise<void> {
  onDataChanged = listener;
  conditionsDiffer = differ;
  watching ??= register(context).catch((error: unknown) => {
    watching = null;
    throw error;
  });
  return watching;
}

async function register(context: Excel.RequestContext): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.onChanged.add(({ worksheetId }) => sheetChanged(worksheetId));
  worksheets.onAdded.add(() => sheetsChanged());
  worksheets.onDeleted.add(({ worksheetId }) => {
    forgetSheet(worksheetId);
    return sheetsChanged();
  });
  await context.sync();
  await learnSheets(context);
}

/** Tells of conditions that were typed while a job was running; of those that the job wrote itself, nothing. */
async function catchUp(): Promise<void> {
  if (jobs > 0 || !missedConditions) return;
  missedConditions = false;
  // Conditions that cannot be read, or not now, are looked at again by whoever asks next.
  if (await conditionsDiffer().catch(() => true)) announce();
}

/**
 * Runs a job of ours: what it writes to our sheets is no change of the data. Learns the sheets anew afterwards, and tells
 * of conditions that somebody typed meanwhile.
 */
export async function quietly<T>(job: () => Promise<T>): Promise<T> {
  jobs += 1;
  try {
    return await job();
  } finally {
    jobs -= 1;
    await Excel.run(learnSheets).catch(() => undefined);
    await catchUp();
  }
}
