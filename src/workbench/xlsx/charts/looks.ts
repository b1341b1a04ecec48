/** Fills, lines, markers and fonts of charts between the workbook and the parts of a file. */
import type { Font, Line, LineStyleName, Marker, MarkerName, Title, TitlePart } from '../../book/chart/types';
import { all, down, el, escaped, val, valueOf, type Node } from './xml';

const EMU_PER_POINT = 12700;
const DASHES: Partial<Record<LineStyleName, string>> = {
  Continuous: 'solid',
  Dash: 'dash',
  DashDot: 'dashDot',
  DashDotDot: 'lgDashDotDot',
  Dot: 'dot',
  RoundDot: 'sysDot',
};
/** Colours of the Office theme, for files whose charts name them. */
const THEME: Readonly<Record<string, string>> = {
  accent1: '#4472C4',
  accent2: '#ED7D31',
  accent3: '#A5A5A5',
  accent4: '#FFC000',
  accent5: '#5B9BD5',
  accent6: '#70AD47',
  tx1: '#000000',
  dk1: '#000000',
  tx2: '#44546A',
  dk2: '#44546A',
  bg1: '#FFFFFF',
  lt1: '#FFFFFF',
  bg2: '#E7E6E6',
  lt2: '#E7E6E6',
};

const solid = (colour: string): string =>
  el('a:solidFill', {}, el('a:srgbClr', { val: colour.replace('#', '').toUpperCase() }));

/** '' is no fill, undefined the automatic one. */
export function fillXml(colour: string | undefined): string {
  if (colour === undefined) return '';
  return colour === '' ? el('a:noFill') : solid(colour);
}

/** `hidden`: no line where the style names none, as between the points of a scatter chart. */
export function lineXml(line: Line, hidden = false): string {
  const { style, color, weight } = line;
  if (style === 'None' || (hidden && style === undefined && color === undefined)) return el('a:ln', {}, el('a:noFill'));
  if (style === undefined && color === undefined && weight === undefined) return '';
  const dash = style === undefined ? undefined : DASHES[style];
  return el(
    'a:ln',
    { w: weight === undefined ? undefined : Math.round(weight * EMU_PER_POINT), cap: 'rnd' },
    color !== undefined && color !== '' && solid(color),
    dash !== undefined && dash !== 'solid' && val('a:prstDash', dash),
    el('a:round'),
  );
}

export function shapeXml(...inside: string[]): string {
  return inside.join('') === '' ? '' : el('c:spPr', {}, ...inside);
}

export function markerXml(marker: Marker, shown: boolean): string {
  const { style, size, fill, border } = marker;
  if (!shown && style === undefined) return el('c:marker', {}, val('c:symbol', 'none'));
  if (style === undefined && size === undefined && fill === undefined && border === undefined) return '';
  const symbol = style === undefined || style === 'Automatic' || style === 'Invalid' ? undefined : style.toLowerCase();
  return el(
    'c:marker',
    {},
    symbol !== undefined && val('c:symbol', symbol),
    size !== undefined && val('c:size', Math.round(size)),
    shapeXml(fillXml(fill), border === undefined ? '' : lineXml({ color: border, weight: 0.75 })),
  );
}

function fontAttributes(font: Font): Record<string, string | number | undefined> {
  return {
    sz: font.size === undefined ? undefined : Math.round(font.size * 100),
    b: font.bold === undefined ? undefined : Number(font.bold),
    i: font.italic === undefined ? undefined : Number(font.italic),
  };
}

function fontChildren(font: Font): string {
  const face = font.name === undefined || font.name === '' ? '' : font.name;
  return (
    (font.color === undefined ? '' : solid(font.color)) +
    (face === '' ? '' : el('a:latin', { typeface: face }) + el('a:ea', { typeface: face }))
  );
}

export function textXml(font: Font): string {
  if (Object.values(font).every((each) => each === undefined)) return '';
  const looks = el('a:defRPr', fontAttributes(font), fontChildren(font));
  return el(
    'c:txPr',
    {},
    el('a:bodyPr'),
    el('a:lstStyle'),
    el('a:p', {}, el('a:pPr', {}, looks), el('a:endParaRPr', { lang: 'ja-JP' })),
  );
}

/** The runs of one line: letters of one look each. */
function runsOf(title: Title, base: Font, start: number, text: string): string {
  const fontAt = (index: number): TitlePart | undefined =>
    title.parts.filter((part) => index >= part.start && index < part.start + part.length).at(-1);
  let xml = '';
  for (let from = 0; from < text.length;) {
    const part = fontAt(start + from);
    let to = from + 1;
    while (to < text.length && fontAt(start + to) === part) to += 1;
    const font = { ...base, ...part?.font };
    const looks = el('a:rPr', { lang: 'ja-JP', ...fontAttributes(font) }, fontChildren(font));
    xml += el('a:r', {}, looks, `<a:t>${escaped(text.slice(from, to))}</a:t>`);
    from = to;
  }
  return xml;
}

/** `chart` is the font of the whole chart, which a title does not inherit in every reader. */
export function titleXml(title: Title, chart: Font, turned = false): string {
  if (!title.visible || title.text === '') return '';
  const base = { ...chart, ...title.font };
  let start = 0;
  const lines = title.text.split('\n').map((text) => {
    const looks = el('a:pPr', {}, el('a:defRPr', fontAttributes(base), fontChildren(base)));
    const paragraph = el('a:p', {}, looks, runsOf(title, base, start, text));
    start += text.length + 1;
    return paragraph;
  });
  const body = turned ? el('a:bodyPr', { rot: -5400000, vert: 'horz' }) : el('a:bodyPr');
  return el(
    'c:title',
    {},
    el('c:tx', {}, el('c:rich', {}, body, el('a:lstStyle'), ...lines)),
    val('c:overlay', Number(title.overlay)),
  );
}

// ---- reading ----

export function colourOf(fill: Node | undefined): string | undefined {
  const rgb = valueOf(fill, 'srgbClr');
  if (rgb !== undefined) return `#${rgb.toUpperCase()}`;
  const theme = valueOf(fill, 'schemeClr');
  return theme === undefined ? undefined : THEME[theme];
}

/** '' is no fill, undefined the automatic one. */
export function fillOf(shape: Node | undefined): string | undefined {
  return down(shape, 'noFill') ? '' : colourOf(down(shape, 'solidFill'));
}

export function lineOf(shape: Node | undefined): Line {
  const node = down(shape, 'ln');
  if (node === undefined) return {};
  if (down(node, 'noFill')) return { style: 'None' };
  const color = colourOf(down(node, 'solidFill'));
  const dash = valueOf(node, 'prstDash');
  const style = (Object.keys(DASHES) as LineStyleName[]).find((name) => DASHES[name] === dash);
  const weight = node.attributes.w === undefined ? undefined : Number(node.attributes.w) / EMU_PER_POINT;
  return {
    ...(color === undefined ? {} : { color }),
    ...(style === undefined ? {} : { style }),
    ...(weight === undefined ? {} : { weight }),
  };
}

const MARKER_NAMES: readonly MarkerName[] = [
  'None',
  'Square',
  'Diamond',
  'Triangle',
  'X',
  'Star',
  'Dot',
  'Dash',
  'Circle',
  'Plus',
];

export function markerOf(node: Node | undefined): Marker {
  const symbol = valueOf(node, 'symbol');
  const style = MARKER_NAMES.find((name) => name.toLowerCase() === symbol);
  const size = valueOf(node, 'size');
  const fill = fillOf(down(node, 'spPr'));
  const border = lineOf(down(node, 'spPr')).color;
  return {
    ...(style === undefined ? {} : { style }),
    ...(size === undefined ? {} : { size: Number(size) }),
    ...(fill === undefined ? {} : { fill }),
    ...(border === undefined ? {} : { border }),
  };
}

export function fontOf(looks: Node | undefined): Font {
  if (looks === undefined) return {};
  const { sz, b, i } = looks.attributes;
  const color = colourOf(down(looks, 'solidFill'));
  const name = (down(looks, 'ea') ?? down(looks, 'latin'))?.attributes.typeface;
  return {
    ...(sz === undefined ? {} : { size: Number(sz) / 100 }),
    ...(b === undefined ? {} : { bold: b === '1' || b === 'true' }),
    ...(i === undefined ? {} : { italic: i === '1' || i === 'true' }),
    ...(color === undefined ? {} : { color }),
    ...(name === undefined || name.startsWith('+') ? {} : { name }),
  };
}

/** The font of a `txPr`. */
export function textOf(node: Node | undefined): Font {
  return fontOf(down(node, 'txPr', 'p', 'pPr', 'defRPr'));
}

/** A title; a visible one without a text of its own shows what the chart gives it (`automatic`). */
export function titleOf(node: Node | undefined, automatic = ''): Title {
  const title: Title = { text: automatic, visible: node !== undefined, overlay: false, font: {}, parts: [] };
  if (node === undefined) return { ...title, text: '' };
  title.overlay = valueOf(node, 'overlay') === '1';
  const paragraphs = all(down(node, 'tx', 'rich'), 'p');
  if (paragraphs.length === 0) {
    const cached = down(node, 'tx', 'strRef', 'strCache', 'pt', 'v')?.text;
    return { ...title, text: cached ?? automatic };
  }
  title.font = fontOf(down(paragraphs[0], 'pPr', 'defRPr'));
  let text = '';
  paragraphs.forEach((paragraph, index) => {
    if (index > 0) text += '\n';
    for (const run of paragraph.children.filter(({ name }) => name === 'r' || name === 'fld')) {
      const letters = down(run, 't')?.text ?? '';
      const font = fontOf(down(run, 'rPr'));
      if (letters !== '' && Object.keys(font).length > 0)
        title.parts.push({ start: text.length, length: letters.length, font });
      text += letters;
    }
  });
  return { ...title, text };
}
