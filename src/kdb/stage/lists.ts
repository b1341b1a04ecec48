/** Lists of numbers that grow, held in typed arrays: four bytes an entry instead of an object. */

/** Room of a list ÷ its entries, up to which the room is not worth a copy. */
const MOST_ROOM = 1.25;

type Items = Int32Array | Uint8Array | Float64Array;

abstract class List<T extends Items> {
  private count = 0;

  protected constructor(
    private items: T,
    private readonly make: (length: number) => T,
  ) {}

  get length(): number {
    return this.count;
  }

  /** Adds an entry; returns the new length. */
  push(value: number): number {
    if (this.count === this.items.length) {
      const larger = this.make(this.items.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.count++] = value;
    return this.count;
  }

  at(index: number): number {
    return this.items[index]!;
  }

  set(index: number, value: number): void {
    this.items[index] = value;
  }

  /** The entries, without those that there is room for; a copy only where much room is left. */
  toArray(): T {
    const { count, items } = this;
    return (count * MOST_ROOM < items.length ? items.slice(0, count) : items.subarray(0, count)) as T;
  }
}

const FIRST = 64;

export class Int32List extends List<Int32Array> {
  constructor() {
    super(new Int32Array(FIRST), (length) => new Int32Array(length));
  }
}

export class Uint8List extends List<Uint8Array> {
  constructor() {
    super(new Uint8Array(FIRST), (length) => new Uint8Array(length));
  }
}

export class Float64List extends List<Float64Array> {
  constructor() {
    super(new Float64Array(FIRST), (length) => new Float64Array(length));
  }
}
