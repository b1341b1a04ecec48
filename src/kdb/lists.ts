/** Lists of numbers that grow, held in typed arrays: four bytes an entry instead of an object. */

export class Int32List {
  private items = new Int32Array(64);
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    if (this.count === this.items.length) {
      const larger = new Int32Array(this.items.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.count++] = value;
  }

  at(index: number): number {
    return this.items[index]!;
  }

  set(index: number, value: number): void {
    this.items[index] = value;
  }

  /** The entries as one array of exactly their number. */
  toArray(): Int32Array {
    return this.items.slice(0, this.count);
  }
}
