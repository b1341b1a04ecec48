/** Which fiscal years a source is of, and where that was read: what the analyst sees of the placing of tables into years. */
import { fiscalYearOf, inJapaneseYear } from '../values/calendar';
import { FIELDS } from '../values/fields';
import { fiscalYearOfMonth } from '../recognise/receiptColumns';
import type { NamedYear } from '../recognise/namedYear';
import { NO_DATE } from '../values/codes';
import type { Source } from './scan';
import { datedParts, yearOfRow } from './sourceOfYear';

/** The fiscal years that a source is of. */
export interface SourceYears {
  /** Each year with its rows, the oldest first. */
  readonly years: readonly { readonly year: number; readonly rows: number }[];
  /** A register, or a table of attributes, that names no year: it speaks for every year. */
  readonly isOfEveryYear: boolean;
  /** Where the years were read, in Japanese. */
  readonly basis: string;
}

/** Where the surroundings of a table name its year, in words. */
export function namedYearWords({ from, text, row }: NamedYear): string {
  const quoted = text.length > 30 ? `${text.slice(0, 30)}…` : text;
  if (from === 'title') return `表の上の見出し（${row} 行目「${quoted}」）`;
  return from === 'sheet' ? `シート名「${quoted}」` : `ファイル名「${quoted}」`;
}

/** Whether a source has values of a year that no date in its rows places. */
function hasUndatedValues(source: Source): boolean {
  const dated = datedParts(source);
  return (
    source.recognition.receiptColumns === null &&
    source.recognition.planned.some(({ field }) => {
      const { part } = FIELDS[field];
      return part !== 'person' && part !== 'register' && !dated.has(part);
    })
  );
}

/** A table with values of a year that names no year anywhere: it is of the 抽出年度. */
export function namesNoYear(source: Source): boolean {
  const { recognition, named } = source;
  return (
    named === null &&
    recognition.exportYearIndex < 0 &&
    hasUndatedValues(source) &&
    datedParts(source).size === 0 &&
    !recognition.meanings.some((meaning) => meaning?.yearly?.year !== undefined)
  );
}

/** Counts of used rows by year, as far as they are asked for. */
function counted(
  source: Source,
  isAsked: (row: number) => boolean,
  yearOf: (row: number) => number | null,
): Map<number, number> {
  const { dispositions } = source.scan;
  const years = new Map<number, number>();
  // Rows of a year mostly follow one another: they are written down together.
  let current: number | null = null;
  let count = 0;
  const note = (): void => {
    if (current !== null) years.set(current, (years.get(current) ?? 0) + count);
  };
  for (let row = 0; row < dispositions.rows; row++) {
    if (!dispositions.isUsed(row) || !isAsked(row)) continue;
    const year = yearOf(row);
    if (year !== current) {
      note();
      current = year;
      count = 0;
    }
    count++;
  }
  note();
  return years;
}

/**
 * The fiscal years of a source. Tables without any are of the 抽出年度; registers and attributes without any are of every year.
 * @param isAsked the rows that are counted; default all
 */
export function yearsOf(
  source: Source,
  extraction: number,
  isAsked: (row: number) => boolean = () => true,
): SourceYears {
  const { recognition, scan, named } = source;
  const sorted = (years: ReadonlyMap<number, number>): SourceYears['years'] =>
    [...years].sort(([a], [b]) => a - b).map(([year, rows]) => ({ year, rows }));
  if (recognition.receiptColumns) {
    const { months } = scan;
    const years = counted(source, isAsked, (row) => (months![row]! < 0 ? null : fiscalYearOfMonth(months![row]!)));
    return { years: sorted(years), isOfEveryYear: false, basis: '行の診療年月' };
  }
  const dated = datedParts(source);
  const dateIndex = recognition.planned.find(({ field }) => field === 'checkupDate')?.index;
  const headings = new Set(recognition.meanings.flatMap((meaning) => meaning?.yearly?.year ?? []));
  const basis: string[] = [];
  const years = new Map<number, number>();
  const add = (more: ReadonlyMap<number, number>): void =>
    more.forEach((rows, year) => years.set(year, Math.max(years.get(year) ?? 0, rows)));
  if (dated.has('checkup') && dateIndex !== undefined && headings.size === 0) {
    const dates = scan.datesAt(dateIndex);
    add(counted(source, isAsked, (row) => (dates[row] === NO_DATE ? null : fiscalYearOf(dates[row]!))));
    basis.push('行の健診受診日');
  }
  if (dated.has('certification')) basis.push('行の認定有効期間');
  if (headings.size > 0) {
    const rows = counted(source, isAsked, () => 0).get(0) ?? 0;
    add(new Map(rows === 0 ? [] : [...headings].map((year) => [year, rows])));
    basis.push('見出しの年度');
  }
  const isRegister = recognition.hasQualification || source.isPersonTable;
  const isUndated = hasUndatedValues(source) || isRegister || recognition.kinds.length === 0;
  if (!isUndated || (headings.size > 0 && named === null && recognition.exportYearIndex < 0))
    return { years: sorted(years), isOfEveryYear: false, basis: basis.join('・') };
  if (recognition.exportYearIndex >= 0)
    basis.push(`列『${recognition.columns[recognition.exportYearIndex]!.heading}』`);
  else if (named) basis.push(namedYearWords(named));
  else if (!hasUndatedValues(source))
    return {
      years: sorted(years),
      isOfEveryYear: true,
      basis: [...basis, '年度の記載なし（どの年度にも使う）'].join('・'),
    };
  else basis.push(`年度の記載なし（${inJapaneseYear(extraction)}とした）`);
  const yearOf = yearOfRow(source);
  add(counted(source, isAsked, (row) => yearOf(row) || extraction));
  return { years: sorted(years), isOfEveryYear: false, basis: basis.join('・') };
}
