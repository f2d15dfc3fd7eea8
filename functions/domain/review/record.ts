/** What a meeting leaves behind, and the letter about it that everybody invited receives. */
import * as z from 'zod'
import { incidentIdSchema, reviewIdSchema } from '../ids.ts'

const decisionSchema = z.object({
  text: z.string().trim().min(1).max(1000),
  tradeOffs: z.string().trim().max(2000).default(''),
})

export const recordContentSchema = z.object({
  /** Shared understanding: what the room agreed had happened, and why it made sense at the time. */
  understanding: z.string().trim().max(20_000).default(''),
  factors: z.array(z.string().trim().min(1).max(300)).max(50).default([]),
  decisions: z.array(decisionSchema).max(50).default([]),
})
export type RecordContent = z.infer<typeof recordContentSchema>

/** `PUT /api/reviews/{id}/record`, for the version that was read; 0 if there was none. */
export const recordInputSchema = recordContentSchema.extend({ version: z.int().min(0) })

export const meetingRecordSchema = recordInputSchema.extend({
  reviewId: reviewIdSchema,
  incidentId: incidentIdSchema,
  /** The review's title. */
  title: z.string(),
  meetingAt: z.string(),
})
export type MeetingRecord = z.infer<typeof meetingRecordSchema>

/** `GET /api/reviews/{id}/record`: version 0 if there is none. */
export const recordViewSchema = meetingRecordSchema.extend({
  letters: z.array(z.object({ letter: z.string(), at: z.string() })),
})

/** The words as they were mailed; no later change affects them. */
export const recordLetterSchema = recordContentSchema.extend({
  /** Derived from the content, so the same words are the same letter. */
  letter: z.string().regex(/^[0-9a-f]{32}$/),
  title: z.string(),
  meetingAt: z.string(),
  lessons: z.array(z.object({ id: z.string(), text: z.string() })),
  actions: z.array(z.object({ text: z.string(), owner: z.string(), dueOn: z.string() })),
})
export type RecordLetter = z.infer<typeof recordLetterSchema>

/** When a letter was made. */
export const mailedLetterSchema = z.object({ letter: recordLetterSchema.shape.letter, at: z.string() })

/** `POST /api/surveys/{id}/record`. `from` is where the previous call stopped, initially 0. */
export const recordMailInputSchema = z.object({
  letter: recordLetterSchema.shape.letter,
  from: z.int().min(0).default(0),
})
/** How many are queued, by this call or an earlier one; `next` is null after the last. */
export const recordMailSchema = z.object({ mailed: z.int(), next: z.int().nullable() })
