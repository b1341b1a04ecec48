/** Whether an entry obeys the validation rule of its cell, as Excel judges it. */
import { rectAddress } from '../../formula';
import { intersect } from './rect';
import type { ValidationRule } from './layout';
import type { CellValue, Sheet } from './sheet';

/** What the rule says when an entry breaks it. */
export interface Violation {
  /** Stop takes the entry back; the others only tell. */
  readonly style: 'Stop' | 'Warning' | 'Information';
  readonly message: string;
}

/** A limit of a rule: a number, or a formula that stands for one cell. Other formulas set no limit here. */
function limit(sheet: Sheet, value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return null;
  if (!value.startsWith('=')) return Number.isFinite(Number(value)) ? Number(value) : null;
  const cell = sheet.book.resolve(value, sheet);
  const held = cell ? cell.sheet.value(cell.rect.row, cell.rect.column) : null;
  return typeof held === 'number' ? held : null;
}

const COMPARE: Readonly<Record<string, (value: number, a: number | null, b: number | null) => boolean>> = {
  Between: (value, a, b) => (a === null || value >= a) && (b === null || value <= b),
  NotBetween: (value, a, b) => a === null || b === null || value < a || value > b,
  EqualTo: (value, a) => a === null || value === a,
  NotEqualTo: (value, a) => a === null || value !== a,
  GreaterThan: (value, a) => a === null || value > a,
  LessThan: (value, a) => a === null || value < a,
  GreaterThanOrEqualTo: (value, a) => a === null || value >= a,
  LessThanOrEqualTo: (value, a) => a === null || value <= a,
};

/** The texts that a list offers: written in the rule, or in the cells that it names. */
function offered(sheet: Sheet, source: unknown): string[] | null {
  if (typeof source !== 'string') return null;
  if (!source.startsWith('=')) return source.split(',').map((item) => item.trim());
  const cells = sheet.book.resolve(source, sheet);
  if (!cells) return null;
  const { row, column, rows, columns } = cells.rect;
  return Array.from({ length: Math.min(rows, 10000) * columns }, (_, index) =>
    cells.sheet.text(row + Math.floor(index / columns), column + (index % columns)),
  );
}

function obeys(sheet: Sheet, { rule }: ValidationRule, value: CellValue): boolean {
  const [kind = ''] = Object.keys(rule);
  const detail = rule[kind] ?? {};
  if (kind === 'list') return offered(sheet, detail.source)?.includes(String(value)) ?? true;
  if (kind === 'custom') return true;
  const measured = kind === 'textLength' ? [...String(value)].length : value;
  if (typeof measured !== 'number') return false;
  if (kind === 'wholeNumber' && !Number.isInteger(measured)) return false;
  const compare = COMPARE[String(detail.operator)] ?? COMPARE.Between!;
  return compare(measured, limit(sheet, detail.formula1), limit(sheet, detail.formula2));
}

/** The violation of what stands in a cell now, or null. A blank and a formula are never one. */
export function violationAt(sheet: Sheet, row: number, column: number): Violation | null {
  const value = sheet.value(row, column);
  const cell = { row, column, rows: 1, columns: 1 };
  const rule = sheet.layout.validations.find(({ rect }) => intersect(rect, cell));
  if (!rule || value === '' || sheet.hasFormula(row, column) || obeys(sheet, rule, value)) return null;
  const { showAlert, style, message } = rule.errorAlert ?? {};
  if (showAlert === false) return null;
  const words = typeof message === 'string' && message !== '' ? message : 'この値は入力規則に合いません。';
  return {
    style: style === 'Warning' || style === 'Information' ? style : 'Stop',
    message: `${sheet.name} の ${rectAddress(cell)}: ${words}`,
  };
}
