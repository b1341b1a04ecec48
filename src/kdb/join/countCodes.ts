/** Counts how many rows of a column have a code. */

function countOf(codes: Uint8Array | Uint16Array, from: number, to: number, only: number): number {
  let count = 0;
  for (let row = from; row < to; row++) count += codes[row] === only ? 1 : 0;
  return count;
}

/** One in each byte of four; all bits but the highest of each. */
const ONES = 0x01010101;
const LOW_BITS = 0x7f7f7f7f;
/** Words after which the counts of their four bytes are added up, before any of them is full. */
const MOST_WORDS = 255;

/** `countOf` for codes of a byte, four rows at a time: half of an export is blank, and nobody foresees where. */
function countOfByte(codes: Uint8Array, rows: number, only: number): number {
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

/**
 * How many rows have each of some codes.
 * @param without rows that do not count
 */
export function rowsOfCodes(
  codes: Uint8Array | Uint16Array,
  rows: number,
  wanted: readonly number[],
  without: Int32Array,
): readonly number[] {
  const [only] = wanted;
  if (only === undefined) return [];
  if (wanted.length === 1) {
    let cells = codes instanceof Uint8Array ? countOfByte(codes, rows, only) : countOf(codes, 0, rows, only);
    for (const row of without) if (codes[row] === only) cells--;
    return [cells];
  }
  const cells = new Int32Array(codes instanceof Uint8Array ? 1 << 8 : 1 << 16);
  for (let row = 0; row < rows; row++) cells[codes[row]!]!++;
  for (const row of without) cells[codes[row]!]!--;
  return wanted.map((code) => cells[code]!);
}
