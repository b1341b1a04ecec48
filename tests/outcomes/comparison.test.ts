/** The comparison group: caliper, both values before, standardised difference, each person once, and what may be said of it. */
import fc from 'fast-check';
import { BALANCED, evaluateProgramme, programmeById, type ComparisonResult } from '../../src/indicators';
import type { Cell } from '../../src/kdb';
import { logOf, tableOf } from './support';

interface Person {
  readonly before: number;
  readonly after: number;
  readonly sex?: '女' | '男';
  readonly born?: string;
}

/** The comparison of an indicator of 低栄養: weight before and after of supported persons and of candidates. */
function compared(
  supported: readonly Person[],
  candidates: readonly Person[],
  { indicator = 'weightChange', ageWithin }: { readonly indicator?: string; readonly ageWithin?: number } = {},
): ComparisonResult {
  const persons = [...supported, ...candidates];
  const table = (year: number, weight: (person: Person) => number) =>
    tableOf(
      [
        ['被保険者番号', '性別', '生年月日', '健診受診日', '身長', '体重'],
        ...persons.map((person, index): Cell[] => [String(index + 1), person.sex ?? '女', person.born ?? '19450101', `${year}0701`, 150, weight(person)]),
      ],
      year,
    ); // prettier-ignore
  const log = logOf([
    ['被保険者番号', '目的', '支援の有無'],
    ...supported.map((_, index): Cell[] => [String(index + 1), '低栄養', '有']),
  ]);
  const { outcome } = evaluateProgramme(
    programmeById('lowNutrition'),
    log,
    table(2025, ({ before }) => before),
    table(2026, ({ after }) => after),
    {
      comparison: { seed: 3, ...(ageWithin === undefined ? {} : { ageWithin }) },
      eligible: () => ({ get: () => true }),
    },
  );
  return outcome.find(({ id }) => id === `lowNutrition.${indicator}`)!.comparison!;
}

const at = (before: number, more: Partial<Person> = {}): Person => ({ before, after: before + 1, ...more });

test('groups 10 kg apart are not matched at all', () => {
  const supported = Array.from({ length: 20 }, (_, index) => at(33 + (index % 11) / 10));
  const candidates = Array.from({ length: 40 }, (_, index) => at(43.5 + (index % 11) / 10));
  const found = compared(supported, candidates);
  expect(found).toMatchObject({ pairs: 0, unmatched: 20, supported: null, compared: null, difference: null });
  expect(found.balance).toEqual({ supported: null, compared: null, standardisedDifference: null });
});

test('the caliper is 0.2 standard deviations of the value before: within it at the edge, not one tenth beyond', () => {
  // Both groups spread by 5 kg about their means: variances 25 and 25 → 0.2 · 5 = 1.0 kg.
  const spread = [40, 50, 40, 50].map((weight) => at(weight));
  const deviation = Math.sqrt(100 / 3);
  const { caliper } = compared(spread, spread);
  expect(caliper).toBeCloseTo(0.2 * deviation, 12);
  const one = (distance: number) =>
    compared([at(45, { sex: '男' }), ...spread], [at(45 + distance, { sex: '男' }), ...spread]);
  for (const distance of [1, -1]) {
    const { caliper: width } = one(distance);
    expect(width).toBeGreaterThan(0.9);
    expect(one(distance).pairs).toBe(5);
    // Nobody else of his sex is there: beyond the caliper he stays without a partner.
    expect(one(distance * 1.3)).toMatchObject({ pairs: 4, unmatched: 1 });
  }
});

test('both means before and the standardised difference, by hand', () => {
  const found = compared([at(40), at(42), at(44), at(46)], [at(40.1), at(42.1), at(44.1), at(46.1)]);
  expect(found.pairs).toBe(4);
  expect([found.balance.supported, found.balance.compared]).toEqual([43, expect.closeTo(43.1, 10)]);
  // Both groups have variance 20/3.
  expect(found.balance.standardisedDifference).toBeCloseTo(-0.1 / Math.sqrt(20 / 3), 10);
  expect(found.matchedOn).toMatch(/差が 0\.52 以内で最も近い人。標準偏差の 0\.2 倍。同じ人は1度だけ/);
});

test('each person once: a second supported person takes the next nearest, or nobody', () => {
  const found = compared([at(40), at(40), at(40), at(50)], [at(40), at(40.2), at(50)]);
  expect(found).toMatchObject({ pairs: 3, unmatched: 1 });
  expect(found.balance.compared).toBeCloseTo((40 + 40.2 + 50) / 3, 10);
});

test('the same sex and the same age class; ages within a number of years where that is asked', () => {
  const [old, young] = [{ born: '19350101' }, { born: '19450101' }];
  expect(compared([at(40, old), at(50)], [at(40, young), at(50)]).pairs).toBe(1);
  expect(compared([at(40, { sex: '男' }), at(50)], [at(40), at(50)]).pairs).toBe(1);
  const within = (years: number) =>
    compared([at(40), at(50)], [at(40, { born: '19480101' }), at(50)], { ageWithin: years }).pairs;
  expect([within(2), within(3)]).toEqual([1, 2]);
});

test('regression to the mean is never said to be removed', () => {
  const same = compared([at(40), at(45), at(50)], [at(40), at(45), at(50)]);
  expect(same.balance.standardisedDifference).toBe(0);
  expect(same.caution).toMatch(/前の値は両群でほぼ同じ（標準化差 0\.00）ですが、同じだけ戻るとは限りません。$/);
  const apart = compared([at(40), at(42), at(44)], [at(39.7), at(41.7), at(43.7)]);
  expect(Math.abs(apart.balance.standardisedDifference!)).toBeGreaterThan(BALANCED);
  expect(apart.caution).toMatch(/前の値が両群で違う（標準化差 0\.15）ため、戻る大きさも違い、差はそれを含みます。$/);
  for (const { caution } of [same, apart]) {
    expect(caution).toContain('割り付けた試験ではない');
    expect(caution).not.toMatch(/除かれ|除いて|取り除/);
  }
  // An outcome that nobody was selected by says nothing of it.
  expect(compared([at(40), at(45)], [at(40), at(45)], { indicator: 'weightKept' }).caution).not.toContain(
    '平均への回帰',
  );
});

test('nobody is taken twice, every pair is within the caliper, and no free person lies nearer', () => {
  const weights = fc.array(
    fc.integer({ min: 350, max: 450 }).map((tenths) => tenths / 10),
    { minLength: 2, maxLength: 25 },
  );
  fc.assert(
    fc.property(weights, weights, (one, other) => {
      const [supported, candidates] = [one.map((weight) => at(weight)), other.map((weight) => at(weight))];
      const { pairs, unmatched, balance, caliper } = compared(supported, candidates);
      expect(pairs + unmatched).toBe(supported.length);
      expect(pairs).toBeLessThanOrEqual(candidates.length);
      if (pairs === 0) {
        const nearest = Math.min(...one.flatMap((a) => other.map((b) => Math.abs(a - b))));
        expect(nearest).toBeGreaterThan(caliper);
      } else expect(Math.abs(balance.supported! - balance.compared!)).toBeLessThanOrEqual(caliper + 1e-9);
      // All of one side are used where each has a twin.
      const twins = compared(supported, supported);
      expect([twins.pairs, twins.unmatched, twins.balance.standardisedDifference]).toEqual([supported.length, 0, 0]);
    }),
    { numRuns: 60 },
  );
});
