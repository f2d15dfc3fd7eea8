import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import {
  emptyTally,
  mergeTallies,
  type PulseBallot,
  scoreUnits,
  tallyBallots,
  tallySchema,
} from '../../../functions/domain/suppression/tally.ts'

const comment = fc.record({
  text: fc.constantFrom('', '  ', 'Too many alarms.', 'Nobody asks.'),
  choice: fc.constantFrom('verbatim', 'themes-only', 'signed'),
})
const ballotArbitrary: fc.Arbitrary<PulseBallot> = fc.record({
  cohort: fc.constantFrom('c0', 'c1', 'c2'),
  answers: fc
    .tuple(
      fc.dictionary(fc.constantFrom(...pulse2.items.map(({ id }) => id)), fc.integer({ min: -1, max: 7 })),
      fc.option(comment, { nil: undefined }),
    )
    .map(([ratings, given]) => (given ? { ...ratings, comment: given } : ratings)),
})
const ballots = fc.array(ballotArbitrary, { maxLength: 12 })
const tally = (given: readonly PulseBallot[]) => tallyBallots(pulse2, given)

describe('tallies', () => {
  test('add up in any grouping, in full or in parts, and survive serialisation', () => {
    fc.assert(
      fc.property(ballots, ballots, ballots, (a, b, c) => {
        const whole = tally([...a, ...b, ...c])
        expect(mergeTallies(mergeTallies(tally(a), tally(b)), tally(c))).toEqual(whole)
        expect(mergeTallies(tally(a), mergeTallies(tally(b), tally(c)))).toEqual(whole)
        expect(mergeTallies(emptyTally(pulse2), whole)).toEqual(whole)
        expect(mergeTallies(whole, emptyTally(pulse2))).toEqual(whole)
        expect(tallySchema.parse(JSON.parse(JSON.stringify(whole)))).toEqual(whole)
      }),
    )
  })

  test('of two instruments do not add up', () => {
    expect(() => mergeTallies(emptyTally(pulse2), { ...emptyTally(pulse2), instrument: 'pulse-1' })).toThrow(RangeError)
  })

  test('are the same whatever the order of ballots, except for the order of comments', () => {
    fc.assert(
      fc.property(ballots, given => {
        const [one, other] = [tally(given), tally(given.toReversed())]
        expect(other.cohorts).toEqual(one.cohorts)
        expect(other.comments.comment?.texts.toSorted()).toEqual(one.comments.comment?.texts.toSorted())
      }),
    )
  })
})

describe('a ballot', () => {
  test('counts in its cohort, each answer at its step, and at none if off the scale', () => {
    const { cohorts } = tally([
      { cohort: 'c0', answers: { 'review-safety': 5, mistakes: 1 } },
      { cohort: 'c0', answers: { 'review-safety': 6, mistakes: 2.5, problems: 0 } },
      { cohort: 'c1', answers: {} },
    ])
    expect(cohorts.c0).toMatchObject({
      ballots: 2,
      items: { 'review-safety': [0, 0, 0, 0, 1], mistakes: [1, 0, 0, 0, 0] },
    })
    expect(cohorts.c0?.items.problems).toEqual([0, 0, 0, 0, 0])
    expect(cohorts.c1).toMatchObject({ ballots: 1, scores: { safety: {} } })
  })

  test('has a score if five of the seven are answered, with 1, 3 and 5 reversed', () => {
    const five = { mistakes: 1, problems: 5, different: 2, risk: 4, help: 3 }
    expect(scoreUnits({ items: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], minAnswered: 5 })).toBe(210)
    // (5 + 5 + 4 + 4 + 3) / 5 = 4.2
    expect(tally([{ cohort: 'c0', answers: five }]).cohorts.c0?.scores.safety).toEqual({ '882': 1 })
    const { help: _, ...four } = five
    expect(tally([{ cohort: 'c0', answers: four }]).cohorts.c0?.scores.safety).toEqual({})
  })

  test('yields its comment separately, and no comment at all if it is for themes only', () => {
    const said = (text: string, choice: 'verbatim' | 'themes-only' | 'signed') => ({
      cohort: 'c0',
      answers: { comment: { text, choice } },
    })
    const counted = tally([
      said('one', 'verbatim'),
      said('two', 'themes-only'),
      said(' three ', 'signed'),
      said(' ', 'verbatim'),
    ])
    expect(counted.comments).toEqual({ comment: { texts: ['one', 'three'], unquoted: 1 } })
    expect(JSON.stringify(counted)).not.toContain('two')
    expect(JSON.stringify(counted.cohorts)).not.toContain('one')
  })
})
