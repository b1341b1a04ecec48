/** What a reader can compute of hidden counts: whole numbers within bounds, tied by sums. Knows nothing of how they were hidden. */

/** Σ times × name = equals. */
export interface Equation {
  readonly terms: readonly { readonly name: string; readonly times: number }[];
  readonly equals: number;
}

type Row = Map<string, number>;
const TINY = 1e-9;

/** The equations solved for one unknown each as far as they allow (Gauss and Jordan). */
function reduced(equations: readonly Equation[]): Equation[] {
  const rows: { row: Row; equals: number }[] = equations.map(({ terms, equals }) => {
    const row: Row = new Map();
    for (const { name, times } of terms) row.set(name, (row.get(name) ?? 0) + times);
    for (const [name, times] of row) if (times === 0) row.delete(name);
    return { row, equals };
  });
  const done: typeof rows = [];
  for (const current of rows) {
    for (const { row, equals } of done) {
      const [pivot] = row.keys();
      const times = current.row.get(pivot!) ?? 0;
      if (Math.abs(times) > TINY) subtract(current, { row, equals }, times);
    }
    const [first] = current.row;
    if (first === undefined) continue;
    const [pivot, scale] = first;
    for (const [name, times] of current.row) current.row.set(name, times / scale);
    current.equals /= scale;
    // The pivot stands first.
    const rest = [...current.row].filter(([name]) => name !== pivot);
    current.row = new Map([[pivot, 1], ...rest]);
    for (const other of done) {
      const times = other.row.get(pivot) ?? 0;
      if (Math.abs(times) > TINY) subtract(other, current, times);
    }
    done.push(current);
  }
  return done.map(({ row, equals }) => ({ terms: [...row].map(([name, times]) => ({ name, times })), equals }));
}

function subtract(from: { row: Row; equals: number }, what: { row: Row; equals: number }, times: number): void {
  for (const [name, each] of what.row) {
    const left = (from.row.get(name) ?? 0) - times * each;
    if (Math.abs(left) < TINY) from.row.delete(name);
    else from.row.set(name, left);
  }
  from.equals -= times * what.equals;
}

/**
 * The unknown counts that have one possible value: by elimination, and by narrowing the bounds of each until nothing moves.
 * `least`: the smallest value of a name; 0 where it says nothing.
 */
export function determined(
  equations: readonly Equation[],
  least: ReadonlyMap<string, number> = new Map(),
): Map<string, number> {
  const all = [...equations, ...reduced(equations)];
  const low = new Map<string, number>();
  const high = new Map<string, number>();
  for (const { terms } of all)
    for (const { name } of terms) {
      low.set(name, least.get(name) ?? 0);
      high.set(name, Infinity);
    }
  for (let moved = true, round = 0; moved && round < 200; round += 1) {
    moved = false;
    for (const { terms, equals } of all) {
      for (const { name, times } of terms) {
        // What the others can be at least and at most.
        let [from, to] = [0, 0];
        for (const other of terms) {
          if (other.name === name) continue;
          const ends = [other.times * low.get(other.name)!, other.times * high.get(other.name)!];
          from += Math.min(...ends);
          to += Math.max(...ends);
        }
        const ends = [(equals - from) / times, (equals - to) / times];
        const [lowest, highest] = [Math.ceil(Math.min(...ends) - 1e-6), Math.floor(Math.max(...ends) + 1e-6)];
        if (lowest > low.get(name)!) {
          low.set(name, lowest);
          moved = true;
        }
        if (highest < high.get(name)!) {
          high.set(name, highest);
          moved = true;
        }
      }
    }
  }
  return new Map([...low].filter(([name, value]) => high.get(name) === value));
}
