/** What a review taught, under a permanent address, and where it has been cited. */
import * as z from 'zod'
import { tidyLine } from '../normal-form.ts'
import { citationIdSchema, incidentIdSchema, lessonIdSchema, reviewIdSchema } from '../ids.ts'
import { webAddressSchema } from '../web-address.ts'

const lessonTextSchema = z.string().trim().min(1).max(1000)

export const lessonSchema = z.object({
  id: lessonIdSchema,
  version: z.int(),
  text: lessonTextSchema,
  reviewId: reviewIdSchema,
  incidentId: incidentIdSchema,
  /** The review's title, so that the lesson itself says what it is about; '' in an answer to whoever may not see it. */
  title: z.string(),
  at: z.string(),
})
export type Lesson = z.infer<typeof lessonSchema>

export const lessonInputSchema = z.object({ text: lessonTextSchema })
export const lessonChangeSchema = lessonInputSchema.extend({ version: z.int().optional() })

export const citationKindSchema = z.enum(['adr', 'pull-request', 'design', 'other'])

/** `POST /api/lessons/{id}/citations`: the same address again is the same citation, with its current content. */
export const citationInputSchema = z.object({
  url: webAddressSchema,
  kind: citationKindSchema,
  title: z.string().overwrite(tidyLine).min(1).max(300),
  /** What changed in the system because of the lesson. */
  changed: z.string().trim().min(1).max(1000).nullable().default(null),
})
export type CitationInput = z.infer<typeof citationInputSchema>

export const citationSchema = citationInputSchema.extend({
  id: citationIdSchema,
  version: z.int(),
  lessonId: lessonIdSchema,
  /** When it was first cited there. */
  at: z.string(),
})
export type Citation = z.infer<typeof citationSchema>

export const citedLessonSchema = lessonSchema.extend({ citations: z.array(citationSchema) })
export type CitedLesson = z.infer<typeof citedLessonSchema>

/** Where the desk shows it, relative to the site's address. */
export const lessonPath = (id: string): string => `/desk/#/lessons/${id}`
