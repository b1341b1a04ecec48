/** The person table: one row per insured person of one fiscal year. */
import type { CodeColumn, CountColumn, DateColumn, FlagColumn, MeasureColumn, TextColumn } from '../stage/columns';
import type { ListedColumn } from '../recognise/listedColumns';
import type {
  CodeField,
  CountField,
  DateField,
  FlagField,
  MeasureField,
  ReceiptCountField,
  ReceiptFlagField,
  TextField,
} from '../values/fieldIds';

/** The columns of a person table. A field that no source provides is absent: a missing value for everybody. */
export type PersonColumns = { readonly [F in TextField]?: TextColumn } & { readonly [F in DateField]?: DateColumn } & {
  readonly [F in MeasureField]?: MeasureColumn;
} & { readonly [F in CountField]?: CountColumn } & { readonly [F in CodeField]?: CodeColumn } & {
  readonly [F in FlagField]?: FlagColumn;
} & { readonly [F in ReceiptCountField]?: CountColumn } & { readonly [F in ReceiptFlagField]?: FlagColumn };

/** One row per insured person of one 抽出年度. Rows stand in the order of the register. */
export interface PersonTable {
  /** 抽出年度: the year in which April falls. */
  readonly fiscalYear: number;
  /** 基準日 as days since 1970-01-01; persons who left on or before it, or joined after it, are not in the table. */
  readonly referenceDate: number;
  readonly size: number;
  readonly columns: PersonColumns;
  /** A short text that changes when the data change: the stamp that every figure carries. */
  readonly stamp: string;
  /** Insurers, by their codes in the column `insurer`, of whom no list of 通いの場 tells although one tells of another; absent for none. */
  readonly withoutGatherings?: ReadonlySet<number>;
  /** Columns that the analyst asked for in the lists, in their order; absent where none is. */
  readonly listed?: readonly ListedColumn[];
}
