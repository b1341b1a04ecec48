/** Neighbours that are alike, so that one request serves all of them. */
import type { Block } from './sheetSpec';

/** Some neighbours, by the index of the first. */
export interface Run<T> {
  readonly first: number;
  readonly count: number;
  readonly value: T;
}

/** Runs of neighbours with the same value as JSON shows it; what is undefined stands in none. */
export function runsOf<T>(values: readonly (T | undefined)[]): Run<T>[] {
  const runs: { first: number; count: number; value: T }[] = [];
  let open: (typeof runs)[number] | undefined;
  for (const [index, value] of values.entries()) {
    if (value === undefined) open = undefined;
    else if (open !== undefined && isSame(open.value, value)) open.count += 1;
    else runs.push((open = { first: index, count: 1, value }));
  }
  return runs;
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** Cells that share something. */
export interface Shared<T> {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly value: T;
}

/** Blocks that follow each other side by side and share what is asked of them, as one; those of which it is undefined in none. */
export function sideBySide<T>(blocks: readonly Block[], of: (block: Block) => T | undefined): Shared<T>[] {
  const found: (Shared<T> & { columns: number })[] = [];
  for (const block of blocks) {
    const value = of(block);
    if (value === undefined) continue;
    const { row, column, cells } = block;
    const [rows, columns] = [cells.length, cells[0]?.length ?? 0];
    const last = found.at(-1);
    const follows = last?.value === value && last.row === row && last.rows === rows;
    if (follows && last.column + last.columns === column) last.columns += columns;
    else found.push({ row, column, rows, columns, value });
  }
  return found;
}

/** Cells that follow each other from above and are of one width, as one where what they share may be shared by several rows. */
export function stacked<T>(cells: readonly Shared<T>[], mayBe: (value: T) => boolean): Shared<T>[] {
  const found: (Shared<T> & { rows: number })[] = [];
  for (const each of cells) {
    const last = found.at(-1);
    const isBelow = last?.value === each.value && mayBe(each.value) && last.row + last.rows === each.row;
    if (isBelow && last.column === each.column && last.columns === each.columns) last.rows += each.rows;
    else found.push({ ...each });
  }
  return found;
}

/**
 * Cells that share something as few rectangles: those that lie side by side or above each other become one, wherever they stand in the
 * list. Each takes the place of the first of its parts. No two of them may overlap.
 */
export function joined<T>(cells: readonly Shared<T>[]): Shared<T>[] {
  let found = cells;
  for (let before = Infinity; found.length < before;) {
    before = found.length;
    found = inOneLine(inOneLine(found, below), beside);
  }
  return [...found];
}

/** How rectangles may be joined: what those have in common that lie in one line, where they begin in it, and both as one. */
interface Line {
  readonly key: (cells: Shared<unknown>) => string;
  readonly start: (cells: Shared<unknown>) => number;
  readonly length: 'rows' | 'columns';
}

const below: Line = {
  key: ({ column, columns }) => `${column} ${columns}`,
  start: ({ row }) => row,
  length: 'rows',
};
const beside: Line = { key: ({ row, rows }) => `${row} ${rows}`, start: ({ column }) => column, length: 'columns' };

function inOneLine<T>(cells: readonly Shared<T>[], { key, start, length }: Line): readonly Shared<T>[] {
  const lines = new Map<string, number[]>();
  for (const [place, each] of cells.entries()) {
    const line = `${JSON.stringify(each.value)} ${key(each)}`;
    const others = lines.get(line);
    if (others === undefined) lines.set(line, [place]);
    else others.push(place);
  }
  const found = new Map<number, Shared<T>>();
  for (const places of lines.values()) {
    places.sort((a, b) => start(cells[a]!) - start(cells[b]!));
    let [first, open] = [-1, null as (Shared<T> & Record<typeof length, number>) | null];
    const close = (): void => void (open !== null && found.set(first, open));
    for (const place of places) {
      const each = cells[place]!;
      if (open !== null && start(open) + open[length] === start(each)) {
        open = { ...open, [length]: open[length] + each[length] };
        first = Math.min(first, place);
        continue;
      }
      close();
      [first, open] = [place, each];
    }
    close();
  }
  return [...found].sort(([a], [b]) => a - b).map(([, each]) => each);
}
