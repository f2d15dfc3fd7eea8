/** `/api/reviews/{id}/agenda.*`: laid out at download, from what was filed and from the facts as they stand then. */
import { type KeptEdits, keptEditsSchema, moreEditsSchema } from '../../domain/agenda/edit.ts'
import { applyEdits } from '../../domain/agenda/edits.ts'
import { isKept, withMore } from '../../domain/agenda/keeping.ts'
import { agendaHtml } from '../../formats/agenda/html.ts'
import { withLive } from '../../domain/agenda/live.ts'
import { agendaMarkdown } from '../../formats/agenda/markdown.ts'
import { type Agenda, agendaSchema } from '../../domain/agenda/schema.ts'
import { layOutAgenda } from '../../domain/agenda/agenda.ts'
import { type Language, usualLanguage } from '../../domain/language/language.ts'
import type { ReviewId } from '../../domain/ids.ts'
import { failureModes, namesNow } from '../../domain/incident/failure-mode.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import { agendaFacts, agendaFileName, type AgendaFormat, agendaSource } from '../../domain/agenda/of-review.ts'
import type { Review } from '../../domain/review/review.ts'
import { careSchema } from '../../domain/synthesis/schema.ts'
import { vendorKnown, vendorView } from '../../domain/incident/vendor.ts'
import type { Caller } from '../../http/access.ts'
import { operation } from '../../http/operation.ts'
import { agendaCalendar } from '../../formats/agenda/calendar.ts'
import { agendaDocx } from '../../formats/agenda/docx.ts'
import { agendaSheet } from '../../formats/agenda/sheet.ts'
import { liveObservations } from '../reviews/live-closing.ts'
import { type EarlierStores, knownBefore } from './known-before.ts'
import { requireOwnReview, reviewParameter } from '../reviews/own-review.ts'
import type { LiveStore } from '../reviews/live.store.ts'
import type { SurveyStore } from '../items/surveys.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

/** Enough for the edits of a large agenda, including the observations in its splits. */
const editsBytes = 1_000_000

const vendorKnownOf = async ({ vendors, actions }: EarlierStores, incident: Incident) => {
  const section = incident.vendor ? await vendors.readVendorSection(incident.id) : null
  if (!section) return {}
  const action = section.outcome?.kind === 'action' ? await actions.readAction(section.outcome.actionId) : null
  return { vendorKnown: vendorKnown(vendorView(section, incident), action) }
}

interface AgendaStores extends EarlierStores {
  readonly reviews: ReviewStore
  readonly surveys: SurveyStore
  readonly live: LiveStore
}

/** Uses the names that failure modes have now. */
const asItIsCalled = async ({ failureModes: store }: AgendaStores, incident: Incident): Promise<Incident> => {
  if (incident.failureModes.length === 0) return incident
  const modes = failureModes(await store.listFailureModes())
  return { ...incident, failureModes: namesNow(incident.failureModes, modes) }
}

const layOut = async (stores: AgendaStores, review: Review, now: string): Promise<Agenda> => {
  const { incidents, surveys } = stores
  const [recorded, survey] = await Promise.all([incidents.readIncident(review.incidentId), surveys.surveyOf(review.id)])
  if (!recorded) throw new Refusal('unknown_incident')
  const incident = await asItIsCalled(stores, recorded)
  const source = agendaSource(survey, review, now)
  const [before, vendorKnown] = await Promise.all([
    knownBefore(stores, recorded, review, now),
    vendorKnownOf(stores, recorded),
  ])
  const known = { ...before, ...vendorKnown }
  if (typeof source === 'string' || !survey) {
    const reason = typeof source === 'string' ? source : 'no_survey'
    return layOutAgenda(null, { ...agendaFacts(incident, review, survey, reason), ...known })
  }
  const filed = await surveys.readStatements(survey.surveyId, source.filed.run)
  if (!filed) throw new Refusal('not_harvested')
  return layOutAgenda(filed.synthesis, { ...agendaFacts(incident, review, survey, filed), ...known })
}

/** Includes what was added during the meeting, once its channel has closed. */
const generate = async (stores: AgendaStores, review: Review, now: string): Promise<Agenda> => {
  const [agenda, added] = await Promise.all([
    layOut(stores, review, now),
    liveObservations(stores.live, review.id, now),
  ])
  return withLive(agenda, added)
}

interface AgendaRequest {
  readonly params: { readonly id: ReviewId }
  readonly caller: Caller
  readonly now: string
}

const edited = async (
  stores: AgendaStores,
  request: AgendaRequest,
): Promise<{ readonly agenda: Agenda; readonly language: Language }> => {
  const { reviews } = stores
  const review = await requireOwnReview(reviews, request)
  const [generated, saved] = await Promise.all([generate(stores, review, request.now), reviews.readEdits(review.id)])
  // Edits that no longer fit, because the meeting moved or got shorter, are passed over: an agenda is better than none.
  const { agenda } = applyEdits(
    generated,
    (saved?.edits ?? []).map(({ edit }) => edit),
  )
  return { agenda, language: review.language ?? usualLanguage }
}

/** Served as a file to keep, which runs nothing when it is opened. */
const headersOf = (agenda: Agenda, format: AgendaFormat, kind = '') => ({
  'content-disposition': `attachment; filename="${agendaFileName(agenda, format, kind)}"`,
  'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
})

const shared = { who: 'facilitator', tag: 'reviews', parameters: { id: reviewParameter } } as const
/** An agenda is made from opened answers, for an incident that still exists. */
const agendaRefusals = ['unknown_incident', 'survey_not_closed', 'not_harvested'] as const

const readMarkdown = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda.md',
  summary: 'The agenda as Markdown.',
  answers: { 200: { contentType: 'text/markdown; charset=utf-8' } },
  refuses: agendaRefusals,
  example: { params: { id: 'rev_aaaaaaaaaaaaaaaa' } },
}).handledBy((stores: AgendaStores) => async request => {
  const { agenda, language } = await edited(stores, request)
  return { status: 200, body: agendaMarkdown(agenda, language), headers: headersOf(agenda, 'md') }
})

const readHtml = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda.html',
  summary: 'The agenda, ready to print.',
  answers: { 200: { contentType: 'text/html; charset=utf-8' } },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const { agenda, language } = await edited(stores, request)
  return { status: 200, body: agendaHtml(agenda, language), headers: headersOf(agenda, 'html') }
})

/** By a name that no other format has: a person looks for it beside the agenda. */
const readSheet = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda-sheet.html',
  summary: 'Two pages for the table: the brief, the rules, and the hour with lines to write on.',
  answers: { 200: { contentType: 'text/html; charset=utf-8' } },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const { agenda, language } = await edited(stores, request)
  return { status: 200, body: agendaSheet(agenda, language), headers: headersOf(agenda, 'html', '-sheet') }
})

const readDocx = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda.docx',
  summary: 'The agenda as a text document.',
  answers: { 200: { contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' } },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const { agenda, language } = await edited(stores, request)
  return { status: 200, body: new Uint8Array(await agendaDocx(agenda, language)), headers: headersOf(agenda, 'docx') }
})

const readJson = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda.json',
  summary: 'The agenda as data.',
  answers: { 200: agendaSchema },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const { agenda } = await edited(stores, request)
  return { status: 200, json: agenda, headers: headersOf(agenda, 'json') }
})

const readCalendar = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda.ics',
  summary: 'The meeting with its agenda as a calendar entry.',
  answers: { 200: { contentType: 'text/calendar; charset=utf-8' } },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const { agenda, language } = await edited(stores, request)
  return { status: 200, body: agendaCalendar(agenda, language), headers: headersOf(agenda, 'ics') }
})

/** What needs care is no part of the agenda, so that no download, print or mail can hold it. */
const readCare = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/care',
  summary: 'Statements that need care, for the facilitator’s eyes alone; only their number where few people wrote.',
  answers: { 200: careSchema },
  refuses: ['survey_not_closed', 'not_harvested'],
}).handledBy(({ reviews, surveys }: Pick<AgendaStores, 'reviews' | 'surveys'>) => async request => {
  const review = await requireOwnReview(reviews, request)
  const survey = await surveys.surveyOf(review.id)
  const source = agendaSource(survey, review, request.now)
  const filed =
    typeof source === 'string' || !survey ? null : await surveys.readStatements(survey.surveyId, source.filed.run)
  return { status: 200, json: filed?.synthesis?.care ?? { texts: [], count: 0 } }
})

/** What the facilitators arrange: in it stand the words that they keep from the room. */
const readRaw = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda/raw',
  summary: 'The agenda as it is laid out, before any edit of a facilitator.',
  answers: { 200: agendaSchema },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => ({
  status: 200,
  json: await generate(stores, await requireOwnReview(stores.reviews, request), request.now),
}))

const none: KeptEdits = { version: 0, edits: [] }

const readEdits = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda/edits',
  summary: 'The facilitators’ edits of the agenda, and whose each is; version 0 while there are none.',
  answers: { 200: keptEditsSchema },
  refuses: [],
}).handledBy(({ reviews }: Pick<AgendaStores, 'reviews'>) => async request => {
  const review = await requireOwnReview(reviews, request)
  return { status: 200, json: (await reviews.readEdits(review.id)) ?? none }
})

/**
 * Nobody's edit is ever replaced. One that does not fit (somebody else merged its item away) is kept all the same and
 * passed over, so that it holds again if they take that back. The same edits sent again are answered with what is kept.
 */
const addEdits = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews/{id}/agenda/edits',
  summary: 'Adds edits on top of the version that was read, and takes back own ones.',
  body: moreEditsSchema,
  maximumBytes: editsBytes,
  answers: { 200: keptEditsSchema },
  refuses: [...agendaRefusals, 'edit_does_not_fit', 'changed_meanwhile'],
  example: {
    params: { id: 'rev_aaaaaaaaaaaaaaaa' },
    body: {
      version: 0,
      add: [{ id: 'k3v9q2m7x1', edit: { op: 'retime', itemId: 'facts', minutes: 15 } }],
      undo: [],
    },
    answer: {
      version: 1,
      edits: [
        {
          id: 'k3v9q2m7x1',
          by: 'facilitator@example.com',
          edit: { op: 'retime', itemId: 'facts', minutes: 15 },
        },
      ],
    },
  },
}).handledBy((stores: AgendaStores) => async request => {
  const { reviews, surveys } = stores
  const review = await requireOwnReview(reviews, request)
  agendaSource(await surveys.surveyOf(review.id), review, request.now)
  const kept = (await reviews.readEdits(review.id)) ?? none
  if (kept.version !== request.body.version) {
    if (isKept(kept.edits, request.body)) return { status: 200, json: kept }
    throw new Refusal('changed_meanwhile')
  }
  const next = { version: kept.version + 1, edits: withMore(kept.edits, request.body, request.caller.email) }
  if (await reviews.saveEdits(review.id, next)) return { status: 200, json: next }
  const now = (await reviews.readEdits(review.id)) ?? none
  if (!isKept(now.edits, request.body)) throw new Refusal('changed_meanwhile')
  return { status: 200, json: now }
})

export const agendaOperations = [
  readMarkdown,
  readHtml,
  readSheet,
  readDocx,
  readJson,
  readCalendar,
  readCare,
  readRaw,
  readEdits,
  addEdits,
] as const
