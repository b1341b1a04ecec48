/** A thread that reads chunks of large files: the script of a worker of Node. See `readingThreads`. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { workOf } from '../../kdb/chunks';
import { isReadJob, tryPiece } from './readPiece';
import { NEXT_CHUNK, POSTED, type ThreadData, type ThreadResult, type ThreadJob } from './threadMessages';

/** The memory of arrays that nobody here needs any more: it moves, instead of being copied. */
function movable(value: unknown, found: Set<ArrayBuffer> = new Set()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (Array.isArray(value)) {
    if (typeof value[0] === 'object') for (const each of value) movable(each, found);
  } else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) movable(each, found);
  return found;
}

/** Works on a job until nobody has left a chunk of it. */
function work({ id, job, counters, chunks }: ThreadJob, port: MessagePort): void {
  const done = isReadJob(job) ? (piece: number) => tryPiece(job, piece) : workOf(job);
  for (;;) {
    const chunk = Atomics.add(counters, NEXT_CHUNK, 1);
    if (chunk >= chunks) return;
    const value = done(chunk);
    port.postMessage({ id, chunk, value } satisfies ThreadResult, [...movable(value)]);
    Atomics.add(counters, POSTED, 1);
    Atomics.notify(counters, POSTED);
  }
}

const { results } = workerData as ThreadData;
parentPort!.on('message', (job: ThreadJob) => work(job, results));
