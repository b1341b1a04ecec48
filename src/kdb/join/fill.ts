/** Writes what a source brought into the person table, column by column, and counts how well its columns read. */
import { fiscalYearOf } from '../values/calendar';
import type { TextBuilder } from '../stage/textColumn';
import { hasHistory } from './decide';
import { PART, type Effects } from './effects';
import type { SharedText, Table } from '../files/rows';
import { roomOf } from '../files/threads';
import { FIELDS, joinsColumns } from '../values/fields';
import { BLANK } from '../values/readings';
import type { PlannedColumn } from '../recognise/recognise';
import { dispositionOf, type Dispositions, type Ledger } from './dispositions';
import type { RowNumbers } from '../stage/rowNumbers';
import type { Readings, StagedNumbers } from '../stage/staged';
import { NO_DATE } from '../values/codes';
import type { ColumnQuality } from './quality';
import type { DateColumn } from '../stage/columns';
import type { FieldId } from '../values/fieldIds';
import type { Steps } from '../steps';
import type { NumberColumn } from './columns';
import { rowsOfCodes } from './countCodes';
import { freshColumn, writeFresh, type FreshWay } from './freshColumns';
import { Int32List } from '../stage/lists';
import { writeJoined, writeTexts, type Writing } from './writeTexts';
import {
  combined,
  keepNewest,
  meaningOfBlank,
  policyOf,
  Quality,
  partOf,
  initialOf,
  write,
  type Target,
} from './writers';

/** What a source came to. */
export interface Filled extends Ledger {
  readonly quality: readonly ColumnQuality[];
}

const NO_CHECKUP_DATE = dispositionOf('受診日なし');

/** A planned column with the readings of its rows. */
interface Brought {
  readonly planned: PlannedColumn;
  readonly quality: Quality;
}

/** Codes that mean no value: their rows are counted, for nearly all cells can be read. */
const codesToCount = ({ values }: Readings): readonly number[] =>
  values.flatMap((value, code) => (Number.isFinite(value) ? [] : [code]));

/**
 * Counts how the used rows of a column read.
 * @param cells rows with each of `codesToCount`, where they were counted already
 */
function countReadings(
  staged: StagedNumbers,
  { places, unused }: FreshWay,
  rowNumbers: RowNumbers,
  field: FieldId,
  quality: Quality,
  cells?: readonly number[],
): void {
  const blankIsFilled = meaningOfBlank(field) !== null;
  const isDate = FIELDS[field].kind === 'date';
  const isBad = (value: number): boolean => value !== BLANK && !Number.isFinite(value);
  let bad = 0;
  if (staged.raw) {
    for (let row = 0; row < places.length; row++) {
      if (places[row]! < 0) continue;
      quality.count(staged.raw[row]!, blankIsFilled);
      if (isBad(staged.raw[row]!)) bad++;
    }
  } else {
    const others = codesToCount(staged);
    const counted = cells ?? rowsOfCodes(staged.codesByRow(), places.length, others, unused);
    let rest = places.length - unused.length;
    others.forEach((code, index) => {
      const value = staged.values[code]!;
      quality.count(value, blankIsFilled, counted[index]!);
      if (isBad(value)) bad += counted[index]!;
      rest -= counted[index]!;
    });
    quality.filled += rest;
  }
  let isShown = false;
  for (let row = 0; bad > 0 && row < places.length; row++) {
    if (places[row]! < 0 || !isBad(staged.at(row))) continue;
    bad--;
    if (!isDate && staged.becameDate(row)) quality.becameDates++;
    const error = staged.errorAt(row);
    if (error !== undefined) quality.errors.set(error, (quality.errors.get(error) ?? 0) + 1);
    isShown ||= quality.shows(rowNumbers.at(row));
  }
}

/** The readings of several columns of one field as one. */
function together(columns: readonly StagedNumbers[], rows: number, isFlag: boolean): Readings {
  const [first, ...others] = columns as [StagedNumbers, ...StagedNumbers[]];
  if (others.length === 0) return first;
  const raw = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let best = first.at(row);
    for (const other of others) best = combined(best, other.at(row), isFlag);
    raw[row] = best;
  }
  return { raw, values: [], codesByRow: () => first.codesByRow() };
}

/** How the columns of a source are written: by this thread, or by several where its file is in memory that they see. */
function writingOf({ shared }: Table, places: Int32Array, rowNumbers: RowNumbers): Writing {
  if (shared)
    return (
      shared.threads.reader as {
        readonly writing: (shared: SharedText, places: Int32Array, rowNumbers: RowNumbers) => Writing;
      }
    ).writing(shared, places, rowNumbers);
  return {
    writeFresh: (column, onCounted) => onCounted(writeFresh(column)),
    writeTexts: (columns, _, builder) => writeTexts(columns, places, rowNumbers, builder),
    end: () => {},
  };
}

/**
 * Fills the table with what the rows of a source bring.
 * @param isLast nobody will ask the source again: what was read of it is given back
 */
export function* fillFrom({ source, parts }: Effects, target: Target, isLast: boolean): Steps<Filled> {
  const { scan, recognition, input, dispositions } = source;
  const { rowOf, fiscalYear, undatedCheckups, columns, open } = target;
  const { persons, rowNumbers, stage } = scan;
  const { rows } = dispositions;
  const places = new Int32Array(roomOf(input.shared?.threads)(rows * 4).buffer).fill(-1);
  for (let row = 0; row < rows; row++) if (dispositions.isUsed(row)) places[row] = rowOf[persons[row]!]!;
  const unused = new Int32List();
  for (let row = 0; row < rows; row++) if (places[row]! < 0) unused.push(row);
  const way = { places, parts, unused: unused.toArray() };
  const dates = source.dates.checkupDate;
  const onCheckup = dates ? null : undatedCheckups;

  const writing = writingOf(input, places, rowNumbers);
  const brought = recognition.planned.map((planned): Brought => ({ planned, quality: new Quality() }));
  const byField = new Map<FieldId, Brought[]>();
  for (const each of brought) byField.set(each.planned.field, [...(byField.get(each.planned.field) ?? []), each]);
  for (const [field, group] of byField) {
    yield;
    // A row a person, and nothing there yet: what is not written may be written over as it stands.
    const isFresh = source.isPersonTable && columns[field] === undefined;
    if (FIELDS[field].kind === 'text') {
      open(field);
      const isJoined = joinsColumns(field) && group.length > 1;
      const ordered = isJoined ? [...group].sort((a, b) => a.planned.index - b.planned.index) : group;
      const texts = ordered.map(({ planned, quality }) => ({ staged: stage.texts(planned)!, quality }));
      const builder = columns[field] as TextBuilder | undefined;
      if (isJoined) yield* writeJoined(texts, places, rowNumbers, builder);
      else
        yield* writing.writeTexts(
          texts,
          ordered.map(({ planned }) => planned),
          builder,
        );
      continue;
    }
    const staged = group.map(({ planned }) => stage.numbers(planned)!);
    const readings = together(staged, rows, FIELDS[field].kind === 'flag');
    // What is said of check-ups without a date is marked row by row.
    const marked = partOf(field) === PART.checkup ? onCheckup : null;
    const isWrittenWhole = isFresh && readings.raw === null && marked === null;
    open(field, isWrittenWhole);
    const column = columns[field] as NumberColumn | undefined;
    const policy = column && policyOf(field, column, fiscalYear);
    const isDeferred = isWrittenWhole && policy !== undefined;
    staged.forEach((numbers, each) => {
      const { quality } = group[each]!;
      if (!isDeferred) countReadings(numbers, way, rowNumbers, field, quality);
      if (field === 'checkupDate') countUndated(numbers, dispositions, rowNumbers, quality);
    });
    if (isDeferred) {
      const [numbers] = staged as [StagedNumbers];
      const fresh = freshColumn(numbers, way, column!, policy, initialOf(field, column!), codesToCount(numbers));
      writing.writeFresh(fresh, (cells) => countReadings(numbers, way, rowNumbers, field, group[0]!.quality, cells));
      // Other threads may write it later.
      if (isLast && !input.shared) stage.release(group[0]!.planned);
      continue;
    }
    if (policy) write(readings, way, column!, policy, marked);
    if (field === 'careLevel' && hasHistory(source)) {
      open('careLevelPrevious');
      const before = columns.careLevelPrevious as NumberColumn | undefined;
      if (before) {
        const policy = { ...policyOf('careLevelPrevious', before, fiscalYear), part: PART.previousCertification };
        write(stage.numbers(group[0]!.planned)!, way, before, policy, null);
      }
    }
    if (isLast) for (const { planned } of group) stage.release(planned);
  }
  writing.end();
  if (isLast) for (const { planned } of brought) stage.release(planned);
  const previousDates = columns.checkupDatePrevious as DateColumn | undefined;
  const bringsCheckups = !source.isPersonTable && source.fields.has('checkedUp') === false;
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!;
    if (place < 0) continue;
    const bits = parts[row]!;
    if (!dates) {
      if (bringsCheckups && (bits & PART.checkup) !== 0) undatedCheckups[place] = 1;
    } else if ((bits & PART.previousCheckup) !== 0 && previousDates) {
      const date = dates[row]!;
      if (date !== NO_DATE && fiscalYearOf(date) === fiscalYear - 1) keepNewest(previousDates, place, date);
    }
  }

  const quality = brought.map(({ planned: { field, index, heading }, quality }): ColumnQuality => {
    const { filled, blank, unreadable, outOfRange, becameDates, examples, errors } = quality;
    const sheet = input.sheet === undefined ? {} : { sheet: input.sheet };
    return {
      file: input.file,
      ...sheet,
      field,
      index,
      heading,
      filled,
      blank,
      unreadable,
      outOfRange,
      ...(becameDates > 0 && { becameDates }),
      ...(errors.size > 0 && { errors: Object.fromEntries(errors) }),
      examples,
    };
  });
  return { ...dispositions.ledger(rowNumbers), quality };
}

/** Rows that were set aside because their date cannot be read are shown with the dates. */
function countUndated(
  staged: StagedNumbers,
  dispositions: Dispositions,
  rowNumbers: RowNumbers,
  quality: Quality,
): void {
  if (dispositions.count(NO_CHECKUP_DATE) === 0) return;
  for (let row = 0; row < dispositions.rows; row++) {
    if (dispositions.at(row) !== NO_CHECKUP_DATE) continue;
    const value = staged.at(row);
    quality.count(value, false);
    if (value !== BLANK && !Number.isFinite(value)) quality.shows(rowNumbers.at(row));
  }
}
