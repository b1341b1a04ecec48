/** Small things that charts are drawn with: markers, lines, texts, as SVG. Sizes are in pixels. */
import { inkOf } from '../../../plan/chartSpec';
import { kindOf } from '../../book/chart/kinds';
import { AUTOMATIC_COLOURS, type Font, type LineStyleName, type MarkerName, type Series } from '../../book/chart/types';
import { el, escaped } from '../../xlsx/charts/xml';

export const PIXELS_PER_POINT = 4 / 3;
const n = (value: number): number => Math.round(value * 100) / 100;

export const sizeOf = (font: Font, standard = 10): number => (font.size ?? standard) * PIXELS_PER_POINT;

/** The width that a text takes: full-width letters are as wide as high. */
export function widthOf(text: string, size: number): number {
  let units = 0;
  for (const letter of text) units += letter.codePointAt(0)! > 0xff ? 1 : letter === '%' ? 0.95 : 0.58;
  return units * size;
}

interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Degrees; around the point. */
  readonly turn?: number;
}

export function textAt(x: number, y: number, text: string, font: Font, options: TextOptions = {}): string {
  return el(
    'text',
    {
      x: n(x),
      y: n(y),
      'font-size': n(sizeOf(font)),
      'font-weight': font.bold ? 700 : undefined,
      'font-style': font.italic ? 'italic' : undefined,
      fill: font.color ?? '#404040',
      'text-anchor': options.anchor === 'start' ? undefined : (options.anchor ?? 'middle'),
      transform: options.turn === undefined ? undefined : `rotate(${options.turn} ${n(x)} ${n(y)})`,
    },
    escaped(text),
  );
}

const DASHES: Partial<Record<LineStyleName, readonly number[]>> = {
  Dash: [4, 3],
  DashDot: [4, 3, 1, 3],
  DashDotDot: [8, 3, 1, 3, 1, 3],
  Dot: [1, 3],
  RoundDot: [0.1, 2],
};

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly style?: LineStyleName;
}

export function strokeOf({ colour, width, style }: Stroke): Record<string, string | number | undefined> {
  const dash = style === undefined ? undefined : DASHES[style];
  return {
    stroke: colour,
    'stroke-width': n(width),
    'stroke-linecap': style === 'RoundDot' ? 'round' : undefined,
    'stroke-dasharray': dash?.map((part) => n(part * width)).join(' '),
  };
}

export function segment(x1: number, y1: number, x2: number, y2: number, stroke: Stroke): string {
  return el('line', { x1: n(x1), y1: n(y1), x2: n(x2), y2: n(y2), ...strokeOf(stroke) });
}

/** A line through points; null is a gap. */
export function polyline(points: readonly (readonly [number, number] | null)[], stroke: Stroke): string {
  let path = '';
  let down = false;
  for (const point of points) {
    if (point !== null) path += `${down ? 'L' : 'M'}${n(point[0])} ${n(point[1])}`;
    down = point !== null;
  }
  return path === '' ? '' : el('path', { d: path, fill: 'none', 'stroke-linejoin': 'round', ...strokeOf(stroke) });
}

export function rectangle(x: number, y: number, width: number, height: number, looks: object): string {
  return el('rect', { x: n(x), y: n(y), width: n(Math.max(0, width)), height: n(Math.max(0, height)), ...looks });
}

/** The glyph of a marker around a point. */
export function markerAt(name: MarkerName, x: number, y: number, size: number, fill: string, border: string): string {
  const half = size / 2;
  const looks = { fill: fill === '' ? 'none' : fill, stroke: border, 'stroke-width': 1 };
  const bold = { stroke: border, 'stroke-width': n(Math.max(1.5, size / 5)), fill: 'none' };
  const path = (d: string, how: object): string => el('path', { d, ...how });
  switch (name) {
    case 'Square':
      return rectangle(x - half, y - half, size, size, looks);
    case 'Diamond':
      return path(
        `M${n(x)} ${n(y - half)}L${n(x + half)} ${n(y)}L${n(x)} ${n(y + half)}L${n(x - half)} ${n(y)}Z`,
        looks,
      );
    case 'Triangle':
      return path(`M${n(x)} ${n(y - half)}L${n(x + half)} ${n(y + half)}L${n(x - half)} ${n(y + half)}Z`, looks);
    case 'X':
      return path(
        `M${n(x - half)} ${n(y - half)}L${n(x + half)} ${n(y + half)}M${n(x - half)} ${n(y + half)}L${n(x + half)} ${n(y - half)}`,
        bold,
      );
    case 'Plus':
    case 'Star':
      return path(`M${n(x - half)} ${n(y)}H${n(x + half)}M${n(x)} ${n(y - half)}V${n(y + half)}`, bold);
    case 'Dash':
      return rectangle(x - half, y - size / 8, size, size / 4, { fill });
    case 'Dot':
      return rectangle(x - half / 2, y - size / 8, half, size / 4, { fill });
    case 'None':
      return '';
    default:
      return el('circle', { cx: n(x), cy: n(y), r: n(half), ...looks });
  }
}

/** How a series is drawn, with Excel's own choice where nothing is set. */
export interface Looks {
  readonly fill: string;
  readonly border: Stroke | null;
  readonly line: Stroke | null;
  readonly marker: {
    readonly name: MarkerName;
    readonly size: number;
    readonly fill: string;
    readonly border: string;
  } | null;
}

export function looksOf(series: Series, index: number): Looks {
  const automatic = AUTOMATIC_COLOURS[index % AUTOMATIC_COLOURS.length]!;
  const { family, lines = false, markers = false } = kindOf(series.type);
  const fill = series.fill === '' ? 'none' : (series.fill ?? automatic);
  const { color, style, weight } = series.line;
  const drawn = family === 'line' || family === 'scatter';
  const colour = color ?? (drawn ? automatic : fill);
  const stroke: Stroke = {
    colour,
    width: (weight ?? (drawn ? 2.25 : 0.75)) * PIXELS_PER_POINT,
    ...(style === undefined ? {} : { style }),
  };
  const visible = style !== 'None' && (lines || style !== undefined || color !== undefined);
  const name = series.marker.style ?? (markers ? 'Automatic' : 'None');
  const own = series.marker.fill ?? colour;
  return {
    fill,
    border: !drawn && color !== undefined && style !== 'None' ? stroke : null,
    line: drawn && visible ? stroke : null,
    marker:
      !drawn || name === 'None'
        ? null
        : {
            name: name === 'Automatic' || name === 'Invalid' ? inkOf(index).marker : name,
            size: (series.marker.size ?? 5) * PIXELS_PER_POINT,
            fill: own,
            border: series.marker.border ?? own,
          },
  };
}
