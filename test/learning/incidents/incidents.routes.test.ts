import { describe, expect, test } from 'vitest'
import { incidentSchema } from '../../../functions/domain/incident/incident.ts'
import { director, noon, otherFacilitator, outsider } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { idIn, incidentBody, learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const world = () => learning(database.client)
const record = async (more: object = {}) =>
  idIn((await world().call('POST /api/incidents', { body: { ...incidentBody, ...more } })).json)

describe('recording an incident', () => {
  test('keeps what was sent, with times in UTC', async () => {
    const { call } = world()
    const made = await call('POST /api/incidents', { body: incidentBody })
    expect(made.status).toBe(201)
    expect(made.json).toStrictEqual({ id: idIn(made.json) })
    const { status, json } = await call(`GET /api/incidents/${idIn(made.json)}`)
    expect(status).toBe(200)
    expect(json).toStrictEqual({
      ...incidentBody,
      startedAt: '2026-11-20T03:00:00.000Z',
      detectedAt: '2026-11-20T03:20:00.000Z',
      resolvedAt: '2026-11-20T05:00:00.000Z',
      id: idIn(made.json),
      zone: 'UTC',
      version: 1,
      seenBefore: null,
    })
  })

  test('needs no more than a title, a severity and a start', async () => {
    const { call } = world()
    const body = { title: 'Small', severity: 'P3', startedAt: noon }
    const id = idIn((await call('POST /api/incidents', { body })).json)
    expect((await call(`GET /api/incidents/${id}`)).json).toMatchObject({
      services: [],
      failureModes: [],
      deploymentRelated: false,
    })
  })

  test.each([
    ['invalid_body', { title: ' ' }, 'title'],
    ['unknown_severity', { severity: 'P4' }, 'severity'],
    ['unknown_severity', { severity: 'sev1', title: ' ' }, 'severity'],
    ['invalid_body', { zone: 'Mars/Olympus' }, 'zone'],
    ['times_out_of_order', { detectedAt: null, resolvedAt: '2026-11-20T02:29:59Z' }, 'resolvedAt'],
    ['times_out_of_order', { suspectedAt: '2026-11-20T03:30:00Z', actedAt: '2026-11-20T03:05:00Z' }, 'actedAt'],
    ['invalid_body', { startedAt: 'yesterday' }, 'startedAt'],
    ['invalid_body', { startedAt: '2026-11-20T03:00:00' }, 'startedAt'],
    ['invalid_body', { services: 'checkout' }, 'services'],
  ])('refuses %s for %j, naming the field', async (code, more, path) => {
    const answer = await world().call('POST /api/incidents', { body: { ...incidentBody, ...more } })
    expect([answer.status, answer.code]).toStrictEqual([400, code])
    expect(answer.json).toMatchObject({ issues: [{ path }] })
  })

  test('refuses times in the wrong order, naming the two', async () => {
    const body = { ...incidentBody, resolvedAt: '2026-11-20T02:00:00Z' }
    const answer = await world().call('POST /api/incidents', { body })
    expect(answer.code).toBe('times_out_of_order')
    expect(answer.json).toMatchObject({ earlier: 'detectedAt', later: 'resolvedAt' })
  })

  test('sent again under the same key after a lost reply makes one', async () => {
    const headers = { 'idempotency-key': 'a-key-of-at-least-16' }
    const body = { ...incidentBody, title: 'Sent twice' }
    for (const calls of [0, 1]) {
      await learning(cutOff(database.client, calls, 'after').client).call('POST /api/incidents', { body, headers })
    }
    const made = await world().call('POST /api/incidents', { body, headers })
    expect(made.status).toBe(201)
    const all = incidentSchema.array().parse((await world().call('GET /api/incidents')).json)
    expect(all.filter(({ title }) => title === 'Sent twice').map(({ id }) => String(id))).toStrictEqual([
      idIn(made.json),
    ])
    const theirs = await world().call('POST /api/incidents', { body, headers, as: otherFacilitator })
    expect(idIn(theirs.json)).not.toBe(idIn(made.json))
  })
})

describe('incidents of a quarter', () => {
  test('are those that started in it, the latest first; in this quarter unless one is given', async () => {
    const starts = ['2025-01-10T00:00:00Z', '2025-03-31T23:59:59Z', '2025-04-01T00:00:00Z']
    const ids: string[] = []
    for (const startedAt of starts) {
      ids.push(await record({ startedAt, detectedAt: null, resolvedAt: null }))
    }
    const listed = async (query: string, at = noon) =>
      incidentSchema
        .array()
        .parse((await world().call(`GET /api/incidents${query}`, { at })).json)
        .map(({ id }) => String(id))
    expect(await listed('?quarter=2025-Q1')).toStrictEqual([ids[1], ids[0]])
    expect(await listed('', '2025-05-01T00:00:00.000Z')).toStrictEqual([ids[2]])
    expect((await world().call('GET /api/incidents?quarter=2025-Q5')).code).toBe('invalid_body')
  })

  test('follow a corrected start', async () => {
    const id = await record({ startedAt: '2024-12-31T00:00:00Z', detectedAt: null, resolvedAt: null })
    await world().call(`PATCH /api/incidents/${id}`, { body: { startedAt: '2024-01-01T00:00:00Z' } })
    expect((await world().call('GET /api/incidents?quarter=2024-Q4')).json).toStrictEqual([])
    expect((await world().call('GET /api/incidents?quarter=2024-Q1')).json).toMatchObject([{ id }])
  })
})

describe('correcting an incident', () => {
  test('changes what is given and nothing else', async () => {
    const id = await record()
    const { json } = await world().call(`PATCH /api/incidents/${id}`, { body: { severity: 'P2', vendor: null } })
    expect(json).toMatchObject({ severity: 'P2', vendor: null, services: ['checkout'], version: 2 })
    expect((await world().call(`GET /api/incidents/${id}`)).json).toStrictEqual(json)
  })

  test('repeated takes effect once', async () => {
    const id = await record()
    const patch = { body: { severity: 'P2', version: 1 } }
    expect((await world().call(`PATCH /api/incidents/${id}`, patch)).json).toMatchObject({ version: 2 })
    expect((await world().call(`PATCH /api/incidents/${id}`, patch)).json).toMatchObject({ version: 2 })
  })

  test('refuses to overwrite somebody else’s change', async () => {
    const id = await record()
    await world().call(`PATCH /api/incidents/${id}`, { body: { severity: 'P2' } })
    const stale = await world().call(`PATCH /api/incidents/${id}`, { body: { title: 'Stale', version: 1 } })
    expect([stale.status, stale.code]).toStrictEqual([409, 'changed_meanwhile'])
  })

  test('refuses times out of order across stored and given values', async () => {
    const id = await record()
    const answer = await world().call(`PATCH /api/incidents/${id}`, { body: { detectedAt: '2026-11-20T06:00:00Z' } })
    expect(answer.code).toBe('times_out_of_order')
  })

  test('refuses an unknown incident', async () => {
    const none = `inc_${'z'.repeat(16)}`
    for (const id of [none, 'nonsense']) {
      expect((await world().call(`GET /api/incidents/${id}`)).code).toBe('unknown_incident')
      expect((await world().call(`PATCH /api/incidents/${id}`, { body: {} })).code).toBe('unknown_incident')
    }
  })
})

test.each([
  'GET /api/incidents',
  'POST /api/incidents',
  `GET /api/incidents/inc_${'a'.repeat(16)}`,
  `PATCH /api/incidents/inc_${'a'.repeat(16)}`,
  'GET /api/reviews',
  'POST /api/reviews',
  `GET /api/reviews/rev_${'a'.repeat(16)}`,
  `PATCH /api/reviews/rev_${'a'.repeat(16)}`,
  `POST /api/reviews/rev_${'a'.repeat(16)}/cancel`,
  `GET /api/reviews/rev_${'a'.repeat(16)}/agenda.md`,
  `GET /api/reviews/rev_${'a'.repeat(16)}/agenda/edits`,
  `POST /api/reviews/rev_${'a'.repeat(16)}/agenda/edits`,
  `GET /api/reviews/rev_${'a'.repeat(16)}/agenda/raw`,
])('%s: nobody without a sign-in, nor in the wrong group', async path => {
  expect((await world().call(path, { as: null })).code).toBe('not_signed_in')
  expect((await world().call(path, { as: outsider })).code).toBe('not_allowed')
  expect((await world().call(path, { as: director })).code).toBe('not_allowed')
})

describe('the address of a review held elsewhere', () => {
  const call = (route: string, body: object) => learning(database.client).call(route, { body })
  test('is kept, changed and taken away', async () => {
    const id = idIn(
      (await call('POST /api/incidents', { ...incidentBody, reviewedElsewhere: 'http://wiki.example.com/1' })).json,
    )
    for (const reviewedElsewhere of ['https://wiki.example.com/2', null]) {
      const { status, json } = await call(`PATCH /api/incidents/${id}`, { reviewedElsewhere })
      expect([status, json]).toMatchObject([200, { reviewedElsewhere }])
    }
  })

  test.each(['javascript:alert(1)', 'wiki', 'ftp://example.com/1', 'https://a b', '//example.com/1'])(
    'is never %s',
    async reviewedElsewhere => {
      const answer = await call('POST /api/incidents', { ...incidentBody, reviewedElsewhere })
      expect([answer.status, answer.code]).toStrictEqual([400, 'invalid_body'])
    },
  )
})
