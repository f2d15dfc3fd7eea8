/**
 * What is stored about a meeting, during it and after: how many came, spoke and how often, and what was written down, but
 * no names.
 */
import * as z from 'zod'
import { tidyLine } from '../normal-form.ts'
import { incidentIdSchema, reviewIdSchema } from '../ids.ts'
import type { Review } from './review.ts'
import { gini } from '../statistics/learning.ts'
import { participation } from '../statistics/shares.ts'

const attendeesAtMost = 500
export const noteCharacters = 5000
/** An item holds 400 KB. Given the other attributes, notes may take half of it. */
const notesCharacters = 60_000

export const capturedKinds = ['note', 'factor', 'decision', 'action'] as const
const entriesAtMost = 300

/** What a facilitator wrote down while it was said. Nothing of it is agreed: the record puts each to the room. */
export const capturedSchema = z.object({
  /** Drawn by the device, so that two who write at once lose nothing. */
  id: z.string().regex(/^[\w-]{8,40}$/),
  kind: z.enum(capturedKinds),
  /** The item that was talked about. */
  itemId: z.string().min(1).max(100),
  text: z.string().trim().min(1).max(1000),
  /** Of a decision: what it was weighed against. */
  tradeOffs: z.string().trim().max(1000).default(''),
  /** Of an action: its team. */
  owner: z.string().overwrite(tidyLine).max(200).default(''),
  dueOn: z.union([z.literal(''), z.iso.date()]).default(''),
  /** Of an action: how it is seen that it works. */
  sign: z.string().trim().max(300).default(''),
})
export type Captured = z.infer<typeof capturedSchema>

const charactersOf = ({ text, tradeOffs, owner, sign }: Captured): number =>
  text.length + tradeOffs.length + owner.length + sign.length

/** The facilitators' own text, by item of the agenda. */
const notesSchema = z
  .record(z.string().min(1).max(100), z.string().max(noteCharacters))
  .refine(notes => Object.values(notes).reduce((total, note) => total + note.length, 0) <= notesCharacters, {
    error: `the notes of a meeting hold ${notesCharacters} characters together`,
  })

const countsSchema = z.object({
  /** 0 until somebody has counted them. */
  attendees: z.int().min(0).max(attendeesAtMost),
  /** How many of them spoke at least once. */
  speakers: z.int().min(0).max(attendeesAtMost),
  /** How often each of them spoke, in no particular order; people who did not may be left out. */
  turns: z.array(z.int().min(0).max(10_000)).max(attendeesAtMost).default([]),
})

/** `POST /api/reviews/{id}/meeting`: omitted notes and entries stay as they are; `ended` ends the meeting for good. */
export const meetingInputSchema = countsSchema
  .extend({
    notes: notesSchema.optional(),
    captured: z
      .array(capturedSchema)
      .max(entriesAtMost)
      .refine(entries => entries.reduce((total, entry) => total + charactersOf(entry), 0) <= notesCharacters, {
        error: `what is written down in a meeting holds ${notesCharacters} characters together`,
      })
      .optional(),
    ended: z.boolean().default(false),
    /** The version it is based on, 0 if there was none. If omitted, it replaces whatever is there. */
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
type MeetingInput = z.infer<typeof meetingInputSchema>

export const meetingSchema = z.object({
  reviewId: reviewIdSchema,
  incidentId: incidentIdSchema,
  /** The review's time when this was last written. */
  meetingAt: z.string(),
  attendees: z.int(),
  speakers: z.int(),
  /** For those who spoke, the highest first, so that the order does not reveal who is who. */
  turns: z.array(z.int()),
  notes: z.record(z.string(), z.string()),
  /** In the order in which it was written down. */
  captured: z.array(capturedSchema).default([]),
  endedAt: z.string().nullable(),
  /** Increases by one with each change; 0 before the first. */
  version: z.int(),
})
export type Meeting = z.infer<typeof meetingSchema>

/** For a review whose meeting page was never opened. */
export const noMeeting = (review: Review): Meeting => ({
  reviewId: review.id,
  incidentId: review.incidentId,
  meetingAt: review.meetingAt,
  attendees: 0,
  speakers: 0,
  turns: [],
  notes: {},
  captured: [],
  endedAt: null,
  version: 0,
})

/** Without empty notes, sorted by item, because a stored map has no order. */
const tidy = (notes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(notes)
      .filter(([, note]) => note.trim() !== '')
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )

/** `before` with the input applied, or the same object if nothing changes. A meeting stays at its first end. */
export const meetingAfter = (before: Meeting, input: MeetingInput, review: Review, now: string): Meeting => {
  const after: Meeting = {
    ...before,
    meetingAt: review.meetingAt,
    attendees: input.attendees,
    speakers: input.speakers,
    turns: input.turns.filter(turn => turn > 0).toSorted((a, b) => b - a),
    notes: tidy(input.notes ?? before.notes),
    captured: input.captured ?? before.captured,
    endedAt: before.endedAt ?? (input.ended ? now : null),
  }
  const same = JSON.stringify(after) === JSON.stringify({ ...before, notes: tidy(before.notes) })
  return same ? before : { ...after, version: before.version + 1 }
}

/** All that was noted on the items: the notes of before, and what was written down as a note, a line each. */
export const notesOf = ({ notes, captured }: Pick<Meeting, 'notes' | 'captured'>): Meeting['notes'] => {
  const all: Record<string, string> = { ...notes }
  for (const { kind, itemId, text } of captured) {
    if (kind === 'note') all[itemId] = [all[itemId], text].filter(Boolean).join('\n')
  }
  return all
}

/**
 * How many of the attendees spoke, with a Wilson interval, and how unevenly turns were shared (0 evenly, 1 all by one
 * person), including people who said nothing. Null if nobody was counted or nobody spoke.
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
