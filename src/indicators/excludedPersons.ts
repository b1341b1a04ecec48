/** Who leaves the denominator of 健診受診率: 対象外者 of the data, a number that was typed, or nobody known. */
import { BitSet, filterText, parseFilter } from '../criteria';
import { AnalystError, type PersonTable } from '../kdb';

/** A number of 対象外者 that was typed, because the export has no such column. */
export interface ExcludedPersons {
  /** 市町村 or 保険者番号; '' for all insured persons. */
  readonly place: string;
  readonly fiscalYear: number;
  readonly persons: number;
}

/** How many leave the denominator, and how that is known. */
export interface Excluded {
  readonly persons: number;
  /** none: nobody leaves it because nothing is known. */
  readonly basis: 'data' | 'typed' | 'both' | 'none';
}

/** The persons of a place. Throws filter.unknownValue for a place that nobody is of. */
function rowsOf(table: PersonTable, place: string): BitSet {
  if (place === '') return BitSet.full(table.size);
  const ofInsurer = (): BitSet => parseFilter(table, filterText([['保険者番号', place]]));
  if (table.columns.municipality === undefined && table.columns.insurer !== undefined) return ofInsurer();
  try {
    return parseFilter(table, filterText([['市町村', place]]));
  } catch (error) {
    if (!(error instanceof AnalystError) || table.columns.insurer === undefined) throw error;
    try {
      return ofInsurer();
    } catch {
      throw error;
    }
  }
}

const isWithin = (part: BitSet, whole: BitSet): boolean => part.countAnd(whole) === part.count();

/**
 * The 対象外者 among some persons of a table. Those of the data go first; a typed number stands for a place of which the data name
 * none, and only where the place lies within the persons asked for as a whole: of part of a place nobody knows how many are
 * excluded. Throws filter.unknownValue for a typed place that the data do not know.
 */
export function excludedAmong(
  table: PersonTable,
  within: BitSet,
  inData: BitSet | null,
  typed: readonly ExcludedPersons[],
): Excluded {
  const ofYear = typed.filter(({ fiscalYear }) => fiscalYear === table.fiscalYear);
  const parts = ofYear
    .map((entry) => ({ ...entry, rows: rowsOf(table, entry.place) }))
    .filter(({ rows }) => inData === null || rows.countAnd(inData) === 0);
  const places = parts.filter(({ place, rows }) => place !== '' && rows.countAnd(within) > 0);
  const whole = parts.find(({ place, rows }) => place === '' && isWithin(rows, within));
  const known = inData === null ? 0 : inData.countAnd(within);
  if (places.length > 0 && places.every(({ rows }) => isWithin(rows, within))) {
    const covered = places.reduce((all, { rows }) => all.or(rows), new BitSet(table.size));
    const sum = places.reduce((total, { persons }) => total + persons, 0);
    if (inData !== null) return { persons: known + sum, basis: known > 0 ? 'both' : 'typed' };
    if (isWithin(within, covered)) return { persons: sum, basis: 'typed' };
  }
  if (whole !== undefined) return { persons: whole.persons, basis: 'typed' };
  return inData === null ? { persons: 0, basis: 'none' } : { persons: known, basis: 'data' };
}

/** What must be said of a denominator; null where the data name everybody who is excluded. */
export function remarkOnExcluded({ persons, basis }: Excluded): string | null {
  switch (basis) {
    case 'typed':
      return `対象外者数 ${persons} 人は抽出条件に書き入れた数です。`;
    case 'both':
      return `対象外者数 ${persons} 人には、抽出条件に書き入れた数が含まれます。`;
    case 'none':
      return '対象外者数が分からないため、被保険者全員を分母にしています（対象外者を除いた率より低く出ます）。抽出条件に対象外者数を書き入れられます。';
    case 'data':
      return null;
  }
}
