/** Second reading of a source: writes the values of its used rows into the person table, and counts how well they read. */
import { fiscalYearOf } from './calendar';
import type { MutableColumn, TextBuilder } from './columns';
import { PART, type Effects } from './decide';
import { FIELDS } from './fields';
import { BLANK, OUT_OF_RANGE, plain, readDate, readerOf, type Reader } from './readings';
import type { PlannedColumn } from './recognise';
import { eachDataRow, reasonCode, REASONS, USED, wantedColumns } from './scan';
import { NO, NO_COUNT, NO_DATE, YES } from './types';
import type {
  Cell,
  CodeColumn,
  ColumnQuality,
  CountColumn,
  DateColumn,
  FieldId,
  FlagColumn,
  MeasureColumn,
  SetAsideReason,
} from './types';

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

/** One field of a source with its columns, the preferred first. */
interface FieldReader {
  readonly field: FieldId;
  readonly columns: readonly { readonly planned: PlannedColumn; readonly read: Reader; readonly quality: Quality }[];
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

/** Writes one reading. Missing readings of receipts are 0 or no, of certifications 認定なし; elsewhere they stay missing. */
function write(column: MutableColumn, row: number, field: FieldId, value: number): void {
  const part = FIELDS[field].part;
  const isReceipt = part === 'receipt' || field === 'careBenefit';
  const known = Number.isFinite(value);
  switch (column.kind) {
    case 'measure':
      (column as MeasureColumn).values[row] = known ? value : isReceipt && value === BLANK ? 0 : NaN;
      break;
    case 'count':
      (column as CountColumn).values[row] = known ? value : isReceipt && value === BLANK ? 0 : NO_COUNT;
      break;
    case 'flag':
      (column as FlagColumn).codes[row] = known ? value : isReceipt && value === BLANK ? NO : 0;
      break;
    case 'code':
      (column as CodeColumn).codes[row] = known ? value : part === 'certification' && value === BLANK ? 1 : 0;
      break;
    case 'date':
      (column as DateColumn).days[row] = known ? value : NO_DATE;
      break;
    default:
      break;
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

/** Reads a source a second time and fills the table with what its rows bring. */
export function fillFrom({ source, parts }: Effects, target: Target): Filled {
  const { scan, recognition, input } = source;
  const { columns, rowOf, fiscalYear, undatedCheckups } = target;
  const readers = new Map<FieldId, FieldReader>();
  const texts: { readonly planned: PlannedColumn; readonly quality: Quality }[] = [];
  const qualities: { readonly planned: PlannedColumn; readonly quality: Quality }[] = [];
  for (const planned of recognition.planned) {
    const quality = new Quality();
    qualities.push({ planned, quality });
    if (FIELDS[planned.field].kind === 'text') {
      texts.push({ planned, quality });
      continue;
    }
    const reader = readers.get(planned.field);
    const column = { planned, read: readerOf(planned.field), quality };
    readers.set(planned.field, { field: planned.field, columns: [...(reader?.columns ?? []), column] });
  }
  const fieldReaders = [...readers.values()];
  const hasDates = scan.dates.checkupDate !== null;
  const setAside: Partial<Record<SetAsideReason, number>> = {};
  const setAsideRows: Partial<Record<SetAsideReason, number[]>> = {};
  let used = 0;
  let index = 0;
  const values: number[] = [];

  const valueOf = ({ field, columns: own }: FieldReader, cells: readonly Cell[], rowNumber: number): number => {
    const isReceipt = FIELDS[field].part === 'receipt' || FIELDS[field].part === 'certification';
    values.length = 0;
    for (const { planned, read, quality } of own) {
      const cell = cells[planned.index] ?? null;
      const value =
        field === 'birthDate' && recognition.eraIndex >= 0
          ? readDate(cell, cells[recognition.eraIndex] ?? null)
          : read(cell);
      quality.count(value, rowNumber, isReceipt);
      values.push(value);
    }
    return values.length === 1 ? values[0]! : combined(values, FIELDS[field].kind === 'flag');
  };

  const useRow = (cells: readonly Cell[], rowNumber: number, dataRow: number): void => {
    const row = rowOf[scan.persons[dataRow]!]!;
    const bits = parts[dataRow]!;
    let hasCheckupValue = false;
    for (const reader of fieldReaders) {
      const { field } = reader;
      const value = valueOf(reader, cells, rowNumber);
      const part = partOf(field);
      const column = columns[field];
      if (!column || (bits & part) === 0) continue;
      if (field === 'checkupDatePrevious') {
        if (Number.isFinite(value) && fiscalYearOf(value) === fiscalYear - 1)
          keepNewest(column as DateColumn, row, value);
      } else if (part === PART.attributes) {
        if (Number.isFinite(value) && isMissing(column, row)) write(column, row, field, value);
      } else if (part === PART.checkup) {
        if (Number.isFinite(value)) {
          write(column, row, field, value);
          hasCheckupValue = true;
        }
      } else write(column, row, field, value);
    }
    for (const { planned, quality } of texts) {
      const cell = cells[planned.index] ?? null;
      const text = planned.field === 'excluded' ? readExclusion(cell, planned.heading) : readText(planned.field, cell);
      if (text === '') quality.blank++;
      else quality.filled++;
      const column = columns[planned.field] as TextBuilder | undefined;
      if (text !== '' && column && column.codes[row] === 0) column.codes[row] = column.codeOf(text);
    }
    if ((bits & PART.previousCheckup) !== 0 && hasDates) {
      const date = scan.dates.checkupDate![dataRow]!;
      const column = columns.checkupDatePrevious as DateColumn | undefined;
      if (column && date !== NO_DATE && fiscalYearOf(date) === fiscalYear - 1) keepNewest(column, row, date);
    }
    if ((bits & PART.checkup) !== 0 && !hasDates && (hasCheckupValue || !source.isPersonTable))
      undatedCheckups[row] = 1;
  };

  const dateReaders = fieldReaders.filter(({ field }) => field === 'checkupDate');
  eachDataRow(
    source,
    wantedColumns(source, [recognition.eraIndex, ...recognition.planned.map((column) => column.index)]),
    (cells, rowNumber) => {
      const dataRow = index++;
      const fate = scan.fates[dataRow]!;
      if (fate === USED) {
        used++;
        useRow(cells, rowNumber, dataRow);
        return;
      }
      if (fate === NO_DATE_FATE) for (const reader of dateReaders) valueOf(reader, cells, rowNumber);
      const reason = REASONS[fate - 1]!;
      setAside[reason] = (setAside[reason] ?? 0) + 1;
      const rows = (setAsideRows[reason] ??= []);
      if (rows.length < SET_ASIDE_EXAMPLES) rows.push(rowNumber);
    },
  );

  return {
    rows: index,
    used,
    setAside,
    setAsideRows,
    quality: qualities.map(({ planned, quality }) => ({
      file: input.file,
      ...(input.sheet !== undefined && { sheet: input.sheet }),
      field: planned.field,
      heading: planned.heading,
      filled: quality.filled,
      blank: quality.blank,
      unreadable: quality.unreadable,
      outOfRange: quality.outOfRange,
      examples: quality.examples,
    })),
  };
}

function keepNewest(column: DateColumn, row: number, days: number): void {
  if (column.days[row] === NO_DATE || column.days[row]! < days) column.days[row] = days;
}
