/** The door of the room reading: chosen files as tables whose rows come piece by piece, read in a worker where the page has one. */
import { AnalystError, type Steps } from '../kdb';
import { beginWorker, InWorker, WorkerGone, type ReadingWorker } from './inWorker';
import type { Answering, Answers, ChosenFile, Question, Rows, SheetHead, TableFound } from './questions';

export type { ChosenFile, Rows, SheetHead, TableFound } from './questions';

/** How the page reads where it has to read itself. */
export interface ReadingOptions {
  /** Has steps done in slices; rejects with work.cancelled. */
  readonly inSlices: <T>(steps: Steps<T>) => Promise<T>;
  /** 中止: what is asked for then rejects with work.cancelled. */
  readonly signal?: AbortSignal | undefined;
  /** The worker to read in; null for none. */
  readonly begin?: () => ReadingWorker | null;
}

/** Answers in the page's own thread, in slices. Its code is loaded when it is needed. */
class InPage implements Answering {
  private reader: Promise<import('./fileReader').FileReader> | null = null;

  constructor(
    private readonly files: readonly ChosenFile[],
    private readonly inSlices: ReadingOptions['inSlices'],
  ) {}

  async ask<Q extends Question>(question: Q): Promise<Answers[Q['kind']]> {
    this.reader ??= import('./fileReader').then(({ FileReader }) => new FileReader((file) => this.files[file]!));
    const reader = await this.reader;
    return this.inSlices(reader.answer(question));
  }

  end(): void {
    this.reader = null;
  }
}

/** Chosen files while they are read. Whoever opened them ends it. */
export class Reading {
  private answering: Answering;

  constructor(
    private readonly files: readonly ChosenFile[],
    private readonly options: ReadingOptions,
  ) {
    const worker = (options.begin ?? beginWorker)();
    this.answering = worker === null ? this.inPage() : new InWorker(worker, files);
    options.signal?.addEventListener('abort', this.stop);
  }

  /** The tables of a file. Rejects with AnalystError file.*, sheet.*; work.cancelled. */
  tables(file: number): Promise<readonly TableFound[]> {
    return this.ask({ kind: 'tables', file });
  }

  /** Rejects with AnalystError csv.*, file.tooLarge, sheet.*; work.cancelled. */
  head(file: number, table: number): Promise<SheetHead> {
    return this.ask({ kind: 'head', file, table });
  }

  /** The rows of a table, a piece at a time: each small enough for one request. */
  async *rows(file: number, table: number): AsyncGenerator<Rows> {
    for (let from = 0; ;) {
      const rows = await this.ask({ kind: 'rows', file, table, from });
      if (rows.length === 0) return;
      yield rows;
      from += rows.length;
    }
  }

  end(): void {
    this.options.signal?.removeEventListener('abort', this.stop);
    this.answering.end();
  }

  private readonly stop = (): void => this.answering.end();

  private inPage(): Answering {
    return new InPage(this.files, this.options.inSlices);
  }

  /** A question is complete in itself: where the worker is gone, this thread goes on with the same one. */
  private async ask<Q extends Question>(question: Q): Promise<Answers[Q['kind']]> {
    try {
      this.assertGoesOn();
      return await this.answering.ask(question);
    } catch (error) {
      this.assertGoesOn();
      if (!(error instanceof WorkerGone)) throw error;
      this.answering.end();
      this.answering = this.inPage();
      return this.answering.ask(question);
    }
  }

  private assertGoesOn(): void {
    if (this.options.signal?.aborted) throw new AnalystError('work.cancelled');
  }
}
