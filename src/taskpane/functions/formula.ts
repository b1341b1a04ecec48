/** Formulas that the pane writes for the analyst, from choices instead of syntax. */
import type { CriterionId } from '../../criteria';
import { functionNameOf } from '../../plan';

/** What a function of a purpose can answer with one value. */
export const WANTED = ['人数', '割合', '分母', '判定可能', '判定不能', '発生割合'] as const;
export type Wanted = (typeof WANTED)[number];

/** e.g. =IKKATSU.LOWNUTRITION("割合","圏域=北部"). Quotes inside an area are doubled, as Excel wants them. */
export function purposeFormula(id: CriterionId, wanted: Wanted, area: string): string {
  const filter = area === '' ? '' : `,"圏域=${area.replaceAll('"', '""')}"`;
  return `=IKKATSU.${functionNameOf(id)}("${wanted}"${filter})`;
}

/** A function with what it answers. */
export interface FunctionHint {
  readonly formula: string;
  readonly words: string;
}

export const PLAN_FUNCTIONS: readonly FunctionHint[] = [
  { formula: '=IKKATSU.CHECKUPRATE(受診者,被保険者,対象外者)', words: '健診受診率' },
  { formula: '=IKKATSU.DSR(件数,人口,標準人口)', words: '年齢調整率（直接法）と信頼区間' },
  { formula: '=IKKATSU.ISR(件数,人口,基準件数,基準人口)', words: '標準化比と信頼区間' },
  { formula: '=IKKATSU.HEALTHYLIFE(年齢下限,人口,死亡,要介護2以上)', words: '平均自立期間' },
  { formula: '=IKKATSU.MASK(人数,人口)', words: '公表前に小さい数を隠す' },
];

export const EVALUATION_FUNCTIONS: readonly FunctionHint[] = [
  { formula: '=IKKATSU.WEIGHTCHANGE(前,後)', words: '体重の改善・維持・悪化' },
  { formula: '=IKKATSU.PAIRED(前,後)', words: '前後の平均の差と信頼区間' },
  { formula: '=IKKATSU.MCNEMAR(前,後)', words: 'はい・いいえの前後の変化' },
  { formula: '=IKKATSU.WILCOXON(前,後)', words: '前後の差の順位による検定' },
  { formula: '=IKKATSU.COMPARE(件数1,母数1,件数2,母数2)', words: '2 つの割合の差' },
];
