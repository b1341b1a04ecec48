/** Served members of ChartCollection and Chart; and of Shape, for the alternative text of charts. */
import { addChart, takeData, type SeriesBy } from '../../book/chart/build';
import { CHART_TYPES, type ChartTypeName } from '../../book/chart/kinds';
import { boxOf, placeAt, placeOver, type Box } from '../../book/chart/place';
import type { Chart } from '../../book/chart/types';
import { boundingRect } from '../../book/rect';
import { BookError } from '../../book/errors';
import type { Sheet } from '../../book/sheet';
import { rangeArgument } from './range';
import { members, missing, NULL_OBJECT, numberArgument, oneOf, optional, Ref, textArgument } from './types';

export interface ChartTarget {
  readonly sheet: Sheet;
  readonly chart: Chart;
}

export const chartRef = (sheet: Sheet, chart: Chart | undefined): Ref =>
  new Ref('Chart', { sheet, chart: chart ?? missing() } satisfies ChartTarget);

/** A chart by its name or its id. */
function find(sheet: Sheet, key: unknown): Chart | undefined {
  const text = textArgument(key);
  const { charts } = sheet.layout;
  return charts.find(({ id }) => id === text) ?? charts.find(({ name }) => name.toLowerCase() === text.toLowerCase());
}

export function at<T>(list: readonly T[], index: unknown): T {
  return list[numberArgument(index)] ?? missing();
}

export function typeArgument(value: unknown): ChartTypeName {
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
