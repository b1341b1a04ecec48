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
 * IKKATSU.LIFEEXPECTANCY.
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
 * IKKATSU.HEALTHYLIFE.
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
