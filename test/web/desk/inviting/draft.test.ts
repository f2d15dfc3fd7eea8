import { expect, test } from 'vitest'
import {
  freshInviting,
  type Inviting,
  neededFor,
  pickReview,
  readInviting,
} from '../../../../web/desk/inviting/draft.ts'
import { suggestedMeeting } from '../../../../web/desk/inviting/schedule.ts'
import { sampleWorld } from '../sample.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const self = { email: 'robin@example.com', name: 'Robin' }

const draft = (change: Partial<Inviting> = {}): Inviting => {
  const fresh = freshInviting()
  return {
    ...fresh,
    incident: { ...fresh.incident, title: 'Checkout timed out', startedAt: '2026-11-20T09:00', zone: 'Europe/Berlin' },
    meetingAt: '2026-11-25T15:00',
    zone: 'Europe/Berlin',
    participants: ['a', 'b', 'c'].map(local => ({ email: `${local}@example.com`, name: local })),
    ...change,
  }
}

test('three are needed, and three beside those who will read it', () => {
  expect(neededFor(draft(), self)).toStrictEqual({ needed: 3, readers: 0 })
  const participants = [{ email: 'ROBIN+x@example.com', name: '' }, ...draft().participants]
  expect(neededFor(draft({ participants }), self)).toStrictEqual({ needed: 4, readers: 1 })
  const facilitators = [{ email: 'a@example.com', name: '' }]
  expect(neededFor(draft({ participants, facilitators }), self)).toStrictEqual({ needed: 5, readers: 2 })
  expect(readInviting(draft({ participants, facilitators }), self, new Set(), now)).toMatchObject({
    problems: { participants: 'too_few' },
  })
})

test('a whole draft becomes a plan: times in the meeting’s zone, newcomers in it, known people by address alone', () => {
  const reading = readInviting(draft(), self, new Set(['a@example.com']), now)
  expect(reading).toMatchObject({
    ok: true,
    plan: {
      meetingAt: '2026-11-25T14:00:00.000Z',
      closesAt: '2026-11-25T13:00:00.000Z',
      facilitators: [self],
      participants: [
        { email: 'a@example.com' },
        { email: 'b@example.com', name: 'b', zone: 'Europe/Berlin' },
        { email: 'c@example.com', name: 'c', zone: 'Europe/Berlin' },
      ],
    },
  })
})

test.each<[string, Partial<Inviting>, object]>([
  ['a meeting in the past', { meetingAt: '2026-11-22T12:00' }, { meetingAt: 'in_the_past' }],
  ['no time', { meetingAt: '' }, { meetingAt: 'required' }],
  ['no such zone', { zone: 'Europe/Nowhere' }, { zone: 'no_zone' }],
  ['a meeting more than a year ahead', { meetingAt: '2027-11-26T12:00' }, { meetingAt: 'too_far_ahead' }],
  ['a close in the past', { closesAt: '2026-11-22T12:59' }, { closesAt: 'closing_in_the_past' }],
  ['a close after the meeting began', { closesAt: '2026-11-25T15:01' }, { closesAt: 'meeting_before_close' }],
  ['two participants', { participants: [{ email: 'a@example.com', name: '' }] }, { participants: 'too_few' }],
])('%s is named by its field', (_title, change, problems) => {
  expect(readInviting(draft(change), self, new Set(), now)).toEqual({
    ok: false,
    problems,
    incident: expect.anything(),
  })
})

test('a close at the meeting’s very beginning is taken, and one of this evening’s meeting lies before it', () => {
  expect(readInviting(draft({ closesAt: '2026-11-25T15:00' }), self, new Set(), now).ok).toBe(true)
  const tonight = readInviting(draft({ meetingAt: '2026-11-22T14:00' }), self, new Set(), now)
  expect(tonight).toMatchObject({ ok: true, plan: { closesAt: '2026-11-22T12:30:00.000Z' } })
})

test('an incident that does not read stops the plan', () => {
  const fresh = draft()
  const reading = readInviting({ ...fresh, incident: { ...fresh.incident, title: ' ' } }, self, new Set(), now)
  expect(reading).toMatchObject({ ok: false, incident: { ok: false, problems: { title: 'required' } } })
})

test('a review that was made keeps its times and its readers, and needs no incident', () => {
  const [, , , planned] = sampleWorld(now).reviews
  if (!planned) throw new Error('the sample has a review without a survey')
  const review = { ...planned, surveyId: null, stage: 'invited' as const, reads: true }
  const picked = {
    ...draft(),
    ...pickReview({ ...review, facilitators: [self, { email: 'kim@example.com', name: 'Kim' }] }, self.email),
  }
  const reading = readInviting(picked, self, new Set(), now)
  expect(reading).toMatchObject({ ok: true, plan: { incident: null, meetingAt: review.meetingAt, zone: review.zone } })
  expect(picked.facilitators).toEqual([{ email: 'kim@example.com', name: 'Kim' }])
  expect(picked.made.reviewId).toBe(review.id)
})

test('a meeting is suggested for the morning of a working day, two days ahead at least', () => {
  expect(suggestedMeeting('2026-11-22T12:00')).toBe('2026-11-24T10:00')
  expect(suggestedMeeting('2026-11-19T23:59')).toBe('2026-11-23T10:00')
})
