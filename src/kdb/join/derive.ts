/** Columns that follow from others: BMI, eGFR, 年度末年齢, and whether somebody was checked up or is certified. */
import { ageOn, fiscalYearEnd } from '../values/calendar';
import { emptyColumn } from './columns';
import { FIELDS } from '../values/fields';
import { SAID_UNREADABLY, type Columns } from './writers';
import { deriveBmi, deriveEgfr } from '../values/rounding';
import { CARE_LEVEL, NO, NO_COUNT, NO_DATE, YES } from '../values/codes';
import type { CodeColumn, CountColumn, DateColumn, FlagColumn, MeasureColumn } from '../stage/columns';
import type { FieldId } from '../values/fieldIds';

/** Which years a check-up source was loaded for; `some`: known for those who have one, not for the others. */
export type YearLoaded = 'all' | 'some' | 'none';

/** What is known of check-ups of a year: of anybody, and of the person of a row where insurers differ in it. */
interface Loaded {
  readonly any: YearLoaded;
  readonly of?: (row: number) => YearLoaded;
}

export interface DeriveOptions {
  readonly size: number;
  readonly fiscalYear: number;
  readonly checkups: Loaded;
  readonly checkupsPrevious: Loaded;
  readonly undatedCheckups: Uint8Array;
}

const measured = (columns: Columns, field: FieldId): Float64Array | undefined =>
  (columns[field] as MeasureColumn | undefined)?.values;
const dated = (columns: Columns, field: FieldId): Int32Array | undefined =>
  (columns[field] as DateColumn | undefined)?.days;
const coded = (columns: Columns, field: FieldId): Uint8Array | undefined =>
  (columns[field] as CodeColumn | FlagColumn | undefined)?.codes;

const plausible = (field: FieldId, value: number): number => {
  const [low, high] = FIELDS[field].range!;
  return value >= low && value <= high ? value : NaN;
};

const DAYS_OF_YEAR = 366;
const NOT_ASKED = -2;

/** 年度末年齢 from the birth date; a given age stays where no birth date is known. */
function deriveAge(columns: Columns, { size, fiscalYear }: DeriveOptions): void {
  const births = dated(columns, 'birthDate');
  if (!births) return;
  const column = (columns.age ??= emptyColumn('count', size)) as CountColumn;
  const end = fiscalYearEnd(fiscalYear);
  const oldest = FIELDS.age.range![1];
  // By the days before the end of the year; nobody older has an age here.
  const known = new Int16Array((oldest + 2) * DAYS_OF_YEAR).fill(NOT_ASKED);
  for (let row = 0; row < size; row++) {
    const birth = births[row]!;
    if (birth === NO_DATE) continue;
    const days = end - birth;
    let age = known[days] ?? NO_COUNT;
    if (age === NOT_ASKED) {
      age = ageOn(birth, end);
      if (age < 0 || age > oldest) age = NO_COUNT;
      known[days] = age;
    }
    column.values[row] = age;
  }
}

/** BMI where it is missing and height and weight are there. */
function deriveBmiColumn(columns: Columns, { size }: DeriveOptions): void {
  const heights = measured(columns, 'height');
  const weights = measured(columns, 'weight');
  if (!heights || !weights) return;
  const { values } = (columns.bmi ??= emptyColumn('measure', size)) as MeasureColumn;
  for (let row = 0; row < size; row++) {
    // Who was not checked up has neither.
    if (!Number.isNaN(values[row]) || Number.isNaN(weights[row])) continue;
    values[row] = plausible('bmi', deriveBmi(weights[row]!, heights[row]!));
  }
}

/** eGFR where it is missing, with completed years at the check-up; without a check-up date, at the end of the fiscal year. */
function deriveEgfrColumn(columns: Columns, { size }: DeriveOptions): void {
  const creatinines = measured(columns, 'creatinine');
  const sexes = coded(columns, 'sex');
  const ages = (columns.age as CountColumn | undefined)?.values;
  if (!creatinines || !sexes || !ages) return;
  const births = dated(columns, 'birthDate');
  const checkups = dated(columns, 'checkupDate');
  const { values } = (columns.egfr ??= emptyColumn('measure', size)) as MeasureColumn;
  for (let row = 0; row < size; row++) {
    const sex = sexes[row];
    if (!Number.isNaN(values[row]) || Number.isNaN(creatinines[row]) || (sex !== 1 && sex !== 2)) continue;
    const hasBoth = births && checkups && births[row] !== NO_DATE && checkups[row] !== NO_DATE;
    const age = hasBoth ? ageOn(births[row]!, checkups[row]!) : ages[row]!;
    if (age >= 18) values[row] = plausible('egfr', deriveEgfr(creatinines[row]!, age, sex));
  }
}

/** A date in the year says yes; else a column that says it; else a value without any date; else the loaded source says no. */
function checkedUp(
  columns: Columns,
  field: 'checkedUp' | 'checkedUpPrevious',
  dates: Int32Array | undefined,
  { any, of = () => any }: Loaded,
  size: number,
  undated?: Uint8Array,
): void {
  if (any === 'none') return;
  const { codes } = (columns[field] ??= emptyColumn('flag', size)) as FlagColumn;
  for (let row = 0; row < size; row++) {
    const said = codes[row]!;
    if (dates !== undefined && dates[row] !== NO_DATE) codes[row] = YES;
    else if (said === SAID_UNREADABLY) codes[row] = 0;
    else if (said === 0) codes[row] = undated?.[row] === 1 ? YES : of(row) === 'all' ? NO : 0;
  }
}

/** 06 事業対象者 is no certification; 11, 要支援 and 要介護 are. */
function certified(
  columns: Columns,
  field: 'certified' | 'certifiedPrevious',
  from: 'careLevel' | 'careLevelPrevious',
  size: number,
): void {
  const levels = coded(columns, from);
  if (!levels) return;
  const { codes } = (columns[field] = emptyColumn('flag', size)) as FlagColumn;
  for (let row = 0; row < size; row++) {
    const level = levels[row]!;
    codes[row] = level === 0 ? 0 : level >= CARE_LEVEL.transitional ? YES : NO;
  }
}

/** Adds the derived columns to a filled table. */
export function derive(columns: Columns, options: DeriveOptions): void {
  const { size } = options;
  deriveAge(columns, options);
  deriveBmiColumn(columns, options);
  deriveEgfrColumn(columns, options);
  checkedUp(columns, 'checkedUp', dated(columns, 'checkupDate'), options.checkups, size, options.undatedCheckups);
  checkedUp(columns, 'checkedUpPrevious', dated(columns, 'checkupDatePrevious'), options.checkupsPrevious, size);
  certified(columns, 'certified', 'careLevel', size);
  certified(columns, 'certifiedPrevious', 'careLevelPrevious', size);
}
