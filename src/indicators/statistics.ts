/** The statistics that need probability distributions, apart from the door: cells load them when one is first asked. */
export { benjaminiHochberg } from './benjaminiHochberg';
export { careRate } from './careRate';
export { checkupRate } from './checkupRate';
export { compareProportions } from './compareProportions';
export { directlyStandardisedRate } from './directlyStandardisedRate';
export { duplicatePrescriptions } from './duplicatePrescriptions';
export { empiricalBayes } from './empiricalBayes';
export { exactFunnelLimits, exactFunnelPlace } from './funnelLimits';
export { healthyLifeExpectancy } from './healthyLifeExpectancy';
export { indirectlyStandardisedRatio } from './indirectlyStandardisedRatio';
export { lifeExpectancy } from './lifeExpectancy';
export { mcnemar } from './mcnemar';
export { pairedMeans } from './pairedMeans';
export { poissonRate } from './poissonRate';
export { proportion } from './proportion';
export { linearTrend } from './trendTest';
export { wilcoxonSignedRank } from './wilcoxonSignedRank';
