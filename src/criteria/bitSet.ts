/** A set of rows as bits of 32-bit words: bit i of the set is bit (i mod 32) of word (i div 32). */

/** Bits set in one 32-bit word. */
function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A fixed-size set of row numbers 0 … size − 1. The bits past `size` in the last word are always 0. */
export class BitSet {
  readonly size: number;
  /** Read only once the set is made: change it through `set`. */
  readonly words: Uint32Array;
  private counted: number | null = null;

  /** An empty set for `size` rows; `words`, where given, is used as it stands and its bits past `size` are cleared. */
  constructor(size: number, words: Uint32Array = new Uint32Array((size + 31) >>> 5)) {
    if (words.length !== (size + 31) >>> 5) throw new RangeError(`${words.length} words do not hold ${size} bits`);
    this.size = size;
    this.words = words;
    this.clearTail();
  }

  /** The set of all rows. */
  static full(size: number): BitSet {
    return new BitSet(size, new Uint32Array((size + 31) >>> 5).fill(0xffffffff));
  }

  /** The set of the rows listed. */
  static of(size: number, rows: Iterable<number>): BitSet {
    const set = new BitSet(size);
    for (const row of rows) set.set(row);
    return set;
  }

  /** The same rows in a set of its own. */
  copy(): BitSet {
    const copied = new BitSet(this.size, this.words.slice());
    copied.counted = this.counted;
    return copied;
  }

  get(row: number): boolean {
    return row >= 0 && row < this.size && ((this.words[row >>> 5]! >>> (row & 31)) & 1) === 1;
  }

  /** Adds a row, or takes it out. A row outside the size throws RangeError. */
  set(row: number, on = true): void {
    if (!(row >= 0 && row < this.size)) throw new RangeError(`row ${row} is outside 0…${this.size - 1}`);
    this.counted = null;
    if (on) this.words[row >>> 5]! |= 1 << (row & 31);
    else this.words[row >>> 5]! &= ~(1 << (row & 31));
  }

  /** Number of rows in the set; counted once. */
  count(): number {
    if (this.counted !== null) return this.counted;
    let total = 0;
    for (let i = 0; i < this.words.length; i++) total += countBits(this.words[i]!);
    this.counted = total;
    return total;
  }

  /** Number of rows in both sets, without making a third. */
  countAnd(other: BitSet): number {
    this.sameSize(other);
    let total = 0;
    for (let i = 0; i < this.words.length; i++) total += countBits(this.words[i]! & other.words[i]!);
    return total;
  }

  clone(): BitSet {
    return new BitSet(this.size, this.words.slice());
  }

  and(other: BitSet): BitSet {
    return this.combine(other, (a, b) => a & b);
  }

  or(other: BitSet): BitSet {
    return this.combine(other, (a, b) => a | b);
  }

  andNot(other: BitSet): BitSet {
    return this.combine(other, (a, b) => a & ~b);
  }

  not(): BitSet {
    return BitSet.full(this.size).andNot(this);
  }

  equals(other: BitSet): boolean {
    return this.size === other.size && this.words.every((word, i) => word === other.words[i]);
  }

  /** Calls back with each row of the set, in ascending order. */
  forEach(callback: (row: number) => void): void {
    for (let i = 0; i < this.words.length; i++) {
      for (let word = this.words[i]!; word !== 0; word &= word - 1) callback(i * 32 + 31 - Math.clz32(word & -word));
    }
  }

  /** The rows of the set, in ascending order. */
  toArray(): number[] {
    const rows: number[] = [];
    this.forEach((row) => rows.push(row));
    return rows;
  }

  private combine(other: BitSet, operation: (a: number, b: number) => number): BitSet {
    this.sameSize(other);
    const words = new Uint32Array(this.words.length);
    for (let i = 0; i < words.length; i++) words[i] = operation(this.words[i]!, other.words[i]!);
    return new BitSet(this.size, words);
  }

  private sameSize(other: BitSet): void {
    if (other.size !== this.size) throw new RangeError(`sets of ${this.size} and ${other.size} rows do not meet`);
  }

  private clearTail(): void {
    const rest = this.size & 31;
    if (rest !== 0) this.words[this.words.length - 1]! &= (1 << rest) - 1;
  }
}
