/** What is kept of a meeting while it runs and afterwards: how many came, spoke and how often, and its notes; no name. */
import * as z from 'zod'
import { incidentIdSchema, reviewIdSchema } from '../ids.ts'
import type { Review } from './review.ts'
import { gini } from '../statistics/learning.ts'
import { participation } from '../statistics/shares.ts'

export const attendeesAtMost = 500
export const noteCharacters = 5000
/** An item holds 400 KB: with what stands beside them, notes may take half of it. */
const notesCharacters = 60_000

/** By item of the agenda: the facilitators' own text. */
const notesSchema = z
  .record(z.string().min(1).max(100), z.string().max(noteCharacters))
  .refine(notes => Object.values(notes).reduce((total, note) => total + note.length, 0) <= notesCharacters, {
    error: `the notes of a meeting hold ${notesCharacters} characters together`,
  })

const countsSchema = z.object({
  /** 0 while nobody has counted them. */
  attendees: z.int().min(0).max(attendeesAtMost),
  /** How many of them spoke at least once. */
  speakers: z.int().min(0).max(attendeesAtMost),
  /** How often each of them spoke, in no order; who did not may be left out. */
  turns: z.array(z.int().min(0).max(10_000)).max(attendeesAtMost).default([]),
})

/** `POST /api/reviews/{id}/meeting`: notes that are left out stay; `ended` ends the meeting for good. */
export const meetingInputSchema = countsSchema
  .extend({
    notes: notesSchema.optional(),
    ended: z.boolean().default(false),
    /** The version it follows, 0 where there was none; left out, it follows whatever is there. */
    version: z.int().min(0).optional(),
  })
  .refine(({ attendees, speakers }) => speakers <= attendees, {
    path: ['speakers'],
    error: 'more spoke than were there',
  })
  .refine(({ attendees, turns }) => turns.length <= attendees, {
    path: ['turns'],
    error: 'turns of more than were there',
  })
  .refine(({ speakers, turns }) => turns.length === 0 || turns.filter(turn => turn > 0).length === speakers, {
    path: ['turns'],
    error: 'turns of another number than spoke',
  })
export type MeetingInput = z.infer<typeof meetingInputSchema>

export const meetingSchema = z.object({
  reviewId: reviewIdSchema,
  incidentId: incidentIdSchema,
  /** Of the review when it was last written. */
  meetingAt: z.string(),
  attendees: z.int(),
  speakers: z.int(),
  /** Of those who spoke, the most first: their order says nothing of who is who. */
  turns: z.array(z.int()),
  notes: z.record(z.string(), z.string()),
  endedAt: z.string().nullable(),
  /** Goes up by one with each change; 0 before the first. */
  version: z.int(),
})
export type Meeting = z.infer<typeof meetingSchema>

/** Of a review whose meeting page was never opened. */
export const noMeeting = (review: Review): Meeting => ({
  reviewId: review.id,
  incidentId: review.incidentId,
  meetingAt: review.meetingAt,
  attendees: 0,
  speakers: 0,
  turns: [],
  notes: {},
  endedAt: null,
  version: 0,
})

/** Without empty ones, by item: a stored map keeps no order. */
const tidy = (notes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(notes)
      .filter(([, note]) => note.trim() !== '')
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )

/** `before` with what was sent; the same object where nothing changes. An ended meeting stays ended, at its first end. */
export const meetingAfter = (before: Meeting, input: MeetingInput, review: Review, now: string): Meeting => {
  const after: Meeting = {
    ...before,
    meetingAt: review.meetingAt,
    attendees: input.attendees,
    speakers: input.speakers,
    turns: input.turns.filter(turn => turn > 0).toSorted((a, b) => b - a),
    notes: tidy(input.notes ?? before.notes),
    endedAt: before.endedAt ?? (input.ended ? now : null),
  }
  const same = JSON.stringify(after) === JSON.stringify({ ...before, notes: tidy(before.notes) })
  return same ? before : { ...after, version: before.version + 1 }
}

/**
 * Who spoke of those who attended, with its Wilson interval, and how unevenly turns were shared (0 evenly, 1 by one
 * alone), the silent counted in. Null where nobody was counted, or nobody spoke.
 */
export const participationOf = ({ attendees, speakers, turns }: Pick<Meeting, 'attendees' | 'speakers' | 'turns'>) => {
  const silent = Array.from({ length: Math.max(0, attendees - turns.length) }, () => 0)
  return {
    attendees,
    speakers,
    ...participation({ uniqueSpeakers: speakers, attendees }),
    gini: gini({ values: [...turns, ...silent] }).giniCorrected,
  }
}
