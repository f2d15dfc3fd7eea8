/** A survey that is put off for ever keeps its keys for ever: moves and later closes, in any order, at any pace. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { reviewIdSchema } from '../../functions/domain/ids.ts'
import { Refusal } from '../../functions/domain/refusal.ts'
import * as life from '../../functions/domain/survey/life.ts'
import { planPreMeeting, requireLaterClose } from '../../functions/domain/survey/request.ts'
import { promisedUntil } from '../../functions/domain/survey/open.ts'
import { dayMilliseconds, farthestMilliseconds, isTooFarAhead, plus } from '../../functions/domain/time/instants.ts'
import { preMeetingSurveyInputSchema } from '../../functions/domain/survey/survey.ts'
import { reviewSchema } from '../../functions/domain/review/review.ts'
import { noon } from '../caller.ts'
import { switchedOff } from './switched-off.ts'

const days = (count: number): number => count * dayMilliseconds

interface Times {
  readonly opensAt: string
  readonly closesAt: string
  readonly meetingAt: string
}
type Follow = typeof life.followReview

const moved = { zone: 'UTC', version: 2, status: 'planned' } as const

/** As PATCH /api/reviews, and then the clock, take it: a meeting of the past or of the far future is refused. */
const move = (times: Times, meetingAt: string, now: string, follow: Follow): Times => {
  if (Date.parse(meetingAt) <= Date.parse(now) || isTooFarAhead(meetingAt, now)) return times
  const { closesAt } = follow(times, { ...moved, meetingAt })
  return { ...times, meetingAt, closesAt }
}

const closeLater = (times: Times, closesAt: string, now: string): Times => {
  try {
    requireLaterClose(times, closesAt, now)
    return { ...times, closesAt }
  } catch (error) {
    if (error instanceof Refusal) return times
    throw error
  }
}

const planned = (meetingIn: number, opensIn: number, closesIn: number | null): Times | null => {
  const review = reviewSchema.parse({
    id: reviewIdSchema.parse(`rev_${'a'.repeat(16)}`),
    incidentId: `inc_${'a'.repeat(16)}`,
    title: 'Checkout outage',
    startedAt: noon,
    meetingAt: plus(noon, meetingIn),
    zone: 'UTC',
    durationMinutes: 60,
    facilitators: [{ email: 'fay@example.com', name: 'Fay' }],
    status: 'planned',
    version: 1,
  })
  const input = preMeetingSurveyInputSchema.parse({
    kind: 'pre-meeting',
    reviewId: review.id,
    participants: ['a@example.com', 'b@example.com', 'c@example.com'],
    opensAt: plus(noon, opensIn),
    ...(closesIn === null ? {} : { closesAt: plus(noon, closesIn) }),
  })
  try {
    const { opensAt, closesAt, meetingAt } = planPreMeeting(input, review, noon)
    return { opensAt, closesAt, meetingAt: meetingAt ?? '' }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Every month, while the survey is still open, the meeting moves by another ten months. */
const putOff = (follow: Follow, months: number): Times => {
  let times: Times = { opensAt: noon, closesAt: plus(noon, days(6)), meetingAt: plus(noon, days(7)) }
  for (let month = 0; month < months; month += 1) {
    const now = plus(noon, days(5 + 30 * month))
    if (Date.parse(now) < Date.parse(times.closesAt)) times = move(times, plus(now, days(300)), now, follow)
  }
  return times
}

test('a meeting that moves on each month took the close along for ever while nothing bounded it', async () => {
  const { followReview } = await switchedOff<{ followReview: Follow }>('functions/domain/survey/life.ts', {
    file: 'functions/domain/survey/life.ts',
    text: 'Math.min(before, Date.parse(latestClose(survey.opensAt)))',
    instead: 'before',
  })
  const { opensAt, closesAt } = putOff(followReview, 240)
  expect(Date.parse(closesAt) - Date.parse(opensAt)).toBeGreaterThan(days(365 * 20))
})

test('a meeting that moves on each month leaves the close behind, a year after the opening', () => {
  expect(putOff(life.followReview, 240).closesAt).toBe(life.latestClose(noon))
})

const span = fc.integer({ min: -days(30), max: days(800) })

test('whatever is moved, and however often: keys made at the opening end within a year and the promised days', () => {
  fc.assert(
    fc.property(
      fc.record({
        meetingIn: fc.integer({ min: days(1), max: days(370) }),
        opensIn: fc.integer({ min: -days(1), max: days(200) }),
        closesIn: fc.option(span),
      }),
      fc.array(
        fc.record({
          what: fc.constantFrom<'move' | 'later'>('move', 'later'),
          by: fc.oneof(span, fc.integer({ min: days(360), max: days(366) })),
          wait: fc.integer({ min: 0, max: days(200) }),
        }),
        { maxLength: 30 },
      ),
      ({ meetingIn, opensIn, closesIn }, steps) => {
        let times = planned(meetingIn, opensIn, closesIn)
        if (times === null) return
        let now = noon
        for (const { what, by, wait } of steps) {
          now = plus(now, wait)
          if (Date.parse(now) >= Date.parse(times.closesAt)) break
          const to = plus(now, by)
          times = what === 'move' ? move(times, to, now, life.followReview) : closeLater(times, to, now)
          const ends = promisedUntil({ closesAt: times.closesAt, promisedDays: 7 })
          expect(Date.parse(ends ?? '') - Date.parse(times.opensAt)).toBeLessThanOrEqual(farthestMilliseconds + days(7))
        }
        expect(Date.parse(times.closesAt)).toBeLessThanOrEqual(Date.parse(life.latestClose(times.opensAt)))
      },
    ),
  )
})
