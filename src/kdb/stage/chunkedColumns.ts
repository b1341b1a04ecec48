/** Columns whose rows are staged chunk by chunk in several threads: what one hands over, another takes in. */
import type { ByteRow } from '../files/byteRows';
import { isInShared } from '../files/inThreads';
import { StagedNumbers } from './staged';
import { NOWHERE, StagedTexts } from './stagedTexts';
import { MOST_CODES } from './writings';

/** Where a chunk was staged. */
export interface ChunkOrigin {
  readonly thread: number;
  /** The rows of the chunk; 0 where only the meanings of its codes count. */
  readonly rows: number;
  readonly bytes: Uint8Array;
  readonly decode: ByteRow['decode'];
}

/** Rows of a column of numbers as a thread staged them. Codes are those of the thread. */
export interface NumbersChunk {
  readonly kind: 'numbers';
  /** One entry a row; no code where the readings themselves are held. */
  readonly codes: Uint8Array | Uint16Array;
  readonly raw: Float64Array | null;
  /** Readings of the codes that are new with this chunk. */
  readonly values: Float64Array;
  /** Of those codes, the ones that Excel made a date of, and error values. */
  readonly dates: readonly number[];
  readonly errors: readonly (readonly [number, string])[];
  /** The same by row of `raw`. */
  readonly rawDates: readonly number[];
  readonly rawErrors: readonly (readonly [number, string])[];
}

/** Rows of a column of texts as a thread staged them. */
export interface TextsChunk {
  readonly kind: 'texts';
  /** Codes of the rows before `placedFrom`. */
  readonly codes: Uint8Array | Uint16Array;
  readonly placedFrom: number;
  /** Places in the file of the rows from `placedFrom` on. */
  readonly starts: Uint32Array;
  readonly lengths: Uint16Array;
  /** Texts of rows that have neither. */
  readonly rest: readonly (readonly [number, string])[];
  /** Texts of the codes that are new with this chunk, and where the file has them first. */
  readonly texts: readonly string[];
  readonly firsts: Float64Array;
  readonly firstLengths: Uint16Array;
}

export type ColumnChunk = NumbersChunk | TextsChunk;

/** What the codes of a thread are in the column that takes its chunks in. */
interface LearnedReadings {
  readonly codes: number[];
  readonly values: number[];
  readonly dates: Set<number>;
  readonly errors: Map<number, string>;
  /** They are the same codes here. */
  areSame: boolean;
}

/** Codes of a byte as other codes of a byte: most columns have no more, and a loop over one kind of array is quicker. */
function translateBytes(from: Uint8Array, codes: Uint8Array, to: Uint8Array, at: number): void {
  for (let row = 0; row < from.length; row++) to[at + row] = codes[from[row]!]!;
}

/** A column of numbers in chunks. */
export class ChunkedNumbers extends StagedNumbers {
  /** Codes that were handed over. */
  private handed = 0;
  private readonly learned = new Map<number, LearnedReadings>();
  private readonly byReading = new Map<number | string, number>();
  /** Memory that all threads see, for codes that are taken in; else this thread's own. */
  room: ((bytes: number) => Uint8Array) | null = null;

  override reserve(rows: number): void {
    const { codes, room } = this;
    if (room === null || this.raw !== null) {
      super.reserve(rows);
      return;
    }
    this.codes = codes instanceof Uint8Array ? room(rows) : new Uint16Array(room(rows * 2).buffer);
    this.codes.set(codes);
  }

  protected override newCode(value: number, isDate: boolean, error: string | undefined): number {
    const code = super.newCode(value, isDate, error);
    this.share();
    return code;
  }

  /** Codes that do not stand in such memory, because they were widened, are put there. */
  private share(): void {
    const { codes, room } = this;
    if (room === null || codes.length === 0 || isInShared(codes)) return;
    const shared = room(codes.byteLength);
    this.codes = codes instanceof Uint8Array ? shared : new Uint16Array(shared.buffer);
    this.codes.set(codes);
  }

  override compact(rows: number): void {
    super.compact(rows);
    this.learned.clear();
    this.byReading.clear();
  }

  /** The next row that is taken in is the first again; the codes stay, and are handed over with it. */
  forgetRows(_rows: number): void {
    this.rawDates.clear();
    this.rawErrors.clear();
  }

  handOver(rows: number): NumbersChunk {
    const first = this.handed;
    this.handed = this.values.length;
    const chunk: NumbersChunk = {
      kind: 'numbers',
      codes: this.codes.slice(0, rows),
      raw: this.raw && this.raw.slice(0, rows),
      values: Float64Array.from(this.values.slice(first)),
      dates: [...this.dates].filter((code) => code >= first),
      errors: [...this.errors].filter(([code]) => code >= first),
      rawDates: [...this.rawDates],
      rawErrors: [...this.rawErrors],
    };
    this.rawDates.clear();
    this.rawErrors.clear();
    return chunk;
  }

  takeChunk(chunk: ColumnChunk, { thread, rows }: ChunkOrigin, at: number): void {
    if (chunk.kind !== 'numbers') throw new Error('a chunk of another column');
    const { codes, values, dates, errors, areSame } = this.learn(chunk, thread, at);
    if (rows === 0) return;
    if (chunk.raw !== null && this.raw === null) this.spill(at);
    if (this.raw === null) {
      const own = this.codes;
      const of = chunk.codes;
      if (areSame) own.set(of, at);
      else if (own instanceof Uint8Array && of instanceof Uint8Array)
        translateBytes(of, Uint8Array.from(codes), own, at);
      else for (let row = 0; row < rows; row++) own[at + row] = codes[of[row]!]!;
    } else if (chunk.raw !== null) {
      this.raw.set(chunk.raw, at);
      for (const row of chunk.rawDates) this.rawDates.add(at + row);
      for (const [row, error] of chunk.rawErrors) this.rawErrors.set(at + row, error);
    } else {
      for (let row = 0; row < rows; row++) {
        const code = chunk.codes[row]!;
        this.raw[at + row] = values[code]!;
        if (dates.has(code)) this.rawDates.add(at + row);
        const error = errors.get(code);
        if (error !== undefined) this.rawErrors.set(at + row, error);
      }
    }
  }

  /** The meanings of the codes of a thread; those that are new are given codes here, as long as there are any. */
  private learn(chunk: NumbersChunk, thread: number, at: number): LearnedReadings {
    let learned = this.learned.get(thread);
    if (!learned) {
      learned = { codes: [], values: [], dates: new Set(), errors: new Map(), areSame: true };
      this.learned.set(thread, learned);
    }
    const { codes, values, dates, errors } = learned;
    for (const code of chunk.dates) dates.add(code);
    for (const [code, error] of chunk.errors) errors.set(code, error);
    for (const value of chunk.values) {
      const code = values.push(value) - 1;
      if (this.raw !== null) continue;
      const [isDate, error] = [dates.has(code), errors.get(code)];
      const isPlain = !isDate && error === undefined && !Object.is(value, -0);
      const reading = isPlain ? value : `${Object.is(value, -0) ? '-0' : value} ${isDate} ${error}`;
      let own = this.byReading.get(reading);
      if (own === undefined && this.values.length >= MOST_CODES) {
        this.spill(at);
        continue;
      }
      if (own === undefined) {
        own = this.newCode(value, isDate, error);
        this.byReading.set(reading, own);
      }
      codes[code] = own;
      learned.areSame &&= own === code;
    }
    return learned;
  }
}

/** A column of texts of a file, as it is handed over. */
export interface TextsState {
  readonly codes: Uint8Array | Uint16Array;
  readonly texts: readonly string[];
  readonly placedFrom: number;
  readonly starts: Uint32Array;
  readonly lengths: Uint16Array;
  readonly rest: ReadonlyMap<number, string>;
}

/** The codes of a thread: the code here (absent where the column holds places), the text, and where the file has it first. */
interface LearnedTexts {
  /** They are the same codes here. */
  areSame: boolean;
  readonly codes: number[];
  readonly texts: string[];
  readonly starts: number[];
  readonly lengths: number[];
}

/** A column of texts in chunks. */
export class ChunkedTexts extends StagedTexts {
  /** Where the file has the text of each code first, NOWHERE for those that are not its bytes. */
  private readonly firsts: number[] = [];
  private readonly firstLengths: number[] = [];
  /** Codes that were handed over. */
  private handed = 0;
  private readonly learned = new Map<number, LearnedTexts>();
  private readonly byText = new Map<string, number>();

  override compact(rows: number): void {
    super.compact(rows);
    this.learned.clear();
    this.byText.clear();
  }

  protected override newCode(text: string, start: number, length: number): number {
    this.firsts.push(start);
    this.firstLengths.push(length);
    return super.newCode(text, start, length);
  }

  /** The next row that is taken in is the first again; the codes stay, and are handed over with it. */
  forgetRows(rows: number): void {
    this.rest.clear();
    this.before += rows;
    if (this.placedFrom < Infinity) this.placedFrom = 0;
  }

  handOver(rows: number): TextsChunk {
    const first = this.handed;
    this.handed = this.texts.length;
    const placedFrom = Math.min(this.placedFrom, rows);
    const chunk: TextsChunk = {
      kind: 'texts',
      codes: this.codes.slice(0, placedFrom),
      placedFrom,
      starts: this.starts.slice(placedFrom, rows),
      lengths: this.lengths.slice(placedFrom, rows),
      rest: [...this.rest],
      texts: this.texts.slice(first),
      firsts: Float64Array.from(this.firsts.slice(first)),
      firstLengths: Uint16Array.from(this.firstLengths.slice(first)),
    };
    this.rest.clear();
    this.before += rows;
    // From the next chunk on all rows are held by their places.
    if (this.placedFrom < Infinity) this.placedFrom = 0;
    return chunk;
  }

  takeChunk(chunk: ColumnChunk, { thread, rows, bytes, decode }: ChunkOrigin, at: number): void {
    if (chunk.kind !== 'texts') throw new Error('a chunk of another column');
    const learned = this.learn(chunk, thread, at, bytes, decode);
    if (rows === 0) return;
    if (chunk.placedFrom < rows && this.placedFrom === Infinity) this.placeAll(at, bytes, decode);
    for (const [row, text] of chunk.rest) this.rest.set(at + row, text);
    if (this.placedFrom === Infinity) {
      if (learned.areSame) this.codes.set(chunk.codes, at);
      else for (let row = 0; row < rows; row++) this.codes[at + row] = learned.codes[chunk.codes[row]!] ?? 0;
      return;
    }
    for (let row = 0; row < chunk.placedFrom; row++) {
      const code = chunk.codes[row]!;
      this.starts[at + row] = learned.starts[code] ?? 0;
      this.lengths[at + row] = learned.lengths[code] ?? 0;
      if (learned.starts[code] === NOWHERE && !this.rest.has(at + row)) this.rest.set(at + row, learned.texts[code]!);
    }
    this.starts.set(chunk.starts, at + chunk.placedFrom);
    this.lengths.set(chunk.lengths, at + chunk.placedFrom);
  }

  /** All of it, to be read in another thread. */
  state(): TextsState {
    const { codes, texts, placedFrom, starts, lengths, rest } = this;
    return { codes, texts, placedFrom, starts, lengths, rest };
  }

  /** Takes over what another thread took in. */
  restore(state: TextsState, bytes: Uint8Array, decode: ByteRow['decode']): void {
    this.codes = state.codes;
    for (const text of state.texts) this.texts.push(text);
    this.placedFrom = state.placedFrom;
    this.starts = state.starts;
    this.lengths = state.lengths;
    for (const [row, text] of state.rest) this.rest.set(row, text);
    [this.bytes, this.decode] = [bytes, decode];
  }

  /** The codes of a thread; those that are new are given codes here, as long as there are any. */
  private learn(
    chunk: TextsChunk,
    thread: number,
    at: number,
    bytes: Uint8Array,
    decode: ByteRow['decode'],
  ): LearnedTexts {
    let learned = this.learned.get(thread);
    if (!learned)
      this.learned.set(thread, (learned = { areSame: true, codes: [], texts: [], starts: [], lengths: [] }));
    chunk.texts.forEach((text, index) => {
      const [start, length] = [chunk.firsts[index]!, chunk.firstLengths[index]!];
      const code = learned.texts.push(text) - 1;
      learned.starts.push(start);
      learned.lengths.push(length);
      if (this.placedFrom < Infinity) return;
      let own = this.byText.get(text);
      if (own === undefined && this.texts.length >= MOST_CODES) {
        this.placeAll(at, bytes, decode);
        return;
      }
      if (own === undefined) {
        own = this.newCode(text, start, length);
        this.byText.set(text, own);
      }
      learned.codes[code] = own;
      learned.areSame &&= own === code;
    });
    return learned;
  }

  /** From here on all rows are held by their places, those before row `rows` too. */
  private placeAll(rows: number, bytes: Uint8Array, decode: ByteRow['decode']): void {
    this.placedFrom = 0;
    this.bytes = bytes;
    this.decode = decode;
    this.reserve(this.rows);
    for (let row = 0; row < rows; row++) {
      const code = this.codes[row]!;
      const start = this.firsts[code] ?? 0;
      if (start === NOWHERE) {
        if (!this.rest.has(row)) this.rest.set(row, this.texts[code]!);
        continue;
      }
      this.starts[row] = start;
      this.lengths[row] = this.firstLengths[code] ?? 0;
    }
    this.codes = new Uint8Array(0);
  }
}
