/** Before and after of an ordered or skewed value in the same persons: Wilcoxon's signed rank test. */
import { decimalDifference } from './decimalDifference';
import { normalTwoSided, twoSidedZ } from './distributions';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type Estimate } from './estimate';
import { completePairs, incompleteNote, REGRESSION_TO_THE_MEAN, type PairCell } from './pairs';

export interface SignedRankChange extends Estimate {
  readonly confidence: number;
  readonly p: number;
  /** Sum of the ranks of the increases (V, T+). */
  readonly rankSum: number;
  /** Pairs with a change: those that are ranked for p. */
  readonly changed: number;
  readonly unchanged: number;
}

export interface WilcoxonOptions {
  readonly confidence?: number;
  /** Continuity correction of the normal approximation (default on). */
  readonly corrected?: boolean;
}

/** From this number of changed pairs the normal approximation is used. */
export const EXACT_BELOW_PAIRS = 25;
/** Up to this number of pairs the limits are exact. */
const EXACT_LIMITS_UP_TO = 50;

/** Average ranks of the sizes of the changes, doubled so that ties stay whole numbers. */
function doubledRanks(changes: readonly number[]): number[] {
  const order = changes.map((_, i) => i).sort((a, b) => Math.abs(changes[a]!) - Math.abs(changes[b]!));
  const ranks = new Array<number>(changes.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end + 1 < order.length && Math.abs(changes[order[end + 1]!]!) === Math.abs(changes[order[start]!]!))
      end += 1;
    for (let k = start; k <= end; k += 1) ranks[order[k]!] = start + end + 2;
    start = end + 1;
  }
  return ranks;
}

/** Shares of all sign patterns by doubled rank sum: the exact distribution, given the ranks that were seen. */
function exactShares(ranks: readonly number[]): Float64Array {
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const shares = new Float64Array(total + 1);
  shares[0] = 1;
  let reached = 0;
  for (const rank of ranks) {
    reached += rank;
    for (let sum = reached; sum >= 0; sum -= 1)
      shares[sum] = (shares[sum]! + (sum >= rank ? shares[sum - rank]! : 0)) / 2;
  }
  return shares;
}

/** The k-th smallest (1-based) of all averages of two changes (a change with itself included), without listing them. */
function walshAverage(sorted: readonly number[], k: number): number {
  const countAtMost = (limit: number): number => {
    let count = 0;
    let j = sorted.length - 1;
    for (let i = 0; i < sorted.length; i += 1) {
      while (j >= 0 && (sorted[i]! + sorted[j]!) / 2 > limit) j -= 1;
      count += Math.max(0, j - i + 1);
    }
    return count;
  };
  let low = sorted[0]! - 1;
  let high = sorted[sorted.length - 1]!;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (countAtMost(middle) >= k) high = middle;
    else low = middle;
  }
}

/**
 * 前後の変化の中央値（後 − 前）with the two-sided signed rank test.
 *
 * The value is the Hodges–Lehmann estimate: the median of the averages of every two changes (a change with itself included),
 * over all pairs, unchanged ones too, and the limits are the matching range of these averages. Up to 50 pairs the number of
 * averages cut is exact for ranks without ties, which keeps at least the level where there are ties; above, the normal
 * approximation. Where even the widest range misses the level (fewer than 6 pairs at 95 %) the limits are null. p leaves the
 * unchanged pairs out, as Wilcoxon does, and says how many; equal changes share their average rank; below 25 changed pairs it
 * is exact for the ranks seen. A pair with an empty cell is dropped and counted. Where nobody changed: p 1. No complete pair:
 * `pairs.tooFew`.
 *
 * Source: Wilcoxon F. Biometrics Bull 1945;1:80–83; Hodges JL, Lehmann EL. Ann Math Stat 1963;34:598–611; Conover WJ.
 * Practical Nonparametric Statistics, 3rd ed. 1999, §5.7; Randles RH, Wolfe DA. Introduction to the Theory of Nonparametric
 * Statistics 1979 (closed intervals of tied data keep the level).
 * @example wilcoxonSignedRank([5, 6, 7, 8, 9, 5], [6, 8, 10, 12, 14, 11]) // 3.5000 (1.0000–6.0000)
 */
export function wilcoxonSignedRank(
  before: readonly PairCell[],
  after: readonly PairCell[],
  { confidence = DEFAULT_CONFIDENCE, corrected = true }: WilcoxonOptions = {},
): SignedRankChange {
  const level = confidenceLevel(confidence);
  const pairs = completePairs(before, after, 1);
  const all = pairs.after.map((value, i) => decimalDifference(value, pairs.before[i]!)).sort((a, b) => a - b);
  const changes = all.filter((change) => change !== 0);
  const changed = changes.length;
  const unchanged = all.length - changed;
  const test = signedRankTest(changes, corrected);
  const averages = (all.length * (all.length + 1)) / 2;
  const cut = Math.min(averagesCut(all.length, level), averages);
  const middle = [Math.floor((averages + 1) / 2), Math.ceil((averages + 1) / 2)];
  return {
    confidence: level,
    statistic: '前後の変化の中央値（後−前）',
    changed,
    unchanged,
    value: (walshAverage(all, middle[0]!) + walshAverage(all, middle[1]!)) / 2,
    lower: cut < 1 ? null : walshAverage(all, cut),
    upper: cut < 1 ? null : walshAverage(all, averages + 1 - cut),
    method: `Wilcoxon 符号付順位 ${changed < EXACT_BELOW_PAIRS ? '正確法 (exact)' : '正規近似'}`,
    ...test,
    ...noteOf(
      incompleteNote(pairs),
      changed === 0
        ? '前後で変わった人がいません。'
        : unchanged > 0 && `変化のない ${unchanged} 組は、p の順位には入れず、中央値と区間には入れています。`,
      cut < 1 && `組が ${all.length} 組しかないため、信頼水準に届く区間がありません。`,
      REGRESSION_TO_THE_MEAN,
    ),
  };
}

/** The test of the changed pairs, their sizes in ascending order: p and the rank sum of the increases. Nobody changed: p 1. */
function signedRankTest(changes: readonly number[], corrected: boolean): { p: number; rankSum: number } {
  if (changes.length === 0) return { p: 1, rankSum: 0 };
  const ranks = doubledRanks(changes);
  const doubledSum = ranks.reduce((sum, rank, i) => sum + (changes[i]! > 0 ? rank : 0), 0);
  const p = changes.length < EXACT_BELOW_PAIRS ? exactP(ranks, doubledSum) : approximateP(ranks, doubledSum, corrected);
  return { p, rankSum: doubledSum / 2 };
}

/** How many of the averages of two changes lie outside the limits on each side; 0 where the level cannot be reached. */
function averagesCut(pairs: number, level: number): number {
  const allowed = (1 - level) / 2;
  if (pairs > EXACT_LIMITS_UP_TO) {
    const centre = (pairs * (pairs + 1)) / 4;
    return Math.floor(centre - twoSidedZ(level) * Math.sqrt((centre * (2 * pairs + 1)) / 6));
  }
  // Ranks without ties, doubled as everywhere; odd doubled sums do not occur.
  const shares = exactShares(Array.from({ length: pairs }, (_, i) => 2 * (i + 1)));
  let tail = 0;
  let sum = 0;
  while (sum < shares.length && tail + shares[sum]! <= allowed * (1 + 1e-12)) {
    tail += shares[sum]!;
    sum += 1;
  }
  return Math.ceil(sum / 2);
}

/** Exact p for the ranks seen. */
function exactP(ranks: readonly number[], doubledSum: number): number {
  const shares = exactShares(ranks);
  let atMost = 0;
  for (let sum = 0; sum <= doubledSum; sum += 1) atMost += shares[sum]!;
  let atLeast = 0;
  for (let sum = doubledSum; sum < shares.length; sum += 1) atLeast += shares[sum]!;
  return Math.min(1, 2 * Math.min(atMost, atLeast));
}

/** Normal approximation of p, its variance corrected for ties. */
function approximateP(ranks: readonly number[], doubledSum: number, corrected: boolean): number {
  const centre = (ranks.length * (ranks.length + 1)) / 4;
  // The sum of squared average ranks over 4 is the variance; ties have already made it smaller.
  const spread = Math.sqrt(ranks.reduce((sum, rank) => sum + (rank / 2) ** 2, 0) / 4);
  const distance = doubledSum / 2 - centre;
  const shift = corrected ? Math.min(0.5, Math.abs(distance)) : 0;
  return normalTwoSided((Math.abs(distance) - shift) / spread);
}
