/** Long work in the workbook: progress, 中止, pauses for the host, and the errors of Office.js in words. */
import { AnalystError, type Steps } from '../kdb';
import { watchAnswers, type WaitOptions } from './answers';
import { session } from './session';

/** Where a long step is. `total` 0 means not known. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** What every long step accepts. */
export interface WorkOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** 中止: the step rejects with work.cancelled and the workbook stays as it was. */
  readonly signal?: AbortSignal;
}

/** Rejects when the analyst pressed 中止. */
export function throwIfCancelled({ signal }: WorkOptions): void {
  if (signal?.aborted) throw new AnalystError('work.cancelled');
}

/** Lets Excel, the pane and the 中止 button have their turn between two chunks. */
export async function pause(options: WorkOptions): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  throwIfCancelled(options);
}

/** Milliseconds after which the pane has its turn: nobody notices what takes less than 50, and the last step may be a long one. */
const SLICE = 12;

/** Has work done in slices, so that typing goes on meanwhile. Rejects with work.cancelled where 中止 was pressed between two of them. */
export async function inSlices<T>(
  steps: Steps<T>,
  options: WorkOptions = {},
  now: () => number = () => performance.now(),
): Promise<T> {
  let end = now() + SLICE;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (now() < end) continue;
    await pause(options);
    end = now() + SLICE;
  }
}

const TOO_LARGE = new Set([
  'RequestPayloadSizeLimitExceeded',
  'ResponsePayloadSizeLimitExceeded',
  'RequestTooLong',
  'ResponseTooLong',
  '5103',
  '5104',
]);

/** True when a request or a response was over the limit of the host (5 MB on the web): the cure is a smaller chunk. */
export function isTooLarge(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return (
    TOO_LARGE.has(String(code)) || [...TOO_LARGE].some((word) => word.length > 4 && String(message).includes(word))
  );
}

/** An error of ours as it is; one of Office.js as a sentence. A defect of ours stays what it is. */
export function inWords(error: unknown): unknown {
  if (error instanceof AnalystError) return error;
  const { name, code, message } = (error ?? {}) as { name?: unknown; code?: unknown; message?: unknown };
  if (
    name === 'RichApi.Error' ||
    name === 'OfficeExtension.Error' ||
    (typeof code === 'string' && error instanceof Error)
  ) {
    return new AnalystError('excel.failed', { reason: `${String(code)}: ${String(message)}` });
  }
  return error;
}

type Batch<T> = (context: Excel.RequestContext) => Promise<T>;

function watched<T>(batch: Batch<T>, options: WaitOptions): Batch<T> {
  return async (context) => {
    const done = watchAnswers(context, options);
    const result = await batch(context);
    done();
    return result;
  };
}

/**
 * Runs a batch; cell editing in Excel delays it instead of failing it. Throws AnalystError excel.failed for a refusal,
 * excel.silent where Excel does not answer.
 */
export async function runExcel<T>(batch: Batch<T>, options: WaitOptions = {}): Promise<T> {
  try {
    return await Excel.run({ delayForCellEdit: true }, watched(batch, options));
  } catch (error) {
    throw inWords(error);
  }
}

/** Runs a batch that does not wait for the end of a cell edit: for what a job may be waiting for. Rejects with errors of Office.js. */
export function runNow<T>(batch: Batch<T>): Promise<T> {
  return Excel.run(watched(batch, {}));
}

const PASSING = new Set(['excel.failed', 'excel.tooWide', 'excel.silent', 'excel.unfinished', 'work.cancelled']);

/** Whether an error is one of this moment, and none of the data: whoever asks again may get an answer. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof AnalystError) || PASSING.has(error.code);
}

/** One job that writes at a time; the next one waits. */
export function oneAtATime<T>(job: () => Promise<T>): Promise<T> {
  const now = session();
  const turn = now.queue.then(job, job);
  now.queue = turn.catch(() => undefined);
  return turn;
}
