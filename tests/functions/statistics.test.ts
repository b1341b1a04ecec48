/** Tests of the statistics in cells: every 出力, options, blanks, and the error value of everything that is refused. */
import { cells, column, first, refusal, row } from './excelStub';
import { mcnemarChange, pairedChange, weightChangeClass, wilcoxonChange } from '../../src/functions/beforeAfter';
import { healthyLifeAt, lifeExpectancyAt } from '../../src/functions/life';
import { compare, directlyStandardised, indirectlyStandardised, proportionOf, rateOf } from '../../src/functions/rates';

const before = column([50, 52, 47.5, 60, 55]);
const after = column([51, 52.5, 49, 60.5, 54]);
const ages = column([0, 20, 40, 60, 80]);
const populations = column([4000, 4000, 4000, 4000, 4000]);
const deaths = column([4, 8, 20, 100, 400]);
const care = column([0, 0, 0, 80, 1000]);

describe('出力', () => {
  test('shows value, limits, method, interval, text and warning of one estimate', async () => {
    const value = await first(rateOf(250, 220, '値'));
    const lower = await first(rateOf(250, 220, '下限'));
    const upper = await first(rateOf(250, 220, '上限'));
    expect(await first(rateOf(250, 220))).toBe(value);
    expect(await cells(rateOf(250, 220, '区間'))).toEqual([[value, lower, upper, 'Byar']]);
    expect(await first(rateOf(250, 220, '方法'))).toBe('Byar');
    expect(await first(rateOf(250, 220, '注意'))).toContain('延べ');
    expect(await first(rateOf(25, 220, '注意'))).toBe('なし');
  });

  test('表示 has three decimals for fractions and one from a percentage up', async () => {
    expect(await first(proportionOf(65, 100, '表示'))).toBe('0.650 (0.553–0.736)');
    expect(await first(proportionOf(65, 100, '表示', null, 100))).toBe('65.0 (55.3–73.6)');
    expect(await first(rateOf(5, 100, '表示', null, 100))).toBe('5.0 (1.6–11.7)');
    expect(await first(compare(56, 70, 48, 80, '表示'))).toBe('0.200 (0.052–0.334)');
    expect(await first(pairedChange(before, after, '表示'))).toMatch(/^-?\d\.\d\d \(-?\d\.\d\d–-?\d\.\d\d\)$/);
    expect(await first(lifeExpectancyAt(ages, populations, deaths, '表示'))).toMatch(
      /^\d\d\.\d \(\d\d\.\d–\d\d\.\d\)$/,
    );
  });

  test('p is there for tests alone', async () => {
    for (const answer of [
      compare(56, 70, 48, 80, 'p'),
      mcnemarChange(column([1, 0, 1]), column([0, 0, 0]), 'Ｐ値'),
      pairedChange(before, after, 'P'),
      wilcoxonChange(before, after, 'ｐ'),
    ])
      expect(await first(answer)).toEqual(expect.any(Number));
    expect(await refusal(rateOf(5, 100, 'p'))).toMatch(/^#N\/A この値（正確法.*p 値がありません/);
    expect(await refusal(pairedChange(column([1, 2]), column([2, 3]), 'p'))).toMatch(/^#N\/A /);
  });

  test('an unknown one is refused with the known ones', async () => {
    expect(await refusal(rateOf(5, 100, '標準偏差'))).toBe(
      '#VALUE! 「出力」の「標準偏差」は分かりません。使えるのは 値・下限・上限・p・方法・区間・表示・注意 です。',
    );
  });
});

describe('options', () => {
  test('omitted, blank and 0 are the defaults', async () => {
    const value = await cells(rateOf(12, 34567, '区間'));
    for (const nothing of [null, undefined, '', 0])
      expect(await cells(rateOf(12, 34567, '区間', nothing, nothing))).toEqual(value);
  });

  test('the default multipliers are 1, 100000, 100000 and 100', async () => {
    expect(await first(proportionOf(1, 4))).toBe(0.25);
    expect(await first(rateOf(1, 4))).toBe(25000);
    expect(await first(directlyStandardised(row([10]), row([1000]), row([1])))).toBe(1000);
    expect(await first(indirectlyStandardised(row([10]), row([1000]), row([10]), row([2000])))).toBe(200);
  });

  test('a level is a fraction or percent, in any width', async () => {
    const narrow = await cells(proportionOf(30, 100, '区間', 0.9));
    expect(await cells(proportionOf(30, 100, '区間', '９０％'))).toEqual(narrow);
    expect(await cells(proportionOf(30, 100, '区間', 90))).toEqual(narrow);
    expect(await refusal(proportionOf(30, 100, '値', 1.5))).toMatch(/^#VALUE! 信頼水準 1.5/);
    expect(await refusal(proportionOf(30, 100, '値', '高い'))).toMatch(/^#VALUE! 「信頼水準」の値「高い」/);
  });
});

describe('numbers in cells', () => {
  test('full width and thousands separators are read', async () => {
    expect(await first(rateOf('１２', '１２，０００', null, null, 1000))).toBe(1);
    expect(await first(proportionOf([['3']], [[12]]))).toBe(0.25);
  });

  test('0 is a value', async () => {
    expect(await cells(rateOf(0, 1000, '区間', null, 1000))).toEqual([
      [0, 0, expect.closeTo(3.6889, 4), '正確法 (exact Poisson)'],
    ]);
  });

  test.each([
    ['a blank count', () => proportionOf(null, 10), /^#N\/A 「件数」を指定/],
    ['a blank text', () => rateOf('', 10), /^#N\/A 「件数」を指定/],
    ['a dash', () => rateOf('－', 10), /^#N\/A /],
    [
      'a blank cell in a column',
      () => directlyStandardised(column([10, null]), column([9, 9]), column([1, 1])),
      /^#N\/A 件数（2 番目）/,
    ],
    ['a word', () => rateOf('多い', 10), /^#VALUE! 「件数」の値「多い」/],
    [
      'a word in a column',
      () => pairedChange(column([1, 'x', 3]), column([1, 2, 3])),
      /^#VALUE! 「前」の 2 番目の値「x」/,
    ],
    ['yes where a number belongs', () => rateOf(true, 10), /^#VALUE! /],
    ['a range where one value belongs', () => rateOf(column([1, 2]), 10), /^#VALUE! 「件数」には値を 1 つ.*2 行 1 列/],
    [
      'a block where a line belongs',
      () =>
        pairedChange(
          [
            [1, 2],
            [3, 4],
          ],
          before,
        ),
      /^#VALUE! 「前」には 1 行か 1 列.*2 行 2 列/,
    ],
    ['a division by zero', () => rateOf(0, 0), /^#DIV\/0!/],
    ['a share of nobody', () => proportionOf(0, 0), /^#DIV\/0!/],
    [
      'a class without population',
      () => directlyStandardised(column([10, 9]), column([100, 0]), column([1, 1])),
      /^#DIV\/0!/,
    ],
    [
      'a reference without population',
      () => indirectlyStandardised(row([1]), row([9]), row([1]), row([0])),
      /^#DIV\/0!/,
    ],
    ['nothing expected', () => indirectlyStandardised(row([1]), row([9]), row([0]), row([9])), /^#DIV\/0!/],
    ['a numerator above its denominator', () => proportionOf(11, 10), /^#NUM!/],
    ['a negative count', () => rateOf(-1, 10), /^#NUM!/],
    ['a negative multiplier', () => rateOf(1, 10, null, null, -1), /^#NUM!/],
    [
      'too few events',
      () => directlyStandardised(column([4, 5]), column([99, 99]), column([1, 1])),
      /^#N\/A 件数が 9 件のため/,
    ],
    [
      'columns of other lengths',
      () => directlyStandardised(column([10, 9]), column([99]), column([1, 1])),
      /^#VALUE! 件数 は 2 行、人口 は 1 行/,
    ],
    ['pairs of other lengths', () => pairedChange(before, column([1, 2])), /^#VALUE! 前 は 5 行、後 は 2 行/],
  ])('%s is refused', async (_, ask, shown) => {
    expect(await refusal(ask())).toMatch(shown);
  });
});

describe('standard populations by name', () => {
  const tens = (count: number): unknown[][] => column(new Array<number>(count).fill(10));
  const hundreds = (count: number): unknown[][] => column(new Array<number>(count).fill(1000));

  test('equal rates in every class give that rate under every standard', async () => {
    for (const [name, count] of [
      ['昭和60年', 18],
      ['平成２７年', 21],
      ['平成27年モデル人口', 19],
      ['H27-85', 19],
    ] as const)
      expect(await first(directlyStandardised(tens(count), hundreds(count), name as never))).toBeCloseTo(1000, 9);
  });

  test('age classes choose the part of the standard, and the note names it', async () => {
    const given = [column([30, 40, 50]), column([3000, 2000, 1000])] as const;
    const old = ['75-79', '80～84歳', '85歳以上'];
    const named = await first(directlyStandardised(...given, row(['昭和60年']), null, null, null, column(old)));
    const typed = await first(directlyStandardised(...given, column([2441, 1406, 784])));
    expect(named).toBeCloseTo(typed as number, 9);
    expect(await first(directlyStandardised(...given, row(['昭和60年']), '注意', null, null, column(old)))).toBe(
      '標準人口は昭和60年モデル人口（75 歳以上、最終階級 85 歳以上）です。',
    );
  });

  test('an unknown name, other classes, and no classes where they are needed are refused', async () => {
    expect(await refusal(directlyStandardised(tens(3), hundreds(3), row(['平成12年'])))).toMatch(
      /^#VALUE! 標準人口「平成12年」/,
    );
    expect(await refusal(directlyStandardised(tens(3), hundreds(3), row(['昭和60年'])))).toMatch(
      /^#VALUE! .*18 階級.*3 行.*年齢階級/,
    );
    expect(
      await refusal(directlyStandardised(tens(2), hundreds(2), row(['昭和60年']), null, null, null, row([75, 90]))),
    ).toMatch(/^#VALUE! 年齢階級 90歳〜/);
  });
});

describe('before and after', () => {
  test('the change is after minus before, the comparison first minus second', async () => {
    expect(await first(pairedChange(before, after))).toBeCloseTo(0.5, 12);
    expect(await first(wilcoxonChange(before, after))).toBeGreaterThan(0);
    expect(await first(mcnemarChange(row([0, 0, 1, 1]), row([1, 1, 1, 1])))).toBe(0.5);
    expect(await first(compare(1, 10, 3, 10))).toBeCloseTo(-0.2, 12);
  });

  test('yes and no are read in words, and the answers of the purposes too', async () => {
    const numbers = await cells(mcnemarChange(row([1, 1, 0, 1]), row([0, 1, 0, 0]), '区間'));
    expect(
      await cells(mcnemarChange(row(['はい', '有', 'いいえ', true]), row(['×', '○', 'なし', false]), '区間')),
    ).toEqual(numbers);
    expect(
      await cells(
        mcnemarChange(
          row(['該当', '該当', '非該当', '該当', '判定不能', '対象外']),
          row(['非該当', '該当', '非該当', '非該当', '該当', '該当']),
          '区間',
        ),
      ),
    ).toEqual(numbers);
    expect(await refusal(mcnemarChange(row([2]), row([1])))).toMatch(/^#VALUE! 前後の値「2」/);
  });

  test('a pair with a blank is left out and counted, never read as 0', async () => {
    const gap = pairedChange(column([50, null, 47.5, '未測定']), column([51, 60, 49, 40]), '値');
    expect(await first(gap)).toBeCloseTo(1.25, 12);
    expect(await first(pairedChange(column([50, '', 47.5]), column([51, 60, 49]), '注意'))).toContain('1 組を除き');
    expect(await refusal(pairedChange(column([50, null]), column([51, 60])))).toMatch(/^#N\/A .*1 組/);
  });

  test('the test of MCNEMAR can be chosen', async () => {
    const [was, is] = [
      column([...Array<number>(6).fill(1), ...Array<number>(16).fill(0)]),
      column([...Array<number>(6).fill(0), ...Array<number>(16).fill(1)]),
    ];
    expect(await first(mcnemarChange(was, is, 'p'))).toBeCloseTo(0.052479, 6);
    expect(await first(mcnemarChange(was, is, 'p', null, 'ＭＩＤ-P'))).toBeCloseTo(0.03469, 5);
    expect(await refusal(mcnemarChange(was, is, 'p', null, '符号検定'))).toMatch(/^#VALUE! 「検定」/);
  });

  test('weights are classed after rounding to 0.1 kg, one person or a range', async () => {
    expect(await cells(weightChangeClass(column([44.2]), column([45.1])))).toEqual([['維持']]);
    expect(await first(weightChangeClass(50 as never, 51 as never))).toBe('改善');
    expect(await cells(weightChangeClass(row([50, 50, 50, null, 0]), row([50.96, 49.04, 49.06, 50, 50])))).toEqual([
      ['改善', '悪化', '維持', '判定不能', '判定不能'],
    ]);
    expect(await refusal(() => weightChangeClass(column([0]), column([50])))).toMatch(/^#N\/A 「前」を指定/);
    expect(await refusal(() => weightChangeClass(column([50]), column([-50])))).toMatch(/^#NUM!/);
    expect(await refusal(() => weightChangeClass(column([50, 51]), row([50, 51])))).toMatch(
      /^#VALUE! .*2 行 1 列.*1 行 2 列/,
    );
  });
});

describe('life tables', () => {
  const healthy = (...more: unknown[]): Promise<unknown[][]> =>
    healthyLifeAt(ages, populations, deaths, care, ...(more as []));

  test('healthy life is shorter than life, and both say what they are', async () => {
    const [life, free] = [await first(lifeExpectancyAt(ages, populations, deaths)), await first(healthy())];
    expect(free).toBeLessThan(life as number);
    expect((await cells(healthy('区間')))[0]![3]).toBe('Chiang–Sullivan');
    expect(await first(healthy('注意'))).toContain('試算');
    expect(await first(lifeExpectancyAt(ages, populations, deaths, '注意'))).toContain('最終の年齢階級は 80 歳以上');
  });

  test('care is given in persons or in shares', async () => {
    const shares = healthyLifeAt(ages, populations, deaths, column([0, 0, 0, 0.02, 0.25]), '区間');
    expect(await cells(shares)).toEqual([
      (await cells(healthy('区間')))[0]!.map((x) => (typeof x === 'number' ? expect.closeTo(x, 9) : x)),
    ]);
  });

  test('age, level and a are taken in this order; 0 and blank are the youngest class and the usual a', async () => {
    const at60 = await first(lifeExpectancyAt(ages, populations, deaths, '値', 60));
    expect(at60).toBeLessThan((await first(lifeExpectancyAt(ages, populations, deaths, '値', 0))) as number);
    expect(await first(lifeExpectancyAt(ages, populations, deaths, '値', '６０', 0.9, 0.5 as never))).toBeCloseTo(
      at60 as number,
      9,
    );
    expect(
      await first(lifeExpectancyAt(ages, populations, deaths, '値', null, null, column([0.1, 0.5, 0.5, 0.5, null]))),
    ).toBe(await first(lifeExpectancyAt(ages, populations, deaths)));
    expect(await first(lifeExpectancyAt(ages, populations, deaths, '値', 0, 0, 0.3 as never))).not.toBe(
      await first(lifeExpectancyAt(ages, populations, deaths)),
    );
  });

  test('care counted in one year of three widens the interval', async () => {
    const width = async (answer: Promise<unknown[][]>): Promise<number> => {
      const [[, lower, upper] = []] = await cells(answer);
      return (upper as number) - (lower as number);
    };
    const third = column([0, 0, 0, 80 / 3, 1000 / 3].map(Math.round));
    const one = healthyLifeAt(
      ages,
      populations,
      deaths,
      third,
      '区間',
      null,
      null,
      null as never,
      column(Array(5).fill(4000 / 3)),
    );
    expect(await width(one)).toBeGreaterThan(await width(healthy('区間')));
  });

  test.each([
    ['more deaths than persons', () => lifeExpectancyAt(ages, populations, column([4, 8, 20, 100, 4001])), /^#NUM!/],
    ['negative deaths', () => lifeExpectancyAt(ages, populations, column([4, -8, 20, 100, 400])), /^#NUM!/],
    ['a class without persons', () => lifeExpectancyAt(ages, column([4000, 0, 1, 1, 1]), deaths), /^#DIV\/0!/],
    ['more care than persons', () => healthyLifeAt(ages, populations, deaths, column([0, 0, 0, 0, 4001])), /^#NUM!/],
    [
      'an open class without deaths',
      () => lifeExpectancyAt(ages, populations, column([4, 8, 20, 100, 0])),
      /^#N\/A 最後の年齢階級（80 歳以上）/,
    ],
    [
      'too small a population',
      () => lifeExpectancyAt(ages, column(Array(5).fill(900)), deaths),
      /^#N\/A 人口の合計が 4500 人/,
    ],
    ['an age that is no class', () => lifeExpectancyAt(ages, populations, deaths, '値', 65), /^#VALUE! 65 歳は/],
    [
      'an a above 1',
      () => lifeExpectancyAt(ages, populations, deaths, '値', null, null, 2 as never),
      /^#VALUE! a の値 2/,
    ],
    [
      'columns of other lengths',
      () => lifeExpectancyAt(ages, populations, column([1, 2])),
      /^#VALUE! 死亡 は 2 行、年齢階級 は 5 行/,
    ],
    [
      'classes out of order',
      () => lifeExpectancyAt(column([0, 40, 20, 60, 80]), populations, deaths),
      /^#VALUE! 年齢階級の下限 20/,
    ],
    [
      'a blank class',
      () => lifeExpectancyAt(ages, populations, column([4, null, 20, 100, 400])),
      /^#N\/A 死亡（2 番目）/,
    ],
  ])('%s is refused', async (_, ask, shown) => {
    expect(await refusal(ask())).toMatch(shown);
  });
});
