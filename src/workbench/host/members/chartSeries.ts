/** Served members of the series of a chart and of their error bars. */
import { nameOf, pointsOf } from '../../book/chart/data';
import { kindOf } from '../../book/chart/kinds';
import { referenceTo } from '../../book/chart/references';
import { newErrorBars, newSeries, type ErrorBars, type Series } from '../../book/chart/types';
import { BookError } from '../../book/errors';
import { at, typeArgument, type ChartTarget } from './chart';
import { rangeArgument } from './range';
import {
  booleanArgument,
  invalid,
  members,
  missing,
  numberArgument,
  oneOf,
  optional,
  Ref,
  textArgument,
} from './types';

export interface SeriesTarget extends ChartTarget {
  readonly series: Series;
}

interface ErrorBarsTarget extends SeriesTarget {
  readonly which: 'xErrorBars' | 'yErrorBars';
}

const seriesRef = (target: ChartTarget, series: Series | undefined): Ref =>
  new Ref('ChartSeries', { sheet: target.sheet, chart: target.chart, series: series ?? missing() });

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
