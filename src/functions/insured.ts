/** The custom function of the insured persons: how many, who was examined, what it cost. */
import { withoutLimit, type Output } from '../catalogue';
import type { InsuredFigure } from '../indicators';
import { AnalystError } from '../kdb';
import { textOf, withinOf } from './arguments';
import { decimalsFor, optionsOf, outputOf, shownOf } from './estimateAnswers';
import { typedExclusions } from './exclusions';
import { answered, answeredOr } from './guard';
import { targetOf } from './target';

/** Decimals of printed persons and yen. */
const WHOLE = 0;

/** The figures: loaded when a cell first asks for one. */
const figures = () => import('../indicators/insuredFigures');
type Figures = Awaited<ReturnType<typeof figures>>;

/** 求めるもの; 被保険者数 when omitted. 「…の下限」「…の上限」 asks for a limit. Throws argument.wanted. */
function figureOf(
  { findInsuredFigure, INSURED_FIGURES }: Figures,
  value: unknown,
): { readonly figure: InsuredFigure; readonly limit: '下限' | '上限' | null } {
  const text = textOf(value) || INSURED_FIGURES[0]!.name;
  const whole = findInsuredFigure(text);
  if (whole !== null) return { figure: whole, limit: null };
  const { name, limit } = withoutLimit(text);
  const figure = limit === null ? null : findInsuredFigure(name);
  if (figure === null)
    throw new AnalystError('argument.wanted', {
      value: text,
      known: INSURED_FIGURES.map(({ name }) => name).join('・'),
    });
  return { figure, limit };
}

/**
 * IKKATSU.INSURED.
 * @returns 人数、割合（0〜1）または円
 */
export async function insured(
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  対象?: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
  ない場合?: unknown,
): Promise<unknown[][]> {
  return answered(async () => {
    const known = await figures();
    const { figure, limit } = figureOf(known, 求めるもの);
    const output: Output = limit ?? outputOf(出力);
    const options = optionsOf(信頼水準);
    return answeredOr(ない場合, async () => {
      const { dataset, lines } = await targetOf(対象);
      // What was typed is of the data of the workbook, not of another range.
      const excluded = lines === null ? await typedExclusions() : [];
      const within = withinOf(dataset, 絞り込み);
      const estimate = known.insuredFigure(dataset.table, figure, within, { ...options, excluded });
      const isShare = figure.unit === '割合';
      return [shownOf(estimate, output, isShare ? decimalsFor() : WHOLE, isShare)];
    });
  });
}
