/** A row of a source, whatever it is made of, and the row of cells that are there already. */
import { isBlankCell, type Cell } from '../values/cellText';

/** A row of a source. */
export interface Row {
  /** The cell of a column; null beyond the end of the row. */
  cell(index: number): Cell;
  cells(): readonly Cell[];
  /** Whether anything stands in the columns from `width` on. */
  isFilledBeyond(width: number): boolean;
  /** The number that a cell is the digits of, where the row tells that without making a text; -1 for all other cells. */
  digits(index: number): number;
  /** Characters of a cell of digits. */
  lengthOf(index: number): number;
}

/** A row of cells that are there already. */
export class CellRow implements Row {
  private held: readonly Cell[] = [];

  of(cells: readonly Cell[]): this {
    this.held = cells;
    return this;
  }

  cell(index: number): Cell {
    return this.held[index] ?? null;
  }

  /** Those that nobody wants may be `true` for filled and null for empty. */
  cells(): readonly Cell[] {
    return this.held;
  }

  digits(): number {
    return -1;
  }

  lengthOf(index: number): number {
    return String(this.held[index] ?? '').length;
  }

  isFilledBeyond(width: number): boolean {
    const { held } = this;
    for (let index = width; index < held.length; index++) {
      const cell = held[index];
      if (!isBlankCell(cell)) return true;
    }
    return false;
  }
}
