/** 絞り込み: text such as 圏域=北部;性別=女;年齢=75-84, or pairs from a two-column range, turned into a set of rows. */
import { AnalystError, type PersonTable } from '../kdb';
import { BitSet } from './bitSet';
import { CRITERIA } from './definitions';
import type { Evaluator } from './evaluator';
import { KEYS, occurring, plain } from './facets';
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

/** The rows that satisfy one key with its values, joined by `,` or `、`. */
function pickValues(asked: Asked, key: string, text: string, form: string): { name: string; rows: BitSet } {
  const wanted = plain(key).toLowerCase();
  const values = plain(text)
    .split(/[,、]/)
    .filter((value) => value !== '');
  const canJudge = 'evaluator' in asked;
  if (canJudge && means(PURPOSE, wanted)) {
    if (values.length === 0) throw new AnalystError('filter.form', { text: form });
    const met = values.map((value) => pickPurpose(asked, value));
    return { name: PURPOSE.name, rows: met.reduce((all, some) => all.or(some)) };
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
  if (values.length === 0) throw new AnalystError('filter.form', { text: form });
  const rows = values.map((value) => {
    const picked = remembered(table, `${name}=${value}`, () => facet.pick(value));
    if (picked.count() === 0) throw new AnalystError('filter.unknownValue', { key: name, value, known: facet.known() });
    return picked;
  });
  return { name, rows: rows.reduce((all, some) => all.or(some)) };
}

/** Joins the keys by かつ. A key given twice is refused: it could mean either of two things. */
function intersect(asked: Asked, items: readonly { key: string; value: string; form: string }[]): BitSet {
  const used = new Set<string>();
  return items.reduce(
    (rows, { key, value, form }) => {
      const picked = pickValues(asked, key, value, form);
      if (used.has(picked.name)) throw new AnalystError('filter.twice', { key: picked.name });
      used.add(picked.name);
      return rows.and(picked.rows);
    },
    BitSet.full(tableOf(asked).size),
  );
}

/**
 * The rows that a filter text names, e.g. `圏域=北部、南部;性別=女;年齢=75-84`. Separators `;` and `；`, full-width forms
 * throughout; an empty text is everybody. Throws AnalystError filter.*: unknown key, a value that nobody has, a column that
 * is not there, a key given twice, a text that is no filter. 該当=口腔 asks for the persons of a purpose and needs the
 * evaluation beside the table.
 */
export function parseFilter(asked: Asked, text: string): BitSet {
  const parts = text
    .normalize('NFKC')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const items = parts.map((form) => {
    const sign = form.indexOf('=');
    if (sign <= 0) throw new AnalystError('filter.form', { text: form });
    return { key: form.slice(0, sign), value: form.slice(sign + 1), form };
  });
  return intersect(asked, items);
}

/** A cell of a two-column range, as Excel hands it over. */
type PairCell = string | number | boolean | null | undefined;

/**
 * The rows that pairs of key and value name, as they stand in a two-column range. Blank rows, and keys beside a blank cell,
 * restrict nothing; a value without a key throws filter.form. Otherwise as `parseFilter`.
 */
export function filterFromPairs(asked: Asked, pairs: readonly (readonly [PairCell, PairCell])[]): BitSet {
  const items = pairs.flatMap(([key, value]) => {
    const item = { key: String(key ?? '').trim(), value: String(value ?? '').trim() };
    if (item.value === '') return [];
    if (item.key === '') throw new AnalystError('filter.form', { text: item.value });
    return [{ ...item, form: `${item.key}=${item.value}` }];
  });
  return intersect(asked, items);
}

/**
 * The 圏域 that occur, in the order of the register; persons without one stand as 不明 at the end, so that the areas add up
 * to everybody. Empty when no source has a 圏域 column. Each can be used as a filter value.
 */
export function areasOf(table: PersonTable): string[] {
  return table.columns.area === undefined ? [] : occurring(table.columns.area);
}
