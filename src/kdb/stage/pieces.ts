/** Pieces of bytes one behind the other: how the texts of a column are held while nobody asks for them. */

/** A piece is found from the first one of its block, by the lengths of those between: four bytes a block instead of a piece. */
const BLOCK = 32;

export class Pieces {
  readonly bytes: Uint8Array;
  private readonly lengths: Uint8Array | Uint16Array;
  private readonly blocks: Uint32Array;

  /**
   * Copies the pieces out of a file.
   * @param starts first byte of each piece in the file
   * @param lengths of the pieces
   */
  constructor(file: Uint8Array, starts: Uint32Array, lengths: Uint16Array) {
    const count = lengths.length;
    let size = 0;
    let longest = 0;
    for (const length of lengths) {
      size += length;
      if (length > longest) longest = length;
    }
    this.bytes = new Uint8Array(size);
    this.lengths = longest < 256 ? Uint8Array.from(lengths) : lengths.slice();
    this.blocks = new Uint32Array(Math.ceil(count / BLOCK));
    let at = 0;
    for (let piece = 0; piece < count; piece++) {
      if (piece % BLOCK === 0) this.blocks[piece / BLOCK] = at;
      const start = starts[piece]!;
      const end = start + lengths[piece]!;
      for (let from = start; from < end; from++) this.bytes[at++] = file[from]!;
    }
  }

  /** The first byte of a piece. */
  startOf(piece: number): number {
    const { lengths } = this;
    let before = piece - (piece % BLOCK);
    let start = this.blocks[before / BLOCK]!;
    while (before < piece) start += lengths[before++]!;
    return start;
  }

  lengthOf(piece: number): number {
    return this.lengths[piece]!;
  }
}
