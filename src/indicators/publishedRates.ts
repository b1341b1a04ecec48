/** The rates of the ten purposes that unions published, to hold one's own against: a wrong column leaps to the eye. */
import type { CriterionId } from '../criteria';
import { proportion } from './proportion';

type Published = 'oral' | 'polypharmacy' | 'hypnotics' | 'physicalFrailty' | 'uncontrolled';

/** Persons who meet the purpose, and insured persons, of six unions; the other five columns could not be read. */
const UNIONS: readonly ({ readonly name: string; readonly insured: number } & Readonly<Record<Published, number>>)[] = [
  { name: '北海道', insured: 852_669, oral: 16_140, polypharmacy: 38_259, hypnotics: 8_705, physicalFrailty: 20_174, uncontrolled: 3_799 },
  { name: '青森県', insured: 216_242, oral: 8_448, polypharmacy: 7_874, hypnotics: 3_060, physicalFrailty: 8_105, uncontrolled: 1_047 },
  { name: '岩手県', insured: 215_828, oral: 10_315, polypharmacy: 6_683, hypnotics: 4_106, physicalFrailty: 12_556, uncontrolled: 2_040 },
  { name: '宮城県', insured: 318_191, oral: 11_528, polypharmacy: 12_189, hypnotics: 5_507, physicalFrailty: 16_678, uncontrolled: 2_347 },
  { name: '秋田県', insured: 189_830, oral: 6_664, polypharmacy: 7_435, hypnotics: 2_803, physicalFrailty: 6_869, uncontrolled: 1_250 },
  { name: '山形県', insured: 190_444, oral: 4_775, polypharmacy: 6_233, hypnotics: 2_142, physicalFrailty: 6_501, uncontrolled: 1_757 },
]; // prettier-ignore

/** List of the common indicators of the third plans, 高齢者の保健事業のあり方検討ワーキンググループ, 参考資料1. */
export const PUBLISHED_SOURCE =
  '第3期計画の共通評価指標一覧にある 6 広域連合（北海道・青森・岩手・宮城・秋田・山形）、2024年7月29日時点';

const isPublished = (id: CriterionId): id is Published => id in UNIONS[0]!;

/**
 * Lowest and highest published rate as fractions; null where none could be read.
 * @example publishedRange('oral')[1] // 0.0478
 */
export function publishedRange(id: CriterionId): readonly [number, number] | null {
  if (!isPublished(id)) return null;
  const rates = UNIONS.map((union) => union[id] / union.insured);
  return [Math.min(...rates), Math.max(...rates)];
}

export interface PublishedComparison {
  readonly range: readonly [number, number] | null;
  readonly verdict: '範囲の中' | '範囲より低い' | '範囲より高い' | '公表の範囲なし' | '判定できる人なし';
  /** What to look at, in Japanese; empty where nothing is unusual. */
  readonly advice: string;
}

/** Further off than this many times, a column is more likely wrong than the people. */
const FAR = 3;

/**
 * Holds a rate (persons who meet the purpose over insured persons) against the published range. Low or high is said only where
 * Wilson's 95 % interval of the rate lies outside as a whole: in a small town chance alone leaves the range.
 * @example compareWithPublished('oral', 105, 2912, 2253).verdict // 範囲の中
 */
export function compareWithPublished(
  id: CriterionId,
  hits: number,
  insured: number,
  judged: number,
): PublishedComparison {
  const range = publishedRange(id);
  if (range === null) return { range, verdict: '公表の範囲なし', advice: '' };
  if (insured === 0 || judged === 0)
    return { range, verdict: '判定できる人なし', advice: '使う列がないか、すべて空欄です。' };
  const { value, lower, upper } = proportion(hits, insured);
  const [low, high] = range;
  if (upper < low)
    return {
      range,
      verdict: '範囲より低い',
      advice:
        value * FAR < low
          ? '公表値と大きく違います。列の対応づけ、答えの番号（1 が「はい」か）、読めない値を確かめてください。'
          : '健診受診率が低いか、列の一部が空欄のことがあります。',
    };
  if (lower > high)
    return {
      range,
      verdict: '範囲より高い',
      advice:
        value > high * FAR
          ? '公表値と大きく違います。列の対応づけ、単位、答えの番号（1 が「はい」か）を確かめてください。'
          : '抽出条件を変えていないか、健診を受けた人だけの表でないかを確かめてください。',
    };
  return { range, verdict: '範囲の中', advice: '' };
}
