/** Codes of rows in as few bits as the largest of them needs: how a column is held while nobody asks for it. */

const WORD = 32;

export class PackedCodes {
  private readonly bits: number;
  private readonly words: Uint32Array;

  /**
   * @param codes of the rows; not kept
   * @param distinct how many codes there are, from 0
   */
  constructor(
    codes: Uint8Array | Uint16Array,
    private readonly rows: number,
    private readonly distinct: number,
  ) {
    this.bits = WORD - Math.clz32(Math.max(distinct, 2) - 1);
    // One word more: a code is read from the word that it begins in and the one behind.
    this.words = new Uint32Array(Math.ceil((rows * this.bits) / WORD) + 1);
    const { bits, words } = this;
    for (let row = 0, place = 0; row < rows; row++, place += bits) {
      const [word, from] = [place >>> 5, place & 31];
      words[word]! |= codes[row]! << from;
      if (from + bits > WORD) words[word + 1]! |= codes[row]! >>> (WORD - from);
    }
  }

  /** The code of a row. */
  at(row: number): number {
    const place = row * this.bits;
    const [word, from] = [place >>> 5, place & 31];
    const both = (this.words[word]! >>> from) | ((this.words[word + 1]! << 1) << (WORD - 1 - from));
    return both & ((1 << this.bits) - 1);
  }

  /** The codes of all rows, made anew. */
  unpacked(): Uint8Array | Uint16Array {
    const { rows, bits, words } = this;
    const codes = this.distinct > 256 ? new Uint16Array(rows) : new Uint8Array(rows);
    const mask = (1 << bits) - 1;
    for (let row = 0, place = 0; row < rows; row++, place += bits) {
      const from = place & 31;
      codes[row] = ((words[place >>> 5]! >>> from) | ((words[(place >>> 5) + 1]! << 1) << (WORD - 1 - from))) & mask;
    }
    return codes;
  }
}
