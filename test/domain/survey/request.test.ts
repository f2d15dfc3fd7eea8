import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plus } from '../../../functions/domain/time/instants.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'
import { reviewSchema } from '../../../functions/domain/review/review.ts'
import { surveySchema } from '../../../functions/domain/survey/survey.ts'
import { surveyIdSchema } from '../../../functions/domain/ids.ts'
import { preMeetingSurveyInputSchema } from '../../../functions/domain/survey/survey.ts'
import {
  planPreMeeting,
  planPulse,
  requireAddresses,
  requireLaterClose,
  scheduledSurvey,
} from '../../../functions/domain/survey/request.ts'

const noon = '2026-11-24T12:00:00.000Z'
const review = reviewSchema.parse({
  id: `rev_${'a'.repeat(16)}`,
  incidentId: `inc_${'a'.repeat(16)}`,
  title: 'Checkout outage',
  startedAt: noon,
  meetingAt: plus(noon, 172_800_000),
  zone: 'UTC',
  durationMinutes: 60,
  facilitators: [{ email: 'fay@example.com', name: 'Fay' }],
  status: 'planned',
  version: 3,
})
const input = preMeetingSurveyInputSchema.parse({
  kind: 'pre-meeting',
  reviewId: review.id,
  participants: ['a@example.com', 'b@example.com', 'c@example.com'],
})

const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('planning a pre-meeting survey', () => {
  test('keeps the day of an incident whose hour nobody knew', () => {
    const { startedOn, ...dated } = { ...review, startedOn: '2026-11-24' }
    const surveyId = surveyIdSchema.parse(`srv_${'a'.repeat(16)}`)
    const rowOf = (of: typeof review) =>
      surveySchema.parse(scheduledSurvey(surveyId, planPreMeeting(input, of, noon), 3))
    expect(rowOf({ ...dated, startedOn }).startedOn).toBe('2026-11-24')
    expect(rowOf(review)).not.toHaveProperty('startedOn')
  })

  test('without its own times fits before any future meeting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10_000_000_000 }), milliseconds => {
        const meetingAt = plus(noon, milliseconds)
        const { opensAt, closesAt } = planPreMeeting(input, { ...review, meetingAt }, noon)
        expect(opensAt).toBe(noon)
        expect(Date.parse(closesAt)).toBeGreaterThan(Date.parse(opensAt))
        expect(Date.parse(closesAt)).toBeLessThan(Date.parse(meetingAt))
      }),
    )
  })

  test('is either refused by name or fits between now and the meeting', () => {
    const instant = fc.option(
      fc.integer({ min: -1_000, max: 4_000 }).map(minutes => plus(noon, minutes * 60_000)),
      { nil: undefined },
    )
    fc.assert(
      fc.property(instant, instant, (opensAt, closesAt) => {
        let plan: ReturnType<typeof planPreMeeting>
        try {
          plan = planPreMeeting({ ...input, opensAt, closesAt }, review, noon)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
          return
        }
        const times = [noon, plan.opensAt, plan.closesAt, review.meetingAt].map(at => Date.parse(at))
        expect(times).toStrictEqual(times.toSorted((a, b) => a - b))
        expect(plan.opensAt).not.toBe(plan.closesAt)
      }),
    )
  })

  test('an opening in the past is now', () => {
    expect(planPreMeeting({ ...input, opensAt: plus(noon, -1) }, review, noon).opensAt).toBe(noon)
  })

  test('makes a row in the shape of the bulletin’s, without names', () => {
    const id = surveyIdSchema.parse(`srv_${'a'.repeat(16)}`)
    const survey = scheduledSurvey(id, planPreMeeting(input, review, noon), 3)
    expect(surveySchema.strict().parse(survey)).toStrictEqual(survey)
    expect(JSON.stringify(survey)).not.toContain('@')
  })
})

test.each([
  [{ participants: ['', 'a@example.com'] }, 'address_missing'],
  [{ participants: [{}] }, 'address_missing'],
  [{ participants: [{ email: null }] }, 'address_missing'],
  [{ participants: [{ email: ' ' }] }, 'address_missing'],
  [{ participants: ['a@example.com', { email: 'b' }] }, null],
  [{}, null],
  [null, null],
])('of %j missing addresses are told: %s', (body, code) => {
  expect(codeOf(() => requireAddresses(body))).toBe(code)
})

test.each([
  [60, 'closing_only_later'],
  [120, null],
  [180, null],
  [181, 'meeting_before_close'],
])('closing %i minutes on, of 120 and a meeting at 180: %s', (minutes, code) => {
  const survey = { opensAt: noon, closesAt: plus(noon, 120 * 60_000), meetingAt: plus(noon, 180 * 60_000) }
  expect(codeOf(() => requireLaterClose(survey, plus(noon, minutes * 60_000), noon))).toBe(code)
})

test.each([
  ['a year after the opening', 366, null],
  ['and a day', 367, 'closing_too_far_ahead'],
])('a close stays where keys made at the opening still end: %s', (_name, days, code) => {
  const survey = { opensAt: noon, closesAt: plus(noon, 300 * 86_400_000), meetingAt: null }
  const later = plus(noon, 200 * 86_400_000)
  expect(codeOf(() => requireLaterClose(survey, plus(noon, days * 86_400_000), later))).toBe(code)
})

describe('a pulse opened by hand', () => {
  const opening = (now: string, zone: string, quarter = '2026-Q1') =>
    codeOf(() => planPulse({ kind: 'pulse', quarter, closesAt: plus(now, 864_000_000) }, zone, now))

  test('a quarter begins at its first midnight in the organisation’s zone', () => {
    expect(opening('2025-12-31T20:00:00.000Z', 'Asia/Tokyo')).toBe(null)
    expect(opening('2025-12-31T14:59:59.000Z', 'Asia/Tokyo')).toBe('quarter_not_begun')
    expect(opening('2026-01-01T03:00:00.000Z', 'America/New_York')).toBe('quarter_not_begun')
    expect(opening('2026-01-01T05:00:00.000Z', 'America/New_York')).toBe(null)
  })

  test('belongs to the quarter that runs, or to the next one and opens in it', () => {
    const now = '2026-01-01T05:00:00.000Z'
    for (const quarter of ['2021-Q1', '2025-Q4', '2026-Q3', '2027-Q1'])
      expect([quarter, opening(now, 'UTC', quarter)]).toEqual([quarter, 'quarter_out_of_reach'])
    const next = (opensAt: string) =>
      codeOf(() =>
        planPulse({ kind: 'pulse', quarter: '2026-Q2', opensAt, closesAt: '2026-09-01T00:00:00.000Z' }, 'UTC', now),
      )
    expect(next('2026-03-31T23:59:59.000Z')).toBe('quarter_not_begun')
    expect(next('2026-04-01T00:00:00.000Z')).toBe(null)
    expect(next('2026-07-01T00:00:00.000Z')).toBe('outside_its_quarter')
  })
})
