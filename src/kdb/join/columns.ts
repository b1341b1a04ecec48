/** Columns of the person table: how each kind is made, and how a value is shown in words. */
import { formatDate } from '../values/calendar';
import { FIELDS } from '../values/fields';
import { roomOf, type Threads } from '../files/threads';
import { TextBuilder, type StoredTexts } from '../stage/textColumn';
import { MISSING_CODE, NO, NO_COUNT, NO_DATE, YES } from '../values/codes';
import type {
  CodeColumn,
  Column,
  CountColumn,
  DateColumn,
  FlagColumn,
  MeasureColumn,
  TextColumn,
} from '../stage/columns';
import type { FieldId, FieldKind } from '../values/fieldIds';
import type { PersonTable } from './personTable';

export type MutableColumn = StoredTexts | DateColumn | MeasureColumn | CountColumn | CodeColumn | FlagColumn;

export type NumberColumn = Exclude<MutableColumn, { kind: 'text' }>;

const MISSING = { measure: NaN, count: NO_COUNT, date: NO_DATE, code: MISSING_CODE, flag: MISSING_CODE } as const;

/** What stands in a column of numbers for nothing. */
export function missingOf({ kind }: Pick<NumberColumn, 'kind'>): number {
  return MISSING[kind];
}

export function numbersOf(column: NumberColumn): Float64Array | Int32Array | Uint8Array {
  if (column.kind === 'date') return column.days;
  return column.kind === 'code' || column.kind === 'flag' ? column.codes : column.values;
}

/** A column of zeros, which whoever writes it fills; a column of texts is empty. */
export function unfilledColumn(kind: FieldKind, size: number, room: Threads['room']): MutableColumn {
  switch (kind) {
    case 'text':
      return new TextBuilder(size);
    case 'date':
      return { kind, days: new Int32Array(room(size * 4).buffer) };
    case 'measure':
      return { kind, values: new Float64Array(room(size * 8).buffer) };
    case 'count':
      return { kind, values: new Int32Array(room(size * 4).buffer) };
    case 'code':
    case 'flag':
      return { kind, codes: room(size) };
  }
}

/**
 * An empty column: every value missing.
 * @param room gives memory of zeros; that of texts is always this thread's own
 */
export function emptyColumn(kind: FieldKind, size: number, room = roomOf()): MutableColumn {
  const column = unfilledColumn(kind, size, room);
  if (column.kind !== 'text') fillWith(column, missingOf(column));
  return column;
}

/** Writes the same into all rows of a column of zeros. */
export function fillWith(column: NumberColumn, value: number): void {
  if (value !== 0) numbersOf(column).fill(value);
}

/** The text of a code, without making the others. */
export function textOf(column: TextColumn, code: number): string {
  return column.at?.(code) ?? column.values[code] ?? '';
}

/** Text of a person in a text column; '' when the column is absent or the value missing. */
export function textAt(table: PersonTable, field: FieldId, row: number): string {
  const column: Column | undefined = table.columns[field];
  return column?.kind === 'text' ? textOf(column, column.codes[row] ?? 0) : '';
}

/** The value of any field in words, without its unit: "18.4", "はい", "要介護1", "2025-06-03"; '' when it is missing. */
export function valueText(table: PersonTable, field: FieldId, row: number): string {
  const column: Column | undefined = table.columns[field];
  if (!column || row < 0 || row >= table.size) return '';
  switch (column.kind) {
    case 'text':
      return textOf(column, column.codes[row]!);
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
