/** The custom function of the way of a case: how many persons of 支援記録 were left out, and came to each step. */
import { textOf } from './arguments';
import { answered } from './guard';

/**
 * 支援記録から、対象者 → 除外 → 絞り込み後 → 担当 → 案内 → 返信なし → 訪問 → 支援 → つなぎ → 終了 の人数を数えます。いくつの目的に当たっていても 1 人は 1 人です。
 * @customfunction CASES
 * @param [段階] 対象者・除外・絞り込み後・担当・案内・返信なし・訪問・支援・つなぎ・終了、除外の理由（医療・介護利用・施設・死亡・転出・既支援・その他・理由の記載なし）、訪問回数（1 人 1 日を 1 回）・流れ（文）・除外の内訳（文）。省略すると段階の一覧
 * @param [目的] 事業または抽出目的の名前（例 "健康状態不明者"）。省略するとすべての目的
 * @param [担当] 支援記録の「担当」の名前。省略すると全員
 * @returns 人数。支援記録にその列の記入がまだないときは #N/A
 */
export async function cases(段階?: unknown, 目的?: unknown, 担当?: unknown): Promise<unknown[][]> {
  return answered(async () => {
    // Loaded when first asked for: a workbook without 支援記録 never needs it.
    const { caseAnswer } = await import('./caseAnswers');
    return caseAnswer(段階, textOf(目的), textOf(担当));
  });
}
