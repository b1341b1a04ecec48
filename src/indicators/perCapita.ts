/** Cost per insured person. */
import { plainEstimate, type Estimate } from './estimate';
import { denominator, notNegative, type MaybeNumber } from './guards';

/** Yen of one receipt point. */
export const YEN_PER_POINT = 10;

/**
 * 1人当たり医療費 [yen]: cost [yen] over the mean number of insured persons of the same period. With `unit: 'points'` the cost
 * is in receipt points (10 yen each). No insured persons: `division.byZero`.
 *
 * Source: 厚生労働省「最近の医療費の動向（MEDIAS）」用語の定義.
 * @example perCapita(900000000, 1000).value // 900000.0000
 */
export function perCapita(
  cost: MaybeNumber,
  insured: MaybeNumber,
  { unit = 'yen' }: { readonly unit?: 'yen' | 'points' } = {},
): Estimate {
  const yen = notNegative(cost, '医療費') * (unit === 'points' ? YEN_PER_POINT : 1);
  return plainEstimate(yen / denominator(insured, '被保険者数'), '医療費÷被保険者数', '1人当たり医療費（円）');
}

/** 1人当たり医療費 as the product of its three parts. */
export interface CostParts {
  /** Receipts per person. */
  readonly receiptsPerPerson: Estimate;
  readonly daysPerReceipt: Estimate;
  readonly costPerDay: Estimate;
  readonly perCapita: Estimate;
}

/**
 * 医療費の三要素: receipts per person × days per receipt × cost [yen] per day = cost per person.
 * @example costParts(1000, 500, 1000, 20000000).costPerDay.value // 20000.0000
 */
export function costParts(
  insured: MaybeNumber,
  receipts: MaybeNumber,
  days: MaybeNumber,
  cost: MaybeNumber,
): CostParts {
  const persons = denominator(insured, '被保険者数');
  const count = denominator(receipts, 'レセプト件数');
  const visited = denominator(days, '日数');
  const yen = notNegative(cost, '医療費');
  return {
    receiptsPerPerson: plainEstimate(count / persons, 'レセプト件数÷被保険者数', '受診率（1人当たり件数）'),
    daysPerReceipt: plainEstimate(visited / count, '日数÷レセプト件数', '1件当たり日数'),
    costPerDay: plainEstimate(yen / visited, '医療費÷日数', '1日当たり医療費（円）'),
    perCapita: perCapita(yen, persons),
  };
}
