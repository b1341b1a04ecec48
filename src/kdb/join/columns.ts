/** Columns of the person table: how each kind is made, and how a value is shown in words. */
import { formatDate } from '../values/calendar';
import { FIELDS } from '../recognise/fields';
import { UnitStore, type TextStore } from '../stage/textStore';
import { NO, NO_COUNT, NO_DATE, YES } from '../types';
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
  TextColumn,
} from '../types';

/** Distinct texts that a dictionary still looks up; beyond (names of a whole prefecture) texts are simply appended. */
const DICTIONARY_LIMIT = 1 << 18;

/** After so many texts, a dictionary of which so large a part is new is given up. */
const PROBED = 4096;
const MOSTLY_NEW = 0.9;

/** A text column whose texts are made when somebody asks for them; code 0 is the empty text. */
export class StoredTexts implements TextColumn {
  readonly kind = 'text' as const;
  private made: readonly string[] | null = null;

  constructor(
    readonly codes: Uint32Array,
    readonly store: TextStore,
  ) {}

  /** All texts by code, made the first time. Names of a prefecture take much memory: `at` makes the one that is asked for. */
  get values(): readonly string[] {
    return (this.made ??= Array.from({ length: this.store.size }, (_, code) => this.store.at(code)));
  }

  at(code: number): string {
    return this.made ? (this.made[code] ?? '') : this.store.at(code);
  }
}

/** A text column in the making. */
export class TextBuilder extends StoredTexts {
  private known = 1;
  private asked = 0;
  private isOpen = true;

  constructor(
    size: number,
    private readonly texts = new UnitStore(),
  ) {
    super(new Uint32Array(size), texts);
  }

  codeOf(text: string): number {
    return this.counted(this.texts.codeOf(text, this.looks()));
  }

  /** Code of a text given as UTF-16 units. */
  codeOfUnits(units: Uint16Array, length: number): number {
    return this.counted(this.texts.codeOfUnits(units, length, this.looks()));
  }

  /** A text that was given a code is met again. */
  askedAgain(): void {
    this.asked++;
  }

  /** Nothing more will be added. */
  close(): void {
    this.texts.forget();
  }

  /** Whether the next text will be found again. Where nearly all are new (names), nobody looks any more. */
  private looks(): boolean {
    this.asked++;
    if (this.isOpen && this.asked > PROBED && this.known > this.asked * MOSTLY_NEW) {
      this.isOpen = false;
      this.texts.forget();
    }
    return this.isOpen && this.known < DICTIONARY_LIMIT;
  }

  private counted(code: number): number {
    if (code >= this.known && this.isOpen && this.known < DICTIONARY_LIMIT) this.known = code + 1;
    return code;
  }
}

export type MutableColumn = StoredTexts | DateColumn | MeasureColumn | CountColumn | CodeColumn | FlagColumn;

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
