/** The calls of the desk, each with the schema that its answer must fit. */
import * as z from 'zod'
import {
  type ImportId,
  incidentIdSchema,
  type IncidentId,
  type ReplacementId,
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
import { aroundSchema } from '../../../functions/domain/course/around.ts'
import { type Home, homeReviewSchema, homeSchema } from '../../../functions/domain/course/desk.ts'
import { courseSchema } from '../../../functions/domain/course/needs.ts'
import { reviewViewSchema } from '../../../functions/domain/course/stage.ts'
import { importRunSchema, undoAnswerSchema } from '../../../functions/domain/import/undo.ts'
import {
  type IncidentInput,
  type IncidentPatch,
  incidentViewSchema,
  vocabularySchema,
} from '../../../functions/domain/incident/incident.ts'
import { type vendorInputSchema, vendorViewSchema } from '../../../functions/domain/incident/vendor.ts'
import { type RosterEntry, rosterEntrySchema } from '../../../functions/domain/people/person.ts'
import { replacementViewSchema } from '../../../functions/domain/roster/replaced.ts'
import { alikeAnswerSchema } from '../../../functions/domain/roster/alike.ts'
import { rosterAnswerSchema } from '../../../functions/domain/roster/answer.ts'
import { surveyDetailSchema } from '../../../functions/domain/mail/delivery.ts'
import type { ReviewChange } from '../../../functions/domain/review/review.ts'
import { listedSurveySchema, surveyViewSchema } from '../../../functions/domain/survey/survey.ts'
import { ask, askIfChanged, askPages, type Requested } from '../../kit/api/ask.ts'
import { everyItem } from '../../kit/api/pages.ts'

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

export type RosterQuery = NonNullable<Requested<'PUT /api/people'>['query']>
export type ImportQuery = NonNullable<Requested<'POST /api/incidents/import'>['query']>

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

export const api = {
  /** Of a quarter, the one that runs if none is named; the latest first. */
  incidents: (quarter?: string) =>
    askPages('GET /api/incidents', incidentViewSchema, { query: quarter === undefined ? {} : { quarter } }),
  uncounted: (quarter: string) =>
    askPages('GET /api/incidents', incidentViewSchema, { query: { quarter, counted: 'no' } }),
  incident: (id: IncidentId) => ask('GET /api/incidents/{id}', incidentViewSchema, { params: { id } }),
  around: (id: IncidentId) => ask('GET /api/incidents/{id}/around', aroundSchema, { params: { id } }),
  vocabulary: () => ask('GET /api/incidents/vocabulary', vocabularySchema),
  /** What was agreed after it, and what was agreed after earlier ones of its kind. */
  actionsOf: (id: IncidentId) => ask('GET /api/incidents/{id}/actions', incidentActionsSchema, { params: { id } }),
  importIncidents: (text: string, query: ImportQuery, key?: string) =>
    ask('POST /api/incidents/import', importAnswerSchema, {
      query,
      body: { text, type: 'text/plain' },
      ...(key === undefined ? {} : { key }),
    }),
  imports: () => ask('GET /api/incidents/imports', z.array(importRunSchema)),
  undoImport: (id: ImportId, from: number) =>
    ask('DELETE /api/incidents/imports/{id}', undoAnswerSchema, { params: { id }, query: { from } }),
  deleteIncident: (id: IncidentId, version: number) =>
    ask('DELETE /api/incidents/{id}', anything, { params: { id }, query: { version: String(version) } }),
  vendorSection: (id: IncidentId) => ask('GET /api/incidents/{id}/vendor', vendorViewSchema, { params: { id } }),
  saveVendorSection: (id: IncidentId, section: z.input<typeof vendorInputSchema>) =>
    ask('PUT /api/incidents/{id}/vendor', vendorViewSchema, { params: { id }, body: { json: section } }),
  failureModes: () => ask('GET /api/failure-modes', z.array(failureModeViewSchema), { query: { counts: 'true' } }),
  changeFailureMode: (key: string, change: z.infer<typeof failureModeChangeSchema>) =>
    ask('PATCH /api/failure-modes/{id}', failureModeSchema, { params: { id: key }, body: { json: change } }),
  /** `key`: of a draft that outlives its tab. */
  createIncident: (input: IncidentInput, key = 'once') =>
    ask('POST /api/incidents', z.object({ id: incidentIdSchema }), { body: { json: input }, key }),
  changeIncident: (id: IncidentId, patch: IncidentPatch & { version?: number }) =>
    ask('PATCH /api/incidents/{id}', anything, { params: { id }, body: { json: patch } }),

  /** As lists show them, the latest meeting first. */
  reviews: askPages('GET /api/home/reviews', homeReviewSchema),
  /** What is open, and what it needs; null where it is what `tag` stands for. */
  home: (tag: string): Promise<{ value: Home; tag: string } | null> => askIfChanged('GET /api/home', homeSchema, tag),
  review: (id: ReviewId) => ask('GET /api/reviews/{id}', reviewViewSchema, { params: { id } }),
  course: (id: ReviewId) => ask('GET /api/reviews/{id}/course', courseSchema, { params: { id } }),
  createReview: (input: ReviewRequest, key: string) =>
    ask('POST /api/reviews', z.object({ id: reviewIdSchema }), { body: { json: input }, key }),
  changeReview: (id: ReviewId, patch: ReviewChange) =>
    ask('PATCH /api/reviews/{id}', anything, { params: { id }, body: { json: patch } }),
  cancelReview: (id: ReviewId) => ask('POST /api/reviews/{id}/cancel', anything, { params: { id } }),

  surveys: () => everyItem(askPages('GET /api/surveys', listedSurveySchema), ({ id }) => id),
  survey: (id: SurveyId) => ask('GET /api/surveys/{id}', surveyDetailSchema, { params: { id } }),
  createSurvey: (input: SurveyRequest) =>
    ask('POST /api/surveys', z.object({ id: surveyIdSchema }), { body: { json: input } }),
  createPulse: (input: PulseRequest) =>
    ask('POST /api/surveys', z.object({ id: surveyIdSchema }), { body: { json: input } }),
  /** An open pulse waits, and says until when in `cancelsAt`. */
  cancelSurvey: (id: SurveyId) =>
    ask('POST /api/surveys/{id}/cancel', surveyViewSchema.pick({ cancelsAt: true }), { params: { id } }),
  keepSurvey: (id: SurveyId) => ask('POST /api/surveys/{id}/keep', anything, { params: { id } }),
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
    ask('PUT /api/people', rosterAnswerSchema, { body: { json: people } }),
  /** The last replacement of the roster that can be undone, or null. */
  replaced: () => ask('GET /api/people/replaced', replacementViewSchema.nullable()),
  undoReplaced: (id: ReplacementId) =>
    ask('POST /api/people/replaced/{id}/undo', z.object({ restored: z.int(), left: z.int() }), { params: { id } }),
  alike: () => ask('GET /api/people/alike', alikeAnswerSchema),
  keepApart: (one: string, other: string) =>
    ask('POST /api/people/apart', anything, { body: { json: { emails: [one, other] } } }),
  joinPeople: (keep: string, leave: string) =>
    ask('POST /api/people/join', rosterEntrySchema, { body: { json: { keep, leave } } }),
  /** A file of any kind, with `dryRun` to see first what it would change. */
  importPeople: (text: string, query: RosterQuery) =>
    ask('PUT /api/people', rosterAnswerSchema, { query, body: { text, type: 'text/plain' } }),
}
export type Api = typeof api
