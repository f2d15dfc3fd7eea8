import { expect, test } from 'vitest'
import type { Stage } from '../../../../functions/domain/course/stage.ts'
import type { SurveyView } from '../../../../functions/domain/survey/survey.ts'
import { entriesOf, standingOf, surveyOf } from '../../../../web/desk/home/attention.ts'
import { viewOf } from '../stub-course.ts'
import { sampleWorld } from '../sample.ts'
import { robin } from '../site.ts'

const now = Date.parse('2026-11-22T12:30:00Z')
const world = sampleWorld(now)
const [, review] = world.reviews
const survey = world.surveys[1]
if (!review || !survey) throw new Error('the sample has a review that collects answers')

const views = world.reviews.map(one => viewOf(one, world.surveys, robin.email))
const view = viewOf(review, world.surveys, robin.email)
const hour = 3_600_000
const closes = Date.parse(survey.closesAt)
const meets = Date.parse(review.meetingAt)

test.each<[string, SurveyView['status'] | null, Stage, number, string]>([
  ['queued', 'scheduled', 'invited', closes - 1, 'invited'],
  ['open before its close', 'open', 'collecting', closes - 1, 'collecting'],
  ['open by its status but past its close', 'open', 'collecting', closes, 'sorting'],
  ['closed and not opened yet', 'closed', 'collecting', closes + 60_000, 'sorting'],
  ['harvested', 'harvested', 'agenda', meets - 1, 'agenda'],
  ['in its meeting', 'harvested', 'meeting', meets + hour - 1, 'meeting'],
  ['after its meeting', 'harvested', 'record', meets + hour, 'record'],
  ['without a record half a year later', 'harvested', 'record', meets + 181 * 24 * hour, 'followed-up'],
  ['followed up', 'harvested', 'followed-up', meets + 2 * hour, 'followed-up'],
  ['without a survey', null, 'invited', now, 'not-asked'],
  ['without a survey, after its meeting', null, 'record', meets + hour, 'record'],
  ['with a survey that was cancelled alone', 'cancelled', 'invited', now, 'not-asked'],
])('a review that is %s stands where it belongs', (_title, status, stage, at, standing) => {
  expect(standingOf({ ...view, stage }, status && { ...survey, status }, at)).toBe(standing)
})

test('a cancelled review stands apart whatever its survey says', () => {
  expect(standingOf({ ...view, status: 'cancelled' }, { ...survey, status: 'open' }, now)).toBe('cancelled')
})

test('every review stands in exactly one group; what comes next stands first, what is over stands latest first', () => {
  const groups = entriesOf(views, world.surveys, now)
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
