/** The persons of a table by insurer and number: the only way from a number to a row. */
import { textAt, textOf } from './columns';
import { keyOf, readPersonNumber, withHyphens } from '../values/personNumber';
import { plain } from '../values/readings';
import type { Cell } from '../values/cellText';
import type { PersonTable } from './personTable';

/** Who is looked for. `number` may be written 保険者番号-被保険者番号; a blank insurer means whoever has the number. */
export interface PersonKey {
  readonly number: Cell;
  readonly insurer?: string;
}

/** Who was found: one row; nobody; or several, with the insurers that have given out the number. */
export type PersonFound =
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'several'; readonly insurers: readonly string[] };

export interface PersonIndex {
  /** The person of a number and an insurer, however both are padded or written. */
  readonly find: (key: PersonKey) => PersonFound;
  /** The row of a person; -1 for nobody and where several have the number. */
  readonly row: (key: PersonKey) => number;
  /** The numbers that several insurers have given out. */
  readonly shared: number;
}

const NOBODY: PersonFound = { kind: 'nobody' };
/** Insurers of 後期高齢者医療 have eight digits, municipalities six or fewer. */
const INSURER_NUMBER = /^\d{5,8}$/;

/** What identifies an insurer: its number, whatever zeros stand before it. */
const insurerKey = (text: string): number | string => keyOf(plain(text));

/** Every way to part a number at a hyphen: 39990011-05001000, 39990011-12-345. */
function parted(number: Cell): { insurer: string; number: string }[] {
  const text = plain(withHyphens(number));
  return [...text.matchAll(/-/g)].map(({ index }) => ({
    insurer: text.slice(0, index),
    number: text.slice(index + 1),
  }));
}

function build(table: PersonTable): PersonIndex {
  const rows = new Map<number | string, number | number[]>();
  const column = table.columns.personId;
  let shared = 0;
  for (let row = 0; column !== undefined && row < table.size; row += 1) {
    const key = keyOf(textOf(column, column.codes[row]!));
    const known = rows.get(key);
    if (known === undefined) rows.set(key, row);
    else if (typeof known === 'number') {
      rows.set(key, [known, row]);
      shared += 1;
    } else known.push(row);
  }
  const insurerAt = (row: number): string => textAt(table, 'insurer', row);
  const rowsOf = (number: Cell): readonly number[] => {
    const read = readPersonNumber(number);
    const found = read.problem === undefined ? rows.get(keyOf(read.text)) : undefined;
    return found === undefined ? [] : typeof found === 'number' ? [found] : found;
  };
  /** The one row of an insurer; a person whose insurer the data do not name may be of any. */
  const ofInsurer = (found: readonly number[], insurer: string): PersonFound => {
    const wanted = insurerKey(insurer);
    const own = found.find((row) => insurerKey(insurerAt(row)) === wanted);
    const [unnamed, ...more] = found.filter((row) => insurerAt(row) === '');
    if (own !== undefined) return { kind: 'row', row: own };
    return unnamed === undefined || more.length > 0 ? NOBODY : { kind: 'row', row: unnamed };
  };
  const find = ({ number, insurer = '' }: PersonKey): PersonFound => {
    const found = rowsOf(number);
    if (plain(insurer) !== '') return ofInsurer(found, insurer);
    if (found.length === 1) return { kind: 'row', row: found[0]! };
    if (found.length > 1) return { kind: 'several', insurers: found.map(insurerAt) };
    for (const key of parted(number)) {
      const part = INSURER_NUMBER.test(key.insurer) ? ofInsurer(rowsOf(key.number), key.insurer) : NOBODY;
      if (part.kind === 'row') return part;
    }
    return NOBODY;
  };
  return {
    find,
    row: (key) => {
      const found = find(key);
      return found.kind === 'row' ? found.row : -1;
    },
    shared,
  };
}

const INDEXES = new WeakMap<PersonTable, PersonIndex>();

/** The index of a table, made when first asked for. */
export function indexOf(table: PersonTable): PersonIndex {
  const known = INDEXES.get(table);
  if (known !== undefined) return known;
  const made = build(table);
  INDEXES.set(table, made);
  return made;
}
