/** Served members of the parts of a chart: titles, axes, legend. */
import { nameOf } from '../../book/chart/data';
import type { Axis, Chart, Font, Title } from '../../book/chart/types';
import type { ChartTarget } from './chart';
import { fontRef, lineRef } from './chartLooks';
import { booleanArgument, invalid, members, missing, numberArgument, oneOf, Ref, textArgument } from './types';

const ALIGNMENTS = ['Center', 'Left', 'Right', 'Justify', 'Distributed'] as const;

const titleProperties = {
  Text: (title: Title) => title.text,
  Visible: (title: Title) => title.visible,
};
const titleSetters = {
  Text: (title: Title, value: unknown) => {
    title.text = textArgument(value);
    title.parts = [];
    title.visible = title.text !== '';
  },
  Visible: (title: Title, value: unknown) => {
    title.visible = booleanArgument(value);
  },
};

export const chartTitleMembers = members<Title>({
  properties: { ...titleProperties, Overlay: (title) => title.overlay, HorizontalAlignment: () => 'Center' },
  setters: {
    ...titleSetters,
    Overlay: (title, value) => {
      title.overlay = booleanArgument(value);
    },
    HorizontalAlignment: (_title, value) => void oneOf(value, ALIGNMENTS),
  },
  navigation: { Format: (title) => new Ref('ChartTitleFormat', title) },
  methods: {
    GetSubstring: (title, [start, length]) => {
      const [from, count] = [numberArgument(start), numberArgument(length)];
      if (from < 0 || count < 0 || from + count > title.text.length) invalid('The letters lie outside of the title.');
      const known = title.parts.find((part) => part.start === from && part.length === count);
      const part = known ?? { start: from, length: count, font: {} };
      if (!known) title.parts.push(part);
      return new Ref('ChartFormatString', part.font);
    },
  },
});

export const axisTitleMembers = members<Title>({
  properties: titleProperties,
  setters: titleSetters,
  navigation: { Format: (title) => new Ref('ChartAxisTitleFormat', title) },
});

const titleFormat = members<Title>({ navigation: { Font: (title) => fontRef(title.font) } });
export const chartTitleFormatMembers = titleFormat;
export const axisTitleFormatMembers = titleFormat;
export const formatStringMembers = members<Font>({ navigation: { Font: fontRef } });

const axisRef = (axis: Axis): Ref => new Ref('ChartAxis', axis);

export const axesMembers = members<ChartTarget>({
  navigation: {
    CategoryAxis: ({ chart }) => axisRef(chart.axes.category),
    ValueAxis: ({ chart }) => axisRef(chart.axes.value),
  },
  methods: {
    GetItem: ({ chart }, [type, group]) => {
      if (group !== undefined && group !== null && group !== 'Primary') missing();
      return axisRef(oneOf(type, ['Category', 'Value']) === 'Category' ? chart.axes.category : chart.axes.value);
    },
  },
});

const bound = (value: unknown): number | null => (value === '' || value === null ? null : numberArgument(value));

export const axisMembers = members<Axis>({
  properties: {
    Maximum: (axis) => axis.maximum ?? '',
    Minimum: (axis) => axis.minimum ?? '',
    MajorUnit: (axis) => axis.majorUnit ?? '',
    NumberFormat: (axis) => axis.numberFormat ?? 'General',
    LinkNumberFormat: (axis) => axis.numberFormat === undefined,
    ReversePlotOrder: (axis) => axis.reversed,
    TickLabelPosition: (axis) => axis.labels,
    Position: (axis) => axis.position,
    Visible: (axis) => axis.visible,
    ScaleType: () => 'Linear',
  },
  setters: {
    Maximum: (axis, value) => {
      axis.maximum = bound(value);
    },
    Minimum: (axis, value) => {
      axis.minimum = bound(value);
    },
    MajorUnit: (axis, value) => {
      axis.majorUnit = bound(value);
    },
    NumberFormat: (axis, value) => {
      axis.numberFormat = textArgument(value);
    },
    LinkNumberFormat: (axis, value) => {
      if (booleanArgument(value)) delete axis.numberFormat;
      else axis.numberFormat ??= 'General';
    },
    ReversePlotOrder: (axis, value) => {
      axis.reversed = booleanArgument(value);
    },
    TickLabelPosition: (axis, value) => {
      axis.labels = oneOf(value, ['NextToAxis', 'High', 'Low', 'None']);
    },
    Position: (axis, value) => {
      axis.position = oneOf(value, ['Automatic', 'Minimum', 'Maximum']);
    },
    Visible: (axis, value) => {
      axis.visible = booleanArgument(value);
    },
  },
  navigation: {
    Format: (axis) => new Ref('ChartAxisFormat', axis),
    MajorGridlines: (axis) => new Ref('ChartGridlines', axis),
    Title: (axis) => new Ref('ChartAxisTitle', axis.title),
  },
});

export const axisFormatMembers = members<Axis>({
  navigation: { Font: (axis) => fontRef(axis.font), Line: (axis) => lineRef(axis.line) },
});

export const gridlinesMembers = members<Axis>({
  properties: { Visible: (axis) => axis.gridlines },
  setters: {
    Visible: (axis, value) => {
      axis.gridlines = booleanArgument(value);
    },
  },
  navigation: { Format: (axis) => new Ref('ChartGridlinesFormat', axis) },
});

export const gridlinesFormatMembers = members<Axis>({ navigation: { Line: (axis) => lineRef(axis.gridline) } });

const POSITIONS = ['Top', 'Bottom', 'Left', 'Right', 'Corner'] as const;

export const legendMembers = members<ChartTarget>({
  properties: {
    Visible: ({ chart }) => chart.legend.visible,
    Position: ({ chart }) => chart.legend.position,
    Overlay: ({ chart }) => chart.legend.overlay,
  },
  setters: {
    Visible: ({ chart }, value) => {
      chart.legend.visible = booleanArgument(value);
    },
    Position: ({ chart }, value) => {
      chart.legend.position = oneOf(value, POSITIONS);
    },
    Overlay: ({ chart }, value) => {
      chart.legend.overlay = booleanArgument(value);
    },
  },
  navigation: {
    Format: ({ chart }) => new Ref('ChartLegendFormat', chart),
    LegendEntries: (target) => new Ref('ChartLegendEntryCollection', target),
  },
});

export const legendFormatMembers = members<Chart>({ navigation: { Font: (chart) => fontRef(chart.legend.font) } });

interface EntryTarget extends ChartTarget {
  readonly index: number;
}

const entryRef = ({ sheet, chart }: ChartTarget, index: number): Ref =>
  index >= 0 && index < chart.series.length
    ? new Ref('ChartLegendEntry', { sheet, chart, index } satisfies EntryTarget)
    : missing();

export const legendEntryCollectionMembers = members<ChartTarget>({
  items: (target) => target.chart.series.map((_series, index) => entryRef(target, index)),
  methods: {
    GetCount: ({ chart }) => chart.series.length,
    GetItemAt: (target, [index]) => entryRef(target, numberArgument(index)),
  },
});

export const legendEntryMembers = members<EntryTarget>({
  properties: {
    Index: ({ index }) => index,
    Visible: ({ chart, index }) => !chart.legend.hidden.includes(index),
    Name: ({ sheet, chart, index }) => nameOf(sheet.book, chart.series[index] ?? missing()),
  },
  setters: {
    Visible: ({ chart, index }, value) => {
      const others = chart.legend.hidden.filter((each) => each !== index);
      chart.legend.hidden = booleanArgument(value) ? others : [...others, index];
    },
  },
});
