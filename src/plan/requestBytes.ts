/** How large cells are on the wire: Excel on the web refuses requests and responses over 5 MB. */

/** What a chunk aims at: well below the limit, since the rest of the message has its weight too. */
export const CHUNK_BYTES = 2_000_000;

/** What a piece of cells aims at that is written or read in one request: the page's thread takes a fraction of 50 ms for it. */
export const PIECE_BYTES = 500_000;

/** A text in UTF-8 and JSON: Japanese takes 3 bytes a character. */
function textBytes(text: string): number {
  let bytes = 2;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    bytes += code < 0x80 ? (code === 0x22 || code === 0x5c || code < 0x20 ? 2 : 1) : code < 0x800 ? 2 : 3;
  }
  return bytes;
}

const BLANK_BYTES = 'null,'.length;

/** One cell with the comma after it. */
export function cellBytes(cell: unknown): number {
  if (typeof cell === 'string') return textBytes(cell) + 1;
  // Most cells of a sheet are blank.
  if (cell === null) return BLANK_BYTES;
  return String(cell).length + 1;
}

/** A row of cells. Long arrays are sent row by row, each with about this much around it. */
const ROW_OVERHEAD = 160;

export function rowBytes(cells: readonly unknown[]): number {
  return cells.reduce<number>((sum, cell) => sum + cellBytes(cell), ROW_OVERHEAD);
}
