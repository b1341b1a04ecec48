/**
 * The answers of a run, given here or in a thread beside this one: while a thread reads the files and answers, the workbook that
 * `--out` asks for is begun. A thread that dies costs its time only: what it owes is done here.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { countOf, createEvaluator, type CriterionCount } from '../../criteria';
import {
  AnalystError,
  buildIntake,
  HIDDEN_WHY,
  readAggregate,
  readFile,
  readYears,
  recognise,
  type MessageCode,
  type MessageValues,
  type SourceInput,
  type Threads,
} from '../../kdb';
import { applyLayouts, type NamedLayout } from '../../kdb/unknownColumns';
import { csvOfList, intakeOptions } from '../../plan';
import { olderRecordOf, together, type OlderRecord } from '../../plan/record/older';
import { supportNotices } from '../../plan/support';
import { readCalculated } from './calculated';
import { conditionsOf, type ConditionOptions } from './conditions';
import { inputsOf, isZipStart, supportIn, type NamedBytes } from './files';
import { reportOf, type Report } from './report';

export interface AnswerOptions extends ConditionOptions {
  readonly mappings?: readonly NamedLayout[];
  readonly hidden?: boolean;
}

/** What is to be read and answered; plain data. */
export interface AnswerJob {
  readonly files: readonly NamedBytes[];
  readonly options: AnswerOptions;
  /** Older workbooks, in the order of the words. */
  readonly history: readonly NamedBytes[];
  /** The ten lists are wanted too. */
  readonly withLists: boolean;
}

/** What was answered; plain data. */
export interface Answered {
  readonly counts: readonly CriterionCount[];
  readonly report: Report;
  /** CSV texts by purpose; none where they are not wanted. */
  readonly lists: readonly { readonly id: string; readonly text: string }[];
  /** What is to be said of workbooks that had to be calculated first. */
  readonly ofFiles: readonly string[];
  /** What is to be said of the conditions and of 支援記録. */
  readonly notices: readonly string[];
}

/** Both promises are to be waited for. */
export interface Answers {
  readonly older: Promise<OlderRecord | undefined>;
  readonly answered: Promise<Answered>;
  /** Whether another thread gives them, so that this one may go on. */
  readonly isElsewhere: boolean;
}

/** A file, or a member of a ZIP, that brings nothing is a mistake to be told, not to be passed over. */
function refuseStrangers(inputs: readonly SourceInput[]): void {
  const brought = new Set<string>();
  const why = new Map<string, string>();
  for (const input of inputs) {
    if (input.isHidden === true) {
      why.set(input.file, HIDDEN_WHY);
      continue;
    }
    const recognition = recognise(input);
    if (recognition.recognised || readAggregate(input) !== null) brought.add(input.file);
    else why.set(input.file, recognition.why);
  }
  for (const [file, reason] of why) {
    if (!brought.has(file)) throw new AnalystError('source.stranger', { where: file, why: reason });
  }
}

/**
 * Reads, joins and answers the ten purposes with the conditions that stand in the files, else the default criteria.
 * `lists` makes the ten CSV texts as well.
 * @param threads read large files with this one
 */
export function answer(files: readonly NamedBytes[], options: AnswerOptions, threads: Threads | null = null) {
  const inputs = applyLayouts(inputsOf(files, options.hidden, threads), options.mappings ?? []);
  const support = supportIn(files);
  refuseStrangers(inputs);
  const { values, notices } = conditionsOf(inputs, options);
  const { settings } = values;
  const years = support === null ? null : readYears(inputs, intakeOptions(values));
  const intake = years === null ? buildIntake(inputs, intakeOptions(values)) : years.year(years.fiscalYear);
  const results = createEvaluator(intake.table).evaluateAll(settings);
  const counts = results.map((result) => countOf(intake.table, result));
  const lists = () =>
    results.map((result) => ({ id: result.id, text: csvOfList(intake, results, settings, result.id) }));
  const ofSupport = years === null ? [] : supportNotices([...support!.rows()], years);
  return { intake, counts, lists, notices: [...notices, ...ofSupport] };
}

/** What older workbooks bring, in the order of the words. Throws AnalystError file.*, history.none. */
export async function olderRecord(history: readonly NamedBytes[]): Promise<OlderRecord | undefined> {
  if (history.length === 0) return undefined;
  const read = await readCalculated(history, (books) =>
    books.map(({ name, bytes }) => olderRecordOf(name, readFile(name, bytes))),
  );
  const taken = together(read.result);
  return { ...taken, notices: [...read.notices, ...taken.notices] };
}

/** Reads and answers. Throws AnalystError for bad input. */
export async function answerJob(
  { files, options, withLists }: AnswerJob,
  threads: Threads | null = null,
): Promise<Answered> {
  const { result, notices: ofFiles } = await readCalculated(files, (calculated) =>
    answer(calculated, options, threads),
  );
  const { intake, counts, lists, notices } = result;
  return { counts, report: reportOf(intake, counts), lists: withLists ? lists() : [], ofFiles, notices };
}

/** What a thread says, one after the other. */
export type ThreadMessage =
  | { readonly older: OlderRecord | undefined }
  | { readonly answered: Answered }
  /** Bad input. */
  | { readonly refused: { readonly code: MessageCode; readonly values: MessageValues } }
  /** A defect: what is done here then shows the same. */
  | { readonly failed: string };

/** Does a job in a thread and says what comes of it. */
export async function answerInThread(job: AnswerJob, say: (message: ThreadMessage) => void): Promise<void> {
  try {
    say({ older: await olderRecord(job.history) });
    say({ answered: await answerJob(job) });
  } catch (error) {
    if (error instanceof AnalystError) say({ refused: { code: error.code, values: error.values } });
    else say({ failed: String(error) });
  }
}

/** Bytes of a job up to which a thread is worth the copies that it needs. */
const MOST_BYTES = 64 * 2 ** 20;

/** Whether a thread may do the job: what a workbook among the files asks of the embedded one is asked here. */
const isForThread = ({ files, history }: AnswerJob): boolean =>
  os.availableParallelism() > 1 &&
  files.every(({ bytes }) => !isZipStart(bytes)) &&
  [...files, ...history].reduce((sum, { bytes }) => sum + bytes.length, 0) <= MOST_BYTES;

/** Does the job here: at once, and one after the other. */
function answersHere(job: AnswerJob, threads: Threads | null): Answers {
  const older = olderRecord(job.history);
  const answered = older.then(() => answerJob(job, threads));
  return { older, answered, isElsewhere: false };
}

/**
 * Begins the answers of a run.
 * @param script of a thread, where the workbook may be begun meanwhile; by default beside this one, where it is built
 */
export function beginAnswers(
  job: AnswerJob,
  { mayBeElsewhere, threads = null }: { readonly mayBeElsewhere: boolean; readonly threads?: Threads | null },
  script = path.join(__dirname, 'answeringThread.cjs'),
): Answers {
  if (!mayBeElsewhere || !isForThread(job) || !fs.existsSync(script)) return answersHere(job, threads);
  let worker: Worker;
  try {
    worker = new Worker(script, { workerData: job, stdout: true, stderr: true });
  } catch {
    return answersHere(job, threads);
  }
  return { ...heard(worker, () => answersHere(job, threads)), isElsewhere: true };
}

/** What a thread answers; what it owes when it is gone, `doHere` gives. */
function heard(worker: Worker, doHere: () => Answers): Pick<Answers, 'older' | 'answered'> {
  const older = deferred<OlderRecord | undefined>();
  const answered = deferred<Answered>();
  let isGone = false;
  const gone = (): void => {
    if (isGone) return;
    isGone = true;
    const here = doHere();
    here.older.then(older.resolve, older.reject);
    here.answered.then(answered.resolve, answered.reject);
  };
  worker.on('message', (message: ThreadMessage) => {
    if ('older' in message) older.resolve(message.older);
    else if ('answered' in message) answered.resolve(message.answered);
    else if ('refused' in message) {
      const refused = new AnalystError(message.refused.code, message.refused.values);
      older.reject(refused);
      answered.reject(refused);
    } else return gone();
    // The end of a thread that has said its last word is no loss.
    if (!('older' in message)) isGone = true;
  });
  worker.on('error', gone).on('exit', gone);
  return { older: older.promise, answered: answered.promise };
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/** A promise that somebody else settles, for the first time only. */
function deferred<T>(): Deferred<T> {
  let resolve: Deferred<T>['resolve'] | undefined;
  let reject: Deferred<T>['reject'] | undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // Whoever waits for it is told; until somebody does, a refusal must not end the process.
  promise.catch(() => undefined);
  return { promise, resolve: resolve!, reject: reject! };
}
