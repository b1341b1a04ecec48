/** Reads the part of a file that holds one chart. What the workbook does not know stays in the part itself. */
import { typeOf, type ChartTypeName, type Family, type Grouping, type Kind } from '../../book/chart/kinds';
import {
  newAxis,
  newChart,
  newSeries,
  type Axis,
  type Chart,
  type ErrorBars,
  type Series,
  type Source,
} from '../../book/chart/types';
import { fillOf, lineOf, markerOf, textOf, titleOf } from './looks';
import { all, down, parse, valueOf, type Node } from './xml';

/** Element of a group → how the workbook draws it. Kinds that it does not know are drawn as the nearest that it does. */
const FAMILIES: Readonly<Record<string, Family>> = {
  barChart: 'bar',
  bar3DChart: 'bar',
  lineChart: 'line',
  line3DChart: 'line',
  stockChart: 'line',
  radarChart: 'line',
  scatterChart: 'scatter',
  bubbleChart: 'scatter',
  areaChart: 'area',
  area3DChart: 'area',
  pieChart: 'pie',
  pie3DChart: 'pie',
  ofPieChart: 'pie',
  doughnutChart: 'doughnut',
};
const GROUPINGS: readonly Grouping[] = ['clustered', 'standard', 'stacked', 'percentStacked'];

/** Everything of a chart that its part holds, as text: the place, the name and the description stand elsewhere. */
export function signatureOf(chart: Chart): string {
  const { type, title, series, axes, legend, displayBlanksAs, font, fill, border } = chart;
  return JSON.stringify([type, title, series, axes, legend, displayBlanksAs, font, fill, border]);
}

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

/** An element with `val` that means true where the attribute is missing. */
const isOn = (node: Node | undefined): boolean => node !== undefined && isTrue(node.attributes.val ?? '1');

function sourceOf(node: Node | undefined): Source | null {
  if (node === undefined) return null;
  const [holder] = node.children;
  const ref = down(holder, 'f')?.text;
  if (ref !== undefined) return { ref };
  const count = Number(valueOf(holder, 'ptCount') ?? 0);
  const literal: (string | number | null)[] = Array.from({ length: Math.min(count, 10000) }, () => null);
  for (const point of all(holder, 'pt')) {
    const text = down(point, 'v')?.text ?? '';
    literal[Number(point.attributes.idx)] = holder?.name === 'numLit' ? Number(text) : text;
  }
  return { ref: '', literal };
}

const INCLUDES = { both: 'Both', plus: 'PlusValues', minus: 'MinusValues' } as const;
const BAR_TYPES = {
  fixedVal: 'FixedValue',
  percentage: 'Percent',
  stdDev: 'StDev',
  stdErr: 'StError',
  cust: 'Custom',
} as const;

function errorBarsOf(node: Node): ErrorBars {
  const value = valueOf(node, 'val');
  const [plus, minus] = [sourceOf(down(node, 'plus')), sourceOf(down(node, 'minus'))];
  return {
    visible: true,
    include: INCLUDES[valueOf(node, 'errBarType') as keyof typeof INCLUDES] ?? 'Both',
    type: BAR_TYPES[valueOf(node, 'errValType') as keyof typeof BAR_TYPES] ?? 'FixedValue',
    endStyleCap: !isTrue(valueOf(node, 'noEndCap')),
    line: lineOf(down(node, 'spPr')),
    ...(value === undefined ? {} : { value: Number(value) }),
    ...(plus === null ? {} : { plus }),
    ...(minus === null ? {} : { minus }),
  };
}

function kindOfSeries(group: Node, series: Node): Kind {
  const family = FAMILIES[group.name] ?? 'bar';
  const grouping = GROUPINGS.find((name) => name === valueOf(group, 'grouping')) ?? 'standard';
  if (family === 'bar') {
    const lying = valueOf(group, 'barDir') === 'bar' ? { lying: true } : {};
    return { family, grouping: grouping === 'standard' ? 'clustered' : grouping, ...lying };
  }
  if (family !== 'line' && family !== 'scatter') return { family, grouping };
  const symbol = valueOf(series, 'marker', 'symbol');
  const style = valueOf(group, 'scatterStyle');
  const markers = symbol === undefined ? isOn(down(group, 'marker')) || style === 'lineMarker' : symbol !== 'none';
  if (family === 'line') return { family, grouping, markers, lines: true };
  const lines = lineOf(down(series, 'spPr')).style !== 'None' && style !== 'marker';
  const smooth = lines && isOn(down(series, 'smooth'));
  return { family, grouping: 'standard', markers: markers || !lines, lines, smooth };
}

function seriesOf(group: Node, node: Node): Series {
  const type = typeOf(kindOfSeries(group, node));
  const name = down(node, 'tx', 'strRef', 'strCache', 'pt', 'v')?.text ?? down(node, 'tx', 'v')?.text ?? '';
  const series = newSeries(type, name);
  series.nameRef = down(node, 'tx', 'strRef', 'f')?.text ?? '';
  series.values = sourceOf(down(node, 'val') ?? down(node, 'yVal')) ?? { ref: '' };
  series.categories = sourceOf(down(node, 'cat') ?? down(node, 'xVal'));
  const shape = down(node, 'spPr');
  const fill = fillOf(shape);
  if (fill !== undefined) series.fill = fill;
  series.line = lineOf(shape);
  series.marker = markerOf(down(node, 'marker'));
  series.invertIfNegative = isOn(down(node, 'invertIfNegative'));
  series.hasDataLabels = isTrue(valueOf(node, 'dLbls', 'showVal'));
  const format = down(node, 'dLbls', 'numFmt')?.attributes.formatCode;
  if (format !== undefined) series.dataLabelFormat = format;
  const [gap, overlap] = [valueOf(group, 'gapWidth'), valueOf(group, 'overlap')];
  if (gap !== undefined) series.gapWidth = Number(gap);
  if (overlap !== undefined) series.overlap = Number(overlap);
  for (const bars of all(node, 'errBars')) {
    const lying = valueOf(bars, 'errDir') === 'x' && type.startsWith('XYScatter');
    series[lying ? 'xErrorBars' : 'yErrorBars'] = errorBarsOf(bars);
  }
  return series;
}

const LABELS = { nextTo: 'NextToAxis', high: 'High', low: 'Low', none: 'None' } as const;
const CROSSES = { autoZero: 'Automatic', min: 'Minimum', max: 'Maximum' } as const;

function axisOf(node: Node | undefined, other: Node | undefined): Axis {
  const axis = newAxis(false);
  if (node === undefined) return { ...axis, visible: false };
  const number = (...path: string[]): number | null => {
    const text = valueOf(node, ...path);
    return text === undefined ? null : Number(text);
  };
  const format = down(node, 'numFmt')?.attributes;
  const gridlines = down(node, 'majorGridlines');
  return {
    ...axis,
    title: titleOf(down(node, 'title')),
    visible: !isOn(down(node, 'delete')),
    minimum: number('scaling', 'min'),
    maximum: number('scaling', 'max'),
    majorUnit: number('majorUnit'),
    ...(format?.formatCode !== undefined && !isTrue(format.sourceLinked) ? { numberFormat: format.formatCode } : {}),
    reversed: valueOf(node, 'scaling', 'orientation') === 'maxMin',
    labels: LABELS[valueOf(node, 'tickLblPos') as keyof typeof LABELS] ?? 'NextToAxis',
    position: CROSSES[valueOf(other, 'crosses') as keyof typeof CROSSES] ?? 'Automatic',
    gridlines: gridlines !== undefined,
    gridline: lineOf(down(gridlines, 'spPr')),
    line: lineOf(down(node, 'spPr')),
    font: textOf(node),
  };
}

const BLANKS = { gap: 'NotPlotted', zero: 'Zero', span: 'Interplotted' } as const;
const LEGENDS = { t: 'Top', b: 'Bottom', l: 'Left', r: 'Right', tr: 'Corner' } as const;

/** What a chart may not carry along: relations to parts that stay behind. */
function standingAlone(xml: string): string {
  return xml
    .replace(/<c:externalData\b[^]*?<\/c:externalData>|<c:userShapes\b[^>]*\/>/g, '')
    .replace(/<c:printSettings\b[^]*?<\/c:printSettings>/g, '');
}

/** The chart of a part; null for a part without series that the workbook could draw. */
export function readChart(xml: string, id: string): Chart | null {
  let space: Node;
  try {
    space = parse(xml);
  } catch {
    return null;
  }
  const node = down(space, 'chart');
  const plot = down(node, 'plotArea');
  const groups = plot?.children.filter(({ name }) => name in FAMILIES) ?? [];
  const series = groups
    .flatMap((group) =>
      all(group, 'ser').map((each) => ({ order: Number(valueOf(each, 'order') ?? 0), series: seriesOf(group, each) })),
    )
    .sort((a, b) => a.order - b.order)
    .map((each) => each.series);
  const [first] = series;
  if (first === undefined) return null;
  const chart = newChart(id, first.type satisfies ChartTypeName);
  chart.series = series;
  const automatic = series.length === 1 && !isOn(down(node, 'autoTitleDeleted')) ? first.name : '';
  chart.title = titleOf(down(node, 'title'), automatic);
  const axes = plot?.children.filter(({ name }) => /^(cat|val|date|ser)Ax$/.test(name)) ?? [];
  const category = axes.find(({ name }) => name === 'catAx' || name === 'dateAx') ?? axes[0];
  const value = axes.find((axis) => axis.name === 'valAx' && axis !== category);
  chart.axes = { category: axisOf(category, value), value: axisOf(value, category) };
  const legend = down(node, 'legend');
  chart.legend = {
    visible: legend !== undefined,
    position: LEGENDS[valueOf(legend, 'legendPos') as keyof typeof LEGENDS] ?? 'Right',
    overlay: isTrue(valueOf(legend, 'overlay')),
    hidden: all(legend, 'legendEntry')
      .filter((entry) => isOn(down(entry, 'delete')))
      .map((entry) => Number(valueOf(entry, 'idx'))),
    font: textOf(legend),
  };
  chart.displayBlanksAs = BLANKS[valueOf(node, 'dispBlanksAs') as keyof typeof BLANKS] ?? 'NotPlotted';
  chart.font = textOf(space);
  chart.fill = fillOf(down(space, 'spPr')) ?? '#FFFFFF';
  chart.border = lineOf(down(space, 'spPr'));
  return { ...chart, original: { xml: standingAlone(xml), signature: signatureOf(chart) } };
}
