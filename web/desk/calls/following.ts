/** The desk's calls about what follows a review. */
import * as z from 'zod'
import type { ActionChange } from '../../../functions/domain/action/action.ts'
import { trackedAnswerSchema } from '../../../functions/domain/action/tracked.ts'
import { actionViewSchema } from '../../../functions/domain/action/owner.ts'
import type { ActionInput } from '../../../functions/domain/action/action.ts'
import {
  candidateSchema,
  type Counterfactual,
  counterfactualSchema,
} from '../../../functions/domain/condition/condition.ts'
import { type CounterfactualId, counterfactualIdSchema } from '../../../functions/domain/ids.ts'
import type { ActionId, CitationId, IncidentId, LessonId, ReviewId, SurveyId } from '../../../functions/domain/ids.ts'
import { type CitationInput, citedLessonSchema, lessonSchema } from '../../../functions/domain/review/lesson.ts'
import {
  letterPreviewSchema,
  libraryRecordSchema,
  publishedRecordSchema,
  type RecordContent,
  recordMailSchema,
  recordViewSchema,
} from '../../../functions/domain/review/record.ts'
import type { DateOrder } from '../../../functions/domain/time/wall-time.ts'
import { ask, askPages } from '../../kit/api/ask.ts'
import { everyItem } from '../../kit/api/pages.ts'

const made = z.object({ id: z.string() })
const anything = z.unknown()

type Rated = Pick<Counterfactual, 'text' | 'generalisability' | 'cost' | 'changeable' | 'intervention'>

/** What the form sends; the rest has defaults. */
export type ActionRequest = Pick<
  ActionInput,
  'text' | 'owner' | 'ownerEmail' | 'dueOn' | 'category' | 'counterfactualId' | 'url' | 'externalId'
>

export const following = {
  /** The action that is due soonest comes first. */
  openActions: askPages('GET /api/actions', actionViewSchema),
  actionsCompleted: (quarter: string) =>
    askPages('GET /api/actions', actionViewSchema, { query: { status: 'completed', quarter } }),
  actionsDeprioritised: askPages('GET /api/actions', actionViewSchema, { query: { status: 'deprioritised' } }),
  action: (id: ActionId) => ask('GET /api/actions/{id}', actionViewSchema, { params: { id } }),
  addAction: (input: ActionRequest & { incidentId?: IncidentId }) =>
    ask('POST /api/actions', made, { body: { json: input }, key: 'once' }),
  changeAction: (id: ActionId, change: ActionChange) =>
    ask('PATCH /api/actions/{id}', actionViewSchema, { params: { id }, body: { json: change } }),
  /** With `isDry` nothing is written. `dateOrder`: what comes first in 03/04/2026; null: as other rows tell it. */
  importTracked: (text: string, isDry: boolean, from: number, dateOrder: DateOrder | null) =>
    ask('POST /api/actions/import', trackedAnswerSchema, {
      query: { dryRun: isDry ? 'true' : 'false', from, ...(dateOrder ? { dateOrder } : {}) },
      body: { text, type: 'text/plain' },
    }),
  actionsOfReview: (id: ReviewId) =>
    ask('GET /api/reviews/{id}/actions', z.array(actionViewSchema), { params: { id } }),
  addReviewAction: (id: ReviewId, input: ActionRequest) =>
    ask('POST /api/reviews/{id}/actions', made, { params: { id }, body: { json: input }, key: 'once' }),
  actionsOfIncident: (id: IncidentId) =>
    ask(
      'GET /api/incidents/{id}/actions',
      z.object({
        actions: z.array(actionViewSchema),
        earlier: z.array(actionViewSchema.extend({ cameBack: z.boolean() })),
      }),
      { params: { id } },
    ),

  /** All of it: its plot, and what is like a condition, look at each. */
  portfolio: () => everyItem(askPages('GET /api/counterfactuals', counterfactualSchema), ({ id }) => id),
  rate: (id: CounterfactualId, rated: Partial<Rated> & { version: number }) =>
    ask('PATCH /api/counterfactuals/{id}', counterfactualSchema, { params: { id }, body: { json: rated } }),
  takeBack: (id: CounterfactualId, reviewId: ReviewId) =>
    ask('POST /api/counterfactuals/{id}/undo', counterfactualSchema, { params: { id }, body: { json: { reviewId } } }),
  conditionsOf: (id: ReviewId) =>
    ask(
      'GET /api/reviews/{id}/counterfactuals',
      z.object({ counterfactuals: z.array(counterfactualSchema), candidates: z.array(candidateSchema) }),
      { params: { id } },
    ),
  addCondition: (id: ReviewId, text: string) =>
    ask('POST /api/reviews/{id}/counterfactuals', z.object({ id: counterfactualIdSchema }), {
      params: { id },
      body: { json: { text } },
      key: 'once',
    }),
  metBefore: (id: ReviewId, counterfactualId: CounterfactualId, text: string) =>
    ask('POST /api/reviews/{id}/counterfactuals', made, { params: { id }, body: { json: { counterfactualId, text } } }),

  /** All of them: they are searched here. */
  lessons: () => everyItem(askPages('GET /api/lessons', lessonSchema), ({ id }) => id),
  lesson: (id: LessonId) => ask('GET /api/lessons/{id}', citedLessonSchema, { params: { id } }),
  lessonsOf: (id: ReviewId) => ask('GET /api/reviews/{id}/lessons', z.array(lessonSchema), { params: { id } }),
  addLesson: (id: ReviewId, text: string) =>
    ask('POST /api/reviews/{id}/lessons', made, { params: { id }, body: { json: { text } }, key: 'once' }),
  changeLesson: (id: LessonId, text: string, version: number) =>
    ask('PATCH /api/lessons/{id}', lessonSchema, { params: { id }, body: { json: { text, version } } }),
  cite: (id: LessonId, citation: CitationInput) =>
    ask('POST /api/lessons/{id}/citations', made, { params: { id }, body: { json: citation } }),

  withdrawCitation: (id: LessonId, citation: CitationId) =>
    ask('DELETE /api/lessons/{id}/citations/{citation}', anything, { params: { id, citation } }),

  /** All that this reader may know, their own and what was mailed. */
  records: () => everyItem(askPages('GET /api/lessons/records', libraryRecordSchema), ({ reviewId }) => reviewId),
  publishedRecord: (id: ReviewId) => ask('GET /api/lessons/records/{id}', publishedRecordSchema, { params: { id } }),
  record: (id: ReviewId) => ask('GET /api/reviews/{id}/record', recordViewSchema, { params: { id } }),
  saveRecord: (id: ReviewId, version: number, content: RecordContent) =>
    ask('PUT /api/reviews/{id}/record', z.object({ version: z.int() }), {
      params: { id },
      body: { json: { ...content, version } },
    }),
  /** The letter as it would be mailed now. */
  previewLetter: (id: ReviewId) => ask('GET /api/reviews/{id}/record/letter', letterPreviewSchema, { params: { id } }),
  /** Refused where it would be another than the one that was looked at. */
  makeLetter: (id: ReviewId, letter: string) =>
    ask('POST /api/reviews/{id}/record/letter', z.object({ letter: z.string() }), {
      params: { id },
      body: { json: { letter } },
    }),
  mailRecord: (id: SurveyId, letter: string, from: number) =>
    ask('POST /api/surveys/{id}/record', recordMailSchema, { params: { id }, body: { json: { letter, from } } }),
  agenda: (id: ReviewId) => ask('GET /api/reviews/{id}/agenda.json', anything, { params: { id } }),
}
