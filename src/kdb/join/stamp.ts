/** The stamp of a person table: a short text that changes when any value in it changes. */
import { partsOf } from '../values/calendar';
import { StoredTexts } from '../stage/textColumn';
import { LISTED_FIELDS } from '../values/fields';
import type { Column } from '../stage/columns';
import type { PersonColumns, PersonTable } from './personTable';
import { atOnce, type Steps } from '../steps';

function mixed(state: number, value: number): number {
  let word = Math.imul(value, 0xcc9e2d51);
  word = Math.imul((word << 15) | (word >>> 17), 0x1b873593) ^ state;
  return (Math.imul((word << 13) | (word >>> 19), 5) + 0xe6546b64) | 0;
}

/** A running 32-bit hash (the mixing steps of MurmurHash3). */
class Hash {
  private state = 0x9747b28c | 0;

  word(value: number): void {
    this.state = mixed(this.state, value);
  }

  words(array: ArrayBufferView): void {
    const bytes = array.byteLength & ~3;
    const words = new Int32Array(array.buffer, array.byteOffset, bytes / 4);
    let { state } = this;
    for (let index = 0; index < words.length; index++) state = mixed(state, words[index]!);
    this.state = state;
    const rest = new Uint8Array(array.buffer, array.byteOffset + bytes, array.byteLength - bytes);
    for (let index = 0; index < rest.length; index++) this.word(rest[index]!);
  }

  text(text: string): void {
    this.word(text.length);
    for (let index = 0; index < text.length; index++) this.word(text.charCodeAt(index));
  }

  toString(): string {
    let state = this.state;
    state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    return ((state ^ (state >>> 16)) >>> 0).toString(16).padStart(8, '0');
  }
}

function hashColumn(hash: Hash, column: Column): void {
  switch (column.kind) {
    case 'text':
      hash.words(column.codes);
      if (column instanceof StoredTexts) {
        hash.text('');
        column.store.mix(hash);
      } else for (const value of column.values) hash.text(value);
      break;
    case 'date':
      hash.words(column.days);
      break;
    case 'measure':
    case 'count':
      hash.words(column.values);
      break;
    default:
      hash.words(column.codes);
  }
}

/** The stamps that were made, by the columns that they are of. */
const known = new WeakMap<PersonColumns, string>();

/** What a stamp is made of. */
type Stamped = Omit<PersonTable, 'stamp'>;

/** Stamp of a table, e.g. "2025年度 20260331 3000人 1f3a9c07"; it goes over all values, and is made when first asked for. */
export const stampOf = (table: Stamped): string => known.get(table.columns) ?? atOnce(stampSteps(table));

/** Has the stamp of a table made in steps, so that it is known. */
export function* stampSteps({ fiscalYear, referenceDate, size, columns }: Stamped): Steps<string> {
  const hash = new Hash();
  hash.word(fiscalYear);
  hash.word(referenceDate);
  // What lists show as it stands changes no figure.
  const counted = Object.keys(columns).filter((id) => !(LISTED_FIELDS as readonly string[]).includes(id));
  for (const id of counted.sort()) {
    hash.text(id);
    hashColumn(hash, columns[id as keyof PersonColumns]!);
    yield;
  }
  const { year, month, day } = partsOf(referenceDate);
  const date = `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
  const stamp = `${fiscalYear}年度 ${date} ${size}人 ${hash.toString()}`;
  known.set(columns, stamp);
  return stamp;
}
