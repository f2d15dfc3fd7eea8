import { describe, expect, test } from 'vitest'
import { actionSchema } from '../../../functions/domain/action/action.ts'
import { dayMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { noon } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { actionBody, agreeOn, idIn, learning, plan } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const world = () => learning(database.client)
const days = (count: number): string => plus(noon, count * dayMilliseconds)
const agree = (more?: object, at?: string) => agreeOn(database.client, more, at)
const listed = async (query: string) =>
  actionSchema.array().parse((await world().call(`GET /api/actions${query}`)).json)

describe('agreeing on an action', () => {
  test('from a review: has its incident and failure mode, and is open from now', async () => {
    const { call, reviewId, incidentId } = await plan(database.client)
    const made = await call(`POST /api/reviews/${reviewId}/actions`, { body: actionBody })
    expect(made.status).toBe(201)
    expect(made.headers.get('location')).toBe(`/api/actions/${idIn(made.json)}`)
    expect((await call(`GET /api/actions/${idIn(made.json)}`)).json).toStrictEqual({
      ...actionBody,
      id: idIn(made.json),
      version: 1,
      ownerEmail: null,
      incidentId,
      reviewId,
      counterfactualId: null,
      failureMode: 'certificate-expired',
      url: null,
      externalId: null,
      status: 'open',
      reason: null,
      openedAt: noon,
      progressAt: noon,
      closedAt: null,
      notes: [],
      changes: [],
    })
    expect((await call(`GET /api/reviews/${reviewId}/actions`)).json).toMatchObject([{ id: idIn(made.json) }])
    expect((await call(`GET /api/incidents/${incidentId}/actions`)).json).toMatchObject({
      actions: [{ id: idIn(made.json) }],
    })
  })

  test('from an incident without a review, from a condition, or from nothing at all', async () => {
    const { call, reviewId, incidentId } = await plan(database.client)
    const named = { body: { text: 'If the certificate had an owner' } }
    const counterfactualId = idIn((await call(`POST /api/reviews/${reviewId}/counterfactuals`, named)).json)
    const id = await agree({ incidentId, counterfactualId, ownerEmail: 'Platform@Example.com' })
    expect((await call(`GET /api/actions/${id}`)).json).toMatchObject({
      incidentId,
      reviewId: null,
      counterfactualId,
      ownerEmail: 'platform@example.com',
    })
    expect((await call(`GET /api/actions/${await agree()}`)).json).toMatchObject({
      incidentId: null,
      failureMode: null,
    })
  })

  test.each([
    ['action_without_owner', { owner: undefined }],
    ['action_without_owner', { owner: '  ' }],
    ['bad_due_date', { dueOn: '2026-02-30' }],
    ['bad_due_date', { dueOn: 'soon' }],
    ['bad_due_date', { dueOn: '2026-11-22' }],
    ['invalid_body', { dueOn: undefined }],
    ['invalid_body', { text: '' }],
    ['invalid_body', { category: 'people' }],
    ['invalid_body', { ownerEmail: 'the platform team' }],
    ['invalid_body', { url: 'javascript:alert(1)' }],
    ['invalid_body', { url: 'ftp://tracker.example/T-1' }],
    ['invalid_body', { url: 'tracker.example/T-1' }],
    ['invalid_body', { externalId: '' }],
    ['invalid_body', { ticket: 'T-1' }],
  ])('refuses %s for %j', async (code, more) => {
    const answer = await world().call('POST /api/actions', { body: { ...actionBody, ...more } })
    expect([answer.status, answer.code]).toStrictEqual([400, code])
  })

  test('keeps the address and the key of its ticket, and a change replaces or removes them', async () => {
    const ticket = { url: 'https://tracker.example/T-1', externalId: ' T-1 ' }
    const id = await agree(ticket)
    const { call } = world()
    expect((await call(`GET /api/actions/${id}`)).json).toMatchObject({ ...ticket, externalId: 'T-1' })
    const change = (body: object) => call(`PATCH /api/actions/${id}`, { body })
    expect((await change({ url: 'http://tracker.example/T-2' })).json).toMatchObject({
      url: 'http://tracker.example/T-2',
      externalId: 'T-1',
    })
    expect((await change({ url: null, externalId: null })).json).toMatchObject({ url: null, externalId: null })
    expect((await change({ url: 'data:text/html,1' })).code).toBe('invalid_body')
  })

  test('refuses a condition or an incident that does not exist', async () => {
    const none = (prefix: string) => `${prefix}_${'z'.repeat(16)}`
    for (const [more, code] of [
      [{ counterfactualId: none('cfa') }, 'unknown_counterfactual'],
      [{ incidentId: none('inc') }, 'unknown_incident'],
    ] as const) {
      const answer = await world().call('POST /api/actions', { body: { ...actionBody, ...more } })
      expect([answer.status, answer.code]).toStrictEqual([404, code])
    }
  })

  test('accepts wording that asks people to be different, and asks for a change of the system', async () => {
    const body = { ...actionBody, text: 'Remind the team to renew certificates' }
    const { status, json } = await world().call('POST /api/actions', { body })
    expect(status).toBe(201)
    expect(json).toMatchObject({ question: expect.stringContaining('?') })
    expect((await world().call('POST /api/actions', { body: actionBody })).json).toMatchObject({ question: null })
  })

  test('cut off anywhere and sent again with the same key makes one', async () => {
    const { reviewId, call } = await plan(database.client)
    const headers = { 'idempotency-key': 'an-action-made-of-16' }
    const path = `POST /api/reviews/${reviewId}/actions`
    for (let calls = 0; ; calls += 1) {
      const { client, cut } = cutOff(database.client, calls, calls % 2 === 0 ? 'before' : 'after')
      const answer = await learning(client).call(path, { body: actionBody, headers })
      if (!cut()) {
        expect(answer.status).toBe(201)
        break
      }
    }
    const made = actionSchema.array().parse((await call(`GET /api/reviews/${reviewId}/actions`)).json)
    expect(made).toHaveLength(1)
  })
})

describe('how an action goes on', () => {
  test('a status and a note are progress, a change of words is not', async () => {
    const id = await agree()
    const patch = (body: object, at: string) => world().call(`PATCH /api/actions/${id}`, { body, at })
    expect((await patch({ text: 'Alert 60 days before' }, days(1))).json).toMatchObject({
      progressAt: noon,
      version: 2,
    })
    expect((await patch({ note: 'Half of it is out' }, days(2))).json).toMatchObject({
      progressAt: days(2),
      notes: [{ at: days(2), text: 'Half of it is out' }],
    })
    expect((await patch({ status: 'completed' }, days(3))).json).toMatchObject({
      status: 'completed',
      closedAt: days(3),
      version: 4,
    })
    expect((await patch({ status: 'open' }, days(4))).json).toMatchObject({ status: 'open', closedAt: null })
  })

  test('setting it aside needs a reason', async () => {
    const id = await agree()
    const without = await world().call(`PATCH /api/actions/${id}`, { body: { status: 'deprioritised' } })
    expect([without.status, without.code]).toStrictEqual([400, 'reason_missing'])
    const body = { status: 'deprioritised', reason: 'The service is switched off in spring' }
    expect((await world().call(`PATCH /api/actions/${id}`, { body })).json).toMatchObject(body)
  })

  test.each([
    ['action_without_owner', { owner: '' }],
    ['bad_due_date', { dueOn: '2026-13-01' }],
    ['bad_due_date', { dueOn: '2020-01-01' }],
  ])('refuses %s for %j', async (code, body) => {
    const answer = await world().call(`PATCH /api/actions/${await agree()}`, { body })
    expect([answer.status, answer.code]).toStrictEqual([400, code])
  })

  test('sent twice takes effect once; over somebody else’s change it is refused', async () => {
    const id = await agree()
    const path = `PATCH /api/actions/${id}`
    const body = { status: 'in_progress', note: 'Begun', version: 1 }
    expect((await world().call(path, { body })).json).toMatchObject({ version: 2 })
    expect((await world().call(path, { body, at: days(1) })).json).toMatchObject({ version: 2, progressAt: noon })
    const stale = await world().call(path, { body: { owner: 'Payments', version: 1 } })
    expect([stale.status, stale.code]).toStrictEqual([409, 'changed_meanwhile'])
  })
})

describe('the list of actions', () => {
  test('contains what is under way, earliest due date first, unless a status or a quarter is given', async () => {
    const at = '2031-02-01T00:00:00.000Z'
    const dueOn = '2031-12-01'
    const done = await agree({ dueOn }, at)
    const second = await agree({ dueOn: '2031-12-02' }, at)
    const first = await agree({ dueOn }, plus(at, dayMilliseconds))
    const body = { status: 'completed' }
    await world().call(`PATCH /api/actions/${done}`, { body, at: '2031-05-01T00:00:00.000Z' })
    await world().call(`PATCH /api/actions/${second}`, { body: { status: 'in_progress' }, at })
    const ids = async (query: string) => (await listed(query)).map(action => String(action.id))
    expect((await ids('')).filter(id => [done, first, second].includes(id))).toStrictEqual([first, second])
    expect(await ids('?quarter=2031-Q1')).toHaveLength(3)
    expect(await ids('?quarter=2031-Q1&status=in_progress')).toStrictEqual([second])
    expect(await ids('?quarter=2031-Q2&status=completed')).toStrictEqual([done])
    expect(await ids('?quarter=2031-Q1&status=completed')).toStrictEqual([])
    expect((await world().call('GET /api/actions?status=late')).code).toBe('invalid_body')
  })
})
