/** What `organise` answers. */
import * as z from 'zod'
import { pulsePlanInputSchema, pulsePlanViewSchema } from '../../domain/survey/pulse-plan.ts'
import { recordMailInputSchema, recordMailSchema } from '../../domain/review/record.ts'
import { rosterEntrySchema } from '../../domain/people/person.ts'
import { rosterResultSchema, rosterSchema } from '../../domain/people/roster.ts'
import { closingPatchSchema, participantsAddedSchema, participantsInputSchema } from '../../domain/survey/request.ts'
import { surveyInputSchema, surveyViewSchema } from '../../domain/survey/survey.ts'
import { unsubscribeActionSchema, unsubscribeResultSchema } from '../../domain/mail/unsubscribe.ts'
import type { Operation } from './operation.ts'

const people: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/people',
    who: 'facilitator',
    does: 'The roster, by address, with what stops mail to somebody.',
    status: 200,
    answer: z.array(rosterEntrySchema),
    refuses: [],
  },
  {
    method: 'PUT',
    path: '/api/people',
    who: 'facilitator',
    does:
      'Merges people into the roster by lower-cased address; fields that are not given stay. With replace=true whoever ' +
      'is not sent is removed. As CSV: email,name,group,seniority,zone,language; a bad row is named and nothing is taken.',
    query: { replace: z.enum(['true', 'false']) },
    body: rosterSchema,
    alsoTakes: ['text/csv'],
    status: 200,
    answer: rosterResultSchema,
    refuses: ['invalid_body', 'invalid_csv', 'body_too_large'],
  },
]

const surveys: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/surveys',
    who: 'facilitator',
    does: 'Pulses, and the pre-meeting surveys of one’s own reviews; the latest opening first.',
    paged: true,
    status: 200,
    answer: z.array(surveyViewSchema),
    refuses: [],
  },
  {
    method: 'POST',
    path: '/api/surveys',
    who: 'facilitator',
    does: 'Schedules a survey. Title, times and zone of a pre-meeting survey come from its review.',
    body: surveyInputSchema,
    status: 201,
    answer: surveyViewSchema.pick({ id: true, status: true, opensAt: true, closesAt: true }),
    refuses: [
      'invalid_body',
      'body_too_large',
      'address_missing',
      'unknown_instrument',
      'unknown_review',
      'review_cancelled',
      'review_has_survey',
      'too_few_participants',
      'meeting_in_the_past',
      'meeting_before_close',
      'opening_after_closing',
      'closing_in_the_past',
      'quarter_has_pulse',
      'quarter_not_begun',
      'empty_roster',
    ],
  },
  {
    method: 'GET',
    path: '/api/surveys/{id}',
    who: 'facilitator',
    does: 'Status, times and terms, how many are invited and have taken part; never who.',
    status: 200,
    answer: surveyViewSchema,
    refuses: ['unknown_survey'],
  },
  {
    method: 'PATCH',
    path: '/api/surveys/{id}',
    who: 'facilitator',
    does: 'Lets it close later.',
    body: closingPatchSchema,
    status: 200,
    answer: surveyViewSchema,
    refuses: [
      'invalid_body',
      'unknown_survey',
      'closing_only_later',
      'meeting_before_close',
      'survey_closed',
      'survey_cancelled',
      'review_cancelled',
      'changed_meanwhile',
    ],
  },
  {
    method: 'POST',
    path: '/api/surveys/{id}/cancel',
    who: 'facilitator',
    does: 'Cancels it: keys and ballots are destroyed unread.',
    status: 200,
    answer: surveyViewSchema,
    refuses: ['unknown_survey', 'survey_closed', 'changed_meanwhile'],
  },
  {
    method: 'POST',
    path: '/api/surveys/{id}/participants',
    who: 'facilitator',
    does: 'Invites who was forgotten; whoever is invited already is passed over.',
    body: participantsInputSchema,
    status: 200,
    answer: participantsAddedSchema,
    refuses: [
      'invalid_body',
      'body_too_large',
      'address_missing',
      'unknown_survey',
      'survey_closed',
      'survey_cancelled',
      'review_cancelled',
      'survey_not_open',
      'changed_meanwhile',
    ],
  },
]

const records: readonly Operation[] = [
  {
    method: 'POST',
    path: '/api/surveys/{id}/record',
    who: 'facilitator',
    does: 'Mails a letter of the record to everybody invited to the review’s survey, alike; again, nobody is mailed twice.',
    body: recordMailInputSchema,
    status: 200,
    answer: recordMailSchema,
    refuses: ['invalid_body', 'unknown_survey', 'unknown_letter', 'survey_not_open'],
  },
]

const unsubscribing: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/unsubscribe/{id}',
    who: 'anybody',
    does: 'Leads to the page that stops mail; changes nothing itself.',
    status: 303,
    refuses: ['not_found'],
  },
  {
    method: 'POST',
    path: '/api/unsubscribe/{id}',
    who: 'anybody',
    does: 'Stops mail to the address (RFC 8058: List-Unsubscribe=One-Click), or takes that back.',
    body: unsubscribeActionSchema,
    alsoTakes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
    status: 200,
    answer: unsubscribeResultSchema,
    refuses: ['not_found', 'invalid_body', 'body_too_large'],
  },
]

const planning: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/pulse-plan',
    who: 'facilitator',
    does: 'The pulse plan, null where there is none, and the quarter that runs with the four after it.',
    status: 200,
    answer: pulsePlanViewSchema,
    refuses: [],
  },
  {
    method: 'PUT',
    path: '/api/pulse-plan',
    who: 'facilitator',
    does:
      'Sets when the pulse of each quarter opens, in the organisation’s zone, for how many days, which quarters are ' +
      'skipped or moved, and who gets the quarter’s mail. `version` is that of the plan it replaces, 0 for the first.',
    body: pulsePlanInputSchema,
    status: 200,
    answer: pulsePlanViewSchema,
    refuses: [
      'invalid_body',
      'body_too_large',
      'unknown_instrument',
      'outside_its_quarter',
      'opening_in_the_past',
      'changed_meanwhile',
    ],
  },
]

export const organiseOperations: readonly Operation[] = [
  ...people,
  ...surveys,
  ...planning,
  ...records,
  ...unsubscribing,
]
