/** Bars, lines, points, areas, slices and error bars of a chart. */
import type { SeriesData } from '../../book/chart/data';
import { kindOf } from '../../book/chart/kinds';
import { AUTOMATIC_COLOURS, type Chart, type Line } from '../../book/chart/types';
import { el } from '../../xlsx/charts/xml';
import type { Room } from './frame';
import { endsOf, pointAt, type Drawn, type Plot } from './geometry';
import { looksOf, markerAt, polyline, rectangle, segment, strokeOf, type Stroke } from './marks';

export function bars(plot: Plot, drawn: readonly Drawn[]): string {
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

export function lines(plot: Plot, drawn: readonly Drawn[]): string {
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

export function areas(plot: Plot, drawn: readonly Drawn[]): string {
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

export function errorBars(plot: Plot, drawn: readonly Drawn[]): string {
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

export function round(chart: Chart, data: readonly SeriesData[], room: Room): string {
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
