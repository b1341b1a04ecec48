/** Chiang's abridged life table, and the variance of any expectancy that is read from it. */
import { AnalystError, roundHalfAway } from '../kdb';
import { bandLowerEnds, type BandLabel } from './ageBands';
import { STANDARD_POPULATIONS } from './standardPopulations';
import { eachOf, finite, notNegative, positive, sameLength, sumOf, type MaybeNumber } from './guards';

/** One age class of a life table. */
export interface LifeTableRow {
  /** Lower end in years. */
  readonly lower: number;
  /** Width in years; Infinity for the open class. */
  readonly width: number;
  readonly population: number;
  readonly deaths: number;
  /** Average share of the class lived by those who die in it. */
  readonly a: number;
  /** Probability of dying in the class. */
  readonly q: number;
  /** Survivors to the lower end, of 100,000. */
  readonly survivors: number;
  /** Person-years lived in the class. */
  readonly personYears: number;
}

export interface LifeTableInput {
  /** Lower ends or labels of the age classes, rising; the last one is open. */
  readonly ages: readonly BandLabel[];
  /** Persons or person-years; over several years, the sum of the years. */
  readonly populations: readonly MaybeNumber[];
  /** Deaths in the same years. */
  readonly deaths: readonly MaybeNumber[];
  /** `a` for all classes, or one a class; default 0.1 for age 0 and 0.5 elsewhere. The open class has none. */
  readonly a?: number | readonly MaybeNumber[];
}

export interface LifeTable {
  readonly rows: readonly LifeTableRow[];
  readonly population: number;
  readonly lowers: readonly number[];
  /** What the reader must know, in Japanese. */
  readonly warnings: readonly string[];
}

/** Life expectancy is refused below this population (all ages, one sex), and below the part of it that is as old as the table. */
export const SMALLEST_POPULATION = 5000;
/** Below this population of one sex a municipal life expectancy is unstable and is marked. */
export const UNSTABLE_POPULATION = 10000;
/** A 95% interval with a longer half is not shown. */
const WIDEST_HALF = 10;
const RADIX = 100000;

function sharesLived(lowers: readonly number[], a: LifeTableInput['a']): number[] {
  const within = (value: MaybeNumber, label: string, position: number): number => {
    const share = finite(value, label, position);
    if (share < 0 || share > 1) throw new AnalystError('number.outOfRange', { label, value: share, low: 0, high: 1 });
    return share;
  };
  if (a === undefined) return lowers.map((lower) => (lower === 0 ? 0.1 : 0.5));
  if (typeof a === 'number') return lowers.map(() => within(a, 'a', 1));
  sameLength(a, 'a', lowers, '年齢階級');
  return a.map((value, i) => (i === lowers.length - 1 ? 0.5 : within(value, 'a', i + 1)));
}

/** The part of the model population of 2015 that is of this age or older: how much of a whole population a table begins with. */
function shareFrom(age: number): number {
  const { lowers, thousands } = STANDARD_POPULATIONS.find(({ id }) => id === 'H27')!;
  const all = sumOf(thousands);
  const older = lowers.flatMap((lower, i) => {
    const next = lowers[i + 1] ?? Infinity;
    if (age <= lower) return [thousands[i]!];
    return age < next && next !== Infinity ? [(thousands[i]! * (next - age)) / (next - lower)] : [];
  });
  return sumOf(older) / all;
}

/** The refusal of a population too small for a table from this age on; null where it is large enough. */
export function refusalOfFew(population: number, from: number): AnalystError | null {
  const least = Math.round(SMALLEST_POPULATION * shareFrom(from));
  if (population >= least) return null;
  return new AnalystError('life.smallPopulation', {
    population: Math.round(population),
    age: from,
    least: least.toLocaleString('en-US'),
  });
}

/** The warnings of small or empty populations, and the refusal of populations too small for the ages of the table. */
function populationWarnings(population: number, lowers: readonly number[], deaths: readonly number[]): string[] {
  const [from] = lowers as [number];
  const tooFew = refusalOfFew(population, from);
  if (tooFew !== null) throw tooFew;
  const empty = lowers.filter((_, i) => deaths[i] === 0);
  const open = lowers[lowers.length - 1]!;
  return [
    `最終の年齢階級は ${open} 歳以上です。`,
    ...(population < UNSTABLE_POPULATION
      ? [
          `人口の合計が ${Math.round(population).toLocaleString('en-US')} 人です（男女別 10,000 人未満では年ごとに大きく動きます）。3 年分をまとめることを勧めます。`,
        ]
      : []),
    ...(empty.length > 0
      ? [`死亡 0 件の階級（${empty.join('・')} 歳から）があり、その分の誤差は区間に入っていません。`]
      : []),
  ];
}

/**
 * The abridged life table of one population (one sex).
 *
 * Refused, each with its sentence: missing or negative numbers, classes without population, more deaths than persons in a
 * class (`life.deathsAbovePopulation`), no death in the open class (`life.openClassNoDeaths`), fewer than 5,000 persons in
 * a table of all ages, or than their part from the first age on (`life.smallPopulation`). A table may begin at any age.
 *
 * Source: Chiang CL. The Life Table and its Applications. Krieger 1984; guards after the public life expectancy tool of
 * Public Health England (5,000 persons, deaths, open class) and 三重県「健康寿命」(10,000 persons a sex).
 */
export function lifeTable({ ages, populations, deaths, a }: LifeTableInput): LifeTable {
  const lowers = bandLowerEnds(ages);
  sameLength(populations, '人口', lowers, '年齢階級');
  sameLength(deaths, '死亡', lowers, '年齢階級');
  const died = eachOf(deaths, '死亡', notNegative);
  const persons = eachOf(populations, '人口', positive);
  persons.forEach((population, i) => {
    if (died[i]! > population)
      throw new AnalystError('life.deathsAbovePopulation', { age: lowers[i]!, deaths: died[i]!, population });
  });
  const last = lowers.length - 1;
  if (died[last] === 0) throw new AnalystError('life.openClassNoDeaths', { age: lowers[last]! });
  const population = sumOf(persons);
  const warnings = populationWarnings(population, lowers, died);
  const lived = sharesLived(lowers, a);

  let survivors = RADIX;
  const rows = lowers.map((lower, i): LifeTableRow => {
    const rate = died[i]! / persons[i]!;
    const open = i === last;
    const width = open ? Infinity : lowers[i + 1]! - lower;
    const share = lived[i]!;
    const q = open ? 1 : Math.min(1, (width * rate) / (1 + width * (1 - share) * rate));
    const alive = survivors;
    survivors = alive * (1 - q);
    const personYears = open ? alive / rate : width * (survivors + share * (alive - survivors));
    return { lower, width, population: persons[i]!, deaths: died[i]!, a: share, q, survivors: alive, personYears };
  });
  return { rows, population, lowers, warnings };
}

/** An expectancy at one age with its variance. */
export interface Expectancy {
  readonly value: number;
  readonly variance: number;
}

/**
 * Expected years from age `at`, counting of each class only the share `weights[i]` of its years (1 = all of them), with the
 * variance that comes from the deaths and from the shares (`weightVariances`, 0 where a share is known).
 *
 * Refused: an age that is no lower end (`life.ageNotClass`), an age nobody reaches (`life.nobodyAlive`), a 95% interval
 * wider than 20 years (`life.tooWide`).
 *
 * Source: Chiang 1984, with the variance of the open class after Silcocks PBS, Jenner DA, Reza R. J Epidemiol Community
 * Health 2001;55:38–43; weighted years after Sullivan DF. HSMHA Health Rep 1971;86:347–354 and Mathers C (AIHW 1991).
 */
export function expectancy(
  table: LifeTable,
  at: number,
  weights: readonly number[],
  weightVariances: readonly number[],
): Expectancy {
  const start = table.lowers.indexOf(at);
  if (start < 0) throw new AnalystError('life.ageNotClass', { age: at, known: table.lowers.join('・') });
  const alive = table.rows[start]!.survivors;
  if (alive <= 0) throw new AnalystError('life.nobodyAlive', { age: at });

  let years = 0; // weighted person-years above the class at hand
  let variance = 0; // times survivors²
  for (let i = table.rows.length - 1; i >= start; i -= 1) {
    const row = table.rows[i]!;
    const weight = weights[i]!;
    if (row.width === Infinity) {
      const rate = row.deaths / row.population;
      variance += (row.survivors * weight) ** 2 / (rate * rate * row.deaths);
    } else if (row.deaths > 0) {
      const next = table.rows[i + 1]!.survivors;
      const above = next > 0 ? years / next : 0;
      const spread = (row.q ** 2 * (1 - row.q)) / row.deaths;
      variance += row.survivors ** 2 * ((1 - row.a) * row.width * weight + above) ** 2 * spread;
    }
    variance += row.personYears ** 2 * weightVariances[i]!;
    years += weight * row.personYears;
  }
  const result = { value: years / alive, variance: variance / alive ** 2 };
  const half = 1.959963984540054 * Math.sqrt(result.variance);
  if (half > WIDEST_HALF) throw new AnalystError('life.tooWide', { age: at, half: roundHalfAway(half, 1) });
  return result;
}
