/** `POST /api/surveys`: a pre-meeting survey of a review, or the pulse of a quarter. */
import type { SurveyId } from '../domain/ids.ts'
import { onePerMailbox } from '../domain/people/mailbox.ts'
import { Refusal, type RefusalCode } from '../domain/refusal.ts'
import { mayLead } from '../domain/review/review.ts'
import { requireDistance } from '../domain/survey/pulse-distance.ts'
import {
  distinctPeople,
  planPreMeeting,
  planPulse,
  requireAddresses,
  scheduledSurvey,
  type SurveyPlan,
} from '../domain/survey/request.ts'
import { type Survey, type SurveyInput, surveyInputSchema, surveyViewSchema } from '../domain/survey/survey.ts'
import { parseBody, parseJson } from '../http/body.ts'
import { requireRole } from '../http/access.ts'
import { operation } from '../http/operation.ts'
import type { Claim } from '../records/claims.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import { enrol, type Invitee, inviteesOf } from './invitees.ts'

/** What the same request has made, if it was sent before. A barred id was never one. */
const madeBefore = async (
  { readSurvey }: OrganiseDependencies['store'],
  surveyId: SurveyId,
): Promise<Survey | null> => {
  const made = await readSurvey(surveyId)
  return made && made.invited > 0 ? made : null
}

/**
 * Nothing is in force until the row is written, which comes last. A claim without a row belongs to a run that was cut
 * off or is still going. Its id is barred before the claim is taken over, so that at most one row is written.
 */
const schedule = async (
  { store, random }: OrganiseDependencies,
  surveyId: SurveyId,
  claim: Claim,
  taken: RefusalCode,
  plan: SurveyPlan,
  people: readonly Invitee[],
  by: string,
  invited: number,
  now: string,
): Promise<Survey> => {
  const survey = scheduledSurvey(surveyId, plan, invited)
  const claimed = await store.readClaim(claim)
  if (claimed && claimed !== surveyId) {
    const earlier = await store.readSurvey(claimed)
    const free = earlier
      ? earlier.status === 'cancelled'
      : await store.abandonSurvey({ ...survey, surveyId: claimed }, now)
    if (!free) throw new Refusal(taken, undefined, { surveyId: claimed })
  }
  await enrol({ store, random }, people, { by, at: now })
  await store.addParticipants(
    survey,
    people.map(({ email }) => email),
    0,
    { by, at: now },
  )
  // The same request, sent twice, may have claimed it since.
  const isClaimed = (await store.putClaim(claim, surveyId, claimed)) || (await store.readClaim(claim)) === surveyId
  if (!isClaimed) throw new Refusal(taken)
  if (await store.publishSurvey(survey)) return survey
  // The clock may have opened the quarter's pulse under the claim: it is the one that was asked for if it closes then.
  const made = await madeBefore(store, surveyId)
  if (made?.closesAt !== plan.closesAt) throw new Refusal(taken)
  return made
}

const create = async (
  dependencies: OrganiseDependencies,
  surveyId: SurveyId,
  input: SurveyInput,
  email: string,
  now: string,
): Promise<Survey> => {
  const { store, findInstrument, calendar } = dependencies
  if (input.kind === 'pulse') {
    const zone = (await store.readPulsePlan())?.zone ?? calendar.zone
    const plan = planPulse(input, zone, now, findInstrument, calendar.yearStartsIn)
    requireDistance(plan, await store.listSurveys())
    const roster = onePerMailbox(await store.readRoster())
    if (roster.length === 0) throw new Refusal('empty_roster')
    return schedule(
      dependencies,
      surveyId,
      { kind: 'quarter', of: input.quarter },
      'quarter_has_pulse',
      plan,
      [],
      email,
      roster.length,
      now,
    )
  }
  const review = await store.readReview(input.reviewId)
  if (!review || !mayLead(review, email)) throw new Refusal('unknown_review')
  const plan = planPreMeeting(input, review, now, findInstrument)
  const people = await inviteesOf(dependencies, distinctPeople(input.participants))
  return schedule(
    dependencies,
    surveyId,
    { kind: 'review', of: review.id },
    'review_has_survey',
    plan,
    people,
    email,
    people.length,
    now,
  )
}

const surveyIn = (text: string): SurveyInput => {
  const raw = parseJson(text)
  requireAddresses(raw)
  return parseBody(surveyInputSchema, raw)
}

export const scheduleSurvey = operation({
  method: 'POST',
  path: '/api/surveys',
  who: 'organiser',
  tag: 'surveys',
  summary: 'Schedules a survey.',
  description:
    'Title, times and zone of a pre-meeting survey come from its review. A facilitator schedules those, a keeper pulses.',
  repeatable: true,
  body: surveyInputSchema,
  reads: surveyIn,
  trace: { act: 'survey-scheduled', about: 'new-survey', counts: ['invited'] },
  answers: { 201: surveyViewSchema.pick({ id: true, status: true, opensAt: true, closesAt: true, invited: true }) },
  refuses: [
    'address_missing',
    'unknown_instrument',
    'unknown_review',
    'review_cancelled',
    'review_has_survey',
    'too_few_participants',
    'one_mailbox',
    'not_on_roster',
    'meeting_in_the_past',
    'meeting_too_far_ahead',
    'meeting_before_close',
    'opening_after_closing',
    'closing_in_the_past',
    'closing_too_far_ahead',
    'quarter_has_pulse',
    'quarter_not_begun',
    'quarter_out_of_reach',
    'outside_its_quarter',
    'two_pulses_open',
    'pulses_too_close',
    'empty_roster',
  ],
  example: {
    body: {
      kind: 'pre-meeting',
      reviewId: 'rev_aaaaaaaaaaaaaaaa',
      participants: ['ann@example.com', 'bob@example.com', 'cas@example.com'],
      closesAt: '2026-11-26T11:00:00.000Z',
    },
    answer: {
      id: 'srv_aaaaaaaaaaaaaaaa',
      status: 'scheduled',
      opensAt: '2026-11-24T12:00:00.000Z',
      closesAt: '2026-11-26T11:00:00.000Z',
      invited: 3,
    },
  },
}).handledBy((dependencies: OrganiseDependencies) => async ({ body, caller, now, drawn }) => {
  requireRole(caller, body.kind === 'pulse' ? 'keeper' : 'facilitator')
  const {
    surveyId: id,
    status,
    opensAt,
    closesAt,
    invited,
  } = (await madeBefore(dependencies.store, drawn)) ?? (await create(dependencies, drawn, body, caller.email, now))
  return { status: 201, json: { id, status, opensAt, closesAt, invited }, headers: { location: `/api/surveys/${id}` } }
})
