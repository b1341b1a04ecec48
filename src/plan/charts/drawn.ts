/** A chart spec as the list of series that a spreadsheet draws, each with its looks. */
import { inkOf, type CellRange, type CellRef, type ChartInk, type ChartSpec } from '../chartSpec';

export interface DrawnSeries {
  readonly name: string | CellRef;
  readonly values: CellRange;
  readonly x: CellRange;
  /** Filled bars, a line (with points or without), or points alone. */
  readonly look: 'fill' | 'line' | 'lineOnly' | 'points';
  readonly ink: ChartInk;
  readonly inLegend: boolean;
  readonly isSeen: boolean;
  /** A white edge keeps the parts of a stack and columns beside each other apart. */
  readonly isEdged: boolean;
}

const DASHES = { continuous: 'Continuous', dash: 'Dash', dot: 'RoundDot' } as const;

function lookOf(chart: ChartSpec, drawnAs: ChartSpec['series'][number]['drawnAs']): DrawnSeries['look'] {
  if (drawnAs === 'points') return 'points';
  if (drawnAs === 'column') return 'fill';
  if (drawnAs === 'markedLine') return 'line';
  // A line over columns or through a cloud of points is a limit or a goal: it has no points of its own.
  if (drawnAs === 'line') return chart.kind === 'line' ? 'line' : 'lineOnly';
  if (chart.kind === 'line') return 'line';
  return chart.kind === 'scatter' ? 'points' : 'fill';
}

/** The series in the order in which they are drawn. */
export function drawnSeries(chart: ChartSpec): DrawnSeries[] {
  const inks = chart.series.map(({ colour, dash, marker }, index): ChartInk => {
    const ink = inkOf(index);
    return {
      ...ink,
      colour: colour ?? ink.colour,
      marker: marker ?? ink.marker,
      dash: dash === undefined ? ink.dash : DASHES[dash],
    };
  });
  const isFilled = ({ drawnAs, unseen }: ChartSpec['series'][number]): boolean =>
    unseen !== true && lookOf(chart, drawnAs) === 'fill';
  const filled = chart.series.filter(isFilled).length;
  return chart.series.map((series, index): DrawnSeries => ({
    name: series.name,
    values: series.values,
    x: series.x ?? chart.categories,
    look: lookOf(chart, series.drawnAs),
    ink: inks[index]!,
    inLegend: series.unnamed !== true,
    isSeen: series.unseen !== true,
    isEdged: isFilled(series) && filled > 1,
  }));
}

/** Where the legend stands; 'none' for a chart with one thing to name. */
export function legendOf(chart: ChartSpec): 'bottom' | 'right' | 'top' | 'none' {
  if (chart.legend !== undefined) return chart.legend;
  return drawnSeries(chart).filter(({ inLegend }) => inLegend).length > 1 ? 'bottom' : 'none';
}
