/** A form as data: rows and columns with stable keys, cells that are ours or the analyst's, and the sheet they become. */
import { cellAddress } from '../../formula';
import { shiftChart, type CellRange, type ChartSpec } from '../chartSpec';
import { type Block, type SheetSpec, type SpecValue } from '../sheetSpec';
import { withBlocksBeside, withFilledPages, withPaperWidths, type Growing } from '../pageBreaks';
import { withRowHeights } from '../textSize';
import type { Declaration } from '../figures/formula';
import type { StyleName } from '../styles';
import { blocksOf, validationsOf } from './blocks';
import { columnMark, cornerMark, rowMark } from './marks';

interface Looks {
  readonly style?: StyleName;
  /** Number format of Excel; '@' keeps a text as it is. */
  readonly format?: string;
}

/** Ours, as it stands; a text beginning with "=" is a text. */
export interface FormText extends Looks {
  /** The sheet that the cell leads to; its text is the name of the sheet. */
  readonly link?: string;
  /** The cell that the link leads to (C12); absent: the first one. */
  readonly linkCell?: string;
  readonly text: SpecValue;
  /** What a number that stands as it is counts. */
  readonly declares?: Declaration;
}

/** Ours, a live formula beginning with "=". Its plain references (C12) are cells of this sheet, see `ref`. */
export interface FormFigure extends Looks {
  readonly figure: string;
  /** What it is; see `declared` of the figures. */
  readonly declares?: Declaration;
}

/** The analyst's: what stands there stays; `input` is the first draft, '' leaves the cell empty. */
export interface FormInput extends Looks {
  readonly input: SpecValue;
  /** What a number that is typed here counts. */
  readonly declares?: Declaration;
  /** What may be chosen from. */
  readonly options?: readonly string[];
  /** What belongs here, for the pane and for the message of a refused choice. */
  readonly hint?: string;
}

/** Made by `keepWritten` only: what a person wrote, over what of ours. */
export interface FormWritten extends Looks {
  readonly written: SpecValue;
  readonly isFormula: boolean;
  readonly ours: FormText | FormFigure | FormInput | null;
}

export type FormCell = FormText | FormFigure | FormInput | FormWritten | null;

export interface FormRow {
  /** Stable English id, unique in the sheet, e.g. indicator.OC2.lowNutrition. Empty: a row of the analyst. */
  readonly key: string;
  /** One cell a column of the form; missing ones at the end are empty. */
  readonly cells: readonly FormCell[];
  /** Cells of this row that are one; keys of columns. */
  readonly merge?: readonly { readonly from: string; readonly to: string }[];
  /** Points at least; a row is as high as its texts need. Figures do not tell how long their texts are. */
  readonly height?: number;
  /** How many of the rows after it stand on the same printed page. */
  readonly keep?: number;
  /** Begins a printed page. */
  readonly newPage?: boolean;
  /** Stands again at the head of every printed page after its own. One row of a sheet. */
  readonly repeat?: boolean;
  /** A heading that is written again: begins a printed page. */
  readonly again?: boolean;
  /** Only a chart reads it: stands below everything that is printed, and stays behind in the copy that is handed in. */
  readonly helper?: boolean;
}

export interface FormColumn {
  /** Stable English id, unique in the sheet. Empty: a column of the analyst. */
  readonly key: string;
  /** In characters. */
  readonly width: number;
  /** Below which the paper does not make it narrower, in characters: for the words that formulas show. */
  readonly least?: number;
  /** Only a chart reads it: stands right of everything that is printed, and stays behind in the copy that is handed in. */
  readonly helper?: boolean;
}

export interface FormSheet {
  readonly name: string;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly FormRow[];
  /** Rows and columns of their cells count from 0 in `rows` and `columns`. */
  readonly charts?: readonly ChartSpec[];
  readonly orientation: 'portrait' | 'landscape';
  /** Number of rows of the form that stay in sight. */
  readonly frozenRows?: number;
  /** Key of the row that is repeated on printed pages; the same as `repeat` of that row. */
  readonly repeatedRow?: string;
  /** Stands at the head of every printed page. */
  readonly notice?: string;
  /** What data, year and conditions it is written from; out of sight. */
  readonly stamp?: string;
}

/** Rows and columns that `formSheet` puts before the form: the hidden ones with the keys. */
export const KEY_ROWS = 1;
export const KEY_COLUMNS = 1;

interface Index {
  readonly length: number;
  readonly places: ReadonlyMap<string, number>;
}

/** Formulas name the cells of a form by the thousand: where its keys stand is looked up once for each of its lists. */
const INDEXES = new WeakMap<readonly { readonly key: string }[], Index>();

function placesOf(items: readonly { readonly key: string }[]): Index['places'] {
  const known = INDEXES.get(items);
  // A list may still grow while its formulas are made.
  if (known?.length === items.length) return known.places;
  const places = new Map<string, number>();
  for (const [place, { key }] of items.entries()) if (!places.has(key)) places.set(key, place);
  INDEXES.set(items, { length: items.length, places });
  return places;
}

function indexOf(items: readonly { readonly key: string }[], key: string, what: string): number {
  const known = placesOf(items).get(key) ?? -1;
  const index = items[known]?.key === key ? known : items.findIndex((item) => item.key === key);
  if (index < 0) throw new Error(`no ${what} ${key}`);
  return index;
}

type Keyed = Pick<FormSheet, 'columns'> & { readonly rows: readonly Pick<FormRow, 'key'>[] };

/** The absolute address of a cell on the sheet, e.g. "$C$12", for figures of the same form. Throws on an unknown key. */
export function ref(form: Keyed, rowKey: string, columnKey: string): string {
  const row = indexOf(form.rows, rowKey, 'row') + KEY_ROWS;
  const column = indexOf(form.columns, columnKey, 'column') + KEY_COLUMNS;
  return cellAddress(row, column, true);
}

/** The cells of a column from one row to another, for charts. Throws on an unknown key. */
export function rangeOf(
  form: Keyed,
  fromRow: string,
  toRow: string,
  columnKey: string,
  toColumn = columnKey,
): CellRange {
  const row = indexOf(form.rows, fromRow, 'row');
  const column = indexOf(form.columns, columnKey, 'column');
  return {
    row,
    column,
    rows: indexOf(form.rows, toRow, 'row') - row + 1,
    columns: indexOf(form.columns, toColumn, 'column') - column + 1,
  };
}

/** Throws when keys are not unique, a row is too long or a merge names no column: a defect of the builder. */
function assertSound({ name, columns, rows }: FormSheet): void {
  for (const [what, items] of [
    ['row', rows],
    ['column', columns],
  ] as const) {
    const seen = new Set<string>();
    for (const { key } of items) {
      if (key !== '' && seen.has(key)) throw new Error(`${name}: ${what} ${key} twice`);
      if (/[|@\s]/.test(key)) throw new Error(`${name}: ${what} key "${key}"`);
      seen.add(key);
    }
  }
  for (const { key, cells } of rows) if (cells.length > columns.length) throw new Error(`${name}: ${key} too long`);
}

const keyed = (items: readonly { readonly key: string }[]): number => items.filter(({ key }) => key !== '').length;

/** The sheet of a form: a hidden first row and column hold the keys and the marks of what we wrote. */
export function formSheet(form: FormSheet): SheetSpec {
  const sheet = filledForm(form);
  const [keys, ...cells] = sheet.blocks;
  const { rows, columns } = form;
  const marks: Block = {
    row: KEY_ROWS,
    column: 0,
    cells: rows.map((row, index) => [rowMark(row, columns.length, index + KEY_ROWS)]),
    formats: ['@'],
  };
  return withBlocksBeside(sheet, [keys!, marks, ...cells]);
}

/** The sheet of a form with its rows in the room that its pages leave. */
export const filledSheet = (form: FormSheet, unfilled: SheetSpec): SheetSpec =>
  withFilledPages(unfilled, growingRows(form));

const UNFILLED = new WeakMap<FormSheet, SheetSpec>();
const FILLED = new WeakMap<FormSheet, SheetSpec>();

function once(known: WeakMap<FormSheet, SheetSpec>, form: FormSheet, make: () => SheetSpec): SheetSpec {
  const sheet = known.get(form) ?? make();
  known.set(form, sheet);
  return sheet;
}

/** The same sheet of a form without the marks of its rows, which need no room and take long. It is made once. */
export const filledForm = (form: FormSheet): SheetSpec =>
  once(FILLED, form, () => filledSheet(form, unfilledSheet(form)));

/** The sheet of a form before its rows take the room that its pages leave: first its keys, without the marks of its rows. Made once. */
export const unfilledSheet = (form: FormSheet): SheetSpec => once(UNFILLED, form, () => laidOut(form));

function laidOut(form: FormSheet): SheetSpec {
  assertSound(form);
  const { name, columns, rows, charts = [], orientation, frozenRows, notice } = form;
  const merges = rows.flatMap(({ merge = [] }, index) =>
    merge.map(({ from, to }) => {
      const column = indexOf(columns, from, 'column');
      return {
        row: index + KEY_ROWS,
        column: column + KEY_COLUMNS,
        rows: 1,
        columns: indexOf(columns, to, 'column') - column + 1,
      };
    }),
  );
  // What a person noted beside the form stays beside the page.
  const printed = columns.reduce(
    (last, { key, helper }, index) => (key === '' || helper === true ? last : index + 1),
    0,
  );
  const printedRows = rows.reduce((last, { helper }, index) => (helper === true ? last : index + 1), 0);
  const repeated = rows.findIndex(({ key, repeat }) => repeat === true || (key !== '' && key === form.repeatedRow));
  const links = rows.flatMap(({ cells }, index) =>
    cells.flatMap((cell, column) =>
      cell !== null && 'text' in cell && cell.link !== undefined
        ? [
            {
              row: index + KEY_ROWS,
              column: column + KEY_COLUMNS,
              sheet: cell.link,
              ...(cell.linkCell === undefined ? {} : { cell: cell.linkCell }),
            },
          ]
        : [],
    ),
  );
  const spec = withRowHeights(
    withPaperWidths({
      name,
      blocks: [
        {
          row: 0,
          column: 0,
          cells: [
            [
              cornerMark(keyed(rows), keyed(columns), form.stamp),
              ...columns.map(({ key }, index) => columnMark(key, index + KEY_COLUMNS)),
            ],
          ],
          formats: new Array<string>(columns.length + KEY_COLUMNS).fill('@'),
        },
        ...blocksOf(form),
      ],
      columnWidths: [2, ...columns.map(({ width }) => width)],
      leastWidths: [undefined, ...columns.map(({ least }) => least)],
      isForm: true,
      hiddenColumns: [0],
      hiddenRows: [0],
      merges,
      validations: validationsOf(form),
      ...(charts.length === 0 ? {} : { charts: charts.map((chart) => shiftChart(chart, KEY_ROWS, KEY_COLUMNS)) }),
      ...(links.length === 0 ? {} : { links }),
      ...(frozenRows === undefined ? {} : { frozenRows: frozenRows + KEY_ROWS }),
      print: {
        orientation,
        area: { row: KEY_ROWS, column: KEY_COLUMNS, rows: printedRows, columns: printed },
        together: rows.flatMap(({ keep = 0 }, index) =>
          keep > 0 ? [{ row: index + KEY_ROWS, rows: Math.min(keep + 1, rows.length - index) }] : [],
        ),
        breaks: rows.flatMap(({ newPage }, index) => (newPage === true ? [index + KEY_ROWS] : [])),
        pages: rows.flatMap(({ again }, index) => (again === true ? [index + KEY_ROWS] : [])),
        ...(notice === undefined ? {} : { notice }),
        ...(repeated < 0 ? {} : { repeatedRow: repeated + KEY_ROWS }),
      },
    }),
  );
  const asked = new Map(
    rows.flatMap(({ height }, index) => (height === undefined ? [] : [[index + KEY_ROWS, height] as const])),
  );
  const heights = [...new Set([...spec.rowHeights!.keys(), ...asked.keys()])]
    // A hidden row that is given a height is hidden no more.
    .filter((row) => row >= KEY_ROWS)
    .map((row) => [row, Math.max(spec.rowHeights!.get(row) ?? 0, asked.get(row) ?? 0)] as const);
  return { ...spec, rowHeights: new Map(heights) };
}

/** Rows with a longer text to write, and rows that a chart covers. */
function growingRows({ rows, charts = [] }: FormSheet): Map<number, Growing> {
  const growing = new Map<number, Growing>();
  rows.forEach(({ cells }, index) => {
    const isWritten = cells.some((cell) => cell !== null && !('text' in cell) && cell.style === 'entry');
    if (isWritten) growing.set(index + KEY_ROWS, 'entry');
  });
  for (const { anchor } of charts)
    for (let row = anchor.row; row < anchor.row + anchor.rows; row += 1) growing.set(row + KEY_ROWS, 'chart');
  return growing;
}

/** Where a cell of the form stands on the sheet, in words for messages: D12. */
export function placeOf(row: number, column: number): string {
  return cellAddress(row + KEY_ROWS, column + KEY_COLUMNS);
}
