/** Columns written whole by threads: what `freshColumns` writes row by row, in stretches of rows that follow one another. */
import { countOf, rowsOfCodes } from './countCodes';
import { writeFresh, type FreshColumn, type FreshWay } from './freshColumns';

/**
 * Rows that follow one another in the source and in the table, as three numbers each: the first row, the one behind the last, and the
 * row of the table that the first goes to. null where these are too short to be worth it.
 */
export type Stretches = Int32Array | null;

/** Rows that a stretch must have on average. */
const WORTHWHILE = 16;

export function stretchesOf({ places }: Pick<FreshWay, 'places'>): Stretches {
  const stretches: number[] = [];
  const most = (places.length / WORTHWHILE) * 3;
  let before = -1;
  for (let row = 0; row < places.length && stretches.length <= most; row++) {
    const place = places[row]!;
    if (place >= 0) {
      if (before < 0 || place !== before + 1) stretches.push(row, row, place);
      stretches[stretches.length - 2] = row + 1;
    }
    before = place;
  }
  return stretches.length <= most ? Int32Array.from(stretches) : null;
}

/** One in each byte of four; all bits but the highest of each. */
const ONES = 0x01010101;
const LOW_BITS = 0x7f7f7f7f;
/** Words after which the counts of their four bytes are added up, before any of them is full. */
const MOST_WORDS = 255;

/** `countOf` for codes of a byte, four rows at a time: half of an export is blank, and nobody foresees where. */
export function countOfByte(codes: Uint8Array, rows: number, only: number): number {
  const before = Math.min(rows, -codes.byteOffset & 3);
  const count = (rows - before) >> 2;
  if (count === 0) return countOf(codes, 0, rows, only);
  const words = new Int32Array(codes.buffer, codes.byteOffset + before, count);
  const sought = Math.imul(only, ONES);
  let cells = countOf(codes, 0, before, only) + countOf(codes, before + count * 4, rows, only);
  for (let start = 0; start < count; start += MOST_WORDS) {
    const end = Math.min(count, start + MOST_WORDS);
    let counts = 0;
    for (let index = start; index < end; index++) {
      // A byte is 0 where the code is the one that is sought; the sum leaves its highest bit unset there alone.
      const word = words[index]! ^ sought;
      counts += (~(((word & LOW_BITS) + LOW_BITS) | word) >>> 7) & ONES;
    }
    cells += (counts & 255) + ((counts >>> 8) & 255) + ((counts >>> 16) & 255) + (counts >>> 24);
  }
  return cells;
}

/** `writeFresh` in stretches. */
export function writeWhole(column: FreshColumn, stretches: Stretches): readonly number[] {
  const { way, codes, target, initial, counted } = column;
  if (stretches === null) return writeFresh(column);
  const rows = way.places.length;
  if (initial !== 0 && rows - way.unused.length < target.length) target.fill(initial);
  if (target instanceof Uint8Array) writeBytes(column, target, stretches);
  else if (target instanceof Int32Array) writeWords(column, target, stretches);
  else writeDoubles(column, target, stretches);
  return rowsOfCodes(codes, rows, counted, way.unused, (only) =>
    codes instanceof Uint8Array ? countOfByte(codes, rows, only) : countOf(codes, 0, rows, only),
  );
}

/** What is written of each code where the part is not in effect, and behind that where it is: nobody foresees which. */
function byEffect<T extends Float64Array | Int32Array | Uint8Array>({ ofCode, initial }: FreshColumn, made: T): T {
  made.fill(initial, 0, ofCode.length);
  made.set(ofCode, ofCode.length);
  return made;
}

const bitOf = (part: number): number => 31 - Math.clz32(part);

// The same three times: a loop over one kind of array is quicker.

function writeBytes(column: FreshColumn, target: Uint8Array, stretches: Int32Array): void {
  const { codes, part, ofCode, way } = column;
  const { parts } = way;
  const [count, bit, values] = [ofCode.length, bitOf(part), byEffect(column, new Uint8Array(ofCode.length * 2))];
  for (let at = 0; at < stretches.length; at += 3) {
    const end = stretches[at + 1]!;
    let place = stretches[at + 2]!;
    for (let row = stretches[at]!; row < end; row++)
      target[place++] = values[codes[row]! + ((parts[row]! >>> bit) & 1) * count]!;
  }
}

function writeWords(column: FreshColumn, target: Int32Array, stretches: Int32Array): void {
  const { codes, part, ofCode, way } = column;
  const { parts } = way;
  const [count, bit, values] = [ofCode.length, bitOf(part), byEffect(column, new Int32Array(ofCode.length * 2))];
  for (let at = 0; at < stretches.length; at += 3) {
    const end = stretches[at + 1]!;
    let place = stretches[at + 2]!;
    for (let row = stretches[at]!; row < end; row++)
      target[place++] = values[codes[row]! + ((parts[row]! >>> bit) & 1) * count]!;
  }
}

function writeDoubles(column: FreshColumn, target: Float64Array, stretches: Int32Array): void {
  const { codes, part, ofCode, way } = column;
  const { parts } = way;
  const [count, bit, values] = [ofCode.length, bitOf(part), byEffect(column, new Float64Array(ofCode.length * 2))];
  for (let at = 0; at < stretches.length; at += 3) {
    const end = stretches[at + 1]!;
    let place = stretches[at + 2]!;
    for (let row = stretches[at]!; row < end; row++)
      target[place++] = values[codes[row]! + ((parts[row]! >>> bit) & 1) * count]!;
  }
}
