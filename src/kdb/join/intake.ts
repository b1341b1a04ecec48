/** Joins the sources of a run: read once, then seen from any fiscal year, with the ledger of what became of every row. */
import { fiscalYearEnd, fiscalYearOf, inJapaneseYear } from '../values/calendar';
import { emptyColumn, type MutableColumn } from './columns';
import { TextBuilder } from '../stage/textColumn';
import { decide, hasHistory, type Decision } from './decide';
import { dispositionOf, USED } from './dispositions';
import { PART, type Effects } from './effects';
import { derive, type DeriveOptions, type YearLoaded } from './derive';
import { extractionYear, newestNamedYear, whyNobody, type Extraction } from './extractionYear';
import { distributionsOf } from './distributions';
import { AnalystError } from '../errors';
import { FIELDS } from '../values/fields';
import { fillFrom, type Filled } from './fill';
import { intakeNotices, onlyRemainingWords, sourceNotices, yearBasis } from './notices';
import { Receipts } from './receiptRows';
import { chooseRegisters } from './registers';
import { plain } from '../values/readings';
import { type Source } from './scan';
import { datedParts, ofYear, type SourceOfYear, type Years } from './sourceOfYear';
import { yearsOf } from './sourceYears';
import { letGoOfFiles, readSources, type Read } from './readSources';
import { stampOf } from './stamp';
import { bitsByInsurer, toldInsurers, untellOthers, untoldWords } from './toldInsurers';
import { overviewOf } from './yearOverview';
import { CARE_LEVEL, NO, NO_DATE } from '../values/codes';
import type { TextColumn } from '../stage/columns';
import { roomOf, type Threads } from '../files/threads';
import type { Columns, Target } from './writers';
import type { FieldId } from '../values/fieldIds';
import type { Intake, IntakeOptions, IntakeYears, SourceReport } from './report';
import type { PersonColumns, PersonTable } from './personTable';
import { listedColumns } from '../recognise/listedColumns';
import type { SourceInput } from '../recognise/sourceInput';
import { atOnce, type Steps } from '../steps';

/** What a source of check-ups tells of the fiscal year and of the year before, of the persons of some of its rows. */
interface CheckupsLoaded {
  readonly current: YearLoaded;
  readonly previous: YearLoaded;
}

/** Of two sources the one that tells of more persons. */
const atLeast = (known: YearLoaded, more: YearLoaded): YearLoaded =>
  known === 'all' || more === 'none' ? known : more;

/** @param holds whether one of the rows has a check-up in a year */
function loadedBy(
  { recognition, dates, isPersonTable, fields }: SourceOfYear,
  fiscalYear: number,
  holds: (year: number) => boolean,
): CheckupsLoaded {
  let current: YearLoaded = fields.has('checkedUp') ? 'all' : 'none';
  let previous: YearLoaded = fields.has('checkedUpPrevious') ? 'all' : 'none';
  const { checkupDate, checkupDatePrevious } = dates;
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
  return { current, previous };
}

/** Whether a check-up source was loaded for the fiscal year, and for the year before: at all, and by insurer where there are several. */
function yearsLoaded(
  sources: readonly SourceOfYear[],
  fiscalYear: number,
  roster: Read['roster'],
): CheckupsLoaded & { readonly byInsurer: ReadonlyMap<number, CheckupsLoaded> | null } {
  const byInsurer = roster.insurerCodes().length > 1 ? new Map<number, CheckupsLoaded>() : null;
  let all: CheckupsLoaded = { current: 'none', previous: 'none' };
  const more = (known: CheckupsLoaded, found: CheckupsLoaded): CheckupsLoaded => ({
    current: atLeast(known.current, found.current),
    previous: atLeast(known.previous, found.previous),
  });
  for (const source of sources) {
    if (!source.recognition.kinds.includes('checkup')) continue;
    const days = source.dates.checkupDate;
    const isIn = (day: number, year: number): boolean => day !== NO_DATE && fiscalYearOf(day) === year;
    const inYear = (year: number): boolean => days?.some((day) => isIn(day, year)) ?? false;
    all = more(all, loadedBy(source, fiscalYear, inYear));
    if (byInsurer === null) continue;
    const bitOf = (row: number): number =>
      days === null ? 0 : isIn(days[row]!, fiscalYear) ? 1 : isIn(days[row]!, fiscalYear - 1) ? 2 : 0;
    for (const [insurer, bits] of bitsByInsurer(source, roster, bitOf)) {
      const found = loadedBy(source, fiscalYear, (year) => (bits & (year === fiscalYear ? 1 : 2)) !== 0);
      byInsurer.set(insurer, more(byInsurer.get(insurer) ?? found, found));
    }
  }
  return { ...all, byInsurer };
}

/** An empty column of a field that a source brings. A loaded receipt source means 0 and no, a certification 認定なし. */
function openedColumn(field: FieldId, size: number, threads?: Threads): MutableColumn {
  const { kind, part } = FIELDS[field];
  const column = emptyColumn(kind, size, roomOf(threads));
  if (part === 'receipt' || field === 'careBenefit') {
    if (column.kind === 'flag') column.codes.fill(NO);
    else if (column.kind === 'count' || column.kind === 'measure') column.values.fill(0);
  } else if (part === 'certification' && column.kind === 'code') column.codes.fill(CARE_LEVEL.none);
  return column;
}

/** Parts of which nothing is told where no row of a source has a date of the year. */
function toldParts({ source, parts }: Effects): { readonly checkup: boolean; readonly certification: boolean } {
  const dated = datedParts(source.source);
  let bits = 0;
  if (dated.size > 0) for (let row = 0; row < parts.length; row++) bits |= parts[row]!;
  const isTold = (part: number): boolean => (bits & part) !== 0 || parts.length === 0;
  return {
    checkup: !dated.has('checkup') || isTold(PART.checkup),
    certification: !dated.has('certification') || isTold(PART.certification | PART.previousCertification),
  };
}

/** The fields that a source brings to the table. */
function broughtBy(effects: Effects): readonly FieldId[] {
  const { source } = effects;
  const fields: readonly FieldId[] = hasHistory(source) ? [...source.fields, 'careLevelPrevious'] : [...source.fields];
  if (source.isPersonTable) return fields;
  const told = toldParts(effects);
  return fields.filter((field) => {
    const { part } = FIELDS[field];
    if (part === 'checkup') return told.checkup || /^check/.test(field);
    return part !== 'certification' || told.certification;
  });
}

const OTHER_NUMBER = dispositionOf('番号の種類が違う');

/** A source whose numbers are those of 介護保険 alone says nothing about anybody until it is joined in another way. */
function isUnjoined({ scan: { dispositions } }: Source): boolean {
  return dispositions.count(OTHER_NUMBER) > 0 && dispositions.count(USED) === 0;
}

function closed(columns: Columns): PersonColumns {
  for (const column of Object.values(columns)) if (column instanceof TextBuilder) column.close();
  return { ...columns } as PersonColumns;
}

function reportOf(
  source: SourceOfYear,
  filled: Filled,
  extraction: number,
  more: readonly string[] = [],
): SourceReport {
  const { input, recognition } = source;
  const { rows, used, setAside, setAsideRows } = filled;
  const { id, name, status } = recognition.layout;
  return {
    file: input.file,
    ...(input.sheet !== undefined && { sheet: input.sheet }),
    layout: { id, name, status },
    kinds: source.source.recognition.kinds,
    placed: yearsOf(source.source, extraction),
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
 * Writes the receipts in long form. A fact that a table with one row a person tells is left to that table: where insurers differ, of
 * each to the tables in which its rows stand. The latest month of several insurers is that of each.
 */
function* writeReceipts(
  sources: readonly SourceOfYear[],
  receipts: Receipts,
  { columns, rowOf, fiscalYear }: Omit<Target, 'open'>,
  { roster, ofEachMonth }: { readonly roster: Read['roster']; readonly ofEachMonth: boolean },
): Steps<void> {
  const isLong = ({ recognition }: SourceOfYear): boolean => recognition.receiptColumns !== null;
  const long = new Set(sources.filter(isLong).flatMap((source) => [...source.fields]));
  const others = sources.filter((source) => !isLong(source));
  const fieldsBeside = (told: readonly SourceOfYear[]): Set<FieldId> => {
    const fields = new Set(told.flatMap((source) => [...source.fields]));
    return new Set([...long].filter((field) => !fields.has(field)));
  };
  const insurers = roster.insurerCodes();
  if (insurers.length < 2) {
    yield* receipts.write(columns, fieldsBeside(others), fiscalYear, rowOf);
    return;
  }
  const rowsIn = new Map(others.map((source) => [source, bitsByInsurer(source, roster)]));
  const groups = new Map<string, { readonly fields: Set<FieldId>; readonly insurers: Set<number> }>();
  for (const insurer of [0, ...insurers]) {
    const fields = fieldsBeside(others.filter((source) => rowsIn.get(source)!.has(insurer)));
    const key = `${ofEachMonth ? insurer : ''} ${[...fields].sort().join()}`;
    const group = groups.get(key) ?? { fields, insurers: new Set<number>() };
    groups.set(key, group);
    group.insurers.add(insurer);
  }
  for (const { fields, insurers: own } of groups.values()) {
    const rows = groups.size === 1 ? rowOf : rowOf.map((row, person) => (own.has(roster.insurerOf(person)) ? row : -1));
    yield* receipts.write(columns, fields, fiscalYear, rows);
  }
}

/**
 * Fills the table: registers first, because what they say of a person stands, then tables that name the year, then the others.
 * @param isLast no other year will be asked for: what was read is given back column by column
 */
function* fillAll(
  decision: Decision,
  registers: ReadonlySet<SourceOfYear>,
  given: Omit<Target, 'open'>,
  isLast: boolean,
): Steps<ReadonlyMap<SourceOfYear, Filled>> {
  const { columns } = given;
  const { effects, size } = decision;
  const joined = effects.filter(({ source }) => !isUnjoined(source));
  const filled = new Map<SourceOfYear, Filled>();
  // A column is made when its first values come: the memory of what was read is given back meanwhile.
  const brought = new Set(joined.flatMap(broughtBy));
  const [shared] = joined.flatMap(({ source }) => source.input.shared ?? []);
  const open = (field: FieldId): void => {
    if (brought.has(field)) columns[field] ??= openedColumn(field, size, shared?.threads);
  };
  const target: Target = { ...given, open };
  const rank = ({ source }: Effects): number =>
    registers.has(source) ? 0 : isUnjoined(source) ? 3 : source.named?.year === given.fiscalYear ? 1 : 2;
  const ordered = effects.map((each) => ({ each, at: rank(each) })).sort((a, b) => a.at - b.at);
  for (const { each } of ordered) filled.set(each.source, yield* fillFrom(each, target, isLast));
  for (const field of brought) open(field);
  return filled;
}

/** Which years of check-ups are known of the person of a row. */
function checkupsByRow(
  { current, previous, byInsurer }: ReturnType<typeof yearsLoaded>,
  roster: Read['roster'],
  rowOf: Int32Array,
  size: number,
): Pick<DeriveOptions, 'checkups' | 'checkupsPrevious'> {
  if (byInsurer === null) return { checkups: { any: current }, checkupsPrevious: { any: previous } };
  const insurers = new Int32Array(size);
  rowOf.forEach((row, person) => {
    if (row >= 0) insurers[row] = roster.insurerOf(person);
  });
  const of =
    (year: keyof CheckupsLoaded) =>
    (row: number): YearLoaded =>
      byInsurer.get(insurers[row]!)?.[year] ?? 'none';
  return { checkups: { any: current, of: of('current') }, checkupsPrevious: { any: previous, of: of('previous') } };
}

/** Takes back the 0 and the no of persons of whom no export of their insurer tells; what is to be said of it. */
function untell(
  { effects, rowOf }: Decision,
  columns: Columns,
  byInsurer: ReadonlyMap<number, CheckupsLoaded>,
  roster: Read['roster'],
): { readonly words: readonly string[]; readonly table: Pick<PersonTable, 'withoutGatherings'> } {
  const joined = effects.filter(({ source }) => !isUnjoined(source));
  const told = toldInsurers(joined, broughtBy, roster);
  untellOthers(columns, told, roster, rowOf);
  const insurers = new Set<number>();
  rowOf.forEach((row, person) => {
    if (row >= 0) insurers.add(roster.insurerOf(person));
  });
  const examined = [...byInsurer].flatMap(([insurer, loaded]) => (loaded.current === 'none' ? [] : [insurer]));
  const words = untoldWords(told, roster, insurers, new Set(examined));
  const listed = told.get('gathering');
  const unlisted = listed ? [...insurers].filter((insurer) => !listed.has(insurer)) : [];
  const codes = codesInTable(new Set(unlisted), roster, rowOf, columns.insurer as TextColumn | undefined);
  return { words, table: codes.size === 0 ? {} : { withoutGatherings: codes } };
}

/** Insurers of the roster by their codes in the column of the table. */
function codesInTable(
  insurers: ReadonlySet<number>,
  roster: Read['roster'],
  rowOf: Int32Array,
  column: TextColumn | undefined,
): ReadonlySet<number> {
  const codes = new Set<number>();
  rowOf.forEach((row, person) => {
    if (column && row >= 0 && insurers.has(roster.insurerOf(person))) codes.add(column.codes[row]!);
  });
  return codes;
}

/** The intake of one fiscal year of what was read. */
function* intakeOfYear(
  all: Read,
  extraction: Extraction,
  asked: number,
  options: IntakeOptions,
  isLast: boolean,
): Steps<Intake> {
  const years: Years = { asked, extraction: extraction.fiscalYear };
  const isExtraction = asked === extraction.fiscalYear;
  const referenceDate = (isExtraction ? options.referenceDate : undefined) ?? fiscalYearEnd(asked);
  const candidates = all.ordered.map((source) => ofYear(source, years, all.registers.has(source)));
  yield;
  const chosen = chooseRegisters(
    candidates.filter(({ source }) => all.registers.has(source)),
    all.roster,
    years,
    referenceDate,
  );
  // A register of another year still tells of this one by the dates of its check-ups.
  const isPassedOver = ({ source, dispositions }: SourceOfYear): boolean =>
    all.registers.has(source) &&
    datedParts(source).size > 0 &&
    dispositions.count(USED) === 0 &&
    source.scan.dispositions.count(USED) > 0;
  const sources = candidates.map((each) => (isPassedOver(each) ? ofYear(each.source, years, false) : each));
  const registers = candidates.filter((each) => all.registers.has(each.source) && !isPassedOver(each));
  yield;
  const decision = yield* decide(sources, registers, all.roster.size, {
    fiscalYear: asked,
    referenceDate,
    keepLeavers: options.keepLeavers ?? false,
  });
  const { size, rowOf } = decision;
  yield;
  if (size === 0)
    throw new AnalystError('source.noPersons', {
      fiscalYear: `${inJapaneseYear(asked)}（${asked}年度）`,
      why: whyNobody(
        sources.map(({ source, dispositions }) => ({ ...source, scan: { ...source.scan, dispositions } })),
      ),
    });

  const loaded = yearsLoaded(sources, asked, all.roster);
  const columns: Columns = { personId: all.roster.numbersOf(rowOf, size, all.width) };
  if (loaded.previous !== 'none') columns.checkupDatePrevious = emptyColumn('date', size);
  const target = { columns, rowOf, fiscalYear: asked, undatedCheckups: new Uint8Array(size) };
  const filled = yield* fillAll(decision, new Set(registers), target, isLast);
  const ofEachMonth = options.receiptRules?.drugPeriod === 'latestMonth';
  if (all.receipts) yield* writeReceipts(sources, all.receipts, target, { roster: all.roster, ofEachMonth });
  const loadedOf = checkupsByRow(loaded, all.roster, rowOf, size);
  const untold = loaded.byInsurer && untell(decision, columns, loaded.byInsurer, all.roster);
  yield;
  derive(columns, { size, fiscalYear: asked, undatedCheckups: target.undatedCheckups, ...loadedOf });

  yield;
  const finished = closed(columns);
  yield;
  const { listed, absent } = listedColumns(
    options.listColumns ?? [],
    sources.map(({ recognition }) => recognition),
  );
  const table = tableWithStamp({
    fiscalYear: asked,
    referenceDate,
    size,
    columns: finished,
    ...untold?.table,
    ...(listed.length === 0 ? {} : { listed }),
  });
  const onlyRemaining = onlyRemainingWords(chosen.onlyRemaining, all.roster, asked, referenceDate);
  // The reports stand in the order in which the files were given.
  const given = all.sources.map(({ input }) => sources.find((source) => source.input === input)!);
  return withDistributions({
    fiscalYear: asked,
    fiscalYearBasis: yearBasis(asked, isExtraction ? extraction.from : 'given'),
    table,
    sources: given.map((source) =>
      reportOf(source, filled.get(source)!, extraction.fiscalYear, [
        ...(source.recognition.receiptColumns ? all.receipts!.noticesOf(source) : []),
        ...(all.changedNumbers.get(source.source) ?? []),
      ]),
    ),
    unrecognised: all.unrecognised,
    aggregates: all.aggregates,
    quality: given.flatMap((source) => filled.get(source)!.quality),
    notices: intakeNotices({
      table,
      sources: given,
      registers,
      chosen,
      roster: all.roster,
      newestYear: extraction.newestCheckup,
      extraction: extraction.fiscalYear,
      onlyRemaining,
      untold: untold?.words ?? [],
      unlisted: absent,
    }),
    onlyRemaining,
    ...(onlyRemaining === '' ? {} : remainingAmong(chosen.onlyRemaining, all.roster, rowOf, finished)),
  });
}

/** The insurers of whom only those still there are known, by their codes in the table; nothing where these are all insurers. */
function remainingAmong(
  insurers: ReadonlySet<number>,
  roster: Read['roster'],
  rowOf: Int32Array,
  { insurer }: PersonTable['columns'],
): Pick<Intake, 'remainingInsurers'> {
  if (!insurer || roster.insurerCodes().every((code) => insurers.has(code))) return {};
  return { remainingInsurers: codesInTable(insurers, roster, rowOf, insurer) };
}

/** The table with its stamp. It keeps nothing of what it was made from. */
function tableWithStamp(table: Omit<PersonTable, 'stamp'>): PersonTable {
  return {
    ...table,
    get stamp() {
      return stampOf(table);
    },
  };
}

/** The intake with the pictures of its table, made when first asked for. It keeps nothing else of what it was made from. */
function withDistributions(intake: Omit<Intake, 'distributions'>): Intake {
  return {
    ...intake,
    get distributions() {
      return distributionsOf(intake.table);
    },
  };
}

/**
 * Joins sources into the person table of one fiscal year; what was read is given back meanwhile. See `readYears`.
 * @throws AnalystError source.none, source.noKey, source.noYear, source.noPersons, csv.unclosedQuote, file.unreadable
 */
export function buildIntake(inputs: readonly SourceInput[], options: IntakeOptions = {}): Intake {
  const all = atOnce(readSources(inputs, options));
  const extraction = extractionYear(all, options.fiscalYear);
  return atOnce(intakeOfYear(all, extraction, extraction.fiscalYear, options, true));
}

/**
 * Reads sources once, for the person table of any fiscal year.
 *
 * The rows of a table are of the year that they name: by their dates or months, by a column 抽出年度, by a mark in the heading; else
 * by the lines above the header, the sheet or the file. Tables that name no year are of the 抽出年度.
 *
 * Insured persons of a year are those of the registers (sources with 資格 columns, else wide tables), without any the union of all
 * sources. Every row read is used or set aside with its reason. A field that no source provides is absent from the table.
 * @throws AnalystError as `buildIntake`, but for source.noPersons of a year, which `year` throws
 */
export const readYears = (inputs: readonly SourceInput[], options: IntakeOptions = {}): IntakeYears =>
  atOnce(yearsSteps(inputs, options));

/** The same in steps, for whoever shares a thread with somebody who types. */
export function* yearsSteps(inputs: readonly SourceInput[], options: IntakeOptions = {}): Steps<IntakeYears> {
  const all = yield* readSources(inputs, options);
  yield* letGoOfFiles(all);
  const extraction = extractionYear(all, options.fiscalYear);
  const intakes = new Map<number, Intake>();
  const { receipts, roster } = all;
  let overview: ReturnType<typeof overviewOf> | null = null;
  function* yearSteps(fiscalYear: number): Steps<Intake> {
    const known = intakes.get(fiscalYear);
    if (known) return known;
    const intake = yield* intakeOfYear(all, extraction, fiscalYear, options, false);
    intakes.set(fiscalYear, intake);
    return intake;
  }
  return {
    fiscalYear: extraction.fiscalYear,
    newestYear: extraction.newestCheckup ?? newestNamedYear(all.ordered),
    year: (fiscalYear) => atOnce(yearSteps(fiscalYear)),
    yearSteps,
    overview: () => (overview ??= overviewOf(all, extraction.fiscalYear)),
    receipts: receipts && {
      countsIn: ({ number, insurer }, from, to) => {
        const person = roster.personOf(number, plain(insurer));
        return person < 0 ? null : receipts.countsIn(person, from, to);
      },
      dentalMonths: ({ number, insurer }) => {
        const person = roster.personOf(number, plain(insurer));
        return person < 0 ? null : receipts.dentalMonths(person);
      },
      reach: ({ number, insurer }) => {
        const person = roster.personOf(number, plain(insurer));
        return person < 0 ? null : receipts.toldOf(person);
      },
    },
  };
}
