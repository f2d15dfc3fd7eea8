/** A review's own row, apart from what comes of it; `organise` and `clock` read nothing else. */
import * as z from 'zod'
import { liftRecord, recordLetterSchema } from '../domain/review/record.ts'
import { handingSchema, reviewSchema } from '../domain/review/review.ts'
import { kind, untilDeleted, type ValueOf } from './kind.ts'

export const review = kind({
  table: 'learning',
  name: 'review',
  partition: 'review#{review}',
  sort: 'review',
  schema: reviewSchema,
  kept: {
    row: 'review',
    holds: 'the meeting, who leads it and how they came to, edits of its agenda and who made each',
    ...untilDeleted,
  },
  indexed: ({ meetingAt }) => ({ kind: ['review', meetingAt] }),
})

const facilitatorRow = z.object({ email: z.string(), name: z.string().catch('') })

const eachOf = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .array(z.unknown())
    .catch([])
    .transform(list =>
      list.flatMap((one): z.output<Entry>[] => {
        const parsed = entry.safeParse(one)
        return parsed.success ? [parsed.data] : []
      }),
    )

/**
 * Who runs the review, as mail reads it: nothing else in the row, and no entry of another facilitator, keeps theirs from
 * them.
 */
export const reviewReaders = kind({
  ...review,
  schema: z.object({
    status: reviewSchema.shape.status.catch('planned'),
    title: z.string().catch(''),
    facilitators: eachOf(facilitatorRow),
    successors: eachOf(facilitatorRow),
    // Counted: one that cannot be read keeps its place.
    history: z
      .array(z.unknown())
      .catch([])
      .transform(list => list.map(one => handingSchema.safeParse(one).data ?? null)),
  }),
  indexed: () => ({}),
})

/**
 * A letter of the review's record. `mailedAt`: when it was mailed last, which `organise` says; null if it was made and
 * not mailed. One that an earlier version made has none, and nothing else here tells whether it was mailed.
 */
export const recordLetter = kind({
  table: 'learning',
  name: 'recordLetter',
  partition: review.partition,
  sort: 'record-letter#{letter}',
  schema: recordLetterSchema.extend({ keptAt: z.string(), mailedAt: z.string().nullish() }),
  lifts: [liftRecord],
  kept: {
    row: 'record',
    holds:
      'what was written down of a meeting, what of it the room agreed on, and its letters with when they were mailed',
    ...untilDeleted,
  },
})

/**
 * In either shape, to change nothing but when it was mailed. The earlier comes first: a change in today's shape would
 * write the whole letter anew, which `organise` may not.
 */
export const letterShapes = [{ ...recordLetter, lifts: [] }, recordLetter] as const

type MadeLetter = ValueOf<typeof recordLetter>
export type MailedLetter = MadeLetter & { readonly mailedAt: string }

/**
 * When each was mailed, the earliest first. One that an earlier version made counts from then on: to mail every old record
 * again is asked of nobody.
 */
export const mailings = (letters: readonly MadeLetter[]): { readonly letter: string; readonly at: string }[] =>
  letters
    .flatMap(({ letter, keptAt, mailedAt = keptAt }) => (mailedAt === null ? [] : [{ letter, at: mailedAt }]))
    .toSorted((a, b) => a.at.localeCompare(b.at))

/** Of a review's letters the one that was mailed last; null if none is known to have been. */
export const mailedLast = (letters: readonly MadeLetter[]): MailedLetter | null =>
  letters
    .flatMap(letter => (letter.mailedAt ? [{ ...letter, mailedAt: letter.mailedAt }] : []))
    .toSorted((a, b) => b.mailedAt.localeCompare(a.mailedAt))[0] ?? null
