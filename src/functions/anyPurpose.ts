/** The custom functions that take the purpose as an argument, and those that explain. */
import { attritionTable, criteria, extractPurpose, why } from './answers';
import { answered } from './guard';

/**
 * IKKATSU.EXTRACT.
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function extractByName(
  目的: unknown,
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  対象?: unknown[][],
): Promise<unknown[][]> {
  return answered(() => extractPurpose(目的, 求めるもの, 絞り込み, 対象));
}

/**
 * IKKATSU.CRITERIA.
 * @returns 目的を指定すると1行、省略すると見出しのある表
 */
export async function criteriaInWords(目的?: unknown): Promise<unknown[][]> {
  return answered(() => criteria(目的));
}

/**
 * IKKATSU.ATTRITION.
 * @returns 条件、残った人数、除かれた人数、判定不能の表（見出しつき）
 */
export async function attritionOf(目的: unknown, 絞り込み?: unknown[][], 対象?: unknown[][]): Promise<unknown[][]> {
  return answered(() => attritionTable(目的, 絞り込み, 対象));
}

/**
 * IKKATSU.WHY.
 * @returns 目的を指定すると文、省略すると抽出目的・判定・理由の表（見出しつき）
 */
export async function whyPerson(被保険者番号: unknown, 目的?: unknown, 対象?: unknown[][]): Promise<unknown[][]> {
  return answered(() => why(被保険者番号, 目的, 対象));
}
