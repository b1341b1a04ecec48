/** Publication: small counts are hidden, and nothing hidden can be recomputed from what is published beside it. */
import fc from 'fast-check';
import { HIDDEN_MARK, mask, maskTable, type MaskedTable, type MaskTableOptions } from '../../src/indicators';

describe('a single count', () => {
  test.each([
    [0, undefined, 0],
    [1, undefined, HIDDEN_MARK],
    [9, 50000, HIDDEN_MARK],
    [10, 50000, 10],
    [10, 25000, 10],
    [10, 24999, HIDDEN_MARK],
    [19, 24999, HIDDEN_MARK],
    [20, 24999, 20],
    [0, 24999, 0],
    [500, 1999, HIDDEN_MARK],
    [0, 1999, HIDDEN_MARK],
    [500, 2000, 500],
  ])('%p persons among a population of %p are shown as %p', (count, population, shown) => {
    expect(mask(count, population).shown).toBe(shown);
  });

  test('an empty cell is refused, not read as 0', () => {
    expect(() => mask(null)).toThrow('空欄');
  });
});

/** Every value that a reader can still believe of each hidden cell, one more or less than the truth at a time. */
function believable(counts: readonly (readonly number[])[], masked: MaskedTable): Map<string, Set<number>> {
  const hidden = counts.flatMap((line, i) =>
    line.flatMap((_, j) => (masked.cells[i]![j] === null ? [[i, j] as const] : [])),
  );
  const found = new Map<string, Set<number>>();
  const note = (name: string, value: number): void => void found.set(name, (found.get(name) ?? new Set()).add(value));
  const table = counts.map((line) => [...line]);
  const rowSum = (i: number): number => table[i]!.reduce((sum, value) => sum + value, 0);
  const columnSum = (j: number): number => table.reduce((sum, line) => sum + line[j]!, 0);
  const fits = (shown: number | null | undefined, value: number): boolean =>
    shown === undefined || (shown === null ? value >= 1 : shown === value);
  const visit = (next: number): void => {
    if (next < hidden.length) {
      const [i, j] = hidden[next]!;
      for (const value of [counts[i]![j]! - 1, counts[i]![j]!, counts[i]![j]! + 1]) {
        if (value < 1) continue;
        table[i]![j] = value;
        visit(next + 1);
      }
      table[i]![j] = counts[i]![j]!;
      return;
    }
    const total = table.reduce((sum, _, i) => sum + rowSum(i), 0);
    const consistent =
      table.every((_, i) => fits(masked.rowTotals?.[i], rowSum(i))) &&
      table[0]!.every((_, j) => fits(masked.columnTotals?.[j], columnSum(j))) &&
      fits(masked.grandTotal, total);
    if (!consistent) return;
    hidden.forEach(([i, j]) => note(`${i},${j}`, table[i]![j]!));
    masked.rowTotals?.forEach((shown, i) => shown === null && note(`row ${i}`, rowSum(i)));
    masked.columnTotals?.forEach((shown, j) => shown === null && note(`column ${j}`, columnSum(j)));
    if (masked.grandTotal === null) note('total', total);
  };
  visit(0);
  return found;
}

const solved = (counts: readonly (readonly number[])[], options?: MaskTableOptions): string[] =>
  [...believable(counts, maskTable(counts, options))].filter(([, values]) => values.size < 2).map(([name]) => name);

/** A cell or a total of a table as an attacker knows it: its count, and the least and the largest that it could be. */
interface Known {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly least: number;
  readonly most: number;
}

/**
 * The small counts that follow from what is published: the totals of 0 and from 10 on as they stand (of 1–9 that much is
 * known), or the totals of the answer where it carries them. A count could be one more when the table holds a circle
 * of cells through it that may be raised and lowered in turn: the flow of the table through its rows and columns.
 */
function followingFrom(counts: readonly (readonly number[])[], masked: MaskedTable): number[] {
  const [rows, columns] = [counts.length, counts[0]!.length];
  const total = (from: string, to: string, count: number, isPublished: boolean, own?: number | null): Known => {
    const isOpen = masked.needsOwnTotals ? own === null : !isPublished || (count >= 1 && count <= 9);
    if (!isOpen) return { from, to, count, least: count, most: count };
    const isSmallTotal = isPublished && count >= 1 && count <= 9;
    return { from, to, count, least: isSmallTotal ? 1 : 0, most: isSmallTotal ? 9 : Infinity };
  };
  const sum = (values: readonly number[]): number => values.reduce((before, value) => before + value, 0);
  const known: Known[] = [
    ...counts.map((line, r) => total('S', `r${r}`, sum(line), columns > 1, masked.rowTotals?.[r])),
    ...counts[0]!.map((_, c) =>
      total(`c${c}`, 'T', sum(counts.map((line) => line[c]!)), rows > 1, masked.columnTotals?.[c]),
    ),
    total('T', 'S', sum(counts.flat()), rows > 1 && columns > 1, masked.grandTotal),
    ...counts.flatMap((line, r) =>
      line.map((count, c): Known => {
        const isShown = masked.cells[r]![c] !== null;
        return { from: `r${r}`, to: `c${c}`, count, least: isShown ? count : 0, most: isShown ? count : Infinity };
      }),
    ),
  ];
  const reaches = (start: string, goal: string, without: Known): boolean => {
    const seen = new Set([start]);
    for (const node of seen)
      for (const each of known) {
        if (each === without) continue;
        if (each.from === node && each.count < each.most) seen.add(each.to);
        if (each.to === node && each.count > each.least) seen.add(each.from);
      }
    return seen.has(goal);
  };
  return known
    .filter(({ from, count, least, most }) => from.startsWith('r') && count >= 1 && count <= 9 && least !== most)
    .filter((cell) => !reaches(cell.to, cell.from, cell) && !reaches(cell.from, cell.to, cell))
    .map(({ count }) => count);
}

const small = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 90 }),
);
const tables = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(small, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

describe('a table with totals', () => {
  test('no hidden count can be recomputed: each could have another value (every small table is tried to be solved)', () => {
    fc.assert(
      fc.property(tables, fc.constantFrom('both', 'rows', 'columns'), (counts, totals) => {
        expect(solved(counts, { totals })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('every small count is hidden, every other one is hidden or true, and beside masked totals 0 is always shown', () => {
    fc.assert(
      fc.property(tables, fc.constantFrom('both', 'rows', 'columns', 'none'), (counts, totals) => {
        const { cells } = maskTable(counts, { totals });
        counts.forEach((line, i) =>
          line.forEach((count, j) => {
            const shown = cells[i]![j];
            if (count >= 1 && count <= 9) expect(shown).toBeNull();
            else if (count === 0) expect(shown).toBe(0);
            else expect([null, count]).toContain(shown);
          }),
        );
      }),
    );
  });

  test('beside the totals as they stand no small count follows: each could be one more or one less', () => {
    let zerosHidden = 0;
    let ownTotals = 0;
    fc.assert(
      fc.property(tables, (counts) => {
        const masked = maskTable(counts);
        if (masked.needsOwnTotals) ownTotals += 1;
        zerosHidden += counts.flat().filter((count, k) => count === 0 && masked.cells.flat()[k] === null).length;
        expect(followingFrom(counts, masked)).toEqual([]);
      }),
      { numRuns: 1000, seed: 41 },
    );
    // Both ways out were taken, and neither is the rule.
    expect(zerosHidden).toBeGreaterThan(0);
    expect(ownTotals).toBeGreaterThan(0);
    expect(ownTotals).toBeLessThan(300);
  });

  test.each([
    // The column of 7 follows from the totals of the others.
    [[[11, 0, 7], [15, 0, 0]], true],
    [[[12, 8], [20, 0]], true],
    [[[12, 8], [0, 0]], true],
    [[[10, 9]], undefined],
    [[[9], [10]], undefined],
    [[[1, 9], [9, 1]], undefined],
    [[[5, 40, 30], [30, 60, 20]], undefined],
    [[[12, 8], [20, 5]], undefined],
    [[[8, 0, 0]], undefined],
  ] as const)('%j is protected beside its totals, carrying its own where it must: %p', (counts, needsOwnTotals) => {
    const masked = maskTable(counts);
    expect(masked.needsOwnTotals).toBe(needsOwnTotals);
    expect(followingFrom(counts, masked)).toEqual([]);
  }); // prettier-ignore

  test('a table without small counts is left as it is', () => {
    const masked = maskTable([
      [10, 0],
      [30, 40],
    ]);
    expect(masked.cells).toEqual([
      [10, 0],
      [30, 40],
    ]);
    expect([masked.rowTotals, masked.columnTotals, masked.grandTotal]).toEqual([[10, 70], [40, 40], 80]);
    expect(masked.small + masked.complementary).toBe(0);
  });

  test('one small count takes the three cheapest cells of a rectangle with it and leaves the totals', () => {
    const masked = maskTable([
      [5, 40, 900],
      [30, 60, 800],
      [700, 500, 600],
    ]);
    expect(masked.cells).toEqual([
      [null, null, 900],
      [null, null, 800],
      [700, 500, 600],
    ]);
    expect(masked.rowTotals).toEqual([945, 890, 1800]);
    expect(masked.complementary).toBe(3);
  });

  test('two ones in a row with a total of theirs need a third cell: 1 + 1 would give itself away', () => {
    const masked = maskTable([[1, 1, 50, 80]]);
    expect(masked.cells).toEqual([[null, null, null, 80]]);
    expect(masked.rowTotals).toEqual([132]);
  });

  test('a row whose only count is small hides its total too', () => {
    const counts = [
      [4, 0],
      [30, 20],
    ];
    const masked = maskTable(counts);
    expect(masked.rowTotals![0]).toBeNull();
    expect(solved(counts)).toEqual([]);
  });

  test('each area follows the rule of its own population', () => {
    const counts = [
      [15, 40],
      [15, 40],
      [300, 0],
    ];
    const masked = maskTable(counts, { population: [20000, 60000, 1500], totals: 'none' });
    expect(masked.cells).toEqual([
      [null, 40],
      [15, 40],
      [null, null],
    ]);
  });

  test('a hidden 0 of an area below 2,000 people is not given away by a column total of 0', () => {
    const masked = maskTable(
      [
        [0, 12],
        [0, 30],
      ],
      { population: [1500, 60000] },
    );
    expect(masked.cells[0]).toEqual([null, null]);
    expect(masked.columnTotals![0] === 0 && masked.cells[1]![0] === 0).toBe(false);
  });

  test('a table of all municipalities is masked', () => {
    const counts = Array.from({ length: 1215 }, (_, i) =>
      Array.from({ length: 10 }, (_, j) => (i * 7919 + j * 104729 + ((i * j) % 13)) % 97),
    );
    const masked = maskTable(counts);
    expect(masked.small).toBeGreaterThan(500);
  });

  test('rows of unequal length and negative counts are refused', () => {
    expect(() => maskTable([[1, 2], [3]])).toThrow('行');
    expect(() => maskTable([[-1]])).toThrow('負の数');
  });
});
