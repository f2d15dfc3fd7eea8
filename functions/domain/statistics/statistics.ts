/** Every figure by name: one object in, one out. Expected values in test/vectors/statistics.json are scipy's. */
export { brunnerMunzel, mannWhitney, mannWhitneyOfCounts } from './comparisons.ts'
export { binomialTest, holm } from './counts.ts'
export { changeOfShare } from './finite.ts'
export { agePercentiles, closureVelocity, gini } from './learning.ts'
export { cronbachAlpha, icc, rwg, rwgJ, scaleScore } from './scales.ts'
export {
  favourable,
  meanCi,
  meanCiOfSummary,
  newcombeDiff,
  nonresponseBounds,
  nonresponseBoundsOfSummary,
  participation,
  recurrenceRate,
  wilson,
  wilsonFpc,
} from './shares.ts'
export { lineThrough, mannKendall, mannKendallExact, theilSen, xmr } from './trends.ts'
