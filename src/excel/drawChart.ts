/** Draws one chart spec as a native chart of Excel: what it needs to be read, and then what makes it good to look at. */
import { cellAddress } from '../formula';
import {
  axisText,
  drawnSeries,
  legendOf,
  SHEET_FONT,
  type CellRange,
  type ChartAxisSpec,
  type ChartSpec,
  type DrawnSeries,
} from '../plan';
import { queuedCells } from './queuedCells';

/** The names of our charts begin with this: all others are the analyst's. */
export const CHART_PREFIX = 'IKKATSU_';

const TYPES = {
  column: 'ColumnClustered',
  bar: 'BarClustered',
  line: 'LineMarkers',
  scatter: 'XYScatter',
  stackedBar: 'BarStacked',
  stackedColumn: 'ColumnStacked',
} as const;
const LEGENDS = { bottom: 'Bottom', right: 'Right', top: 'Top' } as const;
const GRIDLINE = '#D9D9D9';
const TEXT = '#404040';
const SMALL = '#595959';
const GAP_WIDTH = 60;
const TITLE_SIZE = 12;
/** Points: sheets are printed at 75 % of their size at least, and letters of 8 points are read. */
const LETTER_SIZE = 11;

/** A sheet of the workbook by its name, for series whose cells lie elsewhere. */
function rangeOf(sheet: Excel.Worksheet, { sheet: other, row, column, rows, columns }: CellRange): Excel.Range {
  const home = other === undefined ? sheet : sheet.context.workbook.worksheets.getItem(other);
  return queuedCells(home, row, column, rows, columns);
}

function typeOf(chart: ChartSpec, look: DrawnSeries['look']): Excel.ChartType {
  const types = {
    fill: TYPES[chart.kind],
    line: 'LineMarkers',
    lineOnly: chart.kind === 'scatter' ? 'XYScatterLinesNoMarkers' : 'Line',
    points: chart.kind === 'scatter' ? 'XYScatter' : 'LineMarkers',
  } as const;
  return types[look] as Excel.ChartType;
}

/** The text of each series: cells that hold names are read first, because a series takes only a text. */
export function namesOf(sheet: Excel.Worksheet, chart: ChartSpec): (() => string)[] {
  return drawnSeries(chart).map(({ name }) => {
    if (typeof name === 'string') return () => name;
    const cell = rangeOf(sheet, { ...name, rows: 1, columns: 1 }).load('text');
    return () => String(cell.text[0]?.[0] ?? '');
  });
}

/** Queues the chart with its series, title and place. */
export function buildChart(sheet: Excel.Worksheet, chart: ChartSpec, names: readonly (() => string)[]): Excel.Chart {
  const series = drawnSeries(chart);
  const [first] = series;
  if (first === undefined) throw new Error(`chart ${chart.name} has no series`);
  const seriesBy = first.values.columns > first.values.rows ? 'Rows' : 'Columns';
  const native = sheet.charts.add(TYPES[chart.kind], rangeOf(sheet, first.values), seriesBy);
  native.name = CHART_PREFIX + chart.name;
  series.forEach((each, index) => {
    const name = names[index]!();
    const own = index === 0 ? native.series.getItemAt(0) : native.series.add(name);
    if (index === 0) own.name = name;
    own.setValues(rangeOf(sheet, each.values));
    own.setXAxisValues(rangeOf(sheet, each.x));
    const type = typeOf(chart, each.look);
    if (type !== TYPES[chart.kind]) own.chartType = type;
  });
  const { row, column, rows, columns } = chart.anchor;
  native.setPosition(cellAddress(row, column), cellAddress(row + rows - 1, column + columns - 1));
  native.title.text = titleOf(chart);
  return native;
}

/** The source stands below the title, so that a copied chart still says where its figures come from. */
function titleOf({ title, source }: ChartSpec): string {
  return source === '' ? title : `${title}\n${source}`;
}

function dressTitle({ title: native }: Excel.Chart, { title, source, titleSize = TITLE_SIZE }: ChartSpec): void {
  native.overlay = false;
  const { font } = native.format;
  [font.name, font.size, font.bold, font.color] = [SHEET_FONT, titleSize, true, TEXT];
  if (source === '') return;
  const small = native.getSubstring(title.length + 1, source.length).font;
  [small.size, small.bold, small.color] = [LETTER_SIZE, false, SMALL];
}

function dressAxis(axis: Excel.ChartAxis, spec: ChartAxisSpec): void {
  if (spec.title === '') axis.title.visible = false;
  else {
    axis.title.text = axisText(spec);
    const { font } = axis.title.format;
    [font.name, font.size, font.bold, font.color] = [SHEET_FONT, LETTER_SIZE, false, TEXT];
  }
  if (spec.numberFormat !== undefined) {
    axis.linkNumberFormat = false;
    axis.numberFormat = spec.numberFormat;
  }
  if (spec.minimum !== undefined) axis.minimum = spec.minimum;
  if (spec.maximum !== undefined) axis.maximum = spec.maximum;
  if (spec.labelsLow === true) axis.tickLabelPosition = 'Low';
  if (spec.reversed === true) {
    axis.reversePlotOrder = true;
    // The other axis would follow to the far side.
    axis.position = 'Maximum';
  }
}

function dressSeries(native: Excel.ChartSeries, { look, ink, isSeen, isEdged }: DrawnSeries): void {
  const { colour, marker, dash } = ink;
  const { line } = native.format;
  if (look === 'fill') {
    // In the colour of the paper it would cut the line of the axis and the lines across the plot.
    if (isSeen) native.format.fill.setSolidColor(colour);
    else native.format.fill.clear();
    native.invertIfNegative = false;
    // White edges keep the parts of a stack apart where grey print makes their colours alike.
    if (isEdged) [line.color, line.weight] = ['#FFFFFF', 0.75];
    else line.lineStyle = 'None';
    return;
  }
  if (!isSeen) {
    line.lineStyle = 'None';
    native.markerStyle = 'None';
    return;
  }
  if (look === 'points') line.lineStyle = 'None';
  else [line.color, line.weight, line.lineStyle] = [colour, look === 'line' ? 2.25 : 1.5, dash];
  if (look === 'lineOnly') {
    native.markerStyle = 'None';
    return;
  }
  native.markerStyle = marker;
  native.markerSize = 7;
  native.markerBackgroundColor = colour;
  native.markerForegroundColor = colour;
}

/** Queues fonts, colours, axes and legend. */
export function dressChart(native: Excel.Chart, chart: ChartSpec): void {
  const { font, fill, border } = native.format;
  [font.name, font.size, font.color] = [SHEET_FONT, LETTER_SIZE, TEXT];
  fill.setSolidColor('#FFFFFF');
  border.color = GRIDLINE;
  native.displayBlanksAs = 'NotPlotted';
  dressTitle(native, chart);
  dressAxis(native.axes.categoryAxis, chart.categoryAxis);
  dressAxis(native.axes.valueAxis, chart.valueAxis);
  native.axes.valueAxis.majorGridlines.format.line.color = GRIDLINE;
  if (chart.kind === 'scatter') native.axes.categoryAxis.majorGridlines.visible = false;
  const series = drawnSeries(chart);
  series.forEach((each, index) => dressSeries(native.series.getItemAt(index), each));
  const bars = native.series.getItemAt(0);
  if (series[0]?.look === 'fill') {
    bars.gapWidth = chart.gapWidth ?? GAP_WIDTH;
    if (chart.kind === 'stackedBar' || chart.kind === 'stackedColumn') bars.overlap = 100;
  }
  const legend = legendOf(chart);
  native.legend.visible = legend !== 'none';
  if (legend === 'none') return;
  native.legend.position = LEGENDS[legend];
  native.legend.overlay = false;
  series.forEach(({ inLegend }, index) => {
    if (!inLegend) native.legend.legendEntries.getItemAt(index).visible = false;
  });
}
