/**
 * Rows of a CSV file as positions of its bytes: a cell becomes text only when somebody asks for its text.
 *
 * Separators, quotes and line ends never occur inside of a character of UTF-8 or CP932, so both are cut without decoding.
 */
import { AnalystError } from './errors';
import type { Cell } from './types';

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;
/** Separators, quotes and line ends are not above the comma: most bytes are told by one comparison. */
const COMMA = 44;
/** Digits that a number holds without loss. */
const EXACT_DIGITS = 15;

/** A row of a source. */
export interface Row {
  /** The cell of a column; null beyond the end of the row. */
  cell(index: number): Cell;
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

  /** Those that nobody wants may be `true` for filled and null for empty. */
  cells(): readonly Cell[] {
    return this.held;
  }
}

/** Text of a piece of bytes. */
export interface Decode {
  (bytes: Uint8Array, start: number, end: number): string;
  /** The same as UTF-16 units into `units`: their number; -1 where it is longer than `units`, or holds a rare character. */
  readonly units: (bytes: Uint8Array, start: number, end: number, units: Uint16Array) => number;
}

/** The row that a cutter stands at. */
export class ByteRow implements Row {
  /** Cells of the row. */
  count = 0;
  /** First byte of each cell and the byte behind its last; the quotes around a cell are left out. */
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  /** Cells whose text is not their bytes: doubled quotes, or text behind the closing quote. */
  readonly odd = new Map<number, string>();
  /** The byte behind the row. */
  next = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly decode: Decode,
  ) {}

  /** Makes room for more cells. */
  grow(): void {
    const [starts, ends] = [this.starts, this.ends];
    this.starts = new Int32Array(starts.length * 2);
    this.ends = new Int32Array(ends.length * 2);
    this.starts.set(starts);
    this.ends.set(ends);
  }

  cell(index: number): Cell {
    if (index >= this.count || index < 0) return null;
    return this.odd.get(index) ?? this.decode(this.bytes, this.starts[index]!, this.ends[index]!);
  }

  cells(): readonly Cell[] {
    return Array.from({ length: this.count }, (_, index) => this.cell(index));
  }

  /** The number that a cell is the digits of (at most 15 of them); -1 for all other cells. */
  digits(index: number): number {
    if (index >= this.count || (this.odd.size > 0 && this.odd.has(index))) return -1;
    const [start, end] = [this.starts[index]!, this.ends[index]!];
    if (end === start || end - start > EXACT_DIGITS) return -1;
    let number = 0;
    for (let at = start; at < end; at++) {
      const digit = this.bytes[at]! - 48;
      if (digit < 0 || digit > 9) return -1;
      number = number * 10 + digit;
    }
    return number;
  }

  /** Takes over the cells of another row of the same file. */
  copy(from: ByteRow): void {
    while (this.starts.length < from.count) this.grow();
    this.count = from.count;
    this.next = from.next;
    this.starts.set(from.starts.subarray(0, from.count));
    this.ends.set(from.ends.subarray(0, from.count));
    this.odd.clear();
    for (const [index, text] of from.odd) this.odd.set(index, text);
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

  /** How the row is filled. */
  fill(): 'blank' | 'firstOnly' | 'filled' {
    for (let index = 1; index < this.count; index++) if (!this.isBlank(index)) return 'filled';
    return this.count === 0 || this.isBlank(0) ? 'blank' : 'firstOnly';
  }
}

/** Visits the rows of a file from its byte `from` on; the row is the same object each time. */
export function eachByteRow(
  file: string,
  bytes: Uint8Array,
  from: number,
  delimiter: number,
  decode: Decode,
  visit: (row: ByteRow, rowNumber: number) => void,
): void {
  const row = new ByteRow(bytes, decode);
  row.next = from;
  for (let rowNumber = 1; row.next < bytes.length; rowNumber++) {
    if (row.odd.size > 0) row.odd.clear();
    if (!cutRow(row, bytes, delimiter)) throw new AnalystError('csv.unclosedQuote', { file, row: rowNumber });
    visit(row, rowNumber);
  }
}

/** Cuts the row that begins where the last one ended; false when a quote is never closed. */
function cutRow(row: ByteRow, bytes: Uint8Array, delimiter: number): boolean {
  const length = bytes.length;
  let { starts, ends } = row;
  let count = 0;
  let at = row.next;
  for (;;) {
    if (count === starts.length) {
      row.grow();
      ({ starts, ends } = row);
    }
    if (at < length && bytes[at] === QUOTE) {
      starts[count] = ++at;
      while (at < length && bytes[at] !== QUOTE) at++;
      ends[count] = at++;
      if (at > length) return false;
      const after = at < length ? bytes[at]! : LINE_FEED;
      if (after !== delimiter && after !== LINE_FEED && after !== RETURN) {
        at = oddCell(row, count, at, delimiter);
        if (at < 0) return false;
      }
    } else {
      starts[count] = at;
      while (at < length) {
        const code = bytes[at]!;
        if (code <= COMMA && (code === delimiter || code === LINE_FEED || code === RETURN)) break;
        at++;
      }
      ends[count] = at;
    }
    count++;
    if (at >= length) break;
    const code = bytes[at++]!;
    if (code === delimiter) {
      if (at < length) continue;
      // A separator at the very end of the file: an empty cell stands behind it.
      if (count === starts.length) {
        row.grow();
        ({ starts, ends } = row);
      }
      starts[count] = at;
      ends[count++] = at;
      break;
    }
    if (code === RETURN && at < length && bytes[at] === LINE_FEED) at++;
    break;
  }
  row.count = count;
  row.next = at;
  return true;
}

/** Takes in the rest of a quoted cell with a byte behind a quote; returns where it ends, or -1 when it is never closed. */
function oddCell(row: ByteRow, index: number, behindQuote: number, delimiter: number): number {
  const { bytes, decode } = row;
  const length = bytes.length;
  const start = row.starts[index]!;
  let at = behindQuote;
  while (at < length && bytes[at] === QUOTE) {
    at++;
    while (at < length && bytes[at] !== QUOTE) at++;
    if (at++ >= length) return -1;
  }
  const close = at - 1;
  while (at < length) {
    const code = bytes[at]!;
    if (code === delimiter || code === LINE_FEED || code === RETURN) break;
    at++;
  }
  row.ends[index] = close;
  row.odd.set(index, decode(bytes, start, close).replaceAll('""', '"') + decode(bytes, close + 1, at));
  return at;
}
