/** Intervals and tests for figures reckoned again, from the formulas of the papers; nothing of src/ is asked. */
export const Z = 1.959963984540054;

export function wilson(x: number, n: number): [number, number] {
  const p = x / n;
  const middle = (p + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const reach = (Z / (1 + Z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2));
  return [x === 0 ? 0 : middle - reach, x === n ? 1 : middle + reach];
}
export function newcombe(x1: number, n1: number, x2: number, n2: number, phi = 0): [number, number, number] {
  const [p1, p2] = [x1 / n1, x2 / n2];
  const [[l1, u1], [l2, u2]] = [wilson(x1, n1), wilson(x2, n2)];
  const reach = (a: number, b: number): number => Math.sqrt(a * a - 2 * phi * a * b + b * b);
  return [p1 - p2, p1 - p2 - reach(p1 - l1, u2 - p2), p1 - p2 + reach(u1 - p1, p2 - l2)];
}
export function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i += 1) sum += Math.log(i);
  return sum;
}
export const poissonUpTo = (x: number, mean: number): number => {
  let sum = 0;
  for (let k = 0; k <= x; k += 1) sum += Math.exp(-mean + k * Math.log(mean) - logFactorial(k));
  return sum;
};
export function bisect(low: number, high: number, isBelow: (at: number) => boolean): number {
  let [a, b] = [low, high];
  for (let i = 0; i < 200; i += 1) if (isBelow((a + b) / 2)) a = (a + b) / 2;
    else b = (a + b) / 2; // prettier-ignore
  return (a + b) / 2;
}
export const byar = (x: number): [number, number] => [
  x * (1 - 1 / (9 * x) - Z / (3 * Math.sqrt(x))) ** 3,
  (x + 1) * (1 - 1 / (9 * (x + 1)) + Z / (3 * Math.sqrt(x + 1))) ** 3,
];
export function poissonLimits(x: number): [number, number] {
  if (x >= 10) return byar(x);
  const lower = x === 0 ? 0 : bisect(1e-12, 100, (mean) => 1 - poissonUpTo(x - 1, mean) < 0.025);
  return [lower, bisect(1e-12, 100, (mean) => poissonUpTo(x, mean) > 0.025)];
}
/** Student's t from its density, by Simpson's rule: the share below, and the quantile of a two-sided 95 % interval. */
export function logGamma(x: number): number {
  const parts = [
    76.18009172947, -86.50532032942, 24.01409824083, -1.23173957245, 1.208650973866e-3, -5.395239384953e-6,
  ];
  const base = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
  const sum = parts.reduce((total, part, i) => total + part / (x + 1 + i), 1.00000000019);
  return -base + Math.log((2.506628274631 * sum) / x);
}
export function tBelow(t: number, freedom: number): number {
  const constant = Math.exp(logGamma((freedom + 1) / 2) - logGamma(freedom / 2)) / Math.sqrt(freedom * Math.PI);
  const density = (at: number): number => constant * (1 + at ** 2 / freedom) ** (-(freedom + 1) / 2);
  const steps = 2000;
  const width = Math.abs(t) / steps;
  let sum = density(0) + density(Math.abs(t));
  for (let i = 1; i < steps; i += 1) sum += density(i * width) * (i % 2 === 1 ? 4 : 2);
  return 0.5 + (Math.sign(t) * sum * width) / 3;
}
export function meanOf(values: readonly number[]) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const t = bisect(0, 1000, (at) => tBelow(at, n - 1) < 0.975);
  const error = sd / Math.sqrt(n);
  return { n, mean, error, lower: mean - t * error, upper: mean + t * error };
}
export function adjusted(values: readonly number[]): number[] {
  const m = values.length;
  return values.map((p) => {
    const candidates = values
      .filter((other) => other >= p)
      .map((other) => (other * m) / values.filter((each) => each <= other).length);
    return Math.min(1, ...candidates);
  });
}

/** Two-sided p of a standard normal score, by Simpson's rule. */
export function normalBeyond(z: number): number {
  const steps = 2000;
  const width = Math.abs(z) / steps;
  const density = (at: number): number => Math.exp((-at * at) / 2) / Math.sqrt(2 * Math.PI);
  let inside = density(0) + density(Math.abs(z));
  for (let i = 1; i < steps; i += 1) inside += density(i * width) * (i % 2 === 1 ? 4 : 2);
  return Math.max(0, 1 - (2 * inside * width) / 3);
}
/** p of two shares: the score test, or Fisher's where a cell is expected below 5. */
export function differenceP(x1: number, n1: number, x2: number, n2: number): number {
  const share = (x1 + x2) / (n1 + n2);
  if (Math.min(n1, n2) * Math.min(share, 1 - share) >= 5)
    return normalBeyond((x1 / n1 - x2 / n2) / Math.sqrt(share * (1 - share) * (1 / n1 + 1 / n2)));
  const of = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  const chance = (x: number): number => Math.exp(of(n1, x) + of(n2, x1 + x2 - x) - of(n1 + n2, x1 + x2));
  let p = 0;
  for (let x = Math.max(0, x1 + x2 - n2); x <= Math.min(n1, x1 + x2); x += 1)
    if (chance(x) <= chance(x1) * (1 + 1e-7)) p += chance(x);
  return Math.min(1, p);
}
/** Twice the smaller tail of a fair coin: McNemar's exact p of the two kinds of discordant pairs. */
export function coinP(gone: number, come: number): number {
  let tail = 0;
  for (let k = 0; k <= Math.min(gone, come); k += 1)
    tail += Math.exp(
      logFactorial(gone + come) - logFactorial(k) - logFactorial(gone + come - k) - (gone + come) * Math.LN2,
    );
  return Math.min(1, 2 * tail);
}
/** Newcombe's limits of a difference of the same persons, or pairs; `both` … `none` count the pairs. */
export function paired(both: number, gone: number, come: number, none: number): [number, number, number] {
  const n = both + gone + come + none;
  const cross = both * none - gone * come;
  const product = (both + gone) * (come + none) * (both + come) * (gone + none);
  const phi = product === 0 ? 0 : (cross > 0 ? Math.max(0, cross - n / 2) : cross) / Math.sqrt(product);
  return newcombe(both + come, n, both + gone, n, phi);
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
