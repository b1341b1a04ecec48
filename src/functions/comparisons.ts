/** The custom functions that compare many areas, several years or many tests with one another. */
import { AnalystError } from '../kdb';
import type { MaybeNumber } from '../indicators';
import { isOmitted } from './arguments';
import { computed, decimalsFor, estimated, optionsOf } from './estimateAnswers';
import { choiceOf, numberOf, numbersOf } from './numbers';

const PLACES = ['判定', '下限95', '上限95', '下限99.8', '上限99.8', '方法'] as const;

/**
 * 多くの地域を比べるときの管理限界（ファンネル、95%と99.8%）と、その地域が限界の外にあるかを返します（二項分布の正確法）。差がまったくなくても、95%限界の外には20地域に1つ、99.8%限界の外には500地域に1つまで出ます。
 * @customfunction FUNNEL
 * @param 件数 その地域で当たる人の数。限界だけを求めるときは 0
 * @param 母数 その地域の人数
 * @param 平均 全体の割合（0〜1）
 * @param [出力] 判定（省略時。範囲内・高い（95%）・高い（99.8%）・低い（95%）・低い（99.8%））・下限95・上限95・下限99.8・上限99.8・方法
 * @returns 判定の言葉、または限界（0〜1）
 */
export async function funnelOf(件数: unknown, 母数: unknown, 平均: unknown, 出力?: unknown): Promise<unknown[][]> {
  return computed(({ exactFunnelLimits, exactFunnelPlace }) => {
    const output = choiceOf(出力, '出力', PLACES);
    const [total, average] = [numberOf(母数, '母数'), numberOf(平均, '平均')];
    if (output === '判定') return [[exactFunnelPlace(numberOf(件数, '件数'), total, average)]];
    const { lower95, upper95, lower998, upper998, method } = exactFunnelLimits(average, total);
    return [[{ 下限95: lower95, 上限95: upper95, '下限99.8': lower998, '上限99.8': upper998, 方法: method }[output]]];
  });
}

/** 件数 and 母数 of the areas that can be used: both are numbers, and there is somebody. */
function areasWithPersons(events: readonly MaybeNumber[], totals: readonly MaybeNumber[]): readonly number[] {
  return events.flatMap((count, index) => (count !== null && (totals[index] ?? 0) > 0 ? [index] : []));
}

/**
 * 人数の少ない地域の割合を、全体の割合に引き寄せて推定します（経験ベイズ、Marshall の大域型）。地域を順番に並べた件数と母数から、地域ごとの推定値の列、または1つの地域の値を返します。
 * @customfunction SHRUNKRATE
 * @param 件数 地域ごとの当たる人の数（1列か1行。空欄と－の地域は除きます）
 * @param 母数 地域ごとの人数（0の地域は除きます）
 * @param [順番] 何番目の地域の値か。省略すると全部の地域の値の列
 * @param [出力] 値（省略時）・重み（その地域自身の割合が残る強さ、0〜1）・平均・分散・方法
 * @returns 推定した割合（0〜1）。人数のいない地域は －
 */
export async function shrunkenRate(
  件数: unknown[][],
  母数: unknown[][],
  順番?: unknown,
  出力?: unknown,
): Promise<unknown[][]> {
  return computed(({ empiricalBayes }) => {
    const output = choiceOf(出力, '出力', ['値', '重み', '平均', '分散', '方法']);
    const [events, totals] = [numbersOf(件数, '件数'), numbersOf(母数, '母数')];
    if (events.length !== totals.length)
      throw new AnalystError('rows.mismatch', {
        label: '件数',
        count: events.length,
        other: '母数',
        otherCount: totals.length,
      });
    const used = areasWithPersons(events, totals);
    const rates = empiricalBayes(
      used.map((index) => events[index]!),
      used.map((index) => totals[index]!),
    );
    if (output === '平均') return [[rates.mean]];
    if (output === '分散') return [[rates.variance]];
    if (output === '方法') return [[rates.method]];
    const shown = (index: number): number | string => {
      const place = used.indexOf(index);
      return place < 0 ? '－' : (output === '重み' ? rates.weights : rates.values)[place]!;
    };
    if (isOmitted(順番)) return events.map((_, index) => [shown(index)]);
    const place = numberOf(順番, '順番');
    if (!Number.isInteger(place) || place < 1 || place > events.length)
      throw new AnalystError('number.outOfRange', { label: '順番', value: place, low: 1, high: events.length });
    return [[shown(place - 1)]];
  });
}

/**
 * 3年以上の割合に、上がる・下がる傾向があるかを検定します（Cochran–Armitage。年ごとに別の人で、変化が直線に近いことを仮定）。値は1年あたりの割合の変化です。
 * @customfunction TRENDTEST
 * @param 件数 年ごとの当たる人の数（空欄と－の年は除きます）
 * @param 母数 年ごとの人数（0の年は除きます）
 * @param 年度 年ごとの年度（例 {2023,2024,2025}）
 * @param [出力] 値（省略時）・下限・上限・p・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @returns 求めたもの。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function trendTest(
  件数: unknown[][],
  母数: unknown[][],
  年度: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ linearTrend }) => {
    const [events, totals, years] = [numbersOf(件数, '件数'), numbersOf(母数, '母数'), numbersOf(年度, '年度')];
    const used = areasWithPersons(events, totals).filter((index) => (years[index] ?? null) !== null);
    const of = (values: readonly MaybeNumber[]) => used.map((index) => values[index]!);
    if (used.length === 0) throw new AnalystError('trend.fewYears', { years: 0 });
    return { estimate: linearTrend(of(events), of(totals), of(years), optionsOf(信頼水準)), decimals: decimalsFor() };
  });
}

/**
 * 検定を多く並べたときの p 値を調整します（Benjamini–Hochberg、偽発見率）。
 * @customfunction ADJUSTP
 * @param p値 p 値の列か行（空欄と－は検定の数に入れません）
 * @param [順番] 何番目の p 値か。省略すると全部の列
 * @returns 調整した p 値（p 値のないものは －）
 */
export async function adjustedP(p値: unknown[][], 順番?: unknown): Promise<unknown[][]> {
  return computed(({ benjaminiHochberg }) => {
    const adjusted = benjaminiHochberg(numbersOf(p値, 'p')).map((value) => value ?? '－');
    if (isOmitted(順番)) return adjusted.map((value) => [value]);
    const place = numberOf(順番, '順番');
    if (!Number.isInteger(place) || place < 1 || place > adjusted.length)
      throw new AnalystError('number.outOfRange', { label: '順番', value: place, low: 1, high: adjusted.length });
    return [[adjusted[place - 1]!]];
  });
}
