/** Threads that read a large file beside this one: each takes the next chunk of it that nobody has taken. */

/** What is to be done in chunks; `kind` tells whose matter the rest of it is. It and what it gives are copied, shared memory is not. */
export interface Job {
  readonly kind: string;
}

/** Threads, by whatever the platform has. */
export interface Threads {
  /** Bytes from which on a text is worth several threads. */
  readonly worthwhile: number;
  /** `SHARED_READER` of `kdb/chunks`: whoever reads alone does not load it. */
  readonly reader: unknown;
  /** Bytes of a chunk, where it is not the usual size. */
  readonly chunk?: number;
  /** Memory that all threads see. */
  readonly room: (bytes: number) => Uint8Array;
  /** Starts on a job of so many chunks. */
  readonly start: (job: Job, chunks: number) => Running;
}

/** A job under way. */
export interface Running {
  /** Takes the next chunk for the caller; -1 when there is none left. */
  readonly claim: () => number;
  /** What another thread made of a chunk, and which one (from 1); null when it is not there. `waits`: for as long as may be. */
  readonly result: (chunk: number, waits: boolean) => { readonly thread: number; readonly value: unknown } | null;
  /** No more is asked of this job. */
  readonly end: () => void;
}

/** Whether bytes stand in memory that threads see, and are worth them. */
export function areShared(bytes: Uint8Array | undefined, threads: Threads | undefined): bytes is Uint8Array {
  return (
    threads !== undefined &&
    bytes !== undefined &&
    bytes.length >= threads.worthwhile &&
    bytes.buffer instanceof SharedArrayBuffer
  );
}

/** Where memory of zeros comes from: of all threads, or where there are none of this one. */
export const roomOf = (threads?: Threads): Threads['room'] => threads?.room ?? ((bytes) => new Uint8Array(bytes));
