/** Reading and changing single cells in the XML of a worksheet; everything else stays as it was written. */
import { cellAddress, columnNumber, parseRect, type Rect } from '../../formula';

/** What may be written into a cell of a template; null empties it. */
export type FillValue = string | number | boolean | null;

/** Counts from 0. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

const escapeXml = (text: string): string =>
  text
    .replace(/[<>&]/gu, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign]!)
    // eslint-disable-next-line no-control-regex -- exactly the characters that XML 1.0 does not allow
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/gu, '');

export function holds(area: Rect, { row, column }: CellPlace): boolean {
  return row >= area.row && row < area.row + area.rows && column >= area.column && column < area.column + area.columns;
}

interface Element {
  /** Where it begins and ends in the text. */
  readonly from: number;
  readonly to: number;
  readonly attributes: string;
  /** What stands in it; null when it closes itself. */
  readonly inner: string | null;
}

/** The elements of a name in a piece of text, none inside of another. */
function* elements(xml: string, name: string, from = 0, to = xml.length): Generator<Element> {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])([^>]*?)(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, 'gu');
  pattern.lastIndex = from;
  for (let match = pattern.exec(xml); match !== null && match.index < to; match = pattern.exec(xml)) {
    yield { from: match.index, to: match.index + match[0].length, attributes: match[1]!, inner: match[2] ?? null };
  }
}

const attribute = (attributes: string, name: string): string | null =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*"([^"]*)"`, 'u').exec(attributes)?.[1] ?? null;

/** One worksheet part. `change` makes a new one; the text of everything but the cell is untouched. */
export class SheetXml {
  /** Prefix of the spreadsheet namespace with its colon; usually none. */
  private readonly prefix: string;

  constructor(readonly xml: string) {
    this.prefix = /<(\w+:)?worksheet[\s>]/u.exec(xml)?.[1] ?? '';
  }

  /** A worksheet as this code knows it: cells and rows say where they stand. */
  get readable(): boolean {
    const data = this.data();
    if (data === null) return false;
    const [row] = elements(this.xml, 'row', data.from, data.to);
    return row === undefined || attribute(row.attributes, 'r') !== null;
  }

  private data(): Element | null {
    return elements(this.xml, 'sheetData').next().value ?? null;
  }

  private rowAt(row: number): Element | null {
    const data = this.data();
    if (data === null) return null;
    for (const each of elements(this.xml, 'row', data.from, data.to))
      if (attribute(each.attributes, 'r') === String(row + 1)) return each;
    return null;
  }

  private cellAt(place: CellPlace): Element | null {
    const row = this.rowAt(place.row);
    if (row === null || row.inner === null) return null;
    const wanted = cellAddress(place.row, place.column);
    for (const each of elements(this.xml, 'c', row.from, row.to))
      if (attribute(each.attributes, 'r') === wanted) return each;
    return null;
  }

  /** Whether a formula stands in the cell, its own or one that fills a range with it. */
  hasFormula(place: CellPlace): boolean {
    if (/<(?:\w+:)?f[\s/>]/u.test(this.cellAt(place)?.inner ?? '')) return true;
    return [...this.xml.matchAll(/<(?:\w+:)?f\s[^>]*\bref="([^"]+)"[^>]*>/gu)].some(([tag, ref]) => {
      if (!/\bt="(array|dataTable)"/u.test(tag)) return false;
      const area = parseRect(ref!);
      return area !== null && holds(area, place);
    });
  }

  /** Whether any formula stands on the sheet. */
  get hasFormulas(): boolean {
    return /<(?:\w+:)?f[\s/>]/u.test(this.xml);
  }

  /** The merged cells that a cell is part of; null for a cell of its own. */
  mergeAt(place: CellPlace): Rect | null {
    for (const each of elements(this.xml, 'mergeCell')) {
      const area = parseRect(attribute(each.attributes, 'ref') ?? '');
      if (area !== null && holds(area, place)) return area;
    }
    return null;
  }

  /** The format that a cell without one of its own has: that of its row, or of its column. */
  private inheritedStyle(place: CellPlace, row: Element | null): string | null {
    const ofRow = row === null ? null : attribute(row.attributes, 's');
    if (ofRow !== null) return ofRow;
    for (const each of elements(this.xml, 'col')) {
      const [min, max] = [Number(attribute(each.attributes, 'min')), Number(attribute(each.attributes, 'max'))];
      if (place.column + 1 >= min && place.column + 1 <= max) return attribute(each.attributes, 'style');
    }
    return null;
  }

  private cellXml(place: CellPlace, style: string | null, value: FillValue): string {
    const p = this.prefix;
    const start = `<${p}c r="${cellAddress(place.row, place.column)}"${style === null ? '' : ` s="${style}"`}`;
    if (value === null || value === '') return `${start}/>`;
    if (typeof value === 'number') return `${start}><${p}v>${value}</${p}v></${p}c>`;
    if (typeof value === 'boolean') return `${start} t="b"><${p}v>${value ? 1 : 0}</${p}v></${p}c>`;
    return `${start} t="inlineStr"><${p}is><${p}t xml:space="preserve">${escapeXml(value)}</${p}t></${p}is></${p}c>`;
  }

  private replaced(from: number, to: number, text: string): SheetXml {
    return new SheetXml(this.xml.slice(0, from) + text + this.xml.slice(to));
  }

  /** The sheet with another value in one cell; the cell keeps its format. */
  change(place: CellPlace, value: FillValue): SheetXml {
    const cell = this.cellAt(place);
    if (cell !== null)
      return this.replaced(cell.from, cell.to, this.cellXml(place, attribute(cell.attributes, 's'), value));
    const row = this.rowAt(place.row);
    const text = this.cellXml(place, this.inheritedStyle(place, row), value);
    return row === null ? this.withRow(place.row, text) : this.withCell(place, row, text);
  }

  private withCell(place: CellPlace, row: Element, text: string): SheetXml {
    const spans = attribute(row.attributes, 'spans');
    const attributes =
      spans === null
        ? row.attributes
        : row.attributes.replace(/\s+spans="[^"]*"/u, ` spans="${widened(spans, place.column + 1)}"`);
    const start = `<${this.prefix}row${attributes.replace(/\s+$/u, '')}>`;
    if (row.inner === null) return this.replaced(row.from, row.to, `${start}${text}</${this.prefix}row>`);
    const innerFrom = row.to - `</${this.prefix}row>`.length - row.inner.length;
    let at = innerFrom + row.inner.length;
    for (const each of elements(this.xml, 'c', row.from, row.to)) {
      // A cell that does not say where it stands is behind nothing.
      if (columnNumber(attribute(each.attributes, 'r') ?? '') <= place.column) continue;
      at = each.from;
      break;
    }
    return this.replaced(row.from, at, start + this.xml.slice(innerFrom, at) + text);
  }

  private withRow(row: number, text: string): SheetXml {
    const data = this.data()!;
    const added = `<${this.prefix}row r="${row + 1}">${text}</${this.prefix}row>`;
    if (data.inner === null) {
      return this.replaced(data.from, data.to, `<${this.prefix}sheetData>${added}</${this.prefix}sheetData>`);
    }
    for (const each of elements(this.xml, 'row', data.from, data.to)) {
      if (Number(attribute(each.attributes, 'r')) > row + 1) return this.replaced(each.from, each.from, added);
    }
    const end = data.to - `</${this.prefix}sheetData>`.length;
    return this.replaced(end, end, added);
  }
}

/** `spans` of a row is a hint where its cells stand: it must not be narrower than they are. */
function widened(spans: string, column: number): string {
  const [first = column, last = column] = spans.split(' ')[0]!.split(':').map(Number);
  return `${Math.min(first, column)}:${Math.max(last, column)}`;
}
