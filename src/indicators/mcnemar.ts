/** Before and after of a yes/no answer in the same persons: McNemar's tests and the paired difference of proportions. */
import { AnalystError } from '../kdb';
import { binomialCdf, normalTwoSided, twoSidedZ } from './distributions';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type IntervalEstimate } from './estimate';
import { denominator, wholeCount } from './guards';
import { completePairs, incompleteNote, REGRESSION_TO_THE_MEAN, type PairCell } from './pairs';
import { wilsonLimits } from './proportion';
import { differenceLimits } from './squareAndAdd';

/** The four counts of paired yes/no answers. */
export interface PairedCounts {
  readonly both: number;
  /** Yes before, no after. */
  readonly beforeOnly: number;
  /** No before, yes after. */
  readonly afterOnly: number;
  readonly neither: number;
}

export type McNemarTest = 'exact' | 'midP' | 'asymptotic' | 'corrected';

export interface McNemarOptions {
  readonly confidence?: number;
  /** Which p value stands in `p`; all four are in `pValues`. */
  readonly test?: McNemarTest;
}

export interface PairedProportionDifference extends IntervalEstimate {
  readonly p: number;
  readonly pValues: Readonly<Record<McNemarTest, number>>;
  /** (after only − before only) / √(after only + before only); 0 where nobody changed. */
  readonly z: number;
  /** McNemar's chi-square with one degree of freedom, plain and with continuity correction. */
  readonly chiSquare: { readonly plain: number; readonly corrected: number };
  readonly counts: PairedCounts;
}

const METHODS: Record<McNemarTest, string> = {
  exact: 'McNemar 正確法 (exact)、差は Newcombe（対応あり）',
  midP: 'McNemar mid-P、差は Newcombe（対応あり）',
  asymptotic: 'McNemar 漸近法 (asymptotic)、差は Newcombe（対応あり）',
  corrected: 'McNemar 漸近法・連続性の補正 (asymptotic, corrected)、差は Newcombe（対応あり）',
};

/** Counts complete pairs of 1/0 or true/false. Any other number is refused (`pairs.notYesNo`). */
export function countPairs(
  before: readonly PairCell[],
  after: readonly PairCell[],
): PairedCounts & { readonly note: string | false } {
  const pairs = completePairs(before, after, 1);
  const yes = (value: number, position: number): boolean => {
    if (value !== 0 && value !== 1) throw new AnalystError('pairs.notYesNo', { value, position });
    return value === 1;
  };
  const counts = { both: 0, beforeOnly: 0, afterOnly: 0, neither: 0 };
  pairs.before.forEach((value, i) => {
    const [was, is] = [yes(value, i + 1), yes(pairs.after[i]!, i + 1)];
    counts[was ? (is ? 'both' : 'beforeOnly') : is ? 'afterOnly' : 'neither'] += 1;
  });
  return { ...counts, note: incompleteNote(pairs) };
}

/** The four two-sided p values of the change. */
function changeTests(
  beforeOnly: number,
  afterOnly: number,
): Pick<PairedProportionDifference, 'z' | 'chiSquare' | 'pValues'> {
  const changed = beforeOnly + afterOnly;
  if (changed === 0)
    return { z: 0, chiSquare: { plain: 0, corrected: 0 }, pValues: { exact: 1, midP: 1, asymptotic: 1, corrected: 1 } };
  const fewer = Math.min(beforeOnly, afterOnly);
  const tail = binomialCdf(fewer, changed, 0.5);
  const point = tail - binomialCdf(fewer - 1, changed, 0.5);
  const root = Math.sqrt(changed);
  const z = (afterOnly - beforeOnly) / root;
  const correctedZ = Math.max(0, Math.abs(afterOnly - beforeOnly) - 1) / root;
  return {
    z,
    chiSquare: { plain: z * z, corrected: correctedZ * correctedZ },
    pValues: {
      exact: Math.min(1, 2 * tail),
      midP: beforeOnly === afterOnly ? 1 - point / 2 : 2 * tail - point,
      asymptotic: normalTwoSided(z),
      corrected: normalTwoSided(correctedZ),
    },
  };
}

/** The correlation of the two answers with Newcombe's continuity correction; 0 where an answer never varies. */
function correctedPhi({ both, beforeOnly, afterOnly, neither }: PairedCounts, total: number): number {
  const product = (both + beforeOnly) * (afterOnly + neither) * (both + afterOnly) * (beforeOnly + neither);
  if (product === 0) return 0;
  const cross = both * neither - beforeOnly * afterOnly;
  return (cross > 0 ? Math.max(0, cross - total / 2) : cross) / Math.sqrt(product);
}

/**
 * 前後の割合の差（後 − 前）: the share answering yes after minus before, with McNemar's tests of the change.
 *
 * Takes either two columns of 1/0 (true/false; an empty cell drops the pair, which the note counts) or the four counts.
 * Where nobody changed, every p is 1. Fewer than one complete pair: `pairs.tooFew`.
 *
 * Source: McNemar Q. Psychometrika 1947;12:153–157; Fagerland MW, Lydersen S, Laake P. BMC Med Res Methodol 2013;13:91
 * (exact conditional, mid-P); Newcombe RG. Stat Med 1998;17:2635–2650 (method 10, interval of the paired difference).
 * @example mcnemarFromCounts({ both: 59, beforeOnly: 6, afterOnly: 16, neither: 80 }) // 0.0621 (0.0046–0.1186)
 */
export function mcnemarFromCounts(
  counts: PairedCounts,
  { confidence = DEFAULT_CONFIDENCE, test = 'exact' }: McNemarOptions = {},
  note: string | false = false,
): PairedProportionDifference {
  const level = confidenceLevel(confidence);
  const both = wholeCount(counts.both, '前後とも該当');
  const beforeOnly = wholeCount(counts.beforeOnly, '前のみ該当');
  const afterOnly = wholeCount(counts.afterOnly, '後のみ該当');
  const neither = wholeCount(counts.neither, '前後とも非該当');
  const total = denominator(both + beforeOnly + afterOnly + neither, '組数');
  const whole = { both, beforeOnly, afterOnly, neither };
  const limits = (yes: number) => {
    const [lower, upper] = wilsonLimits(yes, total, twoSidedZ(level));
    return { value: yes / total, lower, upper };
  };
  const difference = differenceLimits(limits(both + afterOnly), limits(both + beforeOnly), correctedPhi(whole, total));
  const { z, chiSquare, pValues } = changeTests(beforeOnly, afterOnly);
  return {
    // From the changed persons alone, so that no change is exactly 0.
    value: (afterOnly - beforeOnly) / total,
    lower: difference.lower,
    upper: difference.upper,
    confidence: level,
    method: METHODS[test],
    statistic: '前後の割合の差（後−前）',
    p: pValues[test],
    pValues,
    z,
    chiSquare,
    counts: whole,
    ...noteOf(
      note,
      beforeOnly + afterOnly === 0 && '前後で変わった人がいません。',
      beforeOnly + afterOnly > 0 &&
        beforeOnly + afterOnly < 25 &&
        test !== 'exact' &&
        test !== 'midP' &&
        '変わった人が 25 人未満です。正確法か mid-P を使ってください。',
      REGRESSION_TO_THE_MEAN,
    ),
  };
}

/** As `mcnemarFromCounts`, from two columns of 1/0 in the same order of persons. */
export function mcnemar(
  before: readonly PairCell[],
  after: readonly PairCell[],
  options: McNemarOptions = {},
): PairedProportionDifference {
  const { note, ...counts } = countPairs(before, after);
  return mcnemarFromCounts(counts, options, note);
}
