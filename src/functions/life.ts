/** The custom functions of life expectancy and healthy life expectancy. */
import type { LifeExpectancyOptions, LifeTableInput, MaybeNumber } from '../indicators';
import { isOmitted } from './arguments';
import { estimated, optionsOf } from './estimateAnswers';
import { bandsOf, denominatorsOf, lineOf, numberOf, numbersOf, optionalNumber } from './numbers';

/** Decimals of printed years. */
const YEARS = 1;

/** One a for all classes, or one a class; omitted: the verb's own. */
function shareLived(a: unknown): Pick<LifeTableInput, 'a'> {
  if (isOmitted(a)) return {};
  return { a: lineOf(a, 'a').length === 1 ? numberOf(a, 'a') : numbersOf(a, 'a') };
}

function tableOf(ages: unknown, populations: unknown, deaths: unknown, a: unknown): LifeTableInput {
  return {
    ages: bandsOf(ages),
    populations: denominatorsOf(populations, '人口'),
    deaths: numbersOf(deaths, '死亡'),
    ...shareLived(a),
  };
}

/** 年齢 0 and an omitted one are the same: the youngest class. */
function optionsAt(age: unknown, level: unknown): LifeExpectancyOptions {
  const at = optionalNumber(age, '年齢');
  return { ...optionsOf(level), ...(at === undefined ? {} : { age: at }) };
}

/**
 * 年齢階級ごとの人口と死亡から平均余命を計算します（Chiang の簡易生命表。最後の階級は開いた階級です）。
 * @customfunction LIFEEXPECTANCY
 * @param 年齢下限 年齢階級の下限の年齢（または "75-79" など）、若い順
 * @param 人口 年齢階級ごとの人口。複数年をまとめるときは合計
 * @param 死亡 年齢階級ごとの死亡数。人口と同じ年数の合計
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [年齢] 何歳の平均余命か（年齢下限のどれか）。省略すると最も若い階級
 * @param [信頼水準] 省略すると 0.95
 * @param [a] 階級の中で亡くなった人が平均して生きた割合（1つ、または階級ごと）。省略すると 0歳は 0.1、ほかは 0.5
 * @returns 求めたもの（年）。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function lifeExpectancyAt(
  年齢下限: unknown[][],
  人口: unknown[][],
  死亡: unknown[][],
  出力?: unknown,
  年齢?: unknown,
  信頼水準?: unknown,
  a?: unknown[][],
): Promise<unknown[][]> {
  return estimated(出力, ({ lifeExpectancy }) => ({
    estimate: lifeExpectancy(tableOf(年齢下限, 人口, 死亡, a), optionsAt(年齢, 信頼水準)),
    decimals: YEARS,
  }));
}

/** Whether the care column holds shares (0–1) and not persons: no value above 1 and at least one between 0 and 1. */
function areShares(values: readonly MaybeNumber[]): boolean {
  return (
    values.every((value) => value === null || value <= 1) &&
    values.some((value) => value !== null && value > 0 && value < 1)
  );
}

/**
 * 平均自立期間（要介護2以上を不健康とみなす）を計算します（Chiang–Sullivan 法による試算。KDB の公表値とは一致しないことがあります）。
 * @customfunction HEALTHYLIFE
 * @param 年齢下限 年齢階級の下限の年齢（または "75-79" など）、若い順
 * @param 人口 年齢階級ごとの人口。複数年をまとめるときは合計
 * @param 死亡 年齢階級ごとの死亡数。人口と同じ年数の合計
 * @param 要介護2以上 年齢階級ごとの要介護2以上の人数、または割合（0〜1。百分率の数ではなく 0.3 か 30%）
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [年齢] 何歳の平均自立期間か（年齢下限のどれか）。省略すると最も若い階級
 * @param [信頼水準] 省略すると 0.95
 * @param [a] 階級の中で亡くなった人が平均して生きた割合（1つ、または階級ごと）。省略すると 0歳は 0.1、ほかは 0.5
 * @param [要介護の母数] 要介護2以上を数えた人口（階級ごと）。省略すると「人口」。人口が複数年の合計のときに指定します
 * @returns 求めたもの（年）。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function healthyLifeAt(
  年齢下限: unknown[][],
  人口: unknown[][],
  死亡: unknown[][],
  要介護2以上: unknown[][],
  出力?: unknown,
  年齢?: unknown,
  信頼水準?: unknown,
  a?: unknown[][],
  要介護の母数?: unknown[][],
): Promise<unknown[][]> {
  return estimated(出力, ({ healthyLifeExpectancy }) => {
    const unhealthy = numbersOf(要介護2以上, '要介護2以上');
    const input = {
      ...tableOf(年齢下限, 人口, 死亡, a),
      unhealthy,
      unhealthyAre: areShares(unhealthy) ? ('shares' as const) : ('persons' as const),
      ...(isOmitted(要介護の母数) ? {} : { unhealthyPopulations: denominatorsOf(要介護の母数, '要介護の母数') }),
    };
    return { estimate: healthyLifeExpectancy(input, optionsAt(年齢, 信頼水準)), decimals: YEARS };
  });
}
