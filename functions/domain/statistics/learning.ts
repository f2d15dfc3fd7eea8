/** Figures about whether anything is being learned: velocity, ages, how turns were shared. */
import { ascending, quantile, sum } from './moments.ts'

/** With fewer opened, one action more or less would make another velocity: it is told in counts. */
export const fewestOpened = 5

/** Actions completed for each one opened in the quarter; null, never Infinity, if none was opened. */
export const closureVelocity = ({ opened, closed }: { opened: number; closed: number }) => ({
  velocity: opened > 0 ? closed / opened : null,
  net: closed - opened,
})

/** Ages in days: percentiles by R's type 7, and how many are strictly greater than `over`. */
export const agePercentiles = (input: { ages: readonly number[]; percentiles: readonly number[]; over: number }) => {
  const { ages, percentiles, over } = input
  const overCount = ages.filter(age => age > over).length
  return {
    percentiles: Object.fromEntries(percentiles.map(percent => [String(percent), quantile(ages, percent / 100)])),
    overCount,
    overShare: ages.length > 0 ? overCount / ages.length : null,
    max: ages.length > 0 ? Math.max(...ages) : null,
  }
}

/**
 * Gini coefficient of turns, with people who did not speak as 0 (Gini 1912, by order statistics as in R's ineq), and
 * corrected by n/(n - 1). Null without any turns.
 */
export const gini = ({ values }: { values: readonly number[] }) => {
  const n = values.length
  const total = sum(values)
  if (n === 0 || total === 0) return { gini: null, giniCorrected: null }
  const weighted = sum(ascending(values).map((value, index) => (2 * (index + 1) - n - 1) * value))
  const coefficient = weighted / (n * total)
  return { gini: coefficient, giniCorrected: n > 1 ? (coefficient * n) / (n - 1) : null }
}
