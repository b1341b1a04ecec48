/** Second reading of a source: writes the values of its used rows into the person table, and counts how well they read. */
import { CellRow, type Memo, type Row } from './byteRows';
import { fiscalYearOf, formatDate } from './calendar';
import { PART, type Effects } from './effects';
import { BLANK, readDate, UNREADABLE } from './readings';
import { eachRow, reasonCode, REASONS, USED, wantedColumns } from './scan';
import { NO_DATE } from './types';
import type { Cell, ColumnQuality, DateColumn, SetAsideReason } from './types';
import {
  combined,
  keepNewest,
  readersOf,
  readExclusion,
  readText,
  type ColumnReader,
  type FieldReader,
  type Target,
} from './writers';

/** What a source came to. */
export interface Filled {
  readonly rows: number;
  readonly used: number;
  readonly setAside: Readonly<Partial<Record<SetAsideReason, number>>>;
  readonly setAsideRows: Readonly<Partial<Record<SetAsideReason, readonly number[]>>>;
  readonly quality: readonly ColumnQuality[];
}

/** Rows that are shown for each reason. */
const SET_ASIDE_EXAMPLES = 20;
const NO_DATE_FATE = reasonCode('受診日なし');

function readingOf(
  { index, memo, quality }: ColumnReader,
  row: Row,
  rowNumber: number,
  blankIsFilled: boolean,
): number {
  const value = row.reading(index, memo);
  if (value - value === 0) quality.filled++;
  else quality.count(value, rowNumber, blankIsFilled, value === BLANK ? undefined : row.cell(index));
  return value;
}

function valueOf({ columns, isFlag, blankIsFilled }: FieldReader, row: Row, rowNumber: number): number {
  if (columns.length === 1) return readingOf(columns[0]!, row, rowNumber, blankIsFilled);
  return combined(
    columns.map((column) => readingOf(column, row, rowNumber, blankIsFilled)),
    isFlag,
  );
}

/** Birth dates are read together with the era column beside them. */
class RowWithEra implements Row {
  private row: Row = new CellRow();
  private birth: string | null = null;

  constructor(
    private readonly birthIndex: number,
    private readonly eraIndex: number,
  ) {}

  of(row: Row): this {
    const days = readDate(row.cell(this.birthIndex), row.cell(this.eraIndex));
    this.birth = Number.isFinite(days) ? formatDate(days) : null;
    this.row = row;
    return this;
  }

  cell(index: number): Cell {
    return index === this.birthIndex && this.birth !== null ? this.birth : this.row.cell(index);
  }

  reading(index: number, memo: Memo): number {
    if (index === this.birthIndex && this.birth !== null) return memo.read(this.birth);
    return this.row.reading(index, memo);
  }

  cells(): readonly Cell[] {
    return this.row.cells();
  }
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
  const bringsCheckups = !source.isPersonTable && source.fields.has('checkedUp') === false;
  let used = 0;
  let index = 0;

  const useRow = (from: Row, rowNumber: number, dataRow: number): void => {
    const row = rowOf[scan.persons[dataRow]!]!;
    const bits = parts[dataRow]!;
    let hasCheckupValue = false;
    for (const reader of fields) {
      const value = valueOf(reader, from, rowNumber);
      if ((bits & reader.part) !== 0 && reader.write(row, value)) hasCheckupValue = true;
    }
    for (const { planned, quality, column } of texts) {
      const cell = from.cell(planned.index);
      const text = planned.field === 'excluded' ? readExclusion(cell, planned.heading) : readText(planned.field, cell);
      if (text === '') quality.blank++;
      else {
        // A character that does not exist is no reading; the text stays, because most of a name is better than none.
        if (text.includes('\ufffd')) quality.count(UNREADABLE, rowNumber, false);
        else quality.filled++;
        if (column && column.codes[row] === 0) column.codes[row] = column.codeOf(text);
      }
    }
    if ((bits & PART.previousCheckup) !== 0 && dates && previousDates) {
      const date = dates[dataRow]!;
      if (date !== NO_DATE && fiscalYearOf(date) === fiscalYear - 1) keepNewest(previousDates, row, date);
    }
    if ((bits & PART.checkup) !== 0 && !dates && (hasCheckupValue || bringsCheckups)) undatedCheckups[row] = 1;
  };

  const dateColumns = recognition.planned.flatMap((planned, position) =>
    planned.field === 'checkupDate' ? [{ index: planned.index, quality: qualities[position]! }] : [],
  );
  const wanted = wantedColumns(source, [recognition.eraIndex, ...recognition.planned.map((planned) => planned.index)]);
  const withEra = new RowWithEra(birthIndex, recognition.eraIndex);
  eachRow(source, wanted, (row, rowNumber) => {
    const dataRow = index++;
    const fate = scan.fates[dataRow]!;
    if (fate === USED) {
      used++;
      useRow(hasEra ? withEra.of(row) : row, rowNumber, dataRow);
      return;
    }
    if (fate === NO_DATE_FATE) {
      for (const column of dateColumns) column.quality.count(readDate(row.cell(column.index)), rowNumber, false);
    }
    const reason = REASONS[fate - 1]!;
    setAside[reason] = (setAside[reason] ?? 0) + 1;
    const rows = (setAsideRows[reason] ??= []);
    if (rows.length < SET_ASIDE_EXAMPLES) rows.push(rowNumber);
  });

  const quality = recognition.planned.map(({ field, heading }, position): ColumnQuality => {
    const { filled, blank, unreadable, outOfRange, becameDates, examples } = qualities[position]!;
    const sheet = input.sheet === undefined ? {} : { sheet: input.sheet };
    return {
      file: input.file,
      ...sheet,
      field,
      heading,
      filled,
      blank,
      unreadable,
      outOfRange,
      ...(becameDates > 0 && { becameDates }),
      examples,
    };
  });
  return { rows: index, used, setAside, setAsideRows, quality };
}
