/** Size class of a municipality by population. */
import { plainEstimate, type Estimate } from './estimate';
import { positive, type MaybeNumber } from './guards';

export const SIZE_CLASSES = [
  { name: '小規模', from: 0, words: '1.5万人未満' },
  { name: '中規模', from: 15000, words: '1.5万人以上5万人未満' },
  { name: '大規模', from: 50000, words: '5万人以上' },
] as const;

export interface SizeClass extends Estimate {
  readonly class: (typeof SIZE_CLASSES)[number]['name'];
  readonly words: string;
}

/**
 * 規模区分 of a municipality: 小規模 below 15,000, 中規模 below 50,000, else 大規模 (the complement of the two that the source
 * names). The value is the population.
 *
 * Source: 九州厚生局 資料（令和7年度）一体的実施の実施状況調査の規模区分.
 * @example sizeClass(15000).class // 中規模
 */
export function sizeClass(population: MaybeNumber): SizeClass {
  const persons = positive(population, '人口');
  const found = [...SIZE_CLASSES].reverse().find((size) => persons >= size.from)!;
  return {
    ...plainEstimate(persons, '一体的実施の実施状況調査の規模区分', '人口（人）'),
    class: found.name,
    words: found.words,
  };
}
