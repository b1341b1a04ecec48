/** The custom functions that compare before and after in the same persons. */
import { CHOICES, type Choice } from '../catalogue';
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
} as const satisfies Record<Choice<'test'>, McNemarTest>;

/**
 * IKKATSU.MCNEMAR.
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
    const test = TESTS[choiceOf(検定, '検定', CHOICES.test)];
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
 * IKKATSU.PAIRED.
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
 * IKKATSU.WILCOXON.
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
 * IKKATSU.WEIGHTCHANGE.
 * @returns 改善・維持・悪化。範囲のときは1人ずつ広がり、体重のない人は 判定不能
 */
export function weightChangeClass(前: unknown[][], 後: unknown[][]): unknown[][] {
  return answeredNow(() => weightClasses(前, 後));
}
