/** The desk's calls about what follows a review. */
import * as z from 'zod'
import { type ActionChange, actionSchema } from '../../../functions/domain/action/action.ts'
import type { ActionInput } from '../../../functions/domain/action/action.ts'
import {
  candidateSchema,
  type Counterfactual,
  counterfactualSchema,
} from '../../../functions/domain/condition/condition.ts'
import { type CounterfactualId, counterfactualIdSchema } from '../../../functions/domain/ids.ts'
import type { IncidentId, LessonId, ReviewId, SurveyId } from '../../../functions/domain/ids.ts'
import { type CitationInput, citedLessonSchema, lessonSchema } from '../../../functions/domain/review/lesson.ts'
import {
  meetingRecordSchema,
  type RecordContent,
  recordMailSchema,
  recordViewSchema,
} from '../../../functions/domain/review/record.ts'
import { call } from '../../kit/api/client.ts'
import { everyItem, paged } from '../../kit/api/pages.ts'

const made = z.object({ id: z.string() })
const anything = z.unknown()

type Rated = Pick<Counterfactual, 'text' | 'generalisability' | 'cost' | 'changeable' | 'intervention'>

/** What the form sends; the rest has defaults. */
export type ActionRequest = Pick<
  ActionInput,
  'text' | 'owner' | 'ownerEmail' | 'dueOn' | 'category' | 'counterfactualId'
>

export const following = {
  /** What is due first first. */
  openActions: paged(actionSchema, '/api/actions'),
  actionsCompleted: (quarter: string) => paged(actionSchema, `/api/actions?status=completed&quarter=${quarter}`),
  actionsDeprioritised: paged(actionSchema, '/api/actions?status=deprioritised'),
  action: (id: string) => call(actionSchema, 'GET', `/api/actions/${id}`),
  addAction: (input: ActionRequest & { incidentId?: IncidentId }, key: string) =>
    call(made, 'POST', '/api/actions', { json: input }, key),
  changeAction: (id: string, change: ActionChange) =>
    call(actionSchema, 'PATCH', `/api/actions/${id}`, { json: change }),
  actionsOfReview: (id: ReviewId) => call(z.array(actionSchema), 'GET', `/api/reviews/${id}/actions`),
  addReviewAction: (id: ReviewId, input: ActionRequest, key: string) =>
    call(made, 'POST', `/api/reviews/${id}/actions`, { json: input }, key),
  actionsOfIncident: (id: IncidentId) =>
    call(
      z.object({
        actions: z.array(actionSchema),
        earlier: z.array(actionSchema.extend({ cameBack: z.boolean() })),
      }),
      'GET',
      `/api/incidents/${id}/actions`,
    ),

  /** All of it: its plot, and what is like a condition, look at each. */
  portfolio: () => everyItem(paged(counterfactualSchema, '/api/counterfactuals'), ({ id }) => id),
  rate: (id: CounterfactualId, rated: Partial<Rated> & { version: number }) =>
    call(counterfactualSchema, 'PATCH', `/api/counterfactuals/${id}`, { json: rated }),
  takeBack: (id: CounterfactualId, reviewId: ReviewId) =>
    call(counterfactualSchema, 'POST', `/api/counterfactuals/${id}/undo`, { json: { reviewId } }),
  conditionsOf: (id: ReviewId) =>
    call(
      z.object({ counterfactuals: z.array(counterfactualSchema), candidates: z.array(candidateSchema) }),
      'GET',
      `/api/reviews/${id}/counterfactuals`,
    ),
  addCondition: (id: ReviewId, text: string, key: string) =>
    call(
      z.object({ id: counterfactualIdSchema }),
      'POST',
      `/api/reviews/${id}/counterfactuals`,
      { json: { text } },
      key,
    ),
  metBefore: (id: ReviewId, counterfactualId: CounterfactualId, text: string) =>
    call(made, 'POST', `/api/reviews/${id}/counterfactuals`, { json: { counterfactualId, text } }),

  /** All of them: they are searched here. */
  lessons: () => everyItem(paged(lessonSchema, '/api/lessons'), ({ id }) => id),
  lesson: (id: LessonId) => call(citedLessonSchema, 'GET', `/api/lessons/${id}`),
  lessonsOf: (id: ReviewId) => call(z.array(lessonSchema), 'GET', `/api/reviews/${id}/lessons`),
  addLesson: (id: ReviewId, text: string, key: string) =>
    call(made, 'POST', `/api/reviews/${id}/lessons`, { json: { text } }, key),
  changeLesson: (id: LessonId, text: string, version: number) =>
    call(lessonSchema, 'PATCH', `/api/lessons/${id}`, { json: { text, version } }),
  cite: (id: LessonId, citation: CitationInput) =>
    call(made, 'POST', `/api/lessons/${id}/citations`, { json: citation }),

  records: () => everyItem(paged(meetingRecordSchema, '/api/lessons/records'), ({ reviewId }) => reviewId),
  record: (id: ReviewId) => call(recordViewSchema, 'GET', `/api/reviews/${id}/record`),
  saveRecord: (id: ReviewId, version: number, content: RecordContent) =>
    call(z.object({ version: z.int() }), 'PUT', `/api/reviews/${id}/record`, { json: { ...content, version } }),
  makeLetter: (id: ReviewId) => call(z.object({ letter: z.string() }), 'POST', `/api/reviews/${id}/record/letter`),
  mailRecord: (id: SurveyId, letter: string, from: number) =>
    call(recordMailSchema, 'POST', `/api/surveys/${id}/record`, { json: { letter, from } }),
  agenda: (id: ReviewId) => call(anything, 'GET', `/api/reviews/${id}/agenda.json`),
}
