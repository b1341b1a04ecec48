/** The narrow door between the pane and the workbook: what the pane asks for, and the shapes it shows. */
import type { Aggregate, MessageCode, Suggestions } from '../kdb';
import type { ColumnQuality, FieldId, SourceReport } from '../kdb';
import type { CriteriaSettings, CriterionCount, CriterionId } from '../criteria/types';
import type { ConditionSet, Dataset, FormsWritten, Imported } from '../excel';
import type { AfterYearCell } from '../excel/afterYear';
import type { PagesMade } from '../excel/personPages';
import type { Preferences } from '../excel/preferences';
import type { ListSplit } from '../excel/splitList';
import type { SupportStarted } from '../excel/support';
import type { Evaluation } from '../indicators';
import type { FormGroup, FormStatus } from '../plan/forms';
import type { Role } from '../plan/forms/roles';
import type { FunctionInfo } from './functions/listed';

export type { Preferences, Role };
export type {
  AfterYearCell,
  ConditionSet,
  Dataset,
  Evaluation,
  FormGroup,
  FormsWritten,
  ListSplit,
  PagesMade,
  SupportStarted,
};

/** How far a long step is: its stage in words, and how many of how many. `total` 0 means not known. */
export interface StageProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** What every long step accepts: where to report, and how it is stopped. */
export interface LongStepOptions {
  readonly onProgress?: (progress: StageProgress) => void;
  readonly signal?: AbortSignal;
}

/** A threshold or switch that differs from the public default, in words. */
export interface SettingDifference {
  readonly label: string;
  /** The public default and the value that runs, with their unit. */
  readonly standard: string;
  readonly current: string;
}

/** One of the ten purposes as the pane shows it: the sentence that runs, and whether its columns are there. */
export interface ConditionView {
  readonly id: CriterionId;
  readonly name: string;
  readonly sentence: string;
  readonly source: string;
  readonly differences: readonly SettingDifference[];
  readonly ready: boolean;
  /** Which columns no source provides, and what that means; empty when all is there. */
  readonly notice: string;
  /** What the analyst should know although nothing is missing. */
  readonly remarks: readonly string[];
}

/** A sheet or file that is no export, with the sentence that says why. */
export interface UnrecognisedSource {
  readonly file: string;
  readonly sheet?: string;
  readonly why: string;
  /** A sheet that nobody sees; it is joined only where that was asked for. */
  readonly isHidden?: boolean;
}

/** Everything the pane shows of the workbook before anything is written. */
export interface WorkbookView {
  /** 抽出年度; null while there are no data to take it from. */
  readonly fiscalYear: number | null;
  /** Why this year, in Japanese. */
  readonly fiscalYearBasis: string;
  readonly persons: number;
  /** The stamp that every figure carries; empty while there are no data. */
  readonly stamp: string;
  readonly sources: readonly SourceReport[];
  readonly unrecognised: readonly UnrecognisedSource[];
  /** The analyst asked for hidden sheets too. */
  readonly hiddenIncluded?: boolean;
  /** Lists that stand in the workbook, and the stamp that they were written from; null where they do not say. */
  readonly standing?: { readonly lists: readonly string[]; readonly stamp: string | null };
  /** Aggregate forms among the sheets. */
  readonly aggregates: readonly Aggregate[];
  readonly notices: readonly string[];
  /** What is missing while there are no usable data; empty otherwise. */
  readonly why: string;
  /** The code of `why`. */
  readonly whyCode?: MessageCode;
  readonly conditions: readonly ConditionView[];
  /** The thresholds and switches that stand in the sheet, or the defaults without one. */
  readonly settings: CriteriaSettings;
  /** How well the columns that matter could be read. */
  readonly quality: readonly ColumnQuality[];
  /** Version of the public definitions, e.g. "Ver.1 R4.2". */
  readonly criteriaVersion: string;
}

/** What one extraction gave: the same counts that stand in the sheets. */
export interface ExtractionView {
  readonly fiscalYear: number;
  readonly persons: number;
  /** Stamp of the data and criteria that the counts were made from. */
  readonly stamp: string;
  readonly criteria: readonly CriterionCount[];
  readonly byArea: readonly { readonly area: string; readonly criteria: readonly CriterionCount[] }[];
  /** Names of the sheets that were written. */
  readonly sheets: readonly string[];
  readonly notices: readonly string[];
}

/** A file as the picker hands it over. */
export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Everything the pane can do to a workbook. Each promise rejects with an AnalystError whose sentence is for the analyst;
 * an aborted step rejects and leaves the workbook as it was.
 */
export interface ExcelDoor {
  inspect(options: LongStepOptions): Promise<WorkbookView>;
  extract(
    options: LongStepOptions & { confirmReplace(sheets: readonly string[]): Promise<boolean> },
  ): Promise<ExtractionView>;
  importFiles(files: readonly PickedFile[], options: LongStepOptions): Promise<Pick<Imported, 'asValues'>>;
  /** The joined data behind the view, for counts, lists and reasons; null while there are none. */
  dataset(): Promise<Dataset | null>;
  openConditions(): Promise<void>;
  restoreDefaults(): Promise<void>;
  /** Writes 抽出年度 to 抽出条件. */
  changeFiscalYear(fiscalYear: number): Promise<void>;
  /** Writes 一覧に出す列 (headings of the exports) to 抽出条件. */
  changeListColumns(headings: readonly string[]): Promise<void>;
  /** 評価年度 as it stands in 支援記録; null where there is no cell for it. */
  afterYear(): Promise<AfterYearCell | null>;
  /** Writes 評価年度 to 支援記録; null: the newest year that has data. */
  changeAfterYear(fiscalYear: number | null): Promise<void>;
  /** Writes thresholds and switches to 抽出条件. */
  applySettings(settings: CriteriaSettings): Promise<void>;
  /** The named sets of conditions that the workbook keeps. */
  conditionSets(): Promise<readonly ConditionSet[]>;
  keepConditionSets(sets: readonly ConditionSet[]): Promise<void>;
  /** Joins hidden sheets like others, or leaves them out; the workbook keeps the choice. */
  includeHiddenSheets(isIncluded: boolean): Promise<void>;
  /** What the columns of a sheet may be. */
  suggestColumns(sheet: string): Promise<Suggestions>;
  /** Remembers which field each column (counted from 0) holds; null: not to be used. */
  mapColumns(sheet: string, fields: ReadonlyMap<number, FieldId | null>): Promise<void>;
  /** Puts the persons of these lists into 支援記録, made when absent. */
  startSupport(purposes: readonly CriterionId[], options: LongStepOptions): Promise<SupportStarted>;
  /** Puts single persons into 支援記録, each in a purpose; `row` counts in the table of the dataset. */
  startSupportFor(
    persons: readonly { readonly row: number; readonly purpose: CriterionId }[],
    options: LongStepOptions,
  ): Promise<SupportStarted>;
  /** Shows the row of a person on the list of a purpose, or on 対象者一覧. */
  showPerson(
    person: { readonly number: string; readonly insurer: string },
    purpose: CriterionId | 'any',
  ): Promise<void>;
  /** Whose workbook it is, and whether formulas of forms are protected and names shown. */
  preferences(): Promise<Preferences>;
  chooseRole(role: Role | null): Promise<void>;
  protectFormulas(isOn: boolean): Promise<void>;
  hideNames(isHidden: boolean): Promise<void>;
  /** Sheets of 対象者一覧 by 圏域 or by 担当; answers with their names, and with what has to be said of them. */
  splitList(
    by: '圏域' | '担当',
    options: LongStepOptions & { confirmReplace(sheets: readonly string[]): Promise<boolean> },
  ): Promise<ListSplit>;
  /** 個人票 for the persons whose rows are selected on a list. */
  makePersonPages(
    options: LongStepOptions & { confirmReplace(sheets: readonly string[]): Promise<boolean> },
  ): Promise<PagesMade>;
  /** The kinds of letters that the workbook has. */
  letterKinds(): Promise<readonly string[]>;
  /** 案内文 of this kind, and 差し込み, for the persons whose rows are selected on a list. */
  makeLetters(
    kind: string,
    options: LongStepOptions & { confirmReplace(sheets: readonly string[]): Promise<boolean> },
  ): Promise<PagesMade>;
  /** The programmes as 支援記録 has them; null without that sheet. */
  evaluation(): Promise<Evaluation | null>;
  /** Writes the forms of these groups; what people wrote on them stays. */
  writeForms(
    groups: readonly FormGroup[],
    options: LongStepOptions & { confirmReplace(sheets: readonly string[]): Promise<boolean> },
  ): Promise<FormsWritten>;
  /** Whether cells of this Excel can call our functions; without, sheets hold values. */
  hasFunctions(): boolean;
  /** Brings the values on 共通評価指標 and on the forms up to date. */
  refreshValues(
    options: LongStepOptions & { confirmReplace(sheets: readonly string[]): Promise<boolean> },
  ): Promise<FormsWritten>;
  /** How far the forms that stand in the workbook are filled. */
  formsStatus(): Promise<readonly FormStatus[]>;
  openSheet(name: string): Promise<void>;
  /** Shows 様式の対応, made when absent. */
  openBindings(): Promise<void>;
  /** Selects a cell: row counted from 1, column from 0. */
  selectCell(sheet: string, row: number, column: number): Promise<void>;
  /** Writes a formula into the selected cell and answers with its address. */
  writeFormula(formula: string): Promise<string>;
  /** The address of what is selected in the workbook, as a formula names it. */
  selectedRange(): Promise<string>;
  /** The custom functions of this build. */
  functions(): Promise<readonly FunctionInfo[]>;
  /** What was put in order in the workbook when the add-in started, in sentences. */
  startNotices(): Promise<readonly string[]>;
  /** Calls back after somebody changed data or conditions in the workbook; returns how to stop that. */
  onChanged(listener: () => void): () => void;
  /** Takes the last write back, and returns what has to be said of it; `closeUndo` gives that up. */
  undo(): Promise<readonly string[]>;
  closeUndo(): Promise<void>;
  /**
   * Lets a write be as it is that Excel does not let come back whole. Returns the names of the sheets that hold what could
   * not come back.
   */
  giveUp(): Promise<readonly string[]>;
}
