/** The shape of a sheet as data: which values, formulas, styles, tables and rules stand in which cell. */
import type { ChartSpec } from './chartSpec';
import type { Declaration } from './figures/formula';
import type { Style, StyleName } from './styles';

/** What a cell of ours may hold; '' is an empty cell. */
export type SpecValue = string | number | boolean;

/** A rectangle of cells. Rows and columns count from 0. */
export interface Block {
  readonly row: number;
  readonly column: number;
  readonly cells: readonly (readonly SpecValue[])[];
  /** Texts that begin with "=" are formulas here; elsewhere every text is a plain text. */
  readonly formulas?: boolean;
  /** What the formulas are, cell by cell; forms keep it beside their keys. */
  readonly declares?: readonly (readonly (Declaration | undefined)[])[];
  readonly style?: StyleName;
  /** One number format a column of the block ('@' keeps texts and leading zeros); absent: General. */
  readonly formats?: readonly (string | undefined)[];
  /** Formulas of the analyst's own: they are not locked. */
  readonly isWritten?: boolean;
  /** What a column of the block wears besides the style. */
  readonly columns?: readonly (CellLook | undefined)[];
}

export type CellLook = Pick<Style, 'align' | 'indent' | 'wrap' | 'size'>;

/** Cells that stretch over several columns; each row by itself. */
export interface MergeSpec {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** An Excel table: its header row is the first row of the range. */
export interface TableSpec {
  /** Unique in the workbook. */
  readonly name: string;
  readonly row: number;
  readonly column: number;
  /** With the header; at least 2. */
  readonly rows: number;
  readonly columns: number;
}

/** What may be typed into a rectangle. */
export interface ValidationSpec {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly rule:
    | { readonly kind: 'list'; readonly of: readonly string[] }
    | { readonly kind: 'number'; readonly between: readonly [number, number] };
  /** What Excel says when something else is typed. */
  readonly message: string;
  /** Something else may be typed all the same. */
  readonly advice?: boolean;
}

/** A defined name of the workbook that stands for one cell. */
export interface NameSpec {
  readonly name: string;
  readonly row: number;
  readonly column: number;
}

/** One sheet of ours, whole. Blocks never overlap. */
export interface SheetSpec {
  readonly name: string;
  readonly blocks: readonly Block[];
  /** Width in characters of the columns from A; undefined keeps Excel's own. */
  readonly columnWidths: readonly (number | undefined)[];
  /** Characters of the columns from A below which the paper makes none narrower. */
  readonly leastWidths?: readonly (number | undefined)[];
  readonly hiddenColumns?: readonly number[];
  readonly hiddenRows?: readonly number[];
  /** Heights in points of rows that Excel shall not fit by itself. */
  readonly rowHeights?: ReadonlyMap<number, number>;
  readonly merges?: readonly MergeSpec[];
  /** A form: its formulas and keys are locked while the workbook protects forms, everything else can be written to. */
  readonly isForm?: boolean;
  /** The sheet stands before all others. */
  readonly isFirst?: boolean;
  /** Cells that lead to another sheet. */
  readonly links?: readonly {
    readonly row: number;
    readonly column: number;
    readonly sheet: string;
    /** Absent: A1. */
    readonly cell?: string;
  }[];
  readonly tables?: readonly TableSpec[];
  readonly names?: readonly NameSpec[];
  readonly validations?: readonly ValidationSpec[];
  /** Native charts. Charts that the analyst added to the sheet stay beside them. */
  readonly charts?: readonly ChartSpec[];
  /** Rows that stay in sight while scrolling; the last of them is repeated on the printed pages. */
  readonly frozenRows?: number;
  /** Columns that stay in sight while scrolling sideways. */
  readonly frozenColumns?: number;
  readonly print: {
    readonly orientation: 'portrait' | 'landscape';
    /** Stands at the head of every printed page, e.g. that persons can be recognised. */
    readonly notice?: string;
    /** Pages that go to people outside: nothing of ours stands at their head or foot. */
    readonly isPlain?: boolean;
    /** The row that is repeated on the pages after its own; absent: the last frozen row. */
    readonly repeatedRow?: number;
    /** What is printed; absent: everything. */
    readonly area?: MergeSpec;
    /** Rows that begin a printed page where what follows would be cut. */
    readonly breaks?: readonly number[];
    /** Rows that always begin a printed page. */
    readonly pages?: readonly number[];
    /** Rows that stand on one printed page, e.g. a heading and what it heads. */
    readonly together?: readonly { readonly row: number; readonly rows: number }[];
  };
}

/** How many rows and columns a sheet takes, from A1. */
export function extentOf(spec: SheetSpec): { rows: number; columns: number } {
  const parts = [
    ...spec.blocks.map(({ row, column, cells }) => [row + cells.length, column + (cells[0]?.length ?? 0)] as const),
    ...(spec.tables ?? []).map((table) => [table.row + table.rows, table.column + table.columns] as const),
  ];
  return parts.reduce(
    (sum, [rows, columns]) => ({ rows: Math.max(sum.rows, rows), columns: Math.max(sum.columns, columns) }),
    { rows: 1, columns: 1 },
  );
}

/** One row of cells. */
export function line(row: number, cells: readonly SpecValue[], more: Partial<Block> = {}): Block {
  return { row, column: 0, cells: [cells], ...more };
}
