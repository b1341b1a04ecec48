/** Tests of hiding counts that are tied by sums: nothing hidden can be computed, and little more than needed is hidden. */
import fc from 'fast-check';
import {
  hiddenCounts,
  sumRelation,
  type CountSystem,
  type Quantity,
  type Relation,
} from '../../../src/plan/handIn/system';
import { breadth } from '../../breadth';
import { determined, type Equation } from './attack';

const isSmall = (value: number): boolean => value >= 1 && value <= 9;

function hiddenOf(
  values: Readonly<Record<string, number>>,
  relations: readonly Relation[],
  unprinted: readonly string[] = [],
) {
  const quantities = new Map<string, Quantity>(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, isPrinted: !unprinted.includes(name), cost: 1 + value / 100 },
    ]),
  );
  const small = new Set(Object.keys(values).filter((name) => !unprinted.includes(name) && isSmall(values[name]!)));
  return { hidden: hiddenCounts({ quantities, relations }, small), quantities, small };
}

/** What a reader of the printed counts can compute of those that are not printed. */
function computed({ quantities, relations }: CountSystem, hidden: ReadonlySet<string>): string[] {
  const isOpen = (name: string): boolean => quantities.get(name)!.isPrinted && !hidden.has(name);
  const equations = relations.map(({ terms }): Equation => ({
    terms: terms.filter(({ name }) => !isOpen(name)),
    equals: -terms
      .filter(({ name }) => isOpen(name))
      .reduce((sum, { name, times }) => sum + times * quantities.get(name)!.value, 0),
  }));
  const least = new Map([...hidden].map((name) => [name, 1] as const));
  return [...determined(equations, least).keys()].filter((name) => hidden.has(name));
}

test('the attack computes what can be computed', () => {
  const one = (name: string, times = 1) => ({ name, times });
  expect(determined([{ terms: [one('a')], equals: 4 }])).toEqual(new Map([['a', 4]]));
  expect(determined([{ terms: [one('a'), one('b')], equals: 4 }])).toEqual(new Map());
  // Two sums that share a pair.
  expect(
    determined([
      { terms: [one('a'), one('b')], equals: 10 },
      { terms: [one('a'), one('b'), one('c')], equals: 15 },
    ]),
  ).toEqual(new Map([['c', 5]]));
  // Two counts of at least one that make two.
  const least = new Map([
    ['a', 1],
    ['b', 1],
  ]);
  expect(determined([{ terms: [one('a'), one('b')], equals: 2 }], least)).toEqual(least);
});

test('one small part takes another part with it, and the total stays', () => {
  const { hidden } = hiddenOf({ all: 77, north: 7, south: 30, west: 40 }, [
    sumRelation('all', ['north', 'south', 'west']),
  ]);
  expect([...hidden].sort()).toEqual(['north', 'south']);
});

test('a count that stands in two sums is protected in both', () => {
  const relations = [sumRelation('all', ['a', 'b', 'c']), sumRelation('a', ['men', 'women'])];
  const values = { all: 100, a: 25, b: 35, c: 40, men: 4, women: 21 };
  const { hidden, quantities } = hiddenOf(values, relations);
  expect(hidden.has('men')).toBe(true);
  expect(computed({ quantities, relations }, hidden)).toEqual([]);
});

test('support, follow-up and loss: the loss cannot be told by subtraction', () => {
  const relations = [sumRelation('supported', ['followed', 'lost']), sumRelation('targeted', ['supported', 'others'])];
  const { hidden } = hiddenOf({ targeted: 60, supported: 43, followed: 41, lost: 2, others: 17 }, relations, [
    'others',
  ]);
  expect([...hidden].filter((name) => name === 'supported' || name === 'followed')).toHaveLength(1);
});

test('nothing is hidden where nothing is small, and a printed 0 stays', () => {
  const relations = [sumRelation('all', ['a', 'b', 'c'])];
  expect(hiddenOf({ all: 60, a: 20, b: 40, c: 0 }, relations).hidden.size).toBe(0);
  expect([...hiddenOf({ all: 25, a: 5, b: 20, c: 0 }, relations).hidden].sort()).toEqual(['a', 'b']);
  // Only a 0 beside it: the total goes.
  expect([...hiddenOf({ all: 5, a: 5, c: 0 }, [sumRelation('all', ['a', 'c'])]).hidden].sort()).toEqual(['a', 'all']);
});

/** A table with totals, of which some cells are parted further, as areas by sex are. */
const tables = fc
  .record({
    cells: fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 4 }), {
      minLength: 2,
      maxLength: 5,
    }),
    parted: fc.array(fc.tuple(fc.nat(4), fc.nat(3), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 3 }),
    unprinted: fc.array(fc.nat(6), { maxLength: 2 }),
  })
  .map(({ cells, parted, unprinted }) => {
    const width = Math.min(...cells.map(({ length }) => length));
    const values: Record<string, number> = {};
    const relations: Relation[] = [];
    const rows = cells.map((line) => line.slice(0, width));
    rows.forEach((line, i) => line.forEach((value, j) => (values[`c${i}${j}`] = value)));
    rows.forEach((line, i) => {
      values[`r${i}`] = line.reduce((sum, value) => sum + value, 0);
      relations.push(
        sumRelation(
          `r${i}`,
          line.map((_, j) => `c${i}${j}`),
        ),
      );
    });
    for (let j = 0; j < width; j += 1) {
      values[`k${j}`] = rows.reduce((sum, line) => sum + line[j]!, 0);
      relations.push(
        sumRelation(
          `k${j}`,
          rows.map((_, i) => `c${i}${j}`),
        ),
      );
    }
    values.all = rows.flat().reduce((sum, value) => sum + value, 0);
    relations.push(
      sumRelation(
        'all',
        rows.map((_, i) => `r${i}`),
      ),
      sumRelation(
        'all',
        Array.from({ length: width }, (_, j) => `k${j}`),
      ),
    );
    for (const [i, j, share] of parted) {
      const name = `c${i % rows.length}${j % width}`;
      if (`${name}p` in values) continue;
      values[`${name}p`] = Math.floor(values[name]! * share);
      values[`${name}q`] = values[name]! - values[`${name}p`]!;
      relations.push(sumRelation(name, [`${name}p`, `${name}q`]));
    }
    return { values, relations, unprinted: unprinted.map((i) => `r${i}`).filter((name) => name in values) };
  });

test('no hidden count of any table with parts can be computed, and a 0 is never hidden without need', () => {
  fc.assert(
    fc.property(tables, ({ values, relations, unprinted }) => {
      const { hidden, quantities } = hiddenOf(values, relations, unprinted);
      expect(computed({ quantities, relations }, hidden)).toEqual([]);
    }),
    { numRuns: breadth(150, 2000) },
  );
});

test('thirty areas of ten purposes and three years are reckoned through', () => {
  const relations: Relation[] = [];
  const values: Record<string, number> = {};
  let seed = 7;
  const random = (most: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % most;
  };
  for (let year = 0; year < 3; year += 1)
    for (let purpose = 0; purpose < 10; purpose += 1) {
      const key = `${year}.${purpose}`;
      const areas = Array.from({ length: 30 }, (_, area) => `${key}.${area}`);
      for (const area of areas) {
        values[area] = random(30);
        values[`${area} judged`] = values[area] + random(200);
        values[`${area} open`] = random(40);
        values[`${area} rest`] = values[`${area} judged`]! - values[area];
        values[`${area} insured`] = values[`${area} judged`]! + values[`${area} open`]!;
        relations.push(sumRelation(`${area} judged`, [area, `${area} rest`]));
        relations.push(sumRelation(`${area} insured`, [`${area} judged`, `${area} open`]));
      }
      for (const suffix of ['', ' judged', ' open', ' insured']) {
        values[`${key}${suffix}`] = areas.reduce((sum, area) => sum + values[`${area}${suffix}`]!, 0);
        relations.push(
          sumRelation(
            `${key}${suffix}`,
            areas.map((area) => `${area}${suffix}`),
          ),
        );
      }
    }
  const { hidden } = hiddenOf(
    values,
    relations,
    Object.keys(values).filter((name) => name.endsWith(' rest')),
  );
  expect(hidden.size).toBeGreaterThan(100);
}, 50_000);
