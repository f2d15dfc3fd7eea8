/** Scales of several items: scores, consistency, agreement. A row holds one person's answers; null is no answer. */
import { deviation, mean, sum, variance } from './moments.ts'

type Row = readonly (number | null)[]

const complete = (rows: readonly Row[]): number[][] =>
  rows.flatMap(row => {
    const answered = row.filter(value => value !== null)
    return answered.length === row.length ? [answered] : []
  })

const columns = (rows: readonly (readonly number[])[]): number[][] =>
  (rows[0] ?? []).map((_, index) => rows.map(row => row[index] ?? 0))

/**
 * Cronbach's alpha of complete rows (Cronbach 1951, Psychometrika 16:297-334); items must be reverse-scored beforehand.
 */
export const cronbachAlpha = ({ rows }: { rows: readonly Row[] }) => {
  const whole = complete(rows)
  const items = columns(whole)
  const total = variance(whole.map(sum))
  if (items.length < 2 || total === null || total === 0) return { alpha: null }
  const parts = sum(items.map(item => variance(item) ?? 0))
  return { alpha: (items.length / (items.length - 1)) * (1 - parts / total) }
}

/**
 * Each person's mean over the items they answered, with the items at the indexes in `reverse` reversed, null for fewer
 * than `minAnswered`; then the group's mean over persons (Edmondson 1999, ASQ 44:350-383, takes the mean of items).
 */
export const scaleScore = (input: {
  rows: readonly Row[]
  reverse: readonly number[]
  min: number
  max: number
  minAnswered: number
}) => {
  const { rows, reverse, min, max, minAnswered } = input
  const perPerson = rows.map(row => {
    const scored = row.flatMap((value, index) => {
      if (value === null) return []
      return [reverse.includes(index) ? min + max - value : value]
    })
    return scored.length >= minAnswered ? mean(scored) : null
  })
  const scores = perPerson.filter(score => score !== null)
  return { perPerson, n: scores.length, mean: mean(scores), sd: deviation(scores) }
}

/** Variance of answers drawn evenly from A options: (A² - 1)/12. */
const evenVariance = (options: number): number => (options ** 2 - 1) / 12

/** Agreement on one item (James, Demaree and Wolf 1984, JAP 69:85-98); negative values are set to 0. */
export const rwg = ({ values, options }: { values: readonly number[]; options: number }) => {
  const spread = variance(values)
  if (spread === null) return { variance: null, raw: null, rwg: null }
  const nullVariance = evenVariance(options)
  const raw = 1 - spread / nullVariance
  return { variance: spread, nullVariance, raw, rwg: Math.max(0, raw) }
}

/** Agreement over J items of complete rows; 0 if answers disagree more than by chance. */
export const rwgJ = ({ rows, options }: { rows: readonly Row[]; options: number }) => {
  const items = columns(complete(rows))
  const variances = items.flatMap(item => variance(item) ?? [])
  const meanItemVariance = mean(variances)
  if (meanItemVariance === null) return { meanItemVariance: null, rwgj: null }
  const ratio = meanItemVariance / evenVariance(options)
  const agreed = items.length * (1 - ratio)
  return { meanItemVariance, rwgj: ratio > 1 ? 0 : agreed / (agreed + ratio) }
}

/** One-way random effects (Shrout and Fleiss 1979, Psych Bull 86:420-428): ICC(1) and ICC(2) of groups of values. */
export const icc = ({ groups }: { groups: readonly (readonly number[])[] }) => {
  const filled = groups.filter(group => group.length > 0)
  const all = filled.flat()
  const grand = mean(all)
  const meanSize = filled.length > 0 ? all.length / filled.length : null
  if (grand === null || meanSize === null || filled.length < 2 || all.length <= filled.length) {
    return { msb: null, msw: null, meanSize, icc1: null, icc2: null }
  }
  const msb = sum(filled.map(group => group.length * ((mean(group) ?? 0) - grand) ** 2)) / (filled.length - 1)
  const within = sum(filled.map(group => (variance(group) ?? 0) * (group.length - 1)))
  const msw = within / (all.length - filled.length)
  const total = msb + (meanSize - 1) * msw
  return {
    msb,
    msw,
    meanSize,
    icc1: total === 0 ? null : (msb - msw) / total,
    icc2: msb === 0 ? null : (msb - msw) / msb,
  }
}
