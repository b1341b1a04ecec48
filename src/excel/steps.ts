/** Work on the workbook in steps: as many in one request as the host takes, and one by one where it refuses. */
import { CHUNK_BYTES } from '../plan/requestBytes';
import { isTooLarge } from './work';

/** Something that is queued as a whole. */
export interface Step {
  /** What an analyst calls it. */
  readonly name: string;
  readonly queue: () => void;
  /** Bytes of the request that it makes, roughly. */
  readonly weight: number;
}

/** One call or one property in a request, with the objects that lead to it. */
export const ACTION_BYTES = 400;
/** A set-up of a sheet takes about this many calls. */
const SET_UP_ACTIONS = 60;

/** A step that Excel may refuse though nothing is wrong with it: frozen panes, pages, names. */
export function refusable(name: string, queue: () => void, weight = SET_UP_ACTIONS * ACTION_BYTES): Step {
  return { name, queue, weight };
}

/**
 * The steps in requests that the host takes. A refusal is thrown; what was sent before stays done. `last` false leaves the
 * last of them queued, for the caller's own request.
 */
export async function send(context: Excel.RequestContext, steps: readonly Step[], last = true): Promise<void> {
  let batch: Step[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const now = batch;
    [batch, bytes] = [[], 0];
    if (now.length > 0) await sendTogether(context, now);
  };
  for (const step of steps) {
    if (bytes + step.weight > CHUNK_BYTES) await flush();
    batch.push(step);
    bytes += step.weight;
  }
  if (last) await flush();
  else for (const { queue } of batch) queue();
}

/** One request; in halves when the host finds it too large, of which it has done nothing then. */
async function sendTogether(context: Excel.RequestContext, steps: readonly Step[]): Promise<void> {
  for (const { queue } of steps) queue();
  try {
    await context.sync();
  } catch (error) {
    if (!isTooLarge(error) || steps.length < 2) throw error;
    const middle = Math.ceil(steps.length / 2);
    await sendTogether(context, steps.slice(0, middle));
    await sendTogether(context, steps.slice(middle));
  }
}

/**
 * The steps together; where Excel refuses, each by itself, and once more. Steps can be done twice. Returns the names of
 * those that were refused both times.
 */
export async function sendOrSkip(context: Excel.RequestContext, steps: readonly Step[]): Promise<string[]> {
  if (steps.length === 0) return [];
  try {
    await send(context, steps);
    return [];
  } catch {
    const refused: string[] = [];
    for (const step of steps) if (!(await attempt(step)) && !(await attempt(step))) refused.push(step.name);
    return refused;
  }

  async function attempt({ queue }: Step): Promise<boolean> {
    try {
      queue();
      await context.sync();
      return true;
    } catch {
      return false;
    }
  }
}
