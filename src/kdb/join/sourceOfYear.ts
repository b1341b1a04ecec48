/** A source seen from one fiscal year: which of its rows are of that year, what its columns then are, and what its rows may tell. */
import { FIELDS, type FieldPart } from '../values/fields';
import { fiscalYearOfMonth } from '../recognise/receiptColumns';
import { placeInYear } from '../recognise/recognise';
import type { FieldId } from '../values/fieldIds';
import { dispositionOf, type Dispositions } from './dispositions';
import { receiptFields, RECEIPT_YEARS } from './receiptFields';
import { SCANNED_DATES, type ScannedDate, type Source } from './scan';

const OTHER_YEAR = dispositionOf('対象年度外');
const NO_MONTH = dispositionOf('診療年月なし');

/** The fiscal year that is asked for, and the 抽出年度: tables that name no year are of that one. */
export interface Years {
  readonly asked: number;
  readonly extraction: number;
}

/** A source with the dispositions of its rows for one fiscal year. */
export interface SourceOfYear extends Source {
  readonly source: Source;
  readonly dispositions: Dispositions;
  /** The dates that decide what becomes of a row; null where the source has no such column for this year. */
  readonly dates: Readonly<Record<ScannedDate, Int32Array | null>>;
  /** Its columns were placed as those of the year that is asked for. */
  readonly isOfAskedYear: boolean;
  /** Whether a row is of the year that its columns were placed by; a row of another year tells its dates and attributes alone. */
  readonly isOfYear: (row: number) => boolean;
}

/** The fiscal year that a row names; 0 where neither its cell nor the table names one. */
export function yearOfRow({ scan, named }: Source): (row: number) => number {
  const { exportYears } = scan;
  const table = named?.year ?? 0;
  return exportYears === null ? () => table : (row) => exportYears[row]! || table;
}

/** The parts of a source whose time stands in its rows: the date of a check-up, the time that a certification holds for. */
export function datedParts({
  recognition,
  isPersonTable,
}: Pick<Source, 'recognition' | 'isPersonTable'>): ReadonlySet<FieldPart> {
  const parts = new Set<FieldPart>();
  const has = (field: FieldId): boolean => recognition.planned.some((column) => column.field === field);
  if (has('checkupDate')) parts.add('checkup');
  if (!isPersonTable && recognition.validity.some((index) => index >= 0) && has('careLevel'))
    parts.add('certification');
  return parts;
}

/** The fiscal years that the rows of a source are of, those without one being of the 抽出年度. */
function yearsOfRows(source: Source, extraction: number): ReadonlySet<number> {
  const { exportYears } = source.scan;
  const years = new Set<number>();
  if (exportYears === null) return years.add(source.named?.year ?? extraction);
  for (let row = 0; row < exportYears.length; row++) years.add(exportYears[row]! || (source.named?.year ?? extraction));
  return years;
}

/**
 * The year of the rows that may answer: the year that is asked for, else the next later one, whose columns 前年度 may tell it, else
 * the last one.
 */
function answeringYear(years: ReadonlySet<number>, asked: number): number {
  if (years.has(asked) || years.size === 0) return asked;
  const later = [...years].filter((year) => year > asked);
  return later.length > 0 ? Math.min(...later) : Math.max(...years);
}

/** Receipts in long form: rows of four fiscal years are used; what they can answer for depends on their months. */
function receiptsOfYear(source: Source, { asked }: Years): SourceOfYear {
  const { months } = source.scan;
  const dispositions = source.scan.dispositions.copy();
  const years = new Set<number>();
  for (let row = 0; row < dispositions.rows; row++) {
    if (!dispositions.isUsed(row)) continue;
    const month = months![row]!;
    const year = fiscalYearOfMonth(month);
    if (month < 0) dispositions.set(row, NO_MONTH);
    else if (year <= asked && year > asked - RECEIPT_YEARS) years.add(year);
    else dispositions.set(row, OTHER_YEAR);
  }
  const fields = new Set([...source.fields, ...receiptFields(source.recognition.receiptColumns!, years, asked)]);
  const dates = { checkupDate: null, checkupDatePrevious: null, enrolled: null, left: null };
  return { ...source, source, fields, dispositions, dates, isOfAskedYear: true, isOfYear: () => true };
}

const isYearly = (field: FieldId): boolean => !['person', 'register'].includes(FIELDS[field].part);

/**
 * The source seen from a fiscal year.
 * @param isRegister its rows say who is insured, and are chosen by the years of the registers (see `registersOfYear`)
 */
export function ofYear(source: Source, years: Years, isRegister: boolean): SourceOfYear {
  if (source.recognition.receiptColumns) return receiptsOfYear(source, years);
  const { asked, extraction } = years;
  const { scan } = source;
  const dated = datedParts(source);
  const own = answeringYear(yearsOfRows(source, extraction), asked);
  const recognition = placeInYear(source.recognition, { now: asked, own, dated });
  const fields = new Set(recognition.planned.map(({ field }) => field));
  const dispositions = scan.dispositions.copy();
  const named = yearOfRow(source);
  const isAttributes = source.recognition.kinds.length === 0;
  const brings = isAttributes ? own === asked : [...fields].some(isYearly);
  const isOfYear = (row: number): boolean => {
    const year = named(row);
    return year === 0 ? isAttributes || (brings && own === extraction) : brings && year === own;
  };
  if (!isRegister && dated.size === 0 && (!brings || scan.exportYears !== null || isAttributes)) {
    for (let row = 0; row < dispositions.rows; row++)
      if (dispositions.isUsed(row) && !isOfYear(row)) dispositions.set(row, OTHER_YEAR);
  }
  const dates = Object.fromEntries(
    SCANNED_DATES.map((field) => {
      const index = recognition.planned.find((column) => column.field === field)?.index;
      return [field, index === undefined ? null : scan.datesAt(index)];
    }),
  ) as SourceOfYear['dates'];
  return { ...source, source, recognition, fields, dispositions, dates, isOfAskedYear: own === asked, isOfYear };
}
