/** Cell formats as Excel names them, and their form inside Univer. */
import {
  BooleanNumber,
  BorderStyleTypes,
  HorizontalAlign,
  type IStyleData,
  type Styles,
  VerticalAlign,
  WrapStrategy,
} from '@univerjs/core';

export type Side = 'top' | 'bottom' | 'left' | 'right';
export type LineStyle = 'thin' | 'medium' | 'thick' | 'hair' | 'dotted' | 'dashed' | 'double';

/** What a cell may look like; what is absent is as in an empty workbook. Colours are `#RRGGBB`. */
export interface CellStyle {
  readonly fill?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
  readonly color?: string;
  /** Points. */
  readonly size?: number;
  readonly font?: string;
  readonly horizontal?: 'left' | 'center' | 'right' | 'justify';
  readonly vertical?: 'top' | 'center' | 'bottom';
  readonly wrap?: boolean;
  readonly indent?: number;
  readonly numberFormat?: string;
  /** True where an apostrophe made the cell a text. */
  readonly quotePrefix?: boolean;
  /** False where the cell stays open on a protected sheet. */
  readonly locked?: boolean;
  readonly borders?: Readonly<Partial<Record<Side, { readonly style: LineStyle; readonly color: string }>>>;
}

export const EMPTY_STYLE: CellStyle = {};
export const DEFAULT_FONT = '游ゴシック';
export const DEFAULT_FONT_SIZE = 11;

const HORIZONTAL = {
  left: HorizontalAlign.LEFT,
  center: HorizontalAlign.CENTER,
  right: HorizontalAlign.RIGHT,
  justify: HorizontalAlign.JUSTIFIED,
} as const;
const VERTICAL = { top: VerticalAlign.TOP, center: VerticalAlign.MIDDLE, bottom: VerticalAlign.BOTTOM } as const;
const LINES: Record<LineStyle, BorderStyleTypes> = {
  thin: BorderStyleTypes.THIN,
  medium: BorderStyleTypes.MEDIUM,
  thick: BorderStyleTypes.THICK,
  hair: BorderStyleTypes.HAIR,
  dotted: BorderStyleTypes.DOTTED,
  dashed: BorderStyleTypes.DASHED,
  double: BorderStyleTypes.DOUBLE,
};
/** Pixels of one step of an indent. */
const INDENT = 9;
const SIDES: Record<Side, 't' | 'b' | 'l' | 'r'> = { top: 't', bottom: 'b', left: 'l', right: 'r' };

/** The styles of a workbook: each one once, known under an id that Univer's cells carry. */
export class StyleBook {
  private readonly byId = new Map<string, CellStyle>();
  private readonly ids = new Map<string, string>();
  private readonly idByStyle = new WeakMap<CellStyle, string>();
  private readonly laidOver = new WeakMap<CellStyle, WeakMap<CellStyle, CellStyle>>();
  /** By the id below and the patch in words: the same few patches come again and again. */
  private readonly merged = new Map<string, Map<string, string | undefined>>();
  private readonly words = new WeakMap<CellStyle, string>();

  constructor(private readonly styles: Styles) {}

  /** The style behind a cell's `s`. Styles that the engine made itself carry only a number format. */
  of(id: string | IStyleData | null | void): CellStyle {
    if (id === null || id === undefined) return EMPTY_STYLE;
    if (typeof id !== 'string') return fromUniver(id);
    const known = this.byId.get(id);
    if (known) return known;
    const style = fromUniver(this.styles.get(id) ?? {});
    this.byId.set(id, style);
    return style;
  }

  /** The id of a style; undefined for the empty one. */
  idOf(style: CellStyle): string | undefined {
    const met = this.idByStyle.get(style);
    if (met !== undefined) return met;
    const id = this.idOfContent(style);
    if (id !== undefined) this.idByStyle.set(style, id);
    return id;
  }

  private idOfContent(style: CellStyle): string | undefined {
    const text = JSON.stringify(
      style,
      Object.keys(style).sort().concat(['top', 'bottom', 'left', 'right', 'style', 'color']),
    );
    if (text === '{}') return undefined;
    const known = this.ids.get(text);
    if (known) return known;
    const id = `c${this.ids.size + 1}`;
    this.ids.set(text, id);
    this.byId.set(id, style);
    this.styles.addCustomStyle(id, toUniver(style));
    return id;
  }

  /** A style over the one of its row or column: one object for the same two, which its users know again. */
  over(under: CellStyle, style: CellStyle): CellStyle {
    let known = this.laidOver.get(under);
    if (known === undefined) this.laidOver.set(under, (known = new WeakMap()));
    let laid = known.get(style);
    if (laid === undefined) known.set(style, (laid = mergeStyle(under, style)));
    return laid;
  }

  /** The id of the style behind `id` with the patch laid over it. */
  patch(id: string | IStyleData | null | void, patch: CellStyle): string | undefined {
    if (id && typeof id !== 'string') return this.idOf(mergeStyle(this.of(id), patch));
    const key = id ?? '';
    let results = this.merged.get(key);
    if (!results) this.merged.set(key, (results = new Map()));
    const words = this.wordsOf(patch);
    const known = results.get(words);
    if (known !== undefined || results.has(words)) return known;
    const made = this.idOf(mergeStyle(this.of(id), patch));
    results.set(words, made);
    return made;
  }

  private wordsOf(patch: CellStyle): string {
    let words = this.words.get(patch);
    if (words === undefined) {
      // What is undefined takes a property away, and no property is null.
      words = JSON.stringify(patch, (_, value: unknown) => (value === undefined ? null : value));
      this.words.set(patch, words);
    }
    return words;
  }
}

/** Lays a patch over a style; borders side by side, and `undefined` in the patch takes a property away. */
export function mergeStyle(style: CellStyle, patch: CellStyle): CellStyle {
  const merged: Record<string, unknown> = { ...style, ...patch };
  if (style.borders && patch.borders) {
    const borders: Record<string, unknown> = { ...style.borders, ...patch.borders };
    for (const side of Object.keys(borders)) if (borders[side] === undefined) delete borders[side];
    merged.borders = borders;
  }
  for (const key of Object.keys(merged)) if (merged[key] === undefined) delete merged[key];
  return merged as CellStyle;
}

function toUniver(style: CellStyle): IStyleData {
  const data: IStyleData = {};
  if (style.fill) data.bg = { rgb: style.fill };
  if (style.bold) data.bl = BooleanNumber.TRUE;
  if (style.italic) data.it = BooleanNumber.TRUE;
  if (style.underline) data.ul = { s: BooleanNumber.TRUE };
  if (style.strikethrough) data.st = { s: BooleanNumber.TRUE };
  if (style.color) data.cl = { rgb: style.color };
  if (style.size) data.fs = style.size;
  if (style.font) data.ff = style.font;
  if (style.horizontal) data.ht = HORIZONTAL[style.horizontal];
  if (style.vertical) data.vt = VERTICAL[style.vertical];
  if (style.wrap) data.tb = WrapStrategy.WRAP;
  if (style.indent) data.pd = { [style.horizontal === 'right' ? 'r' : 'l']: style.indent * INDENT };
  if (style.numberFormat && style.numberFormat !== 'General') data.n = { pattern: style.numberFormat };
  if (style.borders) {
    data.bd = {};
    for (const side of Object.keys(SIDES) as Side[]) {
      const line = style.borders[side];
      if (line) data.bd[SIDES[side]] = { s: LINES[line.style], cl: { rgb: line.color } };
    }
  }
  return data;
}

/** Lines that the workbook does not know, such as mixed dashes, become the nearest that it does. */
function bordersOf(border: IStyleData['bd']): CellStyle['borders'] {
  const borders: Partial<Record<Side, { style: LineStyle; color: string }>> = {};
  for (const side of Object.keys(SIDES) as Side[]) {
    const line = border?.[SIDES[side]];
    if (!line || line.s === BorderStyleTypes.NONE) continue;
    const known = (Object.keys(LINES) as LineStyle[]).find((name) => LINES[name] === line.s);
    const nearest = line.s >= BorderStyleTypes.MEDIUM ? 'medium' : 'dashed';
    borders[side] = { style: known ?? nearest, color: line.cl?.rgb ?? '#000000' };
  }
  return Object.keys(borders).length > 0 ? borders : undefined;
}

/** An indent is kept away from the side that the text stands at. */
function indentOf(padding: IStyleData['pd']): number | undefined {
  const pixels = Math.max(padding?.l ?? 0, padding?.r ?? 0);
  return pixels > 0 ? Math.max(1, Math.round(pixels / INDENT)) : undefined;
}

function fromUniver(data: IStyleData): CellStyle {
  const find = <T extends string>(table: Record<T, unknown>, value: unknown): T | undefined =>
    (Object.keys(table) as T[]).find((name) => table[name] === value);
  const style: Record<string, unknown> = {
    fill: data.bg?.rgb ?? undefined,
    bold: data.bl ? true : undefined,
    italic: data.it ? true : undefined,
    underline: data.ul?.s ? true : undefined,
    strikethrough: data.st?.s ? true : undefined,
    color: data.cl?.rgb ?? undefined,
    size: data.fs,
    font: data.ff ?? undefined,
    horizontal: find(HORIZONTAL, data.ht),
    vertical: find(VERTICAL, data.vt),
    wrap: data.tb === WrapStrategy.WRAP ? true : undefined,
    indent: indentOf(data.pd),
    numberFormat: data.n?.pattern,
    borders: bordersOf(data.bd),
  };
  for (const key of Object.keys(style)) if (style[key] === undefined) delete style[key];
  return style as CellStyle;
}
