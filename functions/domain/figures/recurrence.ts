/** How much of what happened had been seen before: the one place where that figure is made, for every page and file. */
import { isCovered, leastCoverage } from '../incident/known.ts'
import { lookBackMonths } from '../incident/recurrence.ts'
import { recurrenceRate } from '../statistics/shares.ts'

/**
 * Of `total` incidents, the failure mode of `classified` is known, and of those `recurring` recur. The share is one of
 * those classified, with its Wilson interval at 95 %: whoever records an incident without a failure mode makes it neither
 * better nor worse. Null where too few are classified, or none is.
 */
export const recurrenceOf = (counted: {
  readonly total: number
  readonly classified: number
  readonly recurring: number
}) => {
  const { total, classified, recurring } = counted
  const { rate, lo, hi } = isCovered(classified, total)
    ? recurrenceRate({ recurring, total: classified })
    : { rate: null, lo: null, hi: null }
  return { total, classified, recurring, rate, lo, hi, lookBackMonths, leastCoverage }
}
