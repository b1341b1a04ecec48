/** Where a text may be parted into chunks: at bytes that rows seem to begin with. Whoever reads the chunks finds out whether they do. */
import type { Decode } from './byteRows';
import type { TextInBytes } from './rows';
import { ByteRow } from './byteRows';

const LINE_FEED = 10;
const RETURN = 13;
/** Rows that must have as many cells as the header, for a byte to be taken for the beginning of a row. */
const ROWS_ALIKE = 3;
/** Ends of lines that are tried. */
const MOST_TRIED = 40;
/** Bytes behind a line's end that are looked at: an unclosed quote would go on to the end of the file. */
const WINDOW = 1 << 16;

/** The byte behind the next end of a line; the end of the text where there is none. */
function behindLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LINE_FEED && bytes[at] !== RETURN) at++;
  if (bytes[at] === RETURN && bytes[at + 1] === LINE_FEED) at++;
  return Math.min(at + 1, bytes.length);
}

/** Whether rows of so many cells stand from a byte on. */
function beginsRows({ bytes, delimiter }: TextInBytes, at: number, cells: number, decode: Decode): boolean {
  const row = new ByteRow(bytes.subarray(0, at + WINDOW), delimiter, decode);
  row.next = at;
  for (let count = 0; count < ROWS_ALIKE && row.next < row.bytes.length; count++)
    if (!row.cut() || row.count !== cells) return false;
  return true;
}

/**
 * The first bytes of the chunks of a text, and its end.
 * @param cells of the header: a line that ends within quotes is mostly told by what follows it
 * @param size bytes of a chunk at least
 */
export function chunkBounds(
  text: TextInBytes,
  from: number,
  cells: number,
  size: number,
  decode: Decode,
): Float64Array {
  const { length } = text.bytes;
  const bounds = [from];
  for (let target = from + size; target < length; target = bounds.at(-1)! + size) {
    const first = behindLine(text.bytes, target);
    let at = first;
    for (let tried = 1; at < length && !beginsRows(text, at, cells, decode); tried++) {
      at = tried < MOST_TRIED ? behindLine(text.bytes, at) : first;
      if (at === first) break;
    }
    if (at >= length) break;
    bounds.push(at);
  }
  return Float64Array.of(...bounds, length);
}
