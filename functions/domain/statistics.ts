/** Every figure by its name, each taking one object and giving one; test/vectors/statistics.json is computed by scipy. */
export { brunnerMunzel, mannWhitney, mannWhitneyOfCounts } from './statistics/comparisons.ts'
export { binomialTest, holm } from './statistics/counts.ts'
export { agePercentiles, closureVelocity, gini } from './statistics/learning.ts'
export { cronbachAlpha, icc, rwg, rwgJ, scaleScore } from './statistics/scales.ts'
export {
  favourable,
  meanCi,
  newcombeDiff,
  nonresponseBounds,
  participation,
  recurrenceRate,
  wilson,
  wilsonFpc,
} from './statistics/shares.ts'
export { mannKendall, mannKendallExact, theilSen, xmr } from './statistics/trends.ts'
