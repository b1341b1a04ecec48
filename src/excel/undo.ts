/** The last write of the pane, and how it is taken back. One step: the next write takes its place. */
import { AnalystError } from '../kdb';
import { forgetDataset } from './dataset';
import { quietly, recalculate } from './events';
import { removeTemporary } from './replaceSheets';
import { oneAtATime, runExcel } from './work';

/** Copies of sheets hold personal data: they do not stay longer than somebody may still want them. */
const LIFETIME = 10 * 60_000;

type BringBack = (context: Excel.RequestContext) => Promise<void>;

let last: BringBack | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Makes this write the one that can be taken back. */
export function offerUndo(bringBack: BringBack): void {
  last = bringBack;
  clearTimeout(timer);
  timer = setTimeout(() => void closeUndo().catch(() => undefined), LIFETIME);
}

/** Forgets the way back; what it needed in the workbook is removed by the job that asks, or by `closeUndo`. */
export function forgetUndo(): void {
  last = null;
  clearTimeout(timer);
}

/** The analyst does not want it back: the copies go. */
export function closeUndo(): Promise<void> {
  return oneAtATime(async () => {
    if (last === null) return;
    forgetUndo();
    await quietly(() => runExcel((context) => removeTemporary(context)));
  });
}

/** Takes the last write back. Throws AnalystError undo.none when there is nothing to take back any more. */
export function undoLastWrite(): Promise<void> {
  return oneAtATime(() =>
    quietly(async () => {
      const bringBack = last;
      if (bringBack === null) throw new AnalystError('undo.none');
      forgetUndo();
      await runExcel(bringBack);
      forgetDataset();
      await recalculate();
    }),
  );
}
