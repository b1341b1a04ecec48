/** The custom functions of the ten purposes. Their comments are what Excel shows: the metadata are made from them. */
import { purpose } from './answers';
import { answered } from './guard';

/**
 * 「低栄養」の抽出条件に当たる人の人数・割合・一覧などを返します。
 * @customfunction LOWNUTRITION
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function lowNutrition(
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  対象?: unknown[][],
): Promise<unknown[][]> {
  return answered(() => purpose('lowNutrition', 求めるもの, 絞り込み, 対象));
}

/**
 * 「口腔」の抽出条件に当たる人の人数・割合・一覧などを返します。
 * @customfunction ORAL
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function oral(求めるもの?: unknown, 絞り込み?: unknown[][], 対象?: unknown[][]): Promise<unknown[][]> {
  return answered(() => purpose('oral', 求めるもの, 絞り込み, 対象));
}

/**
 * 「服薬（多剤）」の抽出条件に当たる人の人数・割合・一覧などを返します。
 * @customfunction POLYPHARMACY
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function polypharmacy(
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  対象?: unknown[][],
): Promise<unknown[][]> {
  return answered(() => purpose('polypharmacy', 求めるもの, 絞り込み, 対象));
}

/**
 * 「服薬（睡眠薬）」の抽出条件に当たる人の人数・割合・一覧などを返します。
 * @customfunction HYPNOTICS
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function hypnotics(
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  対象?: unknown[][],
): Promise<unknown[][]> {
  return answered(() => purpose('hypnotics', 求めるもの, 絞り込み, 対象));
}

/**
 * 「身体的フレイル」の抽出条件に当たる人の人数・割合・一覧などを返します。
 * @customfunction PHYSICALFRAILTY
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function physicalFrailty(
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  対象?: unknown[][],
): Promise<unknown[][]> {
  return answered(() => purpose('physicalFrailty', 求めるもの, 絞り込み, 対象));
}

/**
 * 「重症化予防（コントロール不良者）」の抽出条件に当たる人の人数・割合・一覧などを返します。
 * @customfunction UNCONTROLLED
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function uncontrolled(
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  対象?: unknown[][],
): Promise<unknown[][]> {
  return answered(() => purpose('uncontrolled', 求めるもの, 絞り込み, 対象));
}

/**
 * 「重症化予防（糖尿病等治療中断者）」の抽出条件に当たる人の人数・割合・一覧などを返します。
 * @customfunction DISCONTINUED
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function discontinued(
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  対象?: unknown[][],
): Promise<unknown[][]> {
  return answered(() => purpose('discontinued', 求めるもの, 絞り込み, 対象));
}

/**
 * 「重症化予防（基礎疾患保有＋フレイル）」の抽出条件に当たる人の人数・割合・一覧などを返します。
 * @customfunction COMORBIDFRAILTY
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function comorbidFrailty(
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  対象?: unknown[][],
): Promise<unknown[][]> {
  return answered(() => purpose('comorbidFrailty', 求めるもの, 絞り込み, 対象));
}

/**
 * 「重症化予防（腎機能不良未受診者）」の抽出条件に当たる人の人数・割合・一覧などを返します。
 * @customfunction KIDNEY
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function kidney(求めるもの?: unknown, 絞り込み?: unknown[][], 対象?: unknown[][]): Promise<unknown[][]> {
  return answered(() => purpose('kidney', 求めるもの, 絞り込み, 対象));
}

/**
 * 「健康状態不明者」の抽出条件に当たる人の人数・割合・一覧などを返します。
 * @customfunction UNKNOWNSTATUS
 * @param [求めるもの] 人数（省略時）・割合・分母・判定可能・判定不能・発生割合・一覧・判定・理由
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @returns 求めたもの。一覧・判定・理由は下のセルに広がります
 */
export async function unknownStatus(
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  対象?: unknown[][],
): Promise<unknown[][]> {
  return answered(() => purpose('unknownStatus', 求めるもの, 絞り込み, 対象));
}
