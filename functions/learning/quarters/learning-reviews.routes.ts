/** `/api/learning-reviews/{quarter}`: made anew at each download until it is published, and frozen after that. */
import * as z from 'zod'
import { quarterBounds, quarterSchema } from '../../domain/time/instants.ts'
import type { Language } from '../../domain/language/language.ts'
import { learningReviewHtml } from '../../formats/learning-review/html.ts'
import { learningReview } from '../../domain/learning-review/learning-review.ts'
import { type LinkOf, linksFor } from '../../domain/learning-review/links.ts'
import { learningReviewMarkdown } from '../../formats/learning-review/markdown.ts'
import {
  type LearningReview,
  learningReviewSchema,
  publishedReviewSchema,
} from '../../domain/learning-review/schema.ts'
import { Refusal } from '../../domain/refusal.ts'
import { operation, parameter } from '../../http/operation.ts'
import { sha256 } from '../../protocol/digest.ts'
import { learningReviewDocx } from '../../formats/learning-review/docx.ts'
import type { LearningReviewStore } from './learning-reviews.store.ts'
import type { QuarterInputsStore } from './inputs.store.ts'

/** The formats besides JSON. */
const contentTypes = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const
type Format = keyof typeof contentTypes
const isFormat = (format: string): format is Format => Object.hasOwn(contentTypes, format)

const rendered = (
  review: LearningReview,
  format: Format,
  language: Language,
  linkOf: LinkOf,
): string | Promise<Uint8Array> => {
  switch (format) {
    case 'md':
      return learningReviewMarkdown(review, language, linkOf)
    case 'html':
      return learningReviewHtml(review, language, linkOf)
    case 'docx':
      return learningReviewDocx(review, language, linkOf)
    default:
      return format satisfies never
  }
}

export const quarterParameter = parameter(quarterSchema, 'not_found')

/** Refuses `quarter_not_begun` for a quarter that is still to come. */
export const requireBegun = (quarter: string, now: string): void => {
  if (quarterBounds(quarter).from > now) throw new Refusal('quarter_not_begun')
}

const editionOf = (review: LearningReview): string => sha256(JSON.stringify(review)).toString('hex', 0, 16)

interface Dependencies {
  readonly learningReviews: LearningReviewStore
  readonly quarterInputs: QuarterInputsStore
}

const generate = async (reviews: LearningReviewStore, quarter: string, now: string): Promise<LearningReview> =>
  learningReview(await reviews.readRecords(quarter, now))

const listPublished = operation({
  method: 'GET',
  path: '/api/learning-reviews',
  who: 'leadership',
  tag: 'learning-reviews',
  summary: 'The quarters whose learning review is published, the latest first.',
  answers: { 200: z.array(publishedReviewSchema) },
  refuses: [],
  example: { answer: [{ quarter: '2026-Q3', publishedAt: '2026-10-12T09:00:00.000Z' }] },
}).handledBy(({ quarterInputs }: Pick<Dependencies, 'quarterInputs'>) => async () => ({
  status: 200,
  json: await quarterInputs.everyPublished(),
}))

/** A quarter, or the name of a file of it. */
const quarterOrFile = z
  .string()
  .regex(/^\d{4}-Q[1-4](\.(md|html|docx|json))?$/, 'a quarter reads 2026-Q4, a file of it 2026-Q4.md')

/** Drafts are for facilitators only: until it is published it may be wrong, or about to be discussed. */
const readReview = operation({
  method: 'GET',
  path: '/api/learning-reviews/{quarter}',
  who: 'leadership',
  tag: 'learning-reviews',
  summary: 'The learning review of a quarter: made anew at each request until it is published, and frozen after that.',
  description:
    'With .md, .html, .docx or .json after the quarter it is a download in that format. Leadership can only read published ones.',
  parameters: { quarter: parameter(quarterOrFile, 'not_found') },
  answers: { 200: learningReviewSchema },
  alsoAnswers: Object.values(contentTypes),
  refuses: ['quarter_not_begun', 'learning_review_not_published'],
  example: { params: { quarter: '2026-Q3' } },
}).handledBy(
  (dependencies: Dependencies & { readonly siteUrl: string }) =>
    async ({ params, caller, now, language }) => {
      const { learningReviews, quarterInputs, siteUrl } = dependencies
      const [quarter = '', format = ''] = params.quarter.split('.')
      requireBegun(quarter, now)
      const published = await quarterInputs.readPublishedReview(quarter)
      const isFacilitator = caller.roles.includes('facilitator')
      if (!published && !isFacilitator) throw new Refusal('learning_review_not_published')
      const review = published ?? (await generate(learningReviews, quarter, now))
      if (format === '') return { status: 200, json: review }
      const headers = {
        'content-disposition': `attachment; filename="learning-review-${quarter}.${format}"`,
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
      }
      if (!isFormat(format)) return { status: 200, json: review, headers }
      const content = await rendered(review, format, language, linksFor(siteUrl, isFacilitator))
      return {
        status: 200,
        body: typeof content === 'string' ? content : new Uint8Array(content),
        headers: { 'content-type': contentTypes[format], ...headers },
      }
    },
)

/** Publishing again changes nothing: the first edition stays. */
const publishReview = operation({
  method: 'POST',
  path: '/api/learning-reviews/{quarter}/publish',
  who: 'facilitator',
  tag: 'learning-reviews',
  summary: 'Freezes it as it stands. Publishing it again changes nothing.',
  parameters: { quarter: quarterParameter },
  trace: { act: 'quarter-published', about: 'quarter' },
  answers: { 200: publishedReviewSchema.pick({ publishedAt: true }) },
  refuses: ['quarter_not_begun'],
  example: { params: { quarter: '2026-Q3' }, answer: { publishedAt: '2026-10-12T09:00:00.000Z' } },
}).handledBy(({ learningReviews, quarterInputs }: Dependencies) => async ({ params: { quarter }, now }) => {
  requireBegun(quarter, now)
  if (!(await quarterInputs.isPublished(quarter))) {
    const review = await generate(learningReviews, quarter, now)
    await quarterInputs.publish(review, now, editionOf(review))
  }
  const published = await quarterInputs.readPublishedReview(quarter)
  return { status: 200, json: { publishedAt: published?.publishedAt ?? now } }
})

export const learningReviewOperations = [listPublished, readReview, publishReview] as const
