import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publishStatements } from '../../../functions/domain/suppression/publish.ts'
import {
  draftTicks,
  inspectTicks,
  ruleP2,
  ruleP2For,
  type TickRule,
} from '../../../functions/domain/suppression/ticks.ts'
import { type Factor, factorSchema, type Synthesis } from '../../../functions/domain/synthesis/schema.ts'

const empty = { themes: [], raisedOnce: [], observations: [], conditions: [], proposals: [] } as unknown as Synthesis

const released = (writers: number, ticks: Factor[][], given: number[] = [], minimum = 3) =>
  publishStatements({ invited: writers, issued: writers, cast: writers, counted: writers }, minimum, {
    writers,
    synthesize: () => empty,
    ratings: given,
    ticks,
  })

const some = (ticked: number, factor: Factor = 'monitoring'): Factor[][] =>
  Array.from({ length: ticked }, () => [factor])

describe('P2', () => {
  test('lists a factor, without a count, from three who ticked it and two who did not', () => {
    for (let writers = 3; writers <= 12; writers += 1)
      for (let ticked = 0; ticked <= writers; ticked += 1) {
        const others = Array.from({ length: writers - ticked }, (): Factor[] => [])
        const list = released(writers, [...some(ticked), ...others]).factorTicks
        const listed = ticked >= 3 && writers - ticked >= 2
        expect([writers, ticked, list]).toEqual([
          writers,
          ticked,
          listed ? [{ factor: 'monitoring', count: null }] : [],
        ])
      }
  })

  test('of nine people’s ticks what enough of them ticked is listed', () => {
    const ticks: Factor[][] = [...some(6), ...some(3, 'testing')]
    expect(released(9, ticks).factorTicks).toEqual([
      { factor: 'monitoring', count: null },
      { factor: 'testing', count: null },
    ])
  })

  test('counts by R1, R4 and R5 alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.nat(30), (n, ticked) => {
        const ticks = Array.from({ length: n }, (_, index): Factor[] => (index < ticked ? ['monitoring'] : ['testing']))
        for (const { count } of released(30, ticks).factorTicks) {
          if (count === null) continue
          expect(Math.min(count, n - count)).toBeGreaterThanOrEqual(5)
          expect(n).toBeGreaterThanOrEqual(10)
        }
      }),
    )
  })

  test('the order of those listed is the questionnaire’s, however often they were ticked and whoever came first', () => {
    const both: Factor[] = ['testing', 'capacity']
    const ticks: Factor[][] = [...some(2, 'testing'), both, both, both, ...some(3, 'automation')]
    const order = ['automation', 'capacity', 'testing']
    expect(released(9, ticks).factorTicks.map(({ factor }) => factor)).toEqual(order)
    expect(released(9, ticks.toReversed()).factorTicks.map(({ factor }) => factor)).toEqual(order)
  })
})

/** How many ballots are of each kind: all that a release sees, since nothing tells two of a kind apart. */
const multisets = function* (kinds: number, size: number): Generator<number[]> {
  if (kinds === 1) {
    yield [size]
    return
  }
  for (let first = 0; first <= size; first += 1)
    for (const rest of multisets(kinds - 1, size - first)) yield [first, ...rest]
}

const has = (kind: number, bit: number): boolean => Math.floor(kind / 2 ** bit) % 2 === 1

/** None, and one of each band. */
const ratings = [0, 1, 3, 5] as const

/**
 * A kind is a bit for each attacked factor, one for "something else", and a rating (0: none). What else is ticked is
 * spread over the other factors, at most two to each, so that it is never listed.
 */
const ballotsOf = (counts: readonly number[], factors: number) => {
  let elsewhere = 0
  return counts.flatMap((count, kind) =>
    Array.from({ length: count }, () => {
      const ticks: Factor[] = factorSchema.options.slice(0, factors).filter((_, bit) => has(kind, bit))
      const others = factorSchema.options.slice(factors)
      const other = others[elsewhere % others.length]
      if (has(kind, factors) && other) {
        ticks.push(other)
        elsewhere += 1
      }
      return { ticks, rating: ratings[Math.floor(kind / 2 ** (factors + 1))] ?? 0 }
    }),
  )
}

interface Attacked {
  /** By what is published and one's own ballot: whether each other may have ticked, and may not have, by factor. */
  readonly mayHave: boolean[]
  readonly mayNotHave: boolean[]
  readonly ratings: Set<number>
}

/**
 * Everybody who wrote looks at what is published, knows their own ballot, and goes through all ballots that could have
 * been cast. Since nothing tells ballots apart, whatever one of the others may have cast each of them may have.
 */
const attack = (writers: number, factors: number, ratingKinds: number, publish: (counts: number[]) => unknown) => {
  const kinds = 2 ** (factors + 1) * ratingKinds
  const seen = new Map<string, Attacked>()
  for (const counts of multisets(kinds, writers)) {
    const told = JSON.stringify(publish(counts))
    for (const [own, count] of counts.entries()) {
      if (count === 0) continue
      const key = `${own} ${told}`
      const known = seen.get(key) ?? {
        mayHave: Array.from({ length: factors }, () => false),
        mayNotHave: Array.from({ length: factors }, () => false),
        ratings: new Set<number>(),
      }
      seen.set(key, known)
      for (const [kind, number] of counts.entries()) {
        if (number - (kind === own ? 1 : 0) === 0) continue
        known.ratings.add(Math.floor(kind / 2 ** (factors + 1)))
        for (let bit = 0; bit < factors; bit += 1) (has(kind, bit) ? known.mayHave : known.mayNotHave)[bit] = true
      }
    }
  }
  return seen
}

const isolated = (seen: ReadonlyMap<string, Attacked>): number =>
  [...seen.values()].filter(({ mayHave, mayNotHave }) => mayHave.some((yes, bit) => !yes || !mayNotHave[bit])).length

const publishedOf = (writers: number, factors: number, withRatings: boolean) => (counts: number[]) => {
  const ballots = ballotsOf(counts, factors)
  const given = withRatings ? ballots.map(({ rating }) => rating).filter(rating => rating > 0) : []
  const ticks = ballots.map(one => one.ticks).filter(list => list.length > 0)
  const { factorTicks, rating } = released(writers, ticks, given)
  return { writers, factorTicks, rating }
}

describe('nobody’s ticks follow from what is published, and their own', () => {
  test.each([
    ...[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map(writers => [writers, 1] as const),
    ...[3, 4, 5, 6, 7, 8, 9, 10].map(writers => [writers, 2] as const),
    ...[3, 4, 5].map(writers => [writers, 3] as const),
  ])('%i writers and %i factors: every ballot that could be cast', (writers, factors) => {
    expect(isolated(attack(writers, factors, 1, publishedOf(writers, factors, false)))).toBe(0)
  })

  test.each([3, 4, 5])('%i writers, with the rating beside it', writers => {
    const withList = attack(writers, 1, ratings.length, publishedOf(writers, 1, true))
    expect(isolated(withList)).toBe(0)
    // The list tells nothing of a rating that the rating itself does not tell.
    const without = attack(writers, 1, ratings.length, counts => ({
      rating: publishedOf(writers, 1, true)(counts).rating,
    }))
    for (const [key, { ratings: told }] of withList) {
      const space = key.indexOf(' ')
      const { rating } = JSON.parse(key.slice(space))
      const plain = without.get(`${key.slice(0, space)} ${JSON.stringify({ rating })}`)
      expect(told).toEqual(plain?.ratings)
    }
  })

  /** The rule without one of its halves, or with a threshold lower. */
  const weaker: readonly (readonly [string, TickRule])[] = [
    [
      'listed from one who ticked it',
      (ticked, { writers }) => (ticked >= 1 && writers - ticked >= 2 ? 'listed' : 'nothing'),
    ],
    ['listed where all ticked it', ticked => (ticked >= 3 ? 'listed' : 'nothing')],
    [
      'listed where all but one ticked it',
      (ticked, { writers }) => (ticked >= 3 && writers - ticked >= 1 ? 'listed' : 'nothing'),
    ],
    ['counted whatever it is', ticked => ticked],
  ]

  test.each(weaker)('the auditor refuses what a weaker rule drafts: %s', (_, rule) => {
    const found = [3, 4, 5, 6].flatMap(writers =>
      [...multisets(4, writers)].flatMap(counts => {
        const ticks = ballotsOf(counts, 1).map(one => one.ticks)
        return inspectTicks(draftTicks(ticks, writers, rule), ticks, writers, 3, rule)
      }),
    )
    expect(found.map(({ kind }) => kind)).toContain('rule')
    expect(found.map(({ kind }) => kind)).toContain('isolated')
  })

  test.each(weaker)('and the attack sees why: %s', (_, rule) => {
    const publish = (writers: number) => (counts: number[]) =>
      draftTicks(
        ballotsOf(counts, 1).map(one => one.ticks),
        writers,
        rule,
      )
    expect([3, 4, 5, 6].map(writers => isolated(attack(writers, 1, 1, publish(writers)))).some(Boolean)).toBe(true)
  })

  test('the auditor finds nothing in what P2 drafts', () => {
    for (const writers of [3, 4, 5, 6, 10, 11])
      for (const counts of multisets(writers < 10 ? 8 : 4, writers)) {
        const ticks = ballotsOf(counts, writers < 10 ? 2 : 1).map(one => one.ticks)
        expect(inspectTicks(draftTicks(ticks, writers, ruleP2), ticks, writers)).toEqual([])
      }
  })
})

/** Each way in which some of the ballots can be those of `size` people. */
const partsOf = function* (counts: readonly number[], size: number): Generator<number[]> {
  const [most = 0, ...rest] = counts
  if (counts.length === 0) {
    if (size === 0) yield []
    return
  }
  for (let first = 0; first <= Math.min(most, size); first += 1)
    for (const others of partsOf(rest, size - first)) yield [first, ...others]
}

/** As `attack`, for one factor, by `together` people who read the agenda, wrote, and compare notes. */
const isolatedTogether = (writers: number, together: number, publish: (counts: number[]) => unknown): number => {
  const seen = new Map<string, { have: boolean; haveNot: boolean; others: number }>()
  for (const counts of multisets(4, writers)) {
    const told = JSON.stringify(publish(counts))
    for (const own of partsOf(counts, together)) {
      const known = seen.get(`${own.join()} ${told}`) ?? { have: false, haveNot: false, others: writers - together }
      seen.set(`${own.join()} ${told}`, known)
      for (const [kind, number] of counts.entries()) {
        if (number - (own[kind] ?? 0) === 0) continue
        if (has(kind, 0)) known.have = true
        else known.haveNot = true
      }
    }
  }
  return [...seen.values()].filter(({ have, haveNot, others }) => others > 0 && !(have && haveNot)).length
}

const listBy = (writers: number, rule: TickRule) => (counts: number[]) =>
  draftTicks(
    ballotsOf(counts, 1).map(one => one.ticks),
    writers,
    rule,
  )

describe('those who read the agenda and were invited themselves compare notes', () => {
  const cases = [1, 2, 3, 4, 5].flatMap(readers =>
    [0, 1, 2, 3, 4, 5, 6].map(more => [readers, 3 + readers + more] as const),
  )

  test.each(cases)('%i readers of %i writers tell of nobody, however many of them wrote', (readers, writers) => {
    const minimum = 3 + readers
    const publish = (counts: number[]) => {
      const ticks = ballotsOf(counts, 1).map(one => one.ticks)
      return released(
        writers,
        ticks.filter(list => list.length > 0),
        [],
        minimum,
      ).factorTicks
    }
    for (let together = 1; together <= readers; together += 1)
      expect([together, isolatedTogether(writers, together, publish)]).toEqual([together, 0])
  })

  test('with the minimum of a survey that none of them was invited to they do', () => {
    expect(isolatedTogether(5, 2, listBy(5, ruleP2))).toBeGreaterThan(0)
    expect(isolatedTogether(5, 2, listBy(5, ruleP2For(5)))).toBe(0)
  })

  test('and the auditor sees it, where the rule did not', () => {
    const found = (minimum: number) =>
      [...multisets(4, 5)].flatMap(counts => {
        const ticks = ballotsOf(counts, 1).map(one => one.ticks)
        return inspectTicks(draftTicks(ticks, 5, ruleP2), ticks, 5, minimum, ruleP2)
      })
    expect(found(3)).toEqual([])
    expect(found(5).map(({ kind }) => kind)).toContain('isolated')
  })

  test('a count leaves five others on either side, whatever the readers ticked', () => {
    const ticks = (ticked: number, not: number) => [...some(ticked), ...some(not, 'testing')]
    expect(released(20, ticks(6, 7), [], 5).factorTicks[0]?.count).toBeNull()
    expect(released(20, ticks(7, 7), [], 5).factorTicks[0]?.count).toBe(7)
  })
})
