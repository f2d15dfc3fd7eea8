import { describe, expect, test } from 'vitest'
import { surveyId } from '../../functions/domain/ids.ts'
import { chainProblems } from '../../infra/verify/trace.ts'
import { beginningOf, type Head, lineAfter } from '../../functions/domain/trace/chain.ts'
import { type Line, type NewLine, restOfIt } from '../../functions/domain/trace/trace.ts'

const survey = surveyId(new Uint8Array(16).fill(1))
const at = '2026-11-24T12:00:00.000Z'

const intended = (id: string, by = 'fay@example.com'): NewLine => ({
  at,
  id,
  act: 'people-withdrawn',
  by,
  roles: ['facilitator'],
  about: {},
})
const settled = (id: string, settles: number): NewLine => ({ at, id, settles, outcome: 'done', counts: { invited: 7 } })

const chained = (lines: readonly NewLine[], from: Head = beginningOf(survey)): Line[] => {
  let head = from
  return lines.map(line => {
    const next = lineAfter(head, line)
    head = next
    return next
  })
}

const whole = () => chained([intended('a'), settled('b', 1), intended('c', 'odd@example.com'), settled('d', 3)])

/** The line at this place, changed. */
const changedAt = (place: number, change: object): Line[] =>
  whole().map((line, index) => (index === place ? { ...line, ...change } : line))

describe('a chain', () => {
  test('of lines as they were written has nothing wrong with it, and every head that it had', () => {
    expect(chainProblems(survey, whole())).toStrictEqual([])
    for (const { hash } of [beginningOf(survey), ...whole()]) {
      expect(chainProblems(survey, whole(), hash)).toStrictEqual([])
    }
  })

  test.each([
    ['another doer', { by: 'odd@example.com' }],
    ['another time', { at: '2026-11-24T12:00:01.000Z' }],
    ['another act', { act: 'people-invited' }],
    ['another role', { roles: ['keeper'] }],
    ['another subject', { about: { quarter: '2026-Q4' } }],
  ])('shows %s in a line', (_, change) => {
    expect(chainProblems(survey, changedAt(0, change))).toStrictEqual([
      'line 1 of its trace is not the one that was written there',
    ])
  })

  test.each([
    ['another outcome', { outcome: 'refused' }],
    ['another count', { counts: { invited: 8 } }],
    ['that something else was settled', { settles: 2 }],
  ])('shows %s', (_, change) => {
    expect(chainProblems(survey, changedAt(1, change))).toContain(
      'line 2 of its trace is not the one that was written there',
    )
  })

  test('shows a line that is gone from its middle, and one that stands elsewhere', () => {
    const [first, second, third, fourth] = whole()
    if (!first || !second || !third || !fourth) throw new Error('four lines')
    expect(chainProblems(survey, [first, second, fourth]).length).toBeGreaterThan(0)
    expect(chainProblems(survey, [first, third, second, fourth]).length).toBeGreaterThan(0)
    expect(chainProblems(survey, [second, third, fourth]).length).toBeGreaterThan(0)
  })

  test('that was written anew as a whole, or ends earlier, has no longer the head that was told', () => {
    const told = whole().at(-1)?.hash ?? ''
    const anew = chained([intended('a'), settled('b', 1)])
    expect(chainProblems(survey, anew)).toStrictEqual([])
    expect(chainProblems(survey, anew, told)).toStrictEqual([`its trace has no line with the head ${told}`])
    expect(chainProblems(survey, [], told)).toStrictEqual([`its trace has no line with the head ${told}`])
  })

  test('of one survey is none of another', () => {
    expect(chainProblems(restOfIt, whole())).toContain('line 1 of its trace is not the one that was written there')
  })

  test('shows what is settled twice, or was never intended', () => {
    expect(chainProblems(survey, chained([intended('a'), settled('b', 1), settled('c', 1)]))).toStrictEqual([
      'something in its trace is settled twice',
    ])
    expect(chainProblems(survey, chained([intended('a'), settled('b', 2)])).length).toBe(1)
  })
})
