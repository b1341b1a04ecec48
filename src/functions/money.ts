/** The custom functions of money and care: costs, drugs, care needs, check-ups, limits and shares of the 地域支援事業. */
import { CHOICES, OWN_OUTPUTS } from '../catalogue';
import {
  comprehensiveCap,
  costPart,
  costShare,
  costShares,
  genericRate,
  perCapita,
  programmeCap,
  sizeClass,
  type SubsidyCap,
} from '../indicators';
import { isOmitted } from './arguments';
import { computed, decimalsFor, estimated, optionsOf, outputOf, shownOf } from './estimateAnswers';
import { answeredNow, type Shown } from './guard';
import { choiceOf, numberOf, numbersOf, optionalNumber, wordOf } from './numbers';

/** Decimals of printed yen. */
const YEN = 0;

/**
 * IKKATSU.PERCAPITA.
 * @returns 1人当たり医療費（円）
 */
export async function costPerPerson(
  医療費: unknown,
  被保険者数: unknown,
  出力?: unknown,
  単位?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, () => ({
    estimate: perCapita(numberOf(医療費, '医療費'), numberOf(被保険者数, '被保険者数'), {
      unit: choiceOf(単位, '単位', CHOICES.costUnit) === '点' ? 'points' : 'yen',
    }),
    decimals: YEN,
  }));
}

/**
 * IKKATSU.GENERICRATE.
 * @returns 割合（0〜1）
 */
export async function genericShare(後発: unknown, 先発: unknown, 出力?: unknown): Promise<unknown[][]> {
  return estimated(出力, () => ({
    estimate: genericRate(numberOf(後発, '後発'), numberOf(先発, '先発')),
    decimals: decimalsFor(),
  }));
}

/**
 * IKKATSU.DUPLICATERX.
 * @returns 求めたもの。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function duplicates(
  医療機関数: unknown[][],
  重複薬効数: unknown[][],
  被保険者数: unknown,
  出力?: unknown,
  信頼水準?: unknown,
  乗数?: unknown,
): Promise<unknown[][]> {
  return computed(({ duplicatePrescriptions }) => {
    const asked = outputOf(出力, ...OWN_OUTPUTS.DUPLICATERX);
    const { multiplier = 100000, ...options } = optionsOf(信頼水準, 乗数);
    const estimate = duplicatePrescriptions(
      numbersOf(医療機関数, '医療機関数'),
      numbersOf(重複薬効数, '重複薬効数'),
      numberOf(被保険者数, '被保険者数'),
      { ...options, multiplier },
    );
    return asked === '人数' ? [[estimate.persons]] : [shownOf(estimate, asked, decimalsFor(multiplier))];
  });
}

/**
 * IKKATSU.CARERATE.
 * @returns 割合（0〜1）。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function certifiedRate(
  認定者: unknown,
  第1号被保険者: unknown,
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ careRate }) => ({
    estimate: careRate(numberOf(認定者, '認定者'), numberOf(第1号被保険者, '第1号被保険者'), optionsOf(信頼水準)),
    decimals: decimalsFor(),
  }));
}

/**
 * IKKATSU.CHECKUPRATE.
 * @returns 割合（0〜1）。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function checkupShare(
  受診者: unknown,
  被保険者: unknown,
  対象外者?: unknown,
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ checkupRate }) => ({
    estimate: checkupRate(
      numberOf(受診者, '受診者'),
      numberOf(被保険者, '被保険者'),
      optionalNumber(対象外者, '対象外者'),
      optionsOf(信頼水準),
    ),
    decimals: decimalsFor(),
  }));
}

/** 出力 of the limits: those of an estimate, and 内訳, each step with its status. */
function capAnswer(output: unknown, compute: () => SubsidyCap): unknown[][] {
  return answeredNow(() => {
    const asked = outputOf(output, ...OWN_OUTPUTS.SUBSIDYCAP);
    const cap = compute();
    return asked === '内訳'
      ? [['段階', '値', '根拠'], ...cap.steps.map(({ label, value, status }) => [label, value, status])]
      : [shownOf(cap, asked, YEN)];
  });
}

/**
 * IKKATSU.SUBSIDYCAP.
 * @returns 上限額（円）。実施要綱で確かめてください
 */
export function programmeLimit(
  イ移行前年度: unknown,
  イ当該年度: unknown,
  ロ移行前年度: unknown,
  ロ当該年度: unknown,
  伸び率: unknown,
  出力?: unknown,
): unknown[][] {
  return capAnswer(出力, () =>
    programmeCap({
      baseA: numberOf(イ移行前年度, 'イ移行前年度'),
      deductionA: numberOf(イ当該年度, 'イ当該年度'),
      baseB: numberOf(ロ移行前年度, 'ロ移行前年度'),
      deductionB: numberOf(ロ当該年度, 'ロ当該年度'),
      growth75: numberOf(伸び率, '伸び率'),
    }),
  );
}

/**
 * IKKATSU.COMPREHENSIVECAP.
 * @returns 上限額（円）。実施要綱で確かめてください
 */
export function comprehensiveLimit(
  介護給付費: unknown,
  伸び率: unknown,
  充実分?: unknown,
  出力?: unknown,
): unknown[][] {
  return capAnswer(出力, () =>
    comprehensiveCap({
      benefit2014: numberOf(介護給付費, '介護給付費'),
      growth65: numberOf(伸び率, '伸び率'),
      enrichment: optionalNumber(充実分, '充実分') ?? 0,
    }),
  );
}

/** The shares of all payers with a header. */
function allShares(amount: unknown, part: string): Shown[][] {
  const { percent } = costPart(part);
  const shares = costShares(numberOf(amount, '事業費'), part);
  return [['負担者', '割合', '負担額'], ...shares.map(({ payer, value }) => [payer, percent[payer] / 100, value])];
}

/**
 * IKKATSU.COSTSHARE.
 * @returns 負担額（円）。省略すると 負担者・割合・負担額 の表（見出しつき）
 */
export function payerShare(事業費: unknown, 区分: unknown, 負担者?: unknown): unknown[][] {
  return answeredNow(() => {
    const part = wordOf(区分, '区分');
    if (isOmitted(負担者)) return allShares(事業費, part);
    return [[costShare(numberOf(事業費, '事業費'), part, wordOf(負担者, '負担者')).value]];
  });
}

/**
 * IKKATSU.SIZECLASS.
 * @returns 小規模・中規模・大規模
 */
export function municipalSize(人口: unknown): unknown[][] {
  return answeredNow(() => [[sizeClass(numberOf(人口, '人口')).class]]);
}
