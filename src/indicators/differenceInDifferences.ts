/** The change of a supported group beside the change of a comparison group. */
import { tQuantile, tTwoSided } from './distributions';
import { decimalDifference } from './decimalDifference';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type Estimate } from './estimate';
import { mean } from './mean';
import { completePairs, incompleteNote, type PairCell } from './pairs';

/** Before and after of one group, in the same order of persons. */
export interface BeforeAfter {
  readonly before: readonly PairCell[];
  readonly after: readonly PairCell[];
}

export interface DifferenceInDifferences extends Estimate {
  /** Mean change of each group. */
  readonly supportedChange: number;
  readonly otherChange: number;
  /** How far the groups lie apart before: supported − comparison group, in standard deviations; 0 where nobody varies. */
  readonly apart: number;
  /** Standard error of the value. */
  readonly error: number;
  readonly freedom: number;
}

const FEWEST = 2;

function changesOf({ before, after }: BeforeAfter): {
  readonly changes: readonly number[];
  readonly note: string | false;
} {
  const pairs = completePairs(before, after, FEWEST);
  return {
    changes: pairs.after.map((value, i) => decimalDifference(value, pairs.before[i]!)),
    note: incompleteNote(pairs),
  };
}

/**
 * 差の差: mean change (後 − 前) of the supported persons minus that of the comparison group, with Welch's t interval. Measured
 * values, or 1/0 for a difference of shares.
 *
 * Each group needs two complete pairs (`pairs.tooFew`); incomplete pairs are dropped and counted. Where no change of either
 * group varies there are no limits and no p. It supposes that without support both groups would have changed alike; where they
 * differ before, the note says so and the estimate keeps that difference of regression to the mean.
 *
 * Source: Card D, Krueger AB. Am Econ Rev 1994;84:772–793; interval of Welch BL. Biometrika 1947;34:28–35.
 * @example differenceInDifferences({ before: [40, 42, 45], after: [41, 44, 46] }, { before: [41, 43, 44], after: [41, 42, 44] }).value // 1.6667
 */
export function differenceInDifferences(
  supported: BeforeAfter,
  other: BeforeAfter,
  { confidence = DEFAULT_CONFIDENCE }: { readonly confidence?: number } = {},
): DifferenceInDifferences {
  const level = confidenceLevel(confidence);
  const groups = [changesOf(supported), changesOf(other)] as const;
  const means = groups.map(({ changes }) => mean(changes));
  const parts = groups.map(({ changes }, i) => means[i]!.standardDeviation ** 2 / changes.length);
  const [one, two] = [parts[0]!, parts[1]!];
  const value = means[0]!.value - means[1]!.value;
  const error = Math.sqrt(one + two);
  const freedom =
    (one + two) ** 2 / (one ** 2 / (groups[0].changes.length - 1) + two ** 2 / (groups[1].changes.length - 1));
  const before = [supported, other].map((group) => {
    const { before: values } = completePairs(group.before, group.after, FEWEST);
    return mean(values);
  });
  const spread = Math.sqrt((before[0]!.standardDeviation ** 2 + before[1]!.standardDeviation ** 2) / 2);
  const apart = spread === 0 ? 0 : (before[0]!.value - before[1]!.value) / spread;
  const common = {
    value,
    statistic: '差の差（支援した人の変化 − 比較する人の変化）',
    supportedChange: means[0]!.value,
    otherChange: means[1]!.value,
    apart,
    ...noteOf(
      ...groups.map(({ note }) => note),
      '支援がなければ両群が同じように変わった、という仮定に立ちます。',
      Math.abs(apart) > 0.1 &&
        `前の値の差が標準化差で ${apart.toFixed(2)} あります（0.1 を超える）。平均への回帰の違いが残ります。`,
    ),
  };
  if (error < Number.EPSILON)
    return {
      ...common,
      lower: null,
      upper: null,
      confidence: level,
      method: '差の差（全員の変化が同じため、区間と検定はできません）',
      error: 0,
      freedom: 0,
    };
  const reach = tQuantile(0.5 + level / 2, freedom) * error;
  return {
    ...common,
    lower: value - reach,
    upper: value + reach,
    confidence: level,
    method: '差の差（Welch の t）',
    p: tTwoSided(value / error, freedom),
    error,
    freedom,
  };
}
