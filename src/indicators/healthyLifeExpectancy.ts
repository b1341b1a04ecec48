/** Healthy life expectancy (平均自立期間) by Sullivan's method, with the variance of deaths and of care needs. */
import { twoSidedZ } from './distributions';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type IntervalEstimate } from './estimate';
import { eachOf, finite, notNegative, partOfWhole, positive, sameLength, type MaybeNumber } from './guards';
import type { LifeExpectancyOptions } from './lifeExpectancy';
import { expectancy, lifeTable, type LifeTableInput } from './lifeTable';

export interface HealthyLifeInput extends LifeTableInput {
  /** Persons of 要介護2以上 by age class; or their share (0–1) in each class, with `unhealthyAre: 'shares'`. */
  readonly unhealthy: readonly MaybeNumber[];
  /** Persons among whom they were counted; default: `populations`. Give it when population and deaths are sums of several years. */
  readonly unhealthyPopulations?: readonly MaybeNumber[];
  readonly unhealthyAre?: 'persons' | 'shares';
}

export interface HealthyLife {
  /** 平均自立期間 [years]. */
  readonly healthy: IntervalEstimate;
  /** 平均余命 [years] of the same table. */
  readonly total: IntervalEstimate;
  /** 不健康期間 [years] = total − healthy. */
  readonly unhealthy: IntervalEstimate;
}

const METHOD = 'Chiang–Sullivan';
/** Of those above this age fewer than this part in need of care are hardly believable: a percentage, or years that do not match. */
const OLD_AGE = 80;
const FEWEST_DEPENDENT = 0.05;
const TRIAL_FIGURE = 'Chiang–Sullivan 法による試算です（KDB の公表値とは一致しないことがあります）。';

/**
 * 平均自立期間（要介護2以上を不健康とみなす）at `age`, with 平均余命 and 不健康期間 from the same life table.
 *
 * The shares given are used at every age; where care needs below some age are taken as none, give 0 there. Refusals as in
 * `lifeTable`; more persons in need of care than persons: `numerator.aboveDenominator`. Shares are taken as known from the
 * number of persons in `unhealthyPopulations`, so that their variance counts too.
 *
 * Source: Sullivan DF. HSMHA Health Rep 1971;86:347–354; variance of both parts after 橋本修二ほか「健康寿命の算定方法の指針」
 * (厚生労働科学研究 2012); 要介護2以上 after 国民健康保険中央会「平均自立期間」.
 * @example healthyLife({ ages: [75, 80, 85], populations: [4000, 3000, 3000], deaths: [120, 150, 450], unhealthy: [200, 300, 900] }).healthy // 10.9836 (10.5596–11.4077)
 */
export function healthyLife(
  input: HealthyLifeInput,
  { age, confidence = DEFAULT_CONFIDENCE }: LifeExpectancyOptions = {},
): HealthyLife {
  const level = confidenceLevel(confidence);
  const z = twoSidedZ(level);
  const table = lifeTable(input);
  const asShares = input.unhealthyAre === 'shares';
  sameLength(input.unhealthy, '要介護2以上', table.lowers, '年齢階級');
  if (input.unhealthyPopulations) sameLength(input.unhealthyPopulations, '要介護2以上の母数', table.lowers, '年齢階級');
  const counted = eachOf(input.unhealthy, '要介護2以上', notNegative);
  const among = eachOf(input.unhealthyPopulations ?? input.populations, '要介護2以上の母数', positive);
  const shares = counted.map((count, i) => {
    const whole = asShares ? 1 : among[i]!;
    partOfWhole(count, whole, '要介護2以上', asShares ? '1（割合）' : '母数');
    return count / whole;
  });
  const oldest = table.lowers.length - 1;
  const looksMisread =
    !asShares && table.lowers[oldest]! >= OLD_AGE && shares[oldest]! > 0 && shares[oldest]! < FEWEST_DEPENDENT;
  const misread =
    looksMisread &&
    `要介護2以上が ${table.lowers[oldest]} 歳以上の ${(100 * shares[oldest]!).toFixed(1)}% です。百分率の数（30 など）や、人口と年数の違う人数を入れていないか確かめてください（割合は 0.3 か 30% と書きます。複数年の人口には「要介護の母数」を指定します）。`;
  const variances = shares.map((share, i) => (share * (1 - share)) / among[i]!);
  const at = finite(age ?? table.lowers[0]!, '年齢');

  const estimate = (
    words: string,
    weights: readonly number[],
    weightVariances: readonly number[],
    method = METHOD,
  ): IntervalEstimate => {
    const { value, variance } = expectancy(table, at, weights, weightVariances);
    const reach = z * Math.sqrt(variance);
    return {
      value,
      lower: value - reach,
      upper: value + reach,
      confidence: level,
      method,
      statistic: `${words}（${at} 歳、年）`,
      ...noteOf(...table.warnings, method === METHOD && misread, method === METHOD && TRIAL_FIGURE),
    };
  };
  const none = shares.map(() => 0);
  return {
    healthy: estimate(
      '平均自立期間',
      shares.map((share) => 1 - share),
      variances,
    ),
    total: estimate(
      '平均余命',
      shares.map(() => 1),
      none,
      'Chiang（区間は Silcocks）',
    ),
    unhealthy: estimate('不健康期間', shares, variances),
  };
}

/** 平均自立期間 alone: the healthy part of `healthyLife`. */
export function healthyLifeExpectancy(input: HealthyLifeInput, options: LifeExpectancyOptions = {}): IntervalEstimate {
  return healthyLife(input, options).healthy;
}
