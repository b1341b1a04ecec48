/** Tests of the methods for planning and evaluating a programme: their edges, and that they agree where they must. */
import * as I from '../../src/indicators';

describe('time to an event', () => {
  // Ten persons, everybody followed to an end: three events, two deaths, five free of both at 10.
  const times = [1, 2, 3, 4, 5, 10, 10, 10, 10, 10];
  const endings = [1, 2, 1, 2, 1, 0, 0, 0, 0, 0];

  test('without censoring the cumulative incidence is the share of persons, with its binomial error', () => {
    const { value, error } = I.cumulativeIncidence(times, endings, 6);
    expect(value).toBeCloseTo(0.3, 12);
    expect(error).toBeCloseTo(Math.sqrt((0.3 * 0.7) / 10), 12);
  });

  test('event, death and neither add up to everybody at any time', () => {
    const censored = [0, 2, 1, 0, 1, 1, 2, 0, 0, 0];
    const other = censored.map((ending) => (ending === 1 ? 2 : ending === 2 ? 1 : 0));
    for (const at of [1, 2, 2.5, 5, 9, 10])
      expect(
        I.cumulativeIncidence(times, censored, at).value +
          I.cumulativeIncidence(times, other, at).value +
          I.kaplanMeier(times, censored, at).value,
      ).toBeCloseTo(1, 12);
  });

  test('without deaths it is what Kaplan and Meier leave, limits and error alike; with deaths it is lower than that', () => {
    const noDeath = endings.map((ending) => (ending === 2 ? 0 : ending));
    const [cumulative, survival] = [I.cumulativeIncidence(times, noDeath, 6), I.kaplanMeier(times, noDeath, 6)];
    expect(cumulative.value).toBeCloseTo(1 - survival.value, 12);
    expect(cumulative.error).toBeCloseTo(survival.error, 12);
    expect(I.cumulativeIncidence(times, endings, 6).value).toBeLessThan(cumulative.value);
  });

  test('who leaves at the time of an event is still at risk then; the order of persons does not matter', () => {
    expect(I.kaplanMeier([5, 5], [1, 0], 5).value).toBe(0.5);
    expect(I.kaplanMeier([5, 5], [0, 1], 5).value).toBe(0.5);
    expect(I.restrictedMean([9, 1, 5], [0, 1, 2], 9).value).toBeCloseTo(1 + 4 * (2 / 3) + 4 / 3, 12);
  });

  test('the limits stay within 0 and 1; nobody and everybody have none; a time beyond the follow-up is refused', () => {
    const { lower, upper, value } = I.kaplanMeier(times, endings, 6);
    expect(lower).toBeGreaterThan(0);
    expect(lower).toBeLessThan(value);
    expect(upper).toBeLessThan(1);
    expect(I.cumulativeIncidence(times, endings, 0.5)).toMatchObject({ value: 0, lower: 0, upper: 0 });
    expect(I.kaplanMeier([1, 2], [1, 1], 2)).toMatchObject({ value: 0, lower: 0, upper: 0 });
    expect(() => I.kaplanMeier(times, endings, 10.1)).toThrow(/時点 10.1/);
    expect(() => I.kaplanMeier(times, endings, 0)).toThrow();
    expect(() => I.kaplanMeier([1], [3], 1)).toThrow();
    expect(() => I.kaplanMeier([-1], [1], 1)).toThrow();
    expect(() => I.kaplanMeier([], [], 1)).toThrow();
  });
});

describe('difference in differences', () => {
  const supported = { before: [40, 42, 45, 41], after: [41, 44, 46, 43] };
  const other = { before: [41, 43, 44, 40], after: [41, 42, 44, 41] };

  test('is the difference of the mean changes; exchanged groups change its sign', () => {
    const found = I.differenceInDifferences(supported, other);
    expect(found.value).toBeCloseTo(1.5, 12);
    expect(I.differenceInDifferences(other, supported).value).toBeCloseTo(-1.5, 12);
    expect(found.lower! < found.value && found.value < found.upper!).toBe(true);
  });

  test('incomplete pairs are dropped and counted, groups that differ before are named', () => {
    const far = { before: [50, 52, 55, null], after: [50, 53, 55, 60] };
    const { note } = I.differenceInDifferences(supported, far);
    expect(note).toContain('1 組を除き');
    expect(note).toContain('標準化差');
    expect(() => I.differenceInDifferences(supported, { before: [1], after: [2] })).toThrow();
  });

  test('changes that are equal as decimals have no limits and no p', () => {
    const same = { before: [36.1, 36.2, 36.3], after: [36.2, 36.3, 36.4] };
    expect(I.differenceInDifferences(same, same)).toMatchObject({ value: 0, lower: null, upper: null });
    expect(I.differenceInDifferences(same, same).p).toBeUndefined();
  });
});

describe('expected change', () => {
  test('persons as far from the mean as the unsupported are expected to change as they did', () => {
    const others = { before: [38, 40, 42, 44], after: [39.5, 41, 42, 44] };
    expect(I.expectedChange(others, [41, 41]).value).toBeCloseTo(0.625, 12);
    expect(I.expectedChange(others, [38, 38]).value).toBeGreaterThan(1);
    expect(I.expectedChange(others, [30]).note).toContain('範囲の外');
    expect(() => I.expectedChange({ before: [40, 40, 40], after: [1, 2, 3] }, [40])).toThrow(/すべて同じ/);
    expect(() => I.expectedChange({ before: [40, 41], after: [1, 2] }, [40])).toThrow();
  });
});

describe('size and detectable difference', () => {
  test('the size for a difference detects it, one person less does not', () => {
    const { persons } = I.requiredSize(0.3, 0.2);
    expect(persons).toBe(294);
    expect(I.detectableShare(0.3, persons, 'lower').share).toBeGreaterThanOrEqual(0.2);
    expect(I.detectableShare(0.3, persons - 1, 'lower').share).toBeLessThan(0.2);
  });

  test('a loss of a fifth needs a quarter more; both directions; equal shares and too few persons are refused', () => {
    expect(I.requiredSize(0.3, 0.2, { loss: 0.2 }).persons).toBe(Math.ceil(294 / 0.8));
    expect(I.detectableShare(0.3, 100, 'higher').difference).toBeGreaterThan(0);
    expect(() => I.requiredSize(0.3, 0.3)).toThrow(/同じ/);
    expect(() => I.detectableShare(0.05, 10, 'lower')).toThrow(/10 人では/);
    expect(() => I.requiredSize(0.3, 1.2)).toThrow();
    expect(() => I.requiredSize(0.3, 0.2, { power: 0.4 })).toThrow();
    expect(() => I.requiredSize(0.3, 0.2, { loss: 1 })).toThrow();
  });
});

describe('cost per outcome', () => {
  test('is the cost over the persons, with the limits of their share; nobody with the outcome has none', () => {
    const found = I.costPerOutcome(1_200_000, 12, 40);
    const share = I.proportion(12, 40);
    expect(found.value).toBe(100_000);
    expect(found.lower).toBeCloseTo(1_200_000 / (40 * share.upper), 6);
    expect(found.upper).toBeCloseTo(1_200_000 / (40 * share.lower), 6);
    expect(() => I.costPerOutcome(1, 0, 40)).toThrow();
    expect(() => I.costPerOutcome(1, 41, 40)).toThrow();
    expect(() => I.costPerOutcome(-1, 4, 40)).toThrow();
  });
});
