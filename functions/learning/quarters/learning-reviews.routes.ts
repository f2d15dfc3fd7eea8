/** `/api/learning-reviews/{quarter}`: made anew at each download until an edition of it stands. */
import * as z from 'zod'
import type { Language } from '../../domain/language/language.ts'
import { learningReviewHtml } from '../../formats/learning-review/html.ts'
import { type Edition, standingOf } from '../../domain/learning-review/edition.ts'
import { type LinkOf, linksFor } from '../../domain/learning-review/links.ts'
import { learningReviewMarkdown } from '../../formats/learning-review/markdown.ts'
import {
  type LearningReview,
  learningReviewSchema,
  publishedReviewSchema,
} from '../../domain/learning-review/schema.ts'
import { Refusal } from '../../domain/refusal.ts'
import { operation, parameter } from '../../http/operation.ts'
import { leftSince, sinceOf } from '../../domain/learning-review/since.ts'
import { learningReviewDocx } from '../../formats/learning-review/docx.ts'
import { requireBegun } from '../items/begun.ts'
import type { Calendared } from '../items/tables.store.ts'
import type { LearningReviewStore } from './learning-reviews.store.ts'
import type { EditionsStore } from '../figures/editions.store.ts'
import { isSameCalendar, usualCalendar } from '../../domain/time/calendar.ts'
import { madeNow } from './quarter.ts'

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

interface Dependencies extends Calendared {
  readonly learningReviews: LearningReviewStore
  readonly editions: EditionsStore
}

const listPublished = operation({
  method: 'GET',
  path: '/api/learning-reviews',
  who: 'leadership',
  tag: 'learning-reviews',
  summary: 'The quarters of whose learning review there is an edition, the latest first.',
  description: 'Of each all editions, those that were taken back among them; `publishedAt` is of the one that stands.',
  answers: { 200: z.array(publishedReviewSchema) },
  refuses: [],
  example: {
    answer: [
      {
        quarter: '2026-Q3',
        publishedAt: '2026-10-12T09:00:00.000Z',
        editions: [{ number: 1, publishedAt: '2026-10-12T09:00:00.000Z', reason: null, takenBack: null }],
      },
    ],
  },
}).handledBy(({ editions }: Pick<Dependencies, 'editions'>) => async () => ({
  status: 200,
  json: await editions.everyPublished(),
}))

/** What is asked for by its quarter alone is called by it alone; another edition does not take its place in a folder. */
const fileOf = (quarter: string, asked: number | 'draft' | undefined): string =>
  `learning-review-${quarter}${asked === undefined ? '' : asked === 'draft' ? '-draft' : `-edition-${asked}`}`

/** A quarter, or the name of a file of it. */
const quarterOrFile = z
  .string()
  .regex(/^\d{4}-Q[1-4](\.(md|html|docx|json))?$/, 'a quarter reads 2026-Q4, a file of it 2026-Q4.md')

const askedEdition = z.union([z.literal('draft'), z.coerce.number().int().min(1)])

/** An edition, with what has changed of its quarter since. */
const editionNow = async (
  { learningReviews, editions, calendar }: Dependencies,
  quarter: string,
  number: number,
  all: Edition[],
  now: string,
): Promise<LearningReview> => {
  const published = await editions.readEdition(quarter, number)
  if (!published) throw new Refusal('unknown_edition')
  const { edition, review, counted } = published
  // What is called so today has other days: nothing of it stands beside the edition.
  if (!isSameCalendar(review.calendar ?? usualCalendar, calendar))
    return { ...review, edition, editions: all, since: null, calendarNow: calendar }
  const made = await madeNow(learningReviews, quarter, now)
  const [then, today] = [
    { sections: review.sections, counted },
    // What was stored was read by the schema, so that both are compared as it orders them.
    { sections: learningReviewSchema.parse(made.review).sections, counted: made.counted },
  ]
  const since = sinceOf(then, today, await editions.becameOf(quarter, leftSince(then, today)))
  return { ...review, edition, editions: all, since }
}

/** Drafts are for facilitators only: until it is published it may be wrong, or about to be discussed. */
const readReview = operation({
  method: 'GET',
  path: '/api/learning-reviews/{quarter}',
  who: 'leadership',
  tag: 'learning-reviews',
  summary: 'The learning review of a quarter: the edition that stands, or made anew at each request where none does.',
  description:
    'With .md, .html, .docx or .json after the quarter it is a download in that format. An edition never changes; `since` says what has changed of its quarter. `edition` asks for another one, by its number, one that was taken back among them, or for the `draft` that the next would be. Leadership can only read what was published.',
  query: { edition: askedEdition },
  parameters: { quarter: parameter(quarterOrFile, 'not_found') },
  answers: { 200: learningReviewSchema },
  alsoAnswers: Object.values(contentTypes),
  refuses: ['quarter_not_begun', 'learning_review_not_published', 'unknown_edition'],
  example: { params: { quarter: '2026-Q3' } },
}).handledBy(
  (dependencies: Dependencies & { readonly siteUrl: string }) =>
    async ({ params, query, caller, now, language }) => {
      const [quarter = '', format = ''] = params.quarter.split('.')
      const all = await dependencies.editions.editionsOf(quarter)
      if (all.length === 0) requireBegun(quarter, now, dependencies.calendar)
      const asked = query.edition ?? standingOf(all)?.number ?? 'draft'
      const isFacilitator = caller.roles.includes('facilitator')
      if (asked === 'draft' && !isFacilitator) throw new Refusal('learning_review_not_published')
      const review =
        asked === 'draft'
          ? { ...(await madeNow(dependencies.learningReviews, quarter, now)).review, editions: all }
          : await editionNow(dependencies, quarter, asked, all, now)
      if (format === '') return { status: 200, json: review }
      const headers = {
        'content-disposition': `attachment; filename="${fileOf(quarter, query.edition)}.${format}"`,
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
      }
      if (!isFormat(format)) return { status: 200, json: review, headers }
      const content = await rendered(review, format, language, linksFor(dependencies.siteUrl, isFacilitator))
      return {
        status: 200,
        body: typeof content === 'string' ? content : new Uint8Array(content),
        headers: { 'content-type': contentTypes[format], ...headers },
      }
    },
)

export const learningReviewOperations = [listPublished, readReview] as const
