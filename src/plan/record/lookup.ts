/** Formulas that read 実績の記録: by year, indicator and area, through its column 照合. */
import { DASH } from '../formulaCalls';
import { cellAddress } from '../../formula';
import type { FormCell, PlanFacts } from '../forms';
import { KEY_COLUMNS, KEY_ROWS } from '../forms/form';
import { BASE_YEAR } from '../forms/framework/common';
import { RECORD_SHEET } from '../sheetNames';
import { EVERYBODY, keyOfEntry } from './entry';
import { RECORDED_INDICATORS, shownQuantity, type RecordedIndicator } from './indicators';
import { recordOf, typedLines, type WholeRecord } from './ofFacts';
import { numberOf } from '../figures/meaning';

export const RECORD_COLUMNS = [
  // A year is a number that is shown as 令和10年度: it needs its room on one line.
  { key: 'year', width: 11 },
  { key: 'indicator', width: 23 },
  { key: 'area', width: 11 },
  { key: 'numerator', width: 9.3 },
  { key: 'denominator', width: 9.3 },
  // A mean change has its sign and its unit: −12.9 mmHg.
  { key: 'value', width: 13 },
  { key: 'lower', width: 13 },
  { key: 'upper', width: 13 },
  { key: 'source', width: 14.6 },
  { key: 'recordedAt', width: 16 },
  { key: 'adopted', width: 5.5 },
  { key: 'remark', width: 16.5 },
  { key: 'condition', width: 11 },
  // Only formulas of other sheets read these.
  { key: 'lookup', width: 30, helper: true },
  { key: 'used', width: 10, helper: true },
  // To the second, as programs sort it: of two lines of one day the newer one counts.
  { key: 'moment', width: 20, helper: true },
] as const;
export type RecordColumn = (typeof RECORD_COLUMNS)[number]['key'];

/** Rows above the lines, the last of them with the headings. */
export const HEAD_ROWS = ['title', 'note.data', 'note.1', 'note.2', 'note.3', 'note.4', 'head'] as const;
/** Behind the last line. */
export const END_ROW = 'end';
/** Empty lines to type into, beyond those that are filled. */
const SPARE_LINES = 6;

/** The sign in 採用. */
export const ADOPTED = '○';

/** The indicators with a cell 策定時実績 on Ⅲ or Ⅳ. */
export const WITH_BASE: readonly RecordedIndicator[] = RECORDED_INDICATORS.filter(({ kind }) => kind !== '見方');

export const typedKeys = (facts: PlanFacts): string[] =>
  Array.from({ length: typedLines(facts) + SPARE_LINES }, (_, index) => `typed.${index + 1}`);

/** Where the lines of every figure stand on the sheet, as rows of the sheet from 0. */
interface Places {
  readonly of: ReadonlyMap<string, readonly number[]>;
  readonly base: ReadonlyMap<string, number>;
  /** The lines that something is typed into. */
  readonly typed: ReadonlyMap<string, number>;
}

const MADE = new WeakMap<WholeRecord, Places>();

function placesOf(facts: PlanFacts): Places {
  const record = recordOf(facts);
  const known = MADE.get(record);
  if (known !== undefined) return known;
  let row = KEY_ROWS + HEAD_ROWS.length;
  const first = row;
  row += typedKeys(facts).length;
  const typed = new Map(
    [...record.standing.typed].reverse().map(({ line, ...entry }) => [keyOfEntry(entry), first + line - 1] as const),
  );
  const base = new Map(WITH_BASE.map(({ name }, index) => [name, row + index]));
  row += WITH_BASE.length;
  const of = new Map<string, readonly number[]>();
  for (const { key, candidates } of record.figures) {
    of.set(
      key,
      candidates.map((_, index) => row + index),
    );
    row += candidates.length;
  }
  const places = { of, base, typed };
  MADE.set(record, places);
  return places;
}

const cellOn = (row: number, column: RecordColumn): string =>
  cellAddress(row, KEY_COLUMNS + RECORD_COLUMNS.findIndex(({ key }) => key === column), true);
const onSheet = (address: string): string => `'${RECORD_SHEET}'!${address}`;

/** A figure of the record as other sheets read it: what is typed goes first, then 策定時実績 of the plan, then the chosen line. */
export interface RecordedFormula {
  /** An expression for a column of it; `blank`, an expression too ("" when omitted), where the cell is blank. */
  readonly column: (column: 'value' | 'lower' | 'upper' | 'numerator' | 'denominator', blank?: string) => string;
  /** An expression for 注意; null where the line has none that could matter. */
  readonly remark: string | null;
}

/** How other sheets read a figure; null where nothing is recorded, nor can be typed on the plan. */
export function recordedFormula(
  facts: PlanFacts,
  year: number,
  indicator: string,
  area = EVERYBODY,
): RecordedFormula | null {
  const { of, base, typed } = placesOf(facts);
  const cell = (row: number, column: RecordColumn): string => onSheet(cellOn(row, column));
  const guarded = (reference: string, blank: string): string => `IF(ISNUMBER(${reference}),${reference},${blank})`;
  const typedRow = typed.get(`${year}|${indicator}|${area}`);
  if (typedRow !== undefined)
    return {
      column: (column, blank = '""') => guarded(cell(typedRow, column === 'value' ? 'used' : column), blank),
      remark: null,
    };
  const lines = of.get(`${year}|${indicator}|${area}`) ?? [];
  const isBase = year === BASE_YEAR && area === EVERYBODY ? base.get(indicator) : undefined;
  if (lines.length === 0 && isBase === undefined) return null;
  /** The line that is chosen; the first where none is. */
  const chosen = (column: RecordColumn): string =>
    lines.length === 1
      ? cell(lines[0]!, column)
      : lines.reduceRight(
          (otherwise, row) => `IF(${cell(row, 'adopted')}="${ADOPTED}",${cell(row, column)},${otherwise})`,
          cell(lines[0]!, column),
        );
  return {
    column: (column, blank = '""') => {
      const line = lines.length === 0 ? blank : guarded(chosen(column), blank);
      if (isBase === undefined) return line;
      const onPlan = cell(isBase, 'value');
      return `IF(ISNUMBER(${onPlan}),${column === 'value' ? onPlan : blank},${line})`;
    },
    remark: lines.length === 0 ? null : chosen('remark'),
  };
}

/** The recorded value with a dash where there is none. */
export function recordedValue(facts: PlanFacts, year: number, indicator: RecordedIndicator): FormCell {
  const recorded = recordedFormula(facts, year, indicator.name);
  if (recorded === null) return { text: DASH, style: 'figure' };
  return { ...numberOf(`=${recorded.column('value', `"${DASH}"`)}`, shownQuantity(indicator)), style: 'figure' };
}
