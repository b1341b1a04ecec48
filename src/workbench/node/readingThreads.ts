/** The threads of Node that read large files beside the main one; the main one waits for them without its event loop. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { Running, Threads } from '../../kdb';
import { inThreads, SHARED_READER, type Job } from '../../kdb/chunks';
import { piecesOfFile, readPiece, type ReadJob } from './readPiece';
import { COUNTERS, NEXT_CHUNK, POSTED, type ThreadData, type ThreadJob, type ThreadResult } from './threadMessages';

/** Bytes from which on a file is worth another thread: it needs some tenths of a second until it reads as fast. */
const WORTHWHILE = 64 * 2 ** 20;
/** Threads beside the main one: more would wait for it. */
const MOST_THREADS = 3;
/** A chunk takes a fraction of a second: a thread that is silent for so long is gone. */
const LONGEST_MS = 20_000;

/** What runs or wants to run, this process left out: now, where the system tells it (Linux); else in the last minute (0 in Windows). */
function othersRunning(): number {
  try {
    const running = Number(/ (\d+)\//.exec(fs.readFileSync('/proc/loadavg', 'latin1'))![1]);
    const own = fs.readdirSync('/proc/self/task').filter((task) => isRunning(`/proc/self/task/${task}/stat`)).length;
    return Math.max(0, running - own);
  } catch {
    return Math.round(os.loadavg()[0]!);
  }
}

function isRunning(stat: string): boolean {
  try {
    return / R /.test(fs.readFileSync(stat, 'latin1'));
  } catch {
    return false;
  }
}

/**
 * How many threads beside the main one pay. Where as many others run as there are processors, one still does: a process of two threads is
 * given more of a machine than one of one. With yet more of them another thread takes from this one what it brings.
 */
export function threadsBeside(processors: number, others: number): number {
  const free = processors - 1 - others;
  return Math.min(MOST_THREADS, processors - 1, Math.max(free, others <= processors ? 1 : 0));
}

/** A thread, and the port that its results come by. */
interface Thread {
  readonly worker: Worker;
  readonly results: MessagePort;
}

function begun(script: string): Thread {
  const { port1, port2 } = new MessageChannel();
  const workerData: ThreadData = { results: port2 };
  const worker = new Worker(script, { workerData, transferList: [port2] });
  // A thread that cannot begin leaves its chunks to the others; none of them keeps the process.
  worker.on('error', () => {});
  worker.unref();
  port1.unref();
  return { worker, results: port1 };
}

let jobs = 0;

/** A job on its way through the threads. */
class JobUnderWay implements Running {
  private readonly counters = new Int32Array(new SharedArrayBuffer(COUNTERS * 4));
  private readonly results = new Map<number, { readonly thread: number; readonly value: unknown }>();
  private readonly id = ++jobs;
  private areGone = false;

  constructor(
    private readonly threads: readonly Thread[],
    job: Job,
    private readonly chunks: number,
  ) {
    const message: ThreadJob = { id: this.id, job, counters: this.counters, chunks };
    for (const { worker } of threads) worker.postMessage(message);
  }

  readonly claim = (): number => {
    const chunk = Atomics.add(this.counters, NEXT_CHUNK, 1);
    return chunk < this.chunks ? chunk : -1;
  };

  readonly result: Running['result'] = (chunk, waits) => {
    for (;;) {
      if (this.areGone) return null;
      const posted = Atomics.load(this.counters, POSTED);
      this.receive();
      const found = this.results.get(chunk);
      if (found) this.results.delete(chunk);
      if (found || !waits) return found ?? null;
      this.areGone = Atomics.wait(this.counters, POSTED, posted, LONGEST_MS) === 'timed-out';
    }
  };

  readonly end = (): void => {
    Atomics.store(this.counters, NEXT_CHUNK, this.chunks);
    this.areGone = true;
    this.results.clear();
  };

  private receive(): void {
    this.threads.forEach(({ results }, index) => {
      for (let each = receiveMessageOnPort(results); each; each = receiveMessageOnPort(results)) {
        const { id, chunk, value } = each.message as ThreadResult;
        // The last chunk of a job that ended early comes when another one is under way.
        if (id === this.id) this.results.set(chunk, { thread: index + 1, value });
      }
    });
  }
}

/** Threads of Node, which read files as well. */
export interface ReadingThreads extends Threads {
  /** They begin now: before whatever else they are to wait for. */
  readonly begin: () => void;
  /** Reads an open file into such memory; the bytes that were there. Throws the error of the system. */
  readonly read: (file: number, bytes: Uint8Array) => number;
}

/**
 * Threads for reading; null where no processor is left for any, or their script is not there (in tests, which run from the sources).
 * @param script of `readingThread`; by default beside this one, where it is built
 * @param count threads beside the main one
 */
export function readingThreads(
  script = path.join(__dirname, 'readingThread.cjs'),
  count = threadsBeside(os.availableParallelism(), othersRunning()),
): ReadingThreads | null {
  if (count < 1 || !fs.existsSync(script)) return null;
  let threads: readonly Thread[] | null = null;
  const begin = (): readonly Thread[] => (threads ??= Array.from({ length: count }, () => begun(script)));
  const start: Threads['start'] = (job, chunks) => new JobUnderWay(begin(), job, chunks);
  const found: ReadingThreads = {
    begin: () => void begin(),
    read: (file, bytes) => {
      const job: ReadJob = { kind: 'read', file, bytes };
      const pieces = inThreads<number | null>(found, job, piecesOfFile(job), (piece) => readPiece(job, piece))!;
      return pieces.reduce<number>((filled, read, piece) => filled + (read ?? readPiece(job, piece)), 0);
    },
    reader: SHARED_READER,
    worthwhile: WORTHWHILE,
    room: (bytes) => {
      // Who asks for room is about to read: the threads begin meanwhile.
      begin();
      return new Uint8Array(new SharedArrayBuffer(bytes));
    },
    start,
  };
  return found;
}
