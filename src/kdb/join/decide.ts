/** Decides what becomes of every row: who is insured on the reference date, which check-up counts, which rows are doubles. */
import { fiscalYearEnd, fiscalYearOf } from '../values/calendar';
import { roomOf } from '../files/threads';
import { decideCheckups } from './checkups';
import { competingGroups, PART, type Effects } from './effects';
import { dispositionOf, USED, type Disposition } from './dispositions';
import { datedParts, yearOfRow, type SourceOfYear } from './sourceOfYear';
import { NO_DATE } from '../values/codes';
import type { Steps } from '../steps';

const DUPLICATE = dispositionOf('重複');
const LEFT = dispositionOf('資格喪失');
const NOT_YET = dispositionOf('資格取得前');
const LEFT_UNREADABLE = dispositionOf('資格喪失日を読めない');
const ENROLLED_UNREADABLE = dispositionOf('資格取得日を読めない');
const STRANGER = dispositionOf('台帳にない');
const OTHER_YEAR = dispositionOf('対象年度外');
const NOT_IN_EFFECT = dispositionOf('有効期間外');

/** No row of a register is about the person. */
const NOBODY_MET = 255;

export interface Decision {
  /** Row in the person table per person of the roster, or -1 for those set aside. */
  readonly rowOf: Int32Array;
  readonly size: number;
  readonly effects: readonly Effects[];
}

interface Scope {
  readonly fiscalYear: number;
  readonly referenceDate: number;
  /** Persons who left stay. */
  readonly keepLeavers: boolean;
}

/** Rank of a check-up date: of the fiscal year, before it, after it, none; within each the newest. */
function dateRank(days: number, fiscalYear: number): number {
  if (days === NO_DATE) return -1e9;
  const year = fiscalYearOf(days);
  return days + (year === fiscalYear ? 2e8 : year < fiscalYear ? 1e8 : 0);
}

/**
 * One row a person over several tables of persons. Rows that name the year go before those that name none, rows of persons who
 * are insured before others, then the newest check-up date wins whole, then the first row. Returns what became of the best row by
 * person, and `NOBODY_MET` for those without any.
 */
function contestPersons(
  tables: readonly SourceOfYear[],
  persons: number,
  scope: Scope,
  status: (source: SourceOfYear, row: number) => Disposition,
): Uint8Array {
  const bestTable = new Int16Array(persons).fill(-1);
  const bestRow = new Int32Array(persons);
  const standing = new Uint8Array(persons).fill(NOBODY_MET);
  const yearsOf = tables.map((source) => yearOfRow(source));
  const rankOf = (table: number, row: number): number => {
    const source = tables[table]!;
    const dates = source.dates.checkupDate;
    return (
      (yearsOf[table]!(row) === scope.fiscalYear ? 4e9 : 0) +
      (status(source, row) === USED ? 1e9 : 0) +
      (dates ? dateRank(dates[row]!, scope.fiscalYear) : -1e9)
    );
  };
  tables.forEach((source, table) => {
    const people = source.scan.persons;
    const { dispositions } = source;
    for (let row = 0; row < dispositions.rows; row++) {
      if (!dispositions.isUsed(row)) continue;
      const person = people[row]!;
      const holder = bestTable[person]!;
      if (holder >= 0) {
        const held = tables[holder]!;
        const heldRow = bestRow[person]!;
        const wins = rankOf(table, row) > rankOf(holder, heldRow);
        const loser = wins ? held : source;
        const loserRow = wins ? heldRow : row;
        const [ownYear, heldYear] = [yearsOf[table]!(row), yearsOf[holder]!(heldRow)];
        const isOfAnother = ownYear !== heldYear && ownYear !== 0 && heldYear !== 0;
        loser.dispositions.set(loserRow, status(loser, loserRow) || (isOfAnother ? OTHER_YEAR : DUPLICATE));
        if (!wins) continue;
      }
      bestTable[person] = table;
      bestRow[person] = row;
    }
  });
  for (let person = 0; person < persons; person++) {
    const table = bestTable[person]!;
    if (table < 0) continue;
    const source = tables[table]!;
    standing[person] = status(source, bestRow[person]!);
    source.dispositions.set(bestRow[person]!, standing[person]!);
  }
  return standing;
}

/** 資格喪失日 on or before the reference date, or 資格取得日 after it; or one that says something, but not which day. */
function registerStatus({ referenceDate, keepLeavers }: Scope): (source: SourceOfYear, row: number) => Disposition {
  return (source, row) => {
    const { unreadableDates } = source.scan;
    const { enrolled, left } = source.dates;
    if (!keepLeavers && left && left[row] !== NO_DATE && left[row]! <= referenceDate) return LEFT;
    if (enrolled && enrolled[row] !== NO_DATE && enrolled[row]! > referenceDate) return NOT_YET;
    // Nearly always both are empty: most rows are not looked up.
    if (!keepLeavers && unreadableDates.left.size > 0 && unreadableDates.left.has(row)) return LEFT_UNREADABLE;
    return unreadableDates.enrolled.size > 0 && unreadableDates.enrolled.has(row) ? ENROLLED_UNREADABLE : USED;
  };
}

/** Marks the rows that bring a part of which one row a person counts: the first source, and in it the first row. */
function claimOnce(all: readonly Effects[], persons: number, part: 'receipt' | 'certification'): void {
  const sources = all.filter(
    ({ source }) => source.recognition.kinds.includes(part) && source.recognition.receiptColumns === null,
  );
  const groups = competingGroups(
    sources.map(({ source }) => source),
    [part],
  );
  const claimed = new Map<number, Uint8Array>();
  sources.forEach(({ source, parts }, index) => {
    const group = groups[index]!;
    if (!claimed.has(group)) claimed.set(group, new Uint8Array(persons));
    const taken = claimed.get(group)!;
    const { dispositions } = source;
    for (let row = 0; row < dispositions.rows; row++) {
      if (!dispositions.isUsed(row) || !source.isOfYear(row)) continue;
      const person = source.scan.persons[row]!;
      if (taken[person]) {
        if (!source.isPersonTable) dispositions.set(row, DUPLICATE);
      } else {
        taken[person] = 1;
        parts[row]! |= PART[part];
      }
    }
  });
}

/** Whether a source tells the certifications of a person one after the other, each with the time it holds for. */
export function hasHistory({
  recognition,
  isPersonTable,
}: Pick<SourceOfYear, 'recognition' | 'isPersonTable'>): boolean {
  const { kinds, validity, planned } = recognition;
  return (
    !isPersonTable &&
    kinds.includes('certification') &&
    validity.some((index) => index >= 0) &&
    planned.some((column) => column.field === 'careLevel') &&
    !planned.some((column) => column.field === 'careLevelPrevious')
  );
}

/** Of the certifications of a person, the one in effect on a day counts: of several, the one that began last. */
function claimInEffect({ source, parts }: Effects, persons: number, day: number, part: number): void {
  const { persons: people, validity } = source.scan;
  const { dispositions } = source;
  const [from, to] = validity;
  const best = new Int32Array(persons).fill(-1);
  const beganOn = (row: number): number => from?.[row] ?? NO_DATE;
  for (let row = 0; row < dispositions.rows; row++) {
    if (!dispositions.isUsed(row)) continue;
    const end = to?.[row] ?? NO_DATE;
    // Without any day the row is of the year that its table names.
    if (beganOn(row) === NO_DATE && end === NO_DATE && !(source.isOfAskedYear && source.isOfYear(row))) continue;
    if (beganOn(row) > day || (end !== NO_DATE && end < day)) continue;
    const held = best[people[row]!]!;
    if (held < 0 || beganOn(row) > beganOn(held)) best[people[row]!] = row;
  }
  for (const row of best) if (row >= 0) parts[row]! |= part;
}

/** Certifications in effect on the reference date, and at the end of the fiscal year before; all other rows are set aside. */
function claimHistory(effects: Effects, persons: number, scope: Scope): void {
  claimInEffect(effects, persons, scope.referenceDate, PART.certification);
  claimInEffect(effects, persons, fiscalYearEnd(scope.fiscalYear - 1), PART.previousCertification);
  const { dispositions } = effects.source;
  const claimed = PART.certification | PART.previousCertification;
  for (let row = 0; row < dispositions.rows; row++) {
    if (dispositions.isUsed(row) && (effects.parts[row]! & claimed) === 0) dispositions.set(row, NOT_IN_EFFECT);
  }
}

/** A source with attributes only: one row a person, the first. */
function firstRowsOnly(sources: readonly SourceOfYear[], persons: number): void {
  for (const { scan, dispositions } of sources) {
    const met = new Uint8Array(persons);
    for (let row = 0; row < dispositions.rows; row++) {
      if (!dispositions.isUsed(row)) continue;
      const person = scan.persons[row]!;
      if (met[person]) dispositions.set(row, DUPLICATE);
      met[person] = 1;
    }
  }
}

/** Rows of another year that tell nothing of this one by a date in them. */
function setOtherYearsAside({ source, parts }: Effects): void {
  const { dispositions, isOfAskedYear, isOfYear } = source;
  if (datedParts(source.source).size === 0) return;
  for (let row = 0; row < dispositions.rows; row++) {
    if (!dispositions.isUsed(row) || (isOfAskedYear && isOfYear(row))) continue;
    if ((parts[row]! & ~PART.attributes) === 0) dispositions.set(row, OTHER_YEAR);
  }
}

/**
 * Decides what becomes of every row and who stands in the person table.
 * @param registers the sources that say who is insured; none means everybody who was met
 */
export function* decide(
  sources: readonly SourceOfYear[],
  registers: readonly SourceOfYear[],
  persons: number,
  scope: Scope,
): Steps<Decision> {
  const isRegister = new Set(registers);
  const status = registerStatus(scope);
  const standing = new Uint8Array(persons).fill(registers.length > 0 ? NOBODY_MET : USED);
  for (const tables of byGroup(
    registers,
    competingGroups(registers, ['register', 'checkup', 'receipt', 'certification']),
  )) {
    contestPersons(tables, persons, scope, status).forEach((code, person) => {
      if (code !== NOBODY_MET && (standing[person] === NOBODY_MET || standing[person] === USED))
        standing[person] = code;
    });
  }
  yield;
  const others = sources.filter((source) => !isRegister.has(source));
  for (const { scan, dispositions } of others) {
    for (let row = 0; row < dispositions.rows; row++) {
      if (!dispositions.isUsed(row)) continue;
      const code = standing[scan.persons[row]!]!;
      if (code !== USED) dispositions.set(row, code === NOBODY_MET ? STRANGER : code);
    }
  }
  for (const table of others) if (table.isPersonTable) contestPersons([table], persons, scope, () => USED);
  firstRowsOnly(
    others.filter((source) => !source.isPersonTable && source.recognition.kinds.length === 0),
    persons,
  );

  const effects = sources.map((source): Effects => {
    const room = roomOf(source.source.input.shared?.threads);
    const parts = room(source.dispositions.rows).fill(PART.attributes);
    return { source, parts };
  });
  yield* decideCheckups(effects, persons, scope.fiscalYear);
  claimOnce(effects, persons, 'receipt');
  yield;
  const histories = effects.filter(({ source }) => hasHistory(source));
  for (const history of histories) claimHistory(history, persons, scope);
  claimOnce(
    effects.filter((effect) => !histories.includes(effect)),
    persons,
    'certification',
  );

  yield;
  for (const each of effects) if (!isRegister.has(each.source)) setOtherYearsAside(each);

  yield;
  const present = new Uint8Array(persons);
  for (const { scan, dispositions } of sources) {
    for (let row = 0; row < dispositions.rows; row++) if (dispositions.isUsed(row)) present[scan.persons[row]!] = 1;
  }
  const rowOf = new Int32Array(persons).fill(-1);
  let size = 0;
  for (let person = 0; person < persons; person++) if (present[person]) rowOf[person] = size++;
  return { rowOf, size, effects };
}

function byGroup(sources: readonly SourceOfYear[], groups: readonly number[]): readonly (readonly SourceOfYear[])[] {
  return [...new Set(groups)].map((group) => sources.filter((_, index) => groups[index] === group));
}
