/**
 * Every figure computed again on random input, with other formulae and jstat's distributions, and at the extremes of
 * the input.
 */
import fc from 'fast-check'
import jstat from 'jstat'
import { describe, expect, test } from 'vitest'
import * as statistics from '../../../functions/domain/statistics/statistics.ts'
import {
  limitsOf,
  meanInterval,
  meanOf,
  medianSlope,
  newcombe,
  rankTest,
  wilson,
  wilsonOf,
} from '../../simulation/statistics.ts'

const ratings = (least: number, most = 60) =>
  fc.array(fc.integer({ min: 1, max: 5 }), { minLength: least, maxLength: most })
const near = (found: number | null, wanted: number, within = 1e-8): void => {
  expect(found).not.toBeNull()
  expect(Math.abs((found ?? Number.NaN) - wanted)).toBeLessThan(within)
}
const spreads = (values: readonly number[]) => new Set(values).size > 1
const varianceOf = (values: readonly number[]): number => {
  const squares = values.reduce((sum, value) => sum + value * value, 0)
  return (squares - values.length * meanOf(values) ** 2) / (values.length - 1)
}

describe('computed another way', () => {
  test('mean with its interval, including the finite population', () => {
    fc.assert(
      fc.property(ratings(2), fc.nat(80), (values, silent) => {
        const N = values.length + silent
        const found = statistics.meanCi({ values, N })
        near(found.mean, meanOf(values))
        const [lo, hi] = meanInterval(values, N)
        near(found.lo, lo, 1e-6)
        near(found.hi, hi, 1e-6)
      }),
    )
  })

  test('shares, their differences, and what nonrespondents could change', () => {
    fc.assert(
      fc.property(ratings(1), ratings(1), fc.integer({ min: 1, max: 80 }), (values, others, silent) => {
        const [n, N] = [values.length, values.length + silent]
        const favourable = values.filter(value => value >= 4).length
        const [lo, hi] = wilsonOf(favourable, n, N)
        const found = statistics.wilsonFpc({ k: favourable, n, N })
        near(found.lo, lo, 1e-7)
        near(found.hi, hi, 1e-7)
        const [plainLo, plainHi] = wilson(favourable / n, n)
        expect(statistics.favourable({ values, threshold: 4 })).toMatchObject({ k: favourable, n })
        near(statistics.wilson({ k: favourable, n }).lo, plainLo, 1e-7)
        near(statistics.wilson({ k: favourable, n }).hi, plainHi, 1e-7)
        const k2 = others.filter(value => value >= 4).length
        const difference = statistics.newcombeDiff({ k1: favourable, n1: n, k2, n2: others.length })
        const [from, to] = newcombe([favourable, n], [k2, others.length])
        near(difference.lo, from, 1e-7)
        near(difference.hi, to, 1e-7)
        // Whatever the nonrespondents might have answered lies within the bounds.
        const bounds = statistics.nonresponseBounds({ values, N, threshold: 4, min: 1, max: 5 })
        for (const step of [1, 2, 3, 4, 5]) {
          const whole = [...values, ...Array.from({ length: silent }, () => step)]
          expect(meanOf(whole)).toBeGreaterThanOrEqual((bounds.meanLo ?? 9) - 1e-9)
          expect(meanOf(whole)).toBeLessThanOrEqual((bounds.meanHi ?? 0) + 1e-9)
        }
      }),
    )
  })

  test('two quarters: every pair compared', () => {
    fc.assert(
      fc.property(ratings(1, 40), ratings(1, 40), (a, b) => {
        fc.pre(a.length + b.length > 5 && new Set([...a, ...b]).size < a.length + b.length)
        const found = statistics.mannWhitney({ a, b })
        const { higher, p } = rankTest(a, b)
        near(found.probSuperiority, higher)
        near(found.p, p, 1e-6)
        near(found.cliffsDelta, 2 * higher - 1)
        const counts = (values: readonly number[]) => [1, 2, 3, 4, 5].map(step => values.filter(v => v === step).length)
        expect(statistics.mannWhitneyOfCounts({ a: counts(a), b: counts(b) })).toEqual({
          U: found.U,
          p: expect.closeTo(found.p ?? -1, 10),
          probSuperiority: expect.closeTo(higher, 10),
          cliffsDelta: expect.closeTo(2 * higher - 1, 10),
        })
        const turned = statistics.mannWhitney({ a: b, b: a })
        near(turned.p, found.p ?? Number.NaN)
        near(turned.probSuperiority, 1 - higher)
      }),
    )
  })

  test('a few values without ties: every order counted by brute force', () => {
    const distinct = fc.uniqueArray(fc.nat(99), { minLength: 2, maxLength: 7 })
    fc.assert(
      fc.property(distinct, fc.nat(), (values, draw) => {
        const size = 1 + (draw % (values.length - 1))
        const [a, b] = [values.slice(0, size), values.slice(size)]
        const U = (chosen: readonly number[]) => {
          const rest = values.filter(value => !chosen.includes(value))
          return chosen.reduce((sum, one) => sum + rest.filter(other => one > other).length, 0)
        }
        const choices = Array.from({ length: 2 ** values.length }, (_, bits) =>
          values.filter((__, at) => (bits >> at) & 1),
        ).filter(chosen => chosen.length === size)
        const off = (chosen: readonly number[]) => Math.abs(U(chosen) - (a.length * b.length) / 2)
        const p = choices.filter(chosen => off(chosen) >= off(a)).length / choices.length
        near(statistics.mannWhitney({ a, b }).p, p)
      }),
      { numRuns: 60 },
    )
  })

  test('slopes, trends and limits', () => {
    const series = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 7 })
    fc.assert(
      fc.property(series, y => {
        near(statistics.theilSen({ y }).slope, medianSlope(y.map((value, x) => [x, value] as const)))
        const { centre, lo, hi } = limitsOf(y)
        const found = statistics.xmr({ values: y })
        near(found.centre, centre)
        near(found.lnpl, lo)
        near(found.unpl, hi)
        let S = 0
        for (const [j, later] of y.entries()) for (const earlier of y.slice(0, j)) S += Math.sign(later - earlier)
        const kendall = statistics.mannKendall({ y })
        expect(kendall.S).toBe(S)
        if ((kendall.varS ?? 0) > 0) {
          const z = (S - Math.sign(S)) / Math.sqrt(kendall.varS ?? 1)
          near(kendall.p, Math.min(1, 2 * (1 - jstat.normal.cdf(Math.abs(z), 0, 1))), 1e-6)
        }
      }),
    )
  })

  test('the exact trend of every order of up to six values', () => {
    const orders = (values: readonly number[]): number[][] =>
      values.length === 0
        ? [[]]
        : values.flatMap((value, at) => orders(values.toSpliced(at, 1)).map(rest => [value, ...rest]))
    for (const n of [2, 3, 4, 5, 6]) {
      const all = orders(Array.from({ length: n }, (_, index) => index))
      const S = all.map(y => statistics.mannKendall({ y }).S ?? 0)
      for (const [index, y] of all.entries()) {
        const extreme = S.filter(other => Math.abs(other) >= Math.abs(S[index] ?? 0)).length / all.length
        near(statistics.mannKendallExact({ y }).pTwoSided, Math.min(1, extreme))
      }
      // Four ascending values can never be significant, which is why a trend needs five.
      const least = Math.min(...all.map(y => statistics.mannKendallExact({ y }).pTwoSided ?? 0))
      expect(least < 0.05).toBe(n >= 5)
    }
  })

  test('agreement, consistency and classes', () => {
    const rows = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 }), { minLength: 3 })
    fc.assert(
      fc.property(rows, given => {
        const totals = given.map(row => row.reduce((a, b) => a + b, 0))
        const items = [0, 1, 2, 3].map(at => given.map(row => row[at] ?? 0))
        const { alpha } = statistics.cronbachAlpha({ rows: given })
        if (!spreads(totals)) expect(alpha).toBeNull()
        else {
          // k/(k-1) (1 - parts / total), as k c / (v + (k - 1) c): mean covariance c, mean variance v.
          const v = meanOf(items.map(varianceOf))
          const c = (varianceOf(totals) - 4 * v) / 12
          near(alpha, (4 * c) / (v + 3 * c), 1e-6)
        }
        const agreement = statistics.rwg({ values: totals.map(total => total / 4), options: 5 })
        near(agreement.raw, 1 - varianceOf(totals.map(total => total / 4)) / 2, 1e-7)
        const turned = statistics.scaleScore({ rows: given, reverse: [1], min: 1, max: 5, minAnswered: 3 })
        near(turned.mean, meanOf(given.map(([a = 0, b = 0, c = 0, d = 0]) => (a + 6 - b + c + d) / 4)))
      }),
    )
  })

  test('inequality of turns: half the mean difference of all pairs, relative to the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 12 }), values => {
        fc.pre(values.some(value => value > 0))
        let apart = 0
        for (const one of values) for (const other of values) apart += Math.abs(one - other)
        near(statistics.gini({ values }).gini, apart / (2 * values.length ** 2 * meanOf(values)))
      }),
    )
  })
})

describe('undefined results are null, and defined results are numbers', () => {
  const five = (value: number) => Array.from({ length: 5 }, () => value)

  test.each([
    ['nobody', [], 0],
    ['nobody of ten', [], 10],
    ['one of ten', [4], 10],
    ['one of one', [4], 1],
    ['two of two', [2, 5], 2],
    ['all the same', five(3), 9],
    ['everybody at the top', five(5), 5],
  ] as const)('%s', (_, values, N) => {
    const n = values.length
    const k = values.filter(value => value >= 4).length
    const mean = statistics.meanCi({ values, N })
    expect(mean.mean).toBe(n === 0 ? null : meanOf(values))
    expect(mean.lo === null).toBe(n < 2)
    const share = statistics.wilsonFpc({ k, n, N })
    expect(share.p).toBe(n === 0 ? null : k / n)
    expect(share.lo === null).toBe(n === 0)
    if (n > 0 && n === N) expect([share.lo, share.hi]).toEqual([share.p, share.p])
    if (n > 1 && n === N) expect([mean.lo, mean.hi]).toEqual([mean.mean, mean.mean])
    expect(statistics.nonresponseBounds({ values, N, threshold: 4, min: 1, max: 5 }).favLo === null).toBe(N === 0)
    for (const other of [[], [3], five(3)]) {
      const compared = statistics.mannWhitney({ a: values, b: other })
      expect(compared.p === null).toBe(n === 0 || other.length === 0)
      if (compared.p !== null) expect(compared.p).toBeGreaterThan(0)
      const { p } = statistics.brunnerMunzel({ a: values, b: other })
      if (n < 2 || other.length < 2) expect(p).toBeNull()
    }
    for (const found of [
      statistics.theilSen({ y: values }),
      statistics.mannKendall({ y: values }),
      statistics.mannKendallExact({ y: values }),
      statistics.xmr({ values }),
      statistics.rwg({ values, options: 5 }),
      statistics.gini({ values }),
      statistics.icc({ groups: [values, []] }),
      statistics.icc({ groups: [values, values] }),
      statistics.cronbachAlpha({ rows: values.map(value => [value, value]) }),
      statistics.newcombeDiff({ k1: k, n1: n, k2: 0, n2: 0 }),
      statistics.participation({ uniqueSpeakers: k, attendees: n }),
      statistics.closureVelocity({ opened: 0, closed: n }),
      statistics.agePercentiles({ ages: values, percentiles: [50, 90], over: 3 }),
      mean,
      share,
    ]) {
      const numbers = Object.values(found).filter(value => typeof value === 'number')
      expect(numbers.every(Number.isFinite)).toBe(true)
    }
  })
})

const permutations = (values: readonly number[]): number[][] =>
  values.length < 2
    ? [[...values]]
    : values.flatMap((value, at) => permutations(values.toSpliced(at, 1)).map(rest => [value, ...rest]))

test('the exact test of a trend is a count of all orders, with ties as without', () => {
  const s = (y: readonly number[]): number =>
    y.reduce(
      (total, later, at) => total + y.slice(0, at).reduce((sum, before) => sum + Math.sign(later - before), 0),
      0,
    )
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 7 }), y => {
      const all = permutations(y).map(s)
      const up = all.filter(each => each >= s(y)).length / all.length
      const down = all.filter(each => each <= s(y)).length / all.length
      const found = statistics.mannKendallExact({ y })
      expect(found.pOneSidedUp).toBeCloseTo(up, 12)
      expect(found.pTwoSided).toBeCloseTo(Math.min(1, 2 * Math.min(up, down)), 12)
    }),
    { numRuns: 60 },
  )
})

test('every interval is the same from answers and from their summary', () => {
  const values = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 40 })
  fc.assert(
    fc.property(values, fc.nat(30), (given, more) => {
      const [n, N] = [given.length, given.length + more]
      const { mean, sd, ...interval } = statistics.meanCi({ values: given, N })
      expect(statistics.meanCiOfSummary({ n, mean, sd, N })).toEqual({ mean, sd, ...interval })
      const [k, total] = [given.filter(value => value >= 4).length, given.reduce((a, b) => a + b, 0)]
      expect(statistics.nonresponseBoundsOfSummary({ k, n, total, N, min: 1, max: 5 })).toEqual(
        statistics.nonresponseBounds({ values: given, N, threshold: 4, min: 1, max: 5 }),
      )
      const { p, lo, hi } = statistics.favourable({ values: given, threshold: 4, N })
      expect(statistics.wilsonFpc({ k, n, N })).toMatchObject({ p, lo, hi })
    }),
  )
})
