/** What is asked of a reader of files, in whatever thread it reads, and what it answers. */
import type { DataSheetLook, SpecValue } from '../plan';
import type { Run } from '../plan/runs';

/** A file as it was chosen. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A table of a file, before its rows are read: a csv, a sheet of a workbook, a member of a ZIP. */
export interface TableFound {
  readonly file: string;
  readonly sheet?: string;
  readonly isHidden: boolean;
}

/** What must be known of a table before its first row is written. */
export interface SheetHead {
  readonly rows: number;
  readonly columns: number;
  /** Number format by column; null: General. */
  readonly formats: readonly (string | null)[];
  /** Rows of texts that Excel would convert, by column; none where the column is of texts. */
  readonly taken: readonly (readonly Run<true>[])[];
  readonly look: DataSheetLook;
}

/** Rows as cells of a sheet. */
export type Rows = readonly (readonly SpecValue[])[];

/** A question about a file; `file` is its place among those that were chosen, `table` that among the tables of the file. */
export type Question =
  | { readonly kind: 'tables'; readonly file: number }
  | { readonly kind: 'head'; readonly file: number; readonly table: number }
  | { readonly kind: 'rows'; readonly file: number; readonly table: number; readonly from: number };

/** The answers by the kind of the question, in values that JSON knows; `rows` are some of them from `from` on, none behind the last. */
export interface Answers {
  readonly tables: readonly TableFound[];
  readonly head: SheetHead;
  readonly rows: Rows;
}

/** Whoever answers questions about files. Rejects with the AnalystError of the reader. */
export interface Answering {
  ask<Q extends Question>(question: Q): Promise<Answers[Q['kind']]>;
  /** Nothing more is asked. */
  end(): void;
}
