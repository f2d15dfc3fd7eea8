import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { importAnswerSchema } from '../../../functions/domain/import/answer.ts'
import { importRunSchema, undoAnswerSchema } from '../../../functions/domain/import/undo.ts'
import { incidentViewSchema } from '../../../functions/domain/incident/incident.ts'
import { director, outsider } from '../../caller.ts'
import { cutOff, holdAt } from '../../dynamodb.ts'
import { hours, idIn, incidentBody, learning, plan } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const world = (client = database.client) => learning(client)
const record = async (more: object = {}) =>
  idIn((await world().call('POST /api/incidents', { body: { ...incidentBody, failureModes: [], ...more } })).json)
const incidentOf = async (id: string) => incidentViewSchema.parse((await world().call(`GET /api/incidents/${id}`)).json)
const listed = async (quarter: string) =>
  z.array(incidentViewSchema).parse((await world().call(`GET /api/incidents?quarter=${quarter}`)).json)
// Figures read every quarter since, so these tests use quarters in the future.
const total = async (quarter: string) => (await world().stores.figures.readFigures(quarter))?.incidents.total ?? 0
const remove = (id: string, version: number | string, client = database.client) =>
  world(client).call(`DELETE /api/incidents/${id}?version=${version}`)
const action = { text: 'Automate the renewal', owner: 'Platform team', dueOn: '2027-01-31', category: 'automation' }

describe('an incident recorded by mistake', () => {
  const open = { detectedAt: null, resolvedAt: null, failureModes: ['Seen by mistake'] }

  test('is deleted, and no longer counts in the figures or for recurrence', async () => {
    const first = await record({ startedAt: '2110-01-01T00:00:00Z', ...open })
    const second = await record({ startedAt: '2110-05-01T00:00:00Z', ...open })
    expect((await incidentOf(second)).seenBefore).toMatchObject({ times: 1 })
    expect(await world().stores.figures.readFigures('2110-Q2')).toMatchObject({ days: [{ recurring: 1 }] })
    expect((await remove(first, 1)).json).toStrictEqual({ removed: 1 })
    expect((await world().call(`GET /api/incidents/${first}`)).code).toBe('unknown_incident')
    expect((await remove(first, 1)).code).toBe('unknown_incident')
    expect([await total('2110-Q1'), await total('2110-Q2')]).toStrictEqual([0, 1])
    expect((await incidentOf(second)).seenBefore).toBeNull()
    expect(await world().stores.figures.readFigures('2110-Q2')).toMatchObject({ days: [{ recurring: 0 }] })
  })

  test('stays if it has changed in the meantime; the version has to be named', async () => {
    const id = await record()
    await world().call(`PATCH /api/incidents/${id}`, { body: { title: 'Not by mistake' } })
    expect((await remove(id, 1)).code).toBe('changed_meanwhile')
    expect((await remove(id, '')).code).toBe('invalid_body')
    expect((await world().call(`DELETE /api/incidents/${id}`)).code).toBe('invalid_body')
    expect((await incidentOf(id)).title).toBe('Not by mistake')
    expect((await remove(id, 2)).status).toBe(200)
  })

  test('stays if a review, an action or a vendor section refers to it, which is reported', async () => {
    const { call, incidentId, reviewId } = await plan(database.client)
    const refusalOf = async (id: string) => {
      const { status, code, json } = await remove(id, (await incidentOf(id)).version)
      return [status, code, z.object({ reasons: z.array(z.string()) }).parse(json).reasons]
    }
    expect(await refusalOf(incidentId)).toStrictEqual([409, 'incident_referred', ['review']])
    // A cancelled review still refers to it.
    await call(`POST /api/reviews/${reviewId}/cancel`, { body: {} })
    expect(await refusalOf(incidentId)).toStrictEqual([409, 'incident_referred', ['review']])

    const acted = await record()
    expect((await call('POST /api/actions', { body: { ...action, incidentId: acted } })).status).toBe(201)
    expect(await refusalOf(acted)).toStrictEqual([409, 'incident_referred', ['action']])

    const ofVendor = await record()
    const section = { version: 0, usersSaw: 'A spinner', knownExternalAt: null, outcome: null }
    const saved = await call(`PUT /api/incidents/${ofVendor}/vendor`, { body: section })
    expect(saved.status).toBe(200)
    expect(await refusalOf(ofVendor)).toStrictEqual([409, 'incident_referred', ['vendor']])
  })

  test('accepts no review or action while it is being deleted: one of the two sees the other', async () => {
    const id = await record()
    const held = holdAt(database.client, command => command instanceof DeleteCommand)
    const removing = remove(id, 1, held.client)
    await held.reached
    const meeting = { incidentId: id, meetingAt: hours(48), zone: 'Europe/Berlin', durationMinutes: 60 }
    expect((await world().call('POST /api/reviews', { body: meeting })).code).toBe('unknown_incident')
    expect((await world().call('POST /api/actions', { body: { ...action, incidentId: id } })).code).toBe(
      'unknown_incident',
    )
    held.release()
    expect((await removing).status).toBe(200)
  })

  test('that somebody saves while it is being deleted stays, and is counted', async () => {
    const id = await record({ startedAt: '2109-01-01T00:00:00Z', detectedAt: null, resolvedAt: null })
    const held = holdAt(database.client, command => command instanceof DeleteCommand)
    const removing = remove(id, 1, held.client)
    await held.reached
    expect((await world().call(`PATCH /api/incidents/${id}`, { body: { title: 'Kept' } })).status).toBe(200)
    held.release()
    expect((await removing).code).toBe('changed_meanwhile')
    expect([(await incidentOf(id)).title, await total('2109-Q1')]).toStrictEqual(['Kept', 1])
    expect((await listed('2109-Q1')).map(one => one.id)).toStrictEqual([id])
  })

  test.each(['before', 'after'] as const)('cut off %s any call and deleted again is gone', async when => {
    for (let calls = 0; ; calls += 2) {
      const id = await record({ startedAt: '2108-01-01T00:00:00Z', detectedAt: null, resolvedAt: null })
      const cutting = cutOff(database.client, calls, when)
      await remove(id, 1, cutting.client)
      const again = await remove(id, 1)
      expect([200, 404]).toContain(again.status)
      expect([calls, (await world().call(`GET /api/incidents/${id}`)).status]).toStrictEqual([calls, 404])
      expect([calls, await total('2108-Q1')]).toStrictEqual([calls, 0])
      if (cutting.cut()) continue
      expect(calls).toBeGreaterThan(10)
      break
    }
  })

  test('may be deleted only by a facilitator', async () => {
    const id = await record()
    const call = (as: typeof outsider | null) => world().call(`DELETE /api/incidents/${id}?version=1`, { as })
    expect((await call(null)).code).toBe('not_signed_in')
    for (const as of [outsider, director]) expect((await call(as)).code).toBe('not_allowed')
    expect((await remove('inc_aaaaaaaaaaaaaaaa', 1)).code).toBe('unknown_incident')
  })
})

describe('an import', () => {
  const rows = (year: number, count = 3) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${year}-${index}`,
      title: `Incident ${index}`,
      severity: 'P2',
      startedAt: new Date(Date.UTC(year, 0, 1, index)).toISOString(),
    }))
  const take = async (body: unknown) =>
    importAnswerSchema.parse((await world().call('POST /api/incidents/import?mapping={"anyTime":true}', { body })).json)
  const undo = async (id: unknown, client = database.client, from = 0) =>
    world(client).call(`DELETE /api/incidents/imports/${String(id)}?from=${from}`)
  const undone = async (id: unknown, from = 0) => undoAnswerSchema.parse((await undo(id, undefined, from)).json)
  const runs = async () => z.array(importRunSchema).parse((await world().call('GET /api/incidents/imports')).json)

  test('is undone: what it added is gone, what was there before is as it was, and it can be repeated', async () => {
    const [old, ...fresh] = rows(2107)
    await take([old])
    const { importId, taken } = await take([{ ...old, severity: 'P1' }, ...fresh])
    expect(taken).toStrictEqual({ added: 2, changed: 1, unchanged: 0 })
    expect(await runs()).toContainEqual(
      expect.objectContaining({ id: importId, system: 'murmur', rows: 3, undoneAt: null }),
    )
    expect(await undone(importId)).toStrictEqual({ removed: 2, restored: 1, kept: [], next: null })
    expect((await listed('2107-Q1')).map(({ source, severity }) => [source?.id, severity])).toStrictEqual([
      ['2107-0', 'P2'],
    ])
    expect(await total('2107-Q1')).toBe(1)
    expect((await runs()).find(({ id }) => id === importId)?.undoneAt).not.toBeNull()
    expect(await undone(importId)).toStrictEqual({ removed: 0, restored: 0, kept: [], next: null })
    expect((await take(fresh)).taken).toStrictEqual({ added: 2, changed: 0, unchanged: 0 })
  })

  test('that added and changed nothing is not listed', async () => {
    await take(rows(2106))
    const before = await runs()
    expect((await take(rows(2106))).taken).toStrictEqual({ added: 0, changed: 0, unchanged: 3 })
    expect(await runs()).toStrictEqual(before)
  })

  test('keeps what was edited or is referred to, with the reason', async () => {
    const { importId } = await take(rows(2105, 4))
    const byNumber = new Map((await listed('2105-Q1')).map(one => [one.source?.id, one]))
    const id = (number: number) => byNumber.get(`2105-${number}`)?.id ?? ''
    await world().call(`PATCH /api/incidents/${id(0)}`, { body: { severity: 'P1' } })
    const meeting = { incidentId: id(1), meetingAt: hours(48), zone: 'Europe/Berlin', durationMinutes: 60 }
    await world().call('POST /api/reviews', { body: meeting })
    await world().call('POST /api/actions', { body: { ...action, incidentId: id(2) } })
    const answer = await undone(importId)
    expect(answer).toMatchObject({ removed: 1, next: null })
    expect(new Map(answer.kept.map(({ title, reasons }) => [title, reasons]))).toStrictEqual(
      new Map([
        ['Incident 0', ['edited']],
        ['Incident 1', ['review']],
        ['Incident 2', ['action']],
      ]),
    )
    expect([(await listed('2105-Q1')).length, await total('2105-Q1')]).toStrictEqual([3, 3])
  })

  test('goes step by step', async () => {
    const { importId } = await take(rows(2104, 300))
    expect(await undone(importId)).toStrictEqual({ removed: 250, restored: 0, kept: [], next: 250 })
    expect(await total('2104-Q1')).toBe(50)
    expect(await undone(importId, 250)).toStrictEqual({ removed: 50, restored: 0, kept: [], next: null })
    expect(await total('2104-Q1')).toBe(0)
  })

  test.each(['before', 'after'] as const)('cut off %s any call and undone again is gone', async when => {
    for (let calls = 0; ; calls += 2) {
      const { importId } = await take(rows(2103, 2))
      const cutting = cutOff(database.client, calls, when)
      await undo(importId, cutting.client)
      expect([calls, (await undone(importId)).kept]).toStrictEqual([calls, []])
      expect([calls, await listed('2103-Q1'), await total('2103-Q1')]).toStrictEqual([calls, [], 0])
      expect((await runs()).find(({ id }) => id === importId)?.undoneAt).not.toBeNull()
      if (cutting.cut()) continue
      expect(calls).toBeGreaterThan(15)
      break
    }
  })

  test('may be undone only by a facilitator, by its id', async () => {
    const { importId } = await take(rows(2102))
    const call = (as: typeof outsider | null) => world().call(`DELETE /api/incidents/imports/${importId}`, { as })
    expect((await call(null)).code).toBe('not_signed_in')
    for (const as of [outsider, director]) expect((await call(as)).code).toBe('not_allowed')
    expect((await undo('imp_aaaaaaaaaaaaaaaa')).code).toBe('unknown_import')
    expect((await undo('nonsense')).code).toBe('unknown_import')
    expect((await undo(importId, undefined, -1)).code).toBe('invalid_body')
  })
})
