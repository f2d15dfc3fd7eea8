/** What a meeting leaves behind, and the letter about it that everybody invited receives. */
import * as z from 'zod'
import { incidentIdSchema, reviewIdSchema } from '../ids.ts'

/** Whether the room agreed on this one, by a press of its own. Whoever does not say so has not agreed. */
const confirmed = z.boolean().default(false)

const factorSchema = z.object({ text: z.string().trim().min(1).max(300), confirmed })
const decisionSchema = z.object({
  text: z.string().trim().min(1).max(1000),
  tradeOffs: z.string().trim().max(2000).default(''),
  confirmed,
})

export const recordContentSchema = z.object({
  /** What had happened, and why it made sense at the time, in the facilitators' words. */
  understanding: z.string().trim().max(20_000).default(''),
  factors: z.array(factorSchema).max(50).default([]),
  decisions: z.array(decisionSchema).max(50).default([]),
})
export type RecordContent = z.infer<typeof recordContentSchema>

/** What of it the room agreed on: all that may be called agreed. */
export const agreedOf = ({ factors, decisions }: Pick<RecordContent, 'factors' | 'decisions'>) => ({
  factors: factors.filter(one => one.confirmed),
  decisions: decisions.filter(one => one.confirmed),
})

const writtenSchema = z.object({
  factors: z.array(z.string()).default([]),
  decisions: z.array(z.object({ text: z.string(), tradeOffs: z.string().default('') })).default([]),
})

/** A record or a letter from when factors came from the agenda and were never put to the room. */
export const liftRecord = <Stored extends Readonly<Record<string, unknown>>>(stored: Stored): Stored => {
  const written = writtenSchema.safeParse(stored)
  if (!written.success) return stored
  return {
    ...stored,
    factors: written.data.factors.map(text => ({ text, confirmed: false })),
    decisions: written.data.decisions.map(one => ({ ...one, confirmed: false })),
  }
}

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

/** The words as they are mailed; no later change affects them. Only an older one holds what nobody confirmed. */
export const recordLetterSchema = recordContentSchema.extend({
  /** Derived from the content, so the same words are the same letter. */
  letter: z.string().regex(/^[0-9a-f]{32}$/),
  title: z.string(),
  meetingAt: z.string(),
  lessons: z.array(z.object({ id: z.string(), text: z.string() })),
  actions: z.array(z.object({ text: z.string(), owner: z.string(), dueOn: z.string() })),
})
export type RecordLetter = z.infer<typeof recordLetterSchema>

/**
 * A record as the library has it. Whoever leads its review finds it as it stands; everybody else what the room agreed on
 * and was mailed, in the words of its last letter, and nothing of one that was not mailed.
 */
export const libraryRecordSchema = meetingRecordSchema.extend({
  /** When it was mailed last; null where it was not. */
  publishedAt: z.string().nullable(),
  /** Whether the reader leads its review. */
  own: z.boolean(),
})
export type LibraryRecord = z.infer<typeof libraryRecordSchema>

/** One record of the library, with what its letter says of lessons and actions: a team, never an address. */
export const publishedRecordSchema = libraryRecordSchema
  .omit({ own: true, version: true })
  .extend({ publishedAt: z.string(), ...recordLetterSchema.pick({ lessons: true, actions: true }).shape })
export type PublishedRecord = z.infer<typeof publishedRecordSchema>

/** Where the desk shows a published record, relative to the site's address. */
export const recordPath = (review: string): string => `/desk/#/lessons/records/${review}`

export const publishedOf = (
  record: Pick<MeetingRecord, 'reviewId' | 'incidentId'>,
  {
    understanding,
    title,
    meetingAt,
    lessons,
    actions,
    mailedAt,
    ...agreed
  }: RecordLetter & { readonly mailedAt: string },
): PublishedRecord => {
  const { reviewId, incidentId } = record
  return {
    reviewId,
    incidentId,
    title,
    meetingAt,
    understanding,
    ...agreedOf(agreed),
    lessons,
    actions,
    publishedAt: mailedAt,
  }
}

/** `GET /api/reviews/{id}/record/letter`: what would be mailed now, word by word. */
export const letterPreviewSchema = z.object({
  letter: recordLetterSchema.shape.letter,
  subject: z.string(),
  /** The plain part of the mail, as a reader in the review's zone gets it whose name is not known. */
  text: z.string(),
})

/** `POST /api/reviews/{id}/record/letter`: the letter that was looked at, since nothing is mailed unseen. */
export const letterInputSchema = recordLetterSchema.pick({ letter: true })

/** When a letter was mailed last. */
export const mailedLetterSchema = z.object({ letter: recordLetterSchema.shape.letter, at: z.string() })

/** `POST /api/surveys/{id}/record`. `from` is where the previous call stopped, initially 0. */
export const recordMailInputSchema = z.object({
  letter: recordLetterSchema.shape.letter,
  from: z.int().min(0).default(0),
})
/** How many are queued, by this call or an earlier one; `next` is null after the last. */
export const recordMailSchema = z.object({ mailed: z.int(), next: z.int().nullable() })
