/** The custom function of the share of a purpose standardised for sex and age. */
import { currentDataset } from '../excel';
import { purposeOf, wantedOf, withinOf } from './arguments';
import { decimalsFor, shownBy, shownOf } from './estimateAnswers';
import { answered, answeredOr } from './guard';

/** The figures with their distributions, and their words: loaded when a cell first asks for one. */
const figures = () => import('../indicators/standardisedPurpose');
const words = () => import('../catalogue/standardised');

/**
 * IKKATSU.STANDARDISED.
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
    const { standardisedFigure, stratumCounts } = await figures();
    const { STANDARDISED_WORDS } = await words();
    const { id } = purposeOf(目的);
    const figure = wantedOf(求めるもの, STANDARDISED_WORDS);
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
