/** A column as the first reading of a source left it: a small code a row, and what each code means. */
import type { ByteRow } from './byteRows';
import { becameDate, BLANK, type Reader } from './readings';
import type { Cell } from './types';
import { MOST_CODES, Writings } from './writings';

/** A column whose rows are taken in one after the other. */
export interface Staged {
  /** Makes room for so many rows. */
  reserve(rows: number): void;
  takeBytes(row: ByteRow, at: number): void;
  takeCell(cell: Cell, at: number, beside: Cell): void;
  /** The memory is no longer needed. */
  release(): void;
}

/** A number of digits with at most four decimals in the bytes; -1 for all other writings. */
function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 9) return -1;
  let value = 0;
  let point = -1;
  for (let at = start; at < end; at++) {
    const code = bytes[at]!;
    if (code >= 48 && code <= 57) value = value * 10 + code - 48;
    else if (code === 46 && point < 0 && at > start) point = at;
    else return -1;
  }
  if (point < 0) return value;
  const decimals = end - point - 1;
  return decimals > 4 ? -1 : value / 10 ** decimals;
}

/** Readings of a column of numbers, dates, answers or classes. */
export class StagedNumbers implements Staged {
  /** Code of each row, unless `raw` holds the readings themselves: a column of very many writings. */
  codes: Uint8Array | Uint16Array = new Uint8Array(0);
  raw: Float64Array | null = null;
  /** Reading of each code, and whether the writing is one that Excel made a date of (asked of no date). */
  readonly values: number[] = [];
  readonly dates: boolean[] = [];
  /** Rows of `raw` that Excel made a date of. */
  readonly rawDates = new Set<number>();
  private readonly writings = new Writings();
  /** Writings by the cell beside: an era stands there. */
  private readonly besides = new Map<Cell, { readonly writings: Writings; readonly cells: Map<Cell, number> }>();
  private readonly cells = new Map<Cell, number>();

  /**
   * @param read the reader of the field, with the cell beside it
   * @param besideIndex column of that cell, or -1
   * @param isNumeric a writing of digits reads like its number
   */
  constructor(
    readonly index: number,
    readonly read: (cell: Cell, beside: Cell) => number,
    private readonly besideIndex: number,
    private readonly isNumeric: boolean,
  ) {}

  reserve(rows: number): void {
    if (this.raw) {
      const larger = new Float64Array(rows);
      larger.set(this.raw);
      this.raw = larger;
      return;
    }
    const larger = this.codes instanceof Uint8Array ? new Uint8Array(rows) : new Uint16Array(rows);
    larger.set(this.codes);
    this.codes = larger;
  }

  release(): void {
    this.codes = new Uint8Array(0);
    this.raw = null;
  }

  /** The reading of a row. */
  at(row: number): number {
    return this.raw ? this.raw[row]! : this.values[this.codes[row]!]!;
  }

  /** Whether Excel made a date of the cell of a row. */
  becameDate(row: number): boolean {
    return this.raw ? this.rawDates.has(row) : this.dates[this.codes[row]!]!;
  }

  takeBytes(row: ByteRow, at: number): void {
    const { index } = this;
    if (this.besideIndex >= 0 || row.odd.size > 0) {
      if (row.odd.has(index) || row.odd.has(this.besideIndex)) {
        this.takeCell(row.cell(index), at, this.besideIndex < 0 ? null : row.cell(this.besideIndex));
        return;
      }
    }
    const has = index < row.count;
    const start = has ? row.starts[index]! : 0;
    const end = has ? row.ends[index]! : 0;
    if (this.raw === null) {
      const writings = this.besideIndex < 0 ? this.writings : this.beside(row.cell(this.besideIndex)).writings;
      const code = writings.find(row.bytes, start, end);
      if (code >= 0) {
        this.codes[at] = code;
        return;
      }
      if (this.values.length < MOST_CODES) {
        writings.add(row.bytes, start, end, this.values.length);
        this.codeFor(row.cell(index), this.besideIndex < 0 ? null : row.cell(this.besideIndex), at);
        return;
      }
      this.spill(at);
    }
    const number = this.isNumeric && end > start ? plainNumber(row.bytes, start, end) : -1;
    if (number >= 0) this.raw![at] = this.read(number, null);
    else this.takeRaw(row.cell(index), this.besideIndex < 0 ? null : row.cell(this.besideIndex), at);
  }

  takeCell(cell: Cell, at: number, beside: Cell): void {
    if (this.raw === null) {
      const cells = this.besideIndex < 0 ? this.cells : this.beside(beside).cells;
      const code = cells.get(cell);
      if (code !== undefined) {
        this.codes[at] = code;
        return;
      }
      if (this.values.length < MOST_CODES) {
        cells.set(cell, this.values.length);
        this.codeFor(cell, beside, at);
        return;
      }
      this.spill(at);
    }
    this.takeRaw(cell, beside, at);
  }

  private takeRaw(cell: Cell, beside: Cell, at: number): void {
    const value = this.read(cell, beside);
    this.raw![at] = value;
    if (isBad(value) && becameDate(cell)) this.rawDates.add(at);
  }

  private beside(cell: Cell): { readonly writings: Writings; readonly cells: Map<Cell, number> } {
    let known = this.besides.get(cell);
    if (!known) this.besides.set(cell, (known = { writings: new Writings(), cells: new Map() }));
    return known;
  }

  /** A new code for a cell. */
  private codeFor(cell: Cell, beside: Cell, at: number): void {
    const value = this.read(cell, beside);
    const code = this.values.push(value) - 1;
    this.dates.push(isBad(value) && becameDate(cell));
    if (code === 256) this.codes = Uint16Array.from(this.codes);
    this.codes[at] = code;
  }

  /** Too many writings for codes: from here on the readings themselves are held. */
  private spill(rows: number): void {
    const raw = new Float64Array(this.codes.length);
    for (let row = 0; row < rows; row++) {
      const code = this.codes[row]!;
      raw[row] = this.values[code]!;
      if (this.dates[code]) this.rawDates.add(row);
    }
    this.raw = raw;
    this.codes = new Uint8Array(0);
  }
}

/** Neither a number nor blank. */
const isBad = (value: number): boolean => value !== BLANK && value - value !== 0;

/** A reader with its memory, for cells that are looked at row by row and not kept. */
export class Memo {
  private readonly writings = new Writings();
  private readonly values: number[] = [];

  constructor(readonly read: Reader) {}

  ofBytes(row: ByteRow, index: number): number {
    if (index >= row.count || row.odd.has(index)) return this.read(row.cell(index));
    const [start, end] = [row.starts[index]!, row.ends[index]!];
    const code = this.writings.find(row.bytes, start, end);
    if (code >= 0) return this.values[code]!;
    const value = this.read(row.cell(index));
    if (this.values.length < MOST_CODES) {
      this.writings.add(row.bytes, start, end, this.values.length);
      this.values.push(value);
    }
    return value;
  }
}
