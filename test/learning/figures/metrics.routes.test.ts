import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMetrics } from '../../../functions/domain/figures/open-metrics.ts'
import { learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { facilitator, machineClaims, personClaims, presented, tokenRules } from '../../caller.ts'
import { plantQuarters, type Planted } from '../quarters/quarters.ts'
import { learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
let raw: Planted
let text = ''
const later = '2026-10-05T09:00:00.000Z'
const day = 86_400

type Claims = Parameters<typeof presented>[0]

/** As the gateway calls for a token with that scope: nobody is signed in. */
const ask = async (
  query = '',
  claims: Claims | null = machineClaims(tokenRules.metricsAudience, 'openid murmur/metrics'),
  at = later,
) => {
  const token = claims === null ? null : presented(claims)
  const requestContext = {
    timeEpoch: Date.parse(at),
    requestId: 'request-1',
    ...(token ? { authorizer: token.authorizer } : {}),
  }
  return learning(database.client).app.request(
    `/api/metrics${query}`,
    { headers: token?.headers ?? {} },
    { event: { requestContext } },
  )
}

beforeAll(async () => {
  raw = await plantQuarters(database.client)
  text = await (await ask('?from=2026-Q1')).text()
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
      const [, series = '', value = '', at = ''] = /^(\S+\{[^}]*\}) (\S+) (\S+)$/.exec(line) ?? []
      return { series, value: Number(value), at: Number(at) }
    })
const seriesOf = (name: string) =>
  Map.groupBy(
    samples().filter(({ series }) => series.startsWith(`${name}{`)),
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

  test('begins every series with 0 and samples all of them at the same midnights', () => {
    const all = Map.groupBy(samples(), ({ series }) => series)
    expect(all.size).toBeGreaterThan(20)
    const [first = []] = all.values()
    for (const one of all.values()) {
      expect(one[0]).toMatchObject({ value: 0, at: Date.parse('2026-01-01') / 1000 })
      expect(one.map(({ at }) => at)).toStrictEqual(first.map(({ at }) => at))
    }
    expect(first.slice(0, -1).every(({ at }) => at % day === 0)).toBe(true)
  })

  test('counts each incident once, whatever the number of its services', () => {
    const last = [...seriesOf('incident_opened_total').values()].map(one => one.at(-1)?.value ?? 0)
    expect(last.reduce((a, b) => a + b, 0)).toBe(raw.incidents.length)
  })

  test('counts actions and meetings, each once', () => {
    const total = (name: string) => [...seriesOf(name).values()].reduce((sum, one) => sum + (one.at(-1)?.value ?? 0), 0)
    expect(total('action_opened_total')).toBe(raw.actions.length)
    expect(total('action_closed_total')).toBe(raw.actions.filter(({ closedAt }) => closedAt !== null).length)
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
    expect(total('meeting_attendee_total')).toBe(sum(raw.meetings.map(({ attendees }) => attendees)))
    expect(total('meeting_speaker_total')).toBe(sum(raw.meetings.map(({ speakers }) => speakers)))
  })

  test('is only for tokens with its scope', async () => {
    expect((await ask('', null)).status).toBe(401)
    const signedIn = personClaims(facilitator)
    const machine = machineClaims(tokenRules.metricsAudience, 'openid murmur/metrics2')
    expect((await ask('', signedIn)).status).toBe(403)
    expect((await ask('', { ...signedIn, scope: 'openid murmur/metrics' })).status).toBe(403)
    expect((await ask('', machine)).status).toBe(403)
    expect((await ask('', { ...machine, scope: ['openid', 'murmur/metrics'] })).status).toBe(200)
  })

  test('refuses a quarter that has not begun, and anything that is not a quarter', async () => {
    expect(await (await ask('?from=2027-Q1')).json()).toMatchObject({ code: 'quarter_not_begun' })
    expect((await ask('?from=yesterday')).status).toBe(400)
  })

  test('is sampled less often if there are many series, and stays within a function’s size limit', () => {
    const events = Array.from({ length: 2_000 }, (_, number) => ({
      at: '2026-07-02T00:00:00.000Z',
      counter: 'incident_opened' as const,
      labels: { failure_mode: `mode ${number} "quoted" \\ \n next` },
      count: 1,
    }))
    const many = openMetrics(events, '2026-04-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z')
    expect(many.length).toBeLessThan(6_000_000)
    expect(many).toContain('failure_mode="mode 7 \\"quoted\\" \\\\ \\n next"')
    expect(many.split('\n').filter(line => line.endsWith(` 1 ${Date.parse('2026-10-01') / 1000}`))).toHaveLength(2_000)
  })
})

const promtool = '/usr/bin/promtool'
const rate =
  'sum(increase(incident_opened_total{is_recurrence="true"}[90d])) / sum(increase(incident_opened_total[90d]))'

// Debian's package; .ci/run installs it.
describe.skipIf(!existsSync(promtool))('a real promtool', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'murmur-metrics-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('gives the learning review’s recurrence rate with the query in docs/metrics.md', async () => {
    const { call } = learning(database.client)
    const { json } = await call('GET /api/learning-reviews/2026-Q3', { at: later })
    const { recurrence } = learningReviewSchema.parse(json).sections.patterns.figures
    const start = Date.parse('2026-01-01') / 1000
    const end = Date.parse('2026-10-01') / 1000
    const series = [...seriesOf('incident_opened_total')].map(([name, all]) => ({
      series: name,
      values: all
        .filter(({ at }) => at <= end)
        .map(({ value }) => value)
        .join(' '),
    }))
    const file = path.join(folder, 'recurrence.test.yml')
    const expression = {
      expr: rate,
      eval_time: `${(end - start) / day}d`,
      exp_samples: [{ labels: '{}', value: recurrence.rate }],
    }
    // YAML takes JSON.
    const tests = [{ interval: '1d', input_series: series, promql_expr_test: [expression] }]
    writeFileSync(file, JSON.stringify({ rule_files: [], evaluation_interval: '1d', tests }))
    expect(execFileSync(promtool, ['test', 'rules', file], { encoding: 'utf8' })).toContain('SUCCESS')
    const wrong = { ...expression, exp_samples: [{ labels: '{}', value: (recurrence.rate ?? 0) + 0.01 }] }
    writeFileSync(file, JSON.stringify({ rule_files: [], tests: [{ ...tests[0], promql_expr_test: [wrong] }] }))
    expect(() => execFileSync(promtool, ['test', 'rules', file], { stdio: 'pipe' })).toThrow()
  })

  test('makes blocks of it', () => {
    const file = path.join(folder, 'murmur.om')
    writeFileSync(file, text)
    const made = execFileSync(
      promtool,
      ['tsdb', 'create-blocks-from', 'openmetrics', file, path.join(folder, 'data')],
      {
        encoding: 'utf8',
      },
    )
    expect(made.trim().split('\n').length).toBeGreaterThan(100)
  })
})
