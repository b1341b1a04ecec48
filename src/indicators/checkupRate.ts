/** Check-up rate with the unified denominator. */
import type { IntervalEstimate } from './estimate';
import { denominator, notNegative, partOfWhole, type MaybeNumber } from './guards';
import { noteOf } from './estimate';
import { proportion } from './proportion';

/**
 * 健診受診率 as a fraction with Wilson's interval: examined persons over insured persons less those excluded
 * (長期入院者, 施設入所者); without their number over all insured persons, and the note says so. More excluded than insured persons, or more examined than are left:
 * `numerator.aboveDenominator`; nobody left: `division.byZero`.
 *
 * Source: 厚生労働省 行政事業レビュー（令和6年6月17日）健診受診率の定義（令和6年度以降、全広域連合で統一）.
 * @example checkupRate(2800, 10500, 500) // 0.2800 (0.2713–0.2889)
 */
export function checkupRate(
  examined: MaybeNumber,
  insured: MaybeNumber,
  excluded?: MaybeNumber,
  options: { readonly confidence?: number } = {},
): IntervalEstimate {
  const persons = denominator(insured, '被保険者数');
  const isKnown = excluded !== undefined;
  const out = notNegative(isKnown ? excluded : 0, '対象外者数');
  partOfWhole(out, persons, '対象外者数', '被保険者数');
  const seen = notNegative(examined, '受診者数');
  const eligible = denominator(persons - out, '被保険者数−対象外者数');
  partOfWhole(seen, eligible, '受診者数', '被保険者数−対象外者数');
  return {
    ...proportion(seen, eligible, options),
    statistic: isKnown ? '健診受診率（被保険者数−対象外者数）' : '健診受診率（被保険者数）',
    ...noteOf(
      isKnown
        ? '令和6年度からの統一した分母です。令和5年度以前の率と続けて比べないでください。'
        : '対象外者数がないため、被保険者全員を分母にしています。',
    ),
  };
}
