/** The calls of the desk, each with the schema that its answer must fit. */
import * as z from 'zod'
import {
  type ImportId,
  incidentIdSchema,
  type IncidentId,
  type ReviewId,
  reviewIdSchema,
  type SurveyId,
  surveyIdSchema,
} from '../../../functions/domain/ids.ts'
import { type PulsePlanInput, pulsePlanViewSchema } from '../../../functions/domain/survey/pulse-plan.ts'
import { actionSchema } from '../../../functions/domain/action/action.ts'
import {
  type failureModeChangeSchema,
  failureModeSchema,
  failureModeViewSchema,
} from '../../../functions/domain/incident/failure-mode.ts'
import { importAnswerSchema } from '../../../functions/domain/import/answer.ts'
import { importRunSchema, undoAnswerSchema } from '../../../functions/domain/import/undo.ts'
import {
  type IncidentInput,
  type IncidentPatch,
  incidentViewSchema,
  vocabularySchema,
} from '../../../functions/domain/incident/incident.ts'
import { type vendorInputSchema, vendorViewSchema } from '../../../functions/domain/incident/vendor.ts'
import { type RosterEntry, rosterEntrySchema } from '../../../functions/domain/people/person.ts'
import { type ReviewPatch, reviewSchema, reviewViewSchema } from '../../../functions/domain/review/review.ts'
import { surveyViewSchema } from '../../../functions/domain/survey/survey.ts'
import { ask } from '../../kit/api/ask.ts'
import { call } from '../../kit/api/client.ts'
import { everyItem, paged } from '../../kit/api/pages.ts'

/** What the page sends; the API fills in the rest from the roster or its defaults. */
export interface ParticipantInput {
  readonly email: string
  readonly name?: string
  readonly zone?: string
}

export interface ReviewRequest {
  readonly incidentId: string
  readonly meetingAt: string
  readonly zone: string
  readonly durationMinutes: number
  readonly facilitators: readonly { readonly email: string; readonly name: string }[]
}

export interface SurveyRequest {
  readonly kind: 'pre-meeting'
  readonly reviewId: string
  readonly participants: readonly ParticipantInput[]
  readonly closesAt: string
}

export interface PulseRequest {
  readonly kind: 'pulse'
  readonly quarter: string
  readonly closesAt: string
}

export interface PersonRequest {
  readonly email: string
  readonly name: string
  readonly group: string
  readonly seniority: RosterEntry['seniority']
  readonly zone: string
}

const incidentActionsSchema = z.object({
  actions: z.array(actionSchema),
  earlier: z.array(actionSchema.extend({ cameBack: z.boolean() })),
})

const anything = z.unknown()
const rosterChangeSchema = z.object({ added: z.int(), changed: z.int(), removed: z.int() })

export const api = {
  /** Of a quarter, the one that runs if none is named; the latest first. */
  incidents: (quarter?: string) =>
    paged(incidentViewSchema, `/api/incidents${quarter === undefined ? '' : `?quarter=${quarter}`}`),
  incident: (id: IncidentId) => call(incidentViewSchema, 'GET', `/api/incidents/${id}`),
  vocabulary: () => call(vocabularySchema, 'GET', '/api/incidents/vocabulary'),
  /** What was agreed after it, and what was agreed after earlier ones of its kind. */
  actionsOf: (id: IncidentId) => call(incidentActionsSchema, 'GET', `/api/incidents/${id}/actions`),
  importIncidents: (text: string, query: string, key?: string) =>
    call(importAnswerSchema, 'POST', `/api/incidents/import?${query}`, { text, type: 'text/plain' }, key),
  imports: () => call(z.array(importRunSchema), 'GET', '/api/incidents/imports'),
  undoImport: (id: ImportId, from: number) =>
    call(undoAnswerSchema, 'DELETE', `/api/incidents/imports/${id}?from=${from}`),
  deleteIncident: (id: IncidentId, version: number) =>
    call(anything, 'DELETE', `/api/incidents/${id}?version=${version}`),
  vendorSection: (id: IncidentId) => call(vendorViewSchema, 'GET', `/api/incidents/${id}/vendor`),
  saveVendorSection: (id: IncidentId, section: z.input<typeof vendorInputSchema>) =>
    call(vendorViewSchema, 'PUT', `/api/incidents/${id}/vendor`, { json: section }),
  failureModes: () => call(z.array(failureModeViewSchema), 'GET', '/api/failure-modes?counts=true'),
  changeFailureMode: (key: string, change: z.infer<typeof failureModeChangeSchema>) =>
    call(failureModeSchema, 'PATCH', `/api/failure-modes/${encodeURIComponent(key)}`, { json: change }),
  createIncident: (input: IncidentInput, key: string) =>
    call(z.object({ id: incidentIdSchema }), 'POST', '/api/incidents', { json: input }, key),
  changeIncident: (id: IncidentId, patch: IncidentPatch & { version?: number }) =>
    call(anything, 'PATCH', `/api/incidents/${id}`, { json: patch }),

  /** The latest meeting first. */
  reviews: paged(reviewSchema, '/api/reviews'),
  review: (id: ReviewId) => call(reviewViewSchema, 'GET', `/api/reviews/${id}`),
  createReview: (input: ReviewRequest, key: string) =>
    call(z.object({ id: reviewIdSchema }), 'POST', '/api/reviews', { json: input }, key),
  changeReview: (id: ReviewId, patch: ReviewPatch & { version?: number }) =>
    call(anything, 'PATCH', `/api/reviews/${id}`, { json: patch }),
  cancelReview: (id: ReviewId) => call(anything, 'POST', `/api/reviews/${id}/cancel`, { json: {} }),

  surveys: () => everyItem(paged(surveyViewSchema, '/api/surveys'), ({ id }) => id),
  survey: (id: SurveyId) => ask('GET /api/surveys/{id}', surveyViewSchema, { params: { id } }),
  createSurvey: (input: SurveyRequest) =>
    ask('POST /api/surveys', z.object({ id: surveyIdSchema }), { body: { json: input } }),
  createPulse: (input: PulseRequest) =>
    ask('POST /api/surveys', z.object({ id: surveyIdSchema }), { body: { json: input } }),
  cancelSurvey: (id: SurveyId) => ask('POST /api/surveys/{id}/cancel', anything, { params: { id } }),
  addParticipants: (id: SurveyId, participants: readonly ParticipantInput[]) =>
    ask('POST /api/surveys/{id}/participants', z.object({ added: z.int() }), {
      params: { id },
      body: { json: { participants } },
    }),
  closeLater: (id: SurveyId, closesAt: string) =>
    ask('PATCH /api/surveys/{id}', anything, { params: { id }, body: { json: { closesAt } } }),

  pulsePlan: () => ask('GET /api/pulse-plan', pulsePlanViewSchema),
  setPulsePlan: (input: PulsePlanInput) => ask('PUT /api/pulse-plan', pulsePlanViewSchema, { body: { json: input } }),

  people: () => ask('GET /api/people', z.array(rosterEntrySchema)),
  putPeople: (people: readonly PersonRequest[]) =>
    ask('PUT /api/people', rosterChangeSchema, { body: { json: people } }),
  putCsv: (text: string, replace: boolean) =>
    ask('PUT /api/people', rosterChangeSchema, {
      query: replace ? { replace: 'true' } : {},
      body: { text, type: 'text/csv' },
    }),
}
export type Api = typeof api
