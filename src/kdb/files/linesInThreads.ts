/** Questions to the lines of a large text, asked by several threads. */
import { piecesOf } from './byteSource';
import { QUESTIONS, type AskLines } from './encoding';
import { CHUNK, inThreads } from './inThreads';
import { areShared, type Job, type Threads } from './threads';
import { atOnce } from '../steps';

/** A question to the lines of a text in shared memory. */
export interface LinesJob extends Job {
  readonly kind: 'lines';
  readonly question: keyof typeof QUESTIONS;
  readonly bytes: Uint8Array;
  /** First bytes of the chunks, each of which begins with a line, and the end. */
  readonly bounds: Float64Array;
}

const LINE_END = 10;

/** The answer of one chunk. */
export function answerOfLines({ question, bytes, bounds }: LinesJob, chunk: number): boolean {
  return atOnce(QUESTIONS[question](piecesOf(bytes.subarray(bounds[chunk], bounds[chunk + 1]))));
}

/** Those who ask the lines of texts: several threads, where the text is in memory that they see. */
export function askInThreads(threads: Threads): AskLines {
  return function* (question, bytes) {
    const { whole } = bytes;
    if (!areShared(whole, threads)) return yield* QUESTIONS[question](bytes);
    const bounds = [0];
    for (let end = 0; end < whole.length; bounds.push(end)) {
      const line = whole.indexOf(LINE_END, end + (threads.chunk ?? CHUNK));
      end = line < 0 ? whole.length : line + 1;
    }
    const first: LinesJob = { kind: 'lines', question, bytes: whole, bounds: Float64Array.from(bounds) };
    // Most texts show in their first lines that they are not UTF-8.
    if (answerOfLines(first, 0)) return true;
    const rest: LinesJob = { ...first, bounds: first.bounds.slice(1) };
    const chunks = rest.bounds.length - 1;
    return chunks > 0 && inThreads(threads, rest, chunks, (each) => answerOfLines(rest, each), { last: true }) === null;
  };
}
