/** The cells that charts read, as formulas name them: made, resolved, and changed with the sheets that they lie on. */
import { isSameSheet, parseRect, quoteSheetName, rectAddress, splitSheet, withSheetRenamed } from '../../../formula';
import type { Rect } from '../rect';
import type { Book } from '../book';
import type { Sheet } from '../sheet';
import type { Chart, Series, Source } from './types';

/** 年齢 and B2:B9 → '年齢'!$B$2:$B$9. */
export function referenceTo(sheetName: string, rect: Rect): string {
  return `${quoteSheetName(sheetName)}!${rectAddress(rect, true)}`;
}

/** The cells behind a reference; null for a lost one, a name that is unknown, or several areas. */
export function cellsOf(book: Book, ref: string): { sheet: Sheet; rect: Rect } | null {
  return ref === '' || ref.includes('#REF!') || ref.includes(',') ? null : book.resolve(ref);
}

function eachSource(series: Series, visit: (source: Source) => void): void {
  const bars = [series.xErrorBars, series.yErrorBars].flatMap((each) => [each?.plus, each?.minus]);
  for (const source of [series.values, series.categories, ...bars]) if (source) visit(source);
}

/** Changes every reference of a chart; '' stays. */
export function changeReferences(chart: Chart, change: (ref: string) => string): void {
  const changed = (ref: string): string => (ref === '' ? '' : change(ref));
  for (const series of chart.series) {
    series.nameRef = changed(series.nameRef);
    eachSource(series, (source) => {
      source.ref = changed(source.ref);
    });
  }
}

/** The reference after the cells of a sheet moved; `move` answers null where nothing is left of them. */
export function moved(ref: string, sheetName: string, move: (rect: Rect) => Rect | null): string {
  const { sheet, rest } = splitSheet(ref);
  const rect = parseRect(rest);
  if (sheet === null || !isSameSheet(sheet, sheetName) || rect === null) return ref;
  const after = move(rect);
  return after === null ? '#REF!' : referenceTo(sheetName, after);
}

/** A chart of its own on a copy of the sheet, reading the cells of the copy where it read those of the sheet. */
export function copyOf(chart: Chart, id: string, from: string, to: string): Chart {
  const copy = structuredClone({ ...chart, id });
  changeReferences(copy, (ref) => withSheetRenamed(ref, from, to));
  return copy;
}
