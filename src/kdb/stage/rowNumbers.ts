/** The 1-based rows of a source by its data rows, held as runs: rows mostly follow one another. */
import { Int32List } from './lists';

export class RowNumbers {
  /** The data row that each run begins with, and the row of the source that it is. */
  private readonly begins = new Int32List();
  private readonly numbers = new Int32List();
  private count = 0;
  private last = -1;

  push(rowNumber: number): void {
    if (rowNumber !== this.last + 1) {
      this.begins.push(this.count);
      this.numbers.push(rowNumber);
    }
    this.last = rowNumber;
    this.count++;
  }

  /** The row of a data row. */
  at(row: number): number {
    let low = 0;
    let high = this.begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.begins.at(middle) <= row) low = middle;
      else high = middle - 1;
    }
    return this.numbers.at(low) + row - this.begins.at(low);
  }
}
