/** Threads that read a large file beside this one: each takes the next chunk of it that nobody has taken. */

/** Threads, by whatever the platform has; what a job and its results are is a matter of those who read. */
export interface Threads {
  /** Bytes from which on a text is worth several threads. */
  readonly worthwhile: number;
  /** `SHARED_READER` of the stage: whoever reads alone does not load it. */
  readonly reader: unknown;
  /** Bytes of a chunk, where it is not the usual size. */
  readonly chunk?: number;
  /** Memory that all threads see. */
  readonly room: (bytes: number) => Uint8Array;
  /** Starts on a job of so many chunks. `job` and the results are copied from thread to thread, shared memory is not. */
  readonly start: (job: object, chunks: number) => Running;
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
