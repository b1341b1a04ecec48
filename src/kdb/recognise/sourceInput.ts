/** A table on its way in: where it came from, and what a user said of its columns. */
import type { Table } from '../files/rows';
import type { FieldId } from '../values/fieldIds';

/** One column of a mapping. */
export interface MappedColumn {
  readonly heading: string;
  /** Which of several columns with this heading, from 1. */
  readonly occurrence: number;
  /** The field it holds; null: not to be used, whatever its heading says. */
  readonly field: FieldId | null;
}

/** A layout file: what the columns of an export are, in the words of its headings. */
export interface ColumnMapping {
  readonly format: 'ikkatsu-layout';
  readonly version: 1;
  readonly name: string;
  readonly columns: readonly MappedColumn[];
}

/** A table as it is handed over: a csv file, one sheet of an xlsx file, a sheet of the workbook. */
export interface SourceInput extends Table {
  /** For a sheet of a workbook: the file that it came from, whose name may name a fiscal year. */
  readonly origin?: string;
  /** What a user said its columns are; see `withMapping`. */
  readonly mapping?: ColumnMapping;
}
