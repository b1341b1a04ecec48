/** Persons with duplicate prescriptions (重複処方). */
import { AnalystError } from '../kdb';
import type { IntervalEstimate } from './estimate';
import { eachOf, partOfWhole, sameLength, wholeCount, type MaybeNumber } from './guards';
import { poissonRate, type RateOptions } from './poissonRate';

export interface DuplicatePrescriptions extends IntervalEstimate {
  readonly persons: number;
}

/** Whether one month of a person counts: 3 or more institutions with 1 or more overlapping effects, or 2 with 2. */
export function isDuplicatePrescription(institutions: number, overlaps: number): boolean {
  return (institutions >= 3 && overlaps >= 1) || (institutions >= 2 && overlaps >= 2);
}

function rateOf(persons: number, insured: MaybeNumber, options: RateOptions): DuplicatePrescriptions {
  const rate = poissonRate(persons, insured, options);
  partOfWhole(persons, Number(insured), '重複処方の人数', '被保険者数');
  return { ...rate, persons, statistic: rate.statistic.replace('率（人口', '重複処方を受けた者（被保険者') };
}

/**
 * 重複処方を受けた者 per 100,000 insured persons, from one row a person: number of institutions that prescribed an overlapping
 * effect in the month, and number of overlapping effects. Whole numbers of 0 or more; an empty cell is refused.
 *
 * Source: 厚生労働省「保険者努力支援制度（令和4年度）」重複投与者数の指標（KDB「重複・多剤処方の状況」1か月分）.
 * @example duplicatePrescriptions([3, 2, 2, 1], [1, 1, 2, 4], 1000).persons // 2
 */
export function duplicatePrescriptions(
  institutions: readonly MaybeNumber[],
  overlaps: readonly MaybeNumber[],
  insured: MaybeNumber,
  options: RateOptions = {},
): DuplicatePrescriptions {
  sameLength(institutions, '医療機関数', overlaps, '重複薬効数');
  const places = eachOf(institutions, '医療機関数', wholeCount);
  const effects = eachOf(overlaps, '重複薬効数', wholeCount);
  return rateOf(places.filter((place, i) => isDuplicatePrescription(place, effects[i]!)).length, insured, options);
}

/**
 * The same from KDB's cumulative table: persons with ≥3 institutions and ≥1 effect, with ≥2 and ≥2, and with ≥3 and ≥2 (who
 * are in both cells and would be counted twice).
 * @example duplicatePrescriptionsFromTable(30, 25, 10, 10000).persons // 45
 */
export function duplicatePrescriptionsFromTable(
  threePlacesOneEffect: MaybeNumber,
  twoPlacesTwoEffects: MaybeNumber,
  threePlacesTwoEffects: MaybeNumber,
  insured: MaybeNumber,
  options: RateOptions = {},
): DuplicatePrescriptions {
  const three = wholeCount(threePlacesOneEffect, '3医療機関以上・1薬効以上');
  const two = wholeCount(twoPlacesTwoEffects, '2医療機関以上・2薬効以上');
  const both = wholeCount(threePlacesTwoEffects, '3医療機関以上・2薬効以上');
  if (both > Math.min(three, two))
    throw new AnalystError('numerator.aboveDenominator', {
      label: '3医療機関以上・2薬効以上',
      numerator: both,
      whole: '片方の条件の人数',
      denominator: Math.min(three, two),
    });
  return rateOf(three + two - both, insured, options);
}
