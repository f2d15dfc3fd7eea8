/**
 * An edition is a quarter's learning review as it was published: it never changes, and what is known later stands beside
 * it or in the next edition. One that was taken back stays readable as such.
 */
import * as z from 'zod'
import { tidyLine } from '../normal-form.ts'
import { type Calendar, calendarSchema } from '../time/calendar.ts'
import { recurrenceOf } from '../figures/recurrence.ts'
import { quarterSchema } from '../time/instants.ts'

const count = z.int().min(0)

/** The figures that more than one page shows of a quarter. Shares follow from them, so that none is stored twice. */
export const headlineSchema = z.object({
  incidents: count,
  /** In its last 90 days: those that recur, of how many whose failure mode is known. */
  recurring: count,
  of: count,
  /** Of how many; where an older version counted, `of` are all of them, and this is left out. */
  window: count.optional(),
  /** Actions. */
  opened: count,
  completed: count,
  meetings: count,
  attendees: count,
  speakers: count,
})
export type Headline = z.infer<typeof headlineSchema>

/** The share that recurs; null where it is not told. An older version told it of all, however many were known. */
export const cameBack = ({ recurring, of, window }: Headline): number | null =>
  window === undefined
    ? of === 0
      ? null
      : recurring / of
    : recurrenceOf({ total: window, classified: of, recurring }).rate

/** What an edition says in short, for whoever does not read it whole. */
export interface PublishedFigures {
  readonly edition: Edition
  readonly headline: Headline
  /** By which its quarter was counted. */
  readonly calendar: Calendar
}

const headlineNames = headlineSchema.keyof().options

export const isSameHeadline = (one: Headline, other: Headline): boolean =>
  headlineNames.every(name => one[name] === other[name])

/** Why an edition was made or taken back, as its readers are told. */
export const editionReasonSchema = z.object({ reason: z.string().overwrite(tidyLine).min(1).max(500) })

export const editionSchema = z.object({
  /** From 1; no number is given twice. */
  number: z.int().min(1),
  publishedAt: z.string(),
  /** Null for the first, and where an older version published it. */
  reason: z.string().nullable(),
  takenBack: z.object({ at: z.string(), reason: z.string() }).nullable(),
})
export type Edition = z.infer<typeof editionSchema>

/** The one that stands: the latest that nobody took back. */
export const standingOf = <One extends Pick<Edition, 'takenBack'>>(editions: readonly One[]): One | null =>
  editions.findLast(({ takenBack }) => takenBack === null) ?? null

/** What an edition counted of one incident, to tell later what became of it. */
export const countedIncidentSchema = z.object({
  id: z.string(),
  severity: z.string().nullable(),
  mode: z.string().nullable(),
  recurring: z.boolean(),
  /** Everything else that a figure depends on, as one text to compare. */
  facts: z.string(),
})
export type CountedIncident = z.infer<typeof countedIncidentSchema>

/** What has become of an incident that an edition counted and that its quarter no longer does. */
const left = { deleted: count, uncounted: count, moved: count }
export type Left = keyof typeof left

export const sinceSchema = z.object({
  /** Null where an older version kept no list of them. */
  incidents: z
    .object({ added: count, ...left, severity: count, mode: count, recurrence: count, corrected: count })
    .nullable(),
  /** A pulse of the quarter was published since, or again. */
  pulse: z.boolean(),
  /** Figures of the quarter that stand elsewhere, such as its services and the ages of its actions, have changed. */
  others: z.boolean(),
  published: headlineSchema,
  now: headlineSchema,
})
export type Since = z.infer<typeof sinceSchema>

/** The edition of the quarter before that a review compares with. */
export const comparedSchema = z.object({
  quarter: quarterSchema,
  number: z.int(),
  publishedAt: z.string(),
  /** Whether its figures are the ones compared with. One that was published before its quarter was over says too little. */
  used: z.boolean(),
  /** By which its quarter was counted, where that is not the one of this review: it has other days, and is not used. */
  calendar: calendarSchema.optional(),
  published: headlineSchema,
  now: headlineSchema,
})
export type Compared = z.infer<typeof comparedSchema>
