/** Before and after of an ordered or skewed value in the same persons: Wilcoxon's signed rank test. */
import { AnalystError } from '../kdb';
import { normalTwoSided, twoSidedZ } from './distributions';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type IntervalEstimate } from './estimate';
import { completePairs, incompleteNote, REGRESSION_TO_THE_MEAN, type PairCell } from './pairs';

export interface SignedRankChange extends IntervalEstimate {
  readonly p: number;
  /** Sum of the ranks of the increases (V, T+). */
  readonly rankSum: number;
  /** Pairs with a change; pairs without one are left out, as Wilcoxon does. */
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
 * The value is the Hodges–Lehmann median of the changes, the interval the matching range of averages of two changes. Pairs
 * without a change are left out and counted, equal changes share their average rank. Below 25 changed pairs p is exact for
 * the ranks seen, above it is the normal approximation with correction for ties. A pair with an empty cell is dropped and
 * counted. Where nobody changed: value 0, no width, p 1. No complete pair: `pairs.tooFew`.
 *
 * Source: Wilcoxon F. Biometrics Bull 1945;1:80–83; Hollander M, Wolfe DA. Nonparametric Statistical Methods, ch. 3;
 * Lehmann EL. Nonparametrics (ties).
 * @example wilcoxonSignedRank([5, 6, 7, 8, 9], [6, 8, 10, 12, 14]) // 3.0000 (1.0000–5.0000)
 */
export function wilcoxonSignedRank(
  before: readonly PairCell[],
  after: readonly PairCell[],
  { confidence = DEFAULT_CONFIDENCE, corrected = true }: WilcoxonOptions = {},
): SignedRankChange {
  const level = confidenceLevel(confidence);
  const pairs = completePairs(before, after, 1);
  const changes = pairs.after
    .map((value, i) => decimalDifference(value, pairs.before[i]!))
    .filter((change) => change !== 0);
  const changed = changes.length;
  const unchanged = pairs.after.length - changed;
  const common = { confidence: level, statistic: '前後の変化の中央値（後−前）', changed, unchanged };
  const unchangedNote = unchanged > 0 && `変化のない ${unchanged} 組は順位に入れていません。`;
  if (changed === 0)
    return {
      ...common,
      value: 0,
      lower: 0,
      upper: 0,
      method: 'Wilcoxon 符号付順位',
      p: 1,
      rankSum: 0,
      ...noteOf(incompleteNote(pairs), '前後で変わった人がいません。', REGRESSION_TO_THE_MEAN),
    };

  const ranks = doubledRanks(changes);
  const doubledSum = ranks.reduce((sum, rank, i) => sum + (changes[i]! > 0 ? rank : 0), 0);
  const allAverages = (changed * (changed + 1)) / 2;
  const exact = changed < EXACT_BELOW_PAIRS;
  const { p, outside } = exact
    ? exactAnswer(ranks, doubledSum, level)
    : approximateAnswer(ranks, doubledSum, level, corrected);
  const sorted = [...changes].sort((a, b) => a - b);
  const cut = Math.min(Math.max(1, outside), allAverages);
  const middle = [Math.floor((allAverages + 1) / 2), Math.ceil((allAverages + 1) / 2)];
  // With so few pairs even the widest range misses the level; the reader must know.
  const tooFewForLevel = exact && outside < 1;
  return {
    ...common,
    value: (walshAverage(sorted, middle[0]!) + walshAverage(sorted, middle[1]!)) / 2,
    lower: walshAverage(sorted, cut),
    upper: walshAverage(sorted, allAverages + 1 - cut),
    method: exact ? 'Wilcoxon 符号付順位 正確法 (exact)' : 'Wilcoxon 符号付順位 正規近似',
    p,
    rankSum: doubledSum / 2,
    ...noteOf(
      incompleteNote(pairs),
      unchangedNote,
      tooFewForLevel && `変化した組が ${changed} 組しかないため、区間は信頼水準に届きません。`,
      REGRESSION_TO_THE_MEAN,
    ),
  };
}

/** after − before without binary residue, so that equal printed changes tie. */
function decimalDifference(after: number, before: number): number {
  const difference = after - before;
  const size = Math.max(Math.abs(after), Math.abs(before), 1e-300);
  const digits = Math.min(100, Math.max(0, 13 - Math.ceil(Math.log10(size))));
  return Number(difference.toFixed(digits)) || 0;
}

/** Exact p, and how many averages lie outside the interval on each side (0 where the level cannot be reached). */
function exactAnswer(ranks: readonly number[], doubledSum: number, level: number): { p: number; outside: number } {
  const shares = exactShares(ranks);
  let atMost = 0;
  for (let sum = 0; sum <= doubledSum; sum += 1) atMost += shares[sum]!;
  let atLeast = 0;
  for (let sum = doubledSum; sum < shares.length; sum += 1) atLeast += shares[sum]!;
  // The smallest rank sum whose lower tail exceeds the allowed share: that many averages are cut.
  const allowed = (1 - level) / 2;
  let tail = 0;
  let sum = 0;
  while (sum < shares.length && tail + shares[sum]! <= allowed * (1 + 1e-12)) {
    tail += shares[sum]!;
    sum += 1;
  }
  return { p: Math.min(1, 2 * Math.min(atMost, atLeast)), outside: Math.ceil(sum / 2) };
}

/** Normal approximation of p (variance corrected for ties), and the averages cut on each side. */
function approximateAnswer(
  ranks: readonly number[],
  doubledSum: number,
  level: number,
  corrected: boolean,
): { p: number; outside: number } {
  if (ranks.length === 0) throw new AnalystError('pairs.tooFew', { pairs: 0, needed: 1 });
  const centre = (ranks.length * (ranks.length + 1)) / 4;
  // The sum of squared average ranks over 4 is the variance; ties have already made it smaller.
  const spread = Math.sqrt(ranks.reduce((sum, rank) => sum + (rank / 2) ** 2, 0) / 4);
  const distance = doubledSum / 2 - centre;
  const shift = corrected ? Math.min(0.5, Math.abs(distance)) : 0;
  return {
    p: normalTwoSided((Math.abs(distance) - shift) / spread),
    outside: Math.floor(centre - twoSidedZ(level) * spread),
  };
}
