/** The time from the start of the support to 要介護認定, with deaths in between, of supported persons whose dates are known. */
import { fiscalYearEnd } from '../../kdb';
import { cumulativeIncidence, kaplanMeier, restrictedMean, type Ending } from '../survival';
import { isCertified, type Participant } from './persons';
import type { NotPossible, TimeToCertification } from './types';

/** Mean days of a month. */
const MONTH = 30.4375;
const MOST_MONTHS = 12;
/** The shares are given for the last month with so many persons still followed. */
const STILL_FOLLOWED = 10;
/** Fewer persons are not drawn into a curve. */
const FEWEST = 2;

interface Course {
  readonly months: number;
  readonly ending: Ending;
}

/** Why an event that happened has no place in the time: its day is not known. */
const UNDATED_CERTIFICATION = '認定日がない';
const UNDATED_DEATH = '死亡日がない';
export const UNDATED_EVENTS = [UNDATED_CERTIFICATION, UNDATED_DEATH] as const;

/** How the follow-up of a person ended; in words why it cannot be used. */
function courseOf(person: Participant): Course | string {
  const { record, years, after } = person;
  const start = record?.startedOn ?? null;
  if (record === null || start === null) return '支援開始日がない';
  if (isCertified(person, 'before') === true || (record.certifiedOn !== null && record.certifiedOn < start))
    return '支援の前から認定がある';
  const until = (day: number, ending: Ending): Course | string =>
    day < start ? '終わりの日が支援開始日より前' : { months: (day - start) / MONTH, ending };
  if (record.certifiedOn !== null) return until(record.certifiedOn, 1);
  const left = record.leftOn ?? record.endedOn;
  if (record.status === '死亡') return left === null ? UNDATED_DEATH : until(left, 2);
  if (record.status === '転出' || record.status === '資格喪失')
    return left === null ? '転出・資格喪失の日がない' : until(left, 0);
  const certified = after < 0 ? null : isCertified(person, 'after');
  if (certified === null) return record.endedOn === null ? '後の認定がわからない' : until(record.endedOn, 0);
  return certified ? UNDATED_CERTIFICATION : until(fiscalYearEnd(years.after!.fiscalYear), 0);
}

const ASK_FOR_DATES =
  '要介護認定日がわからないため計算しません。支援記録の右端に「要介護認定日」と「死亡・転出日」の列を足して日付を書くと、計算します。';

/**
 * 要介護認定までの期間: Kaplan–Meier (free of certification and death), the cumulative incidence with deaths as competing events, and the
 * mean time within the limit, in months. Persons certified before, and those without the dates, are counted by their reason.
 *
 * Certified persons without a date would be missing among the events: where all are, nothing is computed.
 */
export function timeToCertification(
  supported: readonly Participant[],
  level: { readonly confidence?: number } = {},
): TimeToCertification | NotPossible {
  const courses: Course[] = [];
  const leftOut: Record<string, number> = {};
  for (const person of supported) {
    const course = courseOf(person);
    if (typeof course === 'string') leftOut[course] = (leftOut[course] ?? 0) + 1;
    else courses.push(course);
  }
  const certified = courses.filter(({ ending }) => ending === 1).length;
  if (certified === 0 && (leftOut[UNDATED_CERTIFICATION] ?? 0) > 0) return { reason: ASK_FOR_DATES };
  if (courses.length < FEWEST)
    return { reason: '支援開始日とその後がわかり、支援の前に認定のない人が 2 人に足りません。' };
  const times = courses.map(({ months }) => months);
  const endings = courses.map(({ ending }) => ending);
  const ordered = [...times].sort((a, b) => b - a);
  const longest = Math.floor(ordered[Math.min(STILL_FOLLOWED, ordered.length) - 1]!);
  const months = Math.min(MOST_MONTHS, longest);
  if (months < 1) return { reason: '追跡した期間が 1 か月に足りません。' };
  return {
    persons: courses.length,
    certified,
    died: courses.filter(({ ending }) => ending === 2).length,
    months,
    free: kaplanMeier(times, endings, months, level),
    incidence: cumulativeIncidence(times, endings, months, level),
    mean: restrictedMean(times, endings, months, level),
    leftOut,
  };
}
