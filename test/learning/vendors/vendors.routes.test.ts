import { describe, expect, test } from 'vitest'
import { vendorViewSchema } from '../../../functions/domain/incident/vendor.ts'
import { director, outsider } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { hours, idIn, incidentBody, learning, plan, plantHarvest } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const world = () => learning(database.client)
const record = async (more: object = {}) =>
  idIn((await world().call('POST /api/incidents', { body: { ...incidentBody, ...more } })).json)
const put = (id: string, body: object) => world().call(`PUT /api/incidents/${id}/vendor`, { body })

const written = {
  knownExternalAt: '2026-11-20T03:45:30Z',
  usersSaw: 'A spinner, then nothing.',
  breakers: { answer: 'partly', note: 'two of three' },
  fallbacks: { answer: 'none' },
  desiredBehaviour: 'Orders are taken and paid later.',
  outcome: { kind: 'decision', text: 'We take the order and charge it within a day.' },
}

describe('the vendor section', () => {
  test('is empty at first, keeps what was written, and says how long it took', async () => {
    const id = await record()
    const empty = vendorViewSchema.parse((await world().call(`GET /api/incidents/${id}/vendor`)).json)
    expect(empty).toMatchObject({ version: 0, breakers: null, outcome: null, complete: false, minutesFromStart: null })
    const saved = await put(id, { ...written, complete: true, version: 0 })
    expect(saved.json).toStrictEqual({
      incidentId: id,
      ...written,
      knownExternalAt: '2026-11-20T03:45:30.000Z',
      fallbacks: { answer: 'none', note: '' },
      statusInSight: null,
      complete: true,
      version: 1,
      minutesFromStart: 46,
      minutesFromDetection: 26,
    })
    expect((await world().call(`GET /api/incidents/${id}/vendor`)).json).toStrictEqual(saved.json)
  })

  test('is complete only with the desired behaviour and an action or a decision, naming what is missing', async () => {
    const id = await record()
    const bare = await put(id, { complete: true, version: 0 })
    expect([bare.status, bare.code]).toStrictEqual([400, 'vendor_outcome_missing'])
    expect(bare.json).toMatchObject({ issues: [{ path: 'desiredBehaviour' }, { path: 'outcome' }] })
    const one = await put(id, { ...written, outcome: null, complete: true, version: 0 })
    expect(one.json).toMatchObject({ code: 'vendor_outcome_missing', issues: [{ path: 'outcome' }] })
    expect((await put(id, { ...written, outcome: null, version: 0 })).status).toBe(200)
  })

  test.each([
    ['times_out_of_order', { knownExternalAt: '2026-11-20T02:59:00Z' }, 400],
    ['unknown_action', { outcome: { kind: 'action', actionId: `act_${'a'.repeat(16)}` } }, 404],
    ['invalid_body', { outcome: { kind: 'decision', text: ' ' } }, 400],
    ['invalid_body', { breakers: { answer: 'perhaps' } }, 400],
    ['invalid_body', { version: -1 }, 400],
  ])('refuses %s for %j', async (code, more, status) => {
    const answer = await put(await record(), { ...written, version: 0, ...more })
    expect([answer.status, answer.code]).toStrictEqual([status, code])
  })

  test('refers to an existing action', async () => {
    const id = await record()
    const action = {
      text: 'Queue orders',
      owner: 'Payments',
      dueOn: '2026-12-31',
      category: 'architecture',
      incidentId: id,
    }
    const actionId = idIn((await world().call('POST /api/actions', { body: action })).json)
    const saved = await put(id, { ...written, outcome: { kind: 'action', actionId }, complete: true, version: 0 })
    expect(saved.json).toMatchObject({ outcome: { kind: 'action', actionId }, complete: true })
  })

  test('is asked for only if an incident has a vendor', async () => {
    const id = await record({ vendor: null })
    expect((await put(id, { ...written, version: 0 })).code).toBe('vendor_missing')
    const none = `inc_${'z'.repeat(16)}`
    expect((await put(none, { ...written, version: 0 })).code).toBe('unknown_incident')
    expect((await world().call(`GET /api/incidents/${none}/vendor`)).code).toBe('unknown_incident')
  })

  test('saved over another save is refused; repeated after a lost reply, it is the version it created', async () => {
    const id = await record()
    for (const calls of [0, 1, 2]) {
      await learning(cutOff(database.client, calls, 'after').client).call(`PUT /api/incidents/${id}/vendor`, {
        body: { ...written, version: 0 },
      })
    }
    expect((await put(id, { ...written, version: 0 })).json).toMatchObject({ version: 1 })
    const stale = await put(id, { ...written, usersSaw: 'Something else', version: 0 })
    expect([stale.status, stale.code]).toStrictEqual([409, 'changed_meanwhile'])
    expect((await put(id, { ...written, usersSaw: 'Something else', version: 1 })).json).toMatchObject({ version: 2 })
  })

  test('is for facilitators', async () => {
    const path = `/api/incidents/inc_${'a'.repeat(16)}/vendor`
    for (const method of ['GET', 'PUT']) {
      expect((await world().call(`${method} ${path}`, { as: null })).code).toBe('not_signed_in')
      for (const as of [outsider, director]) {
        expect((await world().call(`${method} ${path}`, { as })).code).toBe('not_allowed')
      }
    }
  })
})

test('the agenda of a review says what is known about the vendor, under the failure mode’s present name', async () => {
  const { call, incidentId, reviewId } = await plan(database.client)
  await plantHarvest(database.client, reviewId)
  await put(incidentId, { ...written, version: 0 })
  const body = { name: 'Certificate ran out', version: 1 }
  await call('PATCH /api/failure-modes/certificate-expired', { body })
  const { text } = await call(`GET /api/reviews/${reviewId}/agenda.md`, { at: hours(47.2) })
  for (const line of [
    'It was known to lie outside 46 minutes after the start',
    'Users saw: A spinner, then nothing.',
    'Breakers did what they should: partly (two of three)',
    'Decided: We take the order and charge it within a day.',
    'Certificate ran out',
  ]) {
    expect(text).toContain(line)
  }
  expect(text).not.toContain('What did our users see meanwhile?')
})
