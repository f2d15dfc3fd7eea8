/** What `learning` answers. */
import * as z from 'zod'
import { receiptsViewSchema } from '../../domain/suppression/filed.ts'
import { reviewIdSchema } from '../../domain/ids.ts'
import { reviewChangeSchema, reviewInputSchema, reviewViewSchema } from '../../domain/review/review.ts'
import type { Operation } from './operation.ts'

const reviews: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/reviews',
    who: 'facilitator',
    does: 'The reviews one facilitates; the latest meeting first.',
    paged: true,
    status: 200,
    answer: z.array(reviewViewSchema),
    refuses: [],
  },
  {
    method: 'POST',
    path: '/api/reviews',
    who: 'facilitator',
    does: 'Plans the meeting about an incident; whoever does so facilitates it.',
    body: reviewInputSchema,
    repeatable: true,
    status: 201,
    answer: z.object({ id: reviewIdSchema }),
    refuses: ['invalid_body', 'unknown_incident', 'meeting_in_the_past'],
  },
  {
    method: 'GET',
    path: '/api/reviews/{id}',
    who: 'facilitator',
    does: 'One review, with the id of its survey.',
    status: 200,
    answer: reviewViewSchema,
    refuses: ['unknown_review'],
  },
  {
    method: 'PATCH',
    path: '/api/reviews/{id}',
    who: 'facilitator',
    does: 'Moves the meeting or changes its length; its survey closes later, never earlier.',
    body: reviewChangeSchema,
    status: 200,
    answer: reviewViewSchema,
    refuses: [
      'invalid_body',
      'unknown_review',
      'review_cancelled',
      'meeting_in_the_past',
      'terms_frozen',
      'changed_meanwhile',
    ],
  },
  {
    method: 'POST',
    path: '/api/reviews/{id}/cancel',
    who: 'facilitator',
    does: 'Cancels the meeting, and its survey with it.',
    status: 200,
    answer: reviewViewSchema,
    refuses: ['unknown_review', 'changed_meanwhile'],
  },
]

const open: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/receipts/{id}',
    who: 'participant',
    does: 'The receipts of a harvested survey, for participants to find their own; of a pulse also the whole organisation’s published figures.',
    query: { page: z.int().min(1) },
    status: 200,
    answer: receiptsViewSchema,
    refuses: ['unknown_survey', 'not_harvested', 'survey_cancelled'],
  },
]

export const learningOperations: readonly Operation[] = [...reviews, ...open]
