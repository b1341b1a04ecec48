/** The custom functions that compare before and after in the same persons. */
import { weightChange, type Estimate, type MaybeNumber, type McNemarTest } from '../indicators';
import { AnalystError } from '../kdb';
import { decimalsFor, estimated, optionsOf, type Printed } from './estimateAnswers';
import { answeredNow, type Shown } from './guard';
import { blockOf, choiceOf, decimalsOf, numbersOf, yesNoOf } from './numbers';

/** 検定 of MCNEMAR as the analyst writes it. */
const TESTS = {
  正確法: 'exact',
  'mid-P': 'midP',
  漸近法: 'asymptotic',
  連続性補正: 'corrected',
} as const satisfies Record<string, McNemarTest>;
const TEST_WORDS = ['正確法', 'mid-P', '漸近法', '連続性補正'] as const;

/**
 * 同じ人の前と後で、当たる人の割合の差（後 − 前）を計算します（McNemar 検定、区間は Newcombe の対応あり）。
 * @customfunction MCNEMAR
 * @param 前 支援前の 1/0、はい/いいえ、該当/非該当（1人1セル）
 * @param 後 支援後。前と同じ人の並び
 * @param [出力] 値（省略時）・下限・上限・p・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @param [検定] p の求め方。正確法（省略時）・mid-P・漸近法・連続性補正
 * @returns 求めたもの。前後のどちらかが空欄・判定不能の人は除きます
 */
export async function mcnemarChange(
  前: unknown[][],
  後: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
  検定?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ mcnemar }) => {
    const test = TESTS[choiceOf(検定, '検定', TEST_WORDS)];
    const options = { ...optionsOf(信頼水準), test };
    return { estimate: mcnemar(yesNoOf(前, '前'), yesNoOf(後, '後'), options), decimals: decimalsFor() };
  });
}

type Comparison = (
  before: readonly MaybeNumber[],
  after: readonly MaybeNumber[],
  options: { readonly confidence?: number },
) => Estimate;

/** The change of a measured value, printed with one decimal more than the values have. */
function change(verb: Comparison, before: unknown, after: unknown, level: unknown): Printed {
  const [was, is] = [numbersOf(before, '前'), numbersOf(after, '後')];
  return { estimate: verb(was, is, optionsOf(level)), decimals: decimalsOf(was, is) + 1 };
}

/**
 * 同じ人の前と後の平均の差（後 − 前）と信頼区間を計算します（対応のある t 検定）。
 * @customfunction PAIRED
 * @param 前 支援前の値（1人1セル）。測っていない人は空欄ではなく「-」としてください（空欄が 0 として届く Excel があります）
 * @param 後 支援後の値。前と同じ人の並び
 * @param [出力] 値（省略時）・下限・上限・p・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @returns 求めたもの。前後のどちらかが欠けた人は除きます
 */
export async function pairedChange(
  前: unknown[][],
  後: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ pairedMeans }) => change(pairedMeans, 前, 後, 信頼水準));
}

/**
 * 同じ人の前と後の変化の中央値（後 − 前、Hodges–Lehmann）と信頼区間を計算します（Wilcoxon の符号付順位検定。25組未満は正確法）。
 * @customfunction WILCOXON
 * @param 前 支援前の値（1人1セル）。測っていない人は空欄ではなく「-」としてください（空欄が 0 として届く Excel があります）
 * @param 後 支援後の値。前と同じ人の並び
 * @param [出力] 値（省略時）・下限・上限・p・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @returns 求めたもの。前後のどちらかが欠けた人は除きます
 */
export async function wilcoxonChange(
  前: unknown[][],
  後: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ wilcoxonSignedRank }) => change(wilcoxonSignedRank, 前, 後, 信頼水準));
}

/** Blank, and 0 as blank cells may arrive: nobody weighs 0 kg. */
function isMissing(weight: MaybeNumber | undefined): boolean {
  return weight === null || weight === undefined || weight === 0;
}

/** 改善, 維持, 悪化 in the shape of the ranges; 判定不能 where a weight is missing. One person without a weight: argument.missing. */
function weightClasses(before: unknown, after: unknown): Shown[][] {
  const [was, is] = [blockOf(before, '前'), blockOf(after, '後')];
  const [rows, columns] = [was.length, was[0]?.length ?? 0];
  const [otherRows, otherColumns] = [is.length, is[0]?.length ?? 0];
  if (rows !== otherRows || columns !== otherColumns)
    throw new AnalystError('argument.sameShape', { label: '前', rows, columns, other: '後', otherRows, otherColumns });
  return was.map((line, i) =>
    line.map((weight, j): Shown => {
      const later = is[i]?.[j] ?? null;
      if (!isMissing(weight) && !isMissing(later)) return weightChange(weight, later).class;
      if (rows * columns > 1) return '判定不能';
      throw new AnalystError('argument.missing', { label: isMissing(weight) ? '前' : '後' });
    }),
  );
}

/**
 * 体重の前後の変化を 改善（+1.0kg以上）・維持（±0.9kg）・悪化（−1.0kg以下）に分けます（0.1kg 単位。低栄養の個別事業の評価）。
 * @customfunction WEIGHTCHANGE
 * @param 前 支援前の体重（kg）。1人、または範囲
 * @param 後 支援後の体重（kg）。前と同じ大きさ
 * @returns 改善・維持・悪化。範囲のときは1人ずつ広がり、体重のない人は 判定不能
 */
export function weightChangeClass(前: unknown[][], 後: unknown[][]): unknown[][] {
  return answeredNow(() => weightClasses(前, 後));
}
