/** The custom functions of money and care: costs, drugs, care needs, check-ups, limits and shares of the 地域支援事業. */
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
 * 1人当たり医療費（円）を計算します。
 * @customfunction PERCAPITA
 * @param 医療費 医療費（円）。単位に 点 を指定すると点数
 * @param 被保険者数 同じ期間の平均被保険者数
 * @param [出力] 値（省略時）・方法・区間・表示・注意
 * @param [単位] 円（省略時）または 点（1点=10円）
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
      unit: choiceOf(単位, '単位', ['円', '点']) === '点' ? 'points' : 'yen',
    }),
    decimals: YEN,
  }));
}

/**
 * 後発医薬品の使用割合（数量ベース、新指標）を計算します。
 * @customfunction GENERICRATE
 * @param 後発 後発医薬品の数量
 * @param 先発 後発医薬品のある先発医薬品の数量
 * @param [出力] 値（省略時）・方法・区間・表示・注意
 * @returns 割合（0〜1）
 */
export async function genericShare(後発: unknown, 先発: unknown, 出力?: unknown): Promise<unknown[][]> {
  return estimated(出力, () => ({
    estimate: genericRate(numberOf(後発, '後発'), numberOf(先発, '先発')),
    decimals: decimalsFor(),
  }));
}

/**
 * 重複処方を受けた者（3医療機関以上で重複1薬効以上、または2医療機関以上で2薬効以上）の率を計算します（被保険者10万対）。
 * @customfunction DUPLICATERX
 * @param 医療機関数 1人ごとの、重複する薬効を処方した医療機関の数（1か月）
 * @param 重複薬効数 1人ごとの、重複する薬効の数
 * @param 被保険者数 被保険者数
 * @param [出力] 値（省略時）・人数・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @param [乗数] 省略すると 100000（被保険者10万対）
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
    const asked = outputOf(出力, '人数');
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
 * 要介護認定率（要支援1〜要介護5の認定者 ÷ 第1号被保険者）と信頼区間を計算します。
 * @customfunction CARERATE
 * @param 認定者 第1号被保険者の認定者数（第2号を除く）
 * @param 第1号被保険者 第1号被保険者数
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
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
 * 健診受診率（受診者 ÷（被保険者 − 対象外者））と信頼区間を計算します。令和6年度からの統一した分母です。
 * @customfunction CHECKUPRATE
 * @param 受診者 健診の受診者数
 * @param 被保険者 被保険者数
 * @param [対象外者] 長期入院・施設入所などの対象外者数。いなければ 0。空欄なら、被保険者全員を分母にし、「注意」でそのことを示します
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
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
    const asked = outputOf(output, '内訳');
    const cap = compute();
    return asked === '内訳'
      ? [['段階', '値', '根拠'], ...cap.steps.map(({ label, value, status }) => [label, value, status])]
      : [shownOf(cap, asked, YEN)];
  });
}

/**
 * 総合事業の上限額（円）を試算します。イとロの大きい方。各段階の根拠（出典あり・推定・入力）は 内訳 で示します。
 * @customfunction SUBSIDYCAP
 * @param イ移行前年度 移行前年度の介護予防訪問介護・介護予防通所介護・介護予防支援・介護予防事業の額（円）
 * @param イ当該年度 当該年度の介護予防支援の額（円）
 * @param ロ移行前年度 移行前年度の予防給付全体・介護予防事業の額（円）
 * @param ロ当該年度 当該年度の予防給付全体の額（円）
 * @param 伸び率 75歳以上高齢者数の伸び率（比。1.03 のように）
 * @param [出力] 値（省略時）・内訳・方法・表示・注意
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
 * 包括的支援事業・任意事業の上限額（円）を試算します（平成26年度の介護給付費の2%×伸び率＋社会保障の充実分）。
 * @customfunction COMPREHENSIVECAP
 * @param 介護給付費 平成26年度の介護給付費（円）
 * @param 伸び率 65歳以上高齢者数の伸び率（比。1.03 のように）
 * @param [充実分] 社会保障の充実分（円）。別の上限で、融通できません
 * @param [出力] 値（省略時）・内訳・方法・表示・注意
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
 * 地域支援事業の事業費の負担額（円）を計算します（標準の負担割合）。負担者を省略すると全員の表を返します。
 * @customfunction COSTSHARE
 * @param 事業費 事業費（円）
 * @param 区分 "総合事業" または "包括的支援事業・任意事業"
 * @param [負担者] 国・都道府県・市町村・1号保険料・2号保険料。省略すると全員の表
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
 * 人口から市町村の規模区分（小規模 1.5万人未満・中規模 5万人未満・大規模）を返します。
 * @customfunction SIZECLASS
 * @param 人口 市町村の人口
 * @returns 小規模・中規模・大規模
 */
export function municipalSize(人口: unknown): unknown[][] {
  return answeredNow(() => [[sizeClass(numberOf(人口, '人口')).class]]);
}
