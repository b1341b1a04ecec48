/** The cells of a sheet of a saved workbook as they stand: address, value, formula, whoever wrote the file (ECMA-376 Part 1, 18.3.1.4). */
import { strFromU8 } from 'fflate';
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

export type StoredValue = string | number | boolean | null;

/**
 * Told each cell that is not blank; cells are many, so that nothing is made of one. `value` is null for a formula without a value;
 * an error value is named by its text. The answer `false` ends the reading.
 */
export type CellTaker = (
  row: number,
  column: number,
  value: StoredValue,
  isError: boolean,
  formula: StoredCellFormula | null,
) => boolean | void;

const SHEET_DATA = /<(\w+:)?sheetData[\s/>]/;
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

/** Where the texts stand that cells refer to. */
export const TEXTS_PART = 'xl/sharedStrings.xml';

/** The texts that cells refer to (18.4.9 sst), in their order. */
export function sharedTextsIn(part: Uint8Array | undefined): readonly string[] {
  return part === undefined ? [] : Array.from(strFromU8(part).matchAll(ITEM), ([, inner = '']) => itemText(inner));
}

/** One attribute of a formula or a cell; null where it has none. */
export function attribute(tag: string, name: string): string | null {
  const start = tag.indexOf(` ${name}="`);
  return start < 0 ? null : tag.slice(start + name.length + 3, tag.indexOf('"', start + name.length + 3));
}

function valueOf(type: string | null, written: string, inner: string, texts: readonly string[]): StoredValue {
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

const [DIGIT_0, DIGIT_9, LETTER_A, LETTER_Z] = [0x30, 0x39, 0x41, 0x5a];

/**
 * Reads the cells of a sheet, in the order of the file.
 * @param xml the worksheet part
 * @throws UnreadCells for cells without an address, and for what no spreadsheet program writes
 */
export function eachCell(xml: string, texts: readonly string[], take: CellTaker): void {
  const data = SHEET_DATA.exec(xml);
  if (data === null) return;
  if (xml.includes('<![CDATA[')) throw new UnreadCells('CDATA');
  const prefix = data[1] ?? '';
  const [opening, closing] = [`<${prefix}c `, `</${prefix}c>`];
  for (let at = xml.indexOf(opening, data.index); at >= 0; at = xml.indexOf(opening, at)) {
    const tagEnd = xml.indexOf('>', at);
    if (tagEnd < 0) throw new UnreadCells('a tag without an end');
    const inside = tagEnd + 1;
    if (xml.charCodeAt(tagEnd - 1) === 0x2f || xml.startsWith(closing, inside)) {
      at = inside;
      continue;
    }
    const end = xml.indexOf(closing, inside);
    const tag = xml.slice(at + opening.length - 1, tagEnd);
    const place = tag.indexOf(' r="') + 4;
    if (end < 0 || place < 4) throw new UnreadCells('a cell without an address or an end');
    let [column, row, index] = [0, 0, place];
    for (let sign = tag.charCodeAt(index); sign >= LETTER_A && sign <= LETTER_Z; sign = tag.charCodeAt(++index))
      column = column * 26 + sign - LETTER_A + 1;
    for (let sign = tag.charCodeAt(index); sign >= DIGIT_0 && sign <= DIGIT_9; sign = tag.charCodeAt(++index))
      row = row * 10 + sign - DIGIT_0;
    if (column === 0 || row === 0 || tag[index] !== '"') throw new UnreadCells(`a cell ${tag.slice(place, index)}`);
    const type = attribute(tag, 't');
    at = end + closing.length;
    if (xml.startsWith('<v>', inside)) {
      const value = valueOf(type, xml.slice(inside + 3, xml.indexOf('<', inside + 3)), '', texts);
      if (value !== null && take(row - 1, column - 1, value, type === 'e', null) === false) return;
      continue;
    }
    const inner = xml.slice(inside, end);
    const found = FORMULA.exec(inner);
    const value = valueOf(type, VALUE.exec(inner)?.[1] ?? '', inner, texts);
    if (value === null && found === null) continue;
    const formula = found === null ? null : { text: unescaped(found[2] ?? ''), attributes: found[1] ?? '' };
    if (take(row - 1, column - 1, value, type === 'e', formula) === false) return;
  }
}
