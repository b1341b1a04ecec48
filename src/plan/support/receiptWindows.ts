/** Medicines and institutions in the three months before and after a support, counted in receipts in long form. */
import type { SupportLog, SupportRecord, SupportValues } from '../../indicators';
import { AnalystError, defaultReceiptRules, partsOf, recognise, type Cell, type SourceInput } from '../../kdb';
import { keyOf, readPersonNumber } from '../../kdb/values/personNumber';
import { readMonth, readReceiptType, type ReceiptColumns } from '../../kdb/recognise/receiptColumns';
import { plain, readNumber } from '../../kdb/values/readings';

/** 介入前3月分 and 介入後3月分. */
const MONTHS = 3;

/** First and last month of a window, counted as `readMonth` counts. */
interface Window {
  readonly from: number;
  readonly to: number;
  readonly drugs: Map<number, Set<string>>;
  readonly institutions: Set<string>;
}

interface Windows {
  readonly before: Window | null;
  readonly after: Window | null;
}

const windowOf = (from: number): Window => ({
  from,
  to: from + MONTHS - 1,
  drugs: new Map(),
  institutions: new Set(),
});

function monthOf(days: number): number {
  const { year, month } = partsOf(days);
  return year * 12 + month - 1;
}

const GONE: ReadonlySet<string> = new Set(['死亡', '転出', '資格喪失']);

/** The month of the beginning belongs to neither side; without 支援終了日 the months after the beginning are taken. */
function windowsOf({ startedOn, endedOn, status }: SupportRecord): Windows | null {
  if (startedOn === null) return null;
  return {
    before: windowOf(monthOf(startedOn) - MONTHS),
    after: GONE.has(status ?? '') ? null : windowOf(monthOf(endedOn ?? startedOn) + 1),
  };
}

/** Tables of receipts among the inputs, with their columns. */
function longReceipts(inputs: readonly SourceInput[]) {
  return inputs.flatMap((input) => {
    try {
      const seen = recognise(input);
      if (!seen.recognised || seen.receiptColumns === null) return [];
      return [{ input, header: seen.headerRow, key: seen.keyIndex, columns: seen.receiptColumns }];
    } catch (error) {
      if (error instanceof AnalystError) return [];
      throw error;
    }
  });
}

/** Puts one line of a receipt into the windows that its month lies in. Rules as for the extraction. */
function count(cells: readonly Cell[], columns: ReceiptColumns, month: number, windows: Windows): void {
  const at = (role: keyof ReceiptColumns): Cell => cells[columns[role]] ?? null;
  const rules = defaultReceiptRules();
  const type = columns.type < 0 ? null : readReceiptType(at('type'));
  const days = readNumber(at('days'));
  const isLong = !Number.isFinite(days) || days >= rules.minimumDays;
  const drug = plain(at('drug')) || plain(at('drugName'));
  const isCounted = type === null || rules.drugReceipts.some((each) => each === type);
  const institution = plain(at('institution'));
  for (const window of [windows.before, windows.after]) {
    if (window === null || month < window.from || month > window.to) continue;
    if (drug !== '' && isLong && isCounted) {
      const drugs = window.drugs.get(month) ?? new Set<string>();
      window.drugs.set(month, drugs.add(drug));
    }
    if (institution !== '' && type !== 'pharmacy' && type !== 'other') window.institutions.add(institution);
  }
}

/** The values of a window; empty where the receipts do not reach over all its months. */
function valuesOf(
  window: Window | null,
  reach: { readonly first: number; readonly last: number; readonly drugs: boolean; readonly institutions: boolean },
): SupportValues {
  if (window === null || window.from < reach.first || window.to > reach.last) return {};
  return {
    ...(reach.drugs && { drugCount: Math.max(0, ...[...window.drugs.values()].map(({ size }) => size)) }),
    ...(reach.institutions && { institutions: window.institutions.size }),
  };
}

/**
 * The log with `fromReceipts` at the records of 服薬（多剤）: the most medicines of one month and the institutions of the three
 * months before 支援開始日 and after 支援終了日. Logs without such records and inputs without 診療年月 stay as they are.
 */
export function withReceiptWindows(log: SupportLog, inputs: readonly SourceInput[]): SupportLog {
  const asked = new Map<number | string, Windows>();
  for (const record of log.records) {
    const windows = record.programme === 'polypharmacy' ? windowsOf(record) : null;
    if (windows !== null) asked.set(record.key, windows);
  }
  const sources = asked.size === 0 ? [] : longReceipts(inputs);
  if (sources.length === 0) return log;
  const reach = {
    first: Infinity,
    last: -Infinity,
    drugs: sources.some(({ columns }) => columns.drug >= 0 || columns.drugName >= 0),
    institutions: sources.some(({ columns }) => columns.institution >= 0),
  };
  for (const { input, header, key, columns } of sources) {
    let row = 0;
    for (const cells of input.rows()) {
      row += 1;
      if (row <= header) continue;
      const month = readMonth(cells[columns.month] ?? null);
      if (month < 0) continue;
      reach.first = Math.min(reach.first, month);
      reach.last = Math.max(reach.last, month);
      const number = readPersonNumber(cells[key] ?? null);
      const windows = number.problem === undefined ? asked.get(keyOf(number.text)) : undefined;
      if (windows !== undefined) count(cells, columns, month, windows);
    }
  }
  const records = log.records.map((record) => {
    const windows = record.programme === 'polypharmacy' ? asked.get(record.key) : undefined;
    if (windows === undefined) return record;
    return {
      ...record,
      fromReceipts: { before: valuesOf(windows.before, reach), after: valuesOf(windows.after, reach) },
    };
  });
  return { ...log, records };
}
