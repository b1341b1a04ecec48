/** The charts of our sheets, each from the ranges that hold its figures. */
export { drawnSeries, legendOf, type DrawnSeries } from './drawn';
export { SHARE_FORMAT, type ChartFrame, type NamedValues, type ValuesWithInterval } from './common';
export { ratesWithIntervals, trendLines, type RatesFacts, type TrendFacts } from './rates';
export { agePyramid, UNSIGNED_FORMAT, type PyramidFacts } from './pyramid';
export { funnel, type FunnelFacts, type FunnelLimits } from './funnel';
export { slope, type SlopeFacts } from './slope';
export { dotsWithWhiskers, type WhiskersFacts } from './whiskers';
