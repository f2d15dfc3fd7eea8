/** What `learning` answers about what follows a review: conditions and actions. */
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
import { actionIdSchema, counterfactualIdSchema, reviewIdSchema } from '../../domain/ids.ts'
import { quarterSchema } from '../../domain/time/instants.ts'
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

export const followingOperations: readonly Operation[] = [...actions, ...counterfactuals]
