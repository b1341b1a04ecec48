/** The probability distributions that intervals and tests need: one door to the @stdlib single packages. */
import stdlibBetaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import stdlibBinomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import stdlibGammaQuantile from '@stdlib/stats-base-dists-gamma-quantile';
import stdlibHypergeometricPmf from '@stdlib/stats-base-dists-hypergeometric-pmf';
import stdlibNormalCdf from '@stdlib/stats-base-dists-normal-cdf';
import stdlibNormalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import stdlibTCdf from '@stdlib/stats-base-dists-t-cdf';
import stdlibTQuantile from '@stdlib/stats-base-dists-t-quantile';

/** The standard normal value below which a share `p` lies. */
export function normalQuantile(p: number): number {
  return stdlibNormalQuantile(p, 0, 1);
}

/** The standard normal quantile of a two-sided interval: 1.959964 for 0.95. */
export function twoSidedZ(confidence: number): number {
  return normalQuantile(0.5 + confidence / 2);
}

/** Two-sided p value of a standard normal statistic; taken from the lower tail, where small values stay exact. */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * stdlibNormalCdf(-Math.abs(z), 0, 1));
}

/** The value of Student's t with `freedom` degrees of freedom below which a share `p` lies. */
export function tQuantile(p: number, freedom: number): number {
  return stdlibTQuantile(p, freedom);
}

/** Two-sided p value of a t statistic. */
export function tTwoSided(t: number, freedom: number): number {
  return Math.min(1, 2 * stdlibTCdf(-Math.abs(t), freedom));
}

/** The quantile of a gamma distribution with this shape and rate 1, which is half a chi-square with twice the shape. */
export function gammaQuantile(p: number, shape: number): number {
  return stdlibGammaQuantile(p, shape, 1);
}

/** The probability of `x` marked ones among `drawn` drawn without putting back from `total`, of which `marked` are marked. */
export function hypergeometricPmf(x: number, total: number, marked: number, drawn: number): number {
  return stdlibHypergeometricPmf(x, total, marked, drawn);
}

/** The quantile of a beta distribution. */
export function betaQuantile(p: number, alpha: number, beta: number): number {
  return stdlibBetaQuantile(p, alpha, beta);
}

/** Probability of at most `successes` of `trials` at probability `chance`. */
export function binomialCdf(successes: number, trials: number, chance: number): number {
  return successes < 0 ? 0 : stdlibBinomialCdf(successes, trials, chance);
}

/** The smallest number of successes of `trials` that is reached with probability `p` or more (0 < p < 1). */
export function binomialQuantile(p: number, trials: number, chance: number): number {
  let low = 0;
  let high = trials;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, trials, chance) >= p) high = middle;
    else low = middle + 1;
  }
  return low;
}
