/** What the room excel hands to the functions and to the pane. */
import type { CriteriaSettings, CriterionCount, Readiness } from '../criteria';
import type { ResolvedBinding } from '../plan/binding';
import type { HandInFile } from '../plan/handIn';
import type { Aggregate, ColumnQuality, Intake, MessageCode, SourceReport } from '../kdb';
import type { Dataset } from '../plan/dataset';

export type { Dataset };

/** A line of a range that a cell asks about: the row of its person in the table, or why there is none. */
export type Line = number | 'setAside' | 'blank';

/** The data that a cell asks about; for a range what each of its lines below the header is. */
export interface Target {
  readonly dataset: Dataset;
  readonly lines: readonly Line[] | null;
}

/** What one extraction gave: the same counts that stand in the sheets. */
export interface ExtractionResult {
  readonly fiscalYear: number;
  readonly persons: number;
  readonly stamp: string;
  readonly sources: readonly SourceReport[];
  readonly criteria: readonly CriterionCount[];
  readonly byArea: readonly { readonly area: string; readonly criteria: readonly CriterionCount[] }[];
  /** Names of the sheets that were written. */
  readonly sheets: readonly string[];
  readonly notices: readonly string[];
  /** Those of them that are of 支援記録. */
  readonly supportNotices?: readonly string[];
  /** Those of them that are of 実績の記録, which no reader of the files can say. */
  readonly recordNotices?: readonly string[];
}

/** What the workbook holds, before anything is written. Without data `fiscalYear` is null and `why` says what is missing. */
export interface Inspection {
  readonly fiscalYear: number | null;
  readonly fiscalYearBasis: string;
  readonly persons: number;
  readonly stamp: string;
  readonly sources: readonly SourceReport[];
  readonly unrecognised: Intake['unrecognised'];
  /** The analyst asked for hidden sheets too. */
  readonly hiddenIncluded?: boolean;
  /** Lists that stand in the workbook, and the stamp that they were written from; null where they do not say. */
  readonly standing?: { readonly lists: readonly string[]; readonly stamp: string | null };
  /** Aggregate forms among the sheets. */
  readonly aggregates: readonly Aggregate[];
  readonly readiness: readonly Readiness[];
  readonly settings: CriteriaSettings;
  readonly quality: readonly ColumnQuality[];
  readonly notices: readonly string[];
  readonly why: string;
  /** The code of `why`. */
  readonly whyCode?: MessageCode;
}

/** What writing forms (計画・報告 …) gave. */
export interface FormsWritten {
  /** Names of the sheets that were written, in the order of their tabs. */
  readonly sheets: readonly string[];
  /** Our own texts and figures that a person wrote over; they stay as they are. */
  readonly kept: readonly { readonly sheet: string; readonly cells: readonly string[] }[];
  readonly notices: readonly string[];
  /** Those of them that are of 実績の記録, which no reader of the files can say. */
  readonly recordNotices?: readonly string[];
}

/** What a ribbon command tells the window through the event `ikkatsu:command`. */
export interface CommandDetail {
  readonly id: string;
  readonly ok: boolean;
  readonly message?: string;
  readonly code?: string;
  readonly result?: ExtractionResult;
  readonly forms?: FormsWritten;
  readonly handIn?: HandInFile;
  readonly bindings?: readonly ResolvedBinding[];
  readonly filled?: { readonly cells: number; readonly sheets: readonly string[] };
}
