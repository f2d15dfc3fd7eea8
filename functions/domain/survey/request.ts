/** From a facilitator's request to the row of a scheduled survey. Every refusal comes before the first write. */
import * as z from 'zod'
import type { ReviewId, SurveyId } from '../ids.ts'
import { quarterTitle } from '../time/quarter-title.ts'
import { instantSchema, isTooFarAhead, nextQuarter } from '../time/instants.ts'
import { defaultInstrument, findInstrument } from '../instrument/registry.ts'
import type { Instrument } from '../instrument/schema.ts'
import { requireDistinctMailboxes } from '../people/mailbox.ts'
import type { PersonInput } from '../people/person.ts'
import { quarterIn } from './pulse-calendar.ts'
import { Refusal } from '../refusal.ts'
import type { Review } from '../review/review.ts'
import { defaultClosesAt, latestClose } from './life.ts'
import { minimumFor, requireEnough } from './minimum.ts'
import { groupMinimum, statementMinimum } from '../suppression/publish.ts'
import type { SurveyKind } from '../ballot/bulletin.ts'
import {
  participantSchema,
  type preMeetingSurveyInputSchema,
  type pulseSurveyInputSchema,
  type Survey,
} from './survey.ts'

export const participantsInputSchema = z.object({ participants: z.array(participantSchema).min(1).max(1_000) })
export const participantsAddedSchema = z.object({ invited: z.int(), added: z.int() })
/**
 * `invited` counts the withdrawn ones too. `dropped`: how many came off the list before it opened, in whose place nothing is
 * withdrawn.
 */
export const participantsWithdrawnSchema = z.object({
  invited: z.int(),
  withdrawn: z.int().optional(),
  dropped: z.int().optional(),
})
export const closingPatchSchema = z.object({ closesAt: instantSchema })

const namelessSchema = z.object({ participants: z.array(z.unknown()) })
const blank = z.string().regex(/^\s*$/)
const blankSchema = z.union([blank, z.object({ email: blank.nullish() })])

/** Refuses `address_missing`, with their positions, if participants in the body have no mail address. */
export const requireAddresses = (body: unknown): void => {
  const parsed = namelessSchema.safeParse(body)
  const nameless = (parsed.data?.participants ?? []).flatMap((participant, index) =>
    blankSchema.safeParse(participant).success ? [`participants.${index}`] : [],
  )
  if (nameless.length === 0) return
  const issues = nameless.map(path => ({ path, message: 'no mail address' }))
  throw new Refusal('address_missing', issues.map(({ path, message }) => `${path}: ${message}`).join('; '), { issues })
}

/** Each address once, as it is first given. */
export const distinctPeople = (participants: readonly PersonInput[]): PersonInput[] => {
  const people = new Map<string, PersonInput>()
  for (const person of participants) if (!people.has(person.email)) people.set(person.email, person)
  return [...people.values()]
}

export interface SurveyPlan {
  readonly kind: SurveyKind
  readonly instrument: Instrument
  readonly reviewId: ReviewId | null
  readonly quarter: string | null
  readonly title: string
  readonly startedAt: string | null
  /** Where no hour of it is known. */
  readonly startedOn?: string | undefined
  readonly meetingAt: string | null
  readonly zone: string
  /** Absent for a pulse. */
  readonly meetingMinutes?: number
  readonly reviewVersion: number | null
  /** Absent for a pulse, which has rules of its own. */
  readonly minimumBallots?: number
  readonly opensAt: string
  readonly closesAt: string
}

type FindInstrument = (id: string) => Instrument | undefined

const instrumentOf = (kind: SurveyKind, id: string | undefined, find: FindInstrument): Instrument => {
  const instrument = find(id ?? defaultInstrument[kind])
  if (instrument?.kind !== kind) throw new Refusal('unknown_instrument')
  return instrument
}

const later = (one: string, other: string): string => (Date.parse(one) > Date.parse(other) ? one : other)

const requireWindow = (opensAt: string, closesAt: string, now: string): void => {
  if (Date.parse(closesAt) <= Date.parse(now)) throw new Refusal('closing_in_the_past')
  if (Date.parse(opensAt) >= Date.parse(closesAt)) throw new Refusal('opening_after_closing')
  if (isTooFarAhead(closesAt, now)) throw new Refusal('closing_too_far_ahead')
}

/**
 * Refuses `unknown_instrument`, `review_cancelled`, `meeting_in_the_past`, `meeting_too_far_ahead`, `one_mailbox` (two
 * addresses of one person), `too_few_participants` (fewer than three beside those who read it), `closing_in_the_past`,
 * `opening_after_closing`, `closing_too_far_ahead`, `meeting_before_close`. An opening in the past means now.
 */
export const planPreMeeting = (
  input: z.infer<typeof preMeetingSurveyInputSchema>,
  review: Review,
  now: string,
  find: FindInstrument = findInstrument,
): SurveyPlan => {
  const instrument = instrumentOf('pre-meeting', input.instrument, find)
  if (review.status === 'cancelled') throw new Refusal('review_cancelled')
  if (Date.parse(review.meetingAt) <= Date.parse(now)) throw new Refusal('meeting_in_the_past')
  if (isTooFarAhead(review.meetingAt, now)) throw new Refusal('meeting_too_far_ahead')
  requireDistinctMailboxes(input.participants)
  const invited = input.participants.map(({ email }) => email)
  requireEnough(invited, review)
  const opensAt = later(input.opensAt ?? now, now)
  const closesAt = input.closesAt ?? defaultClosesAt(opensAt, review.meetingAt)
  requireWindow(opensAt, closesAt, now)
  if (Date.parse(closesAt) > Date.parse(review.meetingAt)) throw new Refusal('meeting_before_close')
  return {
    kind: 'pre-meeting',
    instrument,
    reviewId: review.id,
    quarter: null,
    title: review.title,
    startedAt: review.startedAt,
    startedOn: review.startedOn,
    meetingAt: review.meetingAt,
    zone: review.zone,
    meetingMinutes: review.durationMinutes,
    reviewVersion: review.version,
    minimumBallots: minimumFor(invited, review),
    opensAt,
    closesAt,
  }
}

interface PulseTimes {
  readonly quarter: string
  readonly instrument: Instrument
  /** The organisation's time zone. */
  readonly zone: string
  readonly opensAt: string
  readonly closesAt: string
}

/** `yearStartsIn`: the month in which the organisation's year begins. */
export const pulsePlanned = (
  { quarter, instrument, zone, opensAt, closesAt }: PulseTimes,
  yearStartsIn = 1,
): SurveyPlan => ({
  kind: 'pulse',
  instrument,
  reviewId: null,
  quarter,
  title: quarterTitle(quarter, { yearStartsIn }),
  startedAt: null,
  meetingAt: null,
  zone,
  reviewVersion: null,
  opensAt,
  closesAt,
})

/**
 * Refuses `unknown_instrument`, `closing_in_the_past`, `opening_after_closing`, `closing_too_far_ahead`,
 * `quarter_out_of_reach` (neither the quarter of `now` nor the next), `quarter_not_begun` and `outside_its_quarter` (it
 * would open before it, or after it).
 */
export const planPulse = (
  input: z.infer<typeof pulseSurveyInputSchema>,
  zone: string,
  now: string,
  find: FindInstrument = findInstrument,
  yearStartsIn = 1,
): SurveyPlan => {
  const instrument = instrumentOf('pulse', input.instrument, find)
  const opensAt = later(input.opensAt ?? now, now)
  requireWindow(opensAt, input.closesAt, now)
  const current = quarterIn(now, zone, yearStartsIn)
  if (input.quarter !== current && input.quarter !== nextQuarter(current)) throw new Refusal('quarter_out_of_reach')
  const opening = quarterIn(opensAt, zone, yearStartsIn)
  if (opening !== input.quarter)
    throw new Refusal(opening < input.quarter ? 'quarter_not_begun' : 'outside_its_quarter')
  return pulsePlanned({ quarter: input.quarter, instrument, zone, opensAt, closesAt: input.closesAt }, yearStartsIn)
}

/**
 * A later close is accepted if it is neither after the meeting nor too far ahead, or if it is the close that the survey
 * already has.
 */
export const requireLaterClose = (
  survey: Pick<Survey, 'opensAt' | 'closesAt' | 'meetingAt'>,
  closesAt: string,
  now: string,
): void => {
  if (Date.parse(closesAt) < Date.parse(survey.closesAt)) throw new Refusal('closing_only_later')
  if (Date.parse(closesAt) === Date.parse(survey.closesAt)) return
  if (survey.meetingAt && Date.parse(closesAt) > Date.parse(survey.meetingAt)) {
    throw new Refusal('meeting_before_close')
  }
  if (isTooFarAhead(closesAt, now) || Date.parse(closesAt) > Date.parse(latestClose(survey.opensAt))) {
    throw new Refusal('closing_too_far_ahead')
  }
}

/** The row as it is first written; `clock` fills in the rest at the opening. */
export const scheduledSurvey = (surveyId: SurveyId, plan: SurveyPlan, invited: number): Survey => ({
  surveyId,
  kind: plan.kind,
  status: 'scheduled',
  instrument: plan.instrument.id,
  reviewId: plan.reviewId,
  quarter: plan.quarter,
  title: plan.title,
  startedAt: plan.startedAt,
  ...(plan.startedOn === undefined ? {} : { startedOn: plan.startedOn }),
  meetingAt: plan.meetingAt,
  zone: plan.zone,
  reviewVersion: plan.reviewVersion,
  opensAt: plan.opensAt,
  closesAt: plan.closesAt,
  minimumBallots: plan.minimumBallots ?? statementMinimum,
  groupMinimum,
  invited,
  roster: null,
  addedChunks: [],
  listVersion: 0,
  closings: 0,
  ...(plan.meetingMinutes === undefined ? {} : { meetingMinutes: plan.meetingMinutes }),
  takenPart: 0,
  takenPartAt: null,
  issued: null,
  pendingKeys: null,
  discardedKeys: null,
  keys: null,
  cohorts: [],
  sealKey: null,
  keysHash: null,
  sealedBytes: plan.instrument.sealedBytes,
  terms: {},
  sealedNames: [],
  pageNames: null,
  mailings: {},
  listensUntil: null,
  announcedAt: null,
  cancelledAt: null,
  harvestLeaseUntil: null,
  destroyedAt: null,
  filed: null,
})
