/** A comparison group: eligible persons who were not supported, matched one to one on sex, age and the value before. */
import { roundHalfAway } from '../../kdb';
import type { Estimate } from '../estimate';
import { mcnemarFromCounts } from '../mcnemar';
import type { IndicatorRule } from '../outcomeRule';
import { pairedMeans } from '../pairedMeans';
import { ageIn, balanceOf, balanceRow, isBalanced, meanOf, pooledDeviation } from './balance';
import { baselineOf, inState, measured, reached } from './judge';
import type { Participant } from './persons';
import type { Balance, BalanceRow, ComparisonOptions, ComparisonResult } from './types';

/**
 * Width of the caliper in standard deviations of the value before.
 * Source: Austin PC. Pharm Stat 2011;10:150–161 (0.2 standard deviations of what is matched on).
 */
const CALIPER = 0.2;

/** Differences of measured values that are equal in decimals differ by less than this in binary. */
const SAME = 1e-9;

/** A sequence of numbers in [0, 1) that is the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

const ageClassOf = (age: number): number => (age < 75 ? 0 : age < 85 ? 1 : 2);

interface Matchable {
  readonly sex: number;
  readonly age: number;
  readonly baseline: number;
  /** 1 or 0 of a share, the change of a measure. */
  readonly outcome: number;
}

/** What the rule says of a person as one number; null where it says nothing. */
function outcomeOf(rule: IndicatorRule, person: Participant): number | null {
  if (rule.kind === 'measure') {
    const [was, is] = [measured(rule.measure, person, 'before'), measured(rule.measure, person, 'after')];
    return was === null || is === null ? null : is - was;
  }
  const said = rule.kind === 'reached' ? reached(rule.event, person) : inState(rule.state, person, 'after');
  return said === null ? null : Number(said);
}

function matchable(rule: IndicatorRule, person: Participant): Matchable | null {
  const table = person.years.before;
  const baseline = baselineOf(rule, person);
  const outcome = outcomeOf(rule, person);
  if (table === null || person.before < 0 || baseline === null || outcome === null) return null;
  const age = ageIn(table, person.before);
  const sex = table.columns.sex?.codes[person.before] ?? 0;
  return age === null || sex === 0 ? null : { sex, age, baseline, outcome };
}

/** Candidates of one stratum in the order of their values before, from which each is taken at most once. */
class Pool {
  /** The nearest place that is not taken, downwards and upwards; a place that is free leads to itself. */
  private readonly down: Int32Array;
  private readonly up: Int32Array;
  constructor(private readonly sorted: readonly Matchable[]) {
    this.down = Int32Array.from({ length: sorted.length + 1 }, (_, place) => place);
    this.up = this.down.slice();
  }

  /** Places are from 1 in `down`, so that 0 is "none"; from 0 in `up`, so that the length is "none". */
  private follow(leads: Int32Array, place: number): number {
    let end = place;
    while (leads[end] !== end) end = leads[end]!;
    for (let at = place; at !== end;) {
      const next = leads[at]!;
      leads[at] = end;
      at = next;
    }
    return end;
  }

  private firstAtLeast(baseline: number): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.sorted[middle]!.baseline < baseline) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The free candidate nearest by the value before, within the caliper, that fits; null where there is none. Taken from then on. */
  take(baseline: number, caliper: number, fits: (candidate: Matchable) => boolean): Matchable | null {
    const start = this.firstAtLeast(baseline);
    let below = this.follow(this.down, start) - 1;
    let above = this.follow(this.up, start);
    const widest = caliper + SAME;
    for (;;) {
      const down = below < 0 ? Infinity : baseline - this.sorted[below]!.baseline;
      const up = above >= this.sorted.length ? Infinity : this.sorted[above]!.baseline - baseline;
      if (Math.min(down, up) > widest) return null;
      const lighter = down <= up + SAME;
      const place = lighter ? below : above;
      if (fits(this.sorted[place]!)) {
        this.down[place + 1] = place;
        this.up[place] = place + 1;
        return this.sorted[place]!;
      }
      if (lighter) below = this.follow(this.down, below) - 1;
      else above = this.follow(this.up, above + 1);
    }
  }
}

const CAUTION =
  '比較群は支援を受けなかった（受けられなかった）人で、支援を受けた人とは健康への関心や状態が違うことがあります。割り付けた試験ではないため、差は支援の効果を示すものではありません。';

/** A number as it stands in a sentence. */
const shown = (value: number, decimals: number): string =>
  roundHalfAway(value, decimals).toFixed(decimals).replace('-', '−');

/** What the values before of both groups let one say of regression to the mean. */
function regressionWords({ selectedOn }: IndicatorRule, { standardisedDifference: difference }: Balance): string {
  if (selectedOn === undefined) return '';
  const both = `${selectedOn}で選ばれた人なので、どちらの群も前後の変化に平均へ戻る動き（平均への回帰）を含みます。`;
  if (difference !== null && isBalanced(difference))
    return `${both}前の値は両群でほぼ同じ（標準化差 ${shown(difference, 2)}）ですが、同じだけ戻るとは限りません。`;
  const size = difference === null ? '' : `（標準化差 ${shown(difference, 2)}）`;
  return `${both}前の値が両群で違う${size}ため、戻る大きさも違い、差はそれを含みます。`;
}

/** Both groups of pairs, and their difference. */
function differenceOf(
  rule: IndicatorRule,
  pairs: readonly (readonly [Matchable, Matchable])[],
  confidence: number | undefined,
): Estimate | null {
  const options = confidence === undefined ? {} : { confidence };
  if (rule.kind === 'measure') {
    if (pairs.length < 2) return null;
    const [compared, supported] = [pairs.map(([, other]) => other.outcome), pairs.map(([one]) => one.outcome)];
    const { note: _note, ...estimate } = pairedMeans(compared, supported, options);
    return { ...estimate, statistic: '前後の変化の平均の差（支援した人−比較群）' };
  }
  if (pairs.length === 0) return null;
  const counts = { both: 0, beforeOnly: 0, afterOnly: 0, neither: 0 };
  for (const [one, other] of pairs)
    counts[one.outcome ? (other.outcome ? 'both' : 'afterOnly') : other.outcome ? 'beforeOnly' : 'neither'] += 1;
  const { note: _note, ...estimate } = mcnemarFromCounts(counts, options);
  return { ...estimate, statistic: '割合の差（支援した人−比較群、組にした人どうし）' };
}

/** The groups as they were before they were matched, and after: the value before, age and sex. */
function balanceTable(groups: readonly [readonly Matchable[], readonly Matchable[]]): readonly BalanceRow[] {
  return [
    balanceRow('前の値', groups, ({ baseline }) => baseline),
    balanceRow('年齢', groups, ({ age }) => age),
    balanceRow('女性の割合', groups, ({ sex }) => Number(sex === 2)),
  ];
}

/**
 * Matches every supported and followed person with the nearest eligible person by the value before, within the same sex and
 * the same age class (or ages within `ageWithin` years) and within the caliper of 0.2 standard deviations, without replacement
 * and in an order drawn with the seed. null where the indicator has no value to match on, or the data do not reach both years.
 */
export function compare(
  rule: IndicatorRule,
  supported: readonly Participant[],
  candidates: readonly Participant[],
  { ageWithin, seed = 1, confidence }: ComparisonOptions & { readonly confidence?: number },
): ComparisonResult | null {
  if (rule.matchedOn === undefined) return null;
  const present = <T>(value: T | null): value is T => value !== null;
  const followed = supported.map((person) => matchable(rule, person)).filter(present);
  if (followed.length === 0) return null;
  const random = seeded(seed);
  const pool = shuffled(candidates.map((person) => matchable(rule, person)).filter(present), random);
  const caliper =
    CALIPER *
    pooledDeviation(
      followed.map(({ baseline }) => baseline),
      pool.map(({ baseline }) => baseline),
    );
  pool.sort((a, b) => a.baseline - b.baseline);
  // Without a width in years the age class is part of the stratum, so that nobody who cannot fit is looked at.
  const stratumOf = ({ sex, age }: Matchable): number => sex * 10 + (ageWithin === undefined ? ageClassOf(age) : 0);
  const pools = new Map<number, Pool>();
  for (const stratum of new Set(pool.map(stratumOf)))
    pools.set(stratum, new Pool(pool.filter((each) => stratumOf(each) === stratum)));
  const pairs: (readonly [Matchable, Matchable])[] = [];
  for (const one of shuffled(followed, random)) {
    const fits = (other: Matchable): boolean => ageWithin === undefined || Math.abs(other.age - one.age) <= ageWithin;
    const other = pools.get(stratumOf(one))?.take(one.baseline, caliper, fits) ?? null;
    if (other !== null) pairs.push([one, other]);
  }
  const matched = [pairs.map(([one]) => one), pairs.map(([, other]) => other)] as const;
  const balance = balanceOf(
    matched[0].map(({ baseline }) => baseline),
    matched[1].map(({ baseline }) => baseline),
  );
  return {
    pairs: pairs.length,
    unmatched: followed.length - pairs.length,
    caliper,
    balance,
    balanceBefore: balanceTable([followed, pool]),
    balanceAfter: balanceTable(matched),
    supported: meanOf(matched[0].map(({ outcome }) => outcome)),
    compared: meanOf(matched[1].map(({ outcome }) => outcome)),
    difference: differenceOf(rule, pairs, confidence),
    matchedOn: `性別、${ageWithin === undefined ? '年齢区分（75歳未満・75–84歳・85歳以上）' : `年齢（±${ageWithin}歳）`}、前の値（差が ${shown(caliper, 2)} 以内で最も近い人。標準偏差の ${CALIPER} 倍。同じ人は1度だけ）`,
    caution: `${CAUTION}${regressionWords(rule, balance)}`,
  };
}
