/** Empirical Bayes estimates of the rates of many areas: small areas are drawn towards the rate of the whole. */
import { denominator, eachOf, notNegative, partOfWhole, sameLength, sumOf, type MaybeNumber } from './guards';

export interface ShrunkenRates {
  /** The rate of all areas together, to which the others are drawn. */
  readonly mean: number;
  /** Variance of the true rates between the areas; 0 where chance alone explains how they differ. */
  readonly variance: number;
  /** One estimate an area, in the order given; a fraction. */
  readonly values: readonly number[];
  /** How much of an area's own rate stays in its estimate, 0–1. */
  readonly weights: readonly number[];
  readonly method: string;
}

/**
 * 経験ベイズ推定（Marshall の大域型、積率法）: m + C (r − m), where r is the rate of an area with n persons, m the rate of all
 * areas, C = A ÷ (A + m ÷ n), and A the variance between the areas: Σ n (r − m)² ÷ Σ n − m ÷ n̄, or 0 where that is negative.
 *
 * `events` and `totals` have one value an area. Totals of 0 are refused (`division.byZero`), as are more events than persons
 * (`numerator.aboveDenominator`) and columns of unequal length. One area alone gets the rate of the whole, which is its own.
 *
 * Source: Marshall RJ. Mapping disease and mortality rates using empirical Bayes estimators. Appl Stat 1991;40:283–294.
 * @example empiricalBayes([2, 30], [10, 300]).values[0] // 0.1032
 */
export function empiricalBayes(events: readonly MaybeNumber[], totals: readonly MaybeNumber[]): ShrunkenRates {
  sameLength(events, '件数', totals, '母数');
  const x = eachOf(events, '件数', notNegative);
  const n = eachOf(totals, '母数', (value, label) => denominator(value, label));
  x.forEach((count, i) => partOfWhole(count, n[i]!, '件数', '母数'));
  const whole = sumOf(n);
  const mean = sumOf(x) / whole;
  const rates = x.map((count, i) => count / n[i]!);
  const spread = sumOf(rates.map((rate, i) => n[i]! * (rate - mean) ** 2)) / whole;
  const variance = Math.max(0, spread - mean / (whole / n.length));
  const weights = n.map((persons) => (variance === 0 ? 0 : variance / (variance + mean / persons)));
  return {
    mean,
    variance,
    values: rates.map((rate, i) => mean + weights[i]! * (rate - mean)),
    weights,
    method: '経験ベイズ（Marshall の大域型）',
  };
}
