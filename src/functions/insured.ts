/** The custom function of the insured persons: how many, who was examined, what it cost. */
import type { InsuredFigure } from '../indicators';
import { AnalystError } from '../kdb';
import { textOf, withinOf } from './arguments';
import { decimalsFor, optionsOf, outputOf, shownOf, type Output } from './estimateAnswers';
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
  const ending = /^(.+?)[のー\s(]*(下限|上限)\)?$/.exec(text);
  const figure = ending === null ? null : findInsuredFigure(ending[1]!);
  if (figure === null)
    throw new AnalystError('argument.wanted', {
      value: text,
      known: INSURED_FIGURES.map(({ name }) => name).join('・'),
    });
  return { figure, limit: ending![2] as '下限' | '上限' };
}

/**
 * 被保険者全体の数を返します。被保険者数・対象外者数・健診対象者数・健診受診者数・健診受診率・質問票回答者数・歯科受診者数・重複投薬者数・認定者数・1人当たり医療費・介護給付費など。
 * @customfunction INSURED
 * @param [求めるもの] 被保険者数（省略時）・対象外者数・健診対象者数・健診受診者数・健診受診率・質問票回答者数・歯科受診者数・重複投薬者数・重複投薬者割合・認定者数・認定率・1人当たり医療費・1人当たり医療費（入院）・介護給付費 など。率は「健診受診率の下限」「健診受診率の上限」も
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員
 * @param [対象] 見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 0.95（省略時）など
 * @param [ない場合] データがない、絞り込みに当たる人がいない、分母が 0 のときに返すもの（例 "－"、0）。省略するとエラー値
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
