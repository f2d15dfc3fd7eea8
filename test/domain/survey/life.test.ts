import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hourMilliseconds, minuteMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { defaultClosesAt, followReview, isLive } from '../../../functions/domain/survey/life.ts'

const noon = '2026-11-24T12:00:00.000Z'
const minutes = (count: number): string => plus(noon, count * minuteMilliseconds)
const instants = fc.integer({ min: -100_000, max: 100_000 }).map(minutes)

describe('the default close', () => {
  test('leaves the facilitator an hour with the agenda', () => {
    expect(defaultClosesAt(noon, minutes(48 * 60))).toBe(minutes(47 * 60))
    expect(defaultClosesAt(noon, minutes(120))).toBe(minutes(60))
  })

  test('halves the window if the hour would leave less than an hour to answer', () => {
    expect(defaultClosesAt(noon, minutes(119))).toBe(minutes(59.5))
    expect(defaultClosesAt(noon, minutes(40))).toBe(minutes(20))
  })

  test('is after the opening and before the meeting whenever the meeting is after the opening', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10_000_000_000 }), milliseconds => {
        const meetingAt = plus(noon, milliseconds)
        const closesAt = Date.parse(defaultClosesAt(noon, meetingAt))
        expect(closesAt).toBeGreaterThan(Date.parse(noon))
        expect(closesAt).toBeLessThan(Date.parse(meetingAt))
      }),
    )
  })
})

describe('following a review', () => {
  const survey = { opensAt: noon, meetingAt: minutes(1_000), closesAt: minutes(940) }
  const review = { meetingAt: minutes(1_000), zone: 'Europe/Berlin', version: 2, status: 'planned' } as const

  test('a meeting that moves later takes the close with it, to an hour before the meeting', () => {
    const followed = followReview(survey, { ...review, meetingAt: minutes(3_000) })
    expect(followed).toStrictEqual({
      meetingAt: minutes(3_000),
      zone: 'Europe/Berlin',
      closesAt: minutes(2_940),
      reviewVersion: 2,
      cancelled: false,
    })
  })

  test('a meeting that moves earlier leaves the close where participants were told it is', () => {
    expect(followReview(survey, { ...review, meetingAt: minutes(500) }).closesAt).toBe(survey.closesAt)
    const early = { opensAt: noon, meetingAt: minutes(10_000), closesAt: minutes(100) }
    expect(followReview(early, { ...review, meetingAt: minutes(9_000) }).closesAt).toBe(early.closesAt)
  })

  test('a change of length alone moves nothing', () => {
    const early = { opensAt: noon, meetingAt: minutes(1_000), closesAt: minutes(100) }
    expect(followReview(early, { ...review, version: 3 })).toMatchObject({ closesAt: minutes(100), reviewVersion: 3 })
  })

  test('a cancelled review cancels', () => {
    expect(followReview(survey, { ...review, status: 'cancelled' }).cancelled).toBe(true)
  })

  test('the close never comes earlier, and never after the meeting unless it already was', () => {
    fc.assert(
      fc.property(instants, instants, instants, (meetingAt, closesAt, movedTo) => {
        const followed = followReview({ opensAt: noon, meetingAt, closesAt }, { ...review, meetingAt: movedTo })
        expect(Date.parse(followed.closesAt)).toBeGreaterThanOrEqual(Date.parse(closesAt))
        if (followed.closesAt !== closesAt) {
          expect(Date.parse(followed.closesAt)).toBe(Date.parse(movedTo) - hourMilliseconds)
        }
      }),
    )
  })

  test('following twice has the result of following once', () => {
    fc.assert(
      fc.property(instants, instants, instants, (meetingAt, closesAt, movedTo) => {
        const moved = { ...review, meetingAt: movedTo }
        const once = followReview({ opensAt: noon, meetingAt, closesAt }, moved)
        expect(followReview({ ...once, opensAt: noon }, moved)).toStrictEqual(once)
      }),
    )
  })
})

test('a survey is live until it is closed or cancelled', () => {
  const statuses = ['scheduled', 'opening', 'open', 'closed', 'harvested', 'cancelled'] as const
  expect(statuses.filter(isLive)).toStrictEqual(['scheduled', 'opening', 'open'])
})
