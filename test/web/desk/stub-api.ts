/** The facilitator's API in memory: enough of it for the desk, with calls that can be made to fail. */
import { minimumFor } from '../../../functions/domain/survey/minimum.ts'
import { agendaMarkdown } from '../../../functions/formats/agenda/markdown.ts'
import { type KeptEdits, moreEditsSchema } from '../../../functions/domain/agenda/edit.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import { isKept, withMore } from '../../../functions/domain/agenda/keeping.ts'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import type { PulsePlan } from '../../../functions/domain/survey/pulse-plan.ts'
import {
  handoverInputSchema,
  handoverOf,
  type LeftAlone,
  withSuccessor,
} from '../../../functions/domain/review/handing.ts'
import { roomAgenda } from '../../../functions/domain/agenda/room.ts'
import { reviewId, surveyId } from '../../../functions/domain/ids.ts'
import type { DeliveryRow } from '../../../functions/domain/mail/delivery.ts'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import { Refusal, type RefusalCode } from '../../../functions/domain/refusal.ts'
import {
  isFacilitator,
  mayLead,
  type Review,
  reviewInputSchema,
  reviewChangeSchema,
} from '../../../functions/domain/review/review.ts'
import { alikePairs } from '../../../functions/domain/roster/alike.ts'
import { followReview } from '../../../functions/domain/survey/life.ts'
import { participantsInputSchema } from '../../../functions/domain/survey/request.ts'
import { preMeetingSurveyInputSchema, type SurveyView } from '../../../functions/domain/survey/survey.ts'
import { courseFor, homeFor, viewOf } from './stub-course.ts'
import { backFromWithdrawn, deliveryCall, withdrawCall } from './stub-delivery.ts'
import { putPeople } from './stub-people.ts'
import { openPulse, planView, setPlan } from './stub-pulse.ts'
import { problemOf } from '../../../functions/http/problem.ts'
import { failureModesCall, incidentsCall, type StubIncidents } from './stub-incidents.ts'
import { synthesis } from '../../domain/agenda/fixture.ts'

export interface Caller {
  readonly email: string
  readonly name: string
  readonly groups: readonly string[]
}

interface Cut {
  readonly method: string
  readonly path: RegExp
  /** The line breaks before the call is carried out, or after; or it is refused. */
  readonly how: 'before' | 'after' | RefusalCode
}

export interface StubWorld extends StubIncidents {
  readonly reviews: Review[]
  readonly surveys: SurveyView[]
  readonly people: RosterEntry[]
  readonly invited: Map<string, Set<string>>
  /** By survey. */
  readonly deliveries: Map<string, DeliveryRow[]>
  agenda: Agenda | null
  plan: PulsePlan | null
  edits: KeptEdits
  /** What leadership is shown of reviews that nobody leads. */
  leftAlone: LeftAlone[]
  /** What the trend page is answered, where it asks. */
  trends: ((url: URL) => Answer) | null
  /** Calls as they came: 'POST /api/incidents'. */
  readonly calls: string[]
  /** Each happens once. */
  cuts: Cut[]
}

export const emptyWorld = (): StubWorld => ({
  incidents: [],
  imports: [],
  modes: [],
  vendors: new Map(),
  actions: new Map(),
  reviews: [],
  surveys: [],
  people: [],
  invited: new Map(),
  deliveries: new Map(),
  agenda: null,
  plan: null,
  edits: { version: 0, edits: [] },
  leftAlone: [],
  trends: null,
  calls: [],
  cuts: [],
})

const bytes = (seed: string): Uint8Array => {
  const filled = new Uint8Array(16)
  for (let index = 0; index < seed.length; index += 1)
    filled[index % 16] = ((filled[index % 16] ?? 0) * 31 + seed.charCodeAt(index)) % 256
  return filled
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

export const refused = (code: RefusalCode, detail?: string, fields?: Record<string, unknown>): Answer => {
  const problem = problemOf(new Refusal(code, detail, fields), 'request-1', 'en')
  return { status: problem.status, headers: problem.headers, body: problem.body }
}

interface Call {
  readonly method: string
  readonly url: URL
  readonly body: string
  readonly type: string
  readonly key: string
  readonly caller: Caller
}

const surveyOf = (world: StubWorld, id: string): SurveyView | undefined =>
  world.surveys.find(one => one.reviewId === id && one.status !== 'cancelled')

const createSurvey = (world: StubWorld, call: Call): Answer => {
  if (JSON.parse(call.body).kind === 'pulse') return json(openPulse(world, call.body), 201)
  const input = preMeetingSurveyInputSchema.parse(JSON.parse(call.body))
  const review = world.reviews.find(one => one.id === input.reviewId)
  if (!review) return refused('unknown_review')
  if (surveyOf(world, review.id)) return refused('review_has_survey')
  const emails = new Set(input.participants.map(one => one.email))
  if (emails.size < minimumFor([...emails], review)) return refused('too_few_participants')
  const id = surveyId(bytes(`survey ${world.surveys.length}`))
  world.invited.set(id, emails)
  const closesAt = input.closesAt ?? review.meetingAt
  const opensAt = new Date().toISOString()
  const { title, meetingAt, zone } = review
  world.surveys.push({
    id,
    kind: 'pre-meeting',
    status: 'scheduled',
    instrument: 'pre-meeting-1',
    reviewId: review.id,
    quarter: null,
    title,
    meetingAt,
    zone,
    opensAt,
    closesAt,
    invited: emails.size,
    takenPart: null,
    takenPartAt: null,
    isFinal: false,
    terms: null,
    termsByLanguage: {},
  })
  return json({ id, status: 'scheduled', opensAt, closesAt }, 201)
}

const createReview = (world: StubWorld, call: Call): Answer => {
  const input = reviewInputSchema.parse(JSON.parse(call.body))
  const id = reviewId(bytes(`review ${call.key}`))
  const incident = world.incidents.find(one => one.id === input.incidentId)
  if (!incident) return refused('unknown_incident')
  if (Date.parse(input.meetingAt) < Date.now()) return refused('meeting_in_the_past')
  if (world.reviews.some(one => one.id === id)) return json({ id }, 201)
  const { title, startedAt } = incident
  const self = { email: call.caller.email, name: call.caller.name }
  const facilitators = [self, ...input.facilitators.filter(one => one.email !== self.email)]
  const nobody = { successors: [], history: [] }
  world.reviews.push({ ...input, id, title, startedAt, facilitators, ...nobody, status: 'planned', version: 1 })
  return json({ id }, 201)
}

const changeReview = (world: StubWorld, call: Call, review: Review, change: Partial<Review>): Answer => {
  Object.assign(review, change, { version: review.version + 1 })
  const survey = surveyOf(world, review.id)
  if (survey) {
    const { cancelled, reviewVersion: _version, ...followed } = followReview(survey, review)
    Object.assign(survey, followed, cancelled ? { status: 'cancelled' } : {})
  }
  return json(viewOf(review, world.surveys, call.caller.email))
}

const agendaCall = (world: StubWorld, call: Call, what: string): Answer => {
  const { agenda } = world
  if (!agenda) return refused('survey_not_closed')
  if (what === '/agenda/edits' && call.method === 'POST') {
    const more = moreEditsSchema.parse(JSON.parse(call.body))
    const { version, edits } = world.edits
    if (more.version !== version) return isKept(edits, more) ? json(world.edits) : refused('changed_meanwhile')
    world.edits = { version: version + 1, edits: withMore(edits, more, call.caller.email) }
    return json(world.edits)
  }
  if (what === '/agenda/edits') return json(world.edits)
  if (what === '/agenda/raw') return json(agenda)
  const { agenda: edited } = applyEdits(
    agenda,
    world.edits.edits.map(({ edit }) => edit),
  )
  if (what === '/agenda.json') return json(edited)
  if (what === '/care') return json(synthesis.care)
  const headers = { 'content-type': 'text/markdown', 'content-disposition': 'attachment; filename="agenda-sample.md"' }
  return what === '/agenda.md' ? { status: 200, headers, body: agendaMarkdown(edited) } : refused('not_found')
}

const reviewCall = (world: StubWorld, call: Call, id: string, what: string): Answer => {
  const review = world.reviews.find(one => one.id === id)
  const { email } = call.caller
  if (!review || !mayLead(review, email)) return refused('unknown_review')
  if (what === '/agenda/room') return world.agenda ? json(roomAgenda(world.agenda)) : refused('survey_not_closed')
  if (!isFacilitator(review, email) && /^\/(?:agenda|care)/.test(what)) return refused('not_in_terms')
  if (what.startsWith('/agenda') || what === '/care') return agendaCall(world, call, what)
  if (what === '/cancel') return changeReview(world, call, review, { status: 'cancelled' })
  if (call.method === 'PATCH') {
    const { meetingAt, zone, durationMinutes, facilitators } = reviewChangeSchema.parse(JSON.parse(call.body))
    if (meetingAt && Date.parse(meetingAt) < Date.now()) return refused('meeting_in_the_past')
    return changeReview(world, call, review, {
      ...(meetingAt ? { meetingAt } : {}),
      ...(facilitators ? { facilitators } : {}),
      ...(zone ? { zone } : {}),
      ...(durationMinutes ? { durationMinutes } : {}),
    })
  }
  return json(what === '/course' ? courseFor(review, world.surveys, email) : viewOf(review, world.surveys, email))
}

const handoverCall = (world: StubWorld, call: Call): Answer => {
  if (call.method === 'GET') return json(world.leftAlone)
  const { reviewId: id, to } = handoverInputSchema.parse(JSON.parse(call.body))
  const { email, name, groups } = call.caller
  const as = groups.includes('facilitator') ? 'leader' : 'leadership'
  world.leftAlone = world.leftAlone.filter(one => one.reviewId !== id)
  const review = world.reviews.find(one => one.id === id)
  if (!review)
    return as === 'leadership'
      ? json({ reviewId: id, leaders: [to], history: [], version: 2 })
      : refused('unknown_review')
  const at = new Date().toISOString()
  return json(handoverOf(Object.assign(review, withSuccessor(review, { at, by: { email, name }, as, to }))))
}

const surveyCall = (world: StubWorld, call: Call, id: string, what: string): Answer => {
  const survey = world.surveys.find(one => one.id === id)
  if (!survey) return refused('unknown_survey')
  if (what === '/cancel') return json(Object.assign(survey, { status: 'cancelled' }))
  if (what.startsWith('/delivery')) return json(deliveryCall(world, call, survey, what))
  if (what === '/participants' && call.method === 'DELETE') return json(withdrawCall(world, call, survey))
  if (what === '/participants') {
    backFromWithdrawn(world, call, survey)
    const { participants } = participantsInputSchema.parse(JSON.parse(call.body))
    const emails = world.invited.get(id) ?? new Set()
    const before = emails.size
    for (const one of participants) emails.add(one.email)
    survey.invited += emails.size - before
    return json({ invited: survey.invited, added: emails.size - before })
  }
  if (call.method === 'PATCH') {
    const { closesAt }: { closesAt: string } = JSON.parse(call.body)
    if (Date.parse(closesAt) <= Date.parse(survey.closesAt)) return refused('closing_only_later')
    survey.closesAt = closesAt
  }
  const { notReached, withdrawn, addedSinceCount } = deliveryCall(world, call, survey, '/delivery')
  return json({ ...survey, notReached, withdrawn, addedSinceCount })
}

const route = (world: StubWorld, call: Call): Answer => {
  const [, what = '', id = '', rest = ''] =
    /^\/api\/([a-z]+)(?:-plan)?(?:\/([a-z]{3}_[a-z0-9]{16}))?(\/?.*)$/.exec(call.url.pathname) ?? []
  if (call.url.pathname === '/api/people/replaced') return json(null)
  if (call.url.pathname === '/api/people/alike') return json(alikePairs(world.people, () => false))
  if (what === 'people') {
    if (call.method === 'GET') return json(world.people)
    return json(putPeople(world.people, { query: call.url.searchParams, body: call.body, type: call.type }))
  }
  if (what === 'pulse') return json(call.method === 'PUT' ? setPlan(world, call.body) : planView(world))
  if (call.url.pathname.startsWith('/api/failure-modes')) return json(failureModesCall(world, call))
  if (what === 'incidents') {
    const made = call.method === 'POST' && !rest
    return json(incidentsCall(world, call, id, rest), made ? 201 : 200)
  }
  if (what === 'reviews' && !id) {
    if (call.method === 'POST') return createReview(world, call)
    const { email } = call.caller
    return json(world.reviews.filter(one => mayLead(one, email)).map(one => viewOf(one, world.surveys, email)))
  }
  if (what === 'handovers') return handoverCall(world, call)
  if (what === 'home') {
    const home = homeFor(world.reviews, world.surveys, call.caller.email)
    return json(rest === '/reviews' ? home.reviews : home)
  }
  if (what === 'reviews') return reviewCall(world, call, id, rest)
  if (what === 'surveys' && !id) return call.method === 'POST' ? createSurvey(world, call) : json(world.surveys)
  return what === 'surveys' ? surveyCall(world, call, id, rest) : refused('not_found')
}

/** Null: the line broke, no reply goes out. */
export const answerCall = (world: StubWorld, call: Call): Answer | null => {
  world.calls.push(`${call.method} ${call.url.pathname}${call.url.search}`)
  const leads = call.caller.groups.includes('leadership')
  const readsTrends = call.url.pathname.startsWith('/api/trends') && leads
  const decides = call.url.pathname === '/api/handovers' && leads
  const { groups } = call.caller
  const keeps = groups.includes('keeper')
  const isKept = /^\/api\/(?:people|pulse-plan|surveys)/.test(call.url.pathname)
  const changesKept = /^\/api\/(?:people|pulse-plan)/.test(call.url.pathname) && call.method !== 'GET'
  if (changesKept && !keeps) return refused('not_allowed')
  if (!readsTrends && !decides && !(isKept && keeps) && !groups.includes('facilitator')) return refused('not_allowed')
  const cut = world.cuts.find(one => one.method === call.method && one.path.test(call.url.pathname))
  if (cut) world.cuts = world.cuts.filter(one => one !== cut)
  if (cut?.how === 'before') return null
  if (cut && cut.how !== 'after') return refused(cut.how)
  try {
    const answer = world.trends && readsTrends ? world.trends(call.url) : route(world, call)
    return cut ? null : answer
  } catch (error) {
    const problem = problemOf(error, 'request-1', 'en')
    return { status: problem.status, headers: problem.headers, body: problem.body }
  }
}
