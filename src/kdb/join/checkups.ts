/** Decides which check-up of a person counts for the fiscal year, and which for the year before. */
import { fiscalYearOf } from '../values/calendar';
import { competingGroups, PART, type Effects } from './effects';
import { dispositionOf, type Disposition } from './dispositions';
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

/** Decides for every used row with a check-up whether its values, its date alone, or nothing of it counts. */
export function* decideCheckups(all: readonly Effects[], persons: number, fiscalYear: number): Steps<void> {
  const sources = all.filter(({ source }) => source.recognition.kinds.includes('checkup'));
  const groups = competingGroups(
    sources.map(({ source }) => source),
    ['checkup'],
  );
  const current = new CheckupContest(persons, sources, groups);
  const previous = new CheckupContest(persons, sources, groups);

  /** Where a row competes: its date and contest; or what becomes of it. */
  const entryOf = (
    source: SourceOfYear,
    row: number,
  ): { contest: CheckupContest; date: number } | { disposition: Disposition } => {
    const dates = source.dates.checkupDate;
    if (!dates) return source.isOfYear(row) ? { contest: current, date: UNDATED } : { disposition: OTHER_YEAR };
    const date = dates[row]!;
    if (date === NO_DATE) return { disposition: NO_CHECKUP_DATE };
    const year = fiscalYearOf(date);
    if (year === fiscalYear) return { contest: current, date };
    if (year === fiscalYear - 1) return { contest: previous, date };
    return { disposition: OTHER_YEAR };
  };

  function* visit(
    use: (effects: Effects, index: number, row: number, entry: ReturnType<typeof entryOf>) => void,
  ): Steps<void> {
    for (const [index, effects] of sources.entries()) {
      const { dispositions } = effects.source;
      for (let row = 0; row < dispositions.rows; row++) {
        if (row % ROWS === 0) yield;
        if (dispositions.isUsed(row)) use(effects, index, row, entryOf(effects.source, row));
      }
    }
  }

  yield* visit(({ source }, index, row, entry) => {
    if ('contest' in entry) entry.contest.offer(source.scan.persons[row]!, entry.date, index, row);
  });
  yield* visit(({ source, parts }, index, row, entry) => {
    const { scan, dates, dispositions } = source;
    const hasOwnPrevious = dates.checkupDatePrevious !== null && dates.checkupDatePrevious[row] !== NO_DATE;
    if (hasOwnPrevious) parts[row]! |= PART.previousCheckup;
    if ('disposition' in entry) {
      if (!source.isPersonTable && !hasOwnPrevious) dispositions.set(row, entry.disposition);
    } else if (entry.contest.accepts(scan.persons[row]!, entry.date, index, row)) {
      parts[row]! |= entry.contest === current ? PART.checkup : PART.previousCheckup;
    } else if (!source.isPersonTable) {
      dispositions.set(row, DUPLICATE);
    }
  });
}
