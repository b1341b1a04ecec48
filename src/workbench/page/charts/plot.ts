/** Draws a chart as SVG from what its cells hold now. */
import { axisLabel, type SeriesData } from '../../book/chart/data';
import { kindOf, type Family } from '../../book/chart/kinds';
import { AUTOMATIC_COLOURS, type Axis, type Chart, type Line } from '../../book/chart/types';
import { el } from '../../xlsx/charts/xml';
import { picture, surround, type Room } from './frame';
import {
  looksOf,
  markerAt,
  polyline,
  rectangle,
  segment,
  sizeOf,
  strokeOf,
  textAt,
  widthOf,
  type Stroke,
} from './marks';
import { scaleOf, shareOf, type Scale } from './scale';

/** A series with its numbers as they are drawn: stacked on those before it where the kind stacks. */
interface Drawn {
  readonly data: SeriesData;
  readonly index: number;
  readonly family: Family;
  readonly from: readonly number[];
  readonly to: readonly (number | null)[];
}

interface Plot {
  readonly chart: Chart;
  readonly room: Room;
  readonly lying: boolean;
  readonly value: Scale;
  /** Of scatter charts; null: categories. */
  readonly across: Scale | null;
  readonly categories: readonly string[];
}

const GRID: Stroke = { colour: '#D9D9D9', width: 1 };
const AXIS: Stroke = { colour: '#8C8C8C', width: 1 };

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

/** The ends of the error bars of a point, or null. */
function endsOf({ series, plus, minus, points }: SeriesData, at: number): [number, number] | null {
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
function alongCategory({ chart, room, lying, across, categories }: Plot, position: number): number {
  const share = across === null ? position / Math.max(1, categories.length) : shareOf(across, position);
  const turned = chart.axes.category.reversed ? 1 - share : share;
  return lying ? room.bottom - turned * (room.bottom - room.top) : room.left + turned * (room.right - room.left);
}

function alongValue({ chart, room, lying, value }: Plot, at: number): number {
  const share = chart.axes.value.reversed ? 1 - shareOf(value, at) : shareOf(value, at);
  return lying ? room.left + share * (room.right - room.left) : room.bottom - share * (room.bottom - room.top);
}

function pointAt(plot: Plot, position: number, value: number): [number, number] {
  const [a, b] = [alongCategory(plot, position), alongValue(plot, value)];
  return plot.lying ? [b, a] : [a, b];
}

function bars(plot: Plot, drawn: readonly Drawn[]): string {
  const own = drawn.filter(({ family }) => family === 'bar');
  const [first] = own;
  if (first === undefined) return '';
  const { grouping } = kindOf(first.data.series.type);
  const clusters = grouping === 'clustered' ? own.length : 1;
  const { gapWidth = 150, overlap = 0 } = first.data.series;
  const step = grouping === 'clustered' ? 1 - overlap / 100 : 0;
  const width = 1 / (1 + (clusters - 1) * step + gapWidth / 100);
  const begin = (1 - width * (1 + (clusters - 1) * step)) / 2;
  const base = Math.min(Math.max(0, plot.value.minimum), plot.value.maximum);
  return own
    .map((each, order) => {
      const { fill, border } = looksOf(each.data.series, each.index);
      const place = begin + (grouping === 'clustered' ? order * width * step : 0);
      return each.to
        .map((to, at) => {
          if (to === null) return '';
          const [x1, y1] = pointAt(plot, at + place, each.from[at] === 0 ? base : each.from[at]!);
          const [x2, y2] = pointAt(plot, at + place + width, to);
          const looks = { fill, ...(border === null ? {} : strokeOf(border)) };
          return rectangle(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1), looks);
        })
        .join('');
    })
    .join('');
}

/** Where the points of a series stand on the category axis. */
function positionsOf(plot: Plot, { data, to }: Drawn): (number | null)[] {
  return to.map((_value, at) =>
    plot.across === null ? at + 0.5 : data.labels.length > 0 ? (data.labels[at]?.value ?? null) : at + 1,
  );
}

function lines(plot: Plot, drawn: readonly Drawn[]): string {
  return drawn
    .filter(({ family }) => family === 'line' || family === 'scatter')
    .map((each) => {
      const { line, marker } = looksOf(each.data.series, each.index);
      const positions = positionsOf(plot, each);
      const points = each.to.map((value, at) => {
        const shown = value ?? (plot.chart.displayBlanksAs === 'Zero' ? 0 : null);
        return shown === null || positions[at] === null ? null : pointAt(plot, positions[at]!, shown);
      });
      const joined = plot.chart.displayBlanksAs === 'Interplotted' ? points.filter((point) => point !== null) : points;
      const glyphs = points.map((point) =>
        point === null || marker === null
          ? ''
          : markerAt(marker.name, ...point, marker.size, marker.fill, marker.border),
      );
      return (line === null ? '' : polyline(joined, line)) + glyphs.join('');
    })
    .join('');
}

function areas(plot: Plot, drawn: readonly Drawn[]): string {
  return drawn
    .filter(({ family }) => family === 'area')
    .map((each) => {
      const { fill } = looksOf(each.data.series, each.index);
      const top = each.to.map((value, at) => pointAt(plot, at + 0.5, value ?? 0));
      const bottom = each.from.map((value, at) => pointAt(plot, at + 0.5, value)).reverse();
      const path = [...top, ...bottom].map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`);
      return el('path', { d: `${path.join('')}Z`, fill });
    })
    .join('');
}

function errorBars(plot: Plot, drawn: readonly Drawn[]): string {
  return drawn
    .map((each) => {
      const line: Line = each.data.series.yErrorBars?.line ?? {};
      const stroke: Stroke = { colour: line.color ?? '#404040', width: (line.weight ?? 0.75) * (4 / 3) };
      const positions = positionsOf(plot, each);
      return each.to
        .map((_value, at) => {
          const ends = endsOf(each.data, at);
          const position = positions[at] ?? null;
          if (ends === null || position === null) return '';
          const [[x1, y1], [x2, y2]] = [pointAt(plot, position, ends[0]), pointAt(plot, position, ends[1])];
          const [capX, capY] = plot.lying ? [0, 4] : [4, 0];
          return (
            segment(x1, y1, x2, y2, stroke) +
            [[x1, y1] as const, [x2, y2] as const]
              .map(([x, y]) => segment(x - capX, y - capY, x + capX, y + capY, stroke))
              .join('')
          );
        })
        .join('');
    })
    .join('');
}

function round(chart: Chart, data: readonly SeriesData[], room: Room): string {
  const [first] = data;
  if (first === undefined) return '';
  const values = first.points.map(({ value }) => Math.max(0, value ?? 0));
  const total = values.reduce((sum, value) => sum + value, 0);
  const [x, y] = [(room.left + room.right) / 2, (room.top + room.bottom) / 2];
  const radius = Math.max(1, Math.min(room.right - room.left, room.bottom - room.top) / 2 - 4);
  let angle = -Math.PI / 2;
  const slices = values.map((value, index) => {
    const share = total === 0 ? 0 : value / total;
    const [from, to] = [angle, angle + Math.min(share, 0.99999) * 2 * Math.PI];
    angle = from + share * 2 * Math.PI;
    const corner = (at: number): string =>
      `${(x + radius * Math.cos(at)).toFixed(2)} ${(y + radius * Math.sin(at)).toFixed(2)}`;
    const arc = `A${radius.toFixed(2)} ${radius.toFixed(2)} 0 ${share > 0.5 ? 1 : 0} 1 ${corner(to)}`;
    return el('path', {
      d: `M${x.toFixed(2)} ${y.toFixed(2)}L${corner(from)}${arc}Z`,
      fill: AUTOMATIC_COLOURS[index % AUTOMATIC_COLOURS.length],
      stroke: '#FFFFFF',
    });
  });
  const hole =
    kindOf(chart.type).family === 'doughnut' ? el('circle', { cx: x, cy: y, r: radius / 2, fill: '#FFFFFF' }) : '';
  return slices.join('') + hole;
}

/** Labels of a numeric axis in the format that the axis or the cells give. */
function numberLabels(scale: Scale, axis: Axis, format: string): string[] {
  return scale.ticks.map((tick) => axisLabel(tick, axis.numberFormat ?? format));
}

const linesDrawn = (axis: Axis, standard: Stroke): Stroke => ({
  ...standard,
  ...(axis.gridline.color ? { colour: axis.gridline.color } : {}),
});

/** Gridlines, labels and the lines of both axes; takes the room of the labels away first. */
function axes(plot: Plot, formats: { readonly value: string; readonly across: string }): string {
  const { chart, room, lying, value, across, categories } = plot;
  const { category: categoryAxis, value: valueAxis } = chart.axes;
  const font = (axis: Axis) => ({ ...chart.font, ...axis.font });
  const valueLabels =
    valueAxis.labels === 'None' || !valueAxis.visible ? [] : numberLabels(value, valueAxis, formats.value);
  const acrossLabels = across === null ? [...categories] : numberLabels(across, categoryAxis, formats.across);
  const categoryLabels = categoryAxis.labels === 'None' || !categoryAxis.visible ? [] : acrossLabels;
  const [upward, sideways] = lying ? [categoryLabels, valueLabels] : [valueLabels, categoryLabels];
  const [upwardFont, sidewaysFont] = lying
    ? [font(categoryAxis), font(valueAxis)]
    : [font(valueAxis), font(categoryAxis)];
  const widest = (labels: readonly string[], size: number): number =>
    Math.max(0, ...labels.map((label) => widthOf(label, size)));
  room.left += Math.min(widest(upward, sizeOf(upwardFont)) + 8, (room.right - room.left) * 0.45);
  const slot = (room.right - room.left) / Math.max(1, sideways.length);
  const sidewaysSize = sizeOf(sidewaysFont);
  const turned = widest(sideways, sidewaysSize) > slot - 4;
  const height = turned
    ? Math.min(widest(sideways, sidewaysSize) * 0.71 + 10, (room.bottom - room.top) * 0.45)
    : sidewaysSize * 1.5;
  room.bottom -= sideways.length === 0 ? 0 : height;
  room.right -= 8;

  let xml = '';
  const place = (position: number): number => alongCategory(plot, position);
  if (valueAxis.gridlines)
    for (const tick of value.ticks) {
      const at = alongValue(plot, tick);
      const stroke = linesDrawn(valueAxis, GRID);
      xml += lying ? segment(at, room.top, at, room.bottom, stroke) : segment(room.left, at, room.right, at, stroke);
    }
  if (across !== null && categoryAxis.gridlines)
    for (const tick of across.ticks)
      xml += segment(place(tick), room.top, place(tick), room.bottom, linesDrawn(categoryAxis, GRID));
  const sidewaysAt = (at: number, label: string): string =>
    turned
      ? textAt(at, room.bottom + sidewaysSize, label, sidewaysFont, { anchor: 'end', turn: -45 })
      : textAt(at, room.bottom + sidewaysSize * 1.2, label, sidewaysFont);
  const upwardAt = (at: number, label: string): string =>
    textAt(room.left - 6, at + sizeOf(upwardFont) * 0.35, label, upwardFont, { anchor: 'end' });
  const categoryAt = (index: number): number => place(across === null ? index + 0.5 : (across.ticks[index] ?? 0));
  // Labels that would stand on one another are thinned out.
  const every = Math.max(
    1,
    Math.ceil(categoryLabels.length / ((lying ? room.bottom - room.top : room.right - room.left) / 12)),
  );
  categoryLabels.forEach((label, index) => {
    if (index % every === 0) xml += lying ? upwardAt(categoryAt(index), label) : sidewaysAt(categoryAt(index), label);
  });
  valueLabels.forEach((label, index) => {
    const at = alongValue(plot, value.ticks[index]!);
    xml += lying ? sidewaysAt(at, label) : upwardAt(at, label);
  });
  const zero = alongValue(plot, Math.min(Math.max(0, value.minimum), value.maximum));
  xml += lying ? segment(zero, room.top, zero, room.bottom, AXIS) : segment(room.left, zero, room.right, zero, AXIS);
  return xml;
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
