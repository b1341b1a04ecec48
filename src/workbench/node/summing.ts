/** A thread of Node that sums a workbook while the main one makes its file: together they take the time of the longer of the two. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Summing } from '../xlsx/calculatedMark';
import type { SummingAnswer, SummingMessage } from './summingMessages';

/** Bytes of sheets that wait to be summed at most when one joins them: a large one is summed while the next one is made. */
const MOST_WAITING = 2 ** 23;

export interface SummingThread extends Summing {
  /** Ends the thread, whether its work is done or not. */
  end(): void;
}

/**
 * The thread, which begins now; null where there is one processor only, or its script is not there (in tests, which run from the
 * sources). A thread that ends before its time gives no sum: the file is whole, it only carries no mark.
 * @param script of `summingThread`; by default beside this one, where it is built
 */
export function summingThread(script = path.join(__dirname, 'summingThread.cjs')): SummingThread | null {
  if (os.availableParallelism() < 2 || !fs.existsSync(script)) return null;
  const worker = new Worker(script);
  let waiting = 0;
  let isGone = false;
  /** Told whenever something has come from the thread, or nothing will. */
  let told: () => void = () => {};
  let answer: string | null | undefined;
  worker.on('message', (said: SummingAnswer) => {
    if (said.kind === 'taken') waiting -= said.bytes;
    else answer = said.sum;
    told();
  });
  const end = (): void => {
    isGone = true;
    told();
  };
  worker.on('error', end);
  worker.on('exit', end);
  const post = (message: SummingMessage, moved: readonly ArrayBuffer[] = []): void =>
    worker.postMessage(message, moved);
  const until = async (isReached: () => boolean): Promise<void> => {
    while (!isGone && !isReached()) await new Promise<void>((resolve) => (told = resolve));
  };
  return {
    begin: (files) => post({ kind: 'begin', files }),
    async add(part, content, texts) {
      await until(() => waiting <= MOST_WAITING);
      // The main thread packs its own.
      const copy = content.slice();
      waiting += copy.length;
      post({ kind: 'add', part, content: copy, texts }, [copy.buffer]);
    },
    async sum() {
      post({ kind: 'sum' });
      await until(() => answer !== undefined);
      return answer ?? null;
    },
    end: () => void worker.terminate(),
  };
}
