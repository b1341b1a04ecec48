/** A comparison group: eligible persons who were not supported, matched one to one on sex, age and the value before. */
import { ageOn, fiscalYearEnd, NO_DATE, type PersonTable } from '../../kdb';
import type { Estimate } from '../estimate';
import { mcnemarFromCounts } from '../mcnemar';
import { pairedMeans } from '../pairedMeans';
import type { Participant } from './persons';
import type { Rule } from './rules';
import type { ComparisonOptions, ComparisonResult } from './types';

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

/** 年度末年齢; null where the birth date is not known. */
function ageOf(table: PersonTable, row: number): number | null {
  const age = table.columns.age?.values[row] ?? -1;
  if (age >= 0) return age;
  const birth = table.columns.birthDate?.days[row] ?? NO_DATE;
  return birth === NO_DATE ? null : ageOn(birth, fiscalYearEnd(table.fiscalYear));
}

const ageClassOf = (age: number): number => (age < 75 ? 0 : age < 85 ? 1 : 2);

interface Matchable {
  readonly person: Participant;
  readonly sex: number;
  readonly age: number;
  readonly baseline: number;
  /** 1 or 0 of a share, the change of a measure. */
  readonly outcome: number;
}

/** What the rule says of a person as one number; null where it says nothing. */
function outcomeOf(rule: Rule, person: Participant): number | null {
  if (rule.measure !== undefined) {
    const [was, is] = [rule.measure(person, 'before'), rule.measure(person, 'after')];
    return was === null || is === null ? null : is - was;
  }
  const said = rule.reached !== undefined ? rule.reached(person) : (rule.state?.(person, 'after') ?? null);
  return said === null ? null : Number(said);
}

function matchable(rule: Rule, person: Participant): Matchable | null {
  const table = person.years.before;
  const baseline = rule.baseline?.(person) ?? null;
  const outcome = outcomeOf(rule, person);
  if (table === null || person.before < 0 || baseline === null || outcome === null) return null;
  const age = ageOf(table, person.before);
  const sex = table.columns.sex?.codes[person.before] ?? 0;
  return age === null || sex === 0 ? null : { person, sex, age, baseline, outcome };
}

const CAUTION =
  '比較群は支援を受けなかった（受けられなかった）人で、支援を受けた人とは健康への関心や状態が違うことがあります。割り付けた試験ではないため、差は支援の効果を示すものではありません。';
const REGRESSION =
  '値の悪い人を選んでいるため、どちらの群も平均へ戻る動き（平均への回帰）を含みます。比較群との差からはその大部分が除かれますが、前後の変化そのものには残ります。';

/** Both groups of pairs, and their difference. */
function differenceOf(
  rule: Rule,
  pairs: readonly (readonly [Matchable, Matchable])[],
  confidence: number | undefined,
): Estimate | null {
  const options = confidence === undefined ? {} : { confidence };
  if (rule.measure !== undefined) {
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

/**
 * Matches every supported and followed person with the nearest eligible person by the value before, within the same sex and
 * the same age class (or ages within `ageWithin` years), without replacement and in an order drawn with the seed.
 * null where the indicator has no value to match on, or the data do not reach both years.
 */
export function compare(
  rule: Rule,
  supported: readonly Participant[],
  candidates: readonly Participant[],
  { ageWithin, seed = 1, confidence }: ComparisonOptions & { readonly confidence?: number },
): ComparisonResult | null {
  if (rule.baseline === undefined) return null;
  const present = <T>(value: T | null): value is T => value !== null;
  const followed = supported.map((person) => matchable(rule, person)).filter(present);
  if (followed.length === 0) return null;
  const random = seeded(seed);
  const pool = shuffled(candidates.map((person) => matchable(rule, person)).filter(present), random);
  const free = new Set(pool.map((_, index) => index));
  const pairs: (readonly [Matchable, Matchable])[] = [];
  for (const one of shuffled(followed, random)) {
    let nearest = -1;
    let distance = Infinity;
    for (const index of free) {
      const other = pool[index]!;
      const sameAge =
        ageWithin === undefined
          ? ageClassOf(other.age) === ageClassOf(one.age)
          : Math.abs(other.age - one.age) <= ageWithin;
      const apart = Math.abs(other.baseline - one.baseline);
      if (other.sex === one.sex && sameAge && apart < distance) [nearest, distance] = [index, apart];
    }
    if (nearest < 0) continue;
    free.delete(nearest);
    pairs.push([one, pool[nearest]!]);
  }
  const mean = (values: readonly number[]): number | null =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    pairs: pairs.length,
    unmatched: followed.length - pairs.length,
    supported: mean(pairs.map(([one]) => one.outcome)),
    compared: mean(pairs.map(([, other]) => other.outcome)),
    difference: differenceOf(rule, pairs, confidence),
    matchedOn: `性別、${ageWithin === undefined ? '年齢区分（75歳未満・75–84歳・85歳以上）' : `年齢（±${ageWithin}歳）`}、前の値（最も近い人、同じ人は1度だけ）`,
    caution: rule.selectedOn === undefined ? CAUTION : `${CAUTION}${REGRESSION}`,
  };
}
