/** What an older workbook of ours brings for 実績の記録: its own record, else what its sheets of figures show of their year. */
import { fiscalYearName, fiscalYearSaid } from '../years';
import { NATIONAL_CRITERIA, defaultSettings, type CriteriaSettings } from '../../criteria';
import { AnalystError, type Cell, type SourceInput } from '../../kdb';
import { PROGRAMMES } from '../../indicators/programmes';
import { readStanding, type StandingForm } from '../forms/standing';
import { BASE_YEAR, PLAN_YEARS } from '../forms/framework/common';
import { plainOf } from '../forms/marks';
import { readConditions } from '../readConditions';
import {
  COMMON_INDICATORS_SHEET,
  CONDITIONS_SHEET,
  INDICATOR_LIST_SHEET,
  isProgrammeSheet,
  RECORD_SHEET,
  WHOLE_SHEET,
} from '../sheetNames';
import { areaName, EVERYBODY, keyOfEntry, TYPED_SOURCE, type RecordEntry } from './entry';
import { conditionOf, shareOf } from './fromPersons';
import { occurrenceId, rateId, recorded, recordedOrNull, WITH_ROWS_ON_LIST } from './indicators';
import { standingRecord } from './standing';

/** The setting of a workbook that keeps what an older workbook brought until 実績の記録 is written. */
export const OLDER_RECORD_SETTING = 'IKKATSU_実績の記録';

/** A target that was typed on Ⅲ or Ⅳ, as it stood: a number, or words. */
export interface OlderTarget {
  /** OP1, OP2.count, lowNutrition.supported: key of the row, on Ⅳ behind the id of its programme. */
  readonly id: string;
  readonly fiscalYear: number;
  readonly target: number | string;
}

export interface OlderRecord {
  readonly entries: readonly RecordEntry[];
  /** Targets of the plan, so that they need not be typed again; of several workbooks the first that has one. */
  readonly targets: readonly OlderTarget[];
  /** What was taken from which workbook, and what was not. */
  readonly notices: readonly string[];
}

type Rows = readonly (readonly Cell[])[];

const numberOf = (cell: Cell | undefined): number | null =>
  typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
const isCount = (value: number | null): value is number => value !== null && Number.isInteger(value) && value >= 0;

/** The fiscal year that a line above the table names: 抽出年度: 令和7年度. */
function yearIn(rows: Rows): number | null {
  for (const cells of rows.slice(0, 8))
    for (const cell of cells) {
      const found = fiscalYearSaid(plainOf(cell));
      if (found !== null) return found;
    }
  return null;
}

/** Cells of a form by the keys of row and column. */
function reader(
  rows: Rows,
): { readonly form: StandingForm; readonly at: (row: string, column: string) => Cell } | null {
  const form = readStanding({ values: rows, formulas: rows });
  if (form === null) return null;
  const rowOf = new Map([...form.rows].map(([place, { key }]) => [key, place]));
  const columnOf = new Map([...form.columns].map(([place, { key }]) => [key, place]));
  return { form, at: (row, column) => rows[rowOf.get(row) ?? -1]?.[columnOf.get(column) ?? -1] ?? null };
}

type Frame = Pick<RecordEntry, 'source' | 'recordedAt'>;

/** The ten rates of 共通評価指標, for everybody and by 圏域, with both denominators. */
function fromRates(rows: Rows, settings: CriteriaSettings | null, frame: Frame): RecordEntry[] {
  const fiscalYear = yearIn(rows);
  const head = rows.findIndex((cells) => cells.some((cell) => cell === '抽出目的') && cells.includes('判定可能者数'));
  if (fiscalYear === null || head < 0) return [];
  const column = (start: string): number => rows[head]!.findIndex((cell) => plainOf(cell).startsWith(start));
  const [area, purpose, hits, denominator, judged] = ['圏域', '抽出目的', '人数', '分母', '判定可能'].map(column) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return rows.slice(head + 1).flatMap((cells): RecordEntry[] => {
    const criterion = NATIONAL_CRITERIA.find(({ name }) => name === cells[purpose]);
    const [x, n, m] = [hits, denominator, judged].map((place) => numberOf(cells[place]));
    if (criterion === undefined || !isCount(x ?? null) || !isCount(n ?? null)) return [];
    const where = plainOf(cells[area]);
    const condition = settings === null ? '条件が分かりません' : conditionOf(criterion.id, settings);
    const entry = (id: string, total: number): RecordEntry => ({
      fiscalYear,
      indicator: recorded(id).name,
      area: where === EVERYBODY ? EVERYBODY : areaName('圏域', where),
      numerator: x!,
      denominator: total,
      ...shareOf(x!, total),
      ...frame,
      condition,
      remark: '',
    });
    return [entry(rateId(criterion.id), n!), ...(isCount(m ?? null) ? [entry(occurrenceId(criterion.id), m!)] : [])];
  });
}

/** What 共通評価指標_一覧 shows beside the ten rates. */
export function fromList(rows: Rows, frame: Frame): RecordEntry[] {
  const sheet = reader(rows);
  const fiscalYear = yearIn(rows);
  if (sheet === null || fiscalYear === null) return [];
  return WITH_ROWS_ON_LIST.flatMap(([id, row]): RecordEntry[] => {
    const [x, n, value] = ['numerator', 'denominator', 'value'].map((column) => numberOf(sheet.at(row, column))) as [
      number | null,
      number | null,
      number | null,
    ];
    if (value === null) return [];
    const isShare = isCount(x) && isCount(n) && n > 0;
    const counted = isShare
      ? { numerator: x, denominator: n, ...shareOf(x, n) }
      : { numerator: null, denominator: null, value, lower: null, upper: null };
    const condition = id === 'OP1' && isShare ? '対象外者の扱いが分かりません' : '';
    return [{ fiscalYear, indicator: recorded(id).name, area: EVERYBODY, ...counted, ...frame, condition, remark: '' }];
  });
}

/** The rows of indicators on Ⅲ and Ⅳ by their ids, each with its cells by column; none where the sheet is another. */
function planRows(sheet: string, rows: Rows): { readonly id: string; readonly at: (column: string) => Cell }[] {
  const cells = reader(rows);
  const isWhole = sheet === WHOLE_SHEET;
  const programme = isWhole ? null : programmeOf(sheet);
  if (cells === null || (!isWhole && programme === null)) return [];
  return [...cells.form.rows.values()].flatMap(({ key }) => {
    const id = /^indicator\.(.+)$/u.exec(key)?.[1];
    if (id === undefined) return [];
    return [{ id: programme === null ? id : `${programme}.${id}`, at: (column: string) => cells.at(key, column) }];
  });
}

/** The targets that were typed on Ⅲ and Ⅳ. */
function targetsOf(sheet: string, rows: Rows): OlderTarget[] {
  return planRows(sheet, rows).flatMap(({ id, at }) =>
    PLAN_YEARS.flatMap((fiscalYear): OlderTarget[] => {
      const cell = at(`y${fiscalYear}`);
      const target = numberOf(cell) ?? plainOf(cell).trim();
      return target === '' ? [] : [{ id, fiscalYear, target }];
    }),
  );
}

/** 策定時実績 that was typed on Ⅲ, and what Ⅳ shows of its year. */
function fromPlan(sheet: string, rows: Rows, file: string): RecordEntry[] {
  return planRows(sheet, rows).flatMap(({ id, at }): RecordEntry[] => {
    const indicator = recordedOrNull(id);
    if (indicator === null) return [];
    const base = numberOf(at('base'));
    return base === null
      ? []
      : [
          {
            fiscalYear: BASE_YEAR,
            indicator: indicator.name,
            area: EVERYBODY,
            numerator: null,
            denominator: null,
            value: base,
            lower: null,
            upper: null,
            source: `${TYPED_SOURCE}（${file} ${sheet} 策定時実績）`,
            recordedAt: '',
            condition: '',
            remark: '',
          },
        ];
  });
}

/** The programme of a sheet Ⅳ-n; null for one of the analyst's own. */
function programmeOf(sheet: string): string | null {
  const number = /^Ⅳ-(\d+) /u.exec(sheet)?.[1];
  return PROGRAMMES[Number(number ?? 0) - 1]?.id ?? null;
}

/** The conditions of the workbook; null where they cannot be read. */
function settingsOf(rows: Rows | undefined): CriteriaSettings | null {
  if (rows === undefined) return defaultSettings();
  try {
    return readConditions(rows).settings;
  } catch (error) {
    if (error instanceof AnalystError) return null;
    throw error;
  }
}

/**
 * What a workbook of ours brings. Its 実績の記録 says all; a workbook of before that sheet has its rates, its list of common
 * indicators and the typed 策定時実績. Throws AnalystError history.none where nothing of it is ours.
 * @param sheets the tables of the workbook
 */
export function olderRecordOf(file: string, sheets: readonly SourceInput[]): OlderRecord {
  const tables = new Map(sheets.map(({ sheet = '', rows }) => [sheet, () => [...rows()] as Rows]));
  const rowsOf = (name: string): Rows | undefined => tables.get(name)?.();
  const planSheets = [...tables.keys()].filter((name) => name === WHOLE_SHEET || isProgrammeSheet(name));
  const targets = planSheets.flatMap((name) => targetsOf(name, rowsOf(name)!));
  // Of what is typed on the plan the record has formulas: a workbook that was not calculated since lacks their values.
  const typedOnPlan = planSheets.flatMap((name) => fromPlan(name, rowsOf(name)!, file));
  const rows = rowsOf(RECORD_SHEET);
  if (rows !== undefined) {
    const { entries, typed, bases } = standingRecord({ values: rows, formulas: rows });
    const typedThere = [...typed.map(({ line: _, ...entry }) => entry), ...bases].map((entry) => ({
      ...entry,
      source: `${entry.source}（${file}）`,
    }));
    const isKnown = (entry: RecordEntry): boolean => bases.some((base) => keyOfEntry(base) === keyOfEntry(entry));
    const all = [
      ...entries.map(({ lineKey: _, ...entry }) => entry),
      ...typedThere,
      ...typedOnPlan.filter((entry) => !isKnown(entry)),
    ];
    if (all.length > 0) return { entries: all, targets, notices: [saidOf(file, all, targets)] };
  }
  const settings = settingsOf(rowsOf(CONDITIONS_SHEET));
  const frame = { source: file, recordedAt: '' };
  const all = [
    ...fromRates(rowsOf(COMMON_INDICATORS_SHEET) ?? [], settings, frame),
    ...fromList(rowsOf(INDICATOR_LIST_SHEET) ?? [], frame),
    ...typedOnPlan,
  ];
  if (all.length === 0) throw new AnalystError('history.none', { file });
  return { entries: all, targets, notices: [saidOf(file, all, targets)] };
}

function saidOf(file: string, entries: readonly RecordEntry[], targets: readonly OlderTarget[]): string {
  const years = [...new Set(entries.map(({ fiscalYear }) => fiscalYear))].sort((a, b) => a - b);
  const also = targets.length === 0 ? '' : `と、Ⅲ・Ⅳ の目標 ${targets.length} 件`;
  return `${file} から、${years.map(fiscalYearName).join('・')}の実績 ${entries.length} 件${also}を引き継ぎました。`;
}

/** What several workbooks bring, in their order. */
export const together = (records: readonly OlderRecord[]): OlderRecord => ({
  entries: records.flatMap(({ entries }) => entries),
  targets: records.flatMap(({ targets }) => targets),
  notices: records.flatMap(({ notices }) => notices),
});

export const NOTHING_OLDER: OlderRecord = { entries: [], targets: [], notices: [] };

const isTarget = (value: unknown): value is OlderTarget =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as OlderTarget).id === 'string' &&
  Number.isInteger((value as OlderTarget).fiscalYear) &&
  ['number', 'string'].includes(typeof (value as OlderTarget).target);

const isEntry = (value: unknown): value is RecordEntry =>
  typeof value === 'object' &&
  value !== null &&
  Number.isInteger((value as RecordEntry).fiscalYear) &&
  typeof (value as RecordEntry).indicator === 'string' &&
  typeof (value as RecordEntry).area === 'string';

/** The setting as it was kept; what cannot be read is nothing. */
export function olderRecordFrom(value: unknown): OlderRecord {
  try {
    const { entries, targets = [], notices } = JSON.parse(String(value)) as Partial<OlderRecord>;
    return { entries: entries!.filter(isEntry), targets: targets.filter(isTarget), notices: notices!.map(String) };
  } catch {
    return NOTHING_OLDER;
  }
}
