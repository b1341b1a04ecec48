/** Columns of the person table: how each kind is made, and how a value is shown in words. */
import { formatDate } from './calendar';
import { FIELDS } from './fields';
import { detached, keyOf, readPersonNumber } from './personNumber';
import { NO, NO_COUNT, NO_DATE, YES } from './types';
import type {
  CodeColumn,
  Column,
  CountColumn,
  DateColumn,
  FieldId,
  FieldKind,
  FlagColumn,
  MeasureColumn,
  PersonTable,
} from './types';

/** Distinct texts that a dictionary still looks up; beyond (names of a whole prefecture) texts are simply appended. */
const DICTIONARY_LIMIT = 1 << 18;

/** After so many texts, a dictionary of which so large a part is new is given up. */
const PROBED = 4096;
const MOSTLY_NEW = 0.9;

/** A text column in the making: codes and the dictionary they point into; code 0 is the empty text. */
export class TextBuilder {
  readonly kind = 'text' as const;
  readonly codes: Uint32Array;
  readonly values: string[] = [''];
  private readonly known = new Map<string, number>([['', 0]]);
  private asked = 0;
  private isOpen = true;

  constructor(size: number) {
    this.codes = new Uint32Array(size);
  }

  /** Code of a text, added to the dictionary when it is new. Where nearly all are new (names), nobody looks any more. */
  codeOf(text: string): number {
    this.asked++;
    if (this.asked > PROBED && this.known.size > this.asked * MOSTLY_NEW) this.isOpen = false;
    if (!this.isOpen) return text === '' ? 0 : this.values.push(detached(text)) - 1;
    const before = this.known.get(text);
    if (before !== undefined) return before;
    const kept = detached(text);
    const code = this.values.push(kept) - 1;
    if (this.known.size < DICTIONARY_LIMIT) this.known.set(kept, code);
    return code;
  }
}

export type MutableColumn = TextBuilder | DateColumn | MeasureColumn | CountColumn | CodeColumn | FlagColumn;

/** An empty column: every value missing. */
export function emptyColumn(kind: FieldKind, size: number): MutableColumn {
  switch (kind) {
    case 'text':
      return new TextBuilder(size);
    case 'date':
      return { kind, days: new Int32Array(size).fill(NO_DATE) };
    case 'measure':
      return { kind, values: new Float64Array(size).fill(NaN) };
    case 'count':
      return { kind, values: new Int32Array(size).fill(NO_COUNT) };
    case 'code':
    case 'flag':
      return { kind, codes: new Uint8Array(size) };
  }
}

/** Text of a person in a text column; '' when the column is absent or the value missing. */
export function textAt(table: PersonTable, field: FieldId, row: number): string {
  const column: Column | undefined = table.columns[field];
  return column?.kind === 'text' ? (column.values[column.codes[row] ?? 0] ?? '') : '';
}

/** The value of any field in words, without its unit: "18.4", "はい", "要介護1", "2025-06-03"; '' when it is missing. */
export function valueText(table: PersonTable, field: FieldId, row: number): string {
  const column: Column | undefined = table.columns[field];
  if (!column || row < 0 || row >= table.size) return '';
  switch (column.kind) {
    case 'text':
      return column.values[column.codes[row]!] ?? '';
    case 'date':
      return column.days[row] === NO_DATE ? '' : formatDate(column.days[row]!);
    case 'measure':
      return Number.isNaN(column.values[row]) ? '' : String(column.values[row]);
    case 'count':
      return column.values[row] === NO_COUNT ? '' : String(column.values[row]);
    case 'code':
      return FIELDS[field].words?.[column.codes[row]! - 1] ?? '';
    case 'flag':
      return column.codes[row] === YES ? 'あり' : column.codes[row] === NO ? 'なし' : '';
  }
}

const PERSON_INDEX = new WeakMap<PersonTable, Map<number | string, number>>();

/** Row of the first person with a number, however it is padded or written; -1 when there is none. */
export function rowOfPerson(table: PersonTable, number: string | number): number {
  const read = readPersonNumber(number);
  const column = table.columns.personId;
  if (read.problem || !column) return -1;
  let rows = PERSON_INDEX.get(table);
  if (!rows) {
    rows = new Map();
    for (let row = table.size - 1; row >= 0; row--) rows.set(keyOf(column.values[column.codes[row]!]!), row);
    PERSON_INDEX.set(table, rows);
  }
  return rows.get(keyOf(read.text)) ?? -1;
}
