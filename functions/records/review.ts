/** A review's own row, apart from what comes of it; `organise` and `clock` read nothing else. */
import * as z from 'zod'
import { liftRecord, recordLetterSchema } from '../domain/review/record.ts'
import { reviewSchema } from '../domain/review/review.ts'
import { kind, untilDeleted } from './kind.ts'

export const review = kind({
  table: 'learning',
  name: 'review',
  partition: 'review#{review}',
  sort: 'review',
  schema: reviewSchema,
  kept: {
    row: 'review',
    holds: 'the meeting, its facilitators, edits of its agenda and which of them made each',
    ...untilDeleted,
  },
  indexed: ({ meetingAt }) => ({ kind: ['review', meetingAt] }),
})

/** A letter as it was mailed from the review's record. */
export const recordLetter = kind({
  table: 'learning',
  name: 'recordLetter',
  partition: review.partition,
  sort: 'record-letter#{letter}',
  schema: recordLetterSchema.extend({ keptAt: z.string() }),
  lifts: [liftRecord],
  kept: {
    row: 'record',
    holds: 'what was written down of a meeting, what of it the room agreed on, and the letters that were mailed',
    ...untilDeleted,
  },
})
