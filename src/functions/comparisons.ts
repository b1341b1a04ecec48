/** The custom functions that compare many areas, several years or many tests with one another. */
import { CHOICES } from '../catalogue';
import { AnalystError } from '../kdb';
import type { MaybeNumber } from '../indicators';
import { isOmitted } from './arguments';
import { computed, decimalsFor, estimated, optionsOf } from './estimateAnswers';
import { choiceOf, numberOf, numbersOf } from './numbers';

/**
 * IKKATSU.FUNNEL.
 * @returns 判定の言葉、または限界（0〜1）
 */
export async function funnelOf(件数: unknown, 母数: unknown, 平均: unknown, 出力?: unknown): Promise<unknown[][]> {
  return computed(({ exactFunnelLimits, exactFunnelPlace }) => {
    const output = choiceOf(出力, '出力', CHOICES.funnel);
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
 * IKKATSU.SHRUNKRATE.
 * @returns 推定した割合（0〜1）。人数のいない地域は －
 */
export async function shrunkenRate(
  件数: unknown[][],
  母数: unknown[][],
  順番?: unknown,
  出力?: unknown,
): Promise<unknown[][]> {
  return computed(({ empiricalBayes }) => {
    const output = choiceOf(出力, '出力', CHOICES.shrunken);
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
 * IKKATSU.TRENDTEST.
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
 * IKKATSU.ADJUSTP.
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
