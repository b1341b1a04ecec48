/** The change that persons would have shown without support, learned from those who were eligible and not supported. */
import { AnalystError } from '../kdb';
import { tQuantile } from './distributions';
import { decimalDifference } from './decimalDifference';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type IntervalEstimate } from './estimate';
import { mean } from './mean';
import { completePairs, incompleteNote, type PairCell } from './pairs';
import type { BeforeAfter } from './differenceInDifferences';

export interface ExpectedChange extends IntervalEstimate {
  /** Standard error of the expected mean change. */
  readonly error: number;
  /** Change for one unit of the value before: below 0 where values return to the mean. */
  readonly slope: number;
  /** The mean before of the supported persons lies beyond all values before of the others. */
  readonly isOutside: boolean;
}

const FEWEST = 3;

/**
 * 平均への回帰で見込まれる変化: the mean change (後 − 前) expected of supported persons from their values before, by the straight line
 * of change on value before among persons who were eligible and not supported; with the t interval of that mean.
 *
 * `others` needs three complete pairs with different values before (`pairs.tooFew`, `regression.noSpread`); of the supported
 * persons the values before are enough. It holds where unsupported persons are like the supported ones apart from their values
 * before; persons who refused may not be.
 *
 * Source: Bland JM, Altman DG. BMJ 1994;308:1499 (regression towards the mean); interval of the mean response, Draper NR, Smith H.
 * Applied Regression Analysis, 3rd ed. 1998, section 3.1.
 * @example expectedChange({ before: [38, 40, 42, 44], after: [39.5, 41, 42, 44] }, [39, 39]).value // 1.1750
 */
export function expectedChange(
  others: BeforeAfter,
  supportedBefore: readonly PairCell[],
  { confidence = DEFAULT_CONFIDENCE }: { readonly confidence?: number } = {},
): ExpectedChange {
  const level = confidenceLevel(confidence);
  const pairs = completePairs(others.before, others.after, FEWEST);
  const start = completePairs(supportedBefore, supportedBefore, 1).before;
  const changes = pairs.after.map((value, i) => decimalDifference(value, pairs.before[i]!));
  const [x, y] = [mean(pairs.before), mean(changes)];
  const n = changes.length;
  const spread = pairs.before.reduce((sum, value) => sum + (value - x.value) ** 2, 0);
  if (spread === 0) throw new AnalystError('regression.noSpread');
  const slope = pairs.before.reduce((sum, value, i) => sum + (value - x.value) * (changes[i]! - y.value), 0) / spread;
  const rest = changes.reduce(
    (sum, change, i) => sum + (change - y.value - slope * (pairs.before[i]! - x.value)) ** 2,
    0,
  );
  const at = start.reduce((sum, value) => sum + value, 0) / start.length;
  const error = Math.sqrt((rest / (n - 2)) * (1 / n + (at - x.value) ** 2 / spread));
  const value = y.value + slope * (at - x.value);
  const reach = tQuantile(0.5 + level / 2, n - 2) * error;
  const [low, high] = pairs.before.reduce(
    ([least, most], each) => [Math.min(least, each), Math.max(most, each)] as const,
    [Infinity, -Infinity] as const,
  );
  const isOutside = at < low || at > high;
  return {
    value,
    lower: value - reach,
    upper: value + reach,
    confidence: level,
    method: '前の値への直線回帰（支援していない人から）',
    statistic: '支援がなくても見込まれる平均の変化（後−前）',
    error,
    slope,
    isOutside,
    ...noteOf(
      incompleteNote(pairs),
      '支援していない人が、前の値のほかは支援した人と同じように変わる、という仮定に立ちます。',
      isOutside &&
        '支援した人の前の値の平均が、支援していない人の前の値の範囲の外にあります。見込みは当てになりません。',
    ),
  };
}
