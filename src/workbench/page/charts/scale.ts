/** Axes with round steps, as Excel chooses them where nobody sets them. */
import type { Axis } from '../../book/chart/types';

export interface Scale {
  readonly minimum: number;
  readonly maximum: number;
  readonly ticks: readonly number[];
}

/** 1, 2 or 5 times a power of ten, the smallest that is not below the raw step. */
function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const times = [1, 2, 5, 10].find((each) => each * power >= raw * (1 - 1e-9)) ?? 10;
  return times * power;
}

const tidy = (value: number): number => Number(value.toPrecision(12));

/** The scale of these values; `fromZero` for bars, whose length is what counts. `steps` is how many fit at most. */
export function scaleOf(values: readonly number[], axis: Axis, fromZero: boolean, steps: number): Scale {
  let [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  // Excel begins at zero unless the values lie close together and far from it.
  if (fromZero || high - low > Math.abs(high) / 6 || low === high) [low, high] = [Math.min(0, low), Math.max(0, high)];
  if (low === high) high = low + 1;
  const given = { minimum: axis.minimum ?? undefined, maximum: axis.maximum ?? undefined };
  const span = (given.maximum ?? high) - (given.minimum ?? low);
  const step = axis.majorUnit ?? roundStep(Math.max(span, 1e-9) / Math.max(1, steps));
  const room = span * 0.03;
  const minimum = given.minimum ?? tidy(Math.floor((low - (low === 0 || low % step === 0 ? 0 : room)) / step) * step);
  const maximum = given.maximum ?? tidy(Math.ceil((high + (high === 0 ? 0 : room)) / step) * step);
  const ticks: number[] = [];
  for (let at = Math.ceil(minimum / step - 1e-9) * step; at <= maximum + step * 1e-6 && ticks.length < 200; at += step)
    ticks.push(tidy(at));
  return { minimum, maximum: maximum > minimum ? maximum : minimum + step, ticks };
}

/** Where a value lies between the ends of the scale, 0 to 1. */
export function shareOf({ minimum, maximum }: Scale, value: number): number {
  return (value - minimum) / (maximum - minimum);
}
