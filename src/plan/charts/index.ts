/** The charts of our sheets, each from the ranges that hold its figures. */
export { drawnSeries, legendOf, type DrawnSeries } from './drawn';
export { PERCENT_AXIS, SHARE_FORMAT, type ChartFrame, type NamedValues } from './common';
export { columnsBeside, type ColumnsFacts } from './columns';
export { smallMultiples, type Panel, type SmallMultiplesFacts } from './smallMultiples';
export { trendLines, type TrendFacts } from './trend';
export { agePyramid, UNSIGNED, type PyramidFacts } from './pyramid';
export { funnel, type FunnelFacts, type FunnelLimits } from './funnel';
export { slope, type SlopeFacts } from './slope';
export { dotsWithWhiskers, smallDotsWithWhiskers, type WhiskersFacts } from './whiskers';
