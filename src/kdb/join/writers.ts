/** What the columns of a source do to a person's row: what a blank means, which values are written, and where they go. */
import { fiscalYearOf } from '../values/calendar';
import { missingOf, numbersOf, type MutableColumn, type NumberColumn } from './columns';
import { PART } from './effects';
import { FIELDS } from '../values/fields';
import { BLANK, OUT_OF_RANGE } from '../values/readings';
import type { Readings } from '../stage/staged';
import { CARE_LEVEL, NO, NO_DATE, YES } from '../values/codes';
import type { DateColumn } from '../stage/columns';
import type { FieldId } from '../values/fieldIds';

export type Columns = Partial<Record<FieldId, MutableColumn>>;

/** The table that is filled. */
export interface Target {
  readonly columns: Columns;
  /** Makes the column of a field, where a source brings it and it is not there yet; `unfilled`: who asks writes all of its rows. */
  readonly open: (field: FieldId, unfilled?: boolean) => void;
  readonly rowOf: Int32Array;
  readonly fiscalYear: number;
  /** Persons with a check-up row from a source without dates, or with a check-up value from a wide table without dates. */
  readonly undatedCheckups: Uint8Array;
}

/** Something is said about a check-up, and cannot be read: nobody may take it for a no. */
export const SAID_UNREADABLY = 3;

/** Example rows that are kept of a column. */
const EXAMPLES = 5;

/** How the cells of one column read. */
export class Quality {
  filled = 0;
  blank = 0;
  unreadable = 0;
  outOfRange = 0;
  /** Unreadable or out of range because Excel made a date of it. */
  becameDates = 0;
  readonly examples: number[] = [];
  /** Of the unreadable ones, the error values of Excel by kind. */
  readonly errors = new Map<string, number>();

  /** Counts cells that read alike. */
  count(value: number, blankIsFilled: boolean, cells = 1): void {
    if (value - value === 0) this.filled += cells;
    else if (value === BLANK) {
      if (blankIsFilled) this.filled += cells;
      else this.blank += cells;
    } else if (Object.is(value, OUT_OF_RANGE)) this.outOfRange += cells;
    else this.unreadable += cells;
  }

  /** Shows a row that does not read well; true when there are enough of them. */
  shows(rowNumber: number): boolean {
    if (this.examples.length < EXAMPLES) this.examples.push(rowNumber);
    return this.examples.length === EXAMPLES;
  }
}

/** Two readings of a field: the first that has a value; diseases in several columns are joined by または. */
export function combined(best: number, value: number, isFlag: boolean): number {
  if (isFlag) {
    if (best === YES || value === YES) return YES;
    return (Number.isFinite(best) || best === BLANK) && value !== BLANK ? value : best;
  }
  return !Number.isFinite(best) && (Number.isFinite(value) || best === BLANK) ? value : best;
}

/** The part of a row that a field belongs to. */
export const partOf = (field: FieldId): number => {
  switch (FIELDS[field].part) {
    case 'checkup':
      // What a column says about having been examined holds without any date beside it.
      if (field === 'checkedUp' || field === 'checkedUpPrevious') return PART.attributes;
      return field === 'checkupDatePrevious' ? PART.previousCheckup : PART.checkup;
    case 'receipt':
      return PART.receipt;
    case 'certification':
      return PART.certification;
    default:
      return PART.attributes;
  }
};

/** What a blank cell of a loaded source means: 0 or no in receipts, 認定なし in certifications; elsewhere it is missing. */
export function meaningOfBlank(field: FieldId): number | null {
  const { part, kind } = FIELDS[field];
  if (part === 'certification' && kind === 'code') return CARE_LEVEL.none;
  if (part !== 'receipt' && part !== 'certification') return null;
  return kind === 'flag' ? NO : 0;
}

/**
 * What stands in a column of a field that a source brings, before any row is written: a loaded receipt source means 0 and no, a
 * certification 認定なし; else it is missing.
 */
export function initialOf(field: FieldId, column: NumberColumn): number {
  const { part } = FIELDS[field];
  if (part === 'receipt' || field === 'careBenefit') {
    if (column.kind === 'flag') return NO;
    if (column.kind === 'count' || column.kind === 'measure') return 0;
  } else if (part === 'certification' && column.kind === 'code') return CARE_LEVEL.none;
  return missingOf(column);
}

/** How the readings of a field go into its column. */
export interface Policy {
  /** The part of a row that must be in effect. */
  readonly part: number;
  /** The value that a reading becomes, and whether it is written at all. */
  readonly becomes: (reading: number) => number;
  readonly isWritten: (reading: number) => boolean;
  /** Only where nothing stands yet. */
  readonly keepsFirst: boolean;
  /** Only where it is newer than the date that stands there. */
  readonly keepsNewest: boolean;
  /** A reading that is written says that there was a check-up. */
  readonly isCheckup: boolean;
}

/** @param as the field whose rules hold, where the part that it stands for is another (the certification of a history) */
export function policyOf(field: FieldId, column: NumberColumn, fiscalYear: number, part = partOf(field)): Policy {
  const ofBlank = meaningOfBlank(field);
  const missing = missingOf(column);
  const becomes = (reading: number): number =>
    Number.isFinite(reading) ? reading : reading === BLANK && ofBlank !== null ? ofBlank : missing;
  const policy: Policy = {
    part,
    becomes,
    isWritten: () => true,
    keepsFirst: false,
    keepsNewest: false,
    isCheckup: false,
  };
  if (field === 'checkupDatePrevious') {
    const isWritten = (days: number): boolean => Number.isFinite(days) && fiscalYearOf(days) === fiscalYear - 1;
    return { ...policy, isWritten, keepsNewest: true };
  }
  if (field === 'checkedUp' || field === 'checkedUpPrevious') {
    const said = (reading: number): number => (Number.isFinite(reading) ? reading : SAID_UNREADABLY);
    return { ...policy, becomes: said, isWritten: (reading) => reading !== BLANK, keepsFirst: true };
  }
  if (part === PART.attributes) return { ...policy, isWritten: Number.isFinite, keepsFirst: true };
  return part === PART.checkup ? { ...policy, isWritten: Number.isFinite, isCheckup: true } : policy;
}

/** Where the rows of a source go: their rows of the table (-1: nowhere), and the parts of them that are in effect. */
export interface Way {
  readonly places: Int32Array;
  readonly parts: Uint8Array;
}

/** Writes the readings of a column of a source into a column of the table. `onCheckup` marks those who have a check-up value. */
export function write(
  staged: Readings,
  { places, parts }: Way,
  column: NumberColumn,
  policy: Policy,
  onCheckup: Uint8Array | null,
): void {
  const target = numbersOf(column);
  const { part, keepsFirst, keepsNewest } = policy;
  const missing = missingOf(column);
  const { raw } = staged;
  const codes = staged.codesByRow();
  const ofCode = Float64Array.from(staged.values, policy.becomes);
  const isWritten = Uint8Array.from(staged.values, (value) => Number(policy.isWritten(value)));
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!;
    if (place < 0 || (parts[row]! & part) === 0) continue;
    let value: number;
    if (raw === null) {
      const code = codes[row]!;
      if (isWritten[code] === 0) continue;
      value = ofCode[code]!;
    } else {
      if (!policy.isWritten(raw[row]!)) continue;
      value = policy.becomes(raw[row]!);
    }
    if (keepsFirst || keepsNewest) {
      const held = target[place]!;
      if (held === held && held !== missing && (keepsFirst || held >= value)) continue;
    }
    target[place] = value;
    if (onCheckup !== null) onCheckup[place] = 1;
  }
}

/** Keeps the newer of two dates. */
export function keepNewest(column: DateColumn, row: number, days: number): void {
  if (column.days[row] === NO_DATE || column.days[row]! < days) column.days[row] = days;
}
