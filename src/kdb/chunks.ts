/** The door of the room kdb for threads that work on chunks, and for whoever starts them. */
import { answerOfLines, askInThreads, type LinesJob } from './files/linesInThreads';
import type { SharedText } from './files/rows';
import type { Job } from './files/threads';
import { writeColumn, WritingInThreads, type ColumnsJob } from './join/writingInThreads';
import type { RowNumbers } from './stage/rowNumbers';
import { ChunkStage, ROWS_IN_THREADS, type ChunkJob } from './stage/sharedRows';

/** What a job asks of each chunk, in the thread that asks this. */
export function workOf(job: Job): (chunk: number) => unknown {
  switch (job.kind) {
    case 'rows': {
      const stage = new ChunkStage(job as ChunkJob);
      return (chunk) => stage.chunk(chunk);
    }
    case 'lines':
      return (chunk) => answerOfLines(job as LinesJob, chunk);
    case 'columns':
      return (chunk) => writeColumn(job as ColumnsJob, chunk);
  }
  throw new Error(`no work of the kind ${job.kind}`);
}

/** How several threads read: what whoever reads alone does not load. */
export const SHARED_READER = {
  ...ROWS_IN_THREADS,
  asks: askInThreads,
  writing: (shared: SharedText, places: Int32Array, rowNumbers: RowNumbers) =>
    new WritingInThreads(shared, places, rowNumbers),
};

export type { Job } from './files/threads';
export { inThreads } from './files/inThreads';
