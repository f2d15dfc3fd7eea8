/** What `learning` answers about what follows a review: lessons, the meeting's record. */
import * as z from 'zod'
import { citationIdSchema, lessonIdSchema } from '../../domain/ids.ts'
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

export const followingOperations: readonly Operation[] = [...lessons, ...records]
