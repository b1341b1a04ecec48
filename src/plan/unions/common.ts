/** What the forms of unions share: municipalities of the data, rows over the whole width, short ways to write cells. */
import { filterText, insurerNumbers, municipalityNames, occurring, UNKNOWN_VALUE } from '../../criteria';
import type { PersonTable } from '../../kdb';
import { declared, type Formula } from '../figures/formula';
import { numberOf } from '../figures/meaning';
import { asFormat, COUNT, type Quantity } from '../figures/quantity';
import { keyOfName } from '../forms/nameKey';
import type { FormCell, FormColumn, FormFigure, FormInput, FormRow, FormText } from '../forms';
import type { SpecValue } from '../sheetSpec';
import type { StyleName } from '../styles';

/** A municipality that occurs in the data; `key` is part of row keys. */
export interface Municipality {
  readonly name: string;
  readonly key: string;
  /** The 絞り込み that picks its persons. */
  readonly filter: string;
}

const placed = (column: '市町村' | '保険者番号', name: string): Municipality => ({
  name,
  key: keyOfName(name),
  filter: filterText([[column, name]]),
});

/** The municipalities of the persons, in the order of `municipalityNames`; none where no source names them. */
export function municipalitiesOf(table: PersonTable): Municipality[] {
  return municipalityNames(table).map((name) => placed('市町村', name));
}

/**
 * What the figures of a union are parted by, so that the parts add up to everybody: the municipalities, persons without one as
 * 不明; without such a column the insurers, where there are several; else nothing.
 */
export function partsOfUnion(table: PersonTable): Municipality[] {
  const municipalities = municipalityNames(table);
  const insurers = insurerNumbers(table);
  const [key, names] =
    municipalities.length > 0
      ? (['市町村', municipalities] as const)
      : (['保険者番号', insurers.length > 1 ? insurers : []] as const);
  const column = table.columns[key === '市町村' ? 'municipality' : 'insurer'];
  const someUnknown = names.length > 0 && column !== undefined && occurring(column).includes(UNKNOWN_VALUE);
  return [...names, ...(someUnknown ? [UNKNOWN_VALUE] : [])].map((name) => placed(key, name));
}

export const text = (value: SpecValue, style: StyleName = 'body', format?: Quantity | string): FormText => ({
  text: value,
  style,
  ...(format === undefined ? {} : { format: asFormat(format) }),
});
/** A number; see `numberOf`. */
export const figure = (formula: Formula | string, quantity?: Quantity, style: StyleName = 'figure'): FormFigure => ({
  ...numberOf(formula, quantity),
  style,
});
/** A formula that gives words. */
export const liveText = (formula: Formula | string, style: StyleName = 'figure'): FormFigure => ({
  ...declared(formula),
  style,
});
export const entry = (value: SpecValue = '', more: Omit<FormInput, 'input'> = {}): FormInput => ({
  input: value,
  style: 'entry',
  ...more,
});
export const typedNumber = (value: SpecValue = '', quantity: Quantity | string = COUNT, hint?: string): FormInput => ({
  input: value,
  style: 'entryNumber',
  format: asFormat(quantity),
  ...(hint === undefined ? {} : { hint }),
});

/** One cell over the whole width. */
export function wide(key: string, cell: FormCell, columns: readonly FormColumn[], height?: number): FormRow {
  return {
    key,
    cells: [cell],
    ...(columns.length > 1 ? { merge: [{ from: columns[0]!.key, to: columns.at(-1)!.key }] } : {}),
    ...(height === undefined ? {} : { height }),
  };
}

export const gap = (key: string): FormRow => ({ key, cells: [], height: 9 });

export function row(key: string, cells: readonly FormCell[], more: Omit<FormRow, 'key' | 'cells'> = {}): FormRow {
  return { key, cells, ...more };
}
