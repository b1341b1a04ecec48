/** The last write of the pane, and how it is taken back. One step: the next write takes its place. */
import { AnalystError } from '../kdb';
import { quietly, recalculate } from './events';
import { removeTemporary } from './goBack';
import { session } from './session';
import { oneAtATime, runExcel } from './work';

/** What undo remembers holds personal data: it does not stay longer than somebody may still want it. */
const LIFETIME = 10 * 60_000;

/** Takes a write back, in a later request. Returns the names of the sheets that the analyst removed meanwhile. */
export type BringBack = (context: Excel.RequestContext) => Promise<readonly string[]>;

/** Makes this write the one that can be taken back. */
export function offerUndo(bringBack: BringBack): void {
  const now = session();
  now.undo = bringBack;
  clearTimeout(now.undoTimer);
  now.undoTimer = setTimeout(() => void closeUndo().catch(() => undefined), LIFETIME);
}

/** Forgets the way back; what it needed in the workbook is removed by the job that asks, or by `closeUndo`. */
export function forgetUndo(): void {
  const now = session();
  now.undo = null;
  clearTimeout(now.undoTimer);
}

/** The analyst does not want it back: the copies go. */
export function closeUndo(): Promise<void> {
  return oneAtATime(async () => {
    if (session().undo === null) return;
    forgetUndo();
    await quietly(() => runExcel((context) => removeTemporary(context)));
  });
}

/**
 * Takes the last write back, and returns what has to be said of it, in sentences. Throws AnalystError undo.none when there is
 * nothing to take back any more.
 */
export function undoLastWrite(): Promise<readonly string[]> {
  return oneAtATime(() =>
    quietly(async () => {
      const bringBack = session().undo;
      if (bringBack === null) throw new AnalystError('undo.none');
      const gone = await runExcel(bringBack);
      // Not before: a refusal of Excel leaves the way back open.
      forgetUndo();
      session().dataChanged();
      session().supportChanged();
      const notices = await recalculate();
      if (gone.length === 0) return notices;
      return [
        `シート ${gone.join('、')} は、シートか控えが削除されているため、戻していません。ほかは元に戻しました。`,
        ...notices,
      ];
    }),
  );
}
