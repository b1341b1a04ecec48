/** Facets of what the sources tell of a person: 健診, 受診, diseases, medicines as あり・なし, and 医療費 of the year. */
import { NO, YES, type FieldId, type PersonTable } from '../kdb';
import { BitSet } from './bitSet';
import { plain, rowsWhere, type Facet } from './facet';

/** あり・なし of what several fields tell: yes where one says so, no where all that are provided say so, else neither. */
export function yesNoFacet({ columns, size }: PersonTable, fields: readonly FieldId[]): Facet | null {
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

/** 医療費 of the year in yen, e.g. 200万円以上; a person without receipts has none, one of whom no receipts tell is in no part. */
export function costFacet({ columns, size }: PersonTable): Facet | null {
  const points = (['inpatientPoints', 'outpatientPoints', 'dentalPoints', 'pharmacyPoints'] as const).flatMap(
    (field) => (columns[field] === undefined ? [] : [columns[field].values]),
  );
  if (points.length === 0) return null;
  /** NaN: nothing tells of the person. */
  const yen = (row: number): number =>
    points.reduce((sum, values) => (Number.isNaN(values[row]) ? sum : (sum || 0) + values[row]!), NaN) * YEN_PER_POINT;
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
      return rowsWhere(size, (row) => (range.isLeast ? yen(row) >= range.limit : yen(row) < range.limit));
    },
    known: () => '200万円以上・200万円未満 など',
  };
}
