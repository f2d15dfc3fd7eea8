import { expect, test } from 'vitest'
import type { Stage } from '../../../../functions/domain/course/stage.ts'
import type { HomeSurvey } from '../../../../functions/domain/course/desk.ts'
import { entriesOf, isAnyOpen, standingOf } from '../../../../web/desk/home/attention.ts'
import { homeFor } from '../stub-course.ts'
import { sampleWorld } from '../sample.ts'
import { robin } from '../site.ts'

const now = Date.parse('2026-11-22T12:30:00Z')
const world = sampleWorld(now)
const [, review] = world.reviews
const survey = world.surveys[1]
if (!review || !survey) throw new Error('the sample has a review that collects answers')

const views = homeFor(world.reviews, world.surveys, robin.email).reviews
const view = views.find(({ id }) => id === review.id)
if (!view) throw new Error('robin leads it')
const hour = 3_600_000
const closes = Date.parse(survey.closesAt)
const meets = Date.parse(review.meetingAt)

test.each<[string, HomeSurvey['status'] | null, Stage, number, string]>([
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
  expect(standingOf({ ...view, stage, survey: status && { ...survey, status } }, at)).toBe(standing)
})

test('a cancelled review stands apart whatever its survey says', () => {
  expect(standingOf({ ...view, status: 'cancelled', survey: { ...survey, status: 'open' } }, now)).toBe('cancelled')
})

test('every review stands in exactly one group; what comes next stands first, what is over stands latest first', () => {
  const groups = entriesOf(views, now)
  expect([...groups.values()].flat()).toHaveLength(world.reviews.length)
  const times = (groups.get('collecting') ?? []).map(entry => Date.parse(entry.review.meetingAt))
  expect(times).toEqual(times.toSorted((one, other) => one - other))
})

test('nothing is asked for again where all of them are over', () => {
  const [over, open] = [
    { ...view, status: 'cancelled' as const },
    { ...view, status: 'planned' as const, stage: 'agenda' as const },
  ]
  expect([isAnyOpen([over, open], now), isAnyOpen([over], now), isAnyOpen([], now)]).toEqual([true, false, false])
})
