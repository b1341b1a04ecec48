/** Properties that hold for any numbers: intervals contain their value, shrink with size, mirror for the complement. */
import fc from 'fast-check';
import {
  compareProportions,
  directlyStandardisedRate,
  healthyLife,
  indirectlyStandardisedRatio,
  lifeExpectancy,
  mcnemarFromCounts,
  mean,
  pairedMeans,
  poissonRate,
  proportion,
  trend,
  wilcoxonSignedRank,
  type Estimate,
  type IntervalEstimate,
} from '../../src/indicators';

const contains = ({ value, lower, upper }: IntervalEstimate): void => {
  const slack = 1e-9 * Math.max(1, Math.abs(value));
  expect(lower).toBeLessThanOrEqual(value + slack);
  expect(upper).toBeGreaterThanOrEqual(value - slack);
};
const width = ({ lower, upper }: IntervalEstimate): number => upper - lower;

const part = fc
  .integer({ min: 1, max: 5000 })
  .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
const confidence = fc.constantFrom(0.8, 0.9, 0.95, 0.99, 0.998);
/** Events and persons by age class, with at least 10 events in all. */
const classes = fc
  .array(
    fc.record({
      events: fc.integer({ min: 0, max: 400 }),
      persons: fc.integer({ min: 400, max: 90000 }),
      weight: fc.integer({ min: 1, max: 9000 }),
    }),
    { minLength: 1, maxLength: 18 },
  )
  .filter((rows) => rows.reduce((sum, row) => sum + row.events, 0) >= 10);
/** A life table of one sex that passes every guard: deaths rise, populations are large. */
const lifeTables = fc
  .array(
    fc.record({
      persons: fc.integer({ min: 20000, max: 60000 }),
      rate: fc.integer({ min: 1, max: 60 }),
      share: fc.integer({ min: 0, max: 1000 }),
    }),
    { minLength: 2, maxLength: 20 },
  )
  .map((rows) => ({
    ages: rows.map((_, i) => 5 * i),
    populations: rows.map((row) => row.persons),
    deaths: rows.map((row, i) =>
      i === rows.length - 1 ? Math.round(row.persons * 0.12) : Math.round((row.persons * row.rate) / 1000),
    ),
    unhealthy: rows.map((row) => Math.floor((row.persons * row.share) / 1000)),
  }));
const measured = fc.integer({ min: 300, max: 900 }).map((tenths) => tenths / 10);
const pairs = fc.array(fc.tuple(measured, measured), { minLength: 2, maxLength: 60 });

describe('proportions', () => {
  test('the interval contains the value and stays within 0 and 1', () => {
    fc.assert(
      fc.property(part, confidence, fc.constantFrom('wilson' as const, 'exact' as const), ([x, n], level, interval) => {
        const found = proportion(x, n, { confidence: level, interval });
        contains(found);
        expect(found.lower).toBeGreaterThanOrEqual(0);
        expect(found.upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('the interval of the complement is the mirror image', () => {
    fc.assert(
      fc.property(part, ([x, n]) => {
        const [yes, no] = [proportion(x, n), proportion(n - x, n)];
        expect(yes.lower).toBeCloseTo(1 - no.upper, 10);
        expect(yes.upper).toBeCloseTo(1 - no.lower, 10);
      }),
    );
  });

  test('ten times as many persons at the same share give a narrower interval', () => {
    fc.assert(
      fc.property(part, ([x, n]) => expect(width(proportion(10 * x, 10 * n))).toBeLessThan(width(proportion(x, n)))),
    );
  });

  test('a higher confidence gives a wider interval', () => {
    fc.assert(
      fc.property(part, ([x, n]) =>
        expect(width(proportion(x, n, { confidence: 0.99 }))).toBeGreaterThan(width(proportion(x, n))),
      ),
    );
  });

  test('the difference contains its value, turns its sign with the groups, and of equal groups contains 0', () => {
    fc.assert(
      fc.property(part, part, ([x1, n1], [x2, n2]) => {
        const there = compareProportions(x1, n1, x2, n2);
        const back = compareProportions(x2, n2, x1, n1);
        contains(there);
        expect(there.lower).toBeCloseTo(-back.upper, 10);
        expect(there.p).toBeCloseTo(back.p, 10);
        const same = compareProportions(x1, n1, x1, n1);
        expect(same.lower).toBeLessThanOrEqual(0);
        expect(same.upper).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('rates', () => {
  test('the interval contains the value and shrinks with the population', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 3000, max: 900000 }),
        confidence,
        (x, n, level) => {
          const rate = poissonRate(x, n, { confidence: level });
          contains(rate);
          expect(width(poissonRate(100 * x, 100 * n, { confidence: level }))).toBeLessThan(width(rate));
        },
      ),
    );
  });

  test('a directly standardised rate with the own population as standard is the crude rate', () => {
    fc.assert(
      fc.property(classes, (rows) => {
        const [x, n] = [rows.map((row) => row.events), rows.map((row) => row.persons)];
        const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
        const adjusted = directlyStandardisedRate(x, n, n);
        contains(adjusted);
        expect(adjusted.value / poissonRate(total(x), total(n)).value).toBeCloseTo(1, 9);
      }),
    );
  });

  test('a directly standardised rate with equal weights over equal populations is the crude rate with its Byar interval', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 300 }), { minLength: 2, maxLength: 18 }), (events) => {
        const n = events.map(() => 7000);
        const crude = poissonRate(
          events.reduce((sum, value) => sum + value, 0),
          7000 * events.length,
        );
        const adjusted = directlyStandardisedRate(
          events,
          n,
          events.map(() => 1),
        );
        expect(adjusted.value / crude.value).toBeCloseTo(1, 9);
        expect(adjusted.lower / crude.lower).toBeCloseTo(1, 9);
        expect(adjusted.upper / crude.upper).toBeCloseTo(1, 9);
      }),
    );
  });

  test('only the proportions of a standard population count, not its size', () => {
    fc.assert(
      fc.property(classes, (rows) => {
        const [x, n, w] = [
          rows.map((row) => row.events),
          rows.map((row) => row.persons),
          rows.map((row) => row.weight),
        ];
        const one = directlyStandardisedRate(x, n, w);
        const other = directlyStandardisedRate(
          x,
          n,
          w.map((weight) => weight * 1000),
        );
        expect(other.value / one.value || 1).toBeCloseTo(1, 9);
        expect(other.upper / one.upper || 1).toBeCloseTo(1, 9);
      }),
    );
  });

  test('the standardised ratio of a population against itself is 100', () => {
    fc.assert(
      fc.property(classes, (rows) => {
        const [x, n] = [rows.map((row) => row.events), rows.map((row) => row.persons)];
        const ratio = indirectlyStandardisedRatio(x, n, x, n);
        contains(ratio);
        expect(ratio.value).toBeCloseTo(100, 8);
      }),
    );
  });
});

/** Value and limits rounded to eight decimals, limits null where there are none; they hold the value. */
function limitsOf({ value, lower, upper }: Estimate): readonly (number | null)[] {
  const round = (one: number | null): number | null => (one === null ? null : Number(one.toFixed(8)) + 0);
  if (lower === null || upper === null) expect([lower, upper]).toEqual([null, null]);
  else contains({ value, lower, upper } as IntervalEstimate);
  return [value, lower, upper].map(round);
}

/** The same of the change the other way round. */
function turned({ value, lower, upper, ...rest }: Estimate): readonly (number | null)[] {
  const minus = (one: number | null): number | null => (one === null ? null : 0 - one);
  return limitsOf({ ...rest, value: 0 - value, lower: minus(upper), upper: minus(lower) });
}

describe('before and after', () => {
  test('exchanging before and after turns the sign and keeps p', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [before, after] = [rows.map((row) => row[0]), rows.map((row) => row[1])];
        const [t, tBack] = [pairedMeans(before, after), pairedMeans(after, before)];
        expect(turned(t)).toEqual(limitsOf(tBack));
        const [w, wBack] = [wilcoxonSignedRank(before, after), wilcoxonSignedRank(after, before)];
        expect(w.value).toBeCloseTo(-wBack.value, 8);
        expect(turned(w)).toEqual(limitsOf(wBack));
        expect(w.p).toBeCloseTo(wBack.p, 8);
      }),
    );
  });

  test('the paired t test is the mean of the changes with its interval', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const changes = rows.map(([before, after]) => after - before);
        expect(
          pairedMeans(
            rows.map((row) => row[0]),
            rows.map((row) => row[1]),
          ).upper,
        ).toBeCloseTo(mean(changes).upper, 9);
      }),
    );
  });

  test('the exact signed rank p is that of all sign patterns, ties and zeros included', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 9 }), (changes) => {
        const result = wilcoxonSignedRank(
          changes.map(() => 50),
          changes.map((change) => 50 + change),
        );
        expect(result.p).toBeCloseTo(signPatternP(changes.filter((change) => change !== 0)), 10);
      }),
    );
  });

  test("McNemar's p falls from exact to mid-P, and the difference contains its value", () => {
    const count = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(count, count, count, fc.integer({ min: 1, max: 60 }), (both, beforeOnly, afterOnly, neither) => {
        const result = mcnemarFromCounts({ both, beforeOnly, afterOnly, neither });
        contains(result);
        expect(result.pValues.midP).toBeLessThanOrEqual(result.pValues.exact + 1e-12);
        expect(result.pValues.asymptotic).toBeLessThanOrEqual(result.pValues.corrected + 1e-12);
      }),
    );
  });
});

/** p by brute force: the share of sign patterns whose rank sum is at least as far from the middle, one tail doubled. */
function signPatternP(changes: readonly number[]): number {
  if (changes.length === 0) return 1;
  const sizes = changes.map(Math.abs);
  const rank = (size: number): number =>
    sizes.filter((other) => other < size).length + (sizes.filter((other) => other === size).length + 1) / 2;
  const sumOf = (positive: (i: number) => boolean): number =>
    sizes.reduce((sum, size, i) => sum + (positive(i) ? rank(size) : 0), 0);
  const seen = sumOf((i) => changes[i]! > 0);
  let [atMost, atLeast] = [0, 0];
  for (let pattern = 0; pattern < 2 ** sizes.length; pattern += 1) {
    const sum = sumOf((i) => (pattern >> i) % 2 === 1);
    if (sum <= seen) atMost += 1;
    if (sum >= seen) atLeast += 1;
  }
  return Math.min(1, (2 * Math.min(atMost, atLeast)) / 2 ** sizes.length);
}

describe('life', () => {
  test('life expectancy is at least healthy life expectancy, and they differ by the unhealthy years', () => {
    fc.assert(
      fc.property(lifeTables, (input) => {
        const { healthy, total, unhealthy } = healthyLife(input);
        contains(healthy);
        expect(total.value).toBeGreaterThanOrEqual(healthy.value - 1e-9);
        expect(total.value - healthy.value).toBeCloseTo(unhealthy.value, 8);
        expect(total.value).toBeCloseTo(lifeExpectancy(input).value, 10);
      }),
    );
  });

  test('without any need of care both expectancies and their intervals are equal', () => {
    fc.assert(
      fc.property(lifeTables, (input) => {
        const { healthy, total } = healthyLife({ ...input, unhealthy: input.unhealthy.map(() => 0) });
        expect(healthy.value).toBeCloseTo(total.value, 9);
        expect(healthy.lower).toBeCloseTo(total.lower, 9);
      }),
    );
  });

  test('more persons at the same rates give a narrower interval', () => {
    fc.assert(
      fc.property(lifeTables, (input) => {
        const many = {
          ...input,
          populations: input.populations.map((n) => 9 * n),
          deaths: input.deaths.map((d) => 9 * d),
        };
        expect(width(lifeExpectancy(many))).toBeCloseTo(width(lifeExpectancy(input)) / 3, 6);
      }),
    );
  });

  test('the variance is that of the deaths and shares, by numeric differentiation', () => {
    fc.assert(
      fc.property(lifeTables, (input) => {
        const { healthy } = healthyLife(input);
        const half = (healthy.upper - healthy.lower) / 2 / 1.959963984540054;
        expect(half / Math.sqrt(numericVariance(input))).toBeCloseTo(1, 4);
      }),
      { numRuns: 30 },
    );
  });
});

/** Healthy years from the probabilities themselves, written apart from the product. */
function yearsFrom(ages: readonly number[], q: readonly number[], openRate: number, shares: readonly number[]): number {
  let [alive, years] = [1, 0];
  ages.forEach((age, i) => {
    if (i === ages.length - 1) years += (alive / openRate) * (1 - shares[i]!);
    else {
      const wide = ages[i + 1]! - age;
      const dying = alive * q[i]!;
      years += (wide * (alive - dying) + wide * (age === 0 ? 0.1 : 0.5) * dying) * (1 - shares[i]!);
      alive -= dying;
    }
  });
  return years;
}

function numericVariance(input: {
  ages: number[];
  populations: number[];
  deaths: number[];
  unhealthy: number[];
}): number {
  const { ages, populations, deaths } = input;
  const last = ages.length - 1;
  const q = ages.map((age, i) => {
    const [rate, wide] = [deaths[i]! / populations[i]!, (ages[i + 1] ?? age) - age];
    return i === last ? 1 : Math.min(1, (wide * rate) / (1 + wide * (1 - (age === 0 ? 0.1 : 0.5)) * rate));
  });
  const openRate = deaths[last]! / populations[last]!;
  const shares = input.unhealthy.map((count, i) => count / populations[i]!);
  const slope = (move: (step: number) => number): number => (move(1e-6) - move(-1e-6)) / 2e-6;
  const moved = (values: readonly number[], place: number, step: number): number[] =>
    values.map((value, i) => (i === place ? value + step : value));
  let variance = 0;
  for (let i = 0; i <= last; i += 1) {
    const share = shares[i]!;
    variance +=
      slope((step) => yearsFrom(ages, q, openRate, moved(shares, i, step))) ** 2 *
      ((share * (1 - share)) / populations[i]!);
    if (i < last && deaths[i]! > 0)
      variance +=
        slope((step) => yearsFrom(ages, moved(q, i, step), openRate, shares)) ** 2 *
        ((q[i]! ** 2 * (1 - q[i]!)) / deaths[i]!);
  }
  return variance + slope((step) => yearsFrom(ages, q, openRate + step, shares)) ** 2 * (openRate ** 2 / deaths[last]!);
}

test('a trend says a direction only where the interval of the change leaves out 0', () => {
  fc.assert(
    fc.property(part, part, ([x1, n1], [x2, n2]) => {
      const { overall } = trend(
        [
          { period: 'R5', estimate: proportion(x1, n1) },
          { period: 'R6', estimate: proportion(x2, n2) },
        ],
        'higher',
      );
      const difference = compareProportions(x2, n2, x1, n1);
      expect(overall.lower).toBeCloseTo(difference.lower, 10);
      expect(overall.direction).toBe(overall.lower > 0 ? '改善' : overall.upper < 0 ? '悪化' : '区別できない');
    }),
  );
});
