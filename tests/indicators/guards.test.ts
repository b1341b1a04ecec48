/** The guards: whatever is missing, negative, zero or impossible is refused with its code and a Japanese sentence. */
import { AnalystError } from '../../src/kdb/errors';
import * as I from '../../src/indicators';

const ages = [0, 20, 40, 60, 80];
const populations = [4000, 4000, 4000, 4000, 4000];
const deaths = [4, 8, 20, 100, 400];
const life = { ages, populations, deaths };
const nothing = null as unknown as number;

const refusals: readonly (readonly [string, string, () => unknown])[] = [
  ['an empty count', 'number.notNumber', () => I.proportion(null, 10)],
  [
    'an empty class of a standardised rate',
    'number.notNumber',
    () => I.directlyStandardisedRate([10, null], [100, 100], [1, 1]),
  ],
  ['a number that is not finite', 'number.notNumber', () => I.poissonRate(NaN, 10)],
  ['a negative count', 'number.negative', () => I.proportion(-1, 10)],
  ['a negative population', 'number.negative', () => I.poissonRate(1, -10)],
  ['a denominator of 0', 'division.byZero', () => I.proportion(0, 0)],
  ['a rate over nobody', 'division.byZero', () => I.poissonRate(0, 0)],
  ['cost per nobody', 'division.byZero', () => I.perCapita(1000, 0)],
  ['generic drugs of nothing', 'division.byZero', () => I.genericRate(0, 0)],
  ['check-ups where everybody is excluded', 'division.byZero', () => I.checkupRate(0, 10, 10)],
  ['a numerator above its denominator', 'numerator.aboveDenominator', () => I.proportion(11, 10)],
  ['more examined than eligible persons', 'numerator.aboveDenominator', () => I.checkupRate(90, 100, 20)],
  ['more excluded than insured persons', 'numerator.aboveDenominator', () => I.checkupRate(0, 100, 120)],
  ['more certified than insured persons', 'numerator.aboveDenominator', () => I.careRate(11, 10)],
  [
    'more care than persons',
    'numerator.aboveDenominator',
    () => I.healthyLife({ ...life, unhealthy: [0, 0, 0, 0, 4001] }),
  ],
  [
    'a share of care above 1',
    'numerator.aboveDenominator',
    () => I.healthyLife({ ...life, unhealthy: [0, 0, 0, 0, 1.2], unhealthyAre: 'shares' }),
  ],
  ['a confidence of 1', 'confidence.range', () => I.proportion(1, 10, { confidence: 1 })],
  ['a confidence of 0.05', 'confidence.range', () => I.poissonRate(1, 10, { confidence: 0.05 })],
  ['columns of unequal length', 'rows.mismatch', () => I.directlyStandardisedRate([1, 2], [10], [1, 1])],
  ['an empty column', 'rows.none', () => I.mean([])],
  [
    'fewer than 10 events for direct standardisation',
    'rate.tooFewEvents',
    () => I.directlyStandardisedRate([4, 5], [100, 100], [1, 1]),
  ],
  [
    'an age class without population',
    'number.notPositive',
    () => I.directlyStandardisedRate([10, 5], [100, 0], [1, 1]),
  ],
  ['a standard population of 0', 'division.byZero', () => I.directlyStandardisedRate([10, 5], [100, 100], [0, 0])],
  ['no expected events', 'ratio.noExpected', () => I.indirectlyStandardisedRatio([1], [100], [0], [100])],
  ['one pair for a t test', 'pairs.tooFew', () => I.pairedMeans([1, null], [2, 3])],
  ['no complete pair', 'pairs.tooFew', () => I.mcnemar([null], [1])],
  ['an answer that is neither yes nor no', 'pairs.notYesNo', () => I.mcnemar([2], [1])],
  ['a trend of one year', 'pairs.tooFew', () => I.trend([{ period: 'R5', estimate: I.proportion(1, 2) }], 'higher')],
  [
    'a trend of a figure without interval',
    'number.notNumber',
    () =>
      I.changeBetween(
        { period: 'R5', estimate: I.perCapita(1, 1) },
        { period: 'R6', estimate: I.perCapita(1, 1) },
        'lower',
      ),
  ],
  ['age classes out of order', 'bands.order', () => I.bandLowerEnds([75, 70])],
  ['an age class that is a date', 'bands.notLabel', () => I.bandLowerEnds([45940])],
  ['an age class without a number', 'bands.notLabel', () => I.bandLowerEnds(['高齢'])],
  [
    'age classes that a standard does not have',
    'bands.mismatch',
    () => I.standardWeights([75, 80, 85, 90], '昭和60年モデル人口'),
  ],
  ['an unknown standard population', 'standard.unknown', () => I.standardPopulation('平成12年')],
  [
    'more deaths than persons',
    'life.deathsAbovePopulation',
    () => I.lifeExpectancy({ ...life, deaths: [4, 8, 20, 100, 4001] }),
  ],
  [
    'an open class without deaths',
    'life.openClassNoDeaths',
    () => I.lifeExpectancy({ ...life, deaths: [4, 8, 20, 100, 0] }),
  ],
  [
    'a population under 5,000',
    'life.smallPopulation',
    () => I.lifeExpectancy({ ...life, populations: [900, 900, 900, 900, 900] }),
  ],
  ['negative deaths', 'number.negative', () => I.lifeExpectancy({ ...life, deaths: [4, -8, 20, 100, 400] })],
  [
    'an age class without persons',
    'number.notPositive',
    () => I.lifeExpectancy({ ...life, populations: [4000, 0, 4000, 4000, 4000] }),
  ],
  ['an age that is no class', 'life.ageNotClass', () => I.lifeExpectancy(life, { age: 65 })],
  [
    'an age nobody reaches',
    'life.nobodyAlive',
    () => I.lifeExpectancy({ ...life, deaths: [4, 8, 2000, 100, 400], a: 0.9 }, { age: 60 }),
  ],
  ['an interval wider than 20 years', 'life.tooWide', () => I.lifeExpectancy({ ...life, deaths: [4, 8, 20, 100, 1] })],
  ['an a above 1', 'number.outOfRange', () => I.lifeExpectancy({ ...life, a: 2 })],
  ['an average share above 1', 'number.outOfRange', () => I.funnelLimitsOfProportion(1.2, 100)],
  [
    'an answer code that the item does not have',
    'questionnaire.answer',
    () => I.frailtyScore([6, ...new Array<number>(14).fill(1)]),
  ],
  ['fourteen answers', 'questionnaire.count', () => I.frailtyScore(new Array<number>(14).fill(1))],
  ['an unknown part of the programme', 'cost.unknownPart', () => I.costShare(1, '任意の事業', '国')],
  ['an unknown payer', 'cost.unknownPayer', () => I.costShare(1, '総合事業', '3号保険料')],
  ['a growth typed as a percentage', 'number.outOfRange', () => I.comprehensiveCap({ benefit2014: 1, growth65: 103 })],
  ['persons that are no whole number', 'number.notWhole', () => I.mask(1.5)],
  ['an unknown sex', 'persons.sex', () => I.estimatedGfr(1, 80, 3)],
  ['an impossible height', 'number.outOfRange', () => I.bodyMassIndex(50, 1.5)],
  ['an empty weight', 'number.notNumber', () => I.weightChange(nothing, 50)],
  [
    'more in both cells than in either',
    'numerator.aboveDenominator',
    () => I.duplicatePrescriptionsFromTable(3, 2, 4, 100),
  ],
];

test.each(refusals)('%s is refused (%s)', (_, code, run) => {
  let refused: unknown;
  try {
    run();
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(AnalystError);
  expect((refused as AnalystError).code).toBe(code);
  expect((refused as AnalystError).message).toMatch(/[ぁ-ん]/);
});

describe('notes instead of refusals', () => {
  test('more events than persons is a rate of repeated events and says so', () => {
    expect(I.poissonRate(250, 220).note).toContain('延べ');
  });

  test('a population under 10,000 of one sex is marked', () => {
    const small = { ages, populations: [1500, 1500, 1500, 1500, 1500], deaths: [2, 3, 8, 40, 150] };
    expect(I.lifeExpectancy(small).note).toContain('10,000 人未満');
  });

  test('the open class and its age stand in every note of a life table', () => {
    expect(I.lifeExpectancy(life).note).toContain('80 歳以上');
    expect(I.healthyLife({ ...life, unhealthy: [0, 0, 0, 80, 1000] }).healthy.note).toContain('80 歳以上');
  });

  test('a class without deaths is named', () => {
    expect(I.lifeExpectancy({ ...life, deaths: [0, 8, 20, 100, 400] }).note).toContain('死亡 0 件の階級（0 歳から）');
  });

  test('a table from 75 years is not refused for being small, but marked', () => {
    const old = I.lifeExpectancy({ ages: [75, 80, 85], populations: [900, 800, 700], deaths: [27, 40, 90] });
    expect(old.note).toContain('10,000 人未満');
  });

  test('a healthy life expectancy never poses as the published one', () => {
    expect(I.healthyLife({ ...life, unhealthy: [0, 0, 0, 80, 1000] }).healthy.note).toContain('試算');
  });

  test('incomplete pairs are counted, not filled in', () => {
    const result = I.pairedMeans([1, null, 3, 4, 5], [2, 3, null, 6, 5]);
    expect(result.pairs).toBe(3);
    expect(result.note).toContain('2 組を除き');
  });

  test('a before-after comparison names regression to the mean', () => {
    for (const result of [
      I.mcnemar([1, 0], [0, 0]),
      I.pairedMeans([1, 2], [2, 4]),
      I.wilcoxonSignedRank([1, 2], [2, 4]),
    ])
      expect(result.note).toContain('平均への回帰');
  });

  test.each([
    [[1, 2, 3], [2, 3, 4], 1],
    [[36.1, 36.2, 36.3], [36.2, 36.3, 36.4], 0.1],
    [[7.4, 6.8, 8.1, 7.0], [7.1, 6.5, 7.8, 6.7], -0.3],
    [[0.1, 0.2], [0.1, 0.2], 0],
    [[1e-6, 2e-6], [2e-6, 3e-6], 1e-6],
  ])('changes that are equal as decimals have no limits and no p value: %j → %j', (before, after, change) => {
    const result = I.pairedMeans(before, after);
    expect([result.value, result.lower, result.upper, result.p]).toEqual([change, null, null, undefined]);
    expect(result.method).toContain('全員の変化が同じ');
  });

  test.each([
    [3, 0.95, null],
    [5, 0.95, null],
    [6, 0.95, 'given'],
    [5, 0.9, 'given'],
    [4, 0.9, null],
    [7, 0.99, null],
    [8, 0.99, 'given'],
    [1, 0.5, null],
    [2, 0.5, 'given'],
  ])('%i pairs at the level %p: limits %p', (pairs, confidence, limits) => {
    const before = Array.from({ length: pairs }, (_, i) => 40 + i);
    const result = I.wilcoxonSignedRank(
      before,
      before.map((value, i) => value + 0.1 * (i + 1)),
      { confidence },
    );
    expect(result.lower === null ? null : 'given').toBe(limits);
    if (limits !== null) expect([result.lower, result.upper]).toEqual([0.1, Number((0.1 * pairs).toFixed(1))]);
  });

  test('unchanged pairs count for the median and its limits, and not for p', () => {
    const before = Array.from({ length: 20 }, (_, i) => 5 + (i % 7));
    const after = before.map((value, i) => value + (i >= 15 ? 2 : 0));
    const result = I.wilcoxonSignedRank(before, after);
    expect(result).toMatchObject({ value: 0, lower: 0, changed: 5, unchanged: 15, p: 0.0625 });
    expect(result.note).toContain('変化のない 15 組');
  });

  // R: fisher.test(matrix(c(x1, n1 - x1, x2, n2 - x2), 2))$p.value
  test.each([
    [1, 3, 3, 3, 0.4],
    [9, 10, 3, 10, 0.0197666],
    [0, 5, 5, 5, 0.00793651],
    [3, 10, 3, 10, 1],
    [2, 15, 9, 12, 0.00195331],
    [0, 4, 0, 9, 1],
  ])('%i of %i and %i of %i have an expected cell below 5: Fisher p %p', (x1, n1, x2, n2, p) => {
    const result = I.compareProportions(x1, n1, x2, n2);
    expect(result.p).toBeCloseTo(p, 6);
    expect(result.method).toContain('Fisher');
  });

  test('an expected cell of exactly 5 keeps the score test, one just below takes Fisher', () => {
    expect(I.compareProportions(5, 10, 5, 10).method).toBe('Newcombe');
    expect(I.compareProportions(4, 10, 5, 10).method).toContain('Fisher');
    expect(I.compareProportions(5, 10, 4, 10).method).toContain('Fisher');
  });
});
