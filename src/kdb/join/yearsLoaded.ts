/** Which years of check-ups the sources of a run tell of: of everybody, of those who have one, or of nobody. */
import { fiscalYearOf } from '../values/calendar';
import { FIELDS } from '../values/fields';
import { NO_DATE } from '../values/codes';
import type { DeriveOptions, YearLoaded } from './derive';
import type { Roster } from './roster';
import type { SourceOfYear } from './sourceOfYear';
import { bitsByInsurer } from './toldInsurers';

/** What a source of check-ups tells of the fiscal year and of the year before, of the persons of some of its rows. */
export interface CheckupsLoaded {
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
export function yearsLoaded(
  sources: readonly SourceOfYear[],
  fiscalYear: number,
  roster: Roster,
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

/** Which years of check-ups are known of the person of a row. */
export function checkupsByRow(
  { current, previous, byInsurer }: ReturnType<typeof yearsLoaded>,
  roster: Roster,
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
