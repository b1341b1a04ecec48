/** A chart as data: which cells it shows, how, where it stands, and what it says of itself. */

/** Cells that a chart reads. Rows and columns count from 0; `sheet` absent: the sheet that the chart stands on. */
export interface CellRange {
  readonly sheet?: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** One cell that a chart reads. */
export interface CellRef {
  readonly sheet?: string;
  readonly row: number;
  readonly column: number;
}

export type ChartKind = 'column' | 'bar' | 'line' | 'scatter' | 'stackedBar' | 'stackedColumn';

export interface ChartSeriesSpec {
  /** The text of the legend, or the cell that holds it. */
  readonly name: string | CellRef;
  /** One row or one column of numbers; a blank or an error leaves a gap. */
  readonly values: CellRange;
  /** scatter only: where the points stand on the horizontal axis; absent: the categories. */
  readonly x?: CellRange;
  /** #RRGGBB; absent: the next of CHART_PALETTE. */
  readonly colour?: string;
  /** How this series is drawn where that is not the kind of the chart, e.g. a goal line over columns. */
  readonly drawnAs?: 'line' | 'markedLine' | 'points' | 'column';
  /** Absent: by the palette, continuous for the first series. */
  readonly dash?: 'continuous' | 'dash' | 'dot';
  /** Absent: by the palette. */
  readonly marker?: ChartInk['marker'];
  /** Not named in the legend, e.g. the second of a pair of limits. */
  readonly unnamed?: boolean;
  /** Without fill, line and points: it only takes its room, e.g. what is below a whisker. */
  readonly unseen?: boolean;
}

export interface ChartAxisSpec {
  /** What the axis counts, e.g. 割合; '' where the charts beside each other are too small to say it. */
  readonly title: string;
  /** Written behind the title in brackets, e.g. %. */
  readonly unit?: string;
  readonly numberFormat?: string;
  /** Absent: as Excel finds fit. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** The first category stands on top (bars), or the axis runs backwards. */
  readonly reversed?: boolean;
  /** The labels stand at the low end of the plot, for values that go below 0. */
  readonly labelsLow?: boolean;
}

export interface ChartSpec {
  /** Unique on the sheet and stable: the chart of this name is replaced when the sheet is written again. */
  readonly name: string;
  readonly title: string;
  readonly kind: ChartKind;
  /** The cells that the chart covers. */
  readonly anchor: CellRange;
  /** The labels of the points; for scatter the x of series without their own. */
  readonly categories: CellRange;
  readonly series: readonly ChartSeriesSpec[];
  readonly categoryAxis: ChartAxisSpec;
  readonly valueAxis: ChartAxisSpec;
  /** Where the figures come from; stands below the title in small letters and travels with the chart. */
  readonly source: string;
  /** What the chart shows, for those who hear it read aloud. */
  readonly altText: string;
  /** Absent: below the plot when there is more than one thing to name, else none. */
  readonly legend?: 'bottom' | 'right' | 'top' | 'none';
  /** Points of the title; absent: 12. */
  readonly titleSize?: number;
  /** Space between the columns or bars as a percentage of their width; absent: 60. */
  readonly gapWidth?: number;
}

export interface ChartInk {
  /** #RRGGBB */
  readonly colour: string;
  readonly marker: 'Circle' | 'Square' | 'Triangle' | 'Diamond' | 'X' | 'Plus';
  readonly dash: 'Continuous' | 'Dash' | 'RoundDot' | 'DashDot';
}

/**
 * Colours of the series in turn. Blue, orange, sky blue and green are of Okabe and Ito (2008), "Color Universal Design";
 * two dark ones stand between them so that neighbours keep apart in grey print. Marker and dash tell them apart as well.
 */
export const CHART_PALETTE: readonly ChartInk[] = [
  { colour: '#0072B2', marker: 'Circle', dash: 'Continuous' },
  { colour: '#E69F00', marker: 'Square', dash: 'Dash' },
  { colour: '#333333', marker: 'Triangle', dash: 'RoundDot' },
  { colour: '#56B4E9', marker: 'Diamond', dash: 'DashDot' },
  { colour: '#882255', marker: 'X', dash: 'Continuous' },
  { colour: '#009E73', marker: 'Plus', dash: 'Dash' },
];

/** Ends of intervals, limits and other lines that are not data of their own. */
export const INTERVAL_COLOUR = '#404040';

/** The looks of the series with this number, from 0; the palette begins again after its end. */
export function inkOf(index: number): ChartInk {
  return CHART_PALETTE[index % CHART_PALETTE.length]!;
}

/** An axis title with its unit: 割合（%）. */
export function axisText({ title, unit }: ChartAxisSpec): string {
  return unit === undefined || unit === '' ? title : `${title}（${unit}）`;
}

/** The chart as it stands when rows and columns were put before all cells; ranges of other sheets stay. */
export function shiftChart(chart: ChartSpec, rows: number, columns: number): ChartSpec {
  const move = <T extends CellRef>(cells: T): T =>
    cells.sheet === undefined ? { ...cells, row: cells.row + rows, column: cells.column + columns } : cells;
  return {
    ...chart,
    anchor: move(chart.anchor),
    categories: move(chart.categories),
    series: chart.series.map(({ name, values, x, ...looks }) => ({
      ...looks,
      name: typeof name === 'string' ? name : move(name),
      values: move(values),
      ...(x === undefined ? {} : { x: move(x) }),
    })),
  };
}
