/** What `learning` answers of a quarter: its learning review, and what is entered for it. */
import * as z from 'zod'
import { quarterSchema } from '../../domain/time/instants.ts'
import {
  debtChangeSchema,
  debtInputSchema,
  debtSchema,
  formatChangeChangeSchema,
  formatChangeInputSchema,
  formatChangeSchema,
  noteInputSchema,
  noteSchema,
  sectionNameSchema,
} from '../../domain/learning-review/inputs.ts'
import { learningReviewSchema, publishedReviewSchema } from '../../domain/learning-review/schema.ts'
import type { RefusalCode } from '../../domain/refusal.ts'
import type { Operation } from './operation.ts'

const path = '/api/learning-reviews/{quarter}'
const quarterRefusals = ['not_found', 'quarter_not_begun'] as const
const writeRefusals: readonly RefusalCode[] = [
  ...quarterRefusals,
  'learning_review_published',
  'invalid_body',
  'body_too_large',
]

const list = (name: string, does: string, answer: z.ZodType): Operation => ({
  method: 'GET',
  path: `${path}/${name}`,
  who: 'facilitator',
  does,
  status: 200,
  answer,
  refuses: quarterRefusals,
})

export const learningReviewOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/learning-reviews',
    who: 'leadership',
    does: 'The quarters whose learning review is published, the latest first.',
    status: 200,
    answer: z.array(publishedReviewSchema),
    refuses: [],
  },
  {
    method: 'GET',
    path,
    who: 'leadership',
    does:
      'The learning review of a quarter: made anew from what stands until it is published, and frozen from then on. ' +
      'With .md, .html, .docx or .json behind the quarter it is a download of that format. Leadership reads published ' +
      'ones alone.',
    status: 200,
    answer: learningReviewSchema,
    refuses: [...quarterRefusals, 'learning_review_not_published'],
  },
  {
    method: 'POST',
    path: `${path}/publish`,
    who: 'facilitator',
    does: 'Freezes it as it stands; once more changes nothing.',
    status: 200,
    answer: z.object({ publishedAt: z.string() }),
    refuses: quarterRefusals,
  },
  list('debts', 'Known debts with incident potential.', z.array(debtSchema)),
  {
    method: 'POST',
    path: `${path}/debts`,
    who: 'facilitator',
    does: 'Enters a debt.',
    repeatable: true,
    body: debtInputSchema,
    status: 201,
    answer: debtSchema,
    refuses: writeRefusals,
  },
  {
    method: 'PATCH',
    path: `${path}/debts/{id}`,
    who: 'facilitator',
    does: 'Changes what is given and nothing else; `withdrawn` takes it back.',
    body: debtChangeSchema,
    status: 200,
    answer: debtSchema,
    refuses: [...writeRefusals, 'unknown_debt', 'changed_meanwhile'],
  },
  list(
    'format-changes',
    'What is done differently in meetings or pulses, and since when.',
    z.array(formatChangeSchema),
  ),
  {
    method: 'POST',
    path: `${path}/format-changes`,
    who: 'facilitator',
    does: 'Enters a format change of that quarter.',
    repeatable: true,
    body: formatChangeInputSchema,
    status: 201,
    answer: formatChangeSchema,
    refuses: writeRefusals,
  },
  {
    method: 'PATCH',
    path: `${path}/format-changes/{id}`,
    who: 'facilitator',
    does: 'Changes what is given and nothing else; `withdrawn` takes it back.',
    body: formatChangeChangeSchema,
    status: 200,
    answer: formatChangeSchema,
    refuses: [...writeRefusals, 'unknown_format_change', 'changed_meanwhile'],
  },
  list('notes', 'The facilitators’ notes for each section.', z.record(sectionNameSchema, noteSchema)),
  {
    method: 'PUT',
    path: `${path}/notes/{section}`,
    who: 'facilitator',
    does: 'Replaces the notes of the version that was read.',
    body: noteInputSchema,
    status: 200,
    answer: noteSchema,
    refuses: [...writeRefusals, 'changed_meanwhile'],
  },
  {
    method: 'GET',
    path: '/api/metrics',
    who: 'metrics',
    does:
      'Incidents, actions and meetings as counters with timestamps, from the start of a quarter, that of a year ago if ' +
      'none is named: to be back-filled, not to be scraped.',
    query: { from: quarterSchema },
    status: 200,
    contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
    refuses: ['not_signed_in', 'not_allowed', 'invalid_body', 'quarter_not_begun'],
  },
]
