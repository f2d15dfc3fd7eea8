/** What `passes` and `ballots` answer. */
import * as z from 'zod'
import { formSchema } from '../../domain/ballot/ballot.ts'
import { ballotRequestSchema, passRequestSchema } from '../../domain/ballot/request.ts'
import type { Operation } from './operation.ts'

export const participantOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/surveys/{id}/form',
    who: 'participant',
    does: 'What the participant’s page needs of an open survey.',
    status: 200,
    answer: formSchema,
    refuses: ['unknown_survey', 'survey_not_open', 'survey_closed', 'survey_cancelled'],
  },
  {
    method: 'POST',
    path: '/api/passes',
    who: 'participant',
    does: 'Signs one blinded message for an invitation; the same one again gets the same signature.',
    body: passRequestSchema,
    status: 200,
    answer: z.object({ blindSignature: z.string() }),
    refuses: [
      'invalid_body',
      'body_too_large',
      'unknown_link',
      'wrong_cohort',
      'pass_already_issued',
      'survey_not_open',
      'survey_closed',
      'survey_cancelled',
    ],
  },
  {
    method: 'PUT',
    path: '/api/ballots',
    who: 'participant',
    does: 'Casts or replaces a sealed ballot; 200 instead of 201 when it replaces one.',
    body: ballotRequestSchema,
    status: 201,
    answer: z.object({ receipt: z.string() }),
    refuses: [
      'invalid_body',
      'body_too_large',
      'unknown_survey',
      'wrong_cohort',
      'invalid_signature',
      'ballot_malformed',
      'ballot_changed',
      'survey_not_open',
      'survey_closed',
      'survey_cancelled',
    ],
  },
]
