/** What the columns of a source do to a person's row: how each is read, what a blank means, and where its value goes. */
import { fiscalYearOf } from './calendar';
import type { MutableColumn, TextBuilder } from './columns';
import { Memo } from './byteRows';
import { hasHistory } from './decide';
import { PART } from './effects';
import { FIELDS } from './fields';
import { becameDate, BLANK, OUT_OF_RANGE, plain, readerOf } from './readings';
import type { PlannedColumn } from './recognise';
import type { Source } from './scan';
import { CARE_LEVEL, MISSING_CODE, NO, NO_COUNT, NO_DATE, YES } from './types';
import type { Cell, DateColumn, FieldId } from './types';

export type Columns = Partial<Record<FieldId, MutableColumn>>;

/** The table that is filled. */
export interface Target {
  readonly columns: Columns;
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

  constructor(private readonly isDate = false) {}

  count(value: number, rowNumber: number, blankIsFilled: boolean, cell?: Cell): void {
    if (Number.isFinite(value)) this.filled++;
    else if (value === BLANK) {
      if (blankIsFilled) this.filled++;
      else this.blank++;
    } else {
      if (Object.is(value, OUT_OF_RANGE)) this.outOfRange++;
      else this.unreadable++;
      if (!this.isDate && cell !== undefined && becameDate(cell)) this.becameDates++;
      if (this.examples.length < EXAMPLES) this.examples.push(rowNumber);
    }
  }
}

/** Texts of attributes: kana and numbers in one width, names as they are written. */
export function readText(field: FieldId, cell: Cell): string {
  if (cell === null || typeof cell === 'boolean') return '';
  const text = typeof cell === 'number' ? String(cell) : cell.trim();
  return field === 'name' || text === '' ? text : text.normalize('NFKC').trim();
}

const NOT_EXCLUDED = /^(0|無|無し|なし|いいえ|×|対象|対象内|該当なし|非該当)$/;
const EXCLUDED = /^(1|有|有り|あり|はい|○|〇|◯|●|該当|対象外)$/;

/** Why somebody leaves the denominator of 健診受診率: the text of the cell, or the heading when the cell only says yes. */
export function readExclusion(cell: Cell, heading: string): string {
  const text = plain(cell);
  if (text === '' || /^[-―−ー]+$/.test(text) || NOT_EXCLUDED.test(text)) return '';
  if (!EXCLUDED.test(text)) return readText('excluded', cell);
  return heading.includes('対象外') ? '対象外' : plain(heading);
}

/** One column of a source as it is read. */
export interface ColumnReader {
  readonly index: number;
  readonly memo: Memo;
  readonly quality: Quality;
}

/** One field of a source with its columns, the preferred first, and what its value does to a person's row. */
export interface FieldReader {
  readonly columns: readonly ColumnReader[];
  readonly isFlag: boolean;
  /** A loaded source of this kind knows what a blank means. */
  readonly blankIsFilled: boolean;
  /** The part of a row that must be in effect. */
  readonly part: number;
  /** Writes the value; returns whether it is a check-up value. */
  readonly write: (row: number, value: number) => boolean;
}

/** Value of a field from its columns: the first that has one; diseases in several columns are joined by または. */
export function combined(values: readonly number[], isFlag: boolean): number {
  let best = values[0]!;
  for (let index = 1; index < values.length; index++) {
    const value = values[index]!;
    if (isFlag) {
      if (best === YES || value === YES) best = YES;
      else if (Number.isFinite(best) || best === BLANK) best = value === BLANK ? best : value;
    } else if (!Number.isFinite(best) && (Number.isFinite(value) || best === BLANK)) best = value;
  }
  return best;
}

const partOf = (field: FieldId): number => {
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

/** Writes one reading into a column. `ofBlank` is what a blank cell means; what cannot be read is missing. */
function setter(column: MutableColumn, ofBlank: number | null): (row: number, value: number) => void {
  const known = (value: number, missing: number): number =>
    Number.isFinite(value) ? value : value === BLANK && ofBlank !== null ? ofBlank : missing;
  switch (column.kind) {
    case 'measure':
      return (row, value) => (column.values[row] = known(value, NaN));
    case 'count':
      return (row, value) => (column.values[row] = known(value, NO_COUNT));
    case 'date':
      return (row, value) => (column.days[row] = known(value, NO_DATE));
    default:
      return (row, value) => (column.codes[row] = known(value, MISSING_CODE));
  }
}

function isMissing(column: MutableColumn, row: number): boolean {
  switch (column.kind) {
    case 'text':
      return column.codes[row] === 0;
    case 'date':
      return column.days[row] === NO_DATE;
    case 'measure':
      return Number.isNaN(column.values[row]);
    case 'count':
      return column.values[row] === NO_COUNT;
    default:
      return column.codes[row] === 0;
  }
}

/** What a blank cell of a loaded source means: 0 or no in receipts, 認定なし in certifications; elsewhere it is missing. */
function meaningOfBlank(field: FieldId): number | null {
  const { part, kind } = FIELDS[field];
  if (part === 'certification' && kind === 'code') return CARE_LEVEL.none;
  if (part !== 'receipt' && part !== 'certification') return null;
  return kind === 'flag' ? NO : 0;
}

function writerOf(field: FieldId, part: number, { columns, fiscalYear }: Target): FieldReader['write'] {
  const column = columns[field];
  if (!column) return () => false;
  const set = setter(column, meaningOfBlank(field));
  if (field === 'checkupDatePrevious') {
    return (row, value) => {
      if (Number.isFinite(value) && fiscalYearOf(value) === fiscalYear - 1)
        keepNewest(column as DateColumn, row, value);
      return false;
    };
  }
  if (field === 'checkedUp' || field === 'checkedUpPrevious') {
    return (row, value) => {
      if (isMissing(column, row) && value !== BLANK) set(row, Number.isFinite(value) ? value : SAID_UNREADABLY);
      return false;
    };
  }
  if (part === PART.attributes) {
    return (row, value) => {
      if (Number.isFinite(value) && isMissing(column, row)) set(row, value);
      return false;
    };
  }
  if (part === PART.checkup) {
    return (row, value) => {
      if (!Number.isFinite(value)) return false;
      set(row, value);
      return true;
    };
  }
  return (row, value) => {
    set(row, value);
    return false;
  };
}

/** A column of texts, and the column of the table that it fills. */
export interface TextReader {
  readonly planned: PlannedColumn;
  readonly quality: Quality;
  readonly column: TextBuilder | undefined;
}

/** How the columns of a source are read, and their quality in the order of the plan. */
export function readersOf(
  source: Source,
  target: Target,
): { fields: FieldReader[]; texts: TextReader[]; qualities: Quality[] } {
  const { recognition } = source;
  const fields = new Map<FieldId, FieldReader>();
  const texts: TextReader[] = [];
  const qualities: Quality[] = [];
  for (const planned of recognition.planned) {
    const { field, index } = planned;
    const quality = new Quality(FIELDS[field].kind === 'date');
    qualities.push(quality);
    const { kind } = FIELDS[field];
    if (kind === 'text') {
      texts.push({ planned, quality, column: target.columns[field] as TextBuilder | undefined });
      continue;
    }
    const before = fields.get(field);
    const part = partOf(field);
    if (field === 'careLevel' && hasHistory(source)) {
      const quality = new Quality();
      fields.set('careLevelPrevious', {
        columns: [{ index, memo: new Memo(readerOf('careLevelPrevious')), quality }],
        isFlag: false,
        blankIsFilled: true,
        part: PART.previousCertification,
        write: writerOf('careLevelPrevious', PART.certification, target),
      });
    }
    fields.set(field, {
      columns: [...(before?.columns ?? []), { index, memo: new Memo(readerOf(field)), quality }],
      isFlag: kind === 'flag',
      blankIsFilled: meaningOfBlank(field) !== null,
      part,
      write: before?.write ?? writerOf(field, part, target),
    });
  }
  return { fields: [...fields.values()], texts, qualities };
}

/** Keeps the newer of two dates. */
export function keepNewest(column: DateColumn, row: number, days: number): void {
  if (column.days[row] === NO_DATE || column.days[row]! < days) column.days[row] = days;
}
