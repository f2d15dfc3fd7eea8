import { describe, expect, test } from 'vitest'
import { pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import { quarterPageOf } from '../../../functions/domain/trends/quarter-page.ts'
import type { PulseRelease } from '../../../functions/domain/suppression/release.ts'
import { publishPulse } from '../../../functions/domain/suppression/publish.ts'
import { type PulseBallot, tallyBallots } from '../../../functions/domain/suppression/tally.ts'

/** A quarter in which `answers` of `invited` people rated the review-safety item. */
const release = (quarter: string, answers: readonly number[], invited = 60): PulseRelease => {
  const ballots = answers.map((answer): PulseBallot => ({ cohort: 'all', answers: { 'review-safety': answer } }))
  const counts = { invited, issued: answers.length, cast: answers.length, counted: answers.length }
  const cohorts = [{ id: 'all', label: 'all', invited }]
  const tally = tallyBallots(pulse2, ballots)
  return publishPulse(counts, { quarter, instrument: pulse2, groupMinimum: 5, open: false, cohorts, tally }, [])
}
const people = (high: number, low: number): number[] => [
  ...Array.from({ length: high }, () => 5),
  ...Array.from({ length: low }, () => 2),
]

describe('the page of a quarter', () => {
  test('says safety and participation in the sentences of the trend, and asks for an answer', () => {
    const page = quarterPageOf([release('2026-Q3', people(30, 10))], '2026-Q3', 'en')
    expect(page?.safety).toMatch(/40 of 60 answered; 75 % feel comfortable/)
    expect(page?.participation).toMatch(/40 of 60/)
    expect(page?.asked).toEqual(['answer-back', 'no-hunt', 'review'])
  })

  test('names years as the organisation does', () => {
    const quarters = [release('2026-Q4', people(30, 10)), release('2027-Q1', people(10, 30))]
    const page = quarterPageOf(quarters, '2027-Q1', 'en', { zone: 'UTC', yearStartsIn: 2 })
    expect(page?.safety).toContain('fall since Q4 FY2026')
    expect(page?.participation).toContain('in Q4 FY2026')
  })

  test('asks why if it fell, and for time if fewer than half answered', () => {
    const quarters = [release('2026-Q3', people(35, 5)), release('2026-Q4', people(10, 18))]
    expect(quarterPageOf(quarters, '2026-Q4', 'en')?.asked).toEqual([
      'answer-back',
      'ask-why',
      'give-time',
      'no-hunt',
      'review',
    ])
    expect(quarterPageOf(quarters, '2026-Q3', 'en')?.asked).not.toContain('ask-why')
  })

  test('of a quarter with too few answers tells no figure, and asks for nothing that needs one', () => {
    const page = quarterPageOf([release('2026-Q3', people(2, 1))], '2026-Q3', 'en')
    expect(page?.asked).toEqual(['make-room', 'no-hunt'])
    expect(page?.safety).not.toMatch(/%/)
  })

  test('is none for a quarter that published nothing', () => {
    expect(quarterPageOf([release('2026-Q3', people(30, 10))], '2026-Q2', 'en')).toBeNull()
    expect(quarterPageOf([], '2026-Q2', 'en')).toBeNull()
  })
})
