/** Decides what becomes of every row: who is insured on the reference date, which check-up counts, which rows are doubles. */
import { fiscalYearOf } from './calendar';
import { FIELDS, type FieldPart } from './fields';
import { reasonCode, USED, type Source } from './scan';
import { NO_DATE, type FieldId } from './types';

/** Parts of a used row that take effect, as bits. */
export const PART = { checkup: 1, previousCheckup: 2, receipt: 4, certification: 8, attributes: 16 } as const;

/** A check-up without a date column: of the fiscal year, and older than any dated one. */
const UNDATED = NO_DATE + 1;
/** Sources that do not compete are told apart by bits; more kinds of check-up files than this do not stand side by side. */
const MAX_GROUPS = 30;

const DUPLICATE = reasonCode('重複');
const LEFT = reasonCode('資格喪失');
const NOT_YET = reasonCode('資格取得前');

/** The decisions about one source: bits of PART per data row. */
export interface Effects {
  readonly source: Source;
  readonly parts: Uint8Array;
}

export interface Decision {
  /** Row in the person table per person of the roster, or -1 for those set aside. */
  readonly rowOf: Int32Array;
  readonly size: number;
  readonly effects: readonly Effects[];
}

interface Scope {
  readonly fiscalYear: number;
  readonly referenceDate: number;
}

const DATES_OF_CHECKUPS: readonly FieldId[] = ['checkupDate', 'checkupDatePrevious'];

/** Groups sources that share a field of these parts: only those compete, the others complete each other. */
export function competingGroups(sources: readonly Source[], parts: readonly FieldPart[]): readonly number[] {
  const group = sources.map((_, index) => index);
  const root = (index: number): number => (group[index] === index ? index : root(group[index]!));
  const owner = new Map<FieldId, number>();
  sources.forEach((source, index) => {
    for (const field of source.fields) {
      if (!parts.includes(FIELDS[field].part) || DATES_OF_CHECKUPS.includes(field)) continue;
      const other = owner.get(field);
      if (other === undefined) owner.set(field, index);
      else group[root(index)] = root(other);
    }
  });
  return sources.map((_, index) => root(index));
}

/** Rank of a check-up date: of the fiscal year, before it, after it, none; within each the newest. */
function dateRank(days: number, fiscalYear: number): number {
  if (days === NO_DATE) return -1e9;
  const year = fiscalYearOf(days);
  return days + (year === fiscalYear ? 2e8 : year < fiscalYear ? 1e8 : 0);
}

/**
 * One row a person over several tables of persons. Rows of persons who are insured go before others, then the newest
 * check-up date wins whole, then the first row. Returns the best row's fate by person.
 */
function contestPersons(
  tables: readonly Source[],
  persons: number,
  scope: Scope,
  status: (source: Source, row: number) => number,
): Uint8Array {
  const bestTable = new Int16Array(persons).fill(-1);
  const bestRow = new Int32Array(persons);
  const standing = new Uint8Array(persons);
  const rankOf = (source: Source, row: number): number => {
    const dates = source.scan.dates.checkupDate;
    return (status(source, row) === USED ? 1e9 : 0) + (dates ? dateRank(dates[row]!, scope.fiscalYear) : -1e9);
  };
  tables.forEach((source, table) => {
    const { persons: people, fates } = source.scan;
    for (let row = 0; row < fates.length; row++) {
      if (fates[row] !== USED) continue;
      const person = people[row]!;
      const holder = bestTable[person]!;
      if (holder >= 0) {
        const held = tables[holder]!;
        const heldRow = bestRow[person]!;
        const wins = rankOf(source, row) > rankOf(held, heldRow);
        const loser = wins ? held : source;
        const loserRow = wins ? heldRow : row;
        loser.scan.fates[loserRow] = status(loser, loserRow) || DUPLICATE;
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
    source.scan.fates[bestRow[person]!] = standing[person]!;
  }
  return standing;
}

/** 資格喪失日 on or before the reference date, or 資格取得日 after it. */
function registerStatus(referenceDate: number): (source: Source, row: number) => number {
  return (source, row) => {
    const { enrolled, left } = source.scan.dates;
    if (left && left[row] !== NO_DATE && left[row]! <= referenceDate) return LEFT;
    if (enrolled && enrolled[row] !== NO_DATE && enrolled[row]! > referenceDate) return NOT_YET;
    return USED;
  };
}

/** Marks the rows that bring a part of which one row a person counts: the first source, and in it the first row. */
function claimOnce(all: readonly Effects[], persons: number, part: 'receipt' | 'certification'): void {
  const sources = all.filter(({ source }) => source.recognition.kinds.includes(part));
  const groups = competingGroups(
    sources.map(({ source }) => source),
    [part],
  );
  const claimed = new Map<number, Uint8Array>();
  sources.forEach(({ source, parts }, index) => {
    const group = groups[index]!;
    if (!claimed.has(group)) claimed.set(group, new Uint8Array(persons));
    const taken = claimed.get(group)!;
    const { persons: people, fates } = source.scan;
    for (let row = 0; row < fates.length; row++) {
      if (fates[row] !== USED) continue;
      const person = people[row]!;
      if (taken[person]) {
        if (!source.isPersonTable) fates[row] = DUPLICATE;
      } else {
        taken[person] = 1;
        parts[row]! |= PART[part];
      }
    }
  });
}

/** One check-up a person and fiscal year: the newest date, then the first file, then the first row. */
class CheckupContest {
  private readonly bestDate: Int32Array;
  private readonly bestSource: Int16Array;
  private readonly bestRow: Int32Array;
  /** Groups of files that have given their row of the best date. */
  private readonly filled: Int32Array;

  constructor(
    persons: number,
    private readonly sources: readonly Effects[],
    private readonly groups: readonly number[],
  ) {
    this.bestDate = new Int32Array(persons).fill(NO_DATE);
    this.bestSource = new Int16Array(persons).fill(-1);
    this.bestRow = new Int32Array(persons);
    this.filled = new Int32Array(persons);
  }

  offer(person: number, date: number, index: number, row: number): void {
    if (date <= this.bestDate[person]! && this.bestSource[person] !== -1) return;
    this.bestDate[person] = date;
    this.bestSource[person] = index;
    this.bestRow[person] = row;
    this.filled[person] = this.bit(index);
  }

  /**
   * Whether a row counts: the best one; or, from a file with other columns, the first of the same date (the findings and the
   * questionnaire of one check-up stand in two files).
   */
  accepts(person: number, date: number, index: number, row: number): boolean {
    if (this.bestSource[person] === index && this.bestRow[person] === row) return true;
    const bit = this.bit(index);
    if ((date !== this.bestDate[person] && date !== UNDATED) || bit === 0 || (this.filled[person]! & bit) !== 0)
      return false;
    this.filled[person]! |= bit;
    return true;
  }

  private bit(index: number): number {
    const group = this.groups[index]!;
    return group < MAX_GROUPS ? 1 << group : 0;
  }

  get count(): number {
    return this.sources.length;
  }
}

function decideCheckups(all: readonly Effects[], persons: number, fiscalYear: number): void {
  const sources = all.filter(({ source }) => source.recognition.kinds.includes('checkup'));
  const groups = competingGroups(
    sources.map(({ source }) => source),
    ['checkup'],
  );
  const current = new CheckupContest(persons, sources, groups);
  const previous = new CheckupContest(persons, sources, groups);

  /** Where a row competes: its date and contest; null with the fate it gets. */
  const entryOf = (source: Source, row: number): { contest: CheckupContest; date: number } | { fate: number } => {
    const dates = source.scan.dates.checkupDate;
    if (!dates) return { contest: current, date: UNDATED };
    const date = dates[row]!;
    if (date === NO_DATE) return { fate: reasonCode('受診日なし') };
    const year = fiscalYearOf(date);
    if (year === fiscalYear) return { contest: current, date };
    if (year === fiscalYear - 1) return { contest: previous, date };
    return { fate: reasonCode('対象年度外') };
  };

  const visit = (
    use: (effects: Effects, index: number, row: number, entry: ReturnType<typeof entryOf>) => void,
  ): void => {
    sources.forEach((effects, index) => {
      const { fates } = effects.source.scan;
      for (let row = 0; row < fates.length; row++) {
        if (fates[row] === USED) use(effects, index, row, entryOf(effects.source, row));
      }
    });
  };

  visit(({ source }, index, row, entry) => {
    if ('contest' in entry) entry.contest.offer(source.scan.persons[row]!, entry.date, index, row);
  });
  visit(({ source, parts }, index, row, entry) => {
    const { scan } = source;
    const hasOwnPrevious = scan.dates.checkupDatePrevious !== null && scan.dates.checkupDatePrevious[row] !== NO_DATE;
    if (hasOwnPrevious) parts[row]! |= PART.previousCheckup;
    if ('fate' in entry) {
      if (!source.isPersonTable && !hasOwnPrevious) scan.fates[row] = entry.fate;
    } else if (entry.contest.accepts(scan.persons[row]!, entry.date, index, row)) {
      parts[row]! |= entry.contest === current ? PART.checkup : PART.previousCheckup;
    } else if (!source.isPersonTable) {
      scan.fates[row] = DUPLICATE;
    }
  });
}

/** A source with attributes only: one row a person, the first. */
function firstRowsOnly(sources: readonly Source[], persons: number): void {
  for (const source of sources) {
    const met = new Uint8Array(persons);
    const { persons: people, fates } = source.scan;
    for (let row = 0; row < fates.length; row++) {
      if (fates[row] !== USED) continue;
      if (met[people[row]!]) fates[row] = DUPLICATE;
      met[people[row]!] = 1;
    }
  }
}

/**
 * Decides the fate of every row and who stands in the person table.
 * @param registers the sources that say who is insured; none means everybody who was met
 */
export function decide(
  sources: readonly Source[],
  registers: readonly Source[],
  persons: number,
  scope: Scope,
): Decision {
  const isRegister = new Set(registers);
  const status = registerStatus(scope.referenceDate);
  const standing = new Uint8Array(persons);
  for (const tables of byGroup(
    registers,
    competingGroups(registers, ['register', 'checkup', 'receipt', 'certification']),
  )) {
    contestPersons(tables, persons, scope, status).forEach((code, person) => (standing[person] ||= code));
  }
  const others = sources.filter((source) => !isRegister.has(source));
  for (const { scan } of others) {
    for (let row = 0; row < scan.fates.length; row++) {
      if (scan.fates[row] === USED) scan.fates[row] = standing[scan.persons[row]!]!;
    }
  }
  for (const table of others) if (table.isPersonTable) contestPersons([table], persons, scope, () => USED);
  firstRowsOnly(
    others.filter((source) => !source.isPersonTable && source.recognition.kinds.length === 0),
    persons,
  );

  const effects = sources.map((source): Effects => {
    const parts = new Uint8Array(source.scan.fates.length).fill(PART.attributes);
    return { source, parts };
  });
  decideCheckups(effects, persons, scope.fiscalYear);
  claimOnce(effects, persons, 'receipt');
  claimOnce(effects, persons, 'certification');

  const present = new Uint8Array(persons);
  for (const { scan } of sources) {
    for (let row = 0; row < scan.fates.length; row++) if (scan.fates[row] === USED) present[scan.persons[row]!] = 1;
  }
  const rowOf = new Int32Array(persons).fill(-1);
  let size = 0;
  for (let person = 0; person < persons; person++) if (present[person]) rowOf[person] = size++;
  return { rowOf, size, effects };
}

function byGroup(sources: readonly Source[], groups: readonly number[]): readonly (readonly Source[])[] {
  return [...new Set(groups)].map((group) => sources.filter((_, index) => groups[index] === group));
}
