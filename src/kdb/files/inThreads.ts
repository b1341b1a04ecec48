/** Work in chunks, done by this thread and others; what a chunk is, is a matter of the job. */
import type { Job, Threads } from './threads';

/** Bytes of a chunk of a text. */
export const CHUNK = 1 << 22;

/**
 * Has all chunks of a job done, by this thread too; what the others leave, this one does.
 * @param work does a chunk here; the same result as in any other thread
 * @param meanwhile is done here while the others have begun
 * @returns the results by chunk; null where one of them was `last`, after which nothing more is done
 */
export function inThreads<R>(
  threads: Threads,
  job: Job,
  chunks: number,
  work: (chunk: number) => R,
  { last, meanwhile }: { readonly last?: R; readonly meanwhile?: () => void } = {},
): readonly R[] | null {
  const running = threads.start(job, chunks);
  const results = new Map<number, R>();
  try {
    meanwhile?.();
    for (let own = running.claim(); own >= 0; own = running.claim()) {
      const result = work(own);
      if (last !== undefined && result === last) return null;
      results.set(own, result);
    }
    for (let chunk = 0; chunk < chunks; chunk++) {
      if (results.has(chunk)) continue;
      const theirs = running.result(chunk, true);
      const result = theirs ? (theirs.value as R) : work(chunk);
      if (last !== undefined && result === last) return null;
      results.set(chunk, result);
    }
  } finally {
    running.end();
  }
  return Array.from({ length: chunks }, (_, chunk) => results.get(chunk)!);
}

/** Whether an array stands in memory that threads see. */
export function isInShared({ buffer }: ArrayBufferView): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
}
