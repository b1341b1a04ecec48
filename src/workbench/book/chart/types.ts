/** A chart of a sheet as plain data, so that it can be kept, copied and written as it stands. Colours are #RRGGBB. */
import type { ChartTypeName } from './kinds';

export interface Font {
  name?: string;
  /** Points. */
  size?: number;
  color?: string;
  bold?: boolean;
  italic?: boolean;
}

export type LineStyleName =
  | 'None'
  | 'Continuous'
  | 'Dash'
  | 'DashDot'
  | 'DashDotDot'
  | 'Dot'
  | 'Grey25'
  | 'Grey50'
  | 'Grey75'
  | 'Automatic'
  | 'RoundDot';

export interface Line {
  color?: string;
  style?: LineStyleName;
  /** Points. */
  weight?: number;
}

export type MarkerName =
  | 'Invalid'
  | 'Automatic'
  | 'None'
  | 'Square'
  | 'Diamond'
  | 'Triangle'
  | 'X'
  | 'Star'
  | 'Dot'
  | 'Dash'
  | 'Circle'
  | 'Plus'
  | 'Picture';

export interface Marker {
  style?: MarkerName;
  /** Points, 2 to 72. */
  size?: number;
  fill?: string;
  border?: string;
}

/** Cells as a formula names them ('年齢'!$B$2:$B$9), or, where a file holds no cells, the values themselves. */
export interface Source {
  ref: string;
  readonly literal?: readonly (string | number | null)[];
}

export interface ErrorBars {
  visible: boolean;
  include: 'Both' | 'PlusValues' | 'MinusValues';
  type: 'FixedValue' | 'Percent' | 'StDev' | 'StError' | 'Custom';
  endStyleCap: boolean;
  /** Of FixedValue and Percent. */
  value?: number;
  /** Of Custom: lengths, not ends. */
  plus?: Source;
  minus?: Source;
  line: Line;
}

export interface Series {
  /** What the legend says; where `nameRef` stands, the text of that cell. */
  name: string;
  nameRef: string;
  values: Source;
  /** Labels, or the x of scatter charts; null: 1, 2, 3 … */
  categories: Source | null;
  type: ChartTypeName;
  fill?: string;
  line: Line;
  marker: Marker;
  /** Percent of the width of a bar; bars of one group share the first series'. */
  gapWidth?: number;
  overlap?: number;
  axisGroup: 'Primary' | 'Secondary';
  hasDataLabels: boolean;
  dataLabelFormat?: string;
  invertIfNegative: boolean;
  xErrorBars: ErrorBars | null;
  yErrorBars: ErrorBars | null;
}

/** Letters within a title that look different from the rest. */
export interface TitlePart {
  readonly start: number;
  readonly length: number;
  readonly font: Font;
}

export interface Title {
  text: string;
  visible: boolean;
  overlay: boolean;
  font: Font;
  parts: TitlePart[];
}

export interface Axis {
  title: Title;
  visible: boolean;
  minimum: number | null;
  maximum: number | null;
  majorUnit: number | null;
  /** Absent: that of the cells. */
  numberFormat?: string;
  reversed: boolean;
  labels: 'NextToAxis' | 'High' | 'Low' | 'None';
  /** Where on this axis the other one crosses. */
  position: 'Automatic' | 'Minimum' | 'Maximum';
  gridlines: boolean;
  gridline: Line;
  line: Line;
  font: Font;
}

export interface Corner {
  readonly row: number;
  readonly column: number;
  /** Points into the cell. */
  readonly x: number;
  readonly y: number;
}

export interface Chart {
  readonly id: string;
  name: string;
  type: ChartTypeName;
  title: Title;
  series: Series[];
  axes: { category: Axis; value: Axis };
  legend: {
    visible: boolean;
    position: 'Top' | 'Bottom' | 'Left' | 'Right' | 'Corner';
    overlay: boolean;
    /** Numbers of the series that it does not name. */
    hidden: number[];
    font: Font;
  };
  displayBlanksAs: 'NotPlotted' | 'Zero' | 'Interplotted';
  font: Font;
  /** '' is no colour. */
  fill: string;
  border: Line;
  from: Corner;
  to: Corner;
  altText: string;
  altTitle: string;
  /** The part of the file that this chart came from, and the text of the chart as it was read: unchanged, it is kept. */
  original?: { readonly xml: string; readonly signature: string };
}

/** Excel's own colours of series without one, in turn. */
export const AUTOMATIC_COLOURS = ['#4472C4', '#ED7D31', '#A5A5A5', '#FFC000', '#5B9BD5', '#70AD47'] as const;

export const newTitle = (text = ''): Title => ({ text, visible: text !== '', overlay: false, font: {}, parts: [] });

export const newAxis = (gridlines: boolean): Axis => ({
  title: newTitle(),
  visible: true,
  minimum: null,
  maximum: null,
  majorUnit: null,
  reversed: false,
  labels: 'NextToAxis',
  position: 'Automatic',
  gridlines,
  gridline: {},
  line: {},
  font: {},
});

export const newErrorBars = (): ErrorBars => ({
  visible: false,
  include: 'Both',
  type: 'FixedValue',
  endStyleCap: true,
  line: {},
});

export const newSeries = (type: ChartTypeName, name: string): Series => ({
  name,
  nameRef: '',
  values: { ref: '' },
  categories: null,
  type,
  line: {},
  marker: {},
  axisGroup: 'Primary',
  hasDataLabels: false,
  invertIfNegative: false,
  xErrorBars: null,
  yErrorBars: null,
});

export function newChart(id: string, type: ChartTypeName): Chart {
  const scatter = type.startsWith('XYScatter');
  return {
    id,
    name: '',
    type,
    title: newTitle(),
    series: [],
    axes: { category: newAxis(scatter), value: newAxis(true) },
    legend: { visible: true, position: 'Bottom', overlay: false, hidden: [], font: {} },
    displayBlanksAs: 'NotPlotted',
    font: {},
    fill: '#FFFFFF',
    border: { color: '#D9D9D9' },
    from: { row: 0, column: 0, x: 0, y: 0 },
    to: { row: 15, column: 7, x: 0, y: 0 },
    altText: '',
    altTitle: '',
  };
}
