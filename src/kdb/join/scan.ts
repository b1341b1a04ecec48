/** First reading of a source: its data rows, whose they are, and their dates. What becomes of a row is decided later. */
import { NO_DATE } from '../values/codes';
import type { Cell } from '../values/cellText';
import type { FieldId } from '../values/fieldIds';
import type { SetAsideReason } from './dispositions';
import type { SourceInput } from '../recognise/sourceInput';
import { unifyHeading } from '../recognise/headings';
import { FILE_ID } from '../recognise/layouts';
import type { Row } from '../files/row';
import { eachDataRow } from '../files/rows';
import { Places, withHeading } from '../findings';
import { Int32List, Uint8List } from '../stage/lists';
import { isBlankCell } from '../values/cellText';
import { readPersonNumber } from '../values/personNumber';
import { plain, readDate, UNREADABLE } from '../values/readings';
import type { Stage } from '../stage/stage';
import { stageOf, takeTable } from '../stage/takeTable';
import { RowNumbers } from '../stage/rowNumbers';
import { Memo } from '../stage/staged';
import { readMonth } from '../recognise/receiptColumns';
import type { RecognisedSource } from '../recognise/recognise';
import { Dispositions, dispositionOf, USED } from './dispositions';
import { NOBODY, SEVERAL, type Roster } from './roster';
import type { NamedYear } from '../recognise/namedYear';
import { fiscalYearIn } from '../recognise/yearMarks';
import type { Steps } from '../steps';

/** One source on its way through the join, as it was read: for all fiscal years. */
export interface Source {
  /** Without its rows when nobody reads it again. */
  input: SourceInput;
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
  readonly rowNumbers: RowNumbers;
  /** Person of the roster, or NOBODY. */
  readonly persons: Int32Array;
  /** What became of the rows as far as no fiscal year decides it. */
  readonly dispositions: Dispositions;
  /** The days of a column of dates, by its place in the source; remembered as long as columns may be given back. */
  datesAt: (index: number) => Int32Array;
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

/** The days of the columns of dates, made once. */
function rememberedDates(stage: Stage): Scan['datesAt'] {
  const days = new Map<number, Int32Array>();
  return (index) => {
    let known = days.get(index);
    if (!known) days.set(index, (known = stage.wholeNumbers(index, NO_DATE)));
    return known;
  };
}

/** Reads numbers and dates of a source once. Unreadable sources throw as their reader does. */
export function* scanSource(source: Omit<Source, 'scan'>, roster: Roster, rule: NumberRule): Steps<Scan> {
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
  const rowNumbers = new RowNumbers();
  const persons = new Int32List();
  const codes = new Uint8List();
  const stage = stageOf(source.input, recognition);
  const tooWide = new Places();
  const unreadable = new Map([...recognition.validity, exportYearIndex].map((index) => [index, new Places()]));
  let width = 0;

  const insurers = new Memo((cell) => roster.insurerCode(plain(cell)));
  const insurerOf = (row: Row): number => (insurerIndex < 0 ? 0 : insurers.of(row, insurerIndex));
  const personOf = (row: Row): number => {
    const digits = row.digits(keyIndex);
    if (digits >= 0) return personOfDigits(row, digits);
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
  const personOfDigits = (row: Row, number: number): number => {
    const length = row.lengthOf(keyIndex);
    if (rule.isCareNumber || length >= rule.careWidth) return setAside('番号の種類が違う');
    if (length > width) width = length;
    const insurer = insurerOf(row);
    return met(rule.addsPersons ? roster.findOrAddNumber(number, insurer) : roster.findNumber(number, insurer));
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
  const take = (row: Row, rowNumber: number): void => {
    rowNumbers.push(rowNumber);
    const person = personOf(row);
    persons.push(person);
    const found = (index: number, value: number): number => {
      if (value === UNREADABLE && person !== NOBODY) unreadable.get(index)!.add(rowNumber);
      return value;
    };
    if (person !== NOBODY && row.isFilledBeyond(headings.length)) tooWide.add(rowNumber);
    if (exportYearIndex >= 0) {
      const year = found(exportYearIndex, exportYear.of(row, exportYearIndex));
      exportYears.push(year === UNREADABLE ? 0 : year);
    }
    if (monthIndex >= 0) months.push(month.of(row, monthIndex));
    for (const { index, list } of present) {
      const days = found(index, date.of(row, index));
      list.push(Number.isFinite(days) ? days : NO_DATE);
    }
  };
  const wanted = wantedColumns(source, [...indices, ...stage.indices()]);
  try {
    yield* takeTable(stage, source.input, recognition, { keyIndex, indices, width: headings.length, wanted }, take);
  } catch (error) {
    throw withHeading(error, headings);
  }
  const datesAt = rememberedDates(stage);
  for (const { index, field } of recognition.planned) if (isScannedDate(field)) datesAt(index);
  const unreadableRows = (field: QualificationDate): ReadonlySet<number> => {
    const index = columnOf(field);
    return index < 0 ? new Set() : stage.unreadableRows({ index, field });
  };
  const [from, to] = validity.map(({ index, list }) => (index < 0 ? null : list.toArray()));
  return {
    rowNumbers,
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

/** Widths of the person numbers of a source, before anybody is looked up: the widest, and how many reach a width. */
export function numberWidths(
  source: Omit<Source, 'scan'>,
  atLeast: number,
): { readonly numbers: number; readonly wide: number } {
  let numbers = 0;
  let wide = 0;
  eachDataRow(source.input, source.recognition, wantedColumns(source, []), (cells) => {
    const number = readPersonNumber(cells[source.recognition.keyIndex] ?? null);
    if (number.problem) return;
    numbers++;
    if (number.text.length >= atLeast) wide++;
  });
  return { numbers, wide };
}
