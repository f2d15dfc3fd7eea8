/** The sums that everything else is made from. Values are numbers; nothing is rounded. */

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Null if there are no values. */
export const mean = (values: readonly number[]): number | null =>
  values.length > 0 ? sum(values) / values.length : null

/** With n - 1 in the denominator; null for fewer than two values. */
export const variance = (values: readonly number[]): number | null => {
  const centre = mean(values)
  if (centre === null || values.length < 2) return null
  return sum(values.map(value => (value - centre) ** 2)) / (values.length - 1)
}

export const deviation = (values: readonly number[]): number | null => {
  const square = variance(values)
  return square === null ? null : Math.sqrt(square)
}

export const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b)

/** Linear interpolation between order statistics: R's type 7, numpy's default. `share` is between 0 and 1. */
export const quantile = (values: readonly number[], share: number): number | null => {
  const sorted = ascending(values)
  if (sorted.length === 0) return null
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}

export const median = (values: readonly number[]): number | null => quantile(values, 0.5)

/** For each value that occurs more than once, how often it does. */
export const ties = (values: readonly number[]): number[] => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.values()].filter(count => count > 1)
}

/** Mid-ranks from 1, in the order of the values. */
export const ranks = (values: readonly number[]): number[] => {
  const sorted = ascending(values)
  const firstOf = new Map<number, number>()
  const countOf = new Map<number, number>()
  for (const [index, value] of sorted.entries()) {
    if (!firstOf.has(value)) firstOf.set(value, index + 1)
    countOf.set(value, (countOf.get(value) ?? 0) + 1)
  }
  return values.map(value => (firstOf.get(value) ?? 0) + ((countOf.get(value) ?? 1) - 1) / 2)
}
