/** How many persons a programme needs to show a target, and which difference a number of persons can show. */
import { AnalystError } from '../kdb';
import { normalQuantile } from './distributions';
import { notNegative, positive, type MaybeNumber } from './guards';

export interface SizeOptions {
  /** Chance to find the difference where it is there; 0.8 by default. */
  readonly power?: number;
  /** Significance level; 0.05 by default. */
  readonly alpha?: number;
  readonly sides?: 1 | 2;
  /** Two groups of the same size that are compared, or one group against a fixed share; 'two' by default. */
  readonly design?: 'two' | 'target';
  /** Share of persons who cannot be followed, 0 to below 1: so many more have to begin. */
  readonly loss?: number;
}

export interface RequiredSize {
  /** Persons (of each group) before rounding and loss. */
  readonly exact: number;
  /** Whole persons (of each group), with the loss. */
  readonly persons: number;
  readonly method: string;
}

const DEFAULTS = { power: 0.8, alpha: 0.05, sides: 2, design: 'two', loss: 0 } as const;

function fractionOf(value: MaybeNumber, label: string): number {
  const share = notNegative(value, label);
  if (share > 1) throw new AnalystError('number.outOfRange', { label, value: share, low: 0, high: 1 });
  return share;
}

function quantilesOf({ power, alpha, sides }: Required<Pick<SizeOptions, 'power' | 'alpha' | 'sides'>>) {
  if (!(power > 0.5 && power < 1))
    throw new AnalystError('number.outOfRange', { label: '検出力', value: power, low: 0.5, high: 1 });
  if (!(alpha > 0 && alpha < 0.5))
    throw new AnalystError('number.outOfRange', { label: '有意水準', value: alpha, low: 0, high: 0.5 });
  return { zAlpha: normalQuantile(1 - alpha / sides), zPower: normalQuantile(power) };
}

const METHODS = {
  two: '2群の割合の差（正規近似、連続性の補正なし、1群あたり）',
  target: '1群の割合と目標の差（正規近似、連続性の補正なし）',
} as const;

const variance = (share: number): number => share * (1 - share);

function exactSize(one: number, two: number, design: 'two' | 'target', zAlpha: number, zPower: number): number {
  const root =
    design === 'two'
      ? zAlpha * Math.sqrt(2 * variance((one + two) / 2)) + zPower * Math.sqrt(variance(one) + variance(two))
      : zAlpha * Math.sqrt(variance(one)) + zPower * Math.sqrt(variance(two));
  return (root / (one - two)) ** 2;
}

/**
 * 必要な人数: persons (of each group) needed to tell a share `expected` from a share `now`, by the normal approximation.
 *
 * Shares are fractions; equal shares are refused (`size.noDifference`). `target`: one group, whose share is held against the fixed
 * share `now`.
 *
 * Source: Fleiss JL, Levin B, Paik MC. Statistical Methods for Rates and Proportions, 3rd ed. 2003, ch. 4 (without correction, as
 * power.prop.test of R); one group: NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.4.2.
 * @example requiredSize(0.5, 0.75, { power: 0.9 }).exact // 76.7069
 */
export function requiredSize(now: MaybeNumber, expected: MaybeNumber, options: SizeOptions = {}): RequiredSize {
  const { design, loss, ...level } = { ...DEFAULTS, ...options };
  const [one, two] = [fractionOf(now, 'いまの割合'), fractionOf(expected, '目標の割合')];
  if (one === two) throw new AnalystError('size.noDifference');
  if (!(loss >= 0 && loss < 1))
    throw new AnalystError('number.outOfRange', { label: '追跡できない割合', value: loss, low: 0, high: 1 });
  const { zAlpha, zPower } = quantilesOf(level);
  const exact = exactSize(one, two, design, zAlpha, zPower);
  return { exact, persons: Math.ceil(Math.ceil(exact - 1e-9) / (1 - loss) - 1e-9), method: METHODS[design] };
}

export interface DetectableShare {
  /** The share that can just be told from the present one. */
  readonly share: number;
  /** share − now. */
  readonly difference: number;
  readonly method: string;
}

/**
 * 検出できる差: the share nearest to `now`, below or above it, that a number of persons (of each group) can tell from it.
 *
 * Where even 0 (or 1) cannot be told, `size.tooFew`. Source as in `requiredSize`.
 * @example detectableShare(0.5, 76.7065, 'higher', { power: 0.9 }).share // 0.7500
 */
export function detectableShare(
  now: MaybeNumber,
  persons: MaybeNumber,
  direction: 'lower' | 'higher',
  options: SizeOptions = {},
): DetectableShare {
  const { design, loss, ...level } = { ...DEFAULTS, ...options };
  const one = fractionOf(now, 'いまの割合');
  const followed = positive(persons, '人数') * (1 - loss);
  const { zAlpha, zPower } = quantilesOf(level);
  const end = direction === 'lower' ? 0 : 1;
  const enough = (share: number): boolean => share !== one && exactSize(one, share, design, zAlpha, zPower) <= followed;
  if (!enough(end)) throw new AnalystError('size.tooFew', { persons: followed });
  let [far, near] = [end as number, one];
  for (let step = 0; step < 60; step += 1) {
    const middle = (far + near) / 2;
    if (enough(middle)) far = middle;
    else near = middle;
  }
  return { share: far, difference: far - one, method: METHODS[design] };
}
