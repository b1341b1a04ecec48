/** The custom function of the programme evaluation: one figure of an アウトプット or アウトカム from 支援記録 and the data. */
import { textOf } from './arguments';
import { optionsOf } from './estimateAnswers';
import { answered } from './guard';

/**
 * 個別事業の評価指標（アウトプット・アウトカム）を、支援記録と前後の年度のデータから計算します。
 * @customfunction OUTCOME
 * @param 目的 事業または抽出目的の名前（例 "低栄養"、"口腔"、"健康状態不明者"）
 * @param [指標] 指標の名前（例 "体重の維持・改善"、"歯科受診"）。省略すると指標の一覧
 * @param [出力] 値（省略時）・下限・上限・p・方法・区間・表示・注意・割合・人数・分母・前・後・変化・検定・抽出・対象者・支援・追跡・追跡できず・流れ・内訳・比較・文・結果の文・追跡の文・一覧・差の差・見込み・追跡別・認定まで・釣り合い・調整p・成果のあった人
 * @param [信頼水準] 省略すると 0.95
 * @param [分母] 対象者・支援した人・追跡できた人（その指標の値のある人）・終了した人。省略すると指標ごとの分母（一覧に書かれています）
 * @returns 求めたもの。割合は 0〜1 の値。区間・検定・内訳・比較・釣り合い・一覧・差の差・見込み・追跡別・認定までは広がります
 */
export async function outcome(
  目的: unknown,
  指標?: unknown,
  出力?: unknown,
  信頼水準?: unknown,
  分母?: unknown,
): Promise<unknown[][]> {
  return answered(async () => {
    // Loaded when first asked for: a workbook without 支援記録 never needs it.
    const { outcomeAnswer } = await import('./outcomeAnswers');
    return outcomeAnswer({
      purpose: textOf(目的),
      indicator: textOf(指標),
      output: 出力,
      denominator: 分母,
      ...optionsOf(信頼水準),
    });
  });
}
