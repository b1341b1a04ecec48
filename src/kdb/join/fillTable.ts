/** Fills the table of one fiscal year with what all sources bring. */
import { fillWith, unfilledColumn, type MutableColumn } from './columns';
import { hasHistory, type Decision } from './decide';
import { dispositionOf, USED } from './dispositions';
import { PART, type Effects } from './effects';
import { fillFrom, type Filled } from './fill';
import type { Receipts } from './receiptRows';
import type { Roster } from './roster';
import type { Source } from './scan';
import { datedParts, type SourceOfYear } from './sourceOfYear';
import { bitsByInsurer } from './toldInsurers';
import { initialOf, type Target } from './writers';
import { FIELDS } from '../values/fields';
import type { FieldId } from '../values/fieldIds';
import { roomOf, type Threads } from '../files/threads';
import type { Steps } from '../steps';

/** An empty column of a field that a source brings. */
function openedColumn(field: FieldId, size: number, unfilled: boolean, threads?: Threads): MutableColumn {
  const column = unfilledColumn(FIELDS[field].kind, size, roomOf(threads));
  if (!unfilled && column.kind !== 'text') fillWith(column, initialOf(field, column));
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
export function broughtBy(effects: Effects): readonly FieldId[] {
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
export function isUnjoined({ scan: { dispositions } }: Source): boolean {
  return dispositions.count(OTHER_NUMBER) > 0 && dispositions.count(USED) === 0;
}

/**
 * Writes the receipts in long form. A fact that a table with one row a person tells is left to that table: where insurers differ, of
 * each to the tables in which its rows stand. The latest month of several insurers is that of each.
 */
export function* writeReceipts(
  sources: readonly SourceOfYear[],
  receipts: Receipts,
  { columns, rowOf, fiscalYear }: Omit<Target, 'open'>,
  { roster, ofEachMonth }: { readonly roster: Roster; readonly ofEachMonth: boolean },
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
export function* fillAll(
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
  const open = (field: FieldId, unfilled = false): void => {
    if (brought.has(field)) columns[field] ??= openedColumn(field, size, unfilled, shared?.threads);
  };
  const target: Target = { ...given, open };
  const rank = ({ source }: Effects): number =>
    registers.has(source) ? 0 : isUnjoined(source) ? 3 : source.named?.year === given.fiscalYear ? 1 : 2;
  const ordered = effects.map((each) => ({ each, at: rank(each) })).sort((a, b) => a.at - b.at);
  for (const { each } of ordered) filled.set(each.source, yield* fillFrom(each, target, isLast));
  for (const field of brought) open(field);
  return filled;
}
