/**
 * The rows of a large text, staged by several threads: each cuts and stages chunks of it, and this one takes the chunks in, in
 * their order. A chunk counts only when it begins where the one before ended, so that what comes out is what one thread makes.
 */
import { chunkBounds } from '../files/chunks';
import { CHUNK } from '../files/inThreads';
import type { Job, Threads } from '../files/threads';
import { decoderOf } from '../files/decoders';
import { ByteRow, cutNext, isData } from '../files/byteRows';
import type { Row } from '../files/row';
import type { Frame, SharedText, TextInBytes } from '../files/rows';
import { AnalystError } from '../errors';
import type { Cell } from '../values/cellText';
import { Int32List, Uint8List, Float64List } from './lists';
import type { ColumnChunk } from './chunkedColumns';
import { ChunkedStage } from './chunkedStage';
import type { StagePlan } from './stage';
import { MOST_CODES, Writings } from './writings';

/** What a thread must know to stage chunks of a text. */
export interface ChunkJob extends Job {
  readonly kind: 'rows';
  readonly text: TextInBytes;
  readonly bounds: Float64Array;
  readonly hasEndRecord: boolean;
  readonly keyIndex: number;
  readonly indices: readonly number[];
  readonly width: number;
  readonly plan: StagePlan;
}

/** The cells of a column that is asked for row by row: codes, and the texts that are new with this chunk. */
interface LookedChunk {
  readonly codes: Uint16Array;
  readonly texts: readonly string[];
}

/** Bytes of the first rows, whose writings have the same codes in all threads. */
const HEAD = 1 << 20;

/** A cell without a code. */
const NO_CODE = 0xffff;

/** Rows of a text as a thread staged them. */
export interface StagedChunk {
  /** The first byte, and the byte behind the last row. */
  readonly from: number;
  readonly end: number;
  /** A row could not be cut: nothing else of this chunk counts but what its codes mean. */
  readonly isBroken: boolean;
  readonly isGarbled: boolean;
  /** Rows of the file, and those of data among them. */
  readonly lines: number;
  readonly rows: number;
  /** Of each data row: the row of the chunk that it is, from 0, and its first byte behind `from`. */
  readonly lineOf: Int32Array;
  readonly starts: Int32Array;
  /** Of each data row: the number that its person number is the digits of (or -1), and how many these are. */
  readonly digits: Float64Array;
  readonly digitsLengths: Uint8Array;
  /** Data rows that are filled beyond the header. */
  readonly beyond: Int32Array;
  readonly looked: readonly LookedChunk[];
  readonly columns: readonly ColumnChunk[];
}

/** The cells of a column by codes that a thread keeps over all its chunks. */
class LookedColumn {
  private readonly writings = new Writings();
  private count = 0;
  private texts: string[] = [];
  private codes = new Int32List();

  constructor(readonly index: number) {}

  take(row: ByteRow): void {
    this.codes.push(this.codeOf(row));
  }

  private codeOf(row: ByteRow): number {
    const { index } = this;
    // Beyond the end of the row nothing stands: another cell than an empty one.
    if (index >= row.count) return NO_CODE;
    const [start, end] = [row.starts[row.base + index]!, row.ends[row.base + index]!];
    if (end < start) return NO_CODE;
    const code = this.writings.find(row.view, start, end);
    if (code >= 0 || this.count >= MOST_CODES) return code >= 0 ? code : NO_CODE;
    this.writings.add(row.view, start, end, this.count);
    this.texts.push(row.textAt(row.base + index));
    return this.count++;
  }

  forgetRows(): void {
    this.codes = new Int32List();
  }

  handOver(): LookedChunk {
    const chunk = { codes: Uint16Array.from(this.codes.toArray()), texts: this.texts };
    this.texts = [];
    this.codes = new Int32List();
    return chunk;
  }
}

/** Cuts and stages chunks, one after the other, in whatever thread. */
export class ChunkStage {
  private readonly stage: ChunkedStage;
  private readonly row: ByteRow;
  private readonly looked: readonly LookedColumn[];
  private isGarbled = false;
  private hasBegun = false;
  private isHeadGarbled = false;

  constructor(private readonly job: ChunkJob) {
    const { bytes, delimiter, encoding } = job.text;
    this.stage = new ChunkedStage(job.plan);
    const decode = decoderOf(encoding, () => (this.isGarbled = true));
    this.row = new ByteRow(bytes, delimiter, decode);
    this.looked = job.indices.map((index) => new LookedColumn(index));
  }

  /**
   * Gives the writings of the first rows their codes, and forgets the rows: all threads do so, and mostly have the same codes then.
   * A row that cannot be cut is met again in its chunk.
   */
  private begin(): void {
    const { bounds } = this.job;
    this.row.next = bounds[0]!;
    this.takeRows(Math.min(bounds[0]! + HEAD, bounds[1]!), new RowsFound(bounds[0]!));
    this.stage.forgetRows();
    for (const column of this.looked) column.forgetRows();
    // Their writings are not decoded again.
    this.isHeadGarbled = this.isGarbled;
  }

  /** Stages a chunk of the job. */
  chunk(index: number): StagedChunk {
    if (!this.hasBegun) this.begin();
    this.hasBegun = true;
    const staged = this.between(this.job.bounds[index]!, this.job.bounds[index + 1]!);
    return index === 0 && this.isHeadGarbled ? { ...staged, isGarbled: true } : staged;
  }

  /** Stages the rows that begin from a byte on and before another. */
  between(from: number, to: number): StagedChunk {
    const found = new RowsFound(from);
    this.isGarbled = false;
    this.row.next = from;
    const isBroken = !this.takeRows(to, found);
    const columns = this.stage.handOver();
    return {
      from,
      end: this.row.next,
      isBroken,
      isGarbled: this.isGarbled,
      lines: found.lines,
      rows: found.lineOf.length,
      lineOf: found.lineOf.toArray().slice(),
      starts: found.starts.toArray().slice(),
      digits: found.digits.toArray().slice(),
      digitsLengths: found.digitsLengths.toArray().slice(),
      beyond: found.beyond.toArray().slice(),
      looked: this.looked.map((column) => column.handOver()),
      columns,
    };
  }

  /** Takes the rows that begin before a byte; false where one cannot be cut. */
  private takeRows(to: number, found: RowsFound): boolean {
    const { row } = this;
    for (; row.next < to; found.lines++) {
      const start = row.next;
      if (!canCut(row, found.lines + 1)) return false;
      if (isData(row, this.job.hasEndRecord)) this.takeRow(start, found);
    }
    return true;
  }

  private takeRow(start: number, found: RowsFound): void {
    const { row, job } = this;
    if (row.isFilledBeyond(job.width)) found.beyond.push(found.lineOf.length);
    found.lineOf.push(found.lines);
    found.starts.push(start - found.from);
    const number = row.digits(job.keyIndex);
    found.digits.push(number);
    found.digitsLengths.push(number < 0 ? 0 : row.lengthOf(job.keyIndex));
    for (const column of this.looked) column.take(row);
    this.stage.take(row, 0);
  }
}

/** What is told of the rows of a chunk beside their columns. */
class RowsFound {
  lines = 0;
  readonly lineOf = new Int32List();
  readonly starts = new Int32List();
  readonly digits = new Float64List();
  readonly digitsLengths = new Uint8List();
  readonly beyond = new Int32List();

  constructor(readonly from: number) {}
}

/** Cuts the next row; false where that cannot be done. */
function canCut(row: ByteRow, rowNumber: number): boolean {
  try {
    cutNext('', row, rowNumber);
    return true;
  } catch (error) {
    if (error instanceof AnalystError) return false;
    throw error;
  }
}

/** A row of a staged chunk: what was looked at is there, all else is cut again. */
class ChunkRow implements Row {
  /** The row of the chunk. */
  at = 0;
  private chunk!: StagedChunk;
  private texts: readonly (readonly string[])[] = [];
  private nextBeyond = 0;
  private cutAt = -1;

  constructor(
    private readonly job: ChunkJob,
    private readonly bytes: ByteRow,
  ) {}

  begin(chunk: StagedChunk, texts: readonly (readonly string[])[]): void {
    this.chunk = chunk;
    this.texts = texts;
    this.nextBeyond = 0;
    this.cutAt = -1;
  }

  cell(index: number): Cell {
    const column = this.job.indices.indexOf(index);
    const code = column < 0 ? NO_CODE : this.chunk.looked[column]!.codes[this.at]!;
    return code === NO_CODE ? this.cut().cell(index) : this.texts[column]![code]!;
  }

  cells(): readonly Cell[] {
    return this.cut().cells();
  }

  digits(index: number): number {
    return index === this.job.keyIndex ? this.chunk.digits[this.at]! : this.cut().digits(index);
  }

  lengthOf(index: number): number {
    return index === this.job.keyIndex && this.chunk.digits[this.at]! >= 0
      ? this.chunk.digitsLengths[this.at]!
      : this.cut().lengthOf(index);
  }

  isFilledBeyond(width: number): boolean {
    if (width !== this.job.width) return this.cut().isFilledBeyond(width);
    const { beyond } = this.chunk;
    while (this.nextBeyond < beyond.length && beyond[this.nextBeyond]! < this.at) this.nextBeyond++;
    return beyond[this.nextBeyond] === this.at;
  }

  private cut(): ByteRow {
    if (this.cutAt !== this.at) {
      this.bytes.next = this.chunk.from + this.chunk.starts[this.at]!;
      this.bytes.cut();
      this.cutAt = this.at;
    }
    return this.bytes;
  }
}

/** This thread among those of a job; and this thread where it stages a chunk anew, behind others of its own. */
const OWN = 0;
const ANEW = -1;

/**
 * Visits the data rows of a text like `eachRow`, and has them staged by several threads.
 * @throws AnalystError as `eachByteRow`
 */
export function eachSharedRow(
  file: string,
  shared: SharedText,
  { headerRow, hasEndRecord }: Frame,
  { keyIndex, indices, width }: Pick<ChunkJob, 'keyIndex' | 'indices' | 'width'>,
  stage: ChunkedStage,
  visit: (row: Row, rowNumber: number) => void,
): void {
  const { bytes, delimiter, encoding, threads, onGarbled } = shared;
  const text: TextInBytes = { bytes, delimiter, encoding };
  const decode = decoderOf(encoding, onGarbled);
  const row = new ByteRow(bytes, delimiter, decode);
  let line = 0;
  let cells = 0;
  for (row.next = shared.from; line < headerRow && row.next < bytes.length; line++) {
    cutNext(file, row, line + 1);
    cells = row.count;
  }
  let end = row.next;
  const bounds = chunkBounds(text, end, cells, threads.chunk ?? CHUNK, decode);
  const asked = [...new Set(indices.filter((index) => index >= 0))];
  const job: ChunkJob = { kind: 'rows', text, bounds, hasEndRecord, keyIndex, indices: asked, width, plan: stage.plan };
  const chunks = bounds.length - 1;
  const running = threads.start(job, chunks);
  const own = new ChunkStage(job);
  let again: ChunkStage | null = null;
  const made = new Map<number, StagedChunk>();
  const texts = new Map<number, string[][]>();
  const chunkRow = new ChunkRow(job, new ByteRow(bytes, delimiter, decode));

  /** Takes a chunk in, or only what its codes mean. */
  const takeIn = (chunk: StagedChunk, thread: number, isWhole: boolean): void => {
    const known = texts.get(thread) ?? asked.map((): string[] => []);
    texts.set(thread, known);
    chunk.looked.forEach((column, index) => known[index]!.push(...column.texts));
    const rows = isWhole ? chunk.rows : 0;
    if (isWhole) {
      if (chunk.isGarbled) onGarbled();
      chunkRow.begin(chunk, known);
      for (let at = 0; at < rows; at++) {
        chunkRow.at = at;
        visit(chunkRow, line + chunk.lineOf[at]! + 1);
      }
      line += chunk.lines;
      end = chunk.end;
    }
    stage.takeChunk(chunk.columns, { thread, rows, bytes, decode }, end / bytes.length);
  };
  /** Stages anew what a chunk was to hold, from where the one before it ended. */
  const takeAnew = (to: number): void => {
    again ??= new ChunkStage(job);
    const chunk = again.between(end, to);
    if (chunk.isBroken) {
      // It is broken for good: cut once more for the sake of the row that is named.
      row.next = end;
      for (let rowNumber = line + 1; row.next < bytes.length; rowNumber++) cutNext(file, row, rowNumber);
    }
    takeIn(chunk, ANEW, true);
  };
  /** A chunk as it was staged; null where it has to be staged anew. */
  const next = (index: number): { readonly chunk: StagedChunk; readonly thread: number } | null => {
    for (;;) {
      const ours = made.get(index);
      if (ours) return { chunk: ours, thread: OWN };
      const theirs = running.result(index, false);
      if (theirs) return { chunk: theirs.value as StagedChunk, thread: theirs.thread };
      const claimed = running.claim();
      if (claimed >= 0) {
        made.set(claimed, own.chunk(claimed));
        continue;
      }
      const late = running.result(index, true);
      return late && { chunk: late.value as StagedChunk, thread: late.thread };
    }
  };
  try {
    for (let index = 0; index < chunks; index++) {
      const to = bounds[index + 1]!;
      const found = next(index);
      made.delete(index);
      const isWhole = found !== null && !found.chunk.isBroken && bounds[index] === end;
      if (found) takeIn(found.chunk, found.thread, isWhole);
      if (!isWhole && end < to) takeAnew(to);
    }
  } finally {
    running.end();
  }
}

/** How several threads stage a table. */
export const ROWS_IN_THREADS = {
  stageOf: (plan: StagePlan, { room }: Threads) => new ChunkedStage(plan, room),
  eachRow: eachSharedRow,
};
