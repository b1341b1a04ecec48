/** Small numbers: which counts may be published, by the minimum counts of 介護DB and NDB. */
import { positive, wholeCount, type MaybeNumber } from './guards';

/** What stands in the place of a hidden count: one mark for every reason, so that the mark tells nothing. */
export const HIDDEN_MARK = '―';

/** Largest count hidden, by the population of the area; below 2,000 everything is hidden. Editable data, not code. */
export const MASKING_RULES = [
  { populationFrom: 25000, hiddenUpTo: 9, words: '1〜9 を示さない' },
  { populationFrom: 2000, hiddenUpTo: 19, words: '人口 25,000 人未満：1〜19 を示さない' },
  { populationFrom: 0, hiddenUpTo: Infinity, words: '人口 2,000 人未満：数を示さない' },
] as const;

export type MaskingRule = (typeof MASKING_RULES)[number];

/** The rule for a population; without one, that of the largest areas. Population must be above 0. */
export function maskingRule(population?: MaybeNumber): MaskingRule {
  if (population === undefined || population === null) return MASKING_RULES[0];
  const persons = positive(population, '人口');
  return MASKING_RULES.find((rule) => persons >= rule.populationFrom)!;
}

/** Whether a count is hidden by itself. 0 is shown, except where nothing is. */
export function isSmall(count: number, rule: MaskingRule): boolean {
  return rule.hiddenUpTo === Infinity || (count >= 1 && count <= rule.hiddenUpTo);
}

export interface MaskedCount {
  /** The count, or null where it is hidden. */
  readonly value: number | null;
  /** What to print: the count or the mark. */
  readonly shown: number | typeof HIDDEN_MARK;
  readonly method: string;
  readonly statistic: string;
  readonly note?: string;
}

/**
 * 秘匿: one count of persons as it may be published. In a table with totals use `maskTable`: a single hidden cell can be
 * recomputed from its total.
 *
 * Whole numbers of 0 or more; an empty cell is refused, not read as 0.
 *
 * Source: 厚生労働省「匿名要介護認定情報・匿名介護レセプト等情報の提供に関するガイドライン」最小集計単位の原則（NDB も同じ）. The
 * rule binds users of those data; for a municipality's own tables it is a default.
 * @example mask(7, 50000).shown // ―
 */
export function mask(count: MaybeNumber, population?: MaybeNumber): MaskedCount {
  const persons = wholeCount(count, '人数');
  const rule = maskingRule(population);
  const value = isSmall(persons, rule) ? null : persons;
  return {
    value,
    shown: value ?? HIDDEN_MARK,
    method: rule.words,
    statistic: '人数（公表用）',
    note: '合計や割合と並べると逆算できることがあります。表は表全体で秘匿してください。',
  };
}
