/** Short ways to write the cells of plan and report, and rows whose formulas name other cells by their keys. */
import { declared, type Formula } from '../figures/formula';
import { numberOf } from '../figures/meaning';
import { asFormat, COUNT, type Quantity } from '../figures/quantity';
import { ref, type FormCell, type FormFigure, type FormRow, type FormSheet } from '../forms';
import type { StyleName } from '../styles';
import type { SpecValue } from '../sheetSpec';

/** The address of a cell of the same form, by the keys of its row and column. */
export type At = (row: string, column: string) => string;

/** A row whose cells may name others; addresses are known once all rows are. */
export interface DraftRow extends Omit<FormRow, 'cells'> {
  readonly cells: (at: At) => readonly FormCell[];
}

/** The form with every address filled in. */
export function composed(form: Omit<FormSheet, 'rows'>, drafts: readonly DraftRow[]): FormSheet {
  const keyed = { columns: form.columns, rows: drafts };
  const at: At = (row, column) => ref(keyed, row, column);
  return { ...form, rows: drafts.map(({ cells, ...row }) => ({ ...row, cells: cells(at) })) };
}

export const text = (value: SpecValue, style: StyleName = 'body', format?: Quantity | string): FormCell => ({
  text: value,
  style,
  ...(format === undefined ? {} : { format: asFormat(format) }),
});

/** A live formula, given with its "="; see `numberOf`. */
export const figure = (formula: Formula | string, quantity?: Quantity, style: StyleName = 'figure'): FormFigure => ({
  ...numberOf(formula, quantity),
  style,
});

/** A live formula that gives a text. */
export const liveText = (formula: Formula | string, style: StyleName = 'body'): FormCell => ({
  ...declared(formula),
  style,
});

export const entry = (draft: SpecValue = '', hint?: string): FormCell => ({
  input: draft,
  style: 'entry',
  ...(hint === undefined ? {} : { hint }),
});

export const choice = (options: readonly string[], draft = ''): FormCell => ({
  input: draft,
  options,
  style: 'entry',
});

export const number = (draft: SpecValue = '', quantity: Quantity | string = COUNT, hint?: string): FormCell => ({
  input: draft,
  style: 'entryNumber',
  format: asFormat(quantity),
  ...(hint === undefined ? {} : { hint }),
});

/** A row of cells that name no others. */
export const plain = (key: string, cells: readonly FormCell[], more: Partial<FormRow> = {}): DraftRow => ({
  ...more,
  key,
  cells: () => cells,
});

/** The header of the table and its first row. */
const HEADED_ROWS = 2;

/** One text over the whole width of what is printed. */
export function wide(
  key: string,
  value: string,
  style: StyleName,
  columns: readonly { readonly key: string; readonly helper?: boolean }[],
): DraftRow {
  const printed = columns.filter(({ helper }) => helper !== true);
  const merge = [{ from: printed[0]!.key, to: printed.at(-1)!.key }];
  // A heading stands on the page of what it heads.
  return plain(key, [text(value, style)], { merge, ...(style === 'heading' ? { keep: HEADED_ROWS } : {}) });
}

/** A low empty row between two blocks. */
export const gap = (key: string): DraftRow => plain(key, [], { height: 9 });
