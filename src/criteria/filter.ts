/** 絞り込み: text such as 圏域=北部;性別=女;年齢=75-84, or pairs from a two-column range, turned into a set of rows. */
import { AnalystError, type PersonTable } from '../kdb';
import { BitSet } from './bitSet';
import { CRITERIA } from './definitions';
import type { Evaluator } from './evaluator';
import { plain } from './facet';
import { KEYS } from './facets';
import { filterItems, unquoted, type FilterItem } from './filterText';
import { findCriterion } from './find';
import type { CriteriaSettings } from './types';

/** The key that asks for persons of a purpose: 該当=口腔. */
const PURPOSE = { name: '該当', also: ['抽出目的', 'purpose'] } as const;

/** The keys a filter knows, as messages name them. */
export const FILTER_KEYS: readonly string[] = [...KEYS.map(({ name }) => name), PURPOSE.name];

/** What a filter is asked of: a table, and the evaluation that 該当 needs. */
export interface Filtered {
  readonly table: PersonTable;
  readonly evaluator: Evaluator;
  readonly settings: CriteriaSettings;
}
type Asked = PersonTable | Filtered;

const tableOf = (asked: Asked): PersonTable => ('evaluator' in asked ? asked.table : asked);

/** The rows that meet a purpose, maybe none. The evaluator remembers them under its settings. */
function pickPurpose({ evaluator, settings }: Filtered, value: string): BitSet {
  const criterion = findCriterion(value);
  if (criterion === null) {
    const known = CRITERIA.map(({ name }) => name).join('・');
    throw new AnalystError('filter.unknownValue', { key: PURPOSE.name, value, known });
  }
  return evaluator.evaluate(criterion.id, settings).hits;
}

const means = ({ name, also }: { readonly name: string; readonly also: readonly string[] }, key: string): boolean =>
  name === key || also.includes(key);

/** Rows picked lately, by table and "key=value": cells of one sheet ask for the same few filters again and again. */
const PICKED = new WeakMap<PersonTable, Map<string, BitSet>>();
const REMEMBERED_PICKS = 64;

function remembered(table: PersonTable, key: string, pick: () => BitSet): BitSet {
  const picks = PICKED.get(table) ?? new Map<string, BitSet>();
  PICKED.set(table, picks);
  const rows = picks.get(key) ?? pick();
  picks.delete(key);
  picks.set(key, rows);
  const [oldest] = picks.keys();
  if (picks.size > REMEMBERED_PICKS && oldest !== undefined) picks.delete(oldest);
  return rows;
}

/** A key of the filter as this table answers it. */
interface Answering {
  readonly name: string;
  readonly has: (value: string) => boolean;
  readonly pick: (value: string) => BitSet;
}

/** How a key is answered. Throws filter.unknownKey, filter.noColumn. */
function answering(asked: Asked, key: string): Answering {
  const wanted = plain(key).toLowerCase();
  const canJudge = 'evaluator' in asked;
  if (canJudge && means(PURPOSE, wanted)) {
    return {
      name: PURPOSE.name,
      has: (value) => findCriterion(value) !== null,
      pick: (value) => pickPurpose(asked, value),
    };
  }
  const found = KEYS.find((one) => means(one, wanted));
  if (found === undefined) {
    const known = FILTER_KEYS.filter((name) => canJudge || name !== PURPOSE.name).join('・');
    throw new AnalystError('filter.unknownKey', { key: key.trim(), known });
  }
  const table = tableOf(asked);
  const { name } = found;
  const facet = found.facet(table);
  if (facet === null) throw new AnalystError('filter.noColumn', { key: name });
  return {
    name,
    has: facet.has,
    pick: (value) => {
      const picked = remembered(table, `${name}=${value}`, () => facet.pick(value));
      if (picked.count() === 0)
        throw new AnalystError('filter.unknownValue', { key: name, value, known: facet.known() });
      return picked;
    },
  };
}

/** Joins the values of a key by または and the keys by かつ. A key given twice is refused: it could mean either of two things. */
function intersect(asked: Asked, items: readonly FilterItem[]): BitSet {
  const used = new Set<string>();
  let rows: BitSet | null = null;
  for (const { key, values } of items) {
    const { name, pick } = answering(asked, key);
    const picked = values.map(pick).reduce((all, some) => all.or(some));
    if (used.has(name)) throw new AnalystError('filter.twice', { key: name });
    used.add(name);
    // The rows of a value are kept with their number: a copy has not to be counted again.
    rows = rows === null ? picked.copy() : rows.and(picked);
  }
  return rows ?? BitSet.full(tableOf(asked).size);
}

/**
 * The rows that a filter text names, e.g. `圏域=北部、南部;性別=女;年齢=75-84`. Separators `;` and `；`, full-width forms
 * throughout; an empty text is everybody. A value that exists as a whole (圏域「北部、西部」) is taken whole before anything is
 * split, and a value may stand in quotes (`圏域="北部;西部"`, a quote in it doubled). Throws AnalystError filter.*: unknown key,
 * a value that nobody has, a column that is not there, a key given twice, a text that is no filter. 該当=口腔 asks for the
 * persons of a purpose and needs the evaluation beside the table.
 */
export function parseFilter(asked: Asked, text: string): BitSet {
  const items = filterItems(text, (key, value) => answering(asked, key).has(value));
  return intersect(asked, items);
}

/** A cell of a two-column range, as Excel hands it over. */
type PairCell = string | number | boolean | null | undefined;

/**
 * The rows that pairs of key and value name, as they stand in a two-column range. A value is never split; it may stand in
 * quotes. Blank rows, and keys beside a blank cell, restrict nothing; a value without a key throws filter.form. Otherwise as
 * `parseFilter`.
 */
export function filterFromPairs(asked: Asked, pairs: readonly (readonly [PairCell, PairCell])[]): BitSet {
  const items = pairs.flatMap(([key, value]): FilterItem[] => {
    const item = { key: String(key ?? '').trim(), value: String(value ?? '').trim() };
    if (item.value === '') return [];
    if (item.key === '') throw new AnalystError('filter.form', { text: item.value });
    const bare = unquoted(item.value);
    const { has } = answering(asked, item.key);
    return [
      { key: item.key, values: [has(item.value) || !has(bare) ? item.value : bare], form: `${item.key}=${item.value}` },
    ];
  });
  return intersect(asked, items);
}
