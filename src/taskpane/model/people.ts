/** Lists of persons as row numbers of the person table: chosen, searched, ranked; and how the purposes overlap. */
import { BitSet, parseFilter, priority, type CriterionId, type CriterionResult } from '../../criteria';
import type { PersonTable, TextColumn } from '../../kdb';
import { searchable } from './words';

/** Which persons a list holds. `any` is everybody who meets at least one purpose. */
export interface Choice {
  readonly purpose: CriterionId | 'any';
  readonly answer: 'hits' | 'undetermined';
  /** A second purpose that the persons meet too. */
  readonly also?: CriterionId;
  /** The filter of one 圏域; empty for all. */
  readonly area: string;
}

/** The rows of a choice, in the order of the register. */
export function chosenRows(table: PersonTable, results: readonly CriterionResult[], choice: Choice): Uint32Array {
  const wanted = results.filter(({ id }) => choice.purpose === 'any' || id === choice.purpose);
  const everyone = wanted.reduce((all, result) => all.or(result[choice.answer]), new BitSet(table.size));
  const other = results.find(({ id }) => id === choice.also)?.hits;
  const both = other === undefined ? everyone : everyone.and(other);
  const rows = choice.area === '' ? both : both.and(parseFilter(table, choice.area));
  return Uint32Array.from(rows.toArray());
}

const SEARCHED = ['personId', 'name', 'kana'] as const;

/** Codes of the texts that hold the query: each text is looked at once, however many persons bear it. */
function matching({ values }: TextColumn, query: string): Uint8Array {
  return Uint8Array.from(values, (text) => (searchable(text).includes(query) ? 1 : 0));
}

/** The rows whose number, name or kana holds the query; an empty query keeps all. */
export function searchedRows(table: PersonTable, rows: Uint32Array, query: string): Uint32Array {
  const wanted = searchable(query);
  if (wanted === '') return rows;
  const columns = SEARCHED.flatMap((field) => {
    const column = table.columns[field];
    return column === undefined ? [] : [{ codes: column.codes, found: matching(column, wanted) }];
  });
  return rows.filter((row) => columns.some(({ codes, found }) => found[codes[row]!] === 1));
}

/** 優先度 of listed persons: level as 0 (A) to 2 (C), and the number of purposes met. */
export interface Ranks {
  readonly levels: Uint8Array;
  readonly purposes: Uint8Array;
}

const LEVELS = ['A', 'B', 'C'] as const;
export const levelText = (level: number): string => LEVELS[level] ?? '';

/** Rows ranked before the page has its turn again. */
const TOGETHER = 10_000;

/** Ranks rows, by position; gives the page its turn in between. Null when `signal` was aborted meanwhile. */
export async function rankedRows(
  table: PersonTable,
  results: readonly CriterionResult[],
  rows: Uint32Array,
  signal: AbortSignal,
): Promise<Ranks | null> {
  const ranks = { levels: new Uint8Array(rows.length), purposes: new Uint8Array(rows.length) };
  for (let index = 0; index < rows.length; index += 1) {
    if (index > 0 && index % TOGETHER === 0) await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return null;
    const { level, purposes } = priority(table, results, rows[index]!);
    ranks.levels[index] = LEVELS.indexOf(level);
    ranks.purposes[index] = purposes;
  }
  return ranks;
}

export type Order = 'priority' | 'register' | 'purposes' | 'older' | 'younger';

/** Positions in the list, put in order; equal ones keep the order of the register. */
export function orderedPositions(
  table: PersonTable,
  rows: Uint32Array,
  ranks: Ranks | null,
  order: Order,
): Uint32Array {
  const positions = Uint32Array.from(rows, (_, index) => index);
  const age = table.columns.age?.values;
  const ageOf = (position: number): number => age?.[rows[position]!] ?? -1;
  const compare: Readonly<Record<Order, ((a: number, b: number) => number) | null>> = {
    register: null,
    priority: ranks && ((a, b) => ranks.levels[a]! - ranks.levels[b]! || ranks.purposes[b]! - ranks.purposes[a]!),
    purposes: ranks && ((a, b) => ranks.purposes[b]! - ranks.purposes[a]!),
    older: (a, b) => ageOf(b) - ageOf(a),
    younger: (a, b) => ageOf(a) - ageOf(b),
  };
  const by = compare[order];
  return by === null ? positions : positions.sort((a, b) => by(a, b) || a - b);
}

/** How many persons meet both of two purposes, for every pair; the diagonal holds the hits of one. */
export function overlaps(results: readonly CriterionResult[]): readonly (readonly number[])[] {
  return results.map((one) => results.map((other) => one.hits.countAnd(other.hits)));
}

/** How many persons meet exactly 1, exactly 2, and 3 or more purposes. */
export function byPurposes(results: readonly CriterionResult[]): readonly [number, number, number] {
  const [first] = results;
  if (first === undefined) return [0, 0, 0];
  const empty = new BitSet(first.hits.size);
  // once ⊇ twice ⊇ thrice: who was met at least so often up to here.
  let [once, twice, thrice] = [empty, empty, empty];
  for (const { hits } of results) {
    thrice = thrice.or(twice.and(hits));
    twice = twice.or(once.and(hits));
    once = once.or(hits);
  }
  return [once.count() - twice.count(), twice.count() - thrice.count(), thrice.count()];
}
