/** Reading the sheet 抽出条件 back: what stands in the cells becomes the conditions that run. */
import { cellAddress } from '../formula';
import { PARAMETERS, settingsFromRows } from '../criteria';
import { AnalystError, formatDate, parseDate, type Cell } from '../kdb';
import { CONDITIONS_COLUMNS } from './conditionsColumns';
import {
  CONDITIONS_KEYS,
  EXCEL_EPOCH_OFFSET,
  JOIN_BY_BIRTH_LABEL,
  WITHOUT_LEAVERS_LABEL,
  type ConditionValues,
} from './conditionsSheet';
import { readExcludedCell, type TypedExclusion } from './excludedCell';
import { readListColumns } from './listColumnsCell';
import { isReceiptRule, receiptRulesFrom } from './receiptRulesBlock';

import { SWITCH_WORDS } from './words';

const YEARS = { low: 1990, high: 2100 } as const;
/** 令和元年 is 2019. */
const REIWA_OFFSET = 2018;

function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** 2025, "２０２５", "2025年度", "令和7年度" or "R7"; null when blank. Throws AnalystError for anything else. */
export function readFiscalYear(cell: Cell | undefined, address: string): number | null {
  if (isBlank(cell)) return null;
  const text = String(cell).normalize('NFKC').replace(/\s/g, '');
  const match = /^(令和|R)?(\d{1,4}|元)(年度?)?$/i.exec(text);
  const digits = match?.[2] === '元' ? 1 : Number(match?.[2]);
  const year = match?.[1] === undefined ? digits : digits + REIWA_OFFSET;
  if (!Number.isInteger(year) || year < YEARS.low || year > YEARS.high) {
    throw new AnalystError('settings.fiscalYear', { cell: address, value: String(cell) });
  }
  return year;
}

function readReferenceDate(cell: Cell | undefined, address: string): number | null {
  if (isBlank(cell)) return null;
  const days = typeof cell === 'number' ? Math.floor(cell) - EXCEL_EPOCH_OFFSET : parseDate(cell as Cell);
  if (days === null || formatDate(days) < '1990-01-01' || formatDate(days) > '2100-12-31') {
    throw new AnalystError('settings.referenceDate', { cell: address, value: String(cell) });
  }
  return days;
}

/** 使う or 使わない; blank is `standard`. Throws AnalystError settings.notSwitch. */
function readSwitch(cell: Cell | undefined, address: string, label: string, standard: boolean): boolean {
  if (isBlank(cell)) return standard;
  const text = String(cell).normalize('NFKC').trim();
  if (text !== SWITCH_WORDS.on && text !== SWITCH_WORDS.off) {
    throw new AnalystError('settings.notSwitch', { cell: address, label, value: String(cell) });
  }
  return text === SWITCH_WORDS.on;
}

const KEYS: ReadonlySet<string> = new Set([...Object.values(CONDITIONS_KEYS), ...PARAMETERS.map(({ key }) => key)]);

/** A sheet of somebody else that only bears the name is neither read nor written over. Throws AnalystError settings.foreign. */
export function refuseForeignConditions(rows: readonly (readonly Cell[])[]): void {
  const keys = rows.map((cells) => String(cells[CONDITIONS_COLUMNS.key] ?? ''));
  if (keys.some((key) => KEYS.has(key) || isReceiptRule(key))) return;
  if (rows.some((cells) => cells.some((cell) => !isBlank(cell)))) throw new AnalystError('settings.foreign');
}

/**
 * The conditions that stand in the rows of the sheet (from A1). Rows are known by their key in the first column, so
 * that sorting or inserting rows does no harm. A row that is gone keeps its default. Throws AnalystError settings.*.
 */
export function readConditions(rows: readonly (readonly Cell[])[]): ConditionValues {
  refuseForeignConditions(rows);
  let fiscalYear: number | null = null;
  let referenceDate: number | null = null;
  let joinByBirth = false;
  let withoutLeavers = true;
  let excludedPersons: readonly TypedExclusion[] = [];
  let listColumns: readonly string[] = [];
  const receiptRules: { key: string; value: Cell; cell: string }[] = [];
  const settings: { key: string; value: unknown; cell: string }[] = [];
  rows.forEach((cells, row) => {
    const key = String(cells[CONDITIONS_COLUMNS.key] ?? '');
    const value = cells[CONDITIONS_COLUMNS.value];
    const address = cellAddress(row, CONDITIONS_COLUMNS.value);
    if (key === CONDITIONS_KEYS.fiscalYear) fiscalYear = readFiscalYear(value, address);
    else if (key === CONDITIONS_KEYS.referenceDate) referenceDate = readReferenceDate(value, address);
    else if (key === CONDITIONS_KEYS.joinByBirth) joinByBirth = readSwitch(value, address, JOIN_BY_BIRTH_LABEL, false);
    else if (key === CONDITIONS_KEYS.withoutLeavers)
      withoutLeavers = readSwitch(value, address, WITHOUT_LEAVERS_LABEL, true);
    else if (key === CONDITIONS_KEYS.excludedPersons) excludedPersons = readExcludedCell(value, address);
    else if (key === CONDITIONS_KEYS.listColumns) listColumns = readListColumns(value, address);
    else if (isReceiptRule(key)) receiptRules.push({ key, value: value ?? null, cell: address });
    else if (key.includes('.')) settings.push({ key, value, cell: address });
  });
  return {
    fiscalYear,
    referenceDate,
    joinByBirth,
    withoutLeavers,
    excludedPersons,
    settings: settingsFromRows(settings),
    receiptRules: receiptRulesFrom(receiptRules),
    listColumns,
  };
}
