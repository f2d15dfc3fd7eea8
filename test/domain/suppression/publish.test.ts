import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Counts,
  countsAddUp,
  publishReceipts,
  publishStatements,
} from '../../../functions/domain/suppression/publish.ts'
import type { Factor, Synthesis } from '../../../functions/domain/synthesis/schema.ts'

const synthesis: Synthesis = {
  themes: [],
  raisedOnce: ['obs_1'],
  furtherThemesOnly: 0,
  observations: [],
  care: { texts: [], count: 0 },
  nonAnswers: 0,
  disagreements: [],
  conditions: [],
  vendorObservationIds: [],
  proposals: [],
  strengths: [],
}
const counts = (counted: number, changes: Partial<Counts> = {}): Counts => ({
  invited: 100,
  issued: counted,
  cast: counted,
  counted,
  ...changes,
})
const release = (counted: number, ratings: number[] = [], ticks: Factor[][] = []) =>
  publishStatements(counts(counted), 3, { writers: counted, synthesize: () => synthesis, ratings, ticks })

describe('P1', () => {
  test.each([0, 1, 2])('of %i counted ballots nothing is created', counted => {
    const made: string[] = []
    const synthesize = () => {
      made.push('made')
      return synthesis
    }
    const ratings = [1, 5]
    const released = publishStatements(counts(counted), 3, {
      writers: counted,
      synthesize,
      ratings,
      ticks: [['monitoring']],
    })
    expect(released).toEqual({
      synthesis: null,
      withheld: { reason: 'too_few_ballots', count: counted },
      rating: null,
      factorTicks: [],
    })
    expect(made).toEqual([])
  })

  test.each([0, 1, 2])('of many counted ballots of which %i say something in words nothing is created', writers => {
    const synthesize = (): never => {
      throw new Error('made')
    }
    const released = publishStatements(counts(9), 3, { writers, synthesize, ratings: [1, 5], ticks: [] })
    expect(released).toEqual({
      synthesis: null,
      withheld: { reason: 'too_few_writers', count: 9 },
      rating: null,
      factorTicks: [],
    })
  })

  test('of three counted ballots the statements are filed', () => {
    expect(release(3)).toMatchObject({ synthesis, withheld: null })
  })
})

describe('counts', () => {
  test('are consistent only if counted <= issued <= invited, and counted <= cast', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)), ([invited, issued, cast, counted]) => {
        const honest = counted <= issued && issued <= invited && counted <= cast
        expect(countsAddUp({ invited, issued, cast, counted })).toBe(honest)
      }),
    )
  })

  test('that are inconsistent publish nothing, whatever was said', () => {
    const forged = counts(9, { issued: 8 })
    const released = publishStatements(forged, 3, {
      writers: 5,
      synthesize: () => synthesis,
      ratings: [1, 2, 3, 4, 5],
      ticks: [],
    })
    expect(released).toMatchObject({ synthesis: null, rating: null, withheld: { reason: 'counts_do_not_add_up' } })
  })
})

describe('figures of a pre-meeting survey', () => {
  test.each([
    [[1, 2, 4, 5], null],
    [[4, 4, 5, 5, 4], null],
    [[1, 2, 4, 5, 3], { n: 5, mean: 3 }],
  ])('the rating of %j is %j', (ratings, expected) => {
    expect(release(12, ratings).rating).toEqual(expected)
  })
})

describe('receipts', () => {
  test('are sorted, whatever order they were counted in', () => {
    const cast = ['c', 'a', 'b'].map(serial => ({ serial, digest: `of ${serial}`, content: 'words' }))
    expect(publishReceipts(counts(3), cast, (_, sorted) => String(sorted.length))).toEqual({
      ...counts(3),
      serials: ['a', 'b', 'c'],
      digests: ['of a', 'of b', 'of c'],
      root: '3',
    })
  })
})
