/** What `learning` answers. */
import * as z from 'zod'
import { agendaSchema } from '../../domain/agenda/schema.ts'
import { editsInputSchema, editsSchema } from '../../domain/agenda/of-review.ts'
import type { Operation } from './operation.ts'

const agendaRefusals = ['unknown_review', 'survey_not_closed', 'not_harvested'] as const

const agendaDownload = (format: string, does: string, contentType?: string): Operation => ({
  method: 'GET',
  path: `/api/reviews/{id}/agenda.${format}`,
  who: 'facilitator',
  does,
  status: 200,
  ...(contentType ? { contentType } : { answer: agendaSchema }),
  refuses: agendaRefusals,
})

export const learningOperations: readonly Operation[] = [
  agendaDownload('md', 'The agenda as Markdown.', 'text/markdown'),
  agendaDownload('html', 'The agenda, ready to print.', 'text/html'),
  agendaDownload(
    'docx',
    'The agenda as a text document.',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ),
  agendaDownload('json', 'The agenda as data.'),
  agendaDownload('ics', 'The meeting with its agenda as a calendar entry.', 'text/calendar'),
  {
    method: 'GET',
    path: '/api/reviews/{id}/agenda/edits',
    who: 'facilitator',
    does: 'The facilitators’ edits of the agenda; version 0 while there are none.',
    status: 200,
    answer: editsSchema,
    refuses: ['unknown_review'],
  },
  {
    method: 'PUT',
    path: '/api/reviews/{id}/agenda/edits',
    who: 'facilitator',
    does: 'Replaces the edits of the version that was read.',
    body: editsInputSchema,
    status: 200,
    answer: z.object({ version: z.int() }),
    refuses: ['invalid_body', 'body_too_large', ...agendaRefusals, 'edit_does_not_fit', 'changed_meanwhile'],
  },
]
