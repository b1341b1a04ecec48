/** A chart spec as the flat list of series that a spreadsheet draws: intervals become series of their own. */
import { inkOf, INTERVAL_COLOUR, type CellRange, type CellRef, type ChartInk, type ChartSpec } from '../chartSpec';

export interface DrawnSeries {
  readonly name: string | CellRef;
  readonly values: CellRange;
  readonly x: CellRange;
  /** Filled bars, a line (with points or without), points alone, or dashes at the ends of intervals. */
  readonly look: 'fill' | 'line' | 'lineOnly' | 'points' | 'ends';
  readonly ink: ChartInk;
  readonly inLegend: boolean;
}

const DASHES = { continuous: 'Continuous', dash: 'Dash', dot: 'RoundDot' } as const;
const INTERVAL_NAME = '95%信頼区間';

const isFilled = ({ kind }: ChartSpec): boolean => kind !== 'line' && kind !== 'scatter';

function lookOf(chart: ChartSpec, drawnAs: ChartSpec['series'][number]['drawnAs']): DrawnSeries['look'] {
  if (drawnAs === 'points') return 'points';
  if (drawnAs === 'column') return 'fill';
  // A line over columns or through a cloud of points is a limit or a goal: it has no points of its own.
  if (drawnAs === 'line') return chart.kind === 'line' ? 'line' : 'lineOnly';
  if (chart.kind === 'line') return 'line';
  return chart.kind === 'scatter' ? 'points' : 'fill';
}

/** Intervals over bars that lie or stand on one another would be drawn at the wrong place. */
function assertIntervalsFit(chart: ChartSpec): void {
  const filled = chart.series.filter(({ drawnAs }) => lookOf(chart, drawnAs) === 'fill');
  const withInterval = chart.series.some(({ errorLower, errorUpper }) => errorLower ?? errorUpper);
  if (!withInterval || !isFilled(chart)) return;
  if (chart.kind !== 'column' || filled.length > 1)
    throw new Error(`chart ${chart.name}: intervals need columns of one series, lines or points`);
}

/** The series in the order in which they are drawn: data first, the ends of their intervals after them. */
export function drawnSeries(chart: ChartSpec): DrawnSeries[] {
  assertIntervalsFit(chart);
  const inks = chart.series.map(({ colour, dash, marker }, index): ChartInk => {
    const ink = inkOf(index);
    return {
      ...ink,
      colour: colour ?? ink.colour,
      marker: marker ?? ink.marker,
      dash: dash === undefined ? ink.dash : DASHES[dash],
    };
  });
  const data = chart.series.map(({ name, values, x, drawnAs, unnamed }, index): DrawnSeries => ({
    name,
    values,
    x: x ?? chart.categories,
    look: lookOf(chart, drawnAs),
    ink: inks[index]!,
    inLegend: unnamed !== true,
  }));
  const withInterval = chart.series
    .map((series, index) => ({ series, index }))
    .filter(({ series }) => series.errorLower !== undefined && series.errorUpper !== undefined);
  const ends = withInterval.flatMap(({ series, index }, order) =>
    [series.errorUpper!, series.errorLower!].map((values, side): DrawnSeries => ({
      name: chart.intervalName ?? INTERVAL_NAME,
      values,
      x: series.x ?? chart.categories,
      look: 'ends',
      ink: { ...inks[index]!, ...(isFilled(chart) ? { colour: INTERVAL_COLOUR } : {}) },
      inLegend: order === 0 && side === 0,
    })),
  );
  return [...data, ...ends];
}

/** Where the legend stands; 'none' for a chart with one thing to name. */
export function legendOf(chart: ChartSpec): 'bottom' | 'right' | 'top' | 'none' {
  if (chart.legend !== undefined) return chart.legend;
  return drawnSeries(chart).filter(({ inLegend }) => inLegend).length > 1 ? 'bottom' : 'none';
}
