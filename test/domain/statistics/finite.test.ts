import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeOfShare } from '../../../functions/domain/statistics/statistics.ts'
import { chooseTable } from './choose.ts'

const invited = fc.integer({ min: 1, max: 40 })
const answered = invited.chain(N =>
  fc.integer({ min: 1, max: N }).chain(n => fc.integer({ min: 0, max: n }).map(k => ({ k, n, N }))),
)

const isCalled = ({ lo, hi }: ReturnType<typeof changeOfShare>): boolean => lo !== null && (lo > 0 || hi < 0)

describe('a change of a share among those invited', () => {
  test('where everybody answered in both, each difference of more than a person is a fact, and no change is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), fc.nat(400), (N, a, b) => {
        const [later, earlier] = [a % (N + 1), b % (N + 1)].map(k => ({ k, n: N, N }))
        if (!later || !earlier) return
        expect(isCalled(changeOfShare({ later, earlier }))).toBe(later.k !== earlier.k)
      }),
    )
  })

  test('the other way round, and of the answers that are not favourable, it is the same change downwards', () => {
    const turned = ({ k, n, N }: { k: number; n: number; N: number }) => ({ k: n - k, n, N })
    fc.assert(
      fc.property(answered, answered, (later, earlier) => {
        const found = changeOfShare({ later, earlier })
        for (const other of [
          changeOfShare({ later: earlier, earlier: later }),
          changeOfShare({ later: turned(later), earlier: turned(earlier) }),
        ]) {
          expect(other.p).toBeCloseTo(found.p ?? NaN, 9)
          expect(other.lo).toBeCloseTo(-(found.hi ?? NaN), 9)
          expect(isCalled(other)).toBe(isCalled(found))
        }
      }),
    )
  })

  test('its interval leaves 0 out only where p says so too', () => {
    fc.assert(
      fc.property(answered, answered, fc.constantFrom(0.95, 0.99, 0.998), (later, earlier, level) => {
        const found = changeOfShare({ later, earlier, level })
        if (isCalled(found)) expect(found.p).toBeLessThan(1 - level)
      }),
    )
  })
})

/** The probability that a change is called, over every way in which `n` of `N` may answer in each quarter. */
const calledOf = (n: number, N: number, favourable: readonly [later: number, earlier: number]): number => {
  const chances = favourable.map(M => chooseTable(M, n, N))
  const [ofLater = [], ofEarlier = []] = chances
  let called = 0
  for (let k1 = 0; k1 <= n; k1 += 1) {
    if ((ofLater[k1] ?? 0) < 1e-6) continue
    for (let k2 = 0; k2 <= n; k2 += 1) {
      const chance = (ofLater[k1] ?? 0) * (ofEarlier[k2] ?? 0)
      if (chance < 1e-9) continue
      if (isCalled(changeOfShare({ later: { k: k1, n, N }, earlier: { k: k2, n, N } }))) called += chance
    }
  }
  return called
}

describe('by every outcome there is', () => {
  test.each([
    [6, 8],
    [9, 10],
    [14, 20],
    [36, 40],
    [30, 50],
  ])('%i of %i answer: no change is called one in at most one of twenty', (n, N) => {
    for (const share of [0, 0.05, 0.1, 0.25, 0.5, 0.7, 0.9]) {
      const M = Math.round(share * N)
      expect(calledOf(n, N, [M, M])).toBeLessThanOrEqual(0.05)
    }
  })

  test('200 of 300 answer: a rise by ten points is found in at least 85 of 100', () => {
    expect(calledOf(200, 300, [195, 165])).toBeGreaterThan(0.85)
    expect(calledOf(200, 300, [165, 165])).toBeLessThanOrEqual(0.05)
  })
})
