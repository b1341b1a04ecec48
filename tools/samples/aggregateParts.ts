/** What the synthetic aggregate forms are made of: titles, two levels of headings, figures of all who are compared. */
import { dayOf, eraWords } from './calendar';
import type { Value } from './columns';
import { MUNICIPALITY, SYNTHETIC_NOTICE } from './files';
import { isInsuredOn, type SyntheticPerson } from './person';
import { Random, rounded } from './random';

/** One printed form: title rows, headings of one or two levels, rows. */
export interface AggregateFile {
  /** Without the extension. */
  readonly name: string;
  readonly rows: readonly (readonly Value[])[];
}

/** Salt of the random numbers that only these forms need. */
export const SALT = 21;
export const OTHERS_NOTICE = '県・同規模・国の値も架空です';
export const WHO = ['保険者', '県', '同規模', '国'] as const;
/** Insured persons of those who are compared, all made up. */
export const SIZES = [0, 240_000, 9_000, 19_500_000] as const;
/** Inhabitants of them, likewise. */
export const INHABITANTS = [0, 1_480_000, 55_500, 123_800_000] as const;
const THOUSAND = 1000;

export const counted = (value: number): Value => (value >= THOUSAND ? value.toLocaleString('en-US') : value);
export const percent = (part: number, whole: number): Value =>
  whole === 0 ? '' : { measure: rounded((100 * part) / whole, 1), decimals: 1 };
export const fixed = (value: number, decimals = 1): Value => ({ measure: rounded(value, decimals), decimals });

/** How much farther the made-up nation may stand from the city than 県 and 同規模 do. */
const FARTHER = 2;

/** How those compared differ from a rate: all a little more or less, the nation by numbers of its own. */
export class Others {
  private readonly random: Random;
  private readonly nation: Random;
  constructor(seed: number, fiscalYear: number) {
    this.random = new Random(seed, fiscalYear, SALT);
    this.nation = new Random(seed, fiscalYear, SALT + 2);
  }
  /** Rates of 県, 同規模 and 国 around a rate. */
  rates(rate: number, spread = 0.05): readonly number[] {
    const factors = [this.random.normal(0, spread), this.random.normal(0, spread), this.nation.normal(0, FARTHER * spread)];
    return factors.map((factor) => rate * (1 + factor));
  }
}

export function titles(form: string, fiscalYear: number): Value[][] {
  return [
    [`帳票名：${form}`],
    [`保険者番号：39990001`, `保険者名：${MUNICIPALITY}`, `対象年度：令和${fiscalYear - 2018}年度`],
    [`作成年月日：${eraWords(dayOf(fiscalYear + 1, 5, 20))}`, SYNTHETIC_NOTICE, OTHERS_NOTICE],
    [],
  ];
}

/** Two levels of headings: who is compared over what is told of them. */
export function comparing(left: readonly string[], told: readonly string[]): Value[][] {
  const blanks = new Array<string>(told.length - 1).fill('');
  return [
    [...left, ...WHO.flatMap((who) => [who, ...blanks])],
    [...left.map(() => ''), ...WHO.flatMap(() => told)],
  ];
}

export interface Facts {
  readonly persons: readonly SyntheticPerson[];
  readonly fiscalYear: number;
  readonly others: Others;
}

/**
 * Counts and rates of all four; the own count is real in the synthetic data, the others follow from their rates. `nation` is the rate
 * of 国 where it is told.
 */
export function row({ others }: Facts, labels: readonly string[], own: number, whole: number, spread?: number, sizes: readonly number[] = SIZES, nation?: number): Value[] {
  const rate = whole === 0 ? 0 : own / whole;
  const [pref, peer, drawn] = others.rates(rate, spread) as [number, number, number];
  const theirs = [pref, peer, nation ?? drawn].flatMap((each, index): Value[] => {
    const size = sizes[index + 1]!;
    return [counted(Math.round(each * size)), percent(each * size, size)];
  });
  return [...labels, counted(own), percent(own, whole), ...theirs];
}

/** A figure that is no share of persons: years of life, yen, rates by thousand. */
export function figure({ others }: Facts, labels: readonly string[], own: number, decimals: number, spread = 0.02): Value[] {
  const cells = [own, ...others.rates(own, spread)].flatMap((value): Value[] => [
    '',
    decimals === 0 ? counted(Math.round(value)) : fixed(value, decimals),
  ]);
  return [...labels, ...cells];
}

export const isIn = (person: SyntheticPerson, fiscalYear: number): boolean => isInsuredOn(person, dayOf(fiscalYear + 1, 3, 31));
export const CERTIFIED = 3;

