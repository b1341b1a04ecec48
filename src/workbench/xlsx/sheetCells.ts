/** The cells of a sheet of a saved workbook as they stand: address, value, formula, whoever wrote the file (ECMA-376 Part 1, 18.3.1.4). */
import { strFromU8 } from 'fflate';
import { columnNumber } from '../../formula';
import { unescaped } from './charts/xml';

/** A file that holds something that is not read here. */
export class UnreadCells extends Error {
  override readonly name = 'UnreadCells';
}

/** A formula as the cell has it. */
export interface StoredCellFormula {
  readonly text: string;
  /** What the element says besides: `t`, `ref`, `si`. */
  readonly attributes: string;
}

export interface StoredCell {
  readonly row: number;
  readonly column: number;
  /** null: the cell is blank, or its formula has no value. */
  readonly value: string | number | boolean | null;
  /** An error value, which `value` names. */
  readonly isError: boolean;
  readonly formula: StoredCellFormula | null;
}

const CELL = /<(?:\w+:)?c(\s[^>]*?)(?:\/>|>([^]*?)<\/(?:\w+:)?c>)/g;
const FORMULA = /<(?:\w+:)?f(\s[^>]*?)?(?:\/>|>([^<]*)<\/)/;
const VALUE = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<\//;
const ITEM = /<(?:\w+:)?si(?:\s[^>]*)?(?:\/>|>([^]*?)<\/(?:\w+:)?si>)/g;
const SPOKEN = /<(?:\w+:)?rPh[\s>][^]*?<\/(?:\w+:)?rPh>/g;
const RUN = /<(?:\w+:)?t(?:\s[^>]*?)?(?:\/>|>([^<]*)<\/)/g;

/** A text as XML has it: line ends are one sign, and signs that XML cannot hold are `_x000D_` (22.9.2.19 ST_Xstring). */
function textOf(xml: string): string {
  const text = unescaped(xml.includes('\r') ? xml.replace(/\r\n?/g, '\n') : xml);
  return text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
}

/** The text of an item, without the readings that Japanese Excel adds. */
function itemText(inner: string): string {
  const plain = inner.includes('rPh') ? inner.replace(SPOKEN, '') : inner;
  let text = '';
  for (const [, run = ''] of plain.matchAll(RUN)) text += textOf(run);
  return text;
}

/** The texts that cells refer to (18.4.9 sst), in their order. */
export function sharedTextsIn(part: Uint8Array | undefined): readonly string[] {
  return part === undefined ? [] : Array.from(strFromU8(part).matchAll(ITEM), ([, inner = '']) => itemText(inner));
}

function attribute(tag: string, name: string): string | null {
  const start = tag.indexOf(` ${name}="`);
  return start < 0 ? null : tag.slice(start + name.length + 3, tag.indexOf('"', start + name.length + 3));
}

function valueOf(type: string | null, written: string, inner: string, texts: readonly string[]): StoredCell['value'] {
  if (type === 'inlineStr') return itemText(inner);
  if (type === 'str') return textOf(written);
  if (written === '') return null;
  if (type === 's') {
    const text = texts[Number(written)];
    if (text === undefined) throw new UnreadCells(`no text ${written}`);
    return text;
  }
  if (type === 'b') return written === '1' || written === 'true';
  if (type === 'e') return textOf(written);
  const number = Number(written);
  if (!(type === null || type === 'n') || !Number.isFinite(number)) throw new UnreadCells(`a value ${written}`);
  // Minus zero is written in more than one way.
  return number === 0 ? 0 : number;
}

/**
 * The cells of a sheet that are not blank, in the order of the file.
 * @param xml the worksheet part
 * @throws UnreadCells for cells without an address, and for what no spreadsheet program writes
 */
export function* cellsOf(xml: string, texts: readonly string[]): Generator<StoredCell> {
  if (xml.includes('<![CDATA[')) throw new UnreadCells('CDATA');
  for (const [, tag = '', inner] of xml.matchAll(CELL)) {
    if (inner === undefined || inner === '') continue;
    const place = attribute(tag, 'r');
    const digits = place === null ? -1 : place.search(/\d/);
    if (digits < 1) throw new UnreadCells('a cell without an address');
    const column = columnNumber(place!.slice(0, digits));
    const type = attribute(tag, 't');
    const isPlain = inner.startsWith('<v>');
    const found = isPlain ? null : FORMULA.exec(inner);
    const written = isPlain ? inner.slice(3, inner.indexOf('<', 3)) : (VALUE.exec(inner)?.[1] ?? '');
    const value = valueOf(type, written, inner, texts);
    if (value === null && found === null) continue;
    yield {
      row: Number(place!.slice(digits)) - 1,
      column,
      value,
      isError: type === 'e',
      formula: found === null ? null : { text: unescaped(found[2] ?? ''), attributes: found[1] ?? '' },
    };
  }
}

/** One attribute of a formula or a cell; null where it has none. */
export { attribute };
