/** Neighbours that are alike, so that one request serves all of them. */

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
