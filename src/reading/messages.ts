/** What the page and the worker that reads files tell each other. */
import type { MessageCode, MessageValues } from '../kdb';
import type { Question } from './questions';

/** The script of the worker, beside the page. */
export const WORKER_SCRIPT = 'readingWorker.js';

/** From the page: a file and then its bytes in pieces, or a question about those that came. */
export type ToWorker =
  | { readonly kind: 'file'; readonly file: number; readonly name: string; readonly size: number }
  | { readonly kind: 'bytes'; readonly file: number; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'question'; readonly question: Question };

/**
 * From the worker. It tells that it is alive while it works on an answer. Answers come as the bytes of JSON, whose memory moves:
 * the page makes objects of them, which takes a fraction of the time that copies of objects take.
 */
export type FromWorker =
  | { readonly kind: 'alive' }
  | { readonly kind: 'answer'; readonly json: Uint8Array }
  | { readonly kind: 'refused'; readonly code: MessageCode; readonly values: MessageValues }
  | { readonly kind: 'defect'; readonly message: string };
