/** How the methods behave where they change: exact and approximate limits, age classes, standards, programmes and money. */
import { roundHalfAway } from '../../src/kdb/values/rounding';
import * as I from '../../src/indicators';

describe('rates', () => {
  test('the limits are exact at 9 events and Byar at 10', () => {
    expect(I.poissonRate(9, 1000).method).toContain('exact');
    expect(I.poissonRate(10, 1000).method).toBe('Byar');
    expect(I.indirectlyStandardisedRatio([9], [1000], [10], [1000]).method).toContain('exact');
  });

  test('no event still has an upper limit', () => {
    const rate = I.poissonRate(0, 1000, { multiplier: 1000 });
    expect([rate.value, rate.lower]).toEqual([0, 0]);
    expect(rate.upper).toBeCloseTo(3.6889, 4);
  });

  test('a confidence written in percent is the same confidence', () => {
    expect(I.proportion(5, 100, { confidence: 99.8 })).toEqual(I.proportion(5, 100, { confidence: 0.998 }));
  });

  test('a figure is printed with its interval, rounded half away from zero', () => {
    expect(I.displayText(I.proportion(65, 100, { multiplier: 100 }))).toBe('65.0 (55.3–73.6)');
    expect(I.displayText(I.perCapita(1005, 1000), 2)).toBe('1.01');
  });
});

describe('standard populations', () => {
  test('the two model populations have their published totals', () => {
    const totals = I.STANDARD_POPULATIONS.map(({ thousands }) => thousands.reduce((sum, n) => sum + n, 0));
    expect(totals).toEqual([120287, 125319, 125319]);
    for (const { lowers, thousands } of I.STANDARD_POPULATIONS) expect(lowers).toHaveLength(thousands.length);
  });

  test.each(['平成27年モデル人口', 'H27', '平成２７年', '2015'])('%s is the standard of 2015', (name) => {
    expect(I.standardPopulation(name).id).toBe('H27');
  });

  test('a table from 75 with any open class takes the classes above together', () => {
    expect(I.standardWeights(['75-79', '80〜84', '85歳以上'], 'H27').weights).toEqual([6306, 4720, 5105]);
    expect(I.standardWeights([75, 85], 'H27').weights).toEqual([11026, 5105]);
    expect(I.standardWeights(['75～79歳', '80～84歳', '85～89歳', '90歳～'], 'H27').weights).toEqual([
      6306, 4720, 3134, 1971,
    ]);
  });

  test('the standard without the split above 85 equals the split one at 85 and over', () => {
    const classes = [0, 5, 65, 75, 85];
    expect(I.standardWeights(classes, 'H27-85').weights).toEqual(I.standardWeights(classes, 'H27').weights);
  });

  test('a class that the standard does not split is refused with its name', () => {
    expect(() => I.standardWeights([75, 80, 85, 90], 'H27-85')).toThrow('90歳〜');
    expect(() => I.standardWeights([74, 80], 'H27')).toThrow('74歳〜');
  });

  test('labels are read by their lower ends', () => {
    expect(I.bandLowerEnds(['0-4', '5～9歳', '６５〜７４', '75以上'])).toEqual([0, 5, 65, 75]);
    expect(I.bandLowerEnds(['64歳以下', '65-74', '75+'])).toEqual([0, 65, 75]);
  });
});

describe('life', () => {
  const input = {
    ages: [0, 1, 5, 20, 40, 60, 80],
    populations: new Array<number>(7).fill(20000),
    deaths: [40, 10, 12, 20, 60, 300, 2000],
  };

  test('a is 0.1 at age 0 and 0.5 elsewhere, and another a replaces it', () => {
    expect(
      I.lifeTable(input)
        .rows.slice(0, 3)
        .map((row) => row.a),
    ).toEqual([0.1, 0.5, 0.5]);
    expect(I.lifeExpectancy({ ...input, a: [0.1, 0.5, 0.5, 0.5, 0.5, 0.5, null] })).toEqual(I.lifeExpectancy(input));
    expect(I.lifeExpectancy({ ...input, a: 0.5 }).value).not.toBe(I.lifeExpectancy(input).value);
  });

  test('care may be given as shares, with the variance of the same number of persons', () => {
    const persons = [0, 0, 0, 20, 100, 1000, 9000];
    const byCount = I.healthyLife({ ...input, unhealthy: persons });
    const byShare = I.healthyLife({ ...input, unhealthy: persons.map((n) => n / 20000), unhealthyAre: 'shares' });
    expect(byShare.healthy.value).toBeCloseTo(byCount.healthy.value, 10);
    expect(byShare.healthy.lower).toBeCloseTo(byCount.healthy.lower, 10);
  });

  test('care counted in one of three pooled years has its own denominator, and a wider interval', () => {
    const unhealthy = [0, 0, 0, 20, 100, 1000, 9000];
    const pooled = {
      ...input,
      populations: input.populations.map((n) => 3 * n),
      deaths: input.deaths.map((d) => 3 * d),
      unhealthy,
      unhealthyPopulations: input.populations,
    };
    const once = I.healthyLife({ ...input, unhealthy });
    const three = I.healthyLife(pooled);
    expect(three.healthy.value).toBeCloseTo(once.healthy.value, 10);
    expect(three.healthy.upper - three.healthy.lower).toBeLessThan(once.healthy.upper - once.healthy.lower);
    const unrelated = I.healthyLife({
      ...pooled,
      unhealthyPopulations: undefined,
      unhealthy: unhealthy.map((n) => 3 * n),
    });
    expect(three.healthy.upper - three.healthy.lower).toBeGreaterThan(
      unrelated.healthy.upper - unrelated.healthy.lower,
    );
  });
});

describe('before and after', () => {
  test('the signed rank test is exact at 24 changed pairs and approximate at 25', () => {
    const before = Array.from({ length: 25 }, () => 0);
    const after = before.map((_, i) => (i % 3 === 0 ? -1 : 1) * (i + 1));
    expect(I.wilcoxonSignedRank(before.slice(1), after.slice(1)).method).toContain('exact');
    expect(I.wilcoxonSignedRank(before, after).method).toContain('正規近似');
  });

  test('unchanged pairs are left out of the ranks and counted', () => {
    const result = I.wilcoxonSignedRank([1, 2, 3, 4], [1, 3, 5, 7]);
    expect([result.changed, result.unchanged]).toEqual([3, 1]);
    expect(I.wilcoxonSignedRank([5, 5], [5, 5]).p).toBe(1);
  });

  test('equal printed changes tie, whatever their binary residue', () => {
    const result = I.wilcoxonSignedRank([44.2, 50.1, 61.3], [45.1, 51.0, 60.4]);
    expect(result.rankSum).toBe(4);
  });

  test("McNemar's test without any change finds none", () => {
    const result = I.mcnemar([1, 1, 0], [1, 1, 0]);
    expect([result.value, result.p, result.pValues.midP]).toEqual([0, 1, 1]);
  });

  test.each([
    [44.2, 45.1, 0.9, '維持'],
    [45.1, 44.2, -0.9, '維持'],
    [44.0, 45.0, 1, '改善'],
    [45.0, 44.0, -1, '悪化'],
    [44.04, 45.0, 1, '改善'],
    [50, 50, 0, '維持'],
  ])('from %p kg to %p kg is %p kg: %s', (before, after, change, word) => {
    const result = I.weightChange(before, after);
    expect([result.value, result.class]).toEqual([change, word]);
  });
});

describe('the research score', () => {
  const robust = [1, 1, 1, 2, 2, 2, 2, 2, 1, 2, 2, 2, 1, 1, 1];
  const withRisks = (...items: number[]): number[] =>
    robust.map((code, i) => (items.includes(i + 1) ? I.RISK_ANSWERS[i]!.codes[0]! : code));

  test.each([
    [[], 0, '健常'],
    [[4, 5], 2, '健常'],
    [[4, 5, 6], 3, 'プレフレイル'],
    [[1, 4, 5, 6], 4, 'フレイル'],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], 15, 'フレイル'],
  ])('items %p give %p points: %s', (items, points, word) => {
    const score = I.frailtyScore(withRisks(...items));
    expect([score.value, score.class, score.items]).toEqual([points, word, items]);
  });

  test('unanswered items leave the class open unless it is settled already', () => {
    const open = I.frailtyScore([null, ...withRisks(4, 5).slice(1)]);
    expect([open.value, open.answered, open.upper, open.class]).toEqual([2, 14, 3, '判定不能']);
    expect(I.frailtyScore([null, ...withRisks(4, 5, 6, 7).slice(1)]).class).toBe('フレイル');
    expect(I.frailtyScore([null, ...robust.slice(1)]).class).toBe('健常');
  });

  test('the score says that it is research and how many items were answered', () => {
    expect(I.frailtyScore(robust).note).toContain('研究');
    expect(I.frailtyScore(robust).note).toContain('15/15');
  });
});

describe('money and care', () => {
  test.each(I.COST_PARTS.map((part) => part.name))('the shares of %s sum to the amount', (part) => {
    expect(I.costShares(1234567, part).reduce((sum, share) => sum + share.value, 0)).toBeCloseTo(1234567, 6);
  });

  test('the second part is not borne by the second category', () => {
    expect(I.costShare(1000, '包括的支援事業・任意事業', '2号保険料').value).toBe(0);
    expect(I.costShare(1000, '②', '国').value).toBe(385);
    expect(I.costShare(1000, '①', '第２号保険料').value).toBe(270);
  });

  test('the limit of the first part is the larger of イ and ロ, and every step says how well it is known', () => {
    const cap = I.programmeCap({ baseA: 1000, deductionA: 100, baseB: 3000, deductionB: 2500, growth75: 1.2 });
    expect(cap.value).toBe(1100);
    expect(cap.method).toContain('イ, ロ) = イ');
    expect(cap.steps.map((step) => step.status)).toEqual(['入力', '出典あり', '推定', '出典あり', '推定', '出典あり']);
  });

  test.each([
    [14999, '小規模'],
    [15000, '中規模'],
    [49999, '中規模'],
    [50000, '大規模'],
  ])('a municipality of %p is %s', (population, word) => expect(I.sizeClass(population).class).toBe(word));

  test('persons in both cells of the duplicate table are counted once', () => {
    expect(I.duplicatePrescriptions([3, 3, 2, 2, 1], [1, 2, 2, 1, 9], 1000).persons).toBe(3);
    expect(I.duplicatePrescriptionsFromTable(2, 2, 1, 1000).persons).toBe(3);
  });

  test('the three parts of cost multiply to the cost per person', () => {
    const parts = I.costParts(1000, 800, 1500, 30000000);
    const product = parts.receiptsPerPerson.value * parts.daysPerReceipt.value * parts.costPerDay.value;
    expect(roundHalfAway(product, 6)).toBe(parts.perCapita.value);
  });

  test('points are ten yen', () => expect(I.perCapita(100, 10, { unit: 'points' }).value).toBe(100));
});

describe('funnels and trends', () => {
  test('an area is placed by whether its limits leave out the average', () => {
    expect(I.funnelPlaceOfProportion(20, 100, 0.2)).toBe('範囲内');
    expect(I.funnelPlaceOfProportion(29, 100, 0.2)).toBe('高い（95%）');
    expect(I.funnelPlaceOfProportion(40, 100, 0.2)).toBe('高い（99.8%）');
    expect(I.funnelPlaceOfEvents(5, 20)).toBe('低い（99.8%）');
    expect(I.funnelPlaceOfEvents(100, 100)).toBe('範囲内');
  });

  test('fewer high-risk persons are better, a higher check-up rate is better', () => {
    const [r5, r6] = [
      { period: '令和5年度', estimate: I.proportion(500, 10000) },
      { period: '令和6年度', estimate: I.proportion(400, 10000) },
    ];
    expect(I.changeBetween(r5, r6, 'lower').direction).toBe('改善');
    expect(I.changeBetween(r5, r6, 'higher').direction).toBe('悪化');
    expect(I.changeBetween(r5, r6, 'neither').direction).toBe('減少');
  });

  test('what cannot be told apart is not called unchanged', () => {
    const change = I.changeBetween(
      { period: 'R5', estimate: I.proportion(5, 100) },
      { period: 'R6', estimate: I.proportion(6, 100) },
      'lower',
    );
    expect(change.direction).toBe('区別できない');
    expect(change.note).toContain('変化がないという意味ではありません');
  });

  test('a change of definition between the years is said', () => {
    const change = I.changeBetween(
      { period: 'R5', estimate: I.careRate(5, 100) },
      { period: 'R6', estimate: I.proportion(6, 100) },
      'lower',
    );
    expect(change.note).toContain('定義が違います');
  });
});

describe('life tables of the old', () => {
  const ages = [75, 80, 85];
  const deaths = (n: number) => [0.03 * n, 0.06 * n, 0.15 * n].map(Math.ceil);
  const table = (n: number) => ({ ages, populations: [n, n, n], deaths: deaths(n) });

  test('a table from 75 needs the part of 5,000 persons that is 75 or older; a table from 0 all of them', () => {
    expect(() => I.lifeExpectancy(table(33))).toThrow(/75 歳からの表では/);
    const least = Number(
      /では ([\d,]+) 人未満/.exec(messageOf(() => I.lifeExpectancy(table(33))))![1]!.replace(',', ''),
    );
    // 平成27年モデル人口: 6,306 + 4,720 + 3,134 + 1,548 + 423 thousands of 125,319 thousands, from 75 on.
    expect(least).toBe(Math.round((5000 * (6306 + 4720 + 3134 + 1548 + 423)) / 125319));
    const at = (population: number) => ({
      ages: [75],
      populations: [population],
      deaths: [Math.round(population / 12)],
    });
    expect(() => I.lifeExpectancy(at(least - 1))).toThrow(/平均余命を計算しません/);
    expect(() => I.lifeExpectancy(at(least))).not.toThrow();
  });

  test('a care column that looks like percentages is named, persons and shares are not', () => {
    const noteOf = (unhealthy: number[], more: object = {}) =>
      I.healthyLife({ ages, populations: [4000, 3000, 3000], deaths: [120, 150, 450], unhealthy, ...more }).healthy
        .note;
    expect(noteOf([5, 10, 30])).toContain('百分率');
    expect(noteOf([200, 300, 900])).not.toContain('百分率');
    expect(noteOf([0.05, 0.1, 0.3], { unhealthyAre: 'shares' })).not.toContain('百分率');
    expect(noteOf([5, 10, 150])).not.toContain('百分率');
  });

  test('levels from 50 on are percent', () => {
    expect(I.proportion(30, 100, { confidence: 80 })).toEqual(I.proportion(30, 100, { confidence: 0.8 }));
    expect(() => I.proportion(30, 100, { confidence: 49 })).toThrow();
    expect(() => I.proportion(30, 100, { confidence: 100 })).toThrow();
  });
});

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return String(error);
  }
  return '';
}
