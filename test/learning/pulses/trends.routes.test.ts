import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { noFigures } from '../../../functions/domain/figures/read.ts'
import { trendsSchema } from '../../../functions/domain/trends/schema.ts'
import { director, outsider } from '../../caller.ts'
import { cutOff, holdAt } from '../../dynamodb.ts'
import { answers, history, pulse, type Team } from '../../domain/trends/pulses.ts'
import { plantPulse } from './pulses.ts'
import { incidentBody, learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const mixed = answers(1, 2, 3, 5, 3)
const formulaTeam = '=cmd|team'
const teams: readonly Team[] = [
  { label: formulaTeam, invited: 16, safety: mixed },
  { label: 'Core', invited: 18, safety: mixed },
  { label: 'Data', invited: 16, safety: [1, 5] },
  { label: 'Web', invited: 16, safety: [2, 3, 4] },
]
const releases = history(
  before => pulse('2026-Q1', teams, before),
  before => pulse('2026-Q3', teams, before),
)

const read = async (path: string, client = database.client) => {
  const answer = await learning(client).call(`GET ${path}`, { as: director })
  expect([answer.status, answer.code]).toEqual([200, undefined])
  return trendsSchema.parse(answer.json)
}

test('with nothing published there are no quarters', async () => {
  expect(await read('/api/trends')).toEqual({
    group: null,
    instrument: null,
    groups: [],
    instruments: [],
    quarters: [],
    series: [],
    byGroup: [],
    markers: [],
    moved: [],
    learning: [],
  })
})

describe('with two pulses', () => {
  beforeAll(async () => {
    for (const release of releases) await plantPulse(database.client, release)
  })

  test('quarters are consecutive, including one without a pulse', async () => {
    const { quarters, groups, byGroup } = await read('/api/trends')
    expect(quarters.map(({ quarter, state }) => [quarter, state])).toEqual([
      ['2026-Q1', 'published'],
      ['2026-Q2', 'none'],
      ['2026-Q3', 'published'],
    ])
    expect(groups).toEqual([formulaTeam, 'Core', 'Data', 'Web'])
    expect(byGroup.map(({ label }) => label)).toEqual(groups)
  })

  test("one group's points can be requested, and a hidden group looks like any other hidden group", async () => {
    const own = await read('/api/trends?group=Core')
    expect(own.series[0]?.points[2]).toMatchObject({ state: 'shown', n: 14, invited: 18 })
    expect(own.byGroup).toEqual([])
    const [data, web] = [await read('/api/trends?group=Data'), await read('/api/trends?group=Web')]
    expect(data.series).toEqual(web.series)
    expect(data.series[0]?.points[0]).toMatchObject({ state: 'hidden', n: null, share: null, mean: null })
  })

  test("one instrument's view has figures in the quarters that asked it", async () => {
    const { quarters, instruments } = await read('/api/trends?instrument=pulse-2')
    expect(quarters.map(({ instrument }) => instrument)).toEqual(['pulse-2', null, 'pulse-2'])
    expect(instruments).toEqual([{ id: 'pulse-2', version: 2 }])
  })

  test.each([
    ['/api/trends?group=Nobody', 'unknown_group'],
    ['/api/trends?instrument=pulse-9', 'unknown_instrument'],
    ['/api/trends?instrument=pulse-1', 'unknown_instrument'],
    ['/api/trends?group=', 'invalid_body'],
    [`/api/trends?group=${'x'.repeat(201)}`, 'invalid_body'],
    ['/api/trends.csv?group=Nobody', 'unknown_group'],
  ])('refuses %s as %s', async (path, code) => {
    const answer = await learning(database.client).call(`GET ${path}`)
    expect([answer.status, answer.code]).toEqual([400, code])
  })

  test.each(['/api/trends', '/api/trends.csv'])('%s is for leadership and facilitators', async path => {
    const { call } = learning(database.client)
    expect((await call(`GET ${path}`, { as: director })).status).toBe(200)
    expect((await call(`GET ${path}`)).status).toBe(200)
    expect((await call(`GET ${path}`, { as: outsider })).code).toBe('not_allowed')
    expect((await call(`GET ${path}`, { as: null })).code).toBe('not_signed_in')
    expect((await call(`POST ${path}`, { body: {} })).code).toBe('method_not_allowed')
  })

  test('the table holds the same figures, and none of its cells is a formula', async () => {
    const { text, headers } = await learning(database.client).call('GET /api/trends.csv')
    expect(headers.get('content-type')).toContain('text/csv')
    const rows: Record<string, string>[] = parse(text, { columns: true })
    const whole = rows.find(row => row['quarter'] === '2026-Q3' && row['figure'] === 'review-safety' && !row['group'])
    const point = (await read('/api/trends')).series[0]?.points[2]
    expect(whole).toMatchObject({ answered: String(point?.n), favourable: String(point?.share?.value), state: 'shown' })
    expect(rows.filter(row => row['group'] === `'${formulaTeam}`)).toHaveLength(3)
    expect(text).not.toMatch(/(^|,)"?[=@+]/m)
    const hidden = rows.find(row => row['quarter'] === '2026-Q1' && row['group'] === 'Data')
    expect([hidden?.['state'], hidden?.['answered'], hidden?.['mean']]).toEqual(['hidden', '', ''])
  })

  test('a change of format appears at its quarter, and one that was taken back does not', async () => {
    const change = { pk: 'quarter#2026-Q3', kind: 'format-change', at: '2026-08-01', since: '2026-08-01' }
    const put = (Item: object) =>
      database.client.send(new PutCommand({ TableName: 'learning', Item: { ...change, ...Item } }))
    await put({ sk: 'format-change#1', text: 'Round robin first', withdrawn: false })
    await put({ sk: 'format-change#2', text: 'Never mind', withdrawn: true })
    expect((await read('/api/trends')).markers).toEqual([
      { quarter: '2026-Q3', kind: 'format', text: 'Round robin first' },
    ])
  })

  test('learning figures begin where there are some, and are those of the snapshots', async () => {
    const figures = { ...noFigures('2026-Q3'), incidents: { ...noFigures('').incidents, total: 4 } }
    await database.client.send(
      new PutCommand({ TableName: 'learning', Item: { pk: 'quarter#2026-Q3', sk: 'figures', ...figures } }),
    )
    const { learning: quarters } = await read('/api/trends')
    expect(quarters.map(({ quarter, incidents }) => [quarter, incidents.total])).toEqual([
      ['2026-Q3', 4],
      ['2026-Q4', 0],
    ])
    expect(quarters[0]?.ages.bands.map(({ from, to }) => [from, to])).toEqual([
      [0, 30],
      [31, 60],
      [61, 90],
      [91, 180],
      [181, 365],
      [366, null],
    ])
  })

  test('of how many incidents deployment, service and hour are known stands beside what is told of them', async () => {
    const { call } = learning(database.client)
    const record = (more: object) => call('POST /api/incidents', { body: { ...incidentBody, ...more } })
    await record({ title: 'A deployment', deploymentRelated: true })
    await record({ title: 'None', deploymentRelated: false })
    const body = 'Id,Title,Severity,Started at\n1,Nobody says,P2,2026-11-20 10:00'
    await call('POST /api/incidents/import', { body, headers: { 'idempotency-key': 'nobody-says-of-one' } })
    const { learning: quarters } = await read('/api/trends')
    expect(quarters.at(-1)?.incidents).toMatchObject({
      total: 3,
      deploymentRelated: 1,
      deploymentKnown: 2,
      serviceKnown: 2,
      servicesSentence: 'An incident of several services counts in each (of 2 of 3 with a known service).',
      hoursKnown: 2,
      hoursTold: true,
      hoursSentence:
        'By the hour in which they began, on the clock of the incident’s own time zone (of 2 of 3 with a known time of day).',
    })
    const days = ['4,A', '5,B'].map(one => `${one} day alone,P2,2026-11-20`)
    await call('POST /api/incidents/import', {
      body: ['Id,Title,Severity,Started at', ...days].join('\n'),
      headers: { 'idempotency-key': 'two-days-without-an-hour' },
    })
    expect((await read('/api/trends')).learning.at(-1)?.incidents).toMatchObject({
      hoursKnown: 2,
      hoursTold: false,
      hoursSentence:
        '2 of 5 have a known time of day, of clocks whose zone is known, under 60%: too few to say when incidents begin.',
    })
  })

  test('cut off at any read it is an error and nothing is changed', async () => {
    for (let calls = 0; ; calls += 1) {
      const { client, cut } = cutOff(database.client, calls, 'before')
      const answer = await learning(client).call('GET /api/trends')
      if (!cut()) break
      expect(answer.code).toBe('internal')
      expect(calls).toBeLessThan(40)
    }
  })
})

test('reads as many items for many incidents as for few', async () => {
  const counted = async () => {
    let calls = 0
    const { client } = holdAt(database.client, () => {
      calls += 1
      return false
    })
    await read('/api/trends', client)
    return calls
  }
  const record = () => learning(database.client).call('POST /api/incidents', { body: incidentBody })
  await record()
  const before = await counted()
  for (let index = 0; index < 5; index += 1) await record()
  expect(await counted()).toBe(before)
})
