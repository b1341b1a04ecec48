/** The custom functions that take the purpose as an argument, and those that explain. */
import { attritionTable, criteria, extractPurpose, why } from './answers';
import { answered } from './guard';

/**
 * 抽出目的を名前で指定して、当たる人の人数・割合・一覧などを返します。
 * @customfunction EXTRACT
 * @param 目的 抽出目的の名前（例 "低栄養"、"多剤"、"LOWNUTRITION"）
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
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
 * いま使われている抽出条件を文で返します（条件、出典、版、位置づけ）。目的を省略すると10の目的の表を返します。
 * @customfunction CRITERIA
 * @param [目的] 抽出目的の名前。省略すると全部
 * @returns 目的を指定すると1行、省略すると見出しのある表
 */
export async function criteriaInWords(目的?: unknown): Promise<unknown[][]> {
  return answered(() => criteria(目的));
}

/**
 * 条件を1つずつ当てはめたときに残る人数の表を返します。
 * @customfunction ATTRITION
 * @param 目的 抽出目的の名前
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 条件、残った人数、除かれた人数、判定不能の表（見出しつき）
 */
export async function attritionOf(目的: unknown, 絞り込み?: unknown[][], 対象?: unknown[][]): Promise<unknown[][]> {
  return answered(() => attritionTable(目的, 絞り込み, 対象));
}

/**
 * ある人が抽出条件に当たる（当たらない、判定できない）理由を返します。
 * @customfunction WHY
 * @param 被保険者番号 被保険者番号
 * @param [目的] 抽出目的の名前。省略すると10の目的の表
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 目的を指定すると文、省略すると抽出目的・判定・理由の表（見出しつき）
 */
export async function whyPerson(被保険者番号: unknown, 目的?: unknown, 対象?: unknown[][]): Promise<unknown[][]> {
  return answered(() => why(被保険者番号, 目的, 対象));
}
