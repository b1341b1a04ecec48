/** A column of texts as the first reading of a source left it: codes where texts repeat, places in the file where they do not. */
import type { ByteRow } from '../files/byteRows';
import type { TextBuilder } from './textColumn';
import type { Staged } from './staged';
import type { Cell } from '../values/cellText';
import { isUnseen } from '../values/cellText';
import { PackedCodes } from './packedCodes';
import { Pieces } from './pieces';
import { MOST_CODES, Writings } from './writings';

/** After so many rows, a column whose writings are so largely new is held by places. */
const PROBED = 4096;
const MOSTLY_NEW = 0.5;
/** Longest writing that is held by its place. */
const LONGEST = 0xffff;
/** Places beyond this byte of a file do not fit: such a column is held as texts. */
const LAST_PLACE = 0xffffffff;

/** Half-width katakana from U+FF66 to U+FF9D as NFKC writes it, alone, and with a voiced or half-voiced mark behind it. */
const HALF_WIDTH = Array.from({ length: 0xff9e - 0xff66 }, (_, index) => {
  const kana = String.fromCharCode(0xff66 + index);
  return ['', '\uff9e', '\uff9f'].map((mark) => {
    const whole = (kana + mark).normalize('NFKC');
    return whole.length === 1 ? whole.charCodeAt(0) : 0;
  });
});
const VOICED = 0xff9e;
const HALF_VOICED = 0xff9f;

/**
 * NFKC of a text in place, for the characters that names are made of; returns its length, and -1 where the text has to be made.
 * `keepsWriting`: nothing is changed.
 */
function normalised(units: Uint16Array, length: number, keepsWriting: boolean): number {
  if (length <= 0 || units[0]! <= 32 || units[length - 1]! <= 32) return -1;
  const first = units[0]!;
  // It may be wrapped, or be a number that is not in its usual writing.
  if (first === 0x22 || first === 0x27 || first === 0x3d) return -1;
  if (!keepsWriting && first <= 0x39 && units[length - 1]! <= 0x39) return -1;
  let to = 0;
  for (let at = 0; at < length; at++) {
    const unit = units[at]!;
    const isPlain =
      (unit >= 0x4e00 && unit <= 0x9fff) ||
      (unit >= 0x30a1 && unit <= 0x30fc && unit !== 0x30fb) ||
      (unit >= 0x20 && unit <= 0x7e) ||
      (unit >= 0x3041 && unit <= 0x3096);
    // At the ends it may be a space.
    if (isPlain || (keepsWriting && at > 0 && at < length - 1 && unit !== 0xfffd && !isUnseen(unit)))
      units[to++] = unit;
    else if (keepsWriting) return -1;
    else if (unit === 0x3000 && at > 0 && at < length - 1) units[to++] = 0x20;
    else if (unit >= 0xff66 && unit < VOICED) {
      const next = at + 1 < length ? units[at + 1]! : 0;
      const mark = next === VOICED ? 1 : next === HALF_VOICED ? 2 : 0;
      const whole = HALF_WIDTH[unit - 0xff66]![mark]!;
      if (whole === 0) return -1;
      if (mark > 0) at++;
      units[to++] = whole;
    } else return -1;
  }
  return to;
}

/** Where the text of a code stands that is not bytes of the file. */
export const NOWHERE = -1;

/** A column of texts. */
export class StagedTexts implements Staged {
  protected codes: Uint8Array | Uint16Array = new Uint8Array(0);
  /** The codes when nothing more is taken in. */
  private packed: PackedCodes | null = null;
  readonly texts: string[] = [];
  private writings = new Writings();
  private readonly cells = new Map<Cell, number>();
  /** First row that is held by its place. */
  protected placedFrom = Infinity;
  protected bytes: Uint8Array | null = null;
  protected decode: ByteRow['decode'] | null = null;
  protected starts: Uint32Array = new Uint32Array(0);
  protected lengths: Uint16Array = new Uint16Array(0);
  /** The texts from row `placedFrom` on, when nothing more is taken in. */
  private pieces: Pieces | null = null;
  /** Texts of rows of bytes that have neither code nor place. */
  protected readonly rest = new Map<number, string>();
  /** First row of cells that is held by its cell, and those cells. */
  private heldFrom = Infinity;
  private readonly held: Cell[] = [];
  private readonly units = new Uint16Array(64);
  protected rows = 0;
  /** Rows of whole chunks before those of this one. */
  protected before = 0;

  /**
   * @param read makes the text of a cell
   * @param writing `kept`: the text is the writing without spaces around it; `unified`: its NFKC; `own`: whatever `read` makes
   */
  constructor(
    readonly index: number,
    private readonly read: (cell: Cell) => string,
    private readonly writing: 'kept' | 'unified' | 'own',
  ) {}

  reserve(rows: number): void {
    if (rows > this.codes.length && this.placedFrom === Infinity) {
      const larger = this.codes instanceof Uint8Array ? new Uint8Array(rows) : new Uint16Array(rows);
      larger.set(this.codes);
      this.codes = larger;
    }
    this.rows = rows;
    if (this.placedFrom === Infinity) return;
    const starts = new Uint32Array(rows);
    const lengths = new Uint16Array(rows);
    starts.set(this.starts);
    lengths.set(this.lengths);
    [this.starts, this.lengths] = [starts, lengths];
  }

  release(): void {
    this.codes = new Uint8Array(0);
    this.packed = null;
    this.starts = new Uint32Array(0);
    this.lengths = new Uint16Array(0);
    this.pieces = null;
    this.rest.clear();
    this.held.length = 0;
  }

  compact(rows: number): void {
    this.writings = new Writings();
    this.cells.clear();
    const { bytes, placedFrom, starts, lengths, rest } = this;
    const coded = Math.min(rows, placedFrom, this.heldFrom);
    this.packed = new PackedCodes(this.codes, coded, this.texts.length);
    this.codes = new Uint8Array(0);
    if (bytes === null || placedFrom >= rows) return;
    for (const row of rest.keys()) lengths[row] = 0;
    this.pieces = new Pieces(bytes, starts.subarray(placedFrom, rows), lengths.subarray(placedFrom, rows));
    this.bytes = this.pieces.bytes;
    this.starts = new Uint32Array(0);
    this.lengths = new Uint16Array(0);
  }

  takeBlock(block: ByteRow, at: number): void {
    const { view, starts, ends, stride, kept } = block;
    const { writings } = this;
    let row = 0;
    for (let place = this.index; row < kept && this.placedFrom === Infinity; row++, place += stride) {
      const start = starts[place]!;
      const end = ends[place]!;
      const code = end < start ? -1 : writings.find(view, start, end);
      if (code >= 0) this.codes[at + row] = code;
      else this.meet(block, place, at + row);
    }
    for (let place = this.index + row * stride; row < kept; row++, place += stride) {
      const start = starts[place]!;
      const length = ends[place]! - start;
      if (length < 0 || length > LONGEST) this.rest.set(at + row, this.read(block.textAt(place)));
      this.starts[at + row] = start;
      this.lengths[at + row] = length;
    }
  }

  /** Takes in a writing that has no code. */
  private meet(block: ByteRow, place: number, at: number): void {
    const { bytes } = block;
    const [start, end] = [block.starts[place]!, block.ends[place]!];
    const isNew = this.isMostlyNew(at);
    if (end < start || (isNew && bytes.length > LAST_PLACE) || end - start > LONGEST) {
      this.rest.set(at, this.read(block.textAt(place)));
    } else if (isNew) {
      this.placedFrom = at + 1;
      this.bytes = bytes;
      this.decode = block.decode;
      this.reserve(this.rows);
      this.rest.set(at, this.read(block.textAt(place)));
    } else {
      this.writings.add(block.view, start, end, this.texts.length);
      const code = this.newCode(this.read(block.textAt(place)), start, end - start);
      this.codes[at] = code;
    }
  }

  takeCell(cell: Cell, at: number): void {
    if (this.heldFrom < Infinity) {
      this.held.push(cell);
      return;
    }
    const code = this.cells.get(cell);
    if (code !== undefined) this.codes[at] = code;
    else if (this.isMostlyNew(at)) {
      this.heldFrom = at;
      this.held.push(cell);
    } else {
      this.cells.set(cell, this.texts.length);
      const code = this.newCode(this.read(cell), NOWHERE, 0);
      this.codes[at] = code;
    }
  }

  private isMostlyNew(rows: number): boolean {
    const { length } = this.texts;
    const met = this.before + rows;
    return length >= MOST_CODES || (met > PROBED && length > met * MOSTLY_NEW);
  }

  /** A new code for a text. `start` and `length`: where the file has it first; NOWHERE for what is not its bytes. */
  protected newCode(text: string, _start: number, _length: number): number {
    const code = this.texts.push(text) - 1;
    if (code === 256) this.codes = new Uint16Array(this.codes);
    return code;
  }

  /** The text of a row. */
  at(row: number): string {
    const rest = this.rest.size > 0 ? this.rest.get(row) : undefined;
    if (rest !== undefined) return rest;
    if (row >= this.heldFrom) return this.read(this.held[row - this.heldFrom]!);
    if (row < this.placedFrom) return this.texts[this.codeOf(row)]!;
    const start = this.startOf(row);
    return this.read(this.decode!(this.bytes!, start, start + this.lengthOf(row)));
  }

  /** The code of a row; -1 where it is held in another way. */
  codeAt(row: number): number {
    const hasCode = row < this.placedFrom && row < this.heldFrom && !(this.rest.size > 0 && this.rest.has(row));
    return hasCode ? this.codeOf(row) : -1;
  }

  private codeOf(row: number): number {
    return this.packed === null ? this.codes[row]! : this.packed.at(row);
  }

  /** Where the bytes of a row start that is held by its place. */
  private startOf(row: number): number {
    return this.pieces === null ? this.starts[row]! : this.pieces.startOf(row - this.placedFrom);
  }

  private lengthOf(row: number): number {
    return this.pieces === null ? this.lengths[row]! : this.pieces.lengthOf(row - this.placedFrom);
  }

  /**
   * The code that a builder gives to the text of a row that is held by its place, without making it; without a builder, 0. -1
   * where the text has to be made.
   */
  addTo(builder: TextBuilder | null, row: number): number {
    if (row < this.placedFrom || (this.rest.size > 0 && this.rest.has(row))) return -1;
    if (this.writing === 'own') return -1;
    const { units } = this;
    const start = this.startOf(row);
    const read = this.decode!.units(this.bytes!, start, start + this.lengthOf(row), units);
    const length = normalised(units, read, this.writing === 'kept');
    if (length <= 0) return -1;
    return builder ? builder.codeOfUnits(units, length) : 0;
  }
}
