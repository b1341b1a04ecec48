/** Standard populations as data, and their weights for the age classes of a table. */
import { AnalystError } from '../kdb';
import { bandLowerEnds, type BandLabel } from './ageBands';
import { sumOf } from './guards';

export interface StandardPopulation {
  readonly id: string;
  /** The name the analyst writes. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Lower ends of the age classes in years; the last one is open. */
  readonly lowers: readonly number[];
  /** Persons, in thousands. */
  readonly thousands: readonly number[];
  readonly source: string;
}

const FIVE_YEARS_FROM_5_TO = (last: number): number[] => Array.from({ length: last / 5 }, (_, i) => 5 * (i + 1));

const H27_BELOW_85 = [
  978, 4048, 5369, 5711, 6053, 6396, 6738, 7081, 7423, 7766, 8108, 8451, 8793, 9135, 9246, 7892, 6306, 4720,
] as const;

/** The two model populations of the ministry; users may give their own column instead. */
export const STANDARD_POPULATIONS: readonly StandardPopulation[] = [
  {
    id: 'S60',
    name: '昭和60年モデル人口',
    aliases: ['昭和60年', 'S60', '1985'],
    lowers: [0, ...FIVE_YEARS_FROM_5_TO(85)],
    thousands: [
      8180, 8338, 8497, 8655, 8814, 8972, 9130, 9289, 9400, 8651, 7616, 6581, 5546, 4511, 3476, 2441, 1406, 784,
    ],
    source: '厚生省「昭和60年モデル人口」（人口動態統計の年齢調整死亡率に平成31年まで使用）合計 120,287 千人',
  },
  {
    id: 'H27',
    name: '平成27年モデル人口',
    aliases: ['平成27年', 'H27', '2015'],
    lowers: [0, 1, ...FIVE_YEARS_FROM_5_TO(95)],
    thousands: [...H27_BELOW_85, 3134, 1548, 423],
    source: '厚生労働省「平成27年（2015年）モデル人口」（令和2年の人口動態統計から使用）合計 125,319 千人',
  },
  {
    id: 'H27-85',
    name: '平成27年モデル人口（85歳以上一括）',
    aliases: ['平成27年85', 'H27-85', 'H27(85+)', '2015-85'],
    lowers: [0, 1, ...FIVE_YEARS_FROM_5_TO(85)],
    thousands: [...H27_BELOW_85, 3134 + 1548 + 423],
    source: '厚生労働省「平成27年（2015年）モデル人口」の85歳以上を合計したもの 合計 125,319 千人',
  },
];

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s()（）]|モデル人口|一括|以上|歳/g, '')
    .toUpperCase();

/** A standard population by name, short name or id. Error: `standard.unknown` with the names there are. */
export function standardPopulation(name: string): StandardPopulation {
  const wanted = plain(name);
  const found = STANDARD_POPULATIONS.find(
    (standard) => plain(standard.name) === wanted || standard.aliases.some((alias) => plain(alias) === wanted),
  );
  if (!found)
    throw new AnalystError('standard.unknown', {
      value: name,
      known: STANDARD_POPULATIONS.map((standard) => standard.name).join('・'),
    });
  return found;
}

/** Weights of a standard for a table's age classes. */
export interface StandardWeights {
  readonly weights: readonly number[];
  readonly lowers: readonly number[];
  /** Which ages were weighed and which standard was used, for the note under a rate. */
  readonly words: string;
}

/**
 * The persons of a standard population in each age class of a table, in thousands.
 *
 * Classes are matched by their lower ends alone, so that "85+", "85-89" and "85歳以上" are what their place says: each class
 * ends where the next begins, the last one is open. A table may be coarser than the standard and may begin at any of its
 * lower ends (75 for 後期高齢者: the rate is then one of persons from 75). Lower ends that the standard does not have are
 * refused (`bands.mismatch`) with their names.
 */
export function standardWeights(labels: readonly BandLabel[], standard: StandardPopulation | string): StandardWeights {
  const chosen = typeof standard === 'string' ? standardPopulation(standard) : standard;
  const lowers = bandLowerEnds(labels);
  const unknown = lowers.filter((lower) => !chosen.lowers.includes(lower));
  if (unknown.length > 0)
    throw new AnalystError('bands.mismatch', {
      bands: unknown.map((lower) => `${lower}歳〜`).join('・'),
      standard: chosen.name,
      known: chosen.lowers.join('・'),
    });
  const weights = lowers.map((lower, i) => {
    const end = lowers[i + 1] ?? Infinity;
    return sumOf(chosen.thousands.filter((_, k) => chosen.lowers[k]! >= lower && chosen.lowers[k]! < end));
  });
  const first = lowers[0]!;
  return {
    weights,
    lowers,
    words: `${chosen.name}（${first === 0 ? '全年齢' : `${first} 歳以上`}、最終階級 ${lowers[lowers.length - 1]} 歳以上）`,
  };
}
