/** A chart out of a range, as Excel makes it: which row or column names the series, which holds the labels. */
import type { Rect } from '../rect';
import { isErrorText } from '../entry';
import { BookError } from '../errors';
import type { Sheet } from '../sheet';
import { kindOf, type ChartTypeName } from './kinds';
import { placeAt } from './place';
import { referenceTo } from './references';
import { newChart, newSeries, type Chart } from './types';

export type SeriesBy = 'Auto' | 'Columns' | 'Rows';

/** Excel's size of a new chart in points. */
const SIZE = { width: 360, height: 216 };

/** A name that no chart of the sheet has. */
function freeName(sheet: Sheet): string {
  for (let number = 1; ; number += 1) {
    const name = `グラフ ${number}`;
    if (!sheet.layout.charts.some((chart) => chart.name === name)) return name;
  }
}

/** Ids are unique in the workbook: Office.js finds charts by them. */
export function freeId(sheet: Sheet): string {
  const taken = new Set(sheet.book.sheets.flatMap(({ layout }) => layout.charts.map(({ id }) => id)));
  let number = 1;
  while (taken.has(`{chart-${number}}`)) number += 1;
  return `{chart-${number}}`;
}

/** Replaces the series of a chart by those of a range. */
export function takeData(chart: Chart, sheet: Sheet, rect: Rect, by: SeriesBy): void {
  const columnwise = by === 'Auto' ? rect.rows >= rect.columns : by === 'Columns';
  const { isLazy, stale } = sheet.book.calculation;
  const cell = (row: number, column: number): 'text' | 'blank' | 'number' => {
    // Where formulas are calculated when somebody asks, those that are due count as figures.
    if (isLazy && stale && sheet.hasFormula(rect.row + row, rect.column + column)) return 'number';
    const value = sheet.value(rect.row + row, rect.column + column);
    if (value === '') return 'blank';
    return typeof value === 'string' && !isErrorText(value) ? 'text' : 'number';
  };
  // Names and labels are texts; a blank may stand among them, a number may not.
  const names = (list: readonly string[]): boolean => list.includes('text') && !list.includes('number');
  const firstRow = Array.from({ length: rect.columns }, (_, column) => cell(0, column));
  const firstColumn = Array.from({ length: rect.rows }, (_, row) => cell(row, 0));
  const scatter = kindOf(chart.type).family === 'scatter';
  const headed = rect.rows > 1 && names(firstRow.slice(rect.columns > 1 ? 1 : 0));
  const labelled = rect.columns > 1 && names(firstColumn.slice(rect.rows > 1 ? 1 : 0));
  const [nameLine, labelLine] = columnwise ? [headed, labelled] : [labelled, headed];
  const lines = columnwise ? rect.columns : rect.rows;
  const withLabels = labelLine || (scatter && lines > 1);
  const line = (index: number): Rect =>
    columnwise
      ? {
          row: rect.row + (nameLine ? 1 : 0),
          column: rect.column + index,
          rows: rect.rows - (nameLine ? 1 : 0),
          columns: 1,
        }
      : {
          row: rect.row + index,
          column: rect.column + (nameLine ? 1 : 0),
          rows: 1,
          columns: rect.columns - (nameLine ? 1 : 0),
        };
  chart.series = [];
  for (let index = withLabels ? 1 : 0; index < lines; index += 1) {
    const series = newSeries(chart.type, `系列${chart.series.length + 1}`);
    series.values = { ref: referenceTo(sheet.name, line(index)) };
    if (withLabels) series.categories = { ref: referenceTo(sheet.name, line(0)) };
    if (nameLine) {
      const cell = columnwise
        ? { row: rect.row, column: rect.column + index, rows: 1, columns: 1 }
        : { row: rect.row + index, column: rect.column, rows: 1, columns: 1 };
      series.nameRef = referenceTo(sheet.name, cell);
    }
    chart.series.push(series);
  }
}

/** Adds a chart of a range to a sheet, in the upper left corner as Excel places it without a window. */
export function addChart(sheet: Sheet, type: ChartTypeName, from: { sheet: Sheet; rect: Rect }, by: SeriesBy): Chart {
  if (from.rect.rows > 100000 && from.rect.columns > 100) throw new BookError('InvalidArgument');
  const chart = newChart(freeId(sheet), type);
  chart.name = freeName(sheet);
  takeData(chart, from.sheet, from.rect, by);
  const [first] = chart.series;
  // A single named series gives the chart its title.
  if (chart.series.length === 1 && first?.nameRef)
    chart.title.text = from.sheet.text(from.rect.row, from.rect.column + from.rect.columns - 1);
  chart.title.visible = chart.title.text !== '';
  placeAt(chart, { left: 0, top: 0, ...SIZE }, sheet.layout);
  sheet.layout.charts.push(chart);
  return chart;
}
