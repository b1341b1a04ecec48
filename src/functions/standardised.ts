/** The custom function of the share of a purpose standardised for sex and age. */
import { currentDataset } from '../excel';
import { figureOf, purposeOf, withinOf } from './arguments';
import { decimalsFor, shownBy, shownOf } from './estimateAnswers';
import { answered, answeredOr } from './guard';

/** The figures with their distributions: loaded when a cell first asks for one. */
const figures = () => import('../indicators/standardisedPurpose');

/**
 * 抽出目的に当たる人の割合を、性・年齢をそろえて比べます（標準は全体の判定可能者）。標準化比は間接法で全体=100、年齢調整割合は直接法で、当たる人が10人未満のときは計算しません。
 * @customfunction STANDARDISED
 * @param 目的 抽出目的の名前（例 "低栄養"、"多剤"、"LOWNUTRITION"）
 * @param [求めるもの] 標準化比（省略時、全体=100）・年齢調整割合（0〜1）・観察数・期待数
 * @param [絞り込み] 例 "圏域=北部"、"市町村=甲市"、または項目と値の2列の範囲。省略すると全員（標準化比は100）
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @param [ない場合] データがない、判定できる人がいない、件数が足りないときに返すもの（例 "－"）。省略するとエラー値
 * @returns 求めたもの。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function standardisedPurpose(
  目的: unknown,
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
  ない場合?: unknown,
): Promise<unknown[][]> {
  return answered(async () => {
    const { standardisedFigure, STANDARDISED_FIGURES, stratumCounts } = await figures();
    const { id } = purposeOf(目的);
    const figure = figureOf(求めるもの, STANDARDISED_FIGURES);
    const { output, options } = shownBy(出力, 信頼水準);
    return answeredOr(ない場合, async () => {
      const dataset = await currentDataset();
      const { table, evaluator, settings } = dataset;
      const result = evaluator.evaluate(id, settings);
      const within = withinOf(dataset, 絞り込み);
      const area = stratumCounts(table, result, within);
      const estimate = standardisedFigure(figure, area, stratumCounts(table, result), options);
      return [shownOf(estimate, output, figure === '年齢調整割合' ? decimalsFor() : 1, figure === '年齢調整割合')];
    });
  });
}
