/** A column as the first reading of a source left it: a small code a row, and what each code means. */
import { ByteRow } from '../files/byteRows';
import type { Row } from '../files/row';
import { becameDate, BLANK, type Reader } from '../values/readings';
import { errorValue, type Cell } from '../values/cellText';
import { PackedCodes } from './packedCodes';
import { MOST_CODES, OF_TWO, Writings } from './writings';

/** A column whose rows are taken in one after the other. */
export interface Staged {
  readonly index: number;
  /** Makes room for so many rows. */
  reserve(rows: number): void;
  /** Takes in the rows that are kept in a block; the first of them is row `at`. */
  takeBlock(block: ByteRow, at: number): void;
  takeCell(cell: Cell, at: number, beside: Cell): void;
  /** Nothing more is taken in: what only reading needed is given back. `rows`: those that were taken. */
  compact(rows: number): void;
  /** The memory is no longer needed. */
  release(): void;
}

/** Held here: some builds ask another module anew each time, and this is asked for every cell of a file. */
const TWO_BYTES = OF_TWO;

/** Codes that a byte holds. */
const SMALL = 256;

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

/** Neither a number nor blank. */
const isBad = (value: number): boolean => value !== BLANK && value - value !== 0;

/** The readings of a column: a code of each row and the reading of each code, or the readings by row. */
export interface Readings {
  readonly raw: Float64Array | null;
  readonly values: readonly number[];
  readonly codesByRow: () => Uint8Array | Uint16Array;
}

/** Readings of a column of numbers, dates, answers or classes. */
export class StagedNumbers implements Staged, Readings {
  /** Code of each row, unless `raw` holds the readings themselves: a column of very many writings. */
  protected codes: Uint8Array | Uint16Array = new Uint8Array(0);
  /** The codes when nothing more is taken in. */
  private packed: PackedCodes | null = null;
  raw: Float64Array | null = null;
  /** Reading of each code. */
  readonly values: number[] = [];
  /** Codes of writings that Excel made a date of (asked of no date). */
  protected readonly dates = new Set<number>();
  /** Rows of `raw` that Excel made a date of. */
  protected readonly rawDates = new Set<number>();
  /** Error values of Excel by code, and by row of `raw`. */
  protected readonly errors = new Map<number, string>();
  protected readonly rawErrors = new Map<number, string>();
  private writings = new Writings();
  private readonly cells = new Map<Cell, number>();
  /** Codes of cells by the cell beside: an era stands there. */
  private readonly besides = new Map<Cell, Map<Cell, number>>();

  /**
   * @param read the reader of the field, with the cell beside it
   * @param besideIndex column of that cell, or -1
   * @param isNumeric a writing of digits reads like its number
   */
  constructor(
    readonly index: number,
    private readonly read: (cell: Cell, beside: Cell) => number,
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
    this.packed = null;
    this.raw = null;
  }

  compact(rows: number): void {
    if (this.raw === null) this.packed = new PackedCodes(this.codes, rows, this.values.length);
    else if (this.raw.length > rows) this.raw = this.raw.slice(0, rows);
    this.codes = new Uint8Array(0);
    this.writings = new Writings();
    this.cells.clear();
    this.besides.clear();
  }

  /** The codes by row; none where `raw` is there. */
  codesByRow(): Uint8Array | Uint16Array {
    return this.packed?.unpacked() ?? this.codes;
  }

  private codeAt(row: number): number {
    return this.packed === null ? this.codes[row]! : this.packed.at(row);
  }

  /** The reading of a row. */
  at(row: number): number {
    return this.raw ? this.raw[row]! : this.values[this.codeAt(row)]!;
  }

  /** Whether Excel made a date of the cell of a row. */
  becameDate(row: number): boolean {
    return this.raw ? this.rawDates.has(row) : this.dates.has(this.codeAt(row));
  }

  /** The error value of Excel in a row that cannot be read. */
  errorAt(row: number): string | undefined {
    return this.raw ? this.rawErrors.get(row) : this.errors.get(this.codeAt(row));
  }

  takeBlock(block: ByteRow, at: number): void {
    const { bytes, view, starts, ends, stride, kept } = block;
    if (this.besideIndex >= 0) {
      for (let row = 0; row < kept; row++) {
        const place = row * stride;
        this.takeCell(block.textAt(place + this.index), at + row, block.textAt(place + this.besideIndex));
      }
      return;
    }
    const { writings } = this;
    let { short } = writings;
    let { codes } = this;
    let row = 0;
    let place = this.index;
    for (; row < kept && this.raw === null; row++, place += stride) {
      const start = starts[place]!;
      const length = ends[place]! - start;
      let code: number;
      // Nothing and one byte without asking which of the two: half of an export is blank, and nobody foresees where.
      if (length >>> 0 <= 1) code = short[bytes[start]! | (((length - 1) >>> 31) << 8)]! - 1;
      else if (length === 2) code = short[TWO_BYTES + view.getUint16(start)]! - 1;
      else code = length < 0 ? -1 : writings.find(view, start, start + length);
      if (code >= 0) {
        codes[at + row] = code;
      } else {
        this.meet(block, place, at + row);
        ({ codes } = this);
        ({ short } = writings);
      }
    }
    for (; row < kept; row++, place += stride) {
      const [start, end] = [starts[place]!, ends[place]!];
      const number = this.isNumeric && end > start ? plainNumber(bytes, start, end) : -1;
      if (number >= 0) this.raw![at + row] = this.read(number, null);
      else this.takeRaw(block.textAt(place), null, at + row);
    }
  }

  takeCell(cell: Cell, at: number, beside: Cell): void {
    if (this.raw === null) {
      const cells = this.besideIndex < 0 ? this.cells : this.beside(beside);
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

  /** Takes in a writing that has no code. */
  private meet(block: ByteRow, place: number, at: number): void {
    const [start, end] = [block.starts[place]!, block.ends[place]!];
    if (end < start) this.takeCell(block.textAt(place), at, null);
    else if (this.values.length < MOST_CODES) {
      this.writings.add(block.view, start, end, this.values.length);
      this.codeFor(block.textAt(place), null, at);
    } else {
      this.spill(at);
      this.takeRaw(block.textAt(place), null, at);
    }
  }

  private takeRaw(cell: Cell, beside: Cell, at: number): void {
    const value = this.read(cell, beside);
    this.raw![at] = value;
    if (isBad(value) && becameDate(cell)) this.rawDates.add(at);
    const error = isBad(value) ? errorValue(cell) : null;
    if (error !== null) this.rawErrors.set(at, error);
  }

  private beside(cell: Cell): Map<Cell, number> {
    let known = this.besides.get(cell);
    if (!known) this.besides.set(cell, (known = new Map()));
    return known;
  }

  /** A new code for a cell. */
  private codeFor(cell: Cell, beside: Cell, at: number): void {
    const value = this.read(cell, beside);
    const error = isBad(value) ? errorValue(cell) : null;
    const code = this.newCode(value, isBad(value) && becameDate(cell), error ?? undefined);
    this.codes[at] = code;
  }

  protected newCode(value: number, isDate: boolean, error: string | undefined): number {
    const code = this.values.push(value) - 1;
    if (isDate) this.dates.add(code);
    if (error !== undefined) this.errors.set(code, error);
    if (code === SMALL) this.codes = new Uint16Array(this.codes);
    return code;
  }

  /** Too many writings for codes: from here on the readings themselves are held. */
  protected spill(rows: number): void {
    const raw = new Float64Array(this.codes.length);
    for (let row = 0; row < rows; row++) {
      const code = this.codes[row]!;
      raw[row] = this.values[code]!;
      if (this.dates.has(code)) this.rawDates.add(row);
      const error = this.errors.get(code);
      if (error !== undefined) this.rawErrors.set(row, error);
    }
    this.raw = raw;
    this.codes = new Uint8Array(0);
  }
}

/** A reader with its memory, for cells that are looked at row by row and not kept. */
export class Memo {
  private readonly writings = new Writings();
  private readonly values: number[] = [];
  private readonly cells = new Map<Cell, number>();

  constructor(readonly read: Reader) {}

  /** The reading of a cell of a row. */
  of(row: Row, index: number): number {
    return row instanceof ByteRow ? this.ofBytes(row, index) : this.ofCell(row.cell(index));
  }

  private ofCell(cell: Cell): number {
    const known = this.cells.get(cell);
    if (known !== undefined) return known;
    const value = this.read(cell);
    if (this.cells.size < MOST_CODES) this.cells.set(cell, value);
    return value;
  }

  private ofBytes(row: ByteRow, index: number): number {
    const [start, end] = [row.starts[row.base + index]!, row.ends[row.base + index]!];
    if (index >= row.count || end < start) return this.read(row.cell(index));
    const code = this.writings.find(row.view, start, end);
    if (code >= 0) return this.values[code]!;
    const value = this.read(row.cell(index));
    if (this.values.length < MOST_CODES) {
      this.writings.add(row.view, start, end, this.values.length);
      this.values.push(value);
    }
    return value;
  }
}
