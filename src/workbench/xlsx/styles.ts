/** Cell formats between the workbook and xlsx files. */
import type { BorderLineStyle, CellStyle as FileStyle } from 'hucre';
import { type CellStyle, DEFAULT_FONT, DEFAULT_FONT_SIZE, type LineStyle, type Side } from '../book/style';

/**
 * The library knows no quotePrefix, the mark of a text behind an apostrophe (ECMA-376 Part 1, 18.8.45 xf). It passes through it as a reading order, which
 * nothing else here uses.
 */
export const PASSED_QUOTE = 'readingOrder="1"';

/** The styles part that the library wrote, with the marks of quoted texts in their place. */
export function withQuotes(xml: string): string {
  return xml.replace(
    /<xf\b([^>]*)><alignment\b([^>]*?) readingOrder="1"([^>]*)\/>/g,
    (_, xf, before, after) => `<xf${xf as string} quotePrefix="1"><alignment${before as string}${after as string}/>`,
  );
}

/** The styles part of a file as the library shall read it: the mark passed as a reading order. */
export function withPassedQuotes(xml: string): string {
  return xml.replace(
    /<xf\b([^>]*?)\/?>(?:\s*<alignment\b([^>]*?)\/>)?/g,
    (whole: string, xf: string, alignment?: string) => {
      if (!/\bquotePrefix="(?:1|true)"/.test(xf)) return whole;
      const passed = `<alignment${(alignment ?? '').replace(/\s*\breadingOrder="\d"/, '')} ${PASSED_QUOTE}/>`;
      return alignment === undefined && whole.endsWith('/>') ? `<xf${xf}>${passed}</xf>` : `<xf${xf}>${passed}`;
    },
  );
}

const SIDES: readonly Side[] = ['top', 'bottom', 'left', 'right'];

/** A format for the file; one object for each format, which the writer can share. */
export function toFileStyle(style: CellStyle): FileStyle | undefined {
  const file: FileStyle = {};
  const font = {
    ...(style.bold ? { bold: true } : {}),
    ...(style.italic ? { italic: true } : {}),
    ...(style.underline ? { underline: true } : {}),
    ...(style.strikethrough ? { strikethrough: true } : {}),
    ...(style.color ? { color: { rgb: style.color.slice(1) } } : {}),
    ...(style.size ? { size: style.size } : {}),
    ...(style.font ? { name: style.font } : {}),
  };
  // A font without name or size is not the default font: every reader puts another one in its place.
  if (Object.keys(font).length > 0) file.font = { name: DEFAULT_FONT, size: DEFAULT_FONT_SIZE, ...font };
  if (style.fill) file.fill = { type: 'pattern', pattern: 'solid', fgColor: { rgb: style.fill.slice(1) } };
  const alignment = {
    ...(style.horizontal ? { horizontal: style.horizontal } : {}),
    ...(style.vertical ? { vertical: style.vertical } : {}),
    ...(style.wrap ? { wrapText: true } : {}),
    ...(style.indent ? { indent: style.indent } : {}),
    ...(style.quotePrefix ? { readingOrder: 'ltr' as const } : {}),
  };
  if (Object.keys(alignment).length > 0) file.alignment = alignment;
  if (style.numberFormat && style.numberFormat !== 'General') file.numFmt = style.numberFormat;
  if (style.locked !== undefined) file.protection = { locked: style.locked };
  if (style.borders) {
    file.border = {};
    for (const side of SIDES) {
      const line = style.borders[side];
      if (line) file.border[side] = { style: line.style, color: { rgb: line.color.slice(1) } };
    }
  }
  return Object.keys(file).length > 0 ? file : undefined;
}

const LINES: Partial<Record<BorderLineStyle, LineStyle>> = {
  thin: 'thin',
  medium: 'medium',
  thick: 'thick',
  hair: 'hair',
  dotted: 'dotted',
  dashed: 'dashed',
  double: 'double',
};

/** A format from a file. Theme colours and gradients are not taken over. */
export function fromFileStyle(file: FileStyle): CellStyle {
  const { font, fill, alignment, border } = file;
  const color = (value: { rgb?: string } | undefined): string | undefined =>
    value?.rgb ? `#${value.rgb.slice(-6).toUpperCase()}` : undefined;
  const horizontal = alignment?.horizontal;
  const vertical = alignment?.vertical;
  const style: Record<string, unknown> = {
    bold: font?.bold || undefined,
    italic: font?.italic || undefined,
    underline: font?.underline ? true : undefined,
    strikethrough: font?.strikethrough || undefined,
    color: color(font?.color) === '#000000' ? undefined : color(font?.color),
    size: font?.size === DEFAULT_FONT_SIZE ? undefined : font?.size,
    font: font?.name === 'Calibri' || font?.name === DEFAULT_FONT ? undefined : font?.name,
    fill: fill?.type === 'pattern' && fill.pattern === 'solid' ? color(fill.fgColor) : undefined,
    horizontal:
      horizontal === 'left' || horizontal === 'center' || horizontal === 'right' || horizontal === 'justify'
        ? horizontal
        : undefined,
    vertical: vertical === 'top' || vertical === 'center' ? vertical : undefined,
    wrap: alignment?.wrapText || undefined,
    indent: alignment?.indent || undefined,
    quotePrefix: alignment?.readingOrder === 'ltr' || undefined,
    numberFormat: file.numFmt && file.numFmt !== 'General' ? file.numFmt : undefined,
    locked: file.protection?.locked === false ? false : undefined,
    borders: border && bordersOf(border, color),
  };
  for (const key of Object.keys(style)) if (style[key] === undefined) delete style[key];
  return style as CellStyle;
}

function bordersOf(
  border: NonNullable<FileStyle['border']>,
  color: (value: { rgb?: string } | undefined) => string | undefined,
): CellStyle['borders'] {
  const borders: Partial<Record<Side, { style: LineStyle; color: string }>> = {};
  for (const side of SIDES) {
    const line = border[side];
    const style = line && LINES[line.style];
    if (style) borders[side] = { style, color: color(line.color) ?? '#000000' };
  }
  return Object.keys(borders).length > 0 ? borders : undefined;
}
