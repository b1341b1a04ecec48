/** A table of the workbook: a range with a header row, a name and a style. */
import { intersect, type Rect } from './rect';
import type { Sheet } from './sheet';

export class Table {
  style = 'TableStyleMedium2';
  showBandedRows = true;
  showBandedColumns = false;
  showFilterButton = true;
  showHeaders = true;
  showTotals = false;
  highlightFirstColumn = false;
  highlightLastColumn = false;

  constructor(
    readonly id: string,
    readonly sheet: Sheet,
    public rect: Rect,
    public name: string,
    hasHeaders: boolean,
  ) {
    if (hasHeaders) return;
    throw new Error('tables without a header row are not served');
  }

  get headers(): string[] {
    return Array.from({ length: this.rect.columns }, (_, index) =>
      String(this.sheet.value(this.rect.row, this.rect.column + index)),
    );
  }

  get headerRect(): Rect {
    return { ...this.rect, rows: 1 };
  }

  /** The rows under the header; an empty table keeps one blank row. */
  get bodyRect(): Rect {
    return { ...this.rect, row: this.rect.row + 1, rows: Math.max(1, this.rect.rows - 1) };
  }

  overlaps(rect: Rect): boolean {
    return intersect(this.rect, rect) !== null;
  }
}
