/** Joins the sources of a run: read once, then seen from any fiscal year, with the ledger of what became of every row. */
import { fiscalYearEnd, inJapaneseYear } from '../values/calendar';
import { emptyColumn } from './columns';
import { TextBuilder } from '../stage/textColumn';
import { decide, type Decision } from './decide';
import { USED } from './dispositions';
import { derive } from './derive';
import { extractionYear, newestNamedYear, whyNobody, type Extraction } from './extractionYear';
import { distributionsOf } from './distributions';
import { AnalystError } from '../errors';
import type { Filled } from './fill';
import { broughtBy, fillAll, isUnjoined, writeReceipts } from './fillTable';
import { checkupsByRow, yearsLoaded, type CheckupsLoaded } from './yearsLoaded';
import { intakeNotices, onlyRemainingWords, sourceNotices, yearBasis } from './notices';
import { chooseRegisters } from './registers';
import { plain } from '../values/readings';
import { datedParts, ofYear, type SourceOfYear, type Years } from './sourceOfYear';
import { yearsOf } from './sourceYears';
import { letGoOfFiles, readSources, type Read } from './readSources';
import { stampOf } from './stamp';
import { toldInsurers, untellOthers, untoldWords } from './toldInsurers';
import { overviewOf } from './yearOverview';
import type { TextColumn } from '../stage/columns';
import type { Columns } from './writers';
import type { Intake, IntakeOptions, IntakeYears, SourceReport } from './report';
import type { PersonColumns, PersonTable } from './personTable';
import { listedColumns } from '../recognise/listedColumns';
import type { SourceInput } from '../recognise/sourceInput';
import { atOnce, type Steps } from '../steps';

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
