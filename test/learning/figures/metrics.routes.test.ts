import { beforeAll, describe, expect, test } from 'vitest'
import { usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { waitingSchema } from '../../../functions/domain/figures/ledger.ts'
import { historyText } from '../../../functions/domain/figures/open-metrics.ts'
import { director, facilitator, machineClaims, personClaims, presented, tokenRules } from '../../caller.ts'
import { plantQuarters, type Planted } from '../quarters/quarters.ts'
import { incidentBody, learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
let raw: Planted
let text = ''
let scraped = ''
const scrape = 'GET /api/metrics'
const rebuild = 'POST /api/metrics/rebuild'
const later = '2026-10-05T09:00:00.000Z'
const day = 86_400

type Claims = Parameters<typeof presented>[0]

/** As the gateway calls for a token with that scope: nobody is signed in. */
const ask = async (
  route = 'POST /api/metrics/rebuild',
  claims: Claims | null = machineClaims(tokenRules.metricsAudience, 'openid murmur/metrics'),
  at = later,
) => {
  const token = claims === null ? null : presented(claims)
  const requestContext = {
    timeEpoch: Date.parse(at),
    requestId: 'request-1',
    ...(token ? { authorizer: token.authorizer } : {}),
  }
  const [method = '', path = ''] = route.split(' ')
  return learning(database.client).app.request(
    path,
    { method, headers: token?.headers ?? {} },
    { event: { requestContext } },
  )
}

beforeAll(async () => {
  raw = await plantQuarters(database.client)
  text = await (await ask()).text()
  scraped = await (await ask(scrape)).text()
})

interface Sample {
  readonly series: string
  readonly value: number
  readonly at: number
}
const samples = (): Sample[] =>
  text
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [, series = '', value = '', at = ''] = /^(\w+(?:\{[^}]*\})?) (\S+) (\S+)$/.exec(line) ?? []
      return { series, value: Number(value), at: Number(at) }
    })
const seriesOf = (name: string) =>
  Map.groupBy(
    samples().filter(({ series }) => series.replace(/\{.*/, '') === name),
    one => one.series,
  )

describe('the export', () => {
  test('is OpenMetrics text that ends with # EOF, each type named without _total', async () => {
    const response = await ask()
    expect(response.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8')
    expect(text.endsWith('\n# EOF\n')).toBe(true)
    expect(text).toContain('# TYPE incident_opened counter\n')
    expect(text).not.toContain('_total counter')
  })

  test('begins every series with 0 at the midnight before its first event, and samples all at the same moments', () => {
    const all = Map.groupBy(samples(), ({ series }) => series)
    expect(all.size).toBeGreaterThan(20)
    const longest = [...all.values()].toSorted((a, b) => b.length - a.length)[0] ?? []
    const moments = longest.map(({ at }) => at)
    for (const [first, ...others] of all.values()) {
      expect([first?.value, (first?.at ?? 1) % day]).toStrictEqual([0, 0])
      const from = others[0]?.at ?? 0
      expect(others.map(({ at }) => at)).toStrictEqual(moments.filter(at => at >= from))
    }
    const ends = ['2026-04-01', '2026-07-01', '2026-10-01'].map(end => Date.parse(end) / 1000)
    const needed = ends.flatMap(end => [end - 90 * day, end]).filter(at => at > (moments[0] ?? 0))
    expect(moments).toStrictEqual(expect.arrayContaining(needed))
  })

  test('says the same of a moment whenever and from whichever quarter it is asked for', async () => {
    expect(await (await ask()).text()).toBe(text)
    const of = new Map(samples().map(({ series, at, value }) => [`${series} ${at}`, value]))
    text = await (await ask(`${rebuild}?from=2026-Q3`)).text()
    const part = samples()
    text = await (await ask()).text()
    expect(part.length).toBeGreaterThan(1_000)
    expect(part.every(({ at }) => at >= Date.parse('2026-07-01') / 1000)).toBe(true)
    for (const { series, at, value } of part) {
      const whole = of.get(`${series} ${at}`)
      if (whole !== undefined) expect([series, at, value]).toStrictEqual([series, at, whole])
    }
  })

  test('counts each incident with a known failure mode once, whatever the number of its services', () => {
    const last = [...seriesOf('incident_opened_total').values()].map(one => one.at(-1)?.value ?? 0)
    expect(last.reduce((a, b) => a + b, 0)).toBe(
      raw.incidents.filter(({ failureModes }) => failureModes.length > 0).length,
    )
  })

  test('counts actions and meetings, each once', () => {
    const total = (name: string) => [...seriesOf(name).values()].reduce((sum, one) => sum + (one.at(-1)?.value ?? 0), 0)
    expect(total('action_opened_total')).toBe(raw.actions.length)
    expect(total('action_closed_total')).toBe(raw.actions.filter(({ closedAt }) => closedAt !== null).length)
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
    expect(total('meeting_attendee_total')).toBe(sum(raw.meetings.map(({ attendees }) => attendees)))
    expect(total('meeting_speaker_total')).toBe(sum(raw.meetings.map(({ speakers }) => speakers)))
  })

  test.each([scrape, rebuild])('%s is only for tokens with its scope', async route => {
    expect((await ask(route, null)).status).toBe(401)
    const signedIn = personClaims(facilitator)
    const machine = machineClaims(tokenRules.metricsAudience, 'openid murmur/metrics2')
    expect((await ask(route, signedIn)).status).toBe(403)
    expect((await ask(route, { ...signedIn, scope: 'openid murmur/metrics' })).status).toBe(403)
    expect((await ask(route, machine)).status).toBe(403)
    expect((await ask(route, { ...machine, scope: ['openid', 'murmur/metrics'] })).status).toBe(200)
  })

  test('refuses a quarter that has not begun, and anything that is not a quarter', async () => {
    expect(await (await ask(`${rebuild}?from=2027-Q1`)).json()).toMatchObject({ code: 'quarter_not_begun' })
    expect((await ask(`${rebuild}?from=yesterday`)).status).toBe(400)
  })

  test('of five thousand incidents in hundreds of series, the ends of quarters are exact', () => {
    const [first, last] = [Date.parse('2024-07-03T00:00:00Z'), Date.parse('2026-11-20T13:00:00Z')]
    const events = Array.from({ length: 5_000 }, (_, number) => ({
      key: `inc_${number}`,
      at: new Date(first + ((number * 7_919) % 5_000) * ((last - first) / 5_000)).toISOString(),
      counter: 'incident_opened' as const,
      labels: { failure_mode: `mode ${number % 634}` },
      count: 1,
    }))
    const many = historyText(events, '1970-01-01T00:00:00.000Z', new Date(last).toISOString(), usualCalendar)
    expect(many.length).toBeLessThan(6_000_000)
    const lines = many.split('\n').filter(line => line !== '' && !line.startsWith('#'))
    const counted = Map.groupBy(
      lines.map(line => line.split(' ').slice(-2).map(Number)),
      ([, at]) => at,
    )
    const upTo = (end: number): number => events.filter(({ at }) => Date.parse(at) < end).length
    for (const quarter of ['2024-10-01', '2025-01-01', '2025-04-01', '2026-07-01', '2026-10-01'].map(Date.parse)) {
      for (const moment of [quarter, quarter - 90 * day * 1000].filter(at => at > first)) {
        const sum = (counted.get(moment / 1000) ?? []).reduce((all, [value = 0]) => all + value, 0)
        expect([moment, sum]).toStrictEqual([moment, upTo(moment)])
      }
    }
  })

  test('is sampled less often if there are many series, and stays within a function’s size limit', () => {
    const events = Array.from({ length: 2_000 }, (_, number) => ({
      key: `inc_${number}`,
      at: '2026-07-02T00:00:00.000Z',
      counter: 'incident_opened' as const,
      labels: { failure_mode: `mode ${number} "quoted" \\ \n next` },
      count: 1,
    }))
    const many = historyText(events, '2026-04-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z', usualCalendar)
    expect(many.length).toBeLessThan(6_000_000)
    expect(many).toContain('failure_mode="mode 7 \\"quoted\\" \\\\ \\n next"')
    expect(many.split('\n').filter(line => line.endsWith(` 1 ${Date.parse('2026-10-01') / 1000}`))).toHaveLength(2_000)
  })
})

describe('a scrape', () => {
  test('has no timestamps, and right after a rebuild the totals of the history', () => {
    expect(scraped.endsWith('\n# EOF\n')).toBe(true)
    const totals = new Map(samples().map(({ series, value }) => [series, value]))
    const counters = scraped.split('\n').filter(line => /^\w+_total/.test(line))
    expect(counters.toSorted()).toStrictEqual([...totals].map(([series, value]) => `${series} ${value}`).toSorted())
    expect(scraped).toContain('\ncorrection_waiting{what="incident"} 0\n')
  })
})

describe('a person', () => {
  test('reads how much waits for the next rebuild and how many nobody has classified', async () => {
    const { call } = learning(database.client)
    const told = async () => waitingSchema.parse((await call('GET /api/metrics/waiting', { at: later })).json)
    const before = await told()
    const body = { ...incidentBody, startedAt: '2026-09-01T10:00:00Z', detectedAt: null, resolvedAt: null }
    await call('POST /api/incidents', { at: later, body: { ...body, failureModes: ['never seen yet'] } })
    await call('POST /api/incidents', { at: later, body: { ...body, failureModes: [] } })
    expect(await told()).toStrictEqual({
      waiting: { ...before.waiting, incident: before.waiting.incident + 1 },
      unclassified: before.unclassified + 1,
    })
  })

  test('is a facilitator, and nobody else reads it so', async () => {
    const { call } = learning(database.client)
    expect((await call('GET /api/metrics/waiting', { as: director })).status).toBe(403)
  })
})
