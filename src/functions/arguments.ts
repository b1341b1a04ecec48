/** What a cell hands to a custom function, made plain: omitted or blank, text, range, filter, wanted figure. */
import {
  filterFromPairs,
  findCriterion,
  parseFilter,
  CRITERIA,
  type BitSet,
  type CriterionDefinition,
  type Filtered,
} from '../criteria';
import { findWord } from '../catalogue';
import { AnalystError, type Cell, type PersonTable } from '../kdb';
import { basicOf } from './share';

/** Omitted arguments arrive as null, blank cells as null, "" or (on the desktop) 0. */
export function isOmitted(value: unknown): boolean {
  if (Array.isArray(value)) return value.flat().every(isOmitted);
  const cell = basicOf(value);
  return cell === null || cell === undefined || cell === 0 || (typeof cell === 'string' && cell.trim() === '');
}

/** The first cell of an argument: a matrix of one cell stands for its value. */
export function single(value: unknown): unknown {
  if (!Array.isArray(value)) return basicOf(value);
  const [first] = value as unknown[];
  return basicOf(Array.isArray(first) ? first[0] : first);
}

/** A text argument: full-width forms unified, spaces around it removed; '' when omitted. */
export function textOf(value: unknown): string {
  const cell = single(value);
  return isOmitted(cell) ? '' : String(cell).normalize('NFKC').trim();
}

/** 求めるもの: one of the words that a function knows, the first when omitted. Throws argument.wanted. */
export function wantedOf<Word extends string>(value: unknown, known: readonly [Word, ...Word[]]): Word {
  const text = textOf(value);
  const found = findWord(text, known);
  if (found === undefined) throw new AnalystError('argument.wanted', { value: text, known: known.join('・') });
  return found;
}

/** 抽出目的 by id, function name or Japanese name. Throws argument.purpose. */
export function purposeOf(value: unknown): CriterionDefinition {
  const text = textOf(value);
  const found = text === '' ? null : findCriterion(text);
  if (found === null) {
    throw new AnalystError('argument.purpose', { value: text, known: CRITERIA.map(({ name }) => name).join('・') });
  }
  return found;
}

/** A range as Excel hands it over, with one kind of blank. A scalar is a range of one cell. */
export function rowsOf(value: unknown): Cell[][] {
  const rows = Array.isArray(value) ? (value as unknown[]) : [[value]];
  return rows.map((row) => (Array.isArray(row) ? (row as unknown[]) : [row]).map(cellOf));
}

function cellOf(given: unknown): Cell {
  const value = basicOf(given);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined || value === '' ? null : String(value);
}

/** 絞り込み: a text, one cell with a text, or a two-column range of keys and values; undefined when omitted. */
export function withinOf(asked: PersonTable | Filtered, value: unknown): BitSet | undefined {
  if (isOmitted(value)) return undefined;
  const rows = rowsOf(value);
  // As it was written: the width of a letter may tell one 圏域 from another.
  if (rows.length === 1 && rows[0]?.length === 1) return parseFilter(asked, String(rows[0][0]));
  if (rows.some((row) => row.length !== 2)) {
    throw new AnalystError('filter.form', { text: `${rows.length}行${rows[0]?.length ?? 0}列の範囲` });
  }
  return filterFromPairs(
    asked,
    rows.map(([key, cell]): [Cell, Cell] => [key === 0 ? null : (key ?? null), cell ?? null]),
  );
}
