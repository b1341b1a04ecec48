/** First reading of a source: its data rows, whose they are, and their dates. What becomes of a row is decided later. */
import { NO_DATE } from '../types';
import type { Cell, FieldId, SetAsideReason, SourceInput } from '../types';
import { unifyHeading } from '../recognise/headings';
import { FILE_ID } from '../recognise/layouts';
import { ByteRow, CellRow, type Row } from '../files/byteRows';
import { Places, withHeading } from '../findings';
import { Int32List, Uint8List } from '../stage/lists';
import { isBlankCell } from '../values/cellText';
import { readPersonNumber } from '../values/personNumber';
import { plain, readDate, UNREADABLE } from '../values/readings';
import { Stage } from '../stage/stage';
import { Memo } from '../stage/staged';
import { readMonth } from '../recognise/receiptColumns';
import type { RecognisedSource } from '../recognise/recognise';
import { Dispositions, dispositionOf, USED } from './dispositions';
import { NOBODY, SEVERAL, type Roster } from './roster';
import type { NamedYear } from '../recognise/namedYear';
import { fiscalYearIn } from '../recognise/yearMarks';

/** One source on its way through the join, as it was read: for all fiscal years. */
export interface Source {
  readonly input: SourceInput;
  readonly place: string;
  readonly recognition: RecognisedSource;
  /** The fiscal year that the lines above the header, the sheet or the file name; null for none. */
  readonly named: NamedYear | null;
  /** A row is a person: registers and wide tables. */
  readonly isPersonTable: boolean;
  readonly fields: ReadonlySet<FieldId>;
  readonly scan: Scan;
}

/** What the first reading gave, one entry a data row. */
export interface Scan {
  /** 1-based rows in the source. */
  readonly rowNumbers: Int32Array;
  /** Person of the roster, or NOBODY. */
  readonly persons: Int32Array;
  /** What became of the rows as far as no fiscal year decides it. */
  readonly dispositions: Dispositions;
  /** The days of a column of dates, by its place in the source. */
  readonly datesAt: (index: number) => Int32Array;
  /** Rows whose 資格取得日 or 資格喪失日 is filled and no date. */
  readonly unreadableDates: Readonly<Record<QualificationDate, ReadonlySet<number>>>;
  /** 認定有効期間, first and last day; null where the source has no such column. */
  readonly validity: readonly [Int32Array | null, Int32Array | null];
  /** 抽出年度 of the rows (0: not said); null where the source has no such column. */
  readonly exportYears: Int32Array | null;
  /** 診療年月 of receipts in long form, as readMonth gives it; null in all other sources. */
  readonly months: Int32Array | null;
  /** Rows of persons that are filled beyond the last heading. */
  readonly tooWide: Places;
  /** Cells of 認定有効期間 and 抽出年度 that cannot be read, by their columns. */
  readonly unreadable: ReadonlyMap<number, Places>;
  /** Widest person number. */
  readonly width: number;
  /** The columns that the table takes. */
  readonly stage: Stage;
}

/** The dates that decide what becomes of a row. */
export const SCANNED_DATES = ['checkupDate', 'checkupDatePrevious', 'enrolled', 'left'] as const;
export type ScannedDate = (typeof SCANNED_DATES)[number];
export type QualificationDate = 'enrolled' | 'left';
const isScannedDate = (field: FieldId): boolean => SCANNED_DATES.some((each) => each === field);

/** Columns that are looked at in every source beside those that are asked for: totals are written there. */
const LEADING_COLUMNS = 6;

/** Marks the columns that a reading will look at. */
export function wantedColumns(source: Pick<Source, 'recognition'>, indices: Iterable<number>): boolean[] {
  const { columns, keyIndex } = source.recognition;
  const wanted: boolean[] = Array.from(
    { length: columns.length },
    (_, index) => index < LEADING_COLUMNS || index === keyIndex,
  );
  for (const index of indices) if (index >= 0) wanted[index] = true;
  return wanted;
}

/**
 * Visits the data rows like `eachDataRow`, without making cells where the source allows it. The row is the same object each
 * time: it must be asked before the next one comes. `progress` is the part of the source that was read; 0: not known.
 */
export function eachRow(
  source: Pick<Source, 'input' | 'recognition'>,
  wanted: readonly boolean[],
  visit: (row: Row, rowNumber: number, progress: number) => void,
): void {
  const { byteRows } = source.input;
  const { headerRow, hasEndRecord } = source.recognition;
  if (!byteRows) {
    const row = new CellRow();
    eachDataRow(source, wanted, (cells, rowNumber) => visit(row.of(cells), rowNumber, 0));
    return;
  }
  byteRows((row, rowNumber) => {
    if (rowNumber <= headerRow) return;
    const fill = row.fill();
    if (fill === 'blank') return;
    // A line with one field is the end record only when nothing follows it; otherwise it is a row like others.
    if (hasEndRecord && fill === 'firstOnly' && !row.isFollowed()) return;
    visit(row, rowNumber, row.next / row.bytes.length);
  });
}

/** How many cells of a row are filled, and whether the first one is the only one. */
function fillOf(cells: readonly Cell[]): 'blank' | 'firstOnly' | 'filled' {
  for (let index = 1; index < cells.length; index++) if (!isBlankCell(cells[index])) return 'filled';
  return isBlankCell(cells[0]) ? 'blank' : 'firstOnly';
}

/**
 * Visits the data rows of a source: those after the header, without blank lines and without the end record of the file's
 * frame. `rowNumber` is 1-based in the source. Cells of columns that are not wanted may be missing.
 */
export function eachDataRow(
  source: Pick<Source, 'input' | 'recognition'>,
  wanted: readonly boolean[],
  visit: (cells: readonly Cell[], rowNumber: number) => void,
): void {
  const { headerRow, hasEndRecord } = source.recognition;
  let rowNumber = 0;
  let held: { readonly cells: readonly Cell[]; readonly rowNumber: number } | null = null;
  for (const cells of source.input.rows(wanted)) {
    rowNumber++;
    if (rowNumber <= headerRow) continue;
    const fill = fillOf(cells);
    if (fill === 'blank') continue;
    if (held) visit(held.cells, held.rowNumber);
    held = null;
    // A line with one field is the end record only when nothing follows it; otherwise it is a row like others.
    if (hasEndRecord && fill === 'firstOnly') held = { cells, rowNumber };
    else visit(cells, rowNumber);
  }
}

const TOTAL =
  /^(総|小|合|累|中)?計$|^(総合計|合計|小計|総計|総数|平均)(\(.*\)|\d.*)?$|(市|町|村|区|県|域|部|地区)(合計|小計|計)$/;

function isTotal(cells: readonly Cell[]): boolean {
  return cells.some((cell) => typeof cell === 'string' && TOTAL.test(plain(cell)));
}

/** Whether a row without a number is the header again: the lower row of two, or the file record and the header of another file. */
function repeatsHeader(cells: readonly Cell[], { headerTexts, hasEndRecord }: RecognisedSource): boolean {
  if (hasEndRecord && FILE_ID.test(plain(cells[1] ?? null))) return true;
  let known = 0;
  for (const cell of cells) {
    if (typeof cell !== 'string' || isBlankCell(cell)) continue;
    if (!headerTexts.has(unifyHeading(cell))) return false;
    known++;
  }
  return known >= 2;
}

/** How the numbers of a source are understood. */
export interface NumberRule {
  /** Whether unknown numbers are new persons; otherwise they are 台帳にない. */
  readonly addsPersons: boolean;
  /** All numbers are those of 介護保険. */
  readonly isCareNumber: boolean;
  /** Numbers of this width or wider are those of 介護保険. */
  readonly careWidth: number;
}

/** Reads numbers and dates of a source once. Unreadable sources throw as their reader does. */
export function scanSource(source: Omit<Source, 'scan'>, roster: Roster, rule: NumberRule): Scan {
  const { recognition } = source;
  const keyIndex = recognition.keyIndex;
  const keyHeading = unifyHeading(recognition.columns[keyIndex]!.heading);
  const columnOf = (field: FieldId): number =>
    recognition.planned.find((column) => column.field === field)?.index ?? -1;
  const insurerIndex = columnOf('insurer');
  const validity = recognition.validity.map((index) => ({ index, list: new Int32List() }));
  const present = validity.filter((column) => column.index >= 0);
  const { exportYearIndex } = recognition;
  const exportYears = new Int32List();
  const monthIndex = recognition.receiptColumns?.month ?? -1;
  const months = new Int32List();
  const rowNumbers = new Int32List();
  const persons = new Int32List();
  const codes = new Uint8List();
  const stage = new Stage(recognition);
  const tooWide = new Places();
  const unreadable = new Map([...recognition.validity, exportYearIndex].map((index) => [index, new Places()]));
  let width = 0;

  const insurers = new Memo((cell) => roster.insurerCode(plain(cell)));
  const insurerOf = (row: Row): number => (insurerIndex < 0 ? 0 : memoised(insurers, row, insurerIndex));
  const personOf = (row: Row): number => {
    const digits = row instanceof ByteRow ? row.digits(keyIndex) : -1;
    if (digits >= 0) return personOfDigits(row as ByteRow, digits);
    const cell = row.cell(keyIndex);
    const number = readPersonNumber(cell);
    if (number.problem) {
      if (unifyHeading(cell) === keyHeading || repeatsHeader(row.cells(), recognition))
        return setAside('見出しの繰り返し');
      return isTotal(row.cells()) ? setAside('合計行') : setAside(number.problem);
    }
    const { text } = number;
    if (rule.isCareNumber || text.length >= rule.careWidth) return setAside('番号の種類が違う');
    if (text.length > width && /^\d+$/.test(text)) width = text.length;
    const insurer = insurerOf(row);
    return met(rule.addsPersons ? roster.findOrAdd(text, insurer) : roster.find(text, insurer));
  };
  /** The same for the commonest writing, without making its text. */
  const personOfDigits = (row: ByteRow, number: number): number => {
    const length = row.lengthOf(keyIndex);
    if (rule.isCareNumber || length >= rule.careWidth) return setAside('番号の種類が違う');
    if (length > width) width = length;
    const insurer = insurerOf(row);
    return met(rule.addsPersons ? roster.findOrAddNumber(number, length, insurer) : roster.findNumber(number, insurer));
  };
  const met = (person: number): number => {
    if (person === SEVERAL) return setAside('保険者を特定できない');
    if (person === NOBODY) return setAside('台帳にない');
    codes.push(USED);
    return person;
  };
  const setAside = (reason: SetAsideReason): number => {
    codes.push(dispositionOf(reason));
    return NOBODY;
  };

  const date = new Memo(readDate);
  const exportYear = new Memo((cell) => fiscalYearIn(cell) ?? (isBlankCell(cell) ? 0 : UNREADABLE));
  const month = new Memo(readMonth);
  const indices = [insurerIndex, exportYearIndex, monthIndex, recognition.eraIndex, ...recognition.validity];
  const headings = recognition.columns.map(({ heading }) => heading);
  const take = (row: Row, rowNumber: number, progress: number): void => {
    rowNumbers.push(rowNumber);
    const person = personOf(row);
    persons.push(person);
    const found = (index: number, value: number): number => {
      if (value === UNREADABLE && person !== NOBODY) unreadable.get(index)!.add(rowNumber);
      return value;
    };
    if (person !== NOBODY && row.isFilledBeyond(headings.length)) tooWide.add(rowNumber);
    if (exportYearIndex >= 0) {
      const year = found(exportYearIndex, memoised(exportYear, row, exportYearIndex));
      exportYears.push(year === UNREADABLE ? 0 : year);
    }
    if (monthIndex >= 0) months.push(memoised(month, row, monthIndex));
    for (const { index, list } of present) {
      const days = found(index, memoised(date, row, index));
      list.push(Number.isFinite(days) ? days : NO_DATE);
    }
    stage.take(row, progress);
  };
  try {
    eachRow(source, wantedColumns(source, [...indices, ...stage.indices()]), take);
  } catch (error) {
    throw withHeading(error, headings);
  }
  stage.finish();
  const days = new Map<number, Int32Array>();
  const datesAt = (index: number): Int32Array => {
    let known = days.get(index);
    if (!known) days.set(index, (known = stage.wholeNumbers(index, NO_DATE)));
    return known;
  };
  for (const { index, field } of recognition.planned) if (isScannedDate(field)) datesAt(index);
  const unreadableRows = (field: QualificationDate): ReadonlySet<number> => {
    const index = columnOf(field);
    return index < 0 ? new Set() : stage.unreadableRows({ index, field });
  };
  const [from, to] = validity.map(({ index, list }) => (index < 0 ? null : list.toArray()));
  return {
    rowNumbers: rowNumbers.toArray(),
    persons: persons.toArray(),
    dispositions: new Dispositions(codes.toArray()),
    datesAt,
    unreadableDates: { enrolled: unreadableRows('enrolled'), left: unreadableRows('left') },
    validity: [from ?? null, to ?? null],
    exportYears: exportYearIndex < 0 ? null : exportYears.toArray(),
    months: monthIndex < 0 ? null : months.toArray(),
    tooWide,
    unreadable,
    width,
    stage,
  };
}

const memoised = (memo: Memo, row: Row, index: number): number =>
  row instanceof ByteRow ? memo.ofBytes(row, index) : memo.read(row.cell(index));

/** Widths of the person numbers of a source, before anybody is looked up: the widest, and how many reach a width. */
export function numberWidths(
  source: Omit<Source, 'scan'>,
  atLeast: number,
): { readonly numbers: number; readonly wide: number } {
  let numbers = 0;
  let wide = 0;
  eachDataRow(source, wantedColumns(source, []), (cells) => {
    const number = readPersonNumber(cells[source.recognition.keyIndex] ?? null);
    if (number.problem) return;
    numbers++;
    if (number.text.length >= atLeast) wide++;
  });
  return { numbers, wide };
}
