/** What stands around the plot of a chart: title, legend, axis titles; and the room that is left. */
import { kindOf } from '../../book/chart/kinds';
import type { SeriesData } from '../../book/chart/data';
import type { Chart, Font, Title } from '../../book/chart/types';
import { el, escaped } from '../../xlsx/charts/xml';
import { looksOf, markerAt, rectangle, segment, sizeOf, textAt, widthOf } from './marks';

export interface Room {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const LEADING = 1.35;
const AXIS_LEADING = 1.6;
const KEY = 26;

/** Lines of a title with the letters of each look, centred. */
function titleLines(title: Title, base: Font, centre: number, top: number): { xml: string; height: number } {
  const whole = { ...base, ...title.font };
  let start = 0;
  let y = top;
  let xml = '';
  for (const line of title.text.split('\n')) {
    const part = title.parts.find((each) => each.start < start + line.length && each.start + each.length > start);
    const covers = part !== undefined && part.start <= start && part.start + part.length >= start + line.length;
    const font = covers ? { ...whole, ...part.font } : whole;
    const size = sizeOf(font, 14);
    y += size * LEADING;
    xml += textAt(centre, y - size * 0.25, line, { ...font, size: size / (4 / 3) });
    start += line.length + 1;
  }
  return { xml, height: y - top };
}

interface Entry {
  readonly data: SeriesData;
  readonly index: number;
  readonly label: string;
}

function entriesOf(chart: Chart, data: readonly SeriesData[]): Entry[] {
  const { family } = kindOf(chart.type);
  const [first] = data;
  if ((family === 'pie' || family === 'doughnut') && first)
    return first.points.map((_point, index) => ({
      data: first,
      index,
      label: first.labels[index]?.text ?? String(index + 1),
    }));
  return data
    .map((each, index) => ({ data: each, index, label: each.name }))
    .filter(({ index }) => !chart.legend.hidden.includes(index));
}

/** The sample in front of a name. */
function keyAt(x: number, y: number, { data, index }: Entry): string {
  const looks = looksOf(data.series, index);
  const { family } = kindOf(data.series.type);
  if (family !== 'line' && family !== 'scatter')
    return rectangle(x + KEY / 2 - 5, y - 5, 10, 10, { fill: looks.fill === 'none' ? '#FFFFFF' : looks.fill });
  const { line, marker } = looks;
  return (
    (line === null ? '' : segment(x, y, x + KEY, y, line)) +
    (marker === null ? '' : markerAt(marker.name, x + KEY / 2, y, marker.size, marker.fill, marker.border))
  );
}

function legend(chart: Chart, data: readonly SeriesData[], room: Room): string {
  const { visible, position, font: own } = chart.legend;
  const entries = visible ? entriesOf(chart, data) : [];
  if (entries.length === 0) return '';
  const font = { ...chart.font, ...own };
  const size = sizeOf(font);
  const height = size * 1.5;
  const entry = (each: Entry, x: number, y: number): string =>
    keyAt(x, y, each) + textAt(x + KEY + 4, y + size * 0.35, each.label, font, { anchor: 'start' });
  const widths = entries.map(({ label }) => KEY + 4 + widthOf(label, size) + 12);
  if (position === 'Left' || position === 'Right' || position === 'Corner') {
    const width = Math.min(Math.max(...widths), (room.right - room.left) * 0.4);
    const x = position === 'Left' ? room.left : room.right - width;
    if (position === 'Left') room.left += width;
    else room.right -= width;
    const middle = (room.top + room.bottom) / 2 - ((entries.length - 1) * height) / 2;
    const first = position === 'Corner' ? room.top + height / 2 : Math.max(room.top + height / 2, middle);
    return entries.map((each, index) => entry(each, x, first + index * height)).join('');
  }
  const lines: { items: [Entry, number][]; width: number }[] = [];
  entries.forEach((each, index) => {
    const last = lines.at(-1);
    const width = widths[index]!;
    if (last === undefined || last.width + width > room.right - room.left)
      lines.push({ items: [[each, width]], width });
    else {
      last.items.push([each, width]);
      last.width += width;
    }
  });
  const block = lines.length * height;
  const top = position === 'Top' ? room.top : room.bottom - block;
  if (position === 'Top') room.top += block;
  else room.bottom -= block;
  return lines
    .map(({ items, width }, row) => {
      let x = (room.left + room.right - width) / 2;
      return items
        .map(([each, own]) => {
          const xml = entry(each, x, top + (row + 0.5) * height);
          x += own;
          return xml;
        })
        .join('');
    })
    .join('');
}

/** Draws what surrounds the plot and takes its room away. */
export function surround(chart: Chart, data: readonly SeriesData[], room: Room): string {
  let xml = '';
  if (chart.title.visible && chart.title.text !== '') {
    const lines = titleLines(chart.title, chart.font, (room.left + room.right) / 2, room.top);
    xml += lines.xml;
    if (!chart.title.overlay) room.top += lines.height + 4;
  }
  xml += legend(chart, data, room);
  const { family, lying = false } = kindOf(chart.type);
  if (family === 'pie' || family === 'doughnut') return xml;
  const { category, value } = chart.axes;
  const [across, upward] = lying ? [value, category] : [category, value];
  const titled = (title: Title): boolean => title.visible && title.text !== '';
  if (titled(across.title)) {
    const font = { ...chart.font, ...across.title.font };
    room.bottom -= sizeOf(font) * AXIS_LEADING;
    xml += textAt((room.left + room.right) / 2, room.bottom + sizeOf(font) * 1.2, across.title.text, font);
  }
  if (titled(upward.title)) {
    const font = { ...chart.font, ...upward.title.font };
    const size = sizeOf(font);
    xml += textAt(room.left + size, (room.top + room.bottom) / 2, upward.title.text, font, { turn: -90 });
    room.left += size * AXIS_LEADING;
  }
  return xml;
}

/** The whole picture around what is drawn, for the screen and for those who hear it. */
export function picture(chart: Chart, width: number, height: number, inside: string): string {
  const name = chart.title.text.split('\n')[0] || chart.name;
  const border = chart.border.style === 'None' ? 'none' : (chart.border.color ?? '#D9D9D9');
  return el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': chart.altText === '' ? name : `${name}。${chart.altText}`,
      'font-family': `${chart.font.name ? `'${chart.font.name}', ` : ''}'Yu Gothic', 'Noto Sans CJK JP', sans-serif`,
    },
    el('title', {}, escaped(chart.altTitle === '' ? name : chart.altTitle)),
    rectangle(0.5, 0.5, width - 1, height - 1, { fill: chart.fill === '' ? 'none' : chart.fill, stroke: border }),
    inside,
  );
}
