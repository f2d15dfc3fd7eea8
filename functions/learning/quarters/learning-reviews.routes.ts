/** `/api/learning-reviews/{quarter}`: made anew at each download until it is published, and frozen from then on. */
import type { Hono } from 'hono'
import { quarterBounds, quarterSchema } from '../../domain/time/instants.ts'
import { learningReviewHtml } from '../../formats/learning-review/html.ts'
import { learningReview } from '../../domain/learning-review/learning-review.ts'
import { learningReviewMarkdown } from '../../formats/learning-review/markdown.ts'
import type { LearningReview } from '../../domain/learning-review/schema.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type AppEnvironment, signedIn } from '../../http/app.ts'
import { type AppContext, route } from '../../http/route.ts'
import { learningReviewDocx } from '../../formats/learning-review/docx.ts'
import type { LearningReviewStore } from './learning-reviews.store.ts'
import type { QuarterInputsStore } from './inputs.store.ts'

const contentTypes = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json',
} as const
type Format = keyof typeof contentTypes
const isFormat = (format: string): format is Format => Object.hasOwn(contentTypes, format)

const rendered = (review: LearningReview, format: Format): string | Promise<Uint8Array> => {
  switch (format) {
    case 'md':
      return learningReviewMarkdown(review)
    case 'html':
      return learningReviewHtml(review)
    case 'docx':
      return learningReviewDocx(review)
    case 'json':
      return JSON.stringify(review)
    default:
      return format satisfies never
  }
}

/** The quarter of the path; refuses `not_found` for what is none and `quarter_not_begun` for one still to come. */
export const begunQuarter = (context: AppContext, text = context.req.param('quarter')): string => {
  const parsed = quarterSchema.safeParse(text)
  if (!parsed.success) throw new Refusal('not_found')
  if (quarterBounds(parsed.data).from > context.get('now')) throw new Refusal('quarter_not_begun')
  return parsed.data
}

const editionOf = async (review: LearningReview): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(review)))
  return Array.from(new Uint8Array(digest).subarray(0, 16), byte => byte.toString(16).padStart(2, '0')).join('')
}

export const learningReviewRoutes = (
  app: Hono<AppEnvironment>,
  reviews: LearningReviewStore,
  inputs: QuarterInputsStore,
): void => {
  const generate = async (quarter: string, now: string): Promise<LearningReview> =>
    learningReview(await reviews.readRecords(quarter, now))

  /** A draft is for facilitators: what is not published yet may still be wrong, or be about to be talked over. */
  const read = async (context: AppContext, quarter: string): Promise<LearningReview> => {
    const published = await inputs.readPublishedReview(quarter)
    if (published) return published
    if (!signedIn(context.get('caller')).roles.includes('facilitator')) {
      throw new Refusal('learning_review_not_published')
    }
    return generate(quarter, context.get('now'))
  }

  const download = async (context: AppContext): Promise<Response> => {
    const [name = '', format = null, ...more] = (context.req.param('quarter') ?? '').split('.')
    if (more.length > 0 || (format !== null && !isFormat(format))) throw new Refusal('not_found')
    const quarter = begunQuarter(context, name)
    const review = await read(context, quarter)
    if (format === null) return context.json(review)
    const content = await rendered(review, format)
    return new Response(typeof content === 'string' ? content : new Uint8Array(content), {
      headers: {
        'content-type': contentTypes[format],
        'content-disposition': `attachment; filename="learning-review-${quarter}.${format}"`,
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
      },
    })
  }

  /** Published twice it is published once: the edition of the first time stays. */
  const publish = async (context: AppContext): Promise<{ publishedAt: string }> => {
    const quarter = begunQuarter(context)
    const now = context.get('now')
    if (!(await inputs.isPublished(quarter))) {
      const review = await generate(quarter, now)
      await inputs.publish(review, now, await editionOf(review))
    }
    const published = await inputs.readPublishedReview(quarter)
    return { publishedAt: published?.publishedAt ?? now }
  }

  route(app, '/api/learning-reviews', { GET: async context => context.json(await inputs.everyPublished()) })
  route(app, '/api/learning-reviews/:quarter', { GET: download })
  route(app, '/api/learning-reviews/:quarter/publish', { POST: async context => context.json(await publish(context)) })
}
