/** What the add-in knows about its workbook while the page lives: one object, and the one place where changes reset it. */
import type { ProgrammeEvaluation } from '../indicators';
import type { Origins } from '../kdb';
import type { ConditionValues } from '../plan';
import type { KeptIntake } from './dataset';
import type { Mappings } from '../kdb';
import type { EvaluationBasis } from '../plan/support';
import type { ReadSheet } from './sources';
import type { Dataset, Target } from './types';
import type { BringBack } from './undo';

/** Calls that Excel on the web has been seen to answer at once: 20 always, 923 not. Formulas are written again in groups of these. */
export const ANSWERED_AT_ONCE = 300;

/** Everything that is remembered between two jobs. Whoever changes the workbook calls the method that names the change. */
export class Session {
  /** The end of the last job that writes; the next one waits for it. */
  queue: Promise<unknown> = Promise.resolve();
  /** Jobs of ours that run now. */
  jobs = 0;
  /**
   * Milliseconds until a request without an answer is given up: Excel may calculate for minutes before it answers, and waits
   * for the end of a cell edit; after 中止 somebody is waiting.
   */
  patience = { request: 300_000, afterCancel: 10_000 };
  /** Gives up a request that waits for its answer now. */
  readonly waits = new Set<() => void>();

  /** The custom functions by name, without namespace. */
  readonly functions = new Map<string, (...given: unknown[]) => unknown>();

  /** The dataset of the workbook; null when it has to be built. */
  dataset: Promise<Dataset> | null = null;
  /** What stands in 抽出条件; null when it has to be read. */
  conditions: Promise<ConditionValues> | null = null;
  /** The sources as they were read last, for all fiscal years: kept over changes that leave rows and options as they are. */
  intake: KeptIntake | null = null;
  /** Ranges that cells asked about lately, by their content and the conditions. */
  readonly ranges = new Map<string, Promise<Target>>();
  /** The analyst's sheets as they were read, by id, which survives renaming. */
  readonly sheets = new Map<string, ReadSheet>();
  /** What the analyst said about columns, as the workbook keeps it. */
  mappings: Mappings = {};
  /** The files that the sheets came from, as the workbook keeps them. */
  origins: Origins = {};

  /** 支援記録 joined with a dataset; null when it has to be read. */
  evaluation: { readonly dataset: Dataset | null; readonly basis: Promise<EvaluationBasis> } | null = null;
  /** The programmes of a basis, by programme and options. */
  readonly programmes = new WeakMap<EvaluationBasis, Map<string, ProgrammeEvaluation>>();

  /** How the last write is taken back; null when it cannot be. */
  undo: BringBack | null = null;
  undoTimer: ReturnType<typeof setTimeout> | undefined;

  /** What was put in order when the page started, in sentences; null before. */
  started: Promise<readonly string[]> | null = null;
  /** Looks for formulas of ours that Excel left without an answer, still to come. */
  healing: ReturnType<typeof setTimeout>[] = [];
  /** Whether this Excel may leave formulas without an answer: the workbook of the command line does not. */
  heals = true;
  /** Whether very many answers were awaited at once since the cells were looked at last. */
  mayHaveLost = false;
  /** Calls of functions that are not answered yet, the most there were since all were answered last, and how many ever began. */
  openCalls = { now: 0, most: 0, begun: 0 };
  /** The registration of our handlers of events; null before. */
  watching: Promise<void> | null = null;
  /** Sheet id → name, as learnt last. */
  readonly sheetNames = new Map<string, string>();
  /** Told when data or conditions were changed by somebody else than us. */
  readonly listeners = new Set<() => void>();
  /** A change of 抽出条件 came while a job was running: ours, or somebody typed there meanwhile. */
  missedConditions = false;
  recalculation: ReturnType<typeof setTimeout> | undefined;

  /** Data or conditions changed: the next question builds the dataset from what is new. */
  dataChanged(): void {
    this.dataset = null;
    this.conditions = null;
  }

  /** The cells of one of the analyst's sheets changed: it is read again. */
  sheetChanged(id: string): void {
    this.sheets.delete(id);
    this.dataChanged();
  }

  /** A sheet is gone; whether that changes the data is told by what stands now. */
  sheetRemoved(id: string): void {
    this.sheets.delete(id);
  }

  /** What the columns mean changed: every sheet is read again. */
  mappingsChanged(): void {
    this.sheets.clear();
    this.dataChanged();
  }

  /** 支援記録 changed; the data are as they were. */
  supportChanged(): void {
    this.evaluation = null;
  }

  /** A dataset becomes the current one before the sheets that carry its figures are written. */
  holdDataset(dataset: Dataset, conditions: ConditionValues): void {
    this.dataset = Promise.resolve(dataset);
    this.conditions = Promise.resolve(conditions);
  }

  /** Nothing happens by itself any more. */
  stop(): void {
    clearTimeout(this.undoTimer);
    for (const timer of this.healing) clearTimeout(timer);
    clearTimeout(this.recalculation);
  }
}

let current = new Session();

/** The session of this page. */
export function session(): Session {
  return current;
}

/** A session that knows nothing yet, in place of the one before. For tests: a page has one session for life. */
export function startSession(): Session {
  current.stop();
  current = new Session();
  return current;
}
