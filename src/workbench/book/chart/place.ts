/** Where a chart stands: between its cells and in points from the corner of the sheet. */
import type { Rect } from '../rect';
import { DEFAULT_COLUMN_WIDTH, DEFAULT_ROW_HEIGHT, type SheetLayout } from '../layout';
import type { Chart, Corner } from './types';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Size = (index: number) => number;

const sizesOf = (layout: SheetLayout): { widthOf: Size; heightOf: Size } => ({
  widthOf: (column) =>
    layout.hiddenColumns.has(column) ? 0 : (layout.columnWidths.get(column) ?? DEFAULT_COLUMN_WIDTH),
  heightOf: (row) => (layout.hiddenRows.has(row) ? 0 : (layout.rowHeights.get(row) ?? DEFAULT_ROW_HEIGHT)),
});

function before(index: number, size: Size): number {
  let sum = 0;
  for (let each = 0; each < index; each += 1) sum += size(each);
  return sum;
}

/** The cell that a distance falls into, and how far into it. */
function cellAt(distance: number, size: Size, limit: number): [number, number] {
  let [index, rest] = [0, Math.max(0, distance)];
  while (index < limit && rest >= size(index)) {
    rest -= size(index);
    index += 1;
  }
  return [index, rest];
}

const round = (points: number): number => Math.round(points * 100) / 100;

export function boxOf(chart: Pick<Chart, 'from' | 'to'>, layout: SheetLayout): Box {
  const { widthOf, heightOf } = sizesOf(layout);
  const [left, right] = [chart.from, chart.to].map(({ column, x }) => before(column, widthOf) + x) as [number, number];
  const [top, bottom] = [chart.from, chart.to].map(({ row, y }) => before(row, heightOf) + y) as [number, number];
  return { left: round(left), top: round(top), width: round(right - left), height: round(bottom - top) };
}

/** Places a chart by points. */
export function placeAt(chart: Chart, { left, top, width, height }: Box, layout: SheetLayout): void {
  const { widthOf, heightOf } = sizesOf(layout);
  const corner = (x: number, y: number): Corner => {
    const [column, intoColumn] = cellAt(x, widthOf, 16383);
    const [row, intoRow] = cellAt(y, heightOf, 1048575);
    return { row, column, x: round(intoColumn), y: round(intoRow) };
  };
  chart.from = corner(left, top);
  chart.to = corner(left + width, top + height);
}

/** Places a chart over cells, from the corner of the first to the end of the last. */
export function placeOver(chart: Chart, { row, column, rows, columns }: Rect): void {
  chart.from = { row, column, x: 0, y: 0 };
  chart.to = { row: row + rows, column: column + columns, x: 0, y: 0 };
}
