/** The custom functions for planning and evaluating a programme: with a comparison group, its size, its cost. */
import type { Estimate, MaybeNumber } from '../indicators';
import { computed, estimated, optionsOf, type Printed } from './estimateAnswers';
import { choiceOf, decimalsOf, numberOf, numbersOf, optionalNumber } from './numbers';

interface Pairs {
  readonly before: readonly MaybeNumber[];
  readonly after: readonly MaybeNumber[];
}

/** 〈group〉の前 and 〈group〉の後. */
const pairsOf = (group: '支援' | '比較' | '対象', before: unknown, after: unknown): Pairs => ({
  before: numbersOf(before, `${group}の前`),
  after: numbersOf(after, `${group}の後`),
});

/** A change, printed with one decimal more than the values have. */
const changeOf = (estimate: Estimate, ...groups: readonly Pairs[]): Printed => ({
  estimate,
  decimals: decimalsOf(...groups.flatMap(({ before, after }) => [before, after])) + 1,
});

/**
 * 支援した人の変化と、比べる人（支援していない人など）の変化の差（差の差）を計算します（Welch の t）。支援がなければ両群が同じように変わった、という仮定に立ちます。
 * @customfunction DID
 * @param 支援の前 支援した人の前の値（1人1行。割合のときは 1/0）
 * @param 支援の後 支援した人の後の値（同じ並び）
 * @param 比較の前 比べる人の前の値
 * @param 比較の後 比べる人の後の値（同じ並び）
 * @param [出力] 値（省略時）・下限・上限・p・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @returns 求めたもの。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function differenceOfChanges(
  支援の前: unknown[][],
  支援の後: unknown[][],
  比較の前: unknown[][],
  比較の後: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ differenceInDifferences }) => {
    const [supported, other] = [pairsOf('支援', 支援の前, 支援の後), pairsOf('比較', 比較の前, 比較の後)];
    return changeOf(differenceInDifferences(supported, other, optionsOf(信頼水準)), supported, other);
  });
}

/**
 * 支援がなくても見込まれる平均の変化（平均への回帰）を、対象だったが支援していない人の前後の値から見積もります（前の値への直線回帰）。
 * @customfunction EXPECTEDCHANGE
 * @param 対象の前 対象だったが支援していない人の前の値
 * @param 対象の後 その人たちの後の値（同じ並び）
 * @param 支援の前 支援した人の前の値
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @returns 見込まれる変化（後−前）。支援した人の実際の変化と並べて読みます
 */
export async function changeWithoutSupport(
  対象の前: unknown[][],
  対象の後: unknown[][],
  支援の前: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ expectedChange }) => {
    const others = pairsOf('対象', 対象の前, 対象の後);
    const before = numbersOf(支援の前, '支援の前');
    return changeOf(expectedChange(others, before, optionsOf(信頼水準)), others, { before, after: [] });
  });
}

/** A level that may be omitted. */
const optional = <T extends string>(name: T, value: number | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<T, number>>;

/** 比べ方, 検出力 and 有意水準, which the size and the difference share. */
const designOf = (design: unknown, power: unknown, alpha: unknown) => ({
  design: choiceOf(design, '比べ方', ['2群', '目標']) === '2群' ? ('two' as const) : ('target' as const),
  ...optional('power', optionalNumber(power, '検出力')),
  ...optional('alpha', optionalNumber(alpha, '有意水準')),
});

/**
 * 割合の目標を示すのに必要な人数を計算します（正規近似、両側）。事業を始める前に使います。
 * @customfunction SAMPLESIZE
 * @param いまの割合 いまの割合（0〜1）
 * @param 目標の割合 目標の割合（0〜1）
 * @param [比べ方] 2群（省略時。同じ人数の比べる群を置く。答えは1群あたり）・目標（1つの群をいまの割合と比べる）
 * @param [検出力] 省略すると 0.8
 * @param [有意水準] 省略すると 0.05
 * @param [追跡できない割合] 0〜1。その分を上乗せします。省略すると 0
 * @returns 必要な人数（2群のときは1群あたり）
 */
export async function sampleSize(
  いまの割合: unknown,
  目標の割合: unknown,
  比べ方?: unknown,
  検出力?: unknown,
  有意水準?: unknown,
  追跡できない割合?: unknown,
): Promise<unknown[][]> {
  return computed(({ requiredSize }) => {
    const { persons } = requiredSize(numberOf(いまの割合, 'いまの割合'), numberOf(目標の割合, '目標の割合'), {
      ...designOf(比べ方, 検出力, 有意水準),
      ...optional('loss', optionalNumber(追跡できない割合, '追跡できない割合')),
    });
    return [[persons]];
  });
}

/**
 * その人数で見分けられる最も小さい差を計算します（正規近似、両側）。目標がそれより小さければ、達成しても偶然と区別できません。
 * @customfunction DETECTABLE
 * @param いまの割合 いまの割合（0〜1）
 * @param 人数 追跡できる人数（2群のときは1群あたり）
 * @param [比べ方] 2群（省略時）・目標（1つの群をいまの割合と比べる）
 * @param [向き] 減る（省略時）・増える
 * @param [検出力] 省略すると 0.8
 * @param [有意水準] 省略すると 0.05
 * @param [出力] 差（省略時。減るときはマイナス）・割合（そのときの割合）
 * @returns 見分けられる差、または割合。人数が少なすぎるときは #N/A
 */
export async function detectable(
  いまの割合: unknown,
  人数: unknown,
  比べ方?: unknown,
  向き?: unknown,
  検出力?: unknown,
  有意水準?: unknown,
  出力?: unknown,
): Promise<unknown[][]> {
  return computed(({ detectableShare }) => {
    const direction = choiceOf(向き, '向き', ['減る', '増える']) === '減る' ? 'lower' : 'higher';
    const found = detectableShare(
      numberOf(いまの割合, 'いまの割合'),
      numberOf(人数, '人数'),
      direction,
      designOf(比べ方, 検出力, 有意水準),
    );
    return [[choiceOf(出力, '出力', ['差', '割合']) === '差' ? found.difference : found.share]];
  });
}

/**
 * 成果のあった人1人当たりの費用（円）と信頼区間を計算します。支援がなくても成果のあった人を含みます。
 * @customfunction COSTPEROUTCOME
 * @param 費用 事業の費用（円）
 * @param 成果のあった人 成果のあった人の数
 * @param 支援した人 支援した人の数
 * @param [出力] 値（省略時）・下限・上限・方法・区間・表示・注意
 * @param [信頼水準] 省略すると 0.95
 * @returns 求めたもの。区間は 値・下限・上限・方法 の4つが右のセルに広がります
 */
export async function costOfOutcome(
  費用: unknown,
  成果のあった人: unknown,
  支援した人: unknown,
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return estimated(出力, ({ costPerOutcome }) => ({
    estimate: costPerOutcome(
      numberOf(費用, '費用'),
      numberOf(成果のあった人, '成果のあった人'),
      numberOf(支援した人, '支援した人'),
      optionsOf(信頼水準),
    ),
    decimals: 0,
  }));
}
