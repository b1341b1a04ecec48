/** Decides which check-up of a person counts for the fiscal year, and which for the year before. */
import { fiscalYearOf } from '../values/calendar';
import { competingGroups, PART, type Effects } from './effects';
import { dispositionOf } from './dispositions';
import type { SourceOfYear } from './sourceOfYear';
import { NO_DATE } from '../values/codes';
import type { Steps } from '../steps';

/** A check-up without a date column: of the fiscal year, and older than any dated one. */
const UNDATED = NO_DATE + 1;
/** Sources that do not compete are told apart by bits; more kinds of check-up files than this do not stand side by side. */
const MAX_GROUPS = 30;

const DUPLICATE = dispositionOf('重複');
const NO_CHECKUP_DATE = dispositionOf('受診日なし');
const OTHER_YEAR = dispositionOf('対象年度外');

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

/** Rows between two steps. */
const ROWS = 4096;

/** The contests that a row may compete in. */
const CURRENT = 0;
const PREVIOUS = 1;

/** The contest that a row competes in; or what becomes of it, as a negative number. Asked of every row: it makes no object. */
function placeOf(source: SourceOfYear, row: number, fiscalYear: number): number {
  const dates = source.dates.checkupDate;
  if (!dates) return source.isOfYear(row) ? CURRENT : -OTHER_YEAR;
  const date = dates[row]!;
  if (date === NO_DATE) return -NO_CHECKUP_DATE;
  const year = fiscalYearOf(date);
  return year === fiscalYear ? CURRENT : year === fiscalYear - 1 ? PREVIOUS : -OTHER_YEAR;
}

/** The date that a row competes with. */
const dateOf = ({ dates: { checkupDate } }: SourceOfYear, row: number): number => checkupDate?.[row] ?? UNDATED;

/** Decides for every used row with a check-up whether its values, its date alone, or nothing of it counts. */
export function* decideCheckups(all: readonly Effects[], persons: number, fiscalYear: number): Steps<void> {
  const sources = all.filter(({ source }) => source.recognition.kinds.includes('checkup'));
  const groups = competingGroups(
    sources.map(({ source }) => source),
    ['checkup'],
  );
  // In one table with a row a person every row has the best date of its person.
  const isContested = sources.length !== 1 || !sources[0]!.source.isPersonTable;
  const current = new CheckupContest(isContested ? persons : 0, sources, groups);
  const previous = new CheckupContest(isContested ? persons : 0, sources, groups);

  /** Visits the rows of all sources, block by block. */
  function* visit(use: (effects: Effects, index: number, from: number, to: number) => void): Steps<void> {
    for (const [index, effects] of sources.entries()) {
      const { rows } = effects.source.dispositions;
      for (let from = 0; from < rows; from += ROWS) {
        yield;
        use(effects, index, from, Math.min(from + ROWS, rows));
      }
    }
  }

  if (isContested)
    yield* visit(({ source }, index, from, to) => {
      const { dispositions, scan } = source;
      for (let row = from; row < to; row++) {
        if (!dispositions.isUsed(row)) continue;
        const place = placeOf(source, row, fiscalYear);
        if (place >= 0)
          (place === CURRENT ? current : previous).offer(scan.persons[row]!, dateOf(source, row), index, row);
      }
    });
  yield* visit(({ source, parts }, index, from, to) => {
    const { scan, dates, dispositions } = source;
    for (let row = from; row < to; row++) {
      if (!dispositions.isUsed(row)) continue;
      const place = placeOf(source, row, fiscalYear);
      const hasOwnPrevious = dates.checkupDatePrevious !== null && dates.checkupDatePrevious[row] !== NO_DATE;
      if (hasOwnPrevious) parts[row]! |= PART.previousCheckup;
      if (place < 0) {
        if (!source.isPersonTable && !hasOwnPrevious) dispositions.set(row, -place);
        continue;
      }
      const contest = place === CURRENT ? current : previous;
      if (!isContested || contest.accepts(scan.persons[row]!, dateOf(source, row), index, row))
        parts[row]! |= place === CURRENT ? PART.checkup : PART.previousCheckup;
      else if (!source.isPersonTable) dispositions.set(row, DUPLICATE);
    }
  });
}
