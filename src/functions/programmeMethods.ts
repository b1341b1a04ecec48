/** The custom functions for planning and evaluating a programme: with a comparison group, its size, its cost. */
import { CHOICES } from '../catalogue';
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
 * IKKATSU.DID.
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
 * IKKATSU.EXPECTEDCHANGE.
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
  design: choiceOf(design, '比べ方', CHOICES.design) === '2群' ? ('two' as const) : ('target' as const),
  ...optional('power', optionalNumber(power, '検出力')),
  ...optional('alpha', optionalNumber(alpha, '有意水準')),
});

/**
 * IKKATSU.SAMPLESIZE.
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
 * IKKATSU.DETECTABLE.
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
    const direction = choiceOf(向き, '向き', CHOICES.direction) === '減る' ? 'lower' : 'higher';
    const found = detectableShare(
      numberOf(いまの割合, 'いまの割合'),
      numberOf(人数, '人数'),
      direction,
      designOf(比べ方, 検出力, 有意水準),
    );
    return [[choiceOf(出力, '出力', CHOICES.detectable) === '差' ? found.difference : found.share]];
  });
}

/**
 * IKKATSU.COSTPEROUTCOME.
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
