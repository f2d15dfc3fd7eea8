/**
 * "You said, we did": what leadership answers to what a pulse or a learning review has published, for everybody who was
 * asked; and what facilitators ask of leadership in a quarter.
 */
import * as z from 'zod'
import { actionIdSchema, lessonIdSchema, replyIdSchema } from '../ids.ts'
import { tidyLine } from '../normal-form.ts'
import { type Calendar, calendarSchema, toldCalendar, usualCalendar } from '../time/calendar.ts'
import { quarterSchema } from '../time/instants.ts'

const lineSchema = z.string().overwrite(tidyLine).min(1).max(500)
const nameSchema = z.string()

/** An action or a lesson, by its id, whose beginning tells which of them it is. */
export const behindSchema = z.union([actionIdSchema, lessonIdSchema])

export const replyInputSchema = z.object({
  /** As it was published. Nobody who said something is heard in it. */
  heard: lineSchema,
  heardIn: z.enum(['pulse', 'learning-review']),
  done: lineSchema,
  state: z.enum(['done', 'promised']),
  behind: behindSchema.nullable().default(null),
})

/** Omitted fields stay as they are, so there are no defaults. */
export const replyChangeSchema = replyInputSchema
  .extend({ behind: behindSchema.nullable(), version: z.int().min(1) })
  .partial()
  .required({ version: true })

export const takingBackSchema = z.object({ reason: lineSchema })

export const replySchema = replyInputSchema.extend({
  id: replyIdSchema,
  quarter: quarterSchema,
  /** The name of whoever wrote it last, '' where the sign-in knows none. Each is written in the role of leadership. */
  name: nameSchema,
  /** When it was first written. */
  at: z.string(),
  takenBack: z.object({ at: z.string(), reason: z.string(), name: nameSchema }).nullable(),
  version: z.int(),
})
export type Reply = z.infer<typeof replySchema>

export const standingReplies = (replies: readonly Reply[]): Reply[] =>
  replies.filter(({ takenBack }) => takenBack === null)

/** What everybody reads, without a sign-in: no action, since its text was written for those who follow it. */
export const publicRepliesSchema = z.array(
  z.object({
    quarter: quarterSchema,
    /** By which it is counted; absent where that is the calendar of UTC. */
    calendar: calendarSchema.optional(),
    replies: z.array(
      replySchema
        .pick({ heard: true, heardIn: true, done: true, state: true, name: true, at: true })
        .extend({ lesson: lessonIdSchema.nullable() }),
    ),
  }),
)
export type PublicReplies = z.infer<typeof publicRepliesSchema>

/** By quarter, the latest first; within one in the order in which they were written. */
export const publicReplies = (replies: readonly Reply[], calendar: Calendar = usualCalendar): PublicReplies => {
  const byQuarter = Map.groupBy(standingReplies(replies), ({ quarter }) => quarter)
  return [...byQuarter]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([quarter, own]) => ({
      quarter,
      ...toldCalendar(calendar),
      replies: own
        .toSorted((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1))
        .map(({ heard, heardIn, done, state, name, at, behind }) => ({
          heard,
          heardIn,
          done,
          state,
          name,
          at,
          lesson: lessonIdSchema.safeParse(behind).data ?? null,
        })),
    }))
}

/** The latest quarter that was answered, up to the one that is asked about; null before any was. */
export const answeredUntil = (replies: readonly Reply[], quarter: string): string | null =>
  standingReplies(replies)
    .map(each => each.quarter)
    .filter(each => each <= quarter)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .at(-1) ?? null

/** For the version that was read; 0 if there was none. Without words nothing is asked, and evidence speaks again. */
export const askInputSchema = z.object({
  text: z.string().overwrite(tidyLine).max(300),
  behind: behindSchema.nullable().default(null),
  version: z.int().min(0),
})
/** What one quarter asks of leadership. */
export const askSchema = askInputSchema.extend({
  /** Of the facilitator who wrote it last. */
  name: nameSchema,
  at: z.string().nullable(),
})
export type Ask = z.infer<typeof askSchema>

export const noAsk: Ask = { text: '', behind: null, version: 0, name: '', at: null }
