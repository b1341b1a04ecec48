/** Reads the sources of a run once: what each is, whose its rows are, and the receipts among them. */
import { HIDDEN_WHY } from './account';
import { withoutRows } from '../files/rows';
import { findChangedNumbers } from './changedNumbers';
import { AnalystError } from '../errors';
import { joinByBirth } from './joinByBirth';
import { namedYearOf } from '../recognise/namedYear';
import { isExport } from '../recognise/looksLikeSource';
import { isOwnSheet, placeOf, recognise, type RecognisedSource } from '../recognise/recognise';
import { Receipts } from './receiptRows';
import { registersOf } from './registers';
import { NO_DATE } from '../values/codes';
import { defaultReceiptRules } from '../values/receiptRules';
import { Roster } from './roster';
import { numberWidths, scanSource, type NumberRule, type Scan, type Source } from './scan';
import { readAggregate, type Aggregate } from '../recognise/tidy';
import type { Intake, IntakeOptions } from './report';
import type { SourceInput } from '../recognise/sourceInput';
import type { Steps } from '../steps';

/** Width of the number of 介護保険; the numbers of 後期高齢者医療 have 8 digits. */
const CARE_NUMBER_WIDTH = 10;

type Unscanned = Omit<Source, 'scan'>;

interface Gathered {
  /** In the order in which they were given. */
  readonly sources: readonly Unscanned[];
  readonly unrecognised: Intake['unrecognised'];
  readonly aggregates: readonly Aggregate[];
}

function* gather(inputs: readonly SourceInput[], listed: readonly string[]): Steps<Gathered> {
  const sources: Unscanned[] = [];
  const unrecognised: { file: string; sheet?: string; why: string; isHidden?: boolean }[] = [];
  const aggregates: Aggregate[] = [];
  for (const input of inputs) {
    yield;
    const place = { file: input.file, ...(input.sheet !== undefined && { sheet: input.sheet }) };
    if (input.isHidden === true) {
      if (!isOwnSheet(input)) unrecognised.push({ ...place, why: HIDDEN_WHY, isHidden: true });
      continue;
    }
    const recognition = recognise(input, listed);
    const aggregate = recognition.recognised || isOwnSheet(input) ? null : readAggregate(input);
    if (recognition.recognised) sources.push(unscanned(input, recognition));
    else if (aggregate) aggregates.push(aggregate);
    else unrecognised.push({ ...place, why: recognition.why });
  }
  if (sources.length === 0) throw new AnalystError('source.none');
  return { sources, unrecognised, aggregates };
}

/**
 * The sources in the order of their names: where two tables say the same of a person and a day, the first by name counts, in
 * whatever order the files were given.
 */
function inOrderOfNames<S extends Pick<Source, 'input'>>(sources: readonly S[]): readonly S[] {
  const nameOf = ({ input: { file, sheet } }: S): string =>
    `${file.replace(/\.[A-Za-z]{3,4}$/, '')}\u0000${sheet ?? ''}`;
  return sources
    .map((source) => ({ source, name: nameOf(source) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ source }) => source);
}

/** The aggregate forms among inputs, also where there are no persons at all. */
export function aggregatesIn(inputs: readonly SourceInput[]): readonly Aggregate[] {
  return inputs.flatMap((input) =>
    input.isHidden === true || isExport(input) || isOwnSheet(input) ? [] : (readAggregate(input) ?? []),
  );
}

function unscanned(input: SourceInput, recognition: RecognisedSource): Unscanned {
  const values = recognition.kinds.filter((kind) => kind !== 'register').length;
  return {
    input,
    recognition,
    named: namedYearOf(input, recognition.headerRow),
    place: placeOf(input),
    isPersonTable: recognition.hasQualification || values > 1,
    fields: new Set(recognition.planned.map((column) => column.field)),
  };
}

const isCertificationOnly = ({ recognition }: Unscanned): boolean =>
  recognition.kinds.length === 1 && recognition.kinds[0] === 'certification';

/** Reads every source once: registers first, then the others, certifications last because their numbers may be of another kind. */
function* scanAll(
  sources: readonly Unscanned[],
  registers: readonly Unscanned[],
  roster: Roster,
): Steps<{ scanned: Source[]; width: number }> {
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
    const checked: NumberRule =
      last(source) && !onlyCareNumbers && othersMet ? careNumberRule(source, width, rule) : rule;
    const scan: Scan = yield* scanSource(source, roster, checked);
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

/** The sources of a run, read. */
export interface Read extends Gathered {
  /** In the order of their names. */
  readonly ordered: readonly Source[];
  readonly registers: ReadonlySet<Source>;
  readonly roster: Roster;
  readonly width: number;
  readonly receipts: Receipts | null;
  readonly changedNumbers: ReadonlyMap<Source, readonly string[]>;
}

/** Lets go of the files, for whoever keeps what was read: nobody reads them again. */
export function* letGoOfFiles({ sources, ordered }: Read): Steps<void> {
  const light = new Map<SourceInput, SourceInput>();
  for (const source of [...sources, ...ordered]) {
    const known = light.get(source.input) ?? withoutRows(source.input);
    light.set(source.input, known);
    source.input = known;
  }
  for (const { scan } of ordered) {
    yield* scan.stage.compact();
    scan.datesAt = datesOf(scan);
  }
}

/** The days of the columns of dates, made whenever somebody asks: the columns stay. */
function datesOf({ stage }: Scan): Scan['datesAt'] {
  return (index) => stage.wholeNumbers(index, NO_DATE);
}

/** Reads every source once, and finds out whose its rows are. */
export function* readSources(inputs: readonly SourceInput[], options: IntakeOptions): Steps<Read> {
  const gathered = yield* gather(inputs, options.listColumns ?? []);
  const sources = inOrderOfNames(gathered.sources);
  const registers = registersOf(sources);
  const roster = new Roster();
  const { scanned, width } = yield* scanAll(sources, registers, roster);
  const registerInputs = new Set(registers.map(({ input }) => input));
  const isRegister = ({ input }: Source): boolean => registerInputs.has(input);
  const scannedRegisters = scanned.filter(isRegister);
  const byBirth = options.joinByBirth ?? false;
  yield;
  const changedNumbers = findChangedNumbers(scanned, scannedRegisters, byBirth);
  yield;
  if (byBirth) joinByBirth([...scannedRegisters, ...scanned.filter((source) => !isRegister(source))], roster.size);
  const long = scanned.filter(({ recognition }) => recognition.receiptColumns !== null);
  const receipts = long.length > 0 ? new Receipts(roster, { ...defaultReceiptRules(), ...options.receiptRules }) : null;
  for (const source of long) yield* receipts!.collect(source);
  return {
    ...gathered,
    ordered: scanned,
    registers: new Set(scannedRegisters),
    roster,
    width,
    receipts,
    changedNumbers,
  };
}
