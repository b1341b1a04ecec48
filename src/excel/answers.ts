/** Waiting for Excel: a request that stays without an answer is given up, so that no command hangs for ever. */
import { AnalystError } from '../kdb';
import { session } from './session';

/** What gives the waiting up early. */
export interface WaitOptions {
  /** 中止: an answer that is due has a short time left. */
  readonly signal?: AbortSignal;
}

/** Whether Excel was given up: whatever else was to be asked would wait in vain. */
export function isSilence(error: unknown): boolean {
  return error instanceof AnalystError && error.code === 'excel.silent';
}

/**
 * The answer to a request. Throws AnalystError excel.silent where it does not come in the time that the session grants; what
 * was asked for may still be done later.
 */
export function answered<T>(request: Promise<T>, { signal }: WaitOptions = {}): Promise<T> {
  const { patience, waits } = session();
  return new Promise<T>((resolve, reject) => {
    const begun = Date.now();
    const giveUp = (): void => {
      end();
      const seconds = Math.max(1, Math.round((Date.now() - begun) / 1000));
      reject(new AnalystError('excel.silent', { seconds }));
    };
    let timer = setTimeout(giveUp, patience.request);
    const hurry = (): void => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, patience.afterCancel);
    };
    const end = (): void => {
      clearTimeout(timer);
      waits.delete(giveUp);
      signal?.removeEventListener('abort', hurry);
    };
    waits.add(giveUp);
    signal?.addEventListener('abort', hurry);
    request.finally(end).then(resolve, reject);
  });
}

/**
 * Lets every request of this context be waited for like that; after one silence it asks nothing any more. Returns what to
 * call when the work is done: what Office.js asks then is its own tidying, and its silence says nothing about the work.
 */
export function watchAnswers(context: Excel.RequestContext, options: WaitOptions): () => void {
  const sync = context.sync.bind(context);
  let silence: unknown = null;
  let isDone = false;
  context.sync = async <T>(passThrough?: T): Promise<T> => {
    if (silence !== null) {
      if (isDone) return passThrough as T;
      throw silence;
    }
    try {
      return await answered(sync(passThrough), options);
    } catch (error) {
      if (isDone && isSilence(error)) return passThrough as T;
      if (isSilence(error)) silence = error;
      throw error;
    }
  };
  return () => {
    isDone = true;
  };
}
