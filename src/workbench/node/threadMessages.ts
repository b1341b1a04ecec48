/** What the threads that read large files say to each other. */
import type { MessagePort } from 'node:worker_threads';
import type { Job } from '../../kdb/chunks';

/** Counters of a job in shared memory: the next chunk that nobody has taken, and how many results were posted. */
export const NEXT_CHUNK = 0;
export const POSTED = 1;
export const COUNTERS = 2;

/** What a thread is given when it begins. */
export interface ThreadData {
  readonly results: MessagePort;
}

/** A job for a thread. */
export interface ThreadJob {
  /** Tells the results of one job from those of another. */
  readonly id: number;
  readonly job: Job;
  readonly counters: Int32Array;
  readonly chunks: number;
}

/** What a thread made of a chunk. */
export interface ThreadResult {
  readonly id: number;
  readonly chunk: number;
  readonly value: unknown;
}
