/**
 * The desk's entry of a review, one for each who leads it: what home and lists show, and what decides what it needs. It is
 * made of the rows and of nothing else, so that it can be made again; times pass in reading it.
 */
import * as z from 'zod'
import { actionIdSchema } from '../ids.ts'
import { type Review, reviewSchema } from '../review/review.ts'
import { listedSurvey } from '../survey/life.ts'
import { listedSurveySchema, surveySchema, surveySummarySchema } from '../survey/survey.ts'
import { dayMilliseconds, plus } from '../time/instants.ts'
import { type Facts, type Known, factsOf, needSchema, needsOf } from './needs.ts'
import { type Stage, stageOf, stages, surveyFor } from './stage.ts'

/** Entries that an earlier rule made are all made again. */
export const deskRule = 1

/** What of a survey's row an entry is made of. */
export const deskRowSchema = surveySummarySchema
  .omit({ terms: true })
  .extend(surveySchema.pick({ filed: true, shortBy: true, termsReaders: true }).shape)
export type DeskRow = z.infer<typeof deskRowSchema>

const shownSurveySchema = listedSurveySchema.pick({
  id: true,
  status: true,
  opensAt: true,
  closesAt: true,
  zone: true,
  invited: true,
  takenPart: true,
  takenPartAt: true,
  isFinal: true,
})

const shownReviewSchema = reviewSchema.pick({
  id: true,
  incidentId: true,
  title: true,
  meetingAt: true,
  zone: true,
  durationMinutes: true,
})

export const deskEntrySchema = shownReviewSchema.extend({
  /** Whose list it stands in. */
  leader: z.string(),
  status: reviewSchema.shape.status,
  /** What callers see of it, counts included, and no terms. */
  survey: shownSurveySchema.extend({ shortBy: z.int().nullable(), filedAt: z.string().nullable() }).nullable(),
  meeting: z.object({ attendees: z.int(), endedAt: z.string().nullable() }).nullable(),
  mailedAt: z.string().nullable(),
  incident: z.object({ detected: z.boolean(), vendor: z.boolean() }).nullable(),
  arranged: z.boolean(),
  reads: z.boolean(),
  written: z.boolean(),
  open: z.array(z.object({ id: actionIdSchema, dueOn: z.string(), progressAt: z.string(), reminded: z.boolean() })),
  unrated: z.int(),
  vendorComplete: z.boolean(),
})
export type DeskEntry = z.infer<typeof deskEntrySchema>

/** Null for an id that was barred, to which nobody was ever invited. */
export const deskSurvey = (row: DeskRow | null, review: Review): DeskEntry['survey'] => {
  if (!row || (row.status === 'cancelled' && row.invited === 0)) return null
  const shown = shownSurveySchema.parse(listedSurvey(row, review))
  return { ...shown, shortBy: row.shortBy ?? null, filedAt: row.filed?.at ?? null }
}

/** What of a survey's own row its entries hold: as long as this is the same, nothing is written. */
export const toldOf = (row: DeskRow): string => {
  const { status, meetingAt, zone, reviewVersion, opensAt, closesAt, invited, takenPart, takenPartAt, issued } = row
  const { filed, shortBy = null, termsReaders = [] } = row
  const times = [status, meetingAt, zone, reviewVersion, opensAt, closesAt]
  const counts = [invited, takenPart, takenPartAt, issued, shortBy]
  return JSON.stringify([deskRule, ...times, ...counts, filed?.at ?? null, termsReaders.length])
}

/** Everything that is known of a review, as far as it is the same for all who lead it. */
export interface Gathered extends Omit<Known, 'reads' | 'review' | 'survey'> {
  readonly review: Review
  readonly row: DeskRow | null
}

export const knownFor = ({ review, row, ...others }: Gathered, reads: boolean): Known => ({
  ...others,
  review,
  survey: surveyFor(row, review),
  reads,
})

export const entryOf = (gathered: Gathered, leader: string, reads: boolean): DeskEntry => {
  const { review, row, meeting } = gathered
  const facts = factsOf(knownFor(gathered, reads))
  const { arranged, written, open, unrated, vendorComplete, incident, mailedAt } = facts
  return deskEntrySchema.parse({
    ...shownReviewSchema.parse(review),
    leader,
    status: review.status,
    survey: deskSurvey(row, review),
    meeting: meeting && { attendees: meeting.attendees, endedAt: meeting.endedAt },
    mailedAt,
    incident,
    arranged,
    reads,
    written,
    open,
    unrated,
    vendorComplete,
  })
}

const factsIn = (entry: DeskEntry): Facts => {
  const { status, meetingAt, durationMinutes, survey } = entry
  const asked = survey && (survey.status !== 'cancelled' || status === 'cancelled') ? survey : null
  return {
    ...entry,
    review: { status, meetingAt, durationMinutes },
    survey: asked && { ...asked, filed: asked.filedAt === null ? null : { at: asked.filedAt } },
  }
}

/** Whether something may still be to be done about it. What no longer is, time alone tells (`openFrom`). */
export const isOpenEntry = ({ status, mailedAt, open, unrated, incident, vendorComplete }: DeskEntry): boolean =>
  status === 'planned' &&
  (mailedAt === null || open.length > 0 || unrated > 0 || (incident?.vendor === true && !vendorComplete))

/** Nobody writes the record of a meeting that was longer ago; what became of its actions is on their own page. */
export const lookBackDays = 180
export const openFrom = (now: string): string => plus(now, -lookBackDays * dayMilliseconds)

export const homeReviewSchema = shownReviewSchema.extend({
  /** Held once the meeting was ended. */
  status: z.enum(['planned', 'held', 'cancelled']),
  stage: z.enum(stages),
  survey: shownSurveySchema.nullable(),
})
export type HomeReview = z.infer<typeof homeReviewSchema>
export type HomeSurvey = NonNullable<HomeReview['survey']>

/** `GET /api/home`. */
export const homeSchema = z.object({
  /** Those of which something may still be to be done, the latest meeting first, each with what it needs. */
  reviews: z.array(homeReviewSchema.extend({ needs: z.array(needSchema) })),
  /** Whether the caller leads others besides. */
  others: z.boolean(),
})
export type Home = z.infer<typeof homeSchema>

const stageIn = (entry: DeskEntry, now: string): Stage => stageOf(factsIn(entry), now)

export const homeReview = (entry: DeskEntry, now: string): HomeReview => {
  const isHeld = entry.status === 'planned' && entry.meeting?.endedAt != null
  return homeReviewSchema.parse({ ...entry, status: isHeld ? 'held' : entry.status, stage: stageIn(entry, now) })
}

export const openReview = (entry: DeskEntry, now: string): Home['reviews'][number] => ({
  ...homeReview(entry, now),
  needs: needsOf(factsIn(entry), now),
})
