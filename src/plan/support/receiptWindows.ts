/** What receipts by month say of a support: medicines and institutions of the three months before and after, dental visits after. */
import { PROGRAMMES, type SupportLog, type SupportRecord } from '../../indicators';
import { eventsIn } from '../../indicators/outcomeRule';
import { partsOf, type PersonReceipts } from '../../kdb';

/** 介入前3月分 and 介入後3月分. */
const MONTHS = 3;

/** First and last month, as months since year 0. */
type Window = readonly [from: number, to: number];

const windowFrom = (from: number): Window => [from, from + MONTHS - 1];

function monthOf(days: number): number {
  const { year, month } = partsOf(days);
  return year * 12 + month - 1;
}

const GONE: ReadonlySet<string> = new Set(['死亡', '転出', '資格喪失']);

/** The month of the beginning belongs to neither side; without 支援終了日 the months after the beginning are taken. */
function windowsOf({ startedOn, endedOn, status }: SupportRecord): { before: Window; after: Window | null } | null {
  if (startedOn === null) return null;
  return {
    before: windowFrom(monthOf(startedOn) - MONTHS),
    after: GONE.has(status ?? '') ? null : windowFrom(monthOf(endedOn ?? startedOn) + 1),
  };
}

/** The fiscal year of a month, as months since year 0, and the last month of a fiscal year. */
const fiscalYearOfMonth = (month: number): number => Math.floor((month - 3) / 12);
const lastMonthOf = (fiscalYear: number): number => fiscalYear * 12 + 14;

/**
 * The months of 評価年度 that lie after a person was targeted: what of that year may be after a support whose 支援開始日 nobody wrote.
 * null where the whole year does.
 */
function monthsAfterTargeting(
  { targetedOn, status }: SupportRecord,
  afterYear: number | null,
  { last }: { readonly last: number },
): Window | null {
  if (targetedOn === null || afterYear === null || GONE.has(status ?? '')) return null;
  const targeted = monthOf(targetedOn);
  const end = Math.min(lastMonthOf(afterYear), last);
  return fiscalYearOfMonth(targeted) === afterYear && targeted < end ? [targeted + 1, end] : null;
}

/**
 * Whether a dental receipt of a month after the starting month shows a visit. The starting month itself may lie before the support:
 * null, as where the receipts end before the first month after. undefined: the receipts are of other years and say nothing.
 */
function dentalVisit(
  { startedOn, status }: SupportRecord,
  months: readonly number[],
  { first, last }: { readonly first: number; readonly last: number },
): boolean | null | undefined {
  if (startedOn === null) return undefined;
  const start = monthOf(startedOn);
  if (fiscalYearOfMonth(last) < fiscalYearOfMonth(start)) return undefined;
  if (months.some((month) => month > start)) return true;
  const isCovered = first <= start + 1 && last > start;
  return isCovered && !months.includes(start) && !GONE.has(status ?? '') ? false : null;
}

/** The programmes some indicator of which is judged by the three months before and after, or by dental receipts. */
const ofThreeMonths = new Set(
  PROGRAMMES.filter(({ indicators }) => indicators.some(({ rule }) => rule.window === 'threeMonths')).map(
    ({ id }) => id,
  ),
);
const ofDentalReceipts = new Set(
  PROGRAMMES.filter(({ indicators }) =>
    indicators.some(
      ({ rule }) => rule.kind === 'reached' && eventsIn(rule.event).some((event) => event.is === 'dentalReceipts'),
    ),
  ).map(({ id }) => id),
);

/**
 * The log with what the receipts in long form say of its records: `fromReceipts`, medicines and institutions of the three months
 * before 支援開始日 and after 支援終了日, by the rules of レセプトの数え方 (without 支援開始日 what the months of 評価年度 after 対象とした日 say); `dental`, a dental receipt after 支援開始日. Which programmes need
 * them stands in their rules. Data without 診療年月 leave the log as it is.
 */
export function withReceiptWindows(
  log: SupportLog,
  receipts: PersonReceipts | null,
  afterYear: number | null = null,
): SupportLog {
  if (receipts === null) return log;
  const records = log.records.map((record): SupportRecord => {
    const { programme, personId, insurer } = record;
    const person = { number: personId, insurer };
    if (programme !== null && ofDentalReceipts.has(programme)) {
      const [months, reach] = [receipts.dentalMonths(person), receipts.reach(person)];
      const dental = months === null || reach === null ? undefined : dentalVisit(record, months, reach);
      return dental === undefined ? record : { ...record, dental };
    }
    if (programme === null || !ofThreeMonths.has(programme)) return record;
    const countsIn = (window: Window | null) => (window === null ? {} : (receipts.countsIn(person, ...window) ?? {}));
    const windows = windowsOf(record);
    if (windows !== null)
      return { ...record, fromReceipts: { before: countsIn(windows.before), after: countsIn(windows.after) } };
    const reach = receipts.reach(person);
    const after = reach && monthsAfterTargeting(record, afterYear, reach);
    return after === null
      ? record
      : { ...record, fromReceipts: { before: {}, after: countsIn(after), isOfYears: true } };
  });
  return { ...log, records };
}
