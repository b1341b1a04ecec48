/** Funnel plots: control limits around an average, and where an area stands against them. */
import { binomialQuantile, binomialCdf, twoSidedZ } from './distributions';
import { AnalystError } from '../kdb';
import { exactPoissonLimits, poissonLimits } from './poisson';
import { denominator, notNegative, partOfWhole, positive, wholeCount, type MaybeNumber } from './guards';

/** The two pairs of control limits that funnel plots draw: 2 and 3 standard deviations. */
export const FUNNEL_LEVELS = { inner: 0.95, outer: 0.998 } as const;

export interface FunnelLimits {
  /** The average that the funnel narrows to, times the multiplier. */
  readonly baseline: number;
  readonly lower95: number;
  readonly upper95: number;
  readonly lower998: number;
  readonly upper998: number;
  readonly method: string;
}

export type FunnelPlace = '高い（99.8%）' | '高い（95%）' | '範囲内' | '低い（95%）' | '低い（99.8%）';

/**
 * Control limits of a proportion at a denominator: an area is outside where its Wilson interval leaves out the average.
 *
 * `average` is the fraction over all areas (0–1). The limits stay within 0 and 1, times `multiplier`.
 *
 * Source: Spiegelhalter DJ. Stat Med 2005;24:1185–1202; Fingertips Public Health Technical Guidance, funnel plots (Wilson).
 * @example funnelLimitsOfProportion(0.2, 100).upper95 // 0.2784
 */
export function funnelLimitsOfProportion(average: MaybeNumber, total: MaybeNumber, multiplier = 1): FunnelLimits {
  const centre = notNegative(average, '平均');
  if (centre > 1) throw new AnalystError('number.outOfRange', { label: '平均', value: centre, low: 0, high: 1 });
  const persons = denominator(total, '母数');
  const error = Math.sqrt((centre * (1 - centre)) / persons);
  const limit = (level: number, side: 1 | -1): number =>
    Math.min(1, Math.max(0, centre + side * twoSidedZ(level) * error)) * multiplier;
  return {
    baseline: centre * multiplier,
    lower95: limit(FUNNEL_LEVELS.inner, -1),
    upper95: limit(FUNNEL_LEVELS.inner, 1),
    lower998: limit(FUNNEL_LEVELS.outer, -1),
    upper998: limit(FUNNEL_LEVELS.outer, 1),
    method: 'Wilson',
  };
}

/**
 * Control limits of a rate or ratio at a number of observed events (more than 0): `average` × events ÷ exact Poisson limits.
 *
 * For 標準化比 the average is 1 and the multiplier 100; for a rate it is events per person over all areas.
 *
 * Source: Fingertips Public Health Technical Guidance, funnel plots (exact Poisson).
 * @example funnelLimitsOfEvents(1, 1, 100).lower95 // 17.9480
 */
export function funnelLimitsOfEvents(average: MaybeNumber, events: MaybeNumber, multiplier = 1): FunnelLimits {
  const centre = notNegative(average, '平均');
  const observed = positive(events, '件数');
  const limits = (level: number): readonly [number, number] => {
    const [low, high] = exactPoissonLimits(observed, level);
    return [(centre * observed * multiplier) / high, (centre * observed * multiplier) / low];
  };
  const [lower95, upper95] = limits(FUNNEL_LEVELS.inner);
  const [lower998, upper998] = limits(FUNNEL_LEVELS.outer);
  return { baseline: centre * multiplier, lower95, upper95, lower998, upper998, method: '正確法 (exact Poisson)' };
}

const placeOf = (lowOuter: boolean, lowInner: boolean, highOuter: boolean, highInner: boolean): FunnelPlace =>
  highOuter
    ? '高い（99.8%）'
    : highInner
      ? '高い（95%）'
      : lowOuter
        ? '低い（99.8%）'
        : lowInner
          ? '低い（95%）'
          : '範囲内';

/** Where a proportion stands against the average of all areas. */
export function funnelPlaceOfProportion(events: MaybeNumber, total: MaybeNumber, average: MaybeNumber): FunnelPlace {
  const x = notNegative(events, '件数');
  const n = denominator(total, '母数');
  partOfWhole(x, n, '件数', '母数');
  const limits = funnelLimitsOfProportion(average, n);
  const share = x / n;
  return placeOf(share < limits.lower998, share < limits.lower95, share > limits.upper998, share > limits.upper95);
}

/** Where observed events stand against those expected (for a rate: average × population); exact below 10 events, else Byar. */
export function funnelPlaceOfEvents(events: MaybeNumber, expected: MaybeNumber): FunnelPlace {
  const observed = notNegative(events, '件数');
  const awaited = denominator(expected, '期待件数');
  const inner = poissonLimits(observed, FUNNEL_LEVELS.inner);
  const outer = poissonLimits(observed, FUNNEL_LEVELS.outer);
  return placeOf(outer.upper < awaited, inner.upper < awaited, outer.lower > awaited, inner.lower > awaited);
}

/**
 * Control limits of a proportion that chance alone leaves no more often than the level says, also in small areas: the exact
 * quantiles of the binomial distribution. An area is outside where its share lies beyond a limit, not on it.
 *
 * `average` is the fraction over all areas (0–1). With m areas compared, (1 − level) × m signals are the most that chance gives.
 *
 * Source: Spiegelhalter DJ. Stat Med 2005;24:1185–1202, appendix A.1.1 (exact limits, here without interpolation, so that the
 * level holds).
 * @example exactFunnelLimits(0.5, 20).upper95 // 0.7000
 */
export function exactFunnelLimits(average: MaybeNumber, total: MaybeNumber, multiplier = 1): FunnelLimits {
  const centre = notNegative(average, '平均');
  if (centre > 1) throw new AnalystError('number.outOfRange', { label: '平均', value: centre, low: 0, high: 1 });
  const persons = denominator(wholeCount(total, '母数'), '母数');
  const limit = (level: number, side: 1 | -1): number => {
    const tail = (1 - level) / 2;
    const count = binomialQuantile(side === 1 ? 1 - tail : tail, persons, centre);
    // At the lower side the quantile itself may be too rare to be left out by chance: P(X ≤ x) must not exceed the tail.
    const low = side === -1 && binomialCdf(count, persons, centre) <= tail ? count + 1 : count;
    return (low / persons) * multiplier;
  };
  return {
    baseline: centre * multiplier,
    lower95: limit(FUNNEL_LEVELS.inner, -1),
    upper95: limit(FUNNEL_LEVELS.inner, 1),
    lower998: limit(FUNNEL_LEVELS.outer, -1),
    upper998: limit(FUNNEL_LEVELS.outer, 1),
    method: '二項分布の正確法',
  };
}

/** Where a proportion stands against the exact limits around the average of all areas. */
export function exactFunnelPlace(events: MaybeNumber, total: MaybeNumber, average: MaybeNumber): FunnelPlace {
  const x = wholeCount(events, '件数');
  const limits = exactFunnelLimits(average, total);
  const n = wholeCount(total, '母数');
  partOfWhole(x, n, '件数', '母数');
  const share = x / n;
  return placeOf(share < limits.lower998, share < limits.lower95, share > limits.upper998, share > limits.upper95);
}
