/** What comes of a review's meeting, and the live channel while it lasts. */
import * as z from 'zod'
import { reviewIdSchema } from '../domain/ids.ts'
import { channelSchema, filedLiveSchema, remarkSchema } from '../domain/review/live.ts'
import { meetingSchema } from '../domain/review/meeting.ts'
import { runningSchema } from '../domain/review/running.ts'
import { liftRecord, meetingRecordSchema } from '../domain/review/record.ts'
import { keptEditsSchema } from '../domain/agenda/edit.ts'
import { kind, untilDeleted } from './kind.ts'
import { shelfOf } from './shelves.ts'
import { recordLetter, review } from './review.ts'

const ofReview = { table: 'learning', partition: review.partition } as const

const plainEdits = z.array(z.unknown()).catch([])

export const agendaEdits = kind({
  ...ofReview,
  name: 'edits',
  sort: 'edits',
  schema: keptEditsSchema,
  kept: review.kept,
  lifts: [
    /** Edits had no maker and no id of their own. */
    item => ({
      ...item,
      edits: plainEdits.parse(item['edits']).map((edit, index) => ({ id: `older${1000 + index}`, by: '', edit })),
    }),
  ],
})

/** In the index `kind`, ordered by when they are held. */
export const meetingsOf = (shelf: string): string => `meeting#${shelf}`

export const meeting = kind({
  ...ofReview,
  name: 'meeting',
  sort: 'meeting',
  schema: meetingSchema,
  kept: {
    row: 'meeting',
    holds: 'how many came to a meeting, spoke and how often, and the facilitators’ notes; no name',
    ...untilDeleted,
  },
  indexed: ({ meetingAt }) => ({ kind: [meetingsOf(shelfOf(meetingAt)), meetingAt] }),
})

export const meetingRecord = kind({
  ...ofReview,
  name: 'record',
  sort: 'record',
  schema: meetingRecordSchema,
  lifts: [liftRecord],
  kept: recordLetter.kept,
  indexed: ({ meetingAt }) => ({ kind: ['record', meetingAt] }),
})

export const liveObservations = kind({
  ...ofReview,
  name: 'liveObservations',
  sort: 'live',
  schema: filedLiveSchema,
  kept: {
    row: 'liveObservations',
    holds: 'what was added during a meeting, in random order; no time, no writer',
    ...untilDeleted,
  },
})

/** In the index `facet`, ordered by when the channel closes. */
export const liveDue = 'live-due'

export const liveKey = kind({
  table: 'learning',
  name: 'liveKey',
  partition: 'live-key#{hash}',
  sort: 'key',
  schema: z.object({
    reviewId: reviewIdSchema,
    /** When the channel closes; removed once it has. */
    facetAt: z.string().optional(),
    /** One half of the key; the other is on the channel. An older key was in nothing but its link. */
    half: z.string().optional(),
  }),
  indexed: ({ facetAt }) => (facetAt === undefined ? {} : { facet: [liveDue, facetAt] }),
  kept: {
    row: 'liveKey',
    holds:
      'hash of the key in a meeting’s link and one half of what it is made from, which review it belongs to, when its channel closes',
    retentionDays: 2,
    until: 'the live channel closes',
  },
})

/** In the index `facet`, ordered by when a meeting that nobody ended is cleared. */
export const runningDue = 'running-due'

export const runningEnd = kind({
  ...ofReview,
  name: 'runningEnd',
  sort: 'running-end',
  schema: z.object({ reviewId: reviewIdSchema, facetAt: z.string() }),
  indexed: ({ facetAt }) => ({ facet: [runningDue, facetAt] }),
  kept: {
    row: 'runningEnd',
    holds: 'which meeting is under way, and when what is shown of it is cleared if nobody ends it',
    retentionDays: 0,
    until: 'the meeting ends',
  },
})

const untilEnded = { retentionDays: 0, until: 'the meeting ends' } as const

export const channel = kind({
  table: 'live',
  name: 'channel',
  partition: '{review}',
  sort: 'channel',
  schema: channelSchema,
  // One that was opened before bytes were counted: its remarks were few.
  lifts: [item => ({ ...item, bytes: 0 })],
  kept: {
    row: 'channel',
    holds:
      'hash of the meeting’s key and the other half of what it is made from, when it closes, how much it holds, the running number and the end of its two newest batches',
    ...untilEnded,
  },
})

export const running = kind({
  table: 'live',
  name: 'running',
  partition: '{review}',
  sort: 'running',
  schema: runningSchema,
  kept: {
    row: 'running',
    holds:
      'item and clock of a meeting under way, what its screen shows, the names of those present and whether they have spoken, how many turns a finished round had; overwritten at each press',
    ...untilEnded,
  },
})

/** It gets no mark: nothing but its text may tell one remark from another. */
export const remark = kind({
  table: 'live',
  name: 'remark',
  partition: '{review}',
  sort: '{id}',
  schema: remarkSchema,
  kept: {
    row: 'remark',
    holds: 'one remark of a running meeting, the number of its batch; no writer, no time',
    ...untilEnded,
  },
  blind: true,
  unversioned: true,
})
