/** Draws a chart as SVG from what its cells hold now. */
import type { SeriesData } from '../../book/chart/data';
import { kindOf } from '../../book/chart/kinds';
import type { Chart } from '../../book/chart/types';
import { axes } from './axes';
import { picture, surround, type Room } from './frame';
import { endsOf, type Drawn, type Plot } from './geometry';
import { scaleOf } from './scale';
import { areas, bars, errorBars, lines, round } from './series';

function stack(data: readonly SeriesData[]): Drawn[] {
  const sums = new Map<string, { up: number[]; down: number[] }>();
  const totals = new Map<string, number[]>();
  const keyOf = ({ series }: SeriesData): string => `${kindOf(series.type).family} ${kindOf(series.type).grouping}`;
  for (const each of data)
    each.points.forEach(({ value }, at) => {
      const total = totals.get(keyOf(each)) ?? totals.set(keyOf(each), []).get(keyOf(each))!;
      total[at] = (total[at] ?? 0) + Math.abs(value ?? 0);
    });
  return data.map((each, index) => {
    const { family, grouping } = kindOf(each.series.type);
    const stacked = grouping === 'stacked' || grouping === 'percentStacked';
    if (!stacked)
      return { data: each, index, family, from: each.points.map(() => 0), to: each.points.map(({ value }) => value) };
    const key = keyOf(each);
    const sum = sums.get(key) ?? sums.set(key, { up: [], down: [] }).get(key)!;
    const from: number[] = [];
    const to = each.points.map(({ value }, at) => {
      const share = grouping === 'percentStacked' ? (value ?? 0) / (totals.get(key)?.[at] || 1) : (value ?? 0);
      const side = share < 0 ? sum.down : sum.up;
      from[at] = side[at] ?? 0;
      side[at] = from[at] + share;
      return value === null ? null : side[at];
    });
    return { data: each, index, family, from, to };
  });
}

/** Everything that the value axis has to hold. */
function extremes(drawn: readonly Drawn[]): number[] {
  return drawn.flatMap(({ data, from, to }) =>
    to.flatMap((value, at) =>
      value === null ? [] : [value, ...(from[at] === 0 ? [] : [from[at]!]), ...(endsOf(data, at) ?? [])],
    ),
  );
}

/** The picture of a chart, so many pixels wide and high. */
export function drawChart(chart: Chart, data: readonly SeriesData[], width: number, height: number): string {
  const room: Room = { left: 10, top: 8, right: width - 10, bottom: height - 8 };
  const around = surround(chart, data, room);
  const { family, lying = false, grouping } = kindOf(chart.type);
  if (family === 'pie' || family === 'doughnut')
    return picture(chart, width, height, around + round(chart, data, room));
  const drawn = stack(data);
  const fromZero = drawn.some((each) => each.family === 'bar' || each.family === 'area');
  const steps = (lying ? room.right - room.left : room.bottom - room.top) / (lying ? 70 : 34);
  const longest = data.reduce(
    (most, each) => (each.labels.length > most.length ? each.labels : most),
    [] as SeriesData['labels'],
  );
  const count = Math.max(longest.length, ...data.map(({ points }) => points.length), 0);
  const numbers = data.flatMap(({ labels, points }) =>
    labels.length > 0 ? labels.flatMap(({ value }) => value ?? []) : points.map((_point, at) => at + 1),
  );
  const plot: Plot = {
    chart,
    room,
    lying,
    value: scaleOf(extremes(drawn), chart.axes.value, fromZero, steps),
    across: family === 'scatter' ? scaleOf(numbers, chart.axes.category, false, (room.right - room.left) / 70) : null,
    categories: Array.from({ length: count }, (_, at) => longest[at]?.text ?? String(at + 1)),
  };
  const format = grouping === 'percentStacked' ? '0%' : (data[0]?.format ?? 'General');
  const behind = axes(plot, { value: format, across: 'General' });
  const marks = areas(plot, drawn) + bars(plot, drawn) + lines(plot, drawn) + errorBars(plot, drawn);
  return picture(chart, width, height, around + behind + marks);
}
