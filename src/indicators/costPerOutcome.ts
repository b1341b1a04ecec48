/** What one person with a good outcome cost. */
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type IntervalEstimate } from './estimate';
import { twoSidedZ } from './distributions';
import { denominator, notNegative, partOfWhole, type MaybeNumber } from './guards';
import { FEW_EVENTS } from './poisson';
import { wilsonLimits } from './proportion';

/**
 * 成果1人当たりの費用: cost (yen) over persons with the outcome, with limits from those of the share of them among all supported.
 *
 * Nobody with the outcome: `division.byZero`; more than were supported: `numerator.aboveDenominator`. The limits take the cost as
 * known. It counts outcomes that would have come without the programme too.
 *
 * Source: share after Wilson EB. J Am Stat Assoc 1927;22:209–212; the inverted interval as for numbers needed to treat, Altman DG.
 * BMJ 1998;317:1309–1312.
 * @example costPerOutcome(1200000, 12, 40) // 100000.0000 (66035.6319–165976.5249)
 */
export function costPerOutcome(
  cost: MaybeNumber,
  outcomes: MaybeNumber,
  persons: MaybeNumber,
  { confidence = DEFAULT_CONFIDENCE }: { readonly confidence?: number } = {},
): IntervalEstimate {
  const level = confidenceLevel(confidence);
  const yen = notNegative(cost, '費用');
  const reached = denominator(outcomes, '成果のあった人');
  const all = denominator(persons, '支援した人');
  partOfWhole(reached, all, '成果のあった人', '支援した人');
  const [low, high] = wilsonLimits(reached, all, twoSidedZ(level));
  return {
    value: yen / reached,
    lower: yen / (all * high),
    upper: yen / (all * low),
    confidence: level,
    method: '費用 ÷ 成果のあった人（区間は割合の Wilson 法から）',
    statistic: '成果1人当たりの費用（円）',
    ...noteOf(
      '支援がなくても成果のあった人を含むため、支援の費用対効果ではありません。',
      reached < FEW_EVENTS && `成果のあった人が ${reached} 人と少ないため、区間は広くなります。`,
    ),
  };
}
