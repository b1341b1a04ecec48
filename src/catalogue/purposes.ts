/** The functions of a 抽出目的, and their 求めるもの. */
import type { CriterionId } from '../criteria';

/** The first is what an omitted 求めるもの asks for. */
export const PURPOSE_WORDS = [
  '人数',
  '割合',
  '分母',
  '判定可能',
  '判定不能',
  '発生割合',
  '一覧',
  '判定',
  '理由',
] as const;
export type PurposeWord = (typeof PURPOSE_WORDS)[number];

/** The custom function of a purpose, without namespace: LOWNUTRITION for lowNutrition. */
export const functionNameOf = (id: CriterionId): string => id.toUpperCase();
