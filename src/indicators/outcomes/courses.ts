/** Courses of support: the rows of one person and purpose in one fiscal year, made one record. */
import { fiscalYearOf } from '../../kdb';
import { anySaid, firstSaid } from './said';
import type { SupportRecord, SupportValues } from './supportLog';

/** The day that a row is placed by: 支援開始日, else 案内した日; null where it has neither. */
const dayOf = ({ startedOn, invitedOn }: SupportRecord): number | null => startedOn ?? invitedOn;

/** The fiscal year of most rows that have a date, the earlier one of two with as many; null where no row has one. */
export function yearOfRows(records: readonly SupportRecord[]): number | null {
  const counts = new Map<number, number>();
  for (const record of records) {
    const day = dayOf(record);
    if (day === null) continue;
    const year = fiscalYearOf(day);
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  let most: number | null = null;
  for (const [year, count] of counts) {
    const known = most === null ? 0 : counts.get(most)!;
    if (count > known || (count === known && year < most!)) most = year;
  }
  return most;
}

/** By their days; a row without one stays behind the row above it. */
function inOrder(records: readonly SupportRecord[]): SupportRecord[] {
  let above = -Infinity;
  return records
    .map((record, place) => {
      const day = dayOf(record) ?? above;
      above = day;
      return { record, place, day };
    })
    .sort((a, b) => (a.day === b.day ? a.place - b.place : a.day - b.day))
    .map(({ record }) => record);
}

/** The first value that was written of each measure, or the newest. */
const firstValues = (values: readonly SupportValues[]): SupportValues =>
  Object.assign({}, ...[...values].reverse()) as SupportValues;
const newestValues = (values: readonly SupportValues[]): SupportValues => Object.assign({}, ...values) as SupportValues;

const newest = <T>(values: readonly (T | null)[]): T | null => firstSaid([...values].reverse());

/**
 * One record of several: supported where any row is, begun with the earliest supported start; the values before are the first
 * that were written, those after, the state and the end the newest.
 */
function oneCourse(rows: readonly SupportRecord[]): SupportRecord {
  if (rows.length === 1) return rows[0]!;
  const records = inOrder(rows);
  const supported = records.filter((record) => record.supported);
  const starts = supported.flatMap(({ startedOn }) => startedOn ?? []);
  const own = records.filter((record) => record.own !== undefined).map((record) => record.own!);
  return {
    ...records[0]!,
    rows: records.flatMap((record) => record.rows),
    criterion: records.find(({ criterion }) => criterion === 'discontinued')?.criterion ?? records[0]!.criterion,
    targetedOn: firstSaid(records.map(({ targetedOn }) => targetedOn)),
    invitedOn: firstSaid(records.map(({ invitedOn }) => invitedOn)),
    excludedFor: newest(records.map(({ excludedFor }) => excludedFor)),
    replied: anySaid(records.map(({ replied }) => replied)),
    visitedOn: records.flatMap(({ visitedOn }) => visitedOn),
    staff: records.find(({ staff }) => staff !== '')?.staff ?? '',
    supported: supported.length > 0,
    startedOn: starts.length === 0 ? null : Math.min(...starts),
    endedOn: newest((supported.length > 0 ? supported : records).map(({ endedOn }) => endedOn)),
    status: newest(records.map(({ status }) => status)),
    understood: records.some(({ understood }) => understood),
    needed: anySaid(records.map(({ needed }) => needed)),
    referrals: records.flatMap(({ referrals }) => referrals),
    visitConfirmed: anySaid(records.map(({ visitConfirmed }) => visitConfirmed)),
    visits: records.flatMap(({ visits }) => visits),
    checkedUp: anySaid(records.map(({ checkedUp }) => checkedUp)),
    aspirationBefore: anySaid(records.map(({ aspirationBefore }) => aspirationBefore)),
    aspirationAfter: anySaid(records.map(({ aspirationAfter }) => aspirationAfter)),
    certifiedOn: firstSaid(records.map(({ certifiedOn }) => certifiedOn)),
    leftOn: newest(records.map(({ leftOn }) => leftOn)),
    before: firstValues(records.map(({ before }) => before)),
    after: newestValues(records.map(({ after }) => after)),
    ...(own.length > 0 && { own: Object.assign({}, ...own) as NonNullable<SupportRecord['own']> }),
  };
}

/**
 * The records made one where they are of one person (`identity`) and one fiscal year, in the order in which they first stand. The
 * year is that of 支援開始日, else of 案内した日; a record without either is of `year`, the log's.
 *
 * Records stay in the order in which they are given; of two fiscal years two courses remain.
 */
export function coursesOf(
  records: readonly SupportRecord[],
  identity: (record: SupportRecord) => string,
  year: number | null,
): SupportRecord[] {
  const groups = new Map<string, SupportRecord[]>();
  for (const record of records) {
    const day = dayOf(record);
    const key = `${identity(record)} ${day === null ? (year ?? '') : fiscalYearOf(day)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return [...groups.values()].map(oneCourse);
}
