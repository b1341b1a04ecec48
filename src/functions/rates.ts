/** The custom functions of shares, rates, standardised rates and their comparison. */
import { standardPopulation, STANDARD_POPULATIONS, standardWeights, type MaybeNumber } from '../indicators';
import { AnalystError } from '../kdb';
import { isOmitted } from './arguments';
import { decimalsFor, estimated, optionsOf } from './estimateAnswers';
import { bandsOf, denominatorsOf, lineOf, numberOf, numbersOf, wordOf } from './numbers';

/**
 * 割合と信頼区間を計算します（Wilson 法）。
 * @customfunction PROPORTION
 * @param 件数 当たる人の数
 * @param 母数 全体の人数
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @param [乗数] 省略すると 1（割合）。100 で百分率
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
 * 率（人口10万対など）と信頼区間を計算します（10件未満は正確法、それ以上は Byar 法）。
 * @customfunction RATE
 * @param 件数 起きた件数
 * @param 人口 人口または人年
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @param [乗数] 省略すると 100000（人口10万対）
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
 * 年齢調整率（直接法）と信頼区間を計算します（Dobson–Byar 法）。件数の合計が10件未満のときは計算しません。
 * @customfunction DSR
 * @param 件数 年齢階級ごとの件数
 * @param 人口 年齢階級ごとの人口
 * @param 標準人口 年齢階級ごとの標準人口の範囲、または "昭和60年"、"平成27年"
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @param [乗数] 省略すると 100000（人口10万対）
 * @param [年齢階級] 標準人口を名前で指定するときの年齢階級（下限の年齢、または "75-79" など）。省略すると全年齢の標準の区切り
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
 * 標準化比（間接法、基準=100）と信頼区間を計算します（10件未満は正確法、それ以上は Byar 法）。
 * @customfunction ISR
 * @param 件数 年齢階級ごとの件数、または合計の件数1つ
 * @param 人口 年齢階級ごとの人口
 * @param 基準件数 基準（県・国など）の年齢階級ごとの件数
 * @param 基準人口 基準の年齢階級ごとの人口
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @param [乗数] 省略すると 100
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
 * 2つの集団の割合の差（1 − 2）と信頼区間を計算します（Newcombe 法。p はスコア検定）。同じ人の前後には MCNEMAR を使います。
 * @customfunction COMPARE
 * @param 件数1 集団1で当たる人の数
 * @param 母数1 集団1の人数
 * @param 件数2 集団2で当たる人の数
 * @param 母数2 集団2の人数
 * @param [出力] 値（省略時）・下限・上限・p・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @param [乗数] 省略すると 1（割合の差）。100 でポイント
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
