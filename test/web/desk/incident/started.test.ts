import { expect, test } from 'vitest'
import { momentOf, startedIn } from '../../../../web/desk/incident/started.tsx'
import { sinceStart } from '../../../../web/desk/incident/story.tsx'
import { stepsOf } from '../../../../web/desk/incident/strip.tsx'

/** Midnight and half past four in the afternoon in Berlin. */
const day = { startedAt: '2026-03-09T23:00:00.000Z', zone: 'Europe/Berlin', unknown: ['timeOfDay' as const] }
const hour = { ...day, unknown: null }
const resolvedAt = '2026-03-10T15:30:00.000Z'

test('of an incident whose hour nobody has said the day alone is shown, where it happened', () => {
  expect(startedIn(day, 'UTC')).toBe('10 Mar 2026')
  expect(startedIn(hour, 'UTC')).toContain('23:00')
})

test('no span is counted from a start that is known by its day alone', () => {
  expect(sinceStart(day, resolvedAt)).toBe('Not recorded')
  expect(sinceStart(hour, resolvedAt)).toBe('16 hours 30 minutes')
  const minutes = (incident: typeof day | typeof hour) =>
    stepsOf({ ...incident, detectedAt: null, mitigatedAt: null, resolvedAt }).map(step => step.minutes)
  expect(minutes(day)).toEqual([0, 0])
  expect(minutes(hour)).toEqual([990, 0])
})

test('beside a day a time at midnight is a day too, and one with an hour keeps it', () => {
  expect(momentOf(day, day.startedAt)).toBe('10 Mar 2026')
  expect(momentOf(day, resolvedAt)).toContain('16:30')
  expect(momentOf(hour, hour.startedAt)).toContain('00:00')
})
