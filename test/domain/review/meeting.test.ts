import { describe, expect, test } from 'vitest'
import { incidentId, reviewId } from '../../../functions/domain/ids.ts'
import {
  meetingAfter,
  meetingInputSchema,
  noMeeting,
  participationOf,
} from '../../../functions/domain/review/meeting.ts'
import type { Review } from '../../../functions/domain/review/review.ts'

const now = '2026-11-24T12:00:00.000Z'
const review: Review = {
  id: reviewId(new Uint8Array(16)),
  incidentId: incidentId(new Uint8Array(16)),
  title: 'Checkout outage',
  startedAt: now,
  meetingAt: now,
  zone: 'UTC',
  durationMinutes: 60,
  facilitators: [{ email: 'fay@example.com', name: 'Fay' }],
  successors: [],
  history: [],
  status: 'planned',
  version: 1,
}
const counts = { attendees: 4, speakers: 2, turns: [0, 1, 3] }
const input = (more: object = {}) => meetingInputSchema.parse({ ...counts, ...more })

describe('input', () => {
  test.each([
    ['more speakers than were there', { speakers: 5 }],
    ['turns of more than were there', { turns: [1, 1, 1, 1, 1] }],
    ['turns that are not those of the speakers', { turns: [1, 1, 1] }],
    ['half a person', { attendees: 4.5 }],
    ['fewer than nobody', { attendees: -1 }],
    ['a note of a book’s length', { notes: { opening: 'x'.repeat(5001) } }],
    ['a library of notes', { notes: Object.fromEntries(Array.from({ length: 13 }, (_, i) => [i, 'x'.repeat(5000)])) }],
  ])('%s is refused', (_what, more) => {
    expect(meetingInputSchema.safeParse({ ...counts, ...more }).success).toBe(false)
  })

  test('turns may be left out', () => {
    expect(meetingInputSchema.parse({ attendees: 9, speakers: 7 }).turns).toEqual([])
  })
})

describe('a meeting', () => {
  test('keeps turns in an order that reveals nobody’s place, and leaves out the silent', () => {
    expect(meetingAfter(noMeeting(review), input(), review, now)).toMatchObject({ turns: [3, 1], version: 1 })
  })

  test('sent again is the same version; notes that are left out stay, empty ones are removed', () => {
    const one = meetingAfter(noMeeting(review), input({ notes: { b: 'kept', a: 'first', c: ' ' } }), review, now)
    expect(one.notes).toEqual({ a: 'first', b: 'kept' })
    const stored = { ...one, notes: { b: 'kept', a: 'first' } }
    expect(meetingAfter(stored, input(), review, now)).toBe(stored)
    expect(meetingAfter(stored, input({ notes: {} }), review, now)).toMatchObject({ notes: {}, version: 2 })
  })

  test('ends once, and stays ended', () => {
    const ended = meetingAfter(noMeeting(review), input({ ended: true }), review, now)
    const later = meetingAfter(ended, input({ notes: { a: 'later' } }), review, '2026-11-24T13:00:00.000Z')
    expect([ended.endedAt, later.endedAt, later.version]).toEqual([now, now, 2])
  })
})

describe('participation', () => {
  // Wilson 1927 at 95 %: 6 of 8 gives 0.409 to 0.929; Gini by hand: |differences| summed over 2 n (n - 1) mean.
  test('is speakers among attendees, with its interval, and the inequality of turns including the silent', () => {
    const figures = participationOf({ attendees: 8, speakers: 6, turns: [4, 2, 2, 1, 1, 1] })
    expect(figures.ratio).toBe(0.75)
    expect(figures.lo).toBeCloseTo(0.409, 3)
    expect(figures.hi).toBeCloseTo(0.929, 3)
    const all = [4, 2, 2, 1, 1, 1, 0, 0]
    const differences = all.flatMap(a => all.map(b => Math.abs(a - b))).reduce((sum, one) => sum + one, 0)
    expect(figures.gini).toBeCloseTo(differences / (2 * 8 * 7 * (11 / 8)), 10)
  })

  test('of nobody is undefined', () => {
    expect(participationOf(noMeeting(review))).toMatchObject({ ratio: null, gini: null })
  })
})
