import { expect, test } from 'vitest'
import { eventsOf } from '../../../../web/desk/home/week.tsx'
import { homeFor } from '../stub-course.ts'
import { sampleWorld } from '../sample.ts'

const now = Date.parse('2026-11-22T12:30:00Z')
const world = sampleWorld(now)
const views = homeFor(world.reviews, world.surveys, 'robin@example.com').reviews.map(one => ({
  ...one,
  status: 'planned' as const,
}))

test('a meeting stands in the week until it is over', () => {
  const [first] = views
  const said = (at: number) =>
    eventsOf(views, at).filter(({ review, at: when }) => review === first?.id && when === first.meetingAt)
  const begins = Date.parse(first?.meetingAt ?? '')
  expect([said(begins + 60_000).length, said(begins + 61 * 60_000).length]).toEqual([1, 0])
})

test('the week is told too where a review’s zone is one that was taken once and is none', () => {
  const told = eventsOf(views, now)
  const elsewhere = views.map(review => ({ ...review, zone: 'IST' }))
  expect(eventsOf(elsewhere, now)).toHaveLength(told.length)
})
