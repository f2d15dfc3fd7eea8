import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { quarterOf, usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import { trendsSchema } from '../../../functions/domain/trends/schema.ts'
import { director, machineClaims, presented, tokenRules } from '../../caller.ts'
import { ownDatabase } from '../../own.ts'
import { agreeOn, idIn, incidentBody, learning } from '../setup.ts'
import { isThere, ownPrometheus } from './prometheus.ts'

const database = ownDatabase()
const hour = 3_600_000
const day = 24 * hour

const dashboardSchema = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
})

const total = 'sum(increase(incident_opened_total[90d]))'
const recurring = 'sum(increase(incident_opened_total{is_recurrence="true"}[90d]))'
/** The query of docs/metrics.md. */
const seed = `${recurring} / ${total}`

const call = (path: string, at: string, body?: unknown) =>
  learning(database.client).call(path, { at, ...(body === undefined ? {} : { body }) })

const metrics = async (route: string, at: string): Promise<string> => {
  const { authorizer, headers } = presented(machineClaims(tokenRules.metricsAudience, 'murmur/metrics'))
  const requestContext = { timeEpoch: Date.parse(at), requestId: 'request-1', authorizer }
  const [method = '', path = ''] = route.split(' ')
  const { app } = learning(database.client)
  const answer = await app.request(path, { method, headers }, { event: { requestContext } })
  expect(answer.status).toBe(200)
  return answer.text()
}

const record = async (startedAt: string, mode: string | null, at = startedAt, more: object = {}): Promise<string> => {
  const body = { ...incidentBody, startedAt, failureModes: mode === null ? [] : [mode], detectedAt: null, ...more }
  return idIn((await call('POST /api/incidents', at, { ...body, resolvedAt: null })).json)
}
const patch = async (id: string, at: string, body: object): Promise<void> => {
  expect((await call(`PATCH /api/incidents/${id}`, at, body)).status).toBe(200)
}

/** What the pages say of the 90 days up to the end of the day before this midnight. */
const pageAt = async (midnight: string) => {
  const at = plus(midnight, -1)
  const { json } = await learning(database.client).call('GET /api/trends', { at, as: director })
  const found = trendsSchema.parse(json).learning.find(({ quarter }) => quarter === quarterOf(at, usualCalendar))
  return z.object({ rate: z.number(), classified: z.int(), recurring: z.int() }).parse(found?.recurrence)
}

interface Scrape {
  readonly at: string
  readonly text: string
}

/** As one file with the moments of the scrapes, each series in one piece. */
const stamped = (scrapes: readonly Scrape[]): string => {
  const types = new Map<string, string>()
  const bySeries = new Map<string, string[]>()
  for (const { at, text } of scrapes) {
    for (const line of text.split('\n')) {
      const [, family = ''] = /^# TYPE (\w+) /.exec(line) ?? []
      if (family) types.set(family, line)
      if (line === '' || line.startsWith('#')) continue
      const series = line.slice(0, line.lastIndexOf(' '))
      bySeries.set(series, [...(bySeries.get(series) ?? []), `${line} ${Date.parse(at) / 1000}`])
    }
  }
  const lines = [...types].flatMap(([family, type]) => [
    type,
    ...[...bySeries]
      .filter(([series]) => series.replace(/\{.*/, '').replace(/_total$/, '') === family)
      .flatMap(([, own]) => own),
  ])
  return `${[...lines, '# EOF'].join('\n')}\n`
}

const waitingIn = (text: string): number => Number(/^correction_waiting\{what="incident"\} (\d+)$/m.exec(text)?.[1])
const unclassifiedIn = (text: string): number => Number(/^incident_unclassified (\d+)$/m.exec(text)?.[1])

describe.skipIf(!isThere)('a real Prometheus', () => {
  const store = ownPrometheus()
  afterAll(() => store.end())

  test('takes the rules that ship, and the dashboard asks for what they record and for what is exported', async () => {
    expect(store.check('infra/prometheus/murmur.rules.yml')).toContain('SUCCESS')
    const recorded = [...(await readFile('infra/prometheus/murmur.rules.yml', 'utf8')).matchAll(/record: (\S+)/g)]
    const exported = [
      ...(await metrics('GET /api/metrics', '2026-10-05T00:00:00.000Z')).matchAll(/^# TYPE (\w+) (\w+)$/gm),
    ]
    const known = [
      ...recorded.map(([, name]) => name),
      ...exported.map(([, name, type]) => (type === 'counter' ? `${name}_total` : name)),
    ]
    const { panels } = dashboardSchema.parse(
      JSON.parse(await readFile('infra/prometheus/murmur.dashboard.json', 'utf8')),
    )
    for (const { expr } of panels.flatMap(({ targets }) => targets)) {
      const named = expr.match(/\b(murmur:[\w:]+|(?:incident|action|meeting|correction|learning_review)_\w+)/g) ?? []
      expect(named.length).toBeGreaterThan(0)
      for (const name of named) expect(known).toContain(name)
    }
  })

  test('gives the page’s figure after each back-fill, and between them what is said to be waiting bounds the rest', async () => {
    const begin = '2026-10-05T00:00:00.000Z'
    const ids: string[] = []
    for (let number = 0; number < 40; number += 1) {
      const startedAt = plus('2026-02-01T10:00:00.000Z', number * 6 * day)
      const mode = number % 7 === 0 ? null : `mode ${number % 5}`
      ids.push(await record(startedAt, mode, startedAt, { severity: ['P1', 'P2', 'P3'][number % 3] }))
    }
    const closures = await agreeOn(database.client, {}, '2026-09-20T10:00:00.000Z')
    await call(`PATCH /api/actions/${closures}`, '2026-09-25T10:00:00.000Z', { status: 'completed', version: 1 })

    const history = await metrics('POST /api/metrics/rebuild', begin)
    store.fill(history)
    const reviewed = async (quarter: string): Promise<number | null> => {
      const { json } = await call(`GET /api/learning-reviews/${quarter}`, begin)
      return learningReviewSchema.parse(json).sections.patterns.figures.recurrence.rate
    }
    const asPages = async (url: string, midnight: string): Promise<void> => {
      expect(await store.ask(url, seed, '2026-10-01T00:00:00.000Z')).toBeCloseTo((await reviewed('2026-Q3')) ?? -1, 9)
      expect(await store.ask(url, seed, '2026-07-01T00:00:00.000Z')).toBeCloseTo((await reviewed('2026-Q2')) ?? -1, 9)
      const page = await pageAt(midnight)
      expect(await store.ask(url, total, midnight)).toBeCloseTo(page.classified, 9)
      expect(await store.ask(url, seed, midnight)).toBeCloseTo(page.rate, 9)
    }
    await store.serving(url => asPages(url, begin))

    // Filled in twice, it changes nothing.
    expect(await metrics('POST /api/metrics/rebuild', begin)).toBe(history)
    store.fill(history)
    await store.serving(url => asPages(url, begin))

    const events: Readonly<Record<number, (now: string) => Promise<unknown>>> = {
      9: now => record(now, 'mode 1', now),
      20: async now => ids.push(await record(now, null, now)),
      30: now => patch(ids[38] ?? '', now, { severity: 'P1', failureModes: ['something new'] }),
      50: now => patch(ids[40] ?? '', now, { failureModes: ['mode 2'] }),
      60: now => record('2026-03-05T10:00:00.000Z', 'mode 3', now),
      70: now => patch(ids[37] ?? '', now, { status: 'retracted' }),
      80: now => patch(ids[36] ?? '', now, { startedAt: '2026-08-30T10:00:00.000Z' }),
      90: now => call('PATCH /api/failure-modes/mode-4', now, { mergedInto: 'mode-1', version: 1 }),
      100: now => call(`PATCH /api/actions/${closures}`, now, { status: 'open', version: 2 }),
      110: now => record('2026-01-05T10:00:00.000Z', 'mode 2', now),
      130: now => patch(ids[35] ?? '', now, { failureModes: ['mode 3'] }),
    }
    const scrapes: Scrape[] = []
    const pages = new Map<string, Awaited<ReturnType<typeof pageAt>>>()
    for (let hours = 0; hours <= 7 * 24; hours += 1) {
      const now = plus(begin, hours * hour)
      if (hours % 24 === 0) pages.set(now, await pageAt(now))
      if (hours < 7 * 24) scrapes.push({ at: now, text: await metrics('GET /api/metrics', now) })
      await events[hours]?.(plus(now, 60_000))
    }
    const end = plus(begin, 7 * day)
    scrapes.push({ at: end, text: await metrics('GET /api/metrics', end) })
    const values = (line: string): [string, number] => [
      line.slice(0, line.lastIndexOf(' ')),
      Number(line.split(' ').at(-1)),
    ]
    const countersIn = ({ text }: Scrape) =>
      new Map(
        text
          .split('\n')
          .filter(line => /^\w+_total/.test(line))
          .map(values),
      )
    for (const [index, scrape] of scrapes.slice(1).entries()) {
      const now = countersIn(scrape)
      for (const [series, value] of countersIn(scrapes[index] ?? scrape)) {
        expect(now.get(series) ?? -1, series).toBeGreaterThanOrEqual(value)
      }
    }
    store.fill(stamped(scrapes))
    await store.serving(async url => {
      const apart: number[] = []
      for (const [midnight, page] of pages) {
        const waiting = waitingIn(scrapes.find(({ at }) => at === midnight)?.text ?? '')
        const counted = await store.ask(url, total, midnight)
        const again = await store.ask(url, recurring, midnight)
        apart.push(Math.abs((counted ?? 0) - page.classified))
        expect(apart.at(-1), midnight).toBeLessThanOrEqual(waiting + 1e-9)
        expect(Math.abs((again ?? 0) - page.recurring), midnight).toBeLessThanOrEqual(waiting + 1e-9)
      }
      // Right after the back-fill nothing waits, and later something does: the bound is not an idle one.
      expect([apart[0], waitingIn(scrapes[0]?.text ?? '')]).toStrictEqual([0, 0])
      expect(Math.max(...apart)).toBeGreaterThan(0.5)
      await store.forget(url, '{__name__=~"(incident|action|meeting)_.*_total"}')
    })

    store.fill(await metrics('POST /api/metrics/rebuild', end))
    await store.serving(url => asPages(url, end))
    const after = await metrics('GET /api/metrics', end)
    expect([waitingIn(after), unclassifiedIn(after)]).toStrictEqual([0, 5])
  })
})
