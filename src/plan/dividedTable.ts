/** A table longer than a page: where its rows stand when its heading is written again before some of them. */

/** Rows of the table that follow one another without a heading between them. */
export interface Run {
  /** Number of the first row in the table, and of the first one that is not in the run any more. */
  readonly from: number;
  readonly to: number;
  /** Where the first row stands on the sheet. */
  readonly row: number;
}

export interface DividedTable {
  /** Where a row of the table stands on the sheet; both from 0. */
  readonly rowOf: (index: number) => number;
  readonly runs: readonly Run[];
  /** Where the heading stands again. */
  readonly headings: readonly number[];
  /** First row behind the table. */
  readonly end: number;
}

/**
 * @param first row of the sheet on which the table begins, below its heading
 * @param count rows of the table
 * @param again numbers of the rows before which the heading is written again, in ascending order
 */
export function dividedTable(first: number, count: number, again: readonly number[]): DividedTable {
  const rowOf = (index: number): number => first + index + again.filter((before) => before <= index).length;
  const starts = [0, ...again];
  return {
    rowOf,
    runs: starts
      .map((from, at) => ({ from, to: starts[at + 1] ?? count, row: rowOf(from) }))
      .filter(({ from, to }) => to > from),
    headings: again.map((before) => rowOf(before) - 1),
    end: first + count + again.length,
  };
}

/** The row of the table that stands on a row of the sheet; null for headings and rows outside. */
export function indexAt({ runs }: DividedTable, row: number): number | null {
  const run = runs.find(({ from, to, row: first }) => row >= first && row < first + to - from);
  return run === undefined ? null : run.from + row - run.row;
}
