/** The part of a file that holds one chart, with the values that it shows now, for readers that do not calculate. */
import type { Book } from '../../book/book';
import { dataOf, pointsOf, type Point, type SeriesData } from '../../book/chart/data';
import { kindOf, type Kind } from '../../book/chart/kinds';
import type { Axis, Chart, ErrorBars, Source } from '../../book/chart/types';
import { fillXml, lineXml, markerXml, shapeXml, textXml, titleXml } from './looks';
import { el, escaped, val } from './xml';

const NAMESPACES = {
  'xmlns:c': 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const CATEGORY_AXIS = 500000001;
const VALUE_AXIS = 500000002;
const BLANKS = { NotPlotted: 'gap', Zero: 'zero', Interplotted: 'span' } as const;
const LEGENDS = { Top: 't', Bottom: 'b', Left: 'l', Right: 'r', Corner: 'tr' } as const;
const LABELS = { NextToAxis: 'nextTo', High: 'high', Low: 'low', None: 'none' } as const;
const CROSSES = { Automatic: 'autoZero', Minimum: 'min', Maximum: 'max' } as const;

function cache(points: readonly Point[], numbers: boolean, format: string): string {
  const shown = points
    .map((point, index) => ({ index, text: numbers ? point.value : point.text }))
    .filter(({ text }) => text !== null && text !== '')
    .map(({ index, text }) => el('c:pt', { idx: index }, `<c:v>${escaped(String(text))}</c:v>`));
  return (
    (numbers ? `<c:formatCode>${escaped(format)}</c:formatCode>` : '') +
    val('c:ptCount', points.length) +
    shown.join('')
  );
}

/** Numbers, or texts where a label is none. */
function sourceXml(book: Book, source: Source, format: string, texts: boolean): string {
  const points = pointsOf(book, source);
  const numbers = !texts || (points.length > 0 && points.every(({ value }) => value !== null));
  const [reference, kept, literal] = numbers
    ? ['c:numRef', 'c:numCache', 'c:numLit']
    : ['c:strRef', 'c:strCache', 'c:strLit'];
  const values = cache(points, numbers, format);
  if (source.literal || source.ref === '') return el(literal, {}, values);
  return el(reference, {}, `<c:f>${escaped(source.ref)}</c:f>`, el(kept, {}, values));
}

function nameXml({ name, series }: SeriesData): string {
  if (series.nameRef === '') return name === '' ? '' : el('c:tx', {}, `<c:v>${escaped(name)}</c:v>`);
  const kept = el('c:strCache', {}, val('c:ptCount', 1), el('c:pt', { idx: 0 }, `<c:v>${escaped(name)}</c:v>`));
  return el('c:tx', {}, el('c:strRef', {}, `<c:f>${escaped(series.nameRef)}</c:f>`, kept));
}

const INCLUDES = { Both: 'both', PlusValues: 'plus', MinusValues: 'minus' } as const;
const BAR_TYPES = {
  FixedValue: 'fixedVal',
  Percent: 'percentage',
  StDev: 'stdDev',
  StError: 'stdErr',
  Custom: 'cust',
} as const;

function errorBarsXml(book: Book, bars: ErrorBars | null, direction: 'x' | 'y'): string {
  if (!bars?.visible) return '';
  const lengths = (name: string, source: Source | undefined): string =>
    bars.type === 'Custom' && source ? el(name, {}, sourceXml(book, source, 'General', false)) : '';
  return el(
    'c:errBars',
    {},
    val('c:errDir', direction),
    val('c:errBarType', INCLUDES[bars.include]),
    val('c:errValType', BAR_TYPES[bars.type]),
    val('c:noEndCap', Number(!bars.endStyleCap)),
    lengths('c:plus', bars.plus),
    lengths('c:minus', bars.minus),
    bars.type !== 'Custom' && val('c:val', bars.value ?? (bars.type === 'Percent' ? 5 : 1)),
    shapeXml(lineXml(bars.line)),
  );
}

const dataLabels = (format: string | undefined): string =>
  el(
    'c:dLbls',
    {},
    format !== undefined && el('c:numFmt', { formatCode: format, sourceLinked: 0 }),
    ...['LegendKey', 'Val', 'CatName', 'SerName', 'Percent', 'BubbleSize'].map((what) =>
      val(`c:show${what}`, Number(what === 'Val')),
    ),
  );

function seriesXml(book: Book, data: SeriesData, index: number): string {
  const { series, format } = data;
  const { family, markers = false, lines = false, smooth = false } = kindOf(series.type);
  const drawn = family === 'line' || family === 'scatter';
  const [categories, values] = family === 'scatter' ? ['c:xVal', 'c:yVal'] : ['c:cat', 'c:val'];
  return el(
    'c:ser',
    {},
    val('c:idx', index),
    val('c:order', index),
    nameXml(data),
    shapeXml(drawn ? '' : fillXml(series.fill), lineXml(series.line, drawn && !lines)),
    family === 'bar' && val('c:invertIfNegative', Number(series.invertIfNegative)),
    drawn && markerXml(series.marker, markers),
    series.hasDataLabels && dataLabels(series.dataLabelFormat),
    family === 'scatter' && errorBarsXml(book, series.xErrorBars, 'x'),
    errorBarsXml(book, series.yErrorBars, 'y'),
    series.categories !== null && el(categories, {}, sourceXml(book, series.categories, 'General', true)),
    el(values, {}, sourceXml(book, series.values, format, false)),
    drawn && val('c:smooth', Number(smooth)),
  );
}

const axisIds = val('c:axId', CATEGORY_AXIS) + val('c:axId', VALUE_AXIS);

/** One group of series that are drawn in the same way. */
function groupXml(kind: Kind, series: string, first: SeriesData): string {
  const vary = val('c:varyColors', Number(kind.family === 'pie' || kind.family === 'doughnut'));
  const grouping = val(
    'c:grouping',
    kind.grouping === 'clustered' && kind.family !== 'bar' ? 'standard' : kind.grouping,
  );
  const { gapWidth = 150, overlap } = first.series;
  const stacked = kind.grouping === 'stacked' || kind.grouping === 'percentStacked';
  switch (kind.family) {
    case 'bar':
      return el(
        'c:barChart',
        {},
        val('c:barDir', kind.lying ? 'bar' : 'col'),
        grouping,
        vary,
        series,
        val('c:gapWidth', gapWidth),
        (stacked || overlap !== undefined) && val('c:overlap', overlap ?? 100),
        axisIds,
      );
    case 'line':
      return el('c:lineChart', {}, grouping, vary, series, val('c:marker', 1), axisIds);
    case 'scatter':
      return el('c:scatterChart', {}, val('c:scatterStyle', 'lineMarker'), vary, series, axisIds);
    case 'area':
      return el('c:areaChart', {}, grouping, vary, series, axisIds);
    case 'pie':
      return el('c:pieChart', {}, vary, series, val('c:firstSliceAng', 0));
    case 'doughnut':
      return el('c:doughnutChart', {}, vary, series, val('c:firstSliceAng', 0), val('c:holeSize', 50));
  }
}

function axisXml(chart: Chart, which: 'category' | 'value', format: string): string {
  const axis: Axis = chart.axes[which];
  const other: Axis = chart.axes[which === 'category' ? 'value' : 'category'];
  const { family, lying = false } = kindOf(chart.type);
  const numeric = which === 'value' || family === 'scatter';
  const atBottom = (which === 'category') !== lying;
  const [own, crossing] = which === 'category' ? [CATEGORY_AXIS, VALUE_AXIS] : [VALUE_AXIS, CATEGORY_AXIS];
  const number = (name: string, value: number | null): string => (value === null ? '' : val(name, value));
  return el(
    numeric ? 'c:valAx' : 'c:catAx',
    {},
    val('c:axId', own),
    el(
      'c:scaling',
      {},
      val('c:orientation', axis.reversed ? 'maxMin' : 'minMax'),
      numeric && number('c:max', axis.maximum),
      numeric && number('c:min', axis.minimum),
    ),
    val('c:delete', Number(!axis.visible)),
    val('c:axPos', atBottom ? 'b' : 'l'),
    axis.gridlines && el('c:majorGridlines', {}, shapeXml(lineXml(axis.gridline))),
    titleXml(axis.title, chart.font, !atBottom),
    el('c:numFmt', {
      formatCode: axis.numberFormat ?? (numeric ? format : 'General'),
      sourceLinked: Number(axis.numberFormat === undefined),
    }),
    val('c:majorTickMark', 'out'),
    val('c:minorTickMark', 'none'),
    val('c:tickLblPos', LABELS[axis.labels]),
    shapeXml(lineXml(axis.line)),
    textXml({ ...chart.font, ...axis.font }),
    val('c:crossAx', crossing),
    val('c:crosses', CROSSES[other.position]),
    !numeric && val('c:auto', 1) + val('c:lblAlgn', 'ctr') + val('c:lblOffset', 100) + val('c:noMultiLvlLbl', 0),
    numeric &&
      val('c:crossBetween', family === 'scatter' ? 'midCat' : 'between') + number('c:majorUnit', axis.majorUnit),
  );
}

function legendXml(chart: Chart): string {
  const { visible, position, overlay, hidden, font } = chart.legend;
  if (!visible) return '';
  return el(
    'c:legend',
    {},
    val('c:legendPos', LEGENDS[position]),
    ...[...hidden].sort((a, b) => a - b).map((idx) => el('c:legendEntry', {}, val('c:idx', idx), val('c:delete', 1))),
    val('c:overlay', Number(overlay)),
    textXml({ ...chart.font, ...font }),
  );
}

/** The whole part. */
export function chartXml(book: Book, chart: Chart): string {
  const data = dataOf(book, chart);
  const groups = new Map<string, { kind: Kind; first: SeriesData; xml: string[] }>();
  data.forEach((each, index) => {
    const kind = kindOf(each.series.type);
    const key = `${kind.family} ${kind.grouping} ${String(kind.lying)}`;
    if (!groups.has(key)) groups.set(key, { kind, first: each, xml: [] });
    groups.get(key)!.xml.push(seriesXml(book, each, index));
  });
  const { family } = kindOf(chart.type);
  const round = family === 'pie' || family === 'doughnut';
  const format = data[0]?.format ?? 'General';
  const plot = el(
    'c:plotArea',
    {},
    el('c:layout'),
    ...[...groups.values()].map(({ kind, first, xml }) => groupXml(kind, xml.join(''), first)),
    !round && axisXml(chart, 'category', 'General') + axisXml(chart, 'value', format),
  );
  const title = titleXml(chart.title, chart.font);
  return (
    HEAD +
    el(
      'c:chartSpace',
      NAMESPACES,
      val('c:date1904', 0),
      val('c:roundedCorners', 0),
      el(
        'c:chart',
        {},
        title,
        val('c:autoTitleDeleted', Number(title === '')),
        plot,
        legendXml(chart),
        val('c:plotVisOnly', 1),
        val('c:dispBlanksAs', BLANKS[chart.displayBlanksAs]),
      ),
      shapeXml(fillXml(chart.fill), lineXml(chart.border)),
      textXml(chart.font),
    )
  );
}
