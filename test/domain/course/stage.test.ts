import { expect, test } from 'vitest'
import { type Happened, type Stage, stageOf, stages, stageTimes } from '../../../functions/domain/course/stage.ts'

const opensAt = '2026-11-20T08:00:00.000Z'
const closesAt = '2026-11-24T09:00:00.000Z'
const meetingAt = '2026-11-24T10:00:00.000Z'
const review = { status: 'planned', meetingAt, durationMinutes: 60 } as const
const before = '2026-11-23T10:00:00.000Z'
const survey = { opensAt, closesAt, status: 'open', filed: null } as const
const filed = { ...survey, status: 'harvested', filed: { at: '2026-11-24T09:04:00.000Z' } } as const
const nothing: Happened = { review, survey: null, meeting: null, mailedAt: null }

test.each<[string, Partial<Happened>, string, Stage]>([
  ['nobody was asked', {}, before, 'invited'],
  ['the invitations wait', { survey: { ...survey, status: 'scheduled' } }, before, 'invited'],
  ['answers come', { survey }, before, 'collecting'],
  ['the answers are closed and not opened', { survey: { ...survey, status: 'closed' } }, before, 'collecting'],
  ['the agenda was filed', { survey: filed }, before, 'agenda'],
  ['its time has come', { survey: filed }, meetingAt, 'meeting'],
  ['its time has come though nobody was asked', {}, meetingAt, 'meeting'],
  ['people were counted early', { survey: filed, meeting: { attendees: 3, endedAt: null } }, before, 'meeting'],
  ['its time is over and nobody ended it', { survey: filed }, '2026-11-24T11:00:00.000Z', 'record'],
  ['it was ended early', { survey: filed, meeting: { attendees: 3, endedAt: before } }, before, 'record'],
  ['the record was mailed', { survey: filed, mailedAt: before }, before, 'followed-up'],
])('%s', (_title, happened, now, stage) => {
  expect(stageOf({ ...nothing, ...happened }, now)).toBe(stage)
})

test('a cancelled review stays where it stopped, however much later one looks', () => {
  const later = '2027-05-01T00:00:00.000Z'
  const cancelled = { ...review, status: 'cancelled' } as const
  expect(stageOf({ ...nothing, review: cancelled, survey: filed }, later)).toBe('agenda')
  expect(stageOf({ ...nothing, review: cancelled }, later)).toBe('invited')
})

test('stages never go back as time goes on and things happen', () => {
  const course: [Happened, string][] = [
    [nothing, opensAt],
    [{ ...nothing, survey }, before],
    [{ ...nothing, survey: filed }, '2026-11-24T09:30:00.000Z'],
    [{ ...nothing, survey: filed }, meetingAt],
    [
      { ...nothing, survey: filed, meeting: { attendees: 4, endedAt: '2026-11-24T10:50:00.000Z' } },
      '2026-11-24T10:55:00.000Z',
    ],
    [{ ...nothing, survey: filed, mailedAt: '2026-11-24T12:00:00.000Z' }, '2026-11-24T12:00:00.000Z'],
  ]
  expect(course.map(([happened, now]) => stageOf(happened, now))).toEqual(stages)
})

test('times are those that happened, else those that are planned, and null where nobody knows', () => {
  expect(stageTimes({ ...nothing, survey: filed })).toEqual({
    invited: opensAt,
    collecting: closesAt,
    agenda: '2026-11-24T09:04:00.000Z',
    meeting: meetingAt,
    record: '2026-11-24T11:00:00.000Z',
    'followed-up': null,
  })
  expect(stageTimes({ ...nothing, survey }).agenda).toBe('2026-11-24T09:15:00.000Z')
  expect(stageTimes(nothing).invited).toBeNull()
})
