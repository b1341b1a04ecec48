/** Share of certified persons among the insured of the first category. */
import { noteOf, type IntervalEstimate } from './estimate';
import type { MaybeNumber } from './guards';
import { proportion } from './proportion';

/**
 * 要介護認定率 as a fraction with Wilson's interval: certified persons (要支援1–要介護5, first category only) over 第1号被保険者.
 * Refusals as in `proportion`.
 *
 * Source: 厚生労働省「介護保険事業状況報告」用語の定義.
 * @example careRate(190, 1000) // 0.1900 (0.1669–0.2155)
 */
export function careRate(
  certified: MaybeNumber,
  insured: MaybeNumber,
  options: { readonly confidence?: number } = {},
): IntervalEstimate {
  return {
    ...proportion(certified, insured, options),
    statistic: '要介護認定率（第1号被保険者）',
    ...noteOf('第2号被保険者の認定者は分子から除いてください。'),
  };
}
