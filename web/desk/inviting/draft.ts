/** The three screens share one draft: what was typed, and what the calls have made of it so far. */
import * as z from 'zod'
import type { Incident } from '../../../functions/domain/incident/incident.ts'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import { minimumFor, readersAmong } from '../../../functions/domain/survey/minimum.ts'
import { defaultClosesAt } from '../../../functions/domain/survey/life.ts'
import { type Draft, useDraft } from '../../kit/load/draft.ts'
import {
  emptyIncident,
  formOf,
  incidentFormSchema,
  type IncidentReading,
  readIncident,
} from '../incident-form/fields.ts'
import { browserZone, instantOf, isZone, wallOf } from '../../kit/time.ts'
import { type Made, madeSchema, nothingMade, type Plan, reviewSentOf } from './flow.ts'
import {
  type ClosingProblem,
  closingProblem,
  type MeetingProblem,
  meetingProblem,
  suggestedMeeting,
} from './schedule.ts'
import { instantNow } from '../../kit/session/clock.ts'

export const personSchema = z.object({ email: z.string(), name: z.string() })
export type DraftPerson = z.infer<typeof personSchema>

export const invitingSchema = z.object({
  incident: incidentFormSchema,
  /** An incident recorded earlier: its title, and its id in `made`. */
  picked: z.string().nullable(),
  /** Wall time in `zone`. */
  meetingAt: z.string(),
  zone: z.string(),
  durationMinutes: z.int(),
  /** Wall time in `zone`; empty for the default. */
  closesAt: z.string(),
  /** Besides the person who is signed in. */
  facilitators: z.array(personSchema),
  participants: z.array(personSchema),
  /** What was pasted and not read yet. */
  pasted: z.string(),
  made: madeSchema,
})
export type Inviting = z.infer<typeof invitingSchema>

const draw = (): string => crypto.randomUUID()

export const nothingMadeYet = (): Made => nothingMade(draw)

export const freshInviting = (): Inviting => {
  const zone = browserZone()
  return {
    incident: emptyIncident(zone),
    picked: null,
    meetingAt: suggestedMeeting(wallOf(instantNow(), zone)),
    zone,
    durationMinutes: 60,
    closesAt: '',
    facilitators: [],
    participants: [],
    pasted: '',
    made: nothingMade(draw),
  }
}

export const useInviting = (): Draft<Inviting> => useDraft('inviting', invitingSchema, freshInviting)

export const pickIncident = (incident: Incident): Partial<Inviting> => ({
  picked: incident.title,
  incident: formOf(incident),
  made: { ...nothingMade(draw), incidentId: incident.id },
})

/** A review that was made but has no survey: nothing but its invitations is missing. */
export const pickReview = (review: ReviewView, self: string): Partial<Inviting> => {
  return {
    picked: review.title,
    meetingAt: wallOf(review.meetingAt, review.zone),
    zone: review.zone,
    durationMinutes: review.durationMinutes,
    closesAt: '',
    facilitators: review.facilitators.filter(one => one.email !== self),
    made: {
      ...nothingMade(draw),
      incidentId: review.incidentId,
      reviewId: review.id,
      reviewSent: reviewSentOf(review),
    },
  }
}

/** Of those invited, those who will read the agenda, and how many are needed at least. */
export const neededFor = (
  draft: Pick<Inviting, 'participants' | 'facilitators'>,
  self: Pick<DraftPerson, 'email'>,
): { readonly needed: number; readonly readers: number } => {
  const invited = draft.participants.map(({ email }) => email)
  const reading = { facilitators: [self, ...draft.facilitators] }
  return { needed: minimumFor(invited, reading), readers: readersAmong(invited, reading) }
}
/** Under this, colleagues may recognise each other. */
export const comfortableParticipants = 5

export interface InvitingProblems {
  readonly zone?: 'no_zone'
  readonly meetingAt?: 'required' | MeetingProblem
  readonly closesAt?: ClosingProblem | 'required'
  readonly participants?: 'too_few'
}

export type InvitingReading =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problems: InvitingProblems; readonly incident: IncidentReading | null }

/** The closing time as it stands, an instant; null while the meeting's time cannot be read. */
export const closingOf = (draft: Inviting, now: number): string | null => {
  const meetingAt = instantOf(draft.meetingAt, draft.zone)
  if (draft.closesAt) return instantOf(draft.closesAt, draft.zone)
  return meetingAt && defaultClosesAt(new Date(now).toISOString(), meetingAt)
}

/** Everything the three calls need, or what is still missing, by field. */
export const readInviting = (
  draft: Inviting,
  self: DraftPerson,
  rosterAddresses: ReadonlySet<string>,
  now: number,
): InvitingReading => {
  const incident = draft.picked === null ? readIncident(draft.incident, now) : null
  const meetingAt = instantOf(draft.meetingAt, draft.zone)
  const closesAt = closingOf(draft, now)
  const closing = meetingAt && closesAt ? closingProblem(closesAt, meetingAt, now) : null
  const meeting = meetingAt === null ? null : meetingProblem(meetingAt, now)
  const problems: InvitingProblems = {
    ...(isZone(draft.zone) ? {} : { zone: 'no_zone' }),
    ...(meetingAt || !isZone(draft.zone) ? {} : { meetingAt: 'required' }),
    ...(meeting ? { meetingAt: meeting } : {}),
    ...(draft.closesAt && !closesAt && isZone(draft.zone) ? { closesAt: 'required' } : {}),
    ...(closing && !meeting ? { closesAt: closing } : {}),
    ...(draft.participants.length < neededFor(draft, self).needed ? { participants: 'too_few' } : {}),
  }
  if (incident?.ok === false || Object.keys(problems).length > 0 || !meetingAt || !closesAt) {
    return { ok: false, problems, incident }
  }
  return {
    ok: true,
    plan: {
      incident: incident?.ok ? incident.input : null,
      meetingAt,
      zone: draft.zone,
      durationMinutes: draft.durationMinutes,
      facilitators: [self, ...draft.facilitators],
      closesAt,
      // Quiet hours follow the reader's zone: for somebody new the meeting's is the best guess there is.
      participants: draft.participants.map(({ email, name }) =>
        rosterAddresses.has(email) ? { email } : { email, ...(name ? { name } : {}), zone: draft.zone },
      ),
    },
  }
}

export const isBegun = (made: Made): boolean =>
  made.reviewId !== null || (made.incidentSent !== null && made.incidentId !== null)
