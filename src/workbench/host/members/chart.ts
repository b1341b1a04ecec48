/** Served members of ChartCollection, Chart and its series; and of Shape, for the alternative text of charts. */
import { addChart, takeData, type SeriesBy } from '../../book/chart/build';
import { nameOf, pointsOf } from '../../book/chart/data';
import { CHART_TYPES, kindOf, type ChartTypeName } from '../../book/chart/kinds';
import { boxOf, placeAt, placeOver, type Box } from '../../book/chart/place';
import { referenceTo } from '../../book/chart/references';
import { newErrorBars, newSeries, type Chart, type ErrorBars, type Series } from '../../book/chart/types';
import { boundingRect } from '../../book/address';
import { BookError } from '../../book/errors';
import type { Sheet } from '../../book/sheet';
import { rangeArgument } from './range';
import {
  booleanArgument,
  invalid,
  members,
  missing,
  NULL_OBJECT,
  numberArgument,
  oneOf,
  optional,
  Ref,
  textArgument,
} from './types';

export interface ChartTarget {
  readonly sheet: Sheet;
  readonly chart: Chart;
}

export interface SeriesTarget extends ChartTarget {
  readonly series: Series;
}

interface ErrorBarsTarget extends SeriesTarget {
  readonly which: 'xErrorBars' | 'yErrorBars';
}

export const chartRef = (sheet: Sheet, chart: Chart | undefined): Ref =>
  new Ref('Chart', { sheet, chart: chart ?? missing() } satisfies ChartTarget);
const seriesRef = (target: ChartTarget, series: Series | undefined): Ref =>
  new Ref('ChartSeries', { sheet: target.sheet, chart: target.chart, series: series ?? missing() });

/** A chart by its name or its id. */
function find(sheet: Sheet, key: unknown): Chart | undefined {
  const text = textArgument(key);
  const { charts } = sheet.layout;
  return charts.find(({ id }) => id === text) ?? charts.find(({ name }) => name.toLowerCase() === text.toLowerCase());
}

function at<T>(list: readonly T[], index: unknown): T {
  return list[numberArgument(index)] ?? missing();
}

function typeArgument(value: unknown): ChartTypeName {
  const name = textArgument(value);
  if (!CHART_TYPES.some((type) => type.toLowerCase() === name.toLowerCase()))
    throw new BookError('ApiNotFound', `Charts of the type ${name} are not served by this host.`);
  return oneOf(name, CHART_TYPES);
}

const SERIES_BY: readonly SeriesBy[] = ['Auto', 'Columns', 'Rows'];
const nothing = (): void => undefined;
const EVENT_METHODS = Object.fromEntries(
  ['Activated', 'Added', 'Deactivated', 'Deleted'].flatMap((name) => [
    [`_Register${name}Event`, nothing],
    [`_Unregister${name}Event`, nothing],
  ]),
);

export const chartCollectionMembers = members<Sheet>({
  properties: { Count: (sheet) => sheet.layout.charts.length },
  items: (sheet) => sheet.layout.charts.map((chart) => chartRef(sheet, chart)),
  indexer: (sheet, key) => chartRef(sheet, find(sheet, key)),
  methods: {
    ...EVENT_METHODS,
    Add: (sheet, [type, source, by]) =>
      chartRef(
        sheet,
        addChart(sheet, typeArgument(type), rangeArgument(source, sheet), oneOf(by ?? 'Auto', SERIES_BY)),
      ),
    GetCount: (sheet) => sheet.layout.charts.length,
    GetItem: (sheet, [key]) => chartRef(sheet, find(sheet, key)),
    GetItemAt: (sheet, [index]) => chartRef(sheet, at(sheet.layout.charts, index)),
    GetItemOrNullObject: (sheet, [key]) => {
      const chart = find(sheet, key);
      return chart ? chartRef(sheet, chart) : NULL_OBJECT;
    },
  },
});

/** Left, top, width and height in points; setting one leaves the others. */
function edge(name: keyof Box): {
  get: (target: ChartTarget) => number;
  set: (target: ChartTarget, value: unknown) => void;
} {
  return {
    get: ({ sheet, chart }) => boxOf(chart, sheet.layout)[name],
    set: ({ sheet, chart }, value) =>
      placeAt(chart, { ...boxOf(chart, sheet.layout), [name]: numberArgument(value) }, sheet.layout),
  };
}
const EDGES = { Left: edge('left'), Top: edge('top'), Width: edge('width'), Height: edge('height') };
const BLANKS = ['NotPlotted', 'Zero', 'Interplotted'] as const;

export const chartMembers = members<ChartTarget>({
  id: ({ chart }) => chart.id,
  properties: {
    Id: ({ chart }) => chart.id,
    Name: ({ chart }) => chart.name,
    ChartType: ({ chart }) => chart.type,
    DisplayBlanksAs: ({ chart }) => chart.displayBlanksAs,
    PlotVisibleOnly: () => true,
    ...Object.fromEntries(Object.entries(EDGES).map(([name, { get }]) => [name, get])),
  },
  setters: {
    Name: ({ sheet, chart }, value) => {
      const name = textArgument(value);
      const other = find(sheet, name);
      if (other && other !== chart) throw new BookError('ItemAlreadyExists');
      chart.name = name;
    },
    ChartType: ({ chart }, value) => {
      chart.type = typeArgument(value);
      for (const series of chart.series) series.type = chart.type;
    },
    DisplayBlanksAs: ({ chart }, value) => {
      chart.displayBlanksAs = oneOf(value, BLANKS);
    },
    ...Object.fromEntries(Object.entries(EDGES).map(([name, { set }]) => [name, set])),
  },
  navigation: {
    Axes: (target) => new Ref('ChartAxes', target),
    Format: (target) => new Ref('ChartAreaFormat', target),
    Legend: (target) => new Ref('ChartLegend', target),
    Series: (target) => new Ref('ChartSeriesCollection', target),
    Title: ({ chart }) => new Ref('ChartTitle', chart.title),
    Worksheet: ({ sheet }) => new Ref('Worksheet', sheet),
  },
  methods: {
    Activate: ({ sheet }) => sheet.book.activate(sheet),
    Delete: ({ sheet, chart }) => {
      sheet.layout.charts = sheet.layout.charts.filter((each) => each !== chart);
    },
    SetData: ({ sheet, chart }, [source, by]) => {
      const from = rangeArgument(source, sheet);
      takeData(chart, from.sheet, from.rect, oneOf(by ?? 'Auto', SERIES_BY));
    },
    SetPosition: ({ sheet, chart }, [start, end]) => {
      const first = rangeArgument(start, sheet).rect;
      const last = optional(end, (value) => rangeArgument(value, sheet).rect);
      if (last) placeOver(chart, boundingRect(first, last));
      else {
        const { left, top } = boxOf({ from: corner(first.row, first.column), to: corner(0, 0) }, sheet.layout);
        placeAt(chart, { ...boxOf(chart, sheet.layout), left, top }, sheet.layout);
      }
    },
  },
});

const corner = (row: number, column: number): Chart['from'] => ({ row, column, x: 0, y: 0 });

export const seriesCollectionMembers = members<ChartTarget>({
  properties: { Count: ({ chart }) => chart.series.length },
  items: (target) => target.chart.series.map((series) => seriesRef(target, series)),
  methods: {
    Add: (target, [name, index]) => {
      const { chart } = target;
      const series = newSeries(chart.type, optional(name, textArgument) ?? `系列${chart.series.length + 1}`);
      const place = Math.min(optional(index, numberArgument) ?? chart.series.length, chart.series.length);
      chart.series.splice(place, 0, series);
      chart.legend.hidden = chart.legend.hidden.map((each) => (each >= place ? each + 1 : each));
      return seriesRef(target, series);
    },
    GetCount: ({ chart }) => chart.series.length,
    GetItemAt: (target, [index]) => seriesRef(target, at(target.chart.series, index)),
  },
});

const MARKERS = [
  'Automatic',
  'None',
  'Square',
  'Diamond',
  'Triangle',
  'X',
  'Star',
  'Dot',
  'Dash',
  'Circle',
  'Plus',
] as const;
const AXIS_GROUPS = ['Primary'] as const;

function percentage(value: unknown, least: number, most: number): number {
  const number = numberArgument(value);
  return number >= least && number <= most ? number : invalid(`${number} is outside ${least} to ${most}`);
}

/** Dimension of a series as Office.js names it. */
function dimension({ series }: SeriesTarget, name: unknown): Series['values'] | null {
  const which = oneOf(name, ['Categories', 'Values', 'XValues', 'YValues']);
  return which === 'Categories' || which === 'XValues' ? series.categories : series.values;
}

export const seriesMembers = members<SeriesTarget>({
  properties: {
    Name: ({ sheet, series }) => nameOf(sheet.book, series),
    ChartType: ({ series }) => series.type,
    AxisGroup: ({ series }) => series.axisGroup,
    GapWidth: ({ series }) => series.gapWidth ?? 150,
    Overlap: ({ series }) => series.overlap ?? 0,
    HasDataLabels: ({ series }) => series.hasDataLabels,
    InvertIfNegative: ({ series }) => series.invertIfNegative,
    MarkerStyle: ({ series }) => series.marker.style ?? 'Automatic',
    MarkerSize: ({ series }) => series.marker.size ?? 5,
    MarkerBackgroundColor: ({ series }) => series.marker.fill ?? '',
    MarkerForegroundColor: ({ series }) => series.marker.border ?? '',
    Smooth: ({ series }) => kindOf(series.type).smooth ?? false,
    PlotOrder: ({ chart, series }) => chart.series.indexOf(series) + 1,
    Filtered: () => false,
  },
  setters: {
    Name: ({ series }, value) => {
      series.name = textArgument(value);
      series.nameRef = '';
    },
    ChartType: ({ chart, series }, value) => {
      const type = typeArgument(value);
      const families = [type, chart.type].map((each) => kindOf(each).family);
      if (families.some((family) => family === 'pie' || family === 'doughnut') && families[0] !== families[1])
        throw new BookError('InvalidArgument', 'Pies stand alone.');
      series.type = type;
    },
    AxisGroup: ({ series }, value) => {
      series.axisGroup = oneOf(value, AXIS_GROUPS);
    },
    GapWidth: ({ chart, series }, value) => {
      const width = percentage(value, 0, 500);
      const { family } = kindOf(series.type);
      for (const each of chart.series) if (kindOf(each.type).family === family) each.gapWidth = width;
    },
    Overlap: ({ chart, series }, value) => {
      const overlap = percentage(value, -100, 100);
      const { family } = kindOf(series.type);
      for (const each of chart.series) if (kindOf(each.type).family === family) each.overlap = overlap;
    },
    HasDataLabels: ({ series }, value) => {
      series.hasDataLabels = booleanArgument(value);
    },
    InvertIfNegative: ({ series }, value) => {
      series.invertIfNegative = booleanArgument(value);
    },
    MarkerStyle: ({ series }, value) => {
      series.marker.style = oneOf(value, MARKERS);
    },
    MarkerSize: ({ series }, value) => {
      series.marker.size = percentage(value, 2, 72);
    },
    MarkerBackgroundColor: ({ series }, value) => {
      series.marker.fill = textArgument(value);
    },
    MarkerForegroundColor: ({ series }, value) => {
      series.marker.border = textArgument(value);
    },
  },
  navigation: {
    Format: (target) => new Ref('ChartSeriesFormat', target),
    XErrorBars: (target) => new Ref('ChartErrorBars', { ...target, which: 'xErrorBars' }),
    YErrorBars: (target) => new Ref('ChartErrorBars', { ...target, which: 'yErrorBars' }),
  },
  methods: {
    Delete: ({ chart, series }) => {
      const gone = chart.series.indexOf(series);
      chart.series = chart.series.filter((each) => each !== series);
      const { legend } = chart;
      legend.hidden = legend.hidden.filter((each) => each !== gone).map((each) => (each > gone ? each - 1 : each));
    },
    SetValues: ({ sheet, series }, [source]) => {
      const range = rangeArgument(source, sheet);
      series.values = { ref: referenceTo(range.sheet.name, range.rect) };
    },
    SetXAxisValues: ({ sheet, series }, [source]) => {
      const range = rangeArgument(source, sheet);
      series.categories = { ref: referenceTo(range.sheet.name, range.rect) };
    },
    GetDimensionValues: (target, [name]) =>
      pointsOf(target.sheet.book, dimension(target, name)).map(({ value, text }) =>
        value === null ? text : String(value),
      ),
    GetDimensionDataSourceString: (target, [name]) => dimension(target, name)?.ref ?? '',
    GetDimensionDataSourceType: (target, [name]) => (dimension(target, name)?.literal ? 'Literal' : 'LocalRange'),
  },
});

function barsOf({ series, which }: ErrorBarsTarget): ErrorBars {
  return (series[which] ??= newErrorBars());
}

export const errorBarsMembers = members<ErrorBarsTarget>({
  properties: {
    EndStyleCap: ({ series, which }) => series[which]?.endStyleCap ?? true,
    Include: ({ series, which }) => series[which]?.include ?? 'Both',
    Type: ({ series, which }) => series[which]?.type ?? 'FixedValue',
    Visible: ({ series, which }) => series[which]?.visible ?? false,
  },
  setters: {
    EndStyleCap: (target, value) => {
      barsOf(target).endStyleCap = booleanArgument(value);
    },
    Include: (target, value) => {
      barsOf(target).include = oneOf(value, ['Both', 'MinusValues', 'PlusValues']);
    },
    Type: (target, value) => {
      barsOf(target).type = oneOf(value, ['FixedValue', 'Percent', 'StDev', 'StError', 'Custom']);
    },
    Visible: (target, value) => {
      barsOf(target).visible = booleanArgument(value);
    },
  },
});

export const shapeCollectionMembers = members<Sheet>({
  items: (sheet) => sheet.layout.charts.map((chart) => new Ref('Shape', { sheet, chart })),
  indexer: (sheet, key) => new Ref('Shape', { sheet, chart: find(sheet, key) ?? missing() }),
  methods: {
    GetCount: (sheet) => sheet.layout.charts.length,
    GetItem: (sheet, [key]) => new Ref('Shape', { sheet, chart: find(sheet, key) ?? missing() }),
    GetItemAt: (sheet, [index]) => new Ref('Shape', { sheet, chart: at(sheet.layout.charts, index) }),
    GetItemOrNullObject: (sheet, [key]) => {
      const chart = find(sheet, key);
      return chart ? new Ref('Shape', { sheet, chart }) : NULL_OBJECT;
    },
  },
});

export const shapeMembers = members<ChartTarget>({
  id: ({ chart }) => chart.id,
  properties: {
    Id: ({ chart }) => chart.id,
    Name: ({ chart }) => chart.name,
    Type: () => 'Unsupported',
    AltTextDescription: ({ chart }) => chart.altText,
    AltTextTitle: ({ chart }) => chart.altTitle,
  },
  setters: {
    AltTextDescription: ({ chart }, value) => {
      chart.altText = textArgument(value);
    },
    AltTextTitle: ({ chart }, value) => {
      chart.altTitle = textArgument(value);
    },
  },
});
