/** Facets of the register: places, insurers, sex, age, 要介護度, 通いの場. */
import { CARE_LEVEL, type CodeColumn, type CountColumn, type PersonTable, type TextColumn } from '../kdb';
import { keyOf } from '../kdb/values/personNumber';
import { BitSet } from './bitSet';
import { listed, plain, rowsWhere, type Facet } from './facet';
import { inPlaceOrder } from './placeOrder';
import { codeWord } from './words';

/** What stands for a blank 圏域, 市町村 or 保険者番号 in a filter and in `areasOf`. */
export const UNKNOWN_VALUE = '不明';

/** The codes that somebody has; the blank text is among them where somebody has none. */
function codesOf({ codes, values }: TextColumn): number[] {
  const seen = new Uint8Array(values.length);
  for (const code of codes) seen[code] = 1;
  return [...seen.keys()].filter((code) => seen[code] === 1);
}

/** The texts that occur in a column, in the order of places; blank ones as 不明, at the end. */
export function occurring(column: TextColumn): string[] {
  const texts = [...new Set(codesOf(column).map((code) => column.values[code]!))];
  const known = texts.filter((text) => text !== '' && text !== UNKNOWN_VALUE);
  return [...inPlaceOrder(known, (text) => text), ...(known.length < texts.length ? [UNKNOWN_VALUE] : [])];
}

/** Codes of a text column by what an analyst may write for them. */
interface Spellings {
  readonly exact: ReadonlyMap<string, readonly number[]>;
  readonly plain: ReadonlyMap<string, readonly number[]>;
}
const SPELLINGS = new WeakMap<TextColumn, Spellings>();

function grouped(column: TextColumn, codes: readonly number[], keyOfText: (text: string) => string) {
  const groups = new Map<string, number[]>();
  for (const code of codes) {
    const key = keyOfText(column.values[code]!);
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [code]);
    else same.push(code);
  }
  return groups;
}

function spellingsOf(column: TextColumn, spelling: (text: string) => string): Spellings {
  const known = SPELLINGS.get(column);
  if (known !== undefined) return known;
  const codes = codesOf(column);
  const made = { exact: grouped(column, codes, (text) => text), plain: grouped(column, codes, spelling) };
  SPELLINGS.set(column, made);
  return made;
}

/** A value as it stands in the data goes first, then what differs from it in width, spaces and dashes only. */
export function textFacet(column: TextColumn, size: number, spelling: (text: string) => string = plain): Facet {
  const codesFor = (value: string): readonly number[] => {
    const { exact, plain: spelt } = spellingsOf(column, spelling);
    const named = value === '' ? undefined : (exact.get(value) ?? spelt.get(spelling(value)));
    const blank = plain(value) === UNKNOWN_VALUE ? exact.get('') : undefined;
    return [...(named ?? []), ...(blank ?? [])];
  };
  return {
    has: (value) => codesFor(value).length > 0,
    pick: (value) => {
      const codes = new Set(codesFor(value));
      return codes.size === 0 ? new BitSet(size) : rowsWhere(size, (row) => codes.has(column.codes[row]!));
    },
    known: () => listed(occurring(column)),
  };
}

/** Numbers of insurers are the same whatever zeros stand before them. */
export const insurerSpelling = (text: string): string => String(keyOf(plain(text)));

const PARTICIPATION = { 参加: true, 不参加: false } as const;
/** What says that somebody does not take part; blank is not on the list of those who do. */
const NO_PARTICIPATION = /^(|無し?|なし|×|x|0|否|いいえ|非該当|不参加|未参加|参加なし|参加していない|-)$/iu;

/** Who takes part in 通いの場, and everybody else of the insurers that a list tells of. */
export function gatheringFacet(
  { codes, values }: TextColumn,
  { columns: { insurer }, size, withoutGatherings }: PersonTable,
): Facet {
  const takesPart = values.map((value) => !NO_PARTICIPATION.test(plain(value)));
  const wantedOf = (value: string): boolean | undefined => PARTICIPATION[plain(value) as keyof typeof PARTICIPATION];
  const isTold = (row: number): boolean => withoutGatherings?.has(insurer!.codes[row]!) !== true;
  return {
    has: (value) => wantedOf(value) !== undefined,
    pick: (value) => {
      const wanted = wantedOf(value);
      if (wanted === undefined) return new BitSet(size);
      return rowsWhere(size, (row) => isTold(row) && takesPart[codes[row]!] === wanted);
    },
    known: () => Object.keys(PARTICIPATION).join('・'),
  };
}

function codesPresent({ codes }: CodeColumn): number[] {
  const seen = new Uint8Array(256);
  for (const code of codes) seen[code] = 1;
  return [...seen.keys()].filter((code) => code > 0 && seen[code] === 1);
}

const SEX_WORDS: Readonly<Record<string, number>> = { 男: 1, 男性: 1, M: 1, '1': 1, 女: 2, 女性: 2, F: 2, '2': 2 };

/** 男 and 女, in the ways that people write them. */
export function sexFacet(column: CodeColumn, size: number): Facet {
  const sexOf = (value: string): number | undefined => SEX_WORDS[plain(value).toUpperCase()];
  return {
    has: (value) => sexOf(value) !== undefined,
    pick: (value) => {
      const sex = sexOf(value);
      return sex === undefined ? new BitSet(size) : rowsWhere(size, (row) => column.codes[row] === sex);
    },
    known: () => listed(codesPresent(column).map((code) => codeWord('sex', code))),
  };
}

/** 要介護度: a level (要介護2), a level 以上, or the groups 要支援, 要介護, 認定あり, 認定なし. */
export function careLevelFacet(column: CodeColumn, size: number): Facet {
  const last = CARE_LEVEL.care5;
  const groups: Readonly<Record<string, readonly [number, number]>> = {
    要支援: [CARE_LEVEL.support1, CARE_LEVEL.support2],
    要介護: [CARE_LEVEL.care1, last],
    認定あり: [CARE_LEVEL.transitional, last],
    認定なし: [CARE_LEVEL.none, CARE_LEVEL.programTarget],
    非該当: [CARE_LEVEL.none, CARE_LEVEL.none],
  };
  const rangeOf = (text: string): readonly [number, number] | null => {
    const value = plain(text);
    const group = groups[value];
    if (group !== undefined) return group;
    const level = value.replace(/以上$/, '');
    const code = Object.values(CARE_LEVEL).find((candidate) => plain(codeWord('careLevel', candidate)) === level);
    return code === undefined ? null : [code, value === level ? code : last];
  };
  return {
    has: (value) => rangeOf(value) !== null,
    pick: (value) => {
      const [low, high] = rangeOf(value) ?? [1, 0];
      return rowsWhere(size, (row) => column.codes[row]! >= low && column.codes[row]! <= high);
    },
    known: () => listed(codesPresent(column).map((code) => codeWord('careLevel', code))),
  };
}

/** 80, 75-84, 85以上, 85-, 80以下, -80, 75未満, each with or without 歳; null where it is none of these. */
function ageRange(value: string): readonly [number, number] | null {
  const text = plain(value).replace(/歳/g, '');
  const between = /^(\d{1,3})?-(\d{1,3})?$/.exec(text);
  if (between !== null) {
    const [, low, high] = between;
    return low === undefined && high === undefined ? null : [Number(low ?? 0), Number(high ?? 999)];
  }
  const one = /^(\d{1,3})(以上|以下|未満)?$/.exec(text);
  if (one === null) return null;
  const age = Number(one[1]);
  switch (one[2]) {
    case '以上':
      return [age, 999];
    case '以下':
      return [0, age];
    case '未満':
      return [0, age - 1];
    default:
      return [age, age];
  }
}

/** 年度末年齢: one age, a range, or all from or up to an age. */
export function ageFacet(column: CountColumn, size: number): Facet {
  const inRange = ([low, high]: readonly [number, number]): BitSet =>
    rowsWhere(size, (row) => column.values[row]! >= low && column.values[row]! <= high);
  return {
    has: (value) => ageRange(value) !== null,
    pick: (value) => inRange(ageRange(value) ?? [1, 0]),
    known: () => {
      const ages = [...column.values].filter((age) => age >= 0);
      if (ages.length === 0) return 'なし（年齢の分かる人がいません）';
      const [low, high] = ages.reduce(([a, b], age) => [Math.min(a, age), Math.max(b, age)], [999, 0]);
      return `${low}〜${high} 歳`;
    },
  };
}

/** 年齢区分 in use: 65–74 (障害認定), 75–84, 85 and over. */
export const AGE_CLASSES = ['65-74', '75-84', '85以上'] as const;

/** The classes of age in use. */
export function ageClassFacet(column: CountColumn, size: number): Facet {
  const ages = ageFacet(column, size);
  const classOf = (value: string) => {
    const name = plain(value).replace(/歳/g, '').replace(/^85-$/, '85以上');
    return AGE_CLASSES.find((known) => known === name);
  };
  return {
    has: (value) => classOf(value) !== undefined,
    pick: (value) => {
      const name = classOf(value);
      return name === undefined ? new BitSet(size) : ages.pick(name);
    },
    known: () => listed(AGE_CLASSES.filter((known) => ages.pick(known).count() > 0)),
  };
}
