/**
 * Rows of a CSV file as positions of its bytes: a cell becomes text only when somebody asks for its text.
 *
 * Separators, quotes and line ends never occur inside of a character of UTF-8 or CP932, so both are cut without decoding.
 */
import { LONGEST_ROW, MOST_COLUMNS } from './limits';
import type { Row } from './row';
import { AnalystError } from '../errors';
import { unclosedQuote } from '../findings';
import { cellText, type Cell } from '../values/cellText';

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;
/** Separators, quotes and line ends are not above the comma: most bytes are told by one comparison. */
const COMMA = 44;
/** Digits that a number holds without loss. */
const EXACT_DIGITS = 15;

/** Text of a piece of bytes. */
export interface Decode {
  (bytes: Uint8Array, start: number, end: number): string;
  /** The same as UTF-16 units into `units`: their number; -1 where it is longer than `units`, or holds a rare character. */
  readonly units: (bytes: Uint8Array, start: number, end: number, units: Uint16Array) => number;
}

/**
 * First bytes of cells that may be blank in spite of their length: spaces and control characters, a quote or an equals sign
 * around nothing, and the lead bytes (UTF-8, CP932) of spaces and of characters that nobody sees.
 */
const MAY_BE_BLANK = new Uint8Array(256);
MAY_BE_BLANK.fill(1, 0, 33);
for (const byte of [0x22, 0x27, 0x3d, 0x7f, 0x81, 0xa0, 0xc2, 0xd8, 0xe1, 0xe2, 0xe3, 0xef]) MAY_BE_BLANK[byte] = 1;

/** Rows that are kept at a time before their columns are taken. */
const BLOCK_ROWS = 256;
/** Cells of a row that there is room for at first. */
const FIRST_STRIDE = 64;

/**
 * The row that a cutter stands at, and behind it the rows that were kept: columns are read block by block, because one column
 * after the other is quicker than one row after the other.
 */
export class ByteRow implements Row {
  /** Cells of the row. */
  count = 0;
  /** Room of a row in `starts` and `ends`; where the row begins there. */
  stride = FIRST_STRIDE;
  base = 0;
  /**
   * First byte of each cell and the byte behind its last; the quotes around a cell are left out. An end before the start: the
   * text of the cell is not its bytes (doubled quotes, or text behind the closing quote).
   */
  starts = new Int32Array(FIRST_STRIDE * BLOCK_ROWS);
  ends = new Int32Array(FIRST_STRIDE * BLOCK_ROWS);
  /** The texts of those cells, by their places in `starts`. */
  private readonly odd = new Map<number, string>();
  /** The byte behind the row. */
  next = 0;
  /** Why the last row could not be cut: it has more cells than a sheet has columns. Otherwise a quote is never closed. */
  isTooWide = false;
  readonly view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    private readonly delimiter: number,
    readonly decode: Decode,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  cell(index: number): Cell {
    return index < this.count && index >= 0 ? this.textAt(this.base + index) : null;
  }

  /** The text of a cell by its place in `starts`. */
  textAt(place: number): string {
    const [start, end] = [this.starts[place]!, this.ends[place]!];
    return end < start ? this.odd.get(place)! : this.decode(this.bytes, start, end);
  }

  cells(): readonly Cell[] {
    return Array.from({ length: this.count }, (_, index) => this.cell(index));
  }

  /** At most 15 digits. */
  digits(index: number): number {
    if (index >= this.count) return -1;
    const start = this.starts[this.base + index]!;
    const end = this.ends[this.base + index]!;
    if (end <= start || end - start > EXACT_DIGITS) return -1;
    let number = 0;
    for (let at = start; at < end; at++) {
      const digit = this.bytes[at]! - 48;
      if (digit < 0 || digit > 9) return -1;
      number = number * 10 + digit;
    }
    return number;
  }

  lengthOf(index: number): number {
    return this.ends[this.base + index]! - this.starts[this.base + index]!;
  }

  /** Whether nothing stands in a cell. Most cells show it by their first byte. */
  private isBlank(index: number): boolean {
    const start = this.starts[this.base + index]!;
    const end = this.ends[this.base + index]!;
    if (start === end) return true;
    if (end > start) {
      const first = this.bytes[start]!;
      if (MAY_BE_BLANK[first] === 0) return false;
    }
    return cellText(this.textAt(this.base + index)) === '';
  }

  isFilledBeyond(width: number): boolean {
    for (let index = width; index < this.count; index++) if (!this.isBlank(index)) return true;
    return false;
  }

  /** How the row is filled. */
  fill(): 'blank' | 'firstOnly' | 'filled' {
    for (let index = 1; index < this.count; index++) if (!this.isBlank(index)) return 'filled';
    return this.count === 0 || this.isBlank(0) ? 'blank' : 'firstOnly';
  }

  /** Whether any row behind this one is filled. */
  isFollowed(): boolean {
    const rest = new ByteRow(this.bytes, this.delimiter, this.decode);
    rest.next = this.next;
    // A quote that is never closed is something, and will be reported when the row is met.
    while (rest.next < rest.bytes.length) if (!rest.cut() || rest.fill() !== 'blank') return true;
    return false;
  }

  /** Keeps the row, with room for `width` cells at least; true when the block is full. */
  keep(width: number): boolean {
    while (this.stride < width) this.grow();
    const { starts, ends, base } = this;
    for (let place = base + this.count; place < base + width; place++) starts[place] = ends[place] = 0;
    this.base += this.stride;
    return this.base === this.stride * BLOCK_ROWS;
  }

  /** Rows that are kept. */
  get kept(): number {
    return (this.base / this.stride) | 0;
  }

  /** Forgets the rows that were kept. */
  empty(): void {
    this.base = 0;
    // Asked for every block, and to clear a Map makes it anew.
    if (this.odd.size > 0) this.odd.clear();
  }

  /** Cuts the row that begins where the last one ended; false when a quote is never closed: `count` is then its column. */
  cut(): boolean {
    const { bytes, view, delimiter } = this;
    const closing = (QUOTE << 8) | delimiter;
    const length = bytes.length;
    const lastWord = length - 4;
    let { starts, ends, base, stride } = this;
    let count = 0;
    let at = this.next;
    for (;;) {
      // Most of an export is cells of at most one byte, in quotes or not: four bytes tell them.
      while (at <= lastWord && count < stride) {
        const four = view.getInt32(at);
        const [first, second] = [four >>> 24, (four >>> 16) & 0xff];
        const isQuoted = first === QUOTE;
        const isEmpty = isQuoted ? second === QUOTE : first === delimiter;
        if (isQuoted) {
          if (isEmpty ? ((four >>> 8) & 0xff) !== delimiter : (four & 0xffff) !== closing) break;
          at++;
        } else if (!isEmpty && (second !== delimiter || first === LINE_FEED || first === RETURN)) break;
        starts[base + count] = at;
        if (!isEmpty) at++;
        ends[base + count] = at++;
        if (isQuoted) at++;
        count++;
      }
      if (count === stride) {
        if (count > MOST_COLUMNS) {
          this.isTooWide = true;
          return this.fails(count);
        }
        this.grow();
        ({ starts, ends, base, stride } = this);
      }
      if (at < length && bytes[at] === QUOTE) {
        starts[base + count] = ++at;
        while (at < length && bytes[at] !== QUOTE) at++;
        ends[base + count] = at++;
        if (at > length) return this.fails(count);
        const after = at < length ? bytes[at]! : LINE_FEED;
        if (after !== delimiter && after !== LINE_FEED && after !== RETURN) {
          at = this.oddCell(base + count, at);
          if (at < 0) return this.fails(count);
        }
      } else {
        starts[base + count] = at;
        while (at < length) {
          const code = bytes[at]!;
          if (code <= COMMA && (code === delimiter || code === LINE_FEED || code === RETURN)) break;
          at++;
        }
        ends[base + count] = at;
        // Nothing at the very end: every cell begins at a byte that is there.
        if (at >= length && starts[base + count] === at) starts[base + count] = ends[base + count] = 0;
      }
      count++;
      if (at >= length) break;
      const code = bytes[at++]!;
      // Behind a separator at the very end of the file stands an empty cell.
      if (code === delimiter) continue;
      if (code === RETURN && at < length && bytes[at] === LINE_FEED) at++;
      break;
    }
    this.count = count;
    this.next = at;
    return true;
  }

  /** Leaves `count` at the cells before the one whose quote is never closed. */
  private fails(count: number): false {
    this.count = count;
    return false;
  }

  /** Takes in the rest of a quoted cell with a byte behind a quote; returns where it ends, or -1 when it is never closed. */
  private oddCell(place: number, behindQuote: number): number {
    const { bytes, decode, delimiter } = this;
    const length = bytes.length;
    const start = this.starts[place]!;
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
    this.ends[place] = start - 1;
    this.odd.set(place, decode(bytes, start, close).replaceAll('""', '"') + decode(bytes, close + 1, at));
    return at;
  }

  /** Doubles the room of a row. */
  private grow(): void {
    const { starts, ends, stride } = this;
    const rows = this.kept + 1;
    this.stride *= 2;
    this.starts = new Int32Array(this.stride * BLOCK_ROWS);
    this.ends = new Int32Array(this.stride * BLOCK_ROWS);
    for (let row = 0; row < rows; row++) {
      this.starts.set(starts.subarray(row * stride, (row + 1) * stride), row * this.stride);
      this.ends.set(ends.subarray(row * stride, (row + 1) * stride), row * this.stride);
    }
    const texts = [...this.odd];
    this.odd.clear();
    for (const [place, text] of texts) this.odd.set(Math.floor(place / stride) * this.stride + (place % stride), text);
    this.base = (rows - 1) * this.stride;
  }
}

const BYTES_OF_A_CHARACTER = 4;

/** More cells in a row than a sheet has columns. */
export function tooManyColumns(file: string, row: number): AnalystError {
  const most = MOST_COLUMNS.toLocaleString('ja-JP');
  return new AnalystError('file.tooLarge', {
    file,
    what: `${row} 行目の列が ${most} 列を超えます`,
    limit: `${most} 列`,
  });
}

/** A row without an end. */
export function endlessRow(file: string, row: number): AnalystError {
  const most = `${LONGEST_ROW.toLocaleString('ja-JP')} 文字`;
  return new AnalystError('file.tooLarge', { file, what: `${row} 行目に行の終わりがありません`, limit: most });
}

/** Cuts the next row of a file. Throws where it has no end or too many cells. */
export function cutNext(file: string, row: ByteRow, rowNumber: number): void {
  const start = row.next;
  if (!row.cut()) throw row.isTooWide ? tooManyColumns(file, rowNumber) : unclosedQuote(file, rowNumber, row.count);
  if (row.count > MOST_COLUMNS) throw tooManyColumns(file, rowNumber);
  if (row.next - start > LONGEST_ROW * BYTES_OF_A_CHARACTER) throw endlessRow(file, rowNumber);
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
  const row = new ByteRow(bytes, delimiter, decode);
  row.next = from;
  for (let rowNumber = 1; row.next < bytes.length; rowNumber++) {
    cutNext(file, row, rowNumber);
    visit(row, rowNumber);
  }
}

/** Whether a row behind the header is one of data: neither blank nor the end record. */
export function isData(row: ByteRow, hasEndRecord: boolean): boolean {
  const fill = row.fill();
  // A line with one field is the end record only when nothing follows it; otherwise it is a row like others.
  return fill !== 'blank' && !(hasEndRecord && fill === 'firstOnly' && !row.isFollowed());
}
