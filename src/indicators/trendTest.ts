/** The test for a linear trend of proportions over three and more years. */
import { AnalystError } from '../kdb';
import { normalTwoSided, twoSidedZ } from './distributions';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type IntervalEstimate } from './estimate';
import { denominator, eachOf, finite, notNegative, partOfWhole, sameLength, sumOf, type MaybeNumber } from './guards';

export interface LinearTrend extends IntervalEstimate {
  readonly p: number;
  /** Statistic of Cochran and Armitage, standard normal where there is no trend. */
  readonly z: number;
}

const FEWEST_YEARS = 3;

/**
 * 傾向の検定（Cochran–Armitage）: the change of a share from one year to the next (a fraction), as the slope of the straight
 * line through the shares, weighted by their denominators, with its interval and the test that it is 0.
 *
 * One value a year; `years` are the scores (2023, 2024 …), in any order, not all the same. At least three (`trend.fewYears`).
 * Refusals else as in `proportion`. Where nobody or everybody has the event in every year, z is 0 and p is 1.
 *
 * It supposes that the persons of the years are others; the same persons stand in several years here, which the note says. It
 * finds a rise or fall along a line; a share that rises and falls again can go unnoticed.
 *
 * Source: Armitage P. Biometrics 1955;11:375–386; Agresti A. Categorical Data Analysis, 3rd ed. 2013, section 5.3.5.
 * @example linearTrend([30, 24, 15], [100, 100, 100], [2023, 2024, 2025]).p // 0.0117
 */
export function linearTrend(
  events: readonly MaybeNumber[],
  totals: readonly MaybeNumber[],
  years: readonly MaybeNumber[],
  { confidence = DEFAULT_CONFIDENCE }: { readonly confidence?: number } = {},
): LinearTrend {
  const level = confidenceLevel(confidence);
  sameLength(events, '件数', totals, '母数');
  sameLength(years, '年度', totals, '母数');
  const x = eachOf(events, '件数', notNegative);
  const n = eachOf(totals, '母数', (value, label) => denominator(value, label));
  const at = eachOf(years, '年度', finite);
  x.forEach((count, i) => partOfWhole(count, n[i]!, '件数', '母数'));
  if (new Set(at).size < FEWEST_YEARS) throw new AnalystError('trend.fewYears', { years: new Set(at).size });

  const whole = sumOf(n);
  const share = sumOf(x) / whole;
  const centre = sumOf(n.map((persons, i) => persons * at[i]!)) / whole;
  const spread = sumOf(n.map((persons, i) => persons * (at[i]! - centre) ** 2));
  const value = sumOf(x.map((count, i) => (count - n[i]! * share) * (at[i]! - centre))) / spread;
  const chance = Math.sqrt((share * (1 - share)) / spread);
  const error =
    Math.sqrt(
      sumOf(n.map((persons, i) => persons * (at[i]! - centre) ** 2 * (x[i]! / persons) * (1 - x[i]! / persons))),
    ) / spread;
  const reach = twoSidedZ(level) * error;
  const z = chance > 0 ? value / chance : 0;
  return {
    value,
    lower: value - reach,
    upper: value + reach,
    confidence: level,
    method: 'Cochran–Armitage の傾向検定（区間は Wald）',
    statistic: '1年あたりの割合の変化（直線）',
    p: normalTwoSided(z),
    z,
    ...noteOf(
      '年ごとに別の人であること、変化が直線に近いことを仮定します。',
      '各年に同じ人が含まれるため、p と区間は目安です。',
      Math.min(...x) < 5 && '件数が 5 件未満の年があります。',
    ),
  };
}
