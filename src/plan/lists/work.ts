/** What the analyst writes into a list (担当, 連絡日, 結果, 次回), and how it goes along when the list is written again. */
import type { Cell } from '../../kdb';
import { keyOf, readPersonNumber } from '../../kdb/values/personNumber';
import type { SpecValue } from '../sheetSpec';

/** Empty columns of every list, for the people who work with it. */
export const WORK_HEADINGS = ['担当', '連絡日', '結果', '次回'] as const;

/** Below the table of a list begins what is said about it; no row from here on is one of its persons. */
export const ABOUT_LIST = 'この一覧について';
/** Below that stand persons with entries who are on the list no more. */
export const LEFT_THE_LIST = '記入があり、今回の一覧にはいない人';

/** What stands in the columns of work for one person. */
export interface WorkEntry {
  readonly insurer: string;
  readonly number: string;
  readonly name: string;
  /** One cell a heading of `WORK_HEADINGS`; '' where nothing was written. */
  readonly cells: readonly SpecValue[];
}

/** The entries of one list by person. */
export type ListWork = ReadonlyMap<string, WorkEntry>;

const textOf = (cell: Cell | undefined): string => String(cell ?? '').trim();

/** One person of one insurer, however the number is padded. */
export function workKey(insurer: string, number: string): string {
  return `${insurer === '' ? '' : keyOf(insurer)} ${keyOf(number)}`;
}

interface Places {
  readonly row: number;
  readonly number: number;
  readonly insurer: number;
  readonly name: number;
  /** Where each of `WORK_HEADINGS` stands; -1 where the list lacks it. */
  readonly work: readonly number[];
}

/** Where a list holds what; null for rows without the heading 被保険者番号. */
function placesOf(rows: readonly (readonly Cell[])[]): Places | null {
  const row = rows.findIndex((cells) => cells.some((cell) => cell === '被保険者番号'));
  if (row < 0) return null;
  const at = (heading: string): number => rows[row]!.findIndex((cell) => cell === heading);
  return {
    row,
    number: at('被保険者番号'),
    insurer: at('保険者番号'),
    name: at('氏名'),
    work: WORK_HEADINGS.map(at),
  };
}

/** The entries of a list as it stands, those of persons who left it before included. */
export function readListWork(rows: readonly (readonly Cell[])[]): ListWork {
  const places = placesOf(rows);
  const entries = new Map<string, WorkEntry>();
  if (places === null || places.work.every((column) => column < 0)) return entries;
  const at = (cells: readonly Cell[], column: number): string => (column < 0 ? '' : textOf(cells[column]));
  for (const cells of rows.slice(places.row + 1)) {
    const written = places.work.map((column): SpecValue => (column < 0 ? '' : (cells[column] ?? '')));
    if (written.every((cell) => textOf(cell) === '')) continue;
    const read = readPersonNumber(cells[places.number] ?? null);
    if (read.problem !== undefined) continue;
    const entry = {
      insurer: at(cells, places.insurer),
      number: read.text,
      name: at(cells, places.name),
      cells: written,
    };
    entries.set(workKey(entry.insurer, entry.number), entry);
  }
  return entries;
}

/** The rows of a list without what the analyst wrote into its columns of work: what tells whether anything else was edited. */
export function withoutWork(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const places = placesOf(rows);
  if (places === null) return rows;
  const work = new Set(places.work.filter((column) => column >= 0));
  if (work.size === 0) return rows;
  return rows.map((cells, row) =>
    row <= places.row ? cells : cells.map((cell, column) => (work.has(column) ? null : cell)),
  );
}

/** The rows of a list up to what is said about it. */
export function personRowsOf(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const end = rows.findIndex((cells) => String(cells[0] ?? '').startsWith(ABOUT_LIST));
  return end < 0 ? rows : rows.slice(0, end);
}
