/**
 * Rows of a CSV file as positions of its bytes: a cell becomes text only when somebody asks for its text.
 *
 * Separators, quotes and line ends never occur inside of a character of UTF-8 or CP932, so both are cut without decoding. Most
 * cells of an export repeat few writings; what they mean is remembered by their bytes, and a million rows make few strings.
 */
import { AnalystError } from './errors';
import type { Reader } from './readings';
import type { Cell } from './types';

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;
/** Writings that a column remembers; what is beyond is read afresh. */
const REMEMBERED = 1 << 14;
/** Longest writing that is remembered, in bytes. */
const LONGEST = 8;

/** A row of a source: its cells, and readings of them. */
export interface Row {
  /** The cell of a column; null beyond the end of the row. */
  cell(index: number): Cell;
  /** What a reader makes of the cell, remembered by its writing where that is quicker. */
  reading(index: number, memo: Memo): number;
  /** All cells; those that nobody wants may be `true` for filled and null for empty. */
  cells(): readonly Cell[];
}

/** A row of cells that are there already. */
export class CellRow implements Row {
  private held: readonly Cell[] = [];

  of(cells: readonly Cell[]): this {
    this.held = cells;
    return this;
  }

  cell(index: number): Cell {
    return this.held[index] ?? null;
  }

  reading(index: number, memo: Memo): number {
    return memo.read(this.held[index] ?? null);
  }

  cells(): readonly Cell[] {
    return this.held;
  }
}

/** Places of a memory to begin with; it grows with the writings. */
const FIRST_PLACES = 32;
/** Numbers of one place in the memory: the writing as two numbers, and its length + 1 (0: a free place). */
const PLACE = 4;

/** A reader with its memory: readings by the bytes of the writing. Writings of one byte or none have places of their own. */
export class Memo {
  private mask = FIRST_PLACES - 1;
  private count = 0;
  private places = new Int32Array(FIRST_PLACES * PLACE);
  private values = new Float64Array(FIRST_PLACES);
  private readonly short = new Float64Array(257);
  private readonly hasShort = new Uint8Array(257);

  constructor(readonly read: Reader) {}

  /** The reading of the bytes; `cell` makes the text of a writing met for the first time. */
  of(bytes: Uint8Array, start: number, end: number, cell: () => Cell): number {
    const length = end - start;
    if (length <= 1) {
      const place = length === 0 ? 256 : bytes[start]!;
      if (this.hasShort[place] === 1) return this.short[place]!;
      this.hasShort[place] = 1;
      return (this.short[place] = this.read(cell()));
    }
    if (length > LONGEST) return this.read(cell());
    let low = 0;
    let high = 0;
    const middle = length > 4 ? start + 4 : end;
    for (let at = start; at < middle; at++) low = (low << 8) | bytes[at]!;
    for (let at = middle; at < end; at++) high = (high << 8) | bytes[at]!;
    const place = this.placeOf(low, high, length + 1);
    return this.places[place * PLACE + 2] !== 0 ? this.values[place]! : this.remember(low, high, length + 1, cell);
  }

  private remember(low: number, high: number, length: number, cell: () => Cell): number {
    const value = this.read(cell());
    if (this.count >= REMEMBERED) return value;
    if (this.count * 2 > this.mask) this.grow();
    this.put(this.placeOf(low, high, length), low, high, length, value);
    this.count++;
    return value;
  }

  private placeOf(low: number, high: number, length: number): number {
    const { mask, places } = this;
    let hash = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) + length;
    hash ^= hash >>> 15;
    let place = hash & mask;
    for (;;) {
      const at = place * PLACE;
      const held = places[at + 2];
      if (held === 0 || (held === length && places[at] === low && places[at + 1] === high)) return place;
      place = (place + 1) & mask;
    }
  }

  private put(place: number, low: number, high: number, length: number, value: number): void {
    this.places[place * PLACE] = low;
    this.places[place * PLACE + 1] = high;
    this.places[place * PLACE + 2] = length;
    this.values[place] = value;
  }

  private grow(): void {
    const { places, values } = this;
    const size = (this.mask + 1) * 2;
    this.mask = size - 1;
    this.places = new Int32Array(size * PLACE);
    this.values = new Float64Array(size);
    for (let place = 0; place < values.length; place++) {
      const [low, high, length] = places.subarray(place * PLACE, place * PLACE + 3);
      if (length !== 0) this.put(this.placeOf(low!, high!, length!), low!, high!, length!, values[place]!);
    }
  }
}

/** Text of a piece of bytes. */
export type Decode = (bytes: Uint8Array, start: number, end: number) => string;

/** The row that a cutter stands at. */
export class ByteRow implements Row {
  /** Cells of the row. */
  count = 0;
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  /** Cells whose text is not their bytes: doubled quotes, or text behind the closing quote. */
  readonly odd = new Map<number, string>();
  private asked = -1;
  private readonly make = (): Cell => this.cell(this.asked);

  constructor(
    private readonly bytes: Uint8Array,
    private readonly decode: Decode,
  ) {}

  add(start: number, end: number): void {
    if (this.count === this.starts.length) {
      const [starts, ends] = [this.starts, this.ends];
      this.starts = new Int32Array(this.count * 2);
      this.ends = new Int32Array(this.count * 2);
      this.starts.set(starts);
      this.ends.set(ends);
    }
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  cell(index: number): Cell {
    if (index >= this.count || index < 0) return null;
    return this.odd.get(index) ?? this.decode(this.bytes, this.starts[index]!, this.ends[index]!);
  }

  reading(index: number, memo: Memo): number {
    if (index >= this.count) return memo.read(null);
    if (this.odd.size > 0 && this.odd.has(index)) return memo.read(this.cell(index));
    this.asked = index;
    return memo.of(this.bytes, this.starts[index]!, this.ends[index]!, this.make);
  }

  cells(): readonly Cell[] {
    return Array.from({ length: this.count }, (_, index) => this.cell(index));
  }

  /** Whether nothing stands in a cell. Most cells show it by their first byte. */
  isBlank(index: number): boolean {
    const start = this.starts[index]!;
    if (start === this.ends[index]) return !this.odd.has(index);
    const first = this.bytes[start]!;
    const maySpace =
      first <= 32 || first === 0x81 || first === 0xe3 || first === 0xe2 || first === 0xc2 || first === 0xef;
    return maySpace && String(this.cell(index)).trim() === '';
  }
}

/** Visits the rows of a file from its byte `from` on; the row is the same object each time. Returning false ends the visit. */
export function eachByteRow(
  file: string,
  bytes: Uint8Array,
  from: number,
  delimiter: number,
  decode: Decode,
  visit: (row: ByteRow, rowNumber: number) => void,
): void {
  const row = new ByteRow(bytes, decode);
  const length = bytes.length;
  let at = from;
  let rowNumber = 0;
  while (at < length) {
    rowNumber++;
    row.count = 0;
    if (row.odd.size > 0) row.odd.clear();
    for (;;) {
      if (at < length && bytes[at] === QUOTE) at = quotedCell(file, bytes, at, delimiter, rowNumber, row, decode);
      else {
        const start = at;
        while (at < length) {
          const code = bytes[at]!;
          if (code === delimiter || code === LINE_FEED || code === RETURN) break;
          at++;
        }
        row.add(start, at);
      }
      if (at >= length) break;
      const code = bytes[at++]!;
      if (code === delimiter) {
        if (at < length) continue;
        row.add(at, at);
        break;
      }
      if (code === RETURN && bytes[at] === LINE_FEED) at++;
      break;
    }
    visit(row, rowNumber);
  }
}

/** Takes in a quoted cell; returns where it ends. */
function quotedCell(
  file: string,
  bytes: Uint8Array,
  start: number,
  delimiter: number,
  rowNumber: number,
  row: ByteRow,
  decode: Decode,
): number {
  const length = bytes.length;
  let at = start + 1;
  let doubled = false;
  for (;;) {
    while (at < length && bytes[at] !== QUOTE) at++;
    if (at >= length) throw new AnalystError('csv.unclosedQuote', { file, row: rowNumber });
    if (bytes[at + 1] !== QUOTE) break;
    doubled = true;
    at += 2;
  }
  const close = at;
  at++;
  while (at < length) {
    const code = bytes[at]!;
    if (code === delimiter || code === LINE_FEED || code === RETURN) break;
    at++;
  }
  if (doubled || at > close + 1) {
    const text = decode(bytes, start + 1, close).replaceAll('""', '"');
    row.odd.set(row.count, text + decode(bytes, close + 1, at));
  }
  row.add(start + 1, close);
  return at;
}
