/** The list of one purpose: who meets it, in which order, with 優先度, 理由 and the values that count. */
import {
  criterionById,
  explain,
  insurerNumbers,
  priority,
  type CriteriaSettings,
  type CriterionId,
  type CriterionResult,
} from '../criteria';
import { FIELDS, textAt, valueText, type FieldId, type Intake, type PersonTable } from '../kdb';
import { fieldsOf } from './fieldsOf';
import type { SpecValue } from './sheetSpec';

/** What a list is made of. `results` holds all ten purposes: 該当目的数 and 優先度 look at all of them. */
export interface Extraction {
  readonly intake: Intake;
  readonly settings: CriteriaSettings;
  readonly results: readonly CriterionResult[];
}

export interface ListColumn {
  readonly heading: string;
  readonly kind: 'text' | 'number';
}

export interface ExtractionList {
  readonly columns: readonly ListColumn[];
  /** Highest 優先度 first, then the order of the register. Missing values are ''. */
  readonly rows: readonly (readonly SpecValue[])[];
}

/** Columns that a list shows only where the sources provide them. */
const OPTIONAL: readonly FieldId[] = ['name', 'kana', 'area', 'municipality'];

/** A value as a cell: measured values and counts stay numbers, everything else is the text in words. */
export function cellOf(table: PersonTable, field: FieldId, row: number): SpecValue {
  const column = table.columns[field];
  if (column === undefined) return '';
  if (column.kind === 'measure') return Number.isNaN(column.values[row]) ? '' : (column.values[row] ?? '');
  if (column.kind === 'count') return (column.values[row] ?? -1) < 0 ? '' : (column.values[row] ?? '');
  return valueText(table, field, row);
}

const YEAR_MARK = /^(\S+?)(?:（(前年度|\d年前)）)? (.+)$/;

/** The same value in several years is said once: "高血圧薬 あり（前年度・2年前）". */
function yearsTogether(values: readonly string[]): string[] {
  const groups = new Map<string, { readonly text: string; readonly years: string[] }>();
  for (const value of new Set(values)) {
    const [, name, year = '当年度', word] = YEAR_MARK.exec(value) ?? [];
    const text = name === undefined ? value : `${name} ${word}`;
    const group = groups.get(text) ?? { text: value, years: [] };
    group.years.push(year);
    groups.set(text, group);
  }
  return [...groups].map(([text, { text: first, years }]) =>
    years.length === 1 ? first : `${text}（${years.join('・')}）`,
  );
}

/** 理由 in words: the values of the conditions that were true. */
export function reasonText(table: PersonTable, id: CriterionId, settings: CriteriaSettings, row: number): string {
  const values = explain(table, id, settings, row).because.map(({ value }) => value);
  return yearsTogether(values).join('、');
}

/** The list of a purpose. */
export function extractionRows({ intake, settings, results }: Extraction, id: CriterionId): ExtractionList {
  const { table } = intake;
  const result = results.find((each) => each.id === id);
  if (result === undefined) throw new Error(`no result for ${id}`);
  const shown = OPTIONAL.filter((field) => table.columns[field] !== undefined);
  const insurer: FieldId[] = insurerNumbers(table).length > 1 ? ['insurer'] : [];
  const counted = fieldsOf(criterionById(id), settings).filter((field) => table.columns[field] !== undefined);
  const people: { row: number; level: string; purposes: number; severity: number }[] = [];
  result.hits.forEach((row) => people.push({ row, ...priority(table, results, row) }));
  people.sort(
    (a, b) => a.level.localeCompare(b.level) || b.purposes - a.purposes || b.severity - a.severity || a.row - b.row,
  );
  const text = (field: FieldId): ListColumn => ({ heading: FIELDS[field].label, kind: 'text' });
  const columns: ListColumn[] = [
    { heading: '被保険者番号', kind: 'text' },
    ...insurer.map(text),
    ...shown.map(text),
    { heading: '性別', kind: 'text' },
    { heading: '年齢', kind: 'number' },
    { heading: '優先度', kind: 'text' },
    { heading: '該当目的数', kind: 'number' },
    { heading: '理由', kind: 'text' },
    ...counted.map((field): ListColumn => ({
      heading: FIELDS[field].label,
      kind: ['measure', 'count'].includes(table.columns[field]?.kind ?? '') ? 'number' : 'text',
    })),
  ];
  const rows = people.map(({ row, level, purposes }): SpecValue[] => [
    textAt(table, 'personId', row),
    ...insurer.map((field) => textAt(table, field, row)),
    ...shown.map((field) => textAt(table, field, row)),
    valueText(table, 'sex', row),
    cellOf(table, 'age', row),
    level,
    purposes,
    reasonText(table, id, settings, row),
    ...counted.map((field) => cellOf(table, field, row)),
  ]);
  return { columns: withDistinctHeadings(columns), rows };
}

/** An Excel table renames doubled headings by itself; ours are made distinct before. */
function withDistinctHeadings(columns: readonly ListColumn[]): ListColumn[] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const times = (seen.get(column.heading) ?? 0) + 1;
    seen.set(column.heading, times);
    return times === 1 ? column : { ...column, heading: `${column.heading}${times}` };
  });
}
