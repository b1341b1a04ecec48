/** Medicines and institutions in the three months before and after a support, counted as the receipts of the person table are. */
import type { SupportLog, SupportRecord } from '../../indicators';
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

/**
 * The log with `fromReceipts` at the records of 服薬（多剤）: medicines and institutions of the three months before 支援開始日 and
 * after 支援終了日, by the rules of レセプトの数え方. Logs without such records and data without 診療年月 stay as they are.
 */
export function withReceiptWindows(log: SupportLog, receipts: PersonReceipts | null): SupportLog {
  if (receipts === null) return log;
  const records = log.records.map((record): SupportRecord => {
    const windows = record.programme === 'polypharmacy' ? windowsOf(record) : null;
    if (windows === null) return record;
    const person = { number: record.personId, insurer: record.insurer };
    const countsIn = (window: Window | null) => (window === null ? {} : (receipts.countsIn(person, ...window) ?? {}));
    return { ...record, fromReceipts: { before: countsIn(windows.before), after: countsIn(windows.after) } };
  });
  return { ...log, records };
}
