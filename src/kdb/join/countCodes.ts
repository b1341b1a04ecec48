/** Counts how many rows of a column have a code. */

export function countOf(codes: Uint8Array | Uint16Array, from: number, to: number, only: number): number {
  let count = 0;
  for (let row = from; row < to; row++) count += codes[row] === only ? 1 : 0;
  return count;
}

/**
 * How many rows have each of some codes.
 * @param without rows that do not count
 * @param count of one code among all rows
 */
export function rowsOfCodes(
  codes: Uint8Array | Uint16Array,
  rows: number,
  wanted: readonly number[],
  without: Int32Array,
  count: (only: number) => number = (only) => countOf(codes, 0, rows, only),
): readonly number[] {
  const [only] = wanted;
  if (only === undefined) return [];
  if (wanted.length === 1) {
    let cells = count(only);
    for (const row of without) if (codes[row] === only) cells--;
    return [cells];
  }
  const cells = new Int32Array(1 << 16);
  for (let row = 0; row < rows; row++) cells[codes[row]!]!++;
  for (const row of without) cells[codes[row]!]!--;
  return wanted.map((code) => cells[code]!);
}
