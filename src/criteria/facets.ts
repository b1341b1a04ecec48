/** The keys of a 絞り込み: how each answers a value with rows of the person table, and which values there are. */
import {
  CARE_LEVEL,
  NO,
  YES,
  type CodeColumn,
  type CountColumn,
  type FieldId,
  type PersonTable,
  type TextColumn,
} from '../kdb';
import { keyOf } from '../kdb/values/personNumber';
import { BitSet } from './bitSet';
import { inPlaceOrder } from './placeOrder';
import { codeWord } from './words';

/** What stands for a blank 圏域, 市町村 or 保険者番号 in a filter and in `areasOf`. */
export const UNKNOWN_VALUE = '不明';

/** One spelling of width, spaces and wave dashes. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[〜~–—−‐]/g, '-');
}

/** The rows that one value of one key stands for; an empty set where nobody has it. */
type Picker = (value: string) => BitSet;

/** One key of the filter over one table: how a value picks rows, and which values there are. */
export interface Facet {
  /** Whether a value means something here, so that it is not split. */
  readonly has: (value: string) => boolean;
  readonly pick: Picker;
  readonly known: () => string;
}

function rowsWhere(size: number, holds: (row: number) => boolean): BitSet {
  const words = new Uint32Array((size + 31) >>> 5);
  for (let row = 0; row < size; row++) if (holds(row)) words[row >>> 5]! |= 1 << (row & 31);
  return new BitSet(size, words);
}

/** How many known values a message lists before it says "など". */
const LISTED = 20;

function listed(values: readonly string[]): string {
  return values.length <= LISTED ? values.join('・') : `${values.slice(0, LISTED).join('・')} など`;
}

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
function textFacet(column: TextColumn, size: number, spelling: (text: string) => string = plain): Facet {
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
const insurerSpelling = (text: string): string => String(keyOf(plain(text)));

const PARTICIPATION = { 参加: true, 不参加: false } as const;
/** What says that somebody does not take part; blank is not on the list of those who do. */
const NO_PARTICIPATION = /^(|無し?|なし|×|x|0|否|いいえ|非該当|不参加|未参加|参加なし|参加していない|-)$/iu;

/** Who takes part in 通いの場, and everybody else. */
function gatheringFacet({ codes, values }: TextColumn, size: number): Facet {
  const takesPart = values.map((value) => !NO_PARTICIPATION.test(plain(value)));
  const wantedOf = (value: string): boolean | undefined => PARTICIPATION[plain(value) as keyof typeof PARTICIPATION];
  return {
    has: (value) => wantedOf(value) !== undefined,
    pick: (value) => {
      const wanted = wantedOf(value);
      return wanted === undefined ? new BitSet(size) : rowsWhere(size, (row) => takesPart[codes[row]!] === wanted);
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

function sexFacet(column: CodeColumn, size: number): Facet {
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
function careLevelFacet(column: CodeColumn, size: number): Facet {
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

function ageFacet(column: CountColumn, size: number): Facet {
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

function ageClassFacet(column: CountColumn, size: number): Facet {
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

/** あり・なし of what several fields tell: yes where one says so, no where all that are provided say so, else neither. */
function yesNoFacet({ columns, size }: PersonTable, fields: readonly FieldId[]): Facet | null {
  const answers = fields.flatMap((field): ((row: number) => boolean | null)[] => {
    const column = columns[field];
    if (column?.kind === 'flag')
      return [(row) => (column.codes[row] === YES ? true : column.codes[row] === NO ? false : null)];
    if (column?.kind === 'count') return [(row) => (column.values[row]! < 0 ? null : column.values[row]! > 0)];
    return [];
  });
  if (answers.length === 0) return null;
  const saysOf = (value: string): boolean | null => YES_NO[plain(value)] ?? null;
  const pick = (wanted: boolean) => (row: number) =>
    wanted ? answers.some((answer) => answer(row) === true) : answers.every((answer) => answer(row) === false);
  return {
    has: (value) => saysOf(value) !== null,
    pick: (value) => {
      const wanted = saysOf(value);
      return wanted === null ? new BitSet(size) : rowsWhere(size, pick(wanted));
    },
    known: () => 'あり・なし',
  };
}

const YES_NO: Readonly<Record<string, boolean>> = {
  あり: true,
  有: true,
  はい: true,
  なし: false,
  無: false,
  いいえ: false,
};

const YEN_PER_POINT = 10;
const AMOUNT = /^(\d+)(万)?円?(以上|未満)$/u;

/** 医療費 of the year in yen, e.g. 200万円以上; a person without receipts has none. */
function costFacet({ columns, size }: PersonTable): Facet | null {
  const points = (['inpatientPoints', 'outpatientPoints', 'dentalPoints', 'pharmacyPoints'] as const).flatMap(
    (field) => (columns[field] === undefined ? [] : [columns[field].values]),
  );
  if (points.length === 0) return null;
  const yen = (row: number): number =>
    points.reduce((sum, values) => sum + (Number.isNaN(values[row]) ? 0 : values[row]!), 0) * YEN_PER_POINT;
  const rangeOf = (value: string) => {
    const match = AMOUNT.exec(plain(value).replaceAll(',', ''));
    return match === null
      ? null
      : { limit: Number(match[1]) * (match[2] === undefined ? 1 : 10_000), isLeast: match[3] === '以上' };
  };
  return {
    has: (value) => rangeOf(value) !== null,
    pick: (value) => {
      const range = rangeOf(value);
      if (range === null) return new BitSet(size);
      return rowsWhere(size, (row) => yen(row) >= range.limit === range.isLeast);
    },
    known: () => '200万円以上・200万円未満 など',
  };
}

/** The keys of a filter: the name shown, the other names accepted, and how a table answers it (null: no such column). */
export const KEYS: readonly {
  readonly name: string;
  readonly also: readonly string[];
  readonly facet: (table: PersonTable) => Facet | null;
}[] = [
  {
    name: '圏域',
    also: ['日常生活圏域', '地区', 'area'],
    facet: ({ columns: { area }, size }) => (area === undefined ? null : textFacet(area, size)),
  },
  {
    name: '市町村',
    also: ['市町村名', '市町村コード', 'municipality'],
    facet: ({ columns: { municipality }, size }) => (municipality === undefined ? null : textFacet(municipality, size)),
  },
  {
    name: '保険者番号',
    also: ['保険者', 'insurer'],
    facet: ({ columns: { insurer }, size }) =>
      insurer === undefined ? null : textFacet(insurer, size, insurerSpelling),
  },
  {
    name: '性別',
    also: ['sex'],
    facet: ({ columns: { sex }, size }) => (sex === undefined ? null : sexFacet(sex, size)),
  },
  {
    name: '通いの場',
    also: ['通いの場参加'],
    facet: ({ columns: { gathering }, size }) => (gathering === undefined ? null : gatheringFacet(gathering, size)),
  },
  {
    name: '年齢',
    also: ['年度末年齢', 'age'],
    facet: ({ columns: { age }, size }) => (age === undefined ? null : ageFacet(age, size)),
  },
  {
    name: '年齢区分',
    also: ['年齢階級'],
    facet: ({ columns: { age }, size }) => (age === undefined ? null : ageClassFacet(age, size)),
  },
  {
    name: '要介護度',
    also: ['要介護状態区分', '介護度'],
    facet: ({ columns: { careLevel }, size }) => (careLevel === undefined ? null : careLevelFacet(careLevel, size)),
  },
  { name: '健診', also: ['健診受診'], facet: (table) => yesNoFacet(table, ['checkedUp']) },
  { name: '医科受診', also: ['医療'], facet: (table) => yesNoFacet(table, ['inpatient', 'outpatient']) },
  { name: '入院', also: [], facet: (table) => yesNoFacet(table, ['inpatient']) },
  { name: '認定', also: ['要介護認定'], facet: (table) => yesNoFacet(table, ['certified']) },
  { name: '糖尿病', also: [], facet: (table) => yesNoFacet(table, ['dmDiagnosis', 'dmDrug']) },
  { name: '循環器疾患', also: ['心不全・脳卒中'], facet: (table) => yesNoFacet(table, ['cvdDiagnosis']) },
  { name: '高血圧薬', also: [], facet: (table) => yesNoFacet(table, ['htDrug']) },
  { name: '医療費', also: ['年間医療費'], facet: costFacet },
];
