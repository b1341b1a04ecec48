/** What a chart shows at this moment: names, labels and numbers out of the cells that its series read. */
import type { Book } from '../book';
import { displayText } from '../display';
import { isErrorText } from '../entry';
import { cellsOf } from './references';
import type { Chart, Series, Source } from './types';

export interface Point {
  readonly value: number | null;
  /** As the cell shows it. */
  readonly text: string;
}

export interface SeriesData {
  readonly series: Series;
  readonly name: string;
  readonly points: readonly Point[];
  readonly labels: readonly Point[];
  /** Lengths of custom error bars. */
  readonly plus: readonly (number | null)[];
  readonly minus: readonly (number | null)[];
  /** Number format of the first cell. */
  readonly format: string;
}

function pointOf(value: string | number | boolean | null, text: string): Point {
  if (typeof value === 'number') return { value, text };
  return { value: null, text: typeof value === 'string' && isErrorText(value) ? '' : text };
}

/** The cells of a source, row by row; hidden rows and columns are left out, as Excel does. */
export function pointsOf(book: Book, source: Source | null | undefined): Point[] {
  if (!source) return [];
  if (source.literal) return source.literal.map((value) => pointOf(value, value === null ? '' : String(value)));
  const cells = cellsOf(book, source.ref);
  if (!cells) return [];
  const { sheet, rect } = cells;
  const points: Point[] = [];
  const rows = Math.min(rect.rows, sheet.worksheet.getRowCount() - rect.row);
  const columns = Math.min(rect.columns, sheet.worksheet.getColumnCount() - rect.column);
  for (let row = rect.row; row < rect.row + rows; row += 1) {
    if (sheet.layout.hiddenRows.has(row)) continue;
    for (let column = rect.column; column < rect.column + columns; column += 1) {
      if (sheet.layout.hiddenColumns.has(column)) continue;
      points.push(pointOf(sheet.value(row, column), sheet.text(row, column)));
    }
  }
  return points;
}

function formatOf(book: Book, source: Source): string {
  const cells = source.literal ? null : cellsOf(book, source.ref);
  return cells ? (cells.sheet.style(cells.rect.row, cells.rect.column).numberFormat ?? 'General') : 'General';
}

export function nameOf(book: Book, series: Series): string {
  const cells = cellsOf(book, series.nameRef);
  return cells ? cells.sheet.text(cells.rect.row, cells.rect.column) : series.name;
}

export function dataOf(book: Book, chart: Chart): SeriesData[] {
  return chart.series.map((series) => {
    const lengths = (source: Source | undefined): (number | null)[] => pointsOf(book, source).map(({ value }) => value);
    return {
      series,
      name: nameOf(book, series),
      points: pointsOf(book, series.values),
      labels: pointsOf(book, series.categories),
      plus: lengths(series.yErrorBars?.plus),
      minus: lengths(series.yErrorBars?.minus),
      format: formatOf(book, series.values),
    };
  });
}

/** A number of an axis under a number format. */
export function axisLabel(value: number, format: string): string {
  return displayText(value, format);
}
