/** Joins the sources of a run into the person table of one fiscal year, with the ledger of what became of every row. */
import { fiscalYearEnd, fiscalYearOf } from '../values/calendar';
import { emptyColumn, StoredTexts, TextBuilder, type MutableColumn } from './columns';
import { decide, hasHistory, type Decision } from './decide';
import type { Effects } from './effects';
import { findChangedNumbers } from './changedNumbers';
import { derive, type YearLoaded } from './derive';
import { distributionsOf, type Distribution } from './distributions';
import { AnalystError } from '../errors';
import { FIELDS } from '../recognise/fields';
import { fillFrom, type Filled } from './fill';
import { joinByBirth } from './joinByBirth';
import { intakeNotices, sourceNotices, yearBasis } from './notices';
import { isOwnSheet, placeInYear, placeOf, recognise, type RecognisedSource } from '../recognise/recognise';
import { fiscalYearOfMonth, type ReceiptColumns } from '../recognise/receiptColumns';
import { ReceiptCollector, receiptFields, RECEIPT_YEARS } from './receiptRows';
import { defaultReceiptRules, type ReceiptRules } from '../values/receiptRules';
import { Roster } from './roster';
import {
  numberWidths,
  reasonCode,
  SCANNED_DATES,
  scanSource,
  USED,
  type NumberRule,
  type Scan,
  type Source,
} from './scan';
import { stampOf } from './stamp';
import { CARE_LEVEL, NO, NO_DATE } from '../types';
import { readAggregate, titleYearOf, type Aggregate } from '../recognise/tidy';
import { undatedNotices } from '../recognise/undated';
import type { Columns, Target } from './writers';
import type { FieldId, Intake, IntakeOptions, PersonColumns, PersonTable, SourceInput, SourceReport } from '../types';

/** Width of the number of 介護保険; the numbers of 後期高齢者医療 have 8 digits. */
const CARE_NUMBER_WIDTH = 10;

type Unscanned = Omit<Source, 'scan'>;

interface Gathered {
  readonly sources: readonly Unscanned[];
  readonly unrecognised: Intake['unrecognised'];
  readonly aggregates: readonly Aggregate[];
}

function gather(inputs: readonly SourceInput[], titleYears: boolean): Gathered {
  const sources: Unscanned[] = [];
  const unrecognised: { file: string; sheet?: string; why: string }[] = [];
  const aggregates: Aggregate[] = [];
  inputs.forEach((input, order) => {
    const recognition = recognise(input);
    const aggregate = recognition.recognised || isOwnSheet(input) ? null : readAggregate(input);
    if (recognition.recognised)
      sources.push(unscanned(input, titleYears ? withTitleYear(input, recognition) : recognition, order));
    else if (aggregate) aggregates.push(aggregate);
    else
      unrecognised.push({
        file: input.file,
        ...(input.sheet !== undefined && { sheet: input.sheet }),
        why: recognition.why,
      });
  });
  if (sources.length === 0) throw new AnalystError('source.none');
  return { sources, unrecognised, aggregates };
}

/** A table without check-up dates is of the 対象年度 that stands above it; a date in a row speaks for itself. */
function withTitleYear(input: SourceInput, recognition: RecognisedSource): RecognisedSource {
  const dated = recognition.planned.some(({ field }) => field === 'checkupDate');
  if (dated || recognition.hasQualification || recognition.exportYear !== null) return recognition;
  return { ...recognition, exportYear: titleYearOf(input, recognition.headerRow) };
}

/** The aggregate forms among inputs, also where there are no persons at all. */
export function aggregatesIn(inputs: readonly SourceInput[]): readonly Aggregate[] {
  return inputs.flatMap((input) => (isExport(input) || isOwnSheet(input) ? [] : (readAggregate(input) ?? [])));
}

/** True for an export, and for a table that means to be one but lacks its number column. */
function isExport(input: SourceInput): boolean {
  try {
    return recognise(input).recognised;
  } catch (error) {
    if (error instanceof AnalystError) return true;
    throw error;
  }
}

function unscanned(input: SourceInput, recognition: RecognisedSource, order: number): Unscanned {
  const values = recognition.kinds.filter((kind) => kind !== 'register').length;
  return {
    input,
    recognition,
    order,
    place: placeOf(input),
    isPersonTable: recognition.hasQualification || values > 1,
    fields: new Set(recognition.planned.map((column) => column.field)),
  };
}

/**
 * Those who say who is insured: sources with 資格 columns; else wide tables; else none, and everybody met is insured. Of lists
 * with a column 抽出年度 only those of the fiscal year (without one: of the newest list) say so.
 */
function registersOf(sources: readonly Unscanned[], fiscalYear: number | undefined): readonly Unscanned[] {
  const registers = sources.filter((source) => source.recognition.hasQualification);
  const candidates = registers.length > 0 ? registers : sources.filter((source) => source.isPersonTable);
  const years = candidates.flatMap((source) => source.recognition.exportYear ?? []);
  const year = fiscalYear ?? Math.max(...years);
  const current = candidates.filter((source) => (source.recognition.exportYear ?? year) === year);
  return current.length > 0 ? current : candidates;
}

const isCertificationOnly = ({ recognition }: Unscanned): boolean =>
  recognition.kinds.length === 1 && recognition.kinds[0] === 'certification';

/** Reads every source once: registers first, then the others, certifications last because their numbers may be of another kind. */
function scanAll(
  sources: readonly Unscanned[],
  registers: readonly Unscanned[],
  roster: Roster,
): { scanned: Source[]; width: number } {
  const onlyCareNumbers = sources.every((source) => source.recognition.keyIsCareNumber);
  // Sources that name the insurer go first, so that a number without one meets everybody who bears it.
  const insurersFirst = (a: Unscanned, b: Unscanned): number =>
    Number(b.fields.has('insurer')) - Number(a.fields.has('insurer'));
  const last = (source: Unscanned): boolean =>
    !registers.includes(source) && (isCertificationOnly(source) || source.recognition.keyIsCareNumber);
  const plain = sources.filter((source) => !registers.includes(source) && !last(source));
  const order = [...[...registers].sort(insurersFirst), ...[...plain].sort(insurersFirst), ...sources.filter(last)];
  const scans = new Map<Unscanned, Scan>();
  let width = 0;
  let othersMet = false;
  for (const source of order) {
    const rule: NumberRule = {
      addsPersons: registers.length === 0 || registers.includes(source),
      isCareNumber: false,
      careWidth: Infinity,
    };
    const checked = last(source) && !onlyCareNumbers && othersMet ? careNumberRule(source, width, rule) : rule;
    const scan = scanSource(source, roster, checked);
    scans.set(source, scan);
    width = Math.max(width, scan.width);
    othersMet ||= scan.persons.length > 0;
  }
  return { scanned: sources.map((source) => ({ ...source, scan: scans.get(source)! })), width };
}

/** Beside narrower numbers, the 10-digit numbers of a certification source are those of 介護保険. */
function careNumberRule(source: Unscanned, widthOfOthers: number, rule: NumberRule): NumberRule {
  if (source.recognition.keyIsCareNumber) return { ...rule, isCareNumber: true };
  if (widthOfOthers === 0 || widthOfOthers >= CARE_NUMBER_WIDTH) return rule;
  const { numbers, wide } = numberWidths(source, CARE_NUMBER_WIDTH);
  return { ...rule, isCareNumber: numbers > 0 && wide * 2 >= numbers, careWidth: CARE_NUMBER_WIDTH };
}

/** The fiscal year of the newest check-up date; a date in a column 前年度 speaks for the year after it. */
function newestYear(sources: readonly Source[]): number | null {
  let newest: number | null = null;
  const offer = (days: number, offset: number): void => {
    if (days !== NO_DATE) newest = Math.max(newest ?? -Infinity, fiscalYearOf(days) + offset);
  };
  for (const { scan, recognition } of sources) {
    const { checkupDate, checkupDatePrevious } = scan.dates;
    const hasOwnYears = recognition.meanings.some((meaning) => meaning?.yearly?.year !== undefined);
    let latest = NO_DATE;
    for (const days of checkupDate ?? []) if (days > latest) latest = days;
    offer(latest, 0);
    latest = NO_DATE;
    for (const days of checkupDatePrevious ?? []) if (days > latest) latest = days;
    offer(latest, hasOwnYears ? 0 : 1);
  }
  return newest;
}

/** The newest fiscal year that a column 抽出年度 or a heading names, for sources without any check-up date. */
function newestNamedYear(sources: readonly Source[]): number | null {
  const years = sources.flatMap(({ recognition, scan }) => [
    ...new Set(scan.exportYears ?? []),
    ...new Set((scan.months ?? []).filter((month) => month >= 0).map(fiscalYearOfMonth)),
    ...recognition.meanings.flatMap((meaning) => meaning?.yearly?.year ?? []),
  ]);
  const newest = Math.max(...years);
  return newest > 0 ? newest : null;
}

/** Receipts in long form: rows of four fiscal years are used; what they can answer for depends on their months. */
function placedReceipts(source: Source, columns: ReceiptColumns, fiscalYear: number): Source {
  const { fates, months } = source.scan;
  const years = new Set<number>();
  months!.forEach((month, row) => {
    if (fates[row] !== USED) return;
    const year = fiscalYearOfMonth(month);
    const isOfYears = year <= fiscalYear && year > fiscalYear - RECEIPT_YEARS;
    if (month < 0) fates[row] = reasonCode('診療年月なし');
    else if (isOfYears) years.add(year);
    else fates[row] = reasonCode('対象年度外');
  });
  return { ...source, fields: new Set([...source.fields, ...receiptFields(columns, years, fiscalYear)]) };
}

/** The source seen from the fiscal year: its columns and dates in their places, rows of another 抽出年度 set aside. */
function placed(source: Source, fiscalYear: number): Source {
  if (source.recognition.receiptColumns) return placedReceipts(source, source.recognition.receiptColumns, fiscalYear);
  const { scan } = source;
  const { exportYears } = scan;
  const own = exportYears?.some((year) => year === fiscalYear) ? fiscalYear : source.recognition.exportYear;
  if (exportYears) {
    const other = reasonCode('対象年度外');
    exportYears.forEach((year, row) => {
      if (scan.fates[row] === USED && year !== 0 && year !== own) scan.fates[row] = other;
    });
  }
  const recognition = placeInYear({ ...source.recognition, exportYear: own }, fiscalYear);
  if (recognition.planned === source.recognition.planned) return source;
  const indexOf = (where: RecognisedSource, field: string): number =>
    where.planned.find((column) => column.field === field)?.index ?? -1;
  const dates = Object.fromEntries(
    SCANNED_DATES.map((field) => {
      const index = indexOf(recognition, field);
      const before = SCANNED_DATES.find((each) => index >= 0 && indexOf(source.recognition, each) === index);
      return [field, before ? scan.dates[before] : null];
    }),
  ) as Scan['dates'];
  const fields = new Set(recognition.planned.map((column) => column.field));
  return { ...source, recognition, fields, scan: { ...scan, dates } };
}

/** Whether a check-up source was loaded for the fiscal year, and for the year before. */
function yearsLoaded(sources: readonly Source[], fiscalYear: number): { current: YearLoaded; previous: YearLoaded } {
  let current: YearLoaded = 'none';
  let previous: YearLoaded = 'none';
  const atLeast = (known: YearLoaded, more: YearLoaded): YearLoaded =>
    known === 'all' || more === 'none' ? known : more;
  for (const { recognition, scan, isPersonTable, fields } of sources) {
    if (!recognition.kinds.includes('checkup')) continue;
    if (fields.has('checkedUp')) current = 'all';
    if (fields.has('checkedUpPrevious')) previous = 'all';
    const { checkupDate, checkupDatePrevious } = scan.dates;
    const holds = (year: number): boolean =>
      checkupDate?.some((days) => days !== NO_DATE && fiscalYearOf(days) === year) ?? false;
    if (checkupDatePrevious) previous = 'all';
    if (!checkupDate) {
      const onlyPrevious =
        (checkupDatePrevious !== null || fields.has('checkedUpPrevious')) &&
        recognition.planned.every(
          (column) =>
            FIELDS[column.field].part !== 'checkup' ||
            column.field === 'checkupDatePrevious' ||
            column.field === 'checkedUpPrevious',
        );
      if (!onlyPrevious) current = atLeast(current, isPersonTable ? 'some' : 'all');
    } else if (isPersonTable) {
      current = 'all';
      if (holds(fiscalYear - 1)) previous = atLeast(previous, 'some');
    } else {
      if (holds(fiscalYear)) current = 'all';
      if (holds(fiscalYear - 1)) previous = 'all';
    }
  }
  return { current, previous };
}

/** An empty column of a field that a source brings. A loaded receipt source means 0 and no, a certification 認定なし. */
function openedColumn(field: FieldId, size: number): MutableColumn {
  const { kind, part } = FIELDS[field];
  const column = emptyColumn(kind, size);
  if (part === 'receipt' || field === 'careBenefit') {
    if (column.kind === 'flag') column.codes.fill(NO);
    else if (column.kind === 'count' || column.kind === 'measure') column.values.fill(0);
  } else if (part === 'certification' && column.kind === 'code') column.codes.fill(CARE_LEVEL.none);
  return column;
}

/** The fields that a source brings to the table. */
function broughtBy(source: Source): readonly FieldId[] {
  return hasHistory(source) ? [...source.fields, 'careLevelPrevious'] : [...source.fields];
}

/** A source whose numbers are those of 介護保険 alone says nothing about anybody until it is joined in another way. */
function isUnjoined({ scan }: Source): boolean {
  const otherNumber = reasonCode('番号の種類が違う');
  return scan.fates.includes(otherNumber) && !scan.fates.includes(USED);
}

function personIdColumn(roster: Roster, { rowOf, size }: Decision, width: number): StoredTexts {
  const codes = new Uint32Array(size);
  for (let row = 0; row < size; row++) codes[row] = row + 1;
  return new StoredTexts(codes, roster.numbersOf(rowOf, size, width));
}

function closed(columns: Columns): PersonColumns {
  for (const column of Object.values(columns)) if (column instanceof TextBuilder) column.close();
  return { ...columns } as PersonColumns;
}

function reportOf(source: Source, filled: Filled, more: readonly string[] = []): SourceReport {
  const { input, recognition } = source;
  const { rows, used, setAside, setAsideRows } = filled;
  const { id, name, status } = recognition.layout;
  return {
    file: input.file,
    ...(input.sheet !== undefined && { sheet: input.sheet }),
    layout: { id, name, status },
    kinds: recognition.kinds,
    headerRow: recognition.headerRow,
    columns: recognition.columns,
    rows,
    used,
    setAside,
    setAsideRows,
    notices: [...recognition.notices, ...(input.remarks?.() ?? []), ...more, ...sourceNotices(source, filled)],
  };
}

/**
 * Sums up the receipts in long form. A fact that a table with one row a person tells is left to that table.
 * Returns what is to be said of each source.
 */
function collectReceipts(
  sources: readonly Source[],
  target: Omit<Target, 'open'>,
  rules: ReceiptRules,
): ReadonlyMap<Source, readonly string[]> {
  const rows = sources.filter((source) => source.recognition.receiptColumns !== null);
  if (rows.length === 0) return new Map();
  const told = new Set(sources.filter((source) => !rows.includes(source)).flatMap((source) => [...source.fields]));
  const fields = new Set(rows.flatMap((source) => [...source.fields]).filter((field) => !told.has(field)));
  const collector = new ReceiptCollector(target.undatedCheckups.length, target.fiscalYear, rules);
  const notices = new Map(rows.map((source) => [source, collector.collect(source, target.rowOf)]));
  collector.write(target.columns, fields);
  return notices;
}

/** Fills the table: registers first, because what they say of a person stands, then the others in their order. */
function fillAll(
  decision: Decision,
  registers: readonly Unscanned[],
  given: Omit<Target, 'open'>,
  byBirth: boolean,
): ReadonlyMap<Source, Filled> {
  const { columns } = given;
  const { effects, size } = decision;
  const inputs = new Set(registers.map((register) => register.input));
  const isRegister = ({ source }: Effects): boolean => inputs.has(source.input);
  const joined = effects.filter(({ source }) => !isUnjoined(source));
  const filled = new Map<Source, Filled>();
  // A column is made when its first values come: the memory of what was read is given back meanwhile.
  const brought = new Set(joined.flatMap(({ source }) => broughtBy(source)));
  const open = (field: FieldId): void => {
    if (brought.has(field)) columns[field] ??= openedColumn(field, size);
  };
  const target: Target = { ...given, open };
  for (const each of [...joined.filter(isRegister), ...joined.filter((effect) => !isRegister(effect))]) {
    filled.set(each.source, fillFrom(each, target));
  }
  for (const each of effects.filter((effect) => !joined.includes(effect))) {
    if (byBirth && joinByBirth(each, target)) for (const field of broughtBy(each.source)) brought.add(field);
    filled.set(each.source, fillFrom(each, target));
  }
  for (const field of brought) open(field);
  return filled;
}

/**
 * Joins sources into the person table of one fiscal year.
 *
 * Insured persons are those of the registers (sources with 資格 columns, else wide tables), without any the union of all
 * sources. Every row read is used or set aside with its reason. A field that no source provides is absent from the table.
 * @throws AnalystError source.none, source.noKey, source.noYear, source.noPersons, csv.unclosedQuote, file.unreadable
 */
export function buildIntake(inputs: readonly SourceInput[], options: IntakeOptions = {}): Intake {
  const { sources, unrecognised, aggregates } = gather(inputs, options.titleYears ?? false);
  const registers = registersOf(sources, options.fiscalYear);
  const roster = new Roster();
  const { scanned: read, width } = scanAll(sources, registers, roster);
  const newest = newestYear(read);
  const fiscalYear = options.fiscalYear ?? newest ?? newestNamedYear(read);
  if (roster.size === 0) throw new AnalystError('source.noPersons', { fiscalYear: fiscalYear ?? '未定' });
  if (fiscalYear === null) throw new AnalystError('source.noYear');
  const referenceDate = options.referenceDate ?? fiscalYearEnd(fiscalYear);
  const scanned = read.map((source) => placed(source, fiscalYear));

  const inputsOfRegisters = new Set(registers.map((register) => register.input));
  const scannedRegisters = scanned.filter((source) => inputsOfRegisters.has(source.input));
  const changedNumbers = findChangedNumbers(scanned, scannedRegisters, options.joinByBirth ?? false);
  const decision = decide(scanned, scannedRegisters, roster.size, {
    fiscalYear,
    referenceDate,
    keepLeavers: options.keepLeavers ?? false,
  });
  const { size, rowOf } = decision;
  if (size === 0) throw new AnalystError('source.noPersons', { fiscalYear });

  const loaded = yearsLoaded(scanned, fiscalYear);
  const columns: Columns = { personId: personIdColumn(roster, decision, width) };
  if (loaded.previous !== 'none') columns.checkupDatePrevious = emptyColumn('date', size);
  const target = { columns, rowOf, fiscalYear, undatedCheckups: new Uint8Array(size) };
  const filled = fillAll(decision, registers, target, options.joinByBirth ?? false);
  const receiptNotices = collectReceipts(scanned, target, { ...defaultReceiptRules(), ...options.receiptRules });
  derive(columns, {
    size,
    fiscalYear,
    checkups: loaded.current,
    checkupsPrevious: loaded.previous,
    undatedCheckups: target.undatedCheckups,
  });

  const finished = closed(columns);
  const table: PersonTable = {
    fiscalYear,
    referenceDate,
    size,
    columns: finished,
    stamp: stampOf(fiscalYear, referenceDate, size, finished),
  };
  let pictures: readonly Distribution[] | null = null;
  return {
    fiscalYear,
    get distributions() {
      return (pictures ??= distributionsOf(table));
    },
    fiscalYearBasis: yearBasis(
      fiscalYear,
      options.fiscalYear !== undefined ? 'given' : newest !== null ? 'checkups' : 'named',
    ),
    table,
    sources: scanned.map((source) =>
      reportOf(source, filled.get(source)!, [
        ...(receiptNotices.get(source) ?? []),
        ...(changedNumbers.get(source) ?? []),
        ...undatedNotices(source.input, source.recognition, fiscalYear),
      ]),
    ),
    unrecognised,
    aggregates,
    quality: scanned.flatMap((source) => filled.get(source)!.quality),
    notices: intakeNotices(table, scanned, scannedRegisters.length > 0, newest),
  };
}
