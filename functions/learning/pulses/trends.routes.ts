/** `/api/trends`: what was published about the pulses and the learning loop, quarter by quarter. */
import * as z from 'zod'
import type { Language } from '../../domain/language/language.ts'
import { Refusal } from '../../domain/refusal.ts'
import { quarterSchema } from '../../domain/time/instants.ts'
import { commentsView, commentsViewSchema } from '../../domain/trends/comments.ts'
import { trendsCsv } from '../../domain/trends/csv.ts'
import { learningOf } from '../../domain/trends/learning.ts'
import { recentOf, recentTrendsSchema } from '../../domain/trends/recent.ts'
import { type Trends, trendsSchema } from '../../domain/trends/schema.ts'
import { knownGroup, trendsOf } from '../../domain/trends/view.ts'
import { operation } from '../../http/operation.ts'
import { toldCalendar } from '../../domain/time/calendar.ts'
import type { Calendared } from '../items/tables.store.ts'
import type { TrendsStore } from './trends.store.ts'

interface Dependencies extends Calendared {
  readonly trends: TrendsStore
}

const nameSchema = z.string().trim().min(1).max(200)
const fromSchema = z.coerce.number().int().min(0).max(10_000_000)

interface ViewRequest {
  readonly query: { readonly group: string | undefined; readonly instrument: string | undefined }
  readonly now: string
  readonly language: Language
}

const view = async (
  { trends: store, calendar }: Dependencies,
  { query, now, language }: ViewRequest,
): Promise<Trends> => {
  const { group = null, instrument = null } = query
  const { releases, formatChanges, figures, editions } = await store.readTrends(now)
  const known = group === null ? null : knownGroup(releases, group)
  if (group !== null && known === null) throw new Refusal('unknown_group')
  if (instrument !== null && !releases.some(release => release.instrument === instrument)) {
    throw new Refusal('unknown_instrument', 'No pulse has asked it. Leave `instrument` out to see them all.')
  }
  const learning = learningOf(figures, now, editions, language, calendar)
  return {
    ...trendsOf({ releases, formatChanges, learning, group: known, instrument, language, calendar }),
    ...toldCalendar(calendar),
  }
}

const shared = { method: 'GET', who: 'leadership', tag: 'trends' } as const
const filtered = {
  ...shared,
  query: { group: nameSchema, instrument: nameSchema },
  refuses: ['unknown_group', 'unknown_instrument'],
} as const

const readTrends = operation({
  ...filtered,
  path: '/api/trends',
  summary: 'Published figures of the pulses and of the learning loop, quarter by quarter, each with its sentence.',
  answers: { 200: trendsSchema },
  example: { query: { group: 'Payments' } },
}).handledBy((dependencies: Dependencies) => async request => ({
  status: 200,
  json: await view(dependencies, request),
}))

const readRecent = operation({
  ...filtered,
  path: '/api/trends/recent',
  summary: 'The same of the latest three years, as little as the trend page draws at first.',
  answers: { 200: recentTrendsSchema },
}).handledBy((dependencies: Dependencies) => async request => ({
  status: 200,
  json: recentOf(await view(dependencies, request)),
}))

const downloadTrends = operation({
  ...filtered,
  path: '/api/trends.csv',
  summary: 'The pulses’ figures as a table.',
  answers: { 200: { contentType: 'text/csv; charset=utf-8; header=present' } },
}).handledBy((dependencies: Dependencies) => async request => ({
  status: 200,
  body: trendsCsv(await view(dependencies, request)),
  headers: { 'content-disposition': 'attachment; filename="murmur-trends.csv"' },
}))

const readComments = operation({
  ...shared,
  path: '/api/trends/comments',
  summary: 'What people across the organisation wrote in a pulse: the latest, unless `quarter` names another.',
  query: { quarter: quarterSchema, from: fromSchema },
  answers: { 200: commentsViewSchema },
  refuses: [],
  example: {
    query: { quarter: '2026-Q3', from: '0' },
    answer: {
      quarters: ['2026-Q3'],
      quarter: '2026-Q3',
      comments: [
        {
          item: 'open',
          question: 'What would you change about our reviews?',
          quoted: 1,
          unquoted: null,
          texts: ['Shorter meetings.'],
          next: null,
        },
      ],
    },
  },
}).handledBy(({ trends }: Dependencies) => async ({ query, language }) => {
  const quarters = await trends.listQuarters()
  const quarter = query.quarter ?? quarters.at(-1) ?? null
  const found = quarter === null ? null : await trends.releaseOf(quarter)
  const { release = null, comments = [] } = found ?? {}
  return { status: 200, json: commentsView({ quarters, quarter, release, comments, from: query.from ?? 0, language }) }
})

export const trendOperations = [readTrends, readRecent, downloadTrends, readComments] as const
