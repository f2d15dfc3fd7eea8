/** What `learning` answers while a meeting runs. */
import * as z from 'zod'
import {
  boardSchema,
  deskBoardSchema,
  remarkChoiceSchema,
  remarkInputSchema,
  remarkSchema,
} from '../../domain/review/live.ts'
import { meetingInputSchema, meetingSchema } from '../../domain/review/meeting.ts'
import type { Operation } from './operation.ts'

const chosen = remarkSchema.pick({ id: true, hidden: true })
const after = z.coerce.number().int().min(0)

export const meetingOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/reviews/{id}/meeting',
    who: 'facilitator',
    does: 'The counts and notes of the meeting; version 0 while there are none.',
    status: 200,
    answer: meetingSchema,
    refuses: ['unknown_review'],
  },
  {
    method: 'POST',
    path: '/api/reviews/{id}/meeting',
    who: 'facilitator',
    does: 'Keeps how many came and spoke and the notes; with `ended` ends the meeting and its live channel.',
    body: meetingInputSchema,
    status: 200,
    answer: meetingSchema,
    refuses: ['invalid_body', 'body_too_large', 'unknown_review', 'review_cancelled', 'changed_meanwhile'],
  },
  {
    method: 'GET',
    path: '/api/reviews/{id}/live',
    who: 'facilitator',
    does: 'The board with what is hidden. With `If-None-Match` 304 while nothing has changed.',
    status: 200,
    answer: deskBoardSchema,
    refuses: ['unknown_review'],
  },
  {
    method: 'POST',
    path: '/api/reviews/{id}/live',
    who: 'facilitator',
    does: 'Opens the live channel, or renews its key: links given before are not taken any more.',
    repeatable: true,
    status: 201,
    answer: z.object({ url: z.string() }),
    refuses: ['unknown_review', 'review_cancelled', 'meeting_ended'],
  },
  {
    method: 'POST',
    path: '/api/reviews/{id}/live/hide',
    who: 'facilitator',
    does: 'Takes a remark off the board; how many are hidden is shown.',
    body: remarkChoiceSchema,
    status: 200,
    answer: chosen,
    refuses: ['invalid_body', 'unknown_review', 'unknown_remark'],
  },
  {
    method: 'POST',
    path: '/api/reviews/{id}/live/show',
    who: 'facilitator',
    does: 'Puts a hidden remark back.',
    body: remarkChoiceSchema,
    status: 200,
    answer: chosen,
    refuses: ['invalid_body', 'unknown_review', 'unknown_remark'],
  },
  {
    method: 'POST',
    path: '/api/reviews/{id}/live/close',
    who: 'facilitator',
    does: 'Closes the live channel: its observations join the agenda’s appendix, its rows are deleted.',
    status: 200,
    answer: z.object({ filed: z.int(), filedHidden: z.int() }),
    refuses: ['unknown_review'],
  },
  {
    method: 'GET',
    path: '/api/live',
    who: 'anybody',
    does: 'The board, or what came after a batch; the meeting’s key as bearer token. With `If-None-Match` 304.',
    query: { after },
    status: 200,
    answer: boardSchema,
    refuses: ['invalid_body', 'unknown_meeting', 'meeting_ended'],
  },
  {
    method: 'POST',
    path: '/api/live',
    who: 'anybody',
    does: 'Adds a remark, which comes onto the board with its batch; 200 instead of 201 where its `id` is there already.',
    body: remarkInputSchema,
    status: 201,
    answer: z.object({ batchSeconds: z.int() }),
    refuses: [
      'invalid_body',
      'body_too_large',
      'remark_too_long',
      'unknown_meeting',
      'meeting_ended',
      'too_many_remarks',
    ],
  },
]
