/** What the forms of unions share: municipalities of the data, rows over the whole width, short ways to write cells. */
import type { PersonTable } from '../../kdb';
import type { FormCell, FormColumn, FormFigure, FormInput, FormRow, FormText } from '../forms';
import type { SpecValue } from '../sheetSpec';
import type { StyleName } from '../styles';

/** A municipality that occurs in the data; `key` is part of row keys. */
export interface Municipality {
  readonly name: string;
  readonly key: string;
}

/** The municipalities of the persons, in the order in which they first occur; none where no source names them. */
export function municipalitiesOf({ columns: { municipality }, size }: PersonTable): Municipality[] {
  if (municipality === undefined) return [];
  const seen = new Set<number>();
  for (let row = 0; row < size; row += 1) seen.add(municipality.codes[row]!);
  return [...seen]
    .map((code) => municipality.values[code]!)
    .filter((name) => name !== '')
    .map((name) => ({ name, key: name.replace(/[|@\s]/gu, '_') }));
}

export const text = (value: SpecValue, style: StyleName = 'body', format?: string): FormText => ({
  text: value,
  style,
  ...(format === undefined ? {} : { format }),
});
export const figure = (formula: string, format?: string, style: StyleName = 'figure'): FormFigure => ({
  figure: formula,
  style,
  ...(format === undefined ? {} : { format }),
});
export const entry = (value: SpecValue = '', more: Omit<FormInput, 'input'> = {}): FormInput => ({
  input: value,
  style: 'entry',
  ...more,
});
export const typedNumber = (value: SpecValue = '', format = '#,##0', hint?: string): FormInput => ({
  input: value,
  style: 'entryNumber',
  format,
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
