/** The custom functions of shares, rates, standardised rates and their comparison. */
import { standardPopulation, STANDARD_POPULATIONS, standardWeights, type MaybeNumber } from '../indicators';
import { AnalystError } from '../kdb';
import { isOmitted } from './arguments';
import { decimalsFor, estimated, optionsOf } from './estimateAnswers';
import { bandsOf, denominatorsOf, lineOf, numberOf, numbersOf, wordOf } from './numbers';

/**
 * IKKATSU.PROPORTION.
 * @returns 求めたもの。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function proportionOf(
  件数: unknown,
  母数: unknown,
  出力?: unknown,
  信頼水準?: unknown,
  乗数?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ proportion }) => {
    const options = optionsOf(信頼水準, 乗数);
    return {
      estimate: proportion(numberOf(件数, '件数'), numberOf(母数, '母数'), options),
      decimals: decimalsFor(options.multiplier),
    };
  });
}

/**
 * IKKATSU.RATE.
 * @returns 求めたもの。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function rateOf(
  件数: unknown,
  人口: unknown,
  出力?: unknown,
  信頼水準?: unknown,
  乗数?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ poissonRate }) => {
    const { multiplier = 100000, ...options } = optionsOf(信頼水準, 乗数);
    return {
      estimate: poissonRate(numberOf(件数, '件数'), numberOf(人口, '人口'), { ...options, multiplier }),
      decimals: decimalsFor(multiplier),
    };
  });
}

/** A standard in the age classes of a table, and the sentence that names it. */
interface Standard {
  readonly weights: readonly MaybeNumber[];
  readonly note?: string;
}

/** A standard named without age classes: the one of that name with as many classes as the table. Throws standard.classes. */
function wholeStandard(name: string, count: number): Standard {
  const named = standardPopulation(name);
  const found = STANDARD_POPULATIONS.find(({ id, lowers }) => id.startsWith(named.id) && lowers.length === count);
  if (found === undefined)
    throw new AnalystError('standard.classes', { standard: named.name, expected: named.lowers.length, count });
  const { weights, words } = standardWeights(found.lowers, found);
  return { weights, note: `標準人口は${words}です。年齢階級の指定がないため、その区切りとみなしました。` };
}

/** 標準人口: a range of numbers, or the name of a standard. */
function standardOf(value: unknown, ages: unknown, count: number): Standard {
  const cells = lineOf(value, '標準人口');
  const [first] = cells;
  const isName = cells.length === 1 && typeof first === 'string' && !/^[\s\d.,０-９．，]+$/.test(first);
  if (!isName) return { weights: numbersOf(value, '標準人口') };
  const name = wordOf(value, '標準人口');
  if (isOmitted(ages)) return wholeStandard(name, count);
  const { weights, words } = standardWeights(bandsOf(ages), name);
  return { weights, note: `標準人口は${words}です。` };
}

/**
 * IKKATSU.DSR.
 * @returns 求めたもの。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function directlyStandardised(
  件数: unknown[][],
  人口: unknown[][],
  標準人口: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
  乗数?: unknown,
  年齢階級?: unknown[][],
): Promise<unknown[][]> {
  return estimated(出力, ({ directlyStandardisedRate }) => {
    const { multiplier = 100000, ...options } = optionsOf(信頼水準, 乗数);
    const events = numbersOf(件数, '件数');
    const { weights, note } = standardOf(標準人口, 年齢階級, events.length);
    const rate = directlyStandardisedRate(events, denominatorsOf(人口, '人口'), weights, { ...options, multiplier });
    return {
      estimate: note === undefined ? rate : { ...rate, note },
      decimals: decimalsFor(multiplier),
    };
  });
}

/**
 * IKKATSU.ISR.
 * @returns 求めたもの。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function indirectlyStandardised(
  件数: unknown[][],
  人口: unknown[][],
  基準件数: unknown[][],
  基準人口: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
  乗数?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ indirectlyStandardisedRatio }) => {
    const { multiplier = 100, ...options } = optionsOf(信頼水準, 乗数);
    return {
      estimate: indirectlyStandardisedRatio(
        numbersOf(件数, '件数'),
        numbersOf(人口, '人口'),
        numbersOf(基準件数, '基準件数'),
        denominatorsOf(基準人口, '基準人口'),
        { ...options, multiplier },
      ),
      decimals: decimalsFor(multiplier),
    };
  });
}

/**
 * IKKATSU.COMPARE.
 * @returns 求めたもの。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function compare(
  件数1: unknown,
  母数1: unknown,
  件数2: unknown,
  母数2: unknown,
  出力?: unknown,
  信頼水準?: unknown,
  乗数?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ compareProportions }) => {
    const options = optionsOf(信頼水準, 乗数);
    return {
      estimate: compareProportions(
        numberOf(件数1, '件数1'),
        numberOf(母数1, '母数1'),
        numberOf(件数2, '件数2'),
        numberOf(母数2, '母数2'),
        options,
      ),
      decimals: decimalsFor(options.multiplier),
    };
  });
}
