import { expect, test } from 'vitest'
import type { SurveyView } from '../../../../functions/domain/survey/survey.ts'
import { entriesOf, standingOf, surveyOf } from '../../../../web/desk/home/attention.ts'
import { sampleWorld } from '../sample.ts'

const now = Date.parse('2026-11-22T12:30:00Z')
const world = sampleWorld(now)
const review = world.reviews[1]
const survey = world.surveys[1]
if (!review || !survey) throw new Error('the sample has a review that collects answers')

const hour = 3_600_000
const closes = Date.parse(survey.closesAt)
const meets = Date.parse(review.meetingAt)

test.each<[string, SurveyView['status'] | null, number, string]>([
  ['open before its close', 'open', closes - 1, 'collecting'],
  ['queued', 'scheduled', closes - 1, 'collecting'],
  ['open by its status but past its close', 'open', closes, 'sorting'],
  ['closed and not opened yet', 'closed', closes + 60_000, 'sorting'],
  ['harvested', 'harvested', meets - 1, 'agenda-ready'],
  ['in its meeting', 'harvested', meets + hour - 1, 'agenda-ready'],
  ['after its meeting', 'harvested', meets + hour, 'past'],
  ['without a survey', null, now, 'not-asked'],
  ['without a survey, after its meeting', null, meets + hour, 'past'],
  ['with a survey that was cancelled alone', 'cancelled', now, 'not-asked'],
])('a review that is %s stands where it belongs', (_title, status, at, standing) => {
  expect(standingOf(review, status && { ...survey, status }, at)).toBe(standing)
})

test('a cancelled review stands apart whatever its survey says', () => {
  expect(standingOf({ ...review, status: 'cancelled' }, { ...survey, status: 'open' }, now)).toBe('cancelled')
})

test('every review stands in exactly one group; what comes next stands first, what is over stands latest first', () => {
  const groups = entriesOf(world.reviews, world.surveys, now)
  expect([...groups.values()].flat()).toHaveLength(world.reviews.length)
  const times = (groups.get('collecting') ?? []).map(entry => Date.parse(entry.review.meetingAt))
  expect(times).toEqual(times.toSorted((one, other) => one - other))
})

test('a survey that was cancelled does not stand in front of the one that replaced it', () => {
  const cancelled = { ...survey, status: 'cancelled' as const, opensAt: '2026-11-22T11:00:00Z' }
  expect(surveyOf([cancelled, survey], review.id)?.status).toBe('open')
  expect(surveyOf([cancelled], review.id)?.status).toBe('cancelled')
  expect(surveyOf([survey], 'rev_none')).toBeNull()
})
