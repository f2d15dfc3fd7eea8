/** What `learning` answers about what follows a review: conditions, actions, lessons, the meeting's record. */
import * as z from 'zod'
import {
  actionChangeSchema,
  actionInputSchema,
  actionSchema,
  actionStatusSchema,
  reviewActionInputSchema,
} from '../../domain/action/action.ts'
import {
  candidateSchema,
  counterfactualChangeSchema,
  counterfactualSchema,
  namedConditionSchema,
} from '../../domain/condition/condition.ts'
import {
  actionIdSchema,
  citationIdSchema,
  counterfactualIdSchema,
  lessonIdSchema,
  reviewIdSchema,
} from '../../domain/ids.ts'
import { quarterSchema } from '../../domain/time/instants.ts'
import {
  citationInputSchema,
  citedLessonSchema,
  lessonChangeSchema,
  lessonInputSchema,
  lessonSchema,
} from '../../domain/review/lesson.ts'
import { meetingRecordSchema, recordInputSchema, recordViewSchema } from '../../domain/review/record.ts'
import type { Operation } from './operation.ts'

const who = 'facilitator'
/** `question`: asked where the text asks people to be different. */
const madeActionSchema = z.object({ id: actionIdSchema, question: z.string().nullable() })
const actionRefusals = ['invalid_body', 'action_without_owner', 'bad_due_date', 'unknown_counterfactual'] as const

const actions: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/actions',
    who,
    does: 'Actions under way, by the day they are due. With a quarter those opened in it, the oldest first. With a status those of it; completed ones of the quarter named or the one that runs, and deprioritised ones, as they were closed, the latest first.',
    query: { status: actionStatusSchema, quarter: quarterSchema },
    paged: true,
    status: 200,
    answer: z.array(actionSchema),
    refuses: ['invalid_body'],
  },
  {
    method: 'POST',
    path: '/api/actions',
    who,
    does: 'Records an action that comes of no meeting.',
    body: actionInputSchema,
    repeatable: true,
    status: 201,
    answer: madeActionSchema,
    refuses: [...actionRefusals, 'unknown_incident'],
  },
  {
    method: 'GET',
    path: '/api/actions/{id}',
    who,
    does: 'One action.',
    status: 200,
    answer: actionSchema,
    refuses: ['unknown_action'],
  },
  {
    method: 'PATCH',
    path: '/api/actions/{id}',
    who,
    does: 'Changes the fields that are given; a new status or a note is progress.',
    body: actionChangeSchema,
    status: 200,
    answer: actionSchema,
    refuses: [...actionRefusals, 'unknown_action', 'reason_missing', 'changed_meanwhile'],
  },
  {
    method: 'GET',
    path: '/api/incidents/{id}/actions',
    who,
    does: 'Actions of an incident, and those of earlier ones with its failure mode that are under way or were put aside: of these 200 at most, the oldest of those put aside first.',
    status: 200,
    answer: z.object({
      actions: z.array(actionSchema),
      earlier: z.array(actionSchema.extend({ cameBack: z.boolean() })),
    }),
    refuses: ['unknown_incident'],
  },
  {
    method: 'GET',
    path: '/api/reviews/{id}/actions',
    who,
    does: 'Actions that a review agreed on.',
    status: 200,
    answer: z.array(actionSchema),
    refuses: ['unknown_review'],
  },
  {
    method: 'POST',
    path: '/api/reviews/{id}/actions',
    who,
    does: 'Records an action that a review agreed on.',
    body: reviewActionInputSchema,
    repeatable: true,
    status: 201,
    answer: madeActionSchema,
    refuses: [...actionRefusals, 'unknown_review'],
  },
]

const counterfactuals: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/counterfactuals',
    who,
    does: 'The portfolio: conditions that reviews have named, met last first.',
    paged: true,
    status: 200,
    answer: z.array(counterfactualSchema),
    refuses: [],
  },
  {
    method: 'GET',
    path: '/api/counterfactuals/{id}',
    who,
    does: 'One condition.',
    status: 200,
    answer: counterfactualSchema,
    refuses: ['unknown_counterfactual'],
  },
  {
    method: 'PATCH',
    path: '/api/counterfactuals/{id}',
    who,
    does: 'Changes a condition’s words or ratings.',
    body: counterfactualChangeSchema,
    status: 200,
    answer: counterfactualSchema,
    refuses: ['invalid_body', 'unknown_counterfactual', 'changed_meanwhile'],
  },
  {
    method: 'POST',
    path: '/api/counterfactuals/{id}/undo',
    who,
    does: 'Takes back that a review has named the condition.',
    body: z.object({ reviewId: reviewIdSchema }),
    status: 200,
    answer: counterfactualSchema,
    refuses: ['invalid_body', 'unknown_counterfactual', 'unknown_review', 'changed_meanwhile'],
  },
  {
    method: 'GET',
    path: '/api/reviews/{id}/counterfactuals',
    who,
    does: 'Conditions that a review has named, and candidates from what people wrote with those they may be.',
    status: 200,
    answer: z.object({ counterfactuals: z.array(counterfactualSchema), candidates: z.array(candidateSchema) }),
    refuses: ['unknown_review'],
  },
  {
    method: 'POST',
    path: '/api/reviews/{id}/counterfactuals',
    who,
    does: 'Adds a condition to the portfolio, or says that one was met again.',
    body: namedConditionSchema,
    repeatable: true,
    status: 201,
    answer: z.object({ id: counterfactualIdSchema }),
    refuses: ['invalid_body', 'unknown_review', 'unknown_counterfactual', 'changed_meanwhile'],
  },
]

const lessons: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/lessons',
    who,
    does: 'What reviews taught; the latest first.',
    paged: true,
    status: 200,
    answer: z.array(lessonSchema),
    refuses: [],
  },
  {
    method: 'GET',
    path: '/api/lessons/records',
    who,
    does: 'Records of the reviews one facilitates; the latest meeting first.',
    paged: true,
    status: 200,
    answer: z.array(meetingRecordSchema),
    refuses: [],
  },
  {
    method: 'GET',
    path: '/api/lessons/{id}',
    who,
    does: 'One lesson, with where it was cited.',
    status: 200,
    answer: citedLessonSchema,
    refuses: ['unknown_lesson'],
  },
  {
    method: 'PATCH',
    path: '/api/lessons/{id}',
    who,
    does: 'Changes a lesson’s words; its address stays.',
    body: lessonChangeSchema,
    status: 200,
    answer: lessonSchema,
    refuses: ['invalid_body', 'unknown_lesson', 'changed_meanwhile'],
  },
  {
    method: 'POST',
    path: '/api/lessons/{id}/citations',
    who: 'cite',
    does: 'Says where the lesson is cited; also with a token of the scope `murmur/cite`. The same address again is the same citation.',
    body: citationInputSchema,
    status: 201,
    answer: z.object({ id: citationIdSchema }),
    refuses: ['invalid_body', 'unknown_lesson', 'changed_meanwhile'],
  },
  {
    method: 'GET',
    path: '/api/reviews/{id}/lessons',
    who,
    does: 'Lessons of a review.',
    status: 200,
    answer: z.array(lessonSchema),
    refuses: ['unknown_review'],
  },
  {
    method: 'POST',
    path: '/api/reviews/{id}/lessons',
    who,
    does: 'Adds a lesson, under an address that stays.',
    body: lessonInputSchema,
    repeatable: true,
    status: 201,
    answer: z.object({ id: lessonIdSchema }),
    refuses: ['invalid_body', 'unknown_review'],
  },
]

const records: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/reviews/{id}/record',
    who,
    does: 'What the meeting leaves behind; version 0 while nobody has written it.',
    status: 200,
    answer: recordViewSchema,
    refuses: ['unknown_review'],
  },
  {
    method: 'PUT',
    path: '/api/reviews/{id}/record',
    who,
    does: 'Replaces the record of the version that was read.',
    body: recordInputSchema,
    status: 200,
    answer: z.object({ version: z.int() }),
    refuses: ['invalid_body', 'body_too_large', 'unknown_review', 'changed_meanwhile'],
  },
  {
    method: 'POST',
    path: '/api/reviews/{id}/record/letter',
    who,
    does: 'Makes the letter of the record, its lessons and its actions as they stand; its id is made of what it says.',
    status: 201,
    answer: z.object({ letter: z.string() }),
    refuses: ['unknown_review', 'record_empty'],
  },
]

export const followingOperations: readonly Operation[] = [...actions, ...counterfactuals, ...lessons, ...records]
