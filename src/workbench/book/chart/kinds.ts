/** The chart types of Excel that the workbook knows, by their names in Office.js. */

export type Family = 'bar' | 'line' | 'scatter' | 'area' | 'pie' | 'doughnut';
export type Grouping = 'clustered' | 'standard' | 'stacked' | 'percentStacked';

export interface Kind {
  readonly family: Family;
  /** Bars that lie; columns otherwise. */
  readonly lying?: boolean;
  readonly grouping: Grouping;
  readonly markers?: boolean;
  readonly lines?: boolean;
  readonly smooth?: boolean;
}

const bar = (grouping: Grouping, lying = false): Kind => ({ family: 'bar', grouping, ...(lying ? { lying } : {}) });
const line = (grouping: Grouping, markers: boolean): Kind => ({ family: 'line', grouping, markers, lines: true });
const scatter = (markers: boolean, lines: boolean, smooth = false): Kind => ({
  family: 'scatter',
  grouping: 'standard',
  markers,
  lines,
  smooth,
});

export const KINDS = {
  ColumnClustered: bar('clustered'),
  ColumnStacked: bar('stacked'),
  ColumnStacked100: bar('percentStacked'),
  BarClustered: bar('clustered', true),
  BarStacked: bar('stacked', true),
  BarStacked100: bar('percentStacked', true),
  Line: line('standard', false),
  LineMarkers: line('standard', true),
  LineStacked: line('stacked', false),
  LineMarkersStacked: line('stacked', true),
  LineStacked100: line('percentStacked', false),
  LineMarkersStacked100: line('percentStacked', true),
  XYScatter: scatter(true, false),
  XYScatterLines: scatter(true, true),
  XYScatterLinesNoMarkers: scatter(false, true),
  XYScatterSmooth: scatter(true, true, true),
  XYScatterSmoothNoMarkers: scatter(false, true, true),
  Area: { family: 'area', grouping: 'standard' },
  AreaStacked: { family: 'area', grouping: 'stacked' },
  AreaStacked100: { family: 'area', grouping: 'percentStacked' },
  Pie: { family: 'pie', grouping: 'standard' },
  Doughnut: { family: 'doughnut', grouping: 'standard' },
} as const satisfies Record<string, Kind>;

export type ChartTypeName = keyof typeof KINDS;

export const CHART_TYPES = Object.keys(KINDS) as readonly ChartTypeName[];

export function kindOf(type: ChartTypeName): Kind {
  return KINDS[type];
}

/** The name of a type with these traits; traits that no type has fall back to the first of the family. */
export function typeOf(traits: Kind): ChartTypeName {
  const same = (kind: Kind): boolean =>
    kind.family === traits.family &&
    kind.grouping === traits.grouping &&
    (kind.lying ?? false) === (traits.lying ?? false) &&
    (kind.markers ?? false) === (traits.markers ?? false) &&
    (kind.lines ?? false) === (traits.lines ?? false) &&
    (kind.smooth ?? false) === (traits.smooth ?? false);
  return (
    CHART_TYPES.find((type) => same(KINDS[type])) ??
    CHART_TYPES.find((type) => KINDS[type].family === traits.family) ??
    'ColumnClustered'
  );
}
