/** Where numbers and categories lie in the plot of a chart. */
import type { SeriesData } from '../../book/chart/data';
import type { Family } from '../../book/chart/kinds';
import type { Chart } from '../../book/chart/types';
import type { Room } from './frame';
import { shareOf, type Scale } from './scale';

/** A series with its numbers as they are drawn: stacked on those before it where the kind stacks. */
export interface Drawn {
  readonly data: SeriesData;
  readonly index: number;
  readonly family: Family;
  readonly from: readonly number[];
  readonly to: readonly (number | null)[];
}

export interface Plot {
  readonly chart: Chart;
  readonly room: Room;
  readonly lying: boolean;
  readonly value: Scale;
  /** Of scatter charts; null: categories. */
  readonly across: Scale | null;
  readonly categories: readonly string[];
}

/** The ends of the error bars of a point, or null. */
export function endsOf({ series, plus, minus, points }: SeriesData, at: number): [number, number] | null {
  const bars = series.yErrorBars;
  const value = points[at]?.value ?? null;
  if (!bars?.visible || value === null) return null;
  const lengths = (custom: readonly (number | null)[]): number => {
    if (bars.type === 'Custom') return custom[at] ?? 0;
    return bars.type === 'Percent' ? (Math.abs(value) * (bars.value ?? 5)) / 100 : (bars.value ?? 0);
  };
  return [
    bars.include === 'PlusValues' ? value : value - lengths(minus),
    bars.include === 'MinusValues' ? value : value + lengths(plus),
  ];
}

/** Distance of a category or an x from the beginning of its axis, in pixels. */
export function alongCategory({ chart, room, lying, across, categories }: Plot, position: number): number {
  const share = across === null ? position / Math.max(1, categories.length) : shareOf(across, position);
  const turned = chart.axes.category.reversed ? 1 - share : share;
  return lying ? room.bottom - turned * (room.bottom - room.top) : room.left + turned * (room.right - room.left);
}

export function alongValue({ chart, room, lying, value }: Plot, at: number): number {
  const share = chart.axes.value.reversed ? 1 - shareOf(value, at) : shareOf(value, at);
  return lying ? room.left + share * (room.right - room.left) : room.bottom - share * (room.bottom - room.top);
}

export function pointAt(plot: Plot, position: number, value: number): [number, number] {
  const [a, b] = [alongCategory(plot, position), alongValue(plot, value)];
  return plot.lying ? [b, a] : [a, b];
}
