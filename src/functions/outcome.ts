/** The custom function of the programme evaluation: one figure of an アウトプット or アウトカム from 支援記録 and the data. */
import { textOf } from './arguments';
import { optionsOf } from './estimateAnswers';
import { answered } from './guard';

/**
 * IKKATSU.OUTCOME.
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
