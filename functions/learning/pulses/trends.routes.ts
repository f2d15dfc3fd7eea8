/** `/api/trends`: what was published of the pulses and of the learning loop, quarter by quarter. */
import type { Hono } from 'hono'
import * as z from 'zod'
import { Refusal } from '../../domain/refusal.ts'
import { quarterSchema } from '../../domain/time/instants.ts'
import { commentsView } from '../../domain/trends/comments.ts'
import { trendsCsv } from '../../domain/trends/csv.ts'
import { learningOf } from '../../domain/trends/learning.ts'
import { type Trends } from '../../domain/trends/schema.ts'
import { groupsIn, trendsOf } from '../../domain/trends/view.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { type AppContext, query, route } from '../../http/route.ts'
import type { TrendsStore } from './trends.store.ts'

const nameSchema = z.string().trim().min(1).max(200)
const fromSchema = z.coerce.number().int().min(0).max(10_000_000)

export const trendRoutes = (app: Hono<AppEnvironment>, store: TrendsStore): void => {
  const view = async (context: AppContext): Promise<Trends> => {
    const group = query(context, 'group', nameSchema) ?? null
    const instrument = query(context, 'instrument', nameSchema) ?? null
    const now = context.get('now')
    const { releases, formatChanges, figures } = await store.readTrends(now)
    if (group !== null && !groupsIn(releases).includes(group)) throw new Refusal('unknown_group')
    if (instrument !== null && !releases.some(release => release.instrument === instrument)) {
      throw new Refusal('unknown_instrument', 'No pulse has asked it. Leave `instrument` out to see them all.')
    }
    return trendsOf({ releases, formatChanges, learning: learningOf(figures, now), group, instrument })
  }

  route(app, '/api/trends', { GET: async context => context.json(await view(context)) })
  route(app, '/api/trends.csv', {
    GET: async context =>
      context.body(trendsCsv(await view(context)), 200, {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="murmur-trends.csv"',
      }),
  })
  route(app, '/api/trends/comments', {
    GET: async context => {
      const quarters = await store.listQuarters()
      const quarter = query(context, 'quarter', quarterSchema) ?? quarters.at(-1) ?? null
      const found = quarter === null ? null : await store.releaseOf(quarter)
      const from = query(context, 'from', fromSchema) ?? 0
      const { release = null, comments = [] } = found ?? {}
      return context.json(commentsView({ quarters, quarter, release, comments, from }))
    },
  })
}
