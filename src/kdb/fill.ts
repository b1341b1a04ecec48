/** Second reading of a source: writes the values of its used rows into the person table, and counts how well they read. */
import { fiscalYearOf, formatDate } from './calendar';
import type { MutableColumn, TextBuilder } from './columns';
import { PART, type Effects } from './decide';
import { FIELDS } from './fields';
import { BLANK, OUT_OF_RANGE, plain, readDate, readerOf, type Reader } from './readings';
import type { PlannedColumn } from './recognise';
import { eachDataRow, reasonCode, REASONS, USED, wantedColumns, type Source } from './scan';
import { CARE_LEVEL, MISSING_CODE, NO, NO_COUNT, NO_DATE, YES } from './types';
import type { Cell, ColumnQuality, DateColumn, FieldId, SetAsideReason } from './types';

export type Columns = Partial<Record<FieldId, MutableColumn>>;

/** What a source came to. */
export interface Filled {
  readonly rows: number;
  readonly used: number;
  readonly setAside: Readonly<Partial<Record<SetAsideReason, number>>>;
  readonly setAsideRows: Readonly<Partial<Record<SetAsideReason, readonly number[]>>>;
  readonly quality: readonly ColumnQuality[];
}

/** The table that is filled. */
export interface Target {
  readonly columns: Columns;
  readonly rowOf: Int32Array;
  readonly fiscalYear: number;
  /** Persons with a check-up row from a source without dates, or with a check-up value from a wide table without dates. */
  readonly undatedCheckups: Uint8Array;
}

const EXAMPLES = 5;
const SET_ASIDE_EXAMPLES = 20;
const NO_DATE_FATE = reasonCode('受診日なし');

class Quality {
  filled = 0;
  blank = 0;
  unreadable = 0;
  outOfRange = 0;
  readonly examples: number[] = [];

  count(value: number, rowNumber: number, blankIsFilled: boolean): void {
    if (Number.isFinite(value)) this.filled++;
    else if (value === BLANK) {
      if (blankIsFilled) this.filled++;
      else this.blank++;
    } else {
      if (Object.is(value, OUT_OF_RANGE)) this.outOfRange++;
      else this.unreadable++;
      if (this.examples.length < EXAMPLES) this.examples.push(rowNumber);
    }
  }
}

/** Texts of attributes: kana and numbers in one width, names as they are written. */
function readText(field: FieldId, cell: Cell): string {
  if (cell === null || typeof cell === 'boolean') return '';
  const text = typeof cell === 'number' ? String(cell) : cell.trim();
  return field === 'name' || text === '' ? text : text.normalize('NFKC').trim();
}

const NOT_EXCLUDED = /^(0|無|無し|なし|いいえ|×|対象|対象内|該当なし|非該当)$/;
const EXCLUDED = /^(1|有|有り|あり|はい|○|〇|◯|●|該当|対象外)$/;

/** Why somebody leaves the denominator of 健診受診率: the text of the cell, or the heading when the cell only says yes. */
function readExclusion(cell: Cell, heading: string): string {
  const text = plain(cell);
  if (text === '' || /^[-―−ー]+$/.test(text) || NOT_EXCLUDED.test(text)) return '';
  if (!EXCLUDED.test(text)) return readText('excluded', cell);
  return heading.includes('対象外') ? '対象外' : plain(heading);
}

/** One column of a source as it is read. */
interface ColumnReader {
  readonly index: number;
  readonly read: Reader;
  readonly quality: Quality;
}

/** One field of a source with its columns, the preferred first, and what its value does to a person's row. */
interface FieldReader {
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
function combined(values: readonly number[], isFlag: boolean): number {
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

interface TextReader {
  readonly planned: PlannedColumn;
  readonly quality: Quality;
  readonly column: TextBuilder | undefined;
}

/** How the columns of a source are read, and their quality in the order of the plan. */
function readersOf(
  source: Source,
  target: Target,
): { fields: FieldReader[]; texts: TextReader[]; qualities: Quality[] } {
  const { recognition } = source;
  const fields = new Map<FieldId, FieldReader>();
  const texts: TextReader[] = [];
  const qualities: Quality[] = [];
  for (const planned of recognition.planned) {
    const { field, index } = planned;
    const quality = new Quality();
    qualities.push(quality);
    const { kind } = FIELDS[field];
    if (kind === 'text') {
      texts.push({ planned, quality, column: target.columns[field] as TextBuilder | undefined });
      continue;
    }
    const before = fields.get(field);
    const part = partOf(field);
    fields.set(field, {
      columns: [...(before?.columns ?? []), { index, read: readerOf(field), quality }],
      isFlag: kind === 'flag',
      blankIsFilled: meaningOfBlank(field) !== null,
      part,
      write: before?.write ?? writerOf(field, part, target),
    });
  }
  return { fields: [...fields.values()], texts, qualities };
}

function valueOf({ columns, isFlag, blankIsFilled }: FieldReader, cells: readonly Cell[], rowNumber: number): number {
  if (columns.length === 1) {
    const { index, read, quality } = columns[0]!;
    const value = read(cells[index] ?? null);
    quality.count(value, rowNumber, blankIsFilled);
    return value;
  }
  const values = columns.map(({ index, read, quality }) => {
    const value = read(cells[index] ?? null);
    quality.count(value, rowNumber, blankIsFilled);
    return value;
  });
  return combined(values, isFlag);
}

/** Birth dates are read together with the era column beside them. */
function withEra(cells: readonly Cell[], birthIndex: number, eraIndex: number): readonly Cell[] {
  const days = readDate(cells[birthIndex] ?? null, cells[eraIndex] ?? null);
  if (!Number.isFinite(days)) return cells;
  const copy = [...cells];
  copy[birthIndex] = formatDate(days);
  return copy;
}

/** Reads a source a second time and fills the table with what its rows bring. */
export function fillFrom({ source, parts }: Effects, target: Target): Filled {
  const { scan, recognition, input } = source;
  const { rowOf, fiscalYear, undatedCheckups } = target;
  const { fields, texts, qualities } = readersOf(source, target);
  const birthIndex = recognition.planned.find((planned) => planned.field === 'birthDate')?.index ?? -1;
  const hasEra = birthIndex >= 0 && recognition.eraIndex >= 0;
  const previousDates = target.columns.checkupDatePrevious as DateColumn | undefined;
  const dates = scan.dates.checkupDate;
  const setAside: Partial<Record<SetAsideReason, number>> = {};
  const setAsideRows: Partial<Record<SetAsideReason, number[]>> = {};
  let used = 0;
  let index = 0;

  const useRow = (cells: readonly Cell[], rowNumber: number, dataRow: number): void => {
    const row = rowOf[scan.persons[dataRow]!]!;
    const bits = parts[dataRow]!;
    let hasCheckupValue = false;
    for (const reader of fields) {
      const value = valueOf(reader, cells, rowNumber);
      if ((bits & reader.part) !== 0 && reader.write(row, value)) hasCheckupValue = true;
    }
    for (const { planned, quality, column } of texts) {
      const cell = cells[planned.index] ?? null;
      const text = planned.field === 'excluded' ? readExclusion(cell, planned.heading) : readText(planned.field, cell);
      if (text === '') quality.blank++;
      else {
        quality.filled++;
        if (column && column.codes[row] === 0) column.codes[row] = column.codeOf(text);
      }
    }
    if ((bits & PART.previousCheckup) !== 0 && dates && previousDates) {
      const date = dates[dataRow]!;
      if (date !== NO_DATE && fiscalYearOf(date) === fiscalYear - 1) keepNewest(previousDates, row, date);
    }
    if ((bits & PART.checkup) !== 0 && !dates && (hasCheckupValue || !source.isPersonTable)) undatedCheckups[row] = 1;
  };

  const dateColumns = recognition.planned.flatMap((planned, position) =>
    planned.field === 'checkupDate' ? [{ index: planned.index, quality: qualities[position]! }] : [],
  );
  const wanted = wantedColumns(source, [recognition.eraIndex, ...recognition.planned.map((planned) => planned.index)]);
  eachDataRow(source, wanted, (cells, rowNumber) => {
    const dataRow = index++;
    const fate = scan.fates[dataRow]!;
    if (fate === USED) {
      used++;
      useRow(hasEra ? withEra(cells, birthIndex, recognition.eraIndex) : cells, rowNumber, dataRow);
      return;
    }
    if (fate === NO_DATE_FATE) {
      for (const column of dateColumns) column.quality.count(readDate(cells[column.index] ?? null), rowNumber, false);
    }
    const reason = REASONS[fate - 1]!;
    setAside[reason] = (setAside[reason] ?? 0) + 1;
    const rows = (setAsideRows[reason] ??= []);
    if (rows.length < SET_ASIDE_EXAMPLES) rows.push(rowNumber);
  });

  const quality = recognition.planned.map(({ field, heading }, position): ColumnQuality => {
    const { filled, blank, unreadable, outOfRange, examples } = qualities[position]!;
    const sheet = input.sheet === undefined ? {} : { sheet: input.sheet };
    return { file: input.file, ...sheet, field, heading, filled, blank, unreadable, outOfRange, examples };
  });
  return { rows: index, used, setAside, setAsideRows, quality };
}

function keepNewest(column: DateColumn, row: number, days: number): void {
  if (column.days[row] === NO_DATE || column.days[row]! < days) column.days[row] = days;
}
