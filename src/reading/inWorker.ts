/** Questions about files answered by the worker, and what happens where there is none or it dies. */
import { AnalystError } from '../kdb';
import { WORKER_SCRIPT, type FromWorker, type ToWorker } from './messages';
import type { Answering, Answers, ChosenFile, Question } from './questions';

/** Milliseconds without a sign of life after which a worker is given up. */
const LONGEST_SILENCE = 20_000;

/** Bytes of a file that are copied at once: some milliseconds. */
const COPIED = 1 << 23;

/** The worker cannot start, or is gone: whoever asked asks another one. */
export class WorkerGone extends Error {
  override readonly name = 'WorkerGone';
}

/** A worker as far as it is used. */
export interface ReadingWorker {
  onmessage: ((event: { readonly data: FromWorker }) => void) | null;
  onerror: ((event: { preventDefault(): void }) => void) | null;
  onmessageerror: (() => void) | null;
  postMessage(message: ToWorker, moved: ArrayBuffer[]): void;
  terminate(): void;
}

/** A worker of the page's own script; null where the page can have none. */
export function beginWorker(): ReadingWorker | null {
  if (typeof Worker === 'undefined') return null;
  try {
    return new Worker(new URL(WORKER_SCRIPT, document.baseURI)) as unknown as ReadingWorker;
  } catch {
    // A policy of the host may refuse workers.
    return null;
  }
}

/** Has a worker answer, one question after the other. Rejects with WorkerGone from the moment on that there is no worker. */
export class InWorker implements Answering {
  private readonly sent = new Set<number>();
  private waiting: { readonly resolve: (json: Uint8Array) => void; readonly reject: (error: unknown) => void } | null =
    null;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private isGone = false;

  constructor(
    private readonly worker: ReadingWorker,
    private readonly files: readonly ChosenFile[],
    private readonly patience = LONGEST_SILENCE,
  ) {
    worker.onmessage = ({ data }) => this.hear(data);
    worker.onerror = (event) => {
      // It is answered by reading here, not by an error of the page.
      event.preventDefault();
      this.lose();
    };
    worker.onmessageerror = () => this.lose();
  }

  async ask<Q extends Question>(question: Q): Promise<Answers[Q['kind']]> {
    if (this.isGone) throw new WorkerGone();
    await this.send(question.file);
    const json = await new Promise<Uint8Array>((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.worker.postMessage({ kind: 'question', question }, []);
      this.wait();
    });
    return JSON.parse(new TextDecoder().decode(json)) as Answers[Q['kind']];
  }

  end(): void {
    this.lose();
  }

  /** The file of a question goes before it, once. The page keeps its own bytes. */
  private async send(file: number): Promise<void> {
    if (this.sent.has(file)) return;
    this.sent.add(file);
    const { name, bytes } = this.files[file]!;
    this.worker.postMessage({ kind: 'file', file, name, size: bytes.length }, []);
    for (let at = 0; at < bytes.length; at += COPIED) {
      // Between two pieces of a large file the pane has its turn.
      if (at > 0) await new Promise((resolve) => setTimeout(resolve));
      if (this.isGone) throw new WorkerGone();
      const piece = bytes.slice(at, at + COPIED);
      this.worker.postMessage({ kind: 'bytes', file, at, bytes: piece }, [piece.buffer as ArrayBuffer]);
    }
  }

  private hear(message: FromWorker): void {
    if (message.kind === 'alive') return this.wait();
    clearTimeout(this.silence);
    const { waiting } = this;
    this.waiting = null;
    if (message.kind === 'answer') waiting?.resolve(message.json);
    else if (message.kind === 'refused') waiting?.reject(new AnalystError(message.code, message.values));
    else waiting?.reject(new WorkerGone(message.message));
  }

  private wait(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lose(), this.patience);
  }

  private lose(): void {
    this.isGone = true;
    clearTimeout(this.silence);
    this.worker.terminate();
    this.waiting?.reject(new WorkerGone());
    this.waiting = null;
  }
}
