import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { failureModeViewSchema } from '../../../functions/domain/incident/failure-mode.ts'
import { incidentViewSchema, vocabularySchema } from '../../../functions/domain/incident/incident.ts'
import { director, noon, otherFacilitator, outsider } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { idIn, incidentBody, learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const world = () => learning(database.client)

const record = async (failureModes: readonly string[], startedAt: string, more: object = {}) => {
  const body = { title: 'Sample', severity: 'P2', startedAt, failureModes, ...more }
  return idIn((await world().call('POST /api/incidents', { body })).json)
}
const read = async (id: string) => incidentViewSchema.parse((await world().call(`GET /api/incidents/${id}`)).json)
const modes = async () =>
  z.array(failureModeViewSchema).parse((await world().call('GET /api/failure-modes?counts=true')).json)
const mode = async (key: string) => (await modes()).find(one => one.key === key)
const change = async (key: string, body: object) =>
  world().call(`PATCH /api/failure-modes/${encodeURIComponent(key)}`, { body })

describe('the vocabulary', () => {
  test('learns the names of incidents, once each however they are written', async () => {
    await record(['Pool exhausted', 'Retry storm'], '2024-01-05T00:00:00Z')
    await record(['pool  EXHAUSTED'], '2024-02-05T00:00:00Z')
    const id = await record([], '2024-02-06T00:00:00Z')
    await world().call(`PATCH /api/incidents/${id}`, { body: { failureModes: ['Überlast', 'Pool exhausted'] } })
    const known = { mergedInto: null, version: 1 }
    expect(await modes()).toStrictEqual([
      {
        key: 'pool-exhausted',
        name: 'Pool exhausted',
        ...known,
        incidents: 2,
        firstAt: '2024-01-05T00:00:00.000Z',
        lastAt: '2024-02-05T00:00:00.000Z',
      },
      { key: 'retry-storm', name: 'Retry storm', ...known, incidents: 0, firstAt: null, lastAt: null },
      {
        key: 'überlast',
        name: 'Überlast',
        ...known,
        incidents: 1,
        firstAt: '2024-02-06T00:00:00.000Z',
        lastAt: '2024-02-06T00:00:00.000Z',
      },
    ])
    expect((await world().call('GET /api/failure-modes')).json).toMatchObject([
      { key: 'pool-exhausted', incidents: null },
      { key: 'retry-storm' },
      { key: 'überlast' },
    ])
  })

  test('is suggested with the services and domains of the last two years, the most used first', async () => {
    await record(['Only here'], '2026-11-01T00:00:00Z', { services: ['search', 'login'], domains: ['identity'] })
    await record([], '2026-05-01T00:00:00Z', { services: ['search'], domains: [] })
    await record([], '2021-05-01T00:00:00Z', { services: ['retired'] })
    const { services, domains, failureModes } = vocabularySchema.parse(
      (await world().call('GET /api/incidents/vocabulary')).json,
    )
    expect([services, domains]).toStrictEqual([['search', 'login'], ['identity']])
    expect(failureModes).toContain('Only here')
  })
})

describe('an incident', () => {
  test('says how often its mode was seen before, and when first; nobody can say that of it', async () => {
    const first = await record(['Seen thrice'], '2025-01-05T00:00:00Z')
    const second = await record(['seen thrice'], '2025-04-05T00:00:00Z')
    const third = await record(['Seen thrice', 'Pool exhausted'], '2025-07-05T00:00:00Z')
    const said = await world().call('POST /api/incidents', { body: { ...incidentBody, seenBefore: null } })
    expect(said.code).toBe('invalid_body')
    expect((await read(first)).seenBefore).toBeNull()
    const firstSeen = { firstId: first, firstAt: '2025-01-05T00:00:00.000Z', recurs: true }
    expect((await read(second)).seenBefore).toStrictEqual({ times: 1, ...firstSeen })
    expect((await read(third)).seenBefore).toStrictEqual({ times: 2, ...firstSeen })
    const [listed] = z.array(incidentViewSchema).parse((await world().call('GET /api/incidents?quarter=2025-Q3')).json)
    expect(listed?.seenBefore).toStrictEqual({ times: 2, ...firstSeen })
    const late = await record(['Seen thrice'], '2026-07-06T00:00:00Z')
    expect((await read(late)).seenBefore).toStrictEqual({ times: 3, ...firstSeen, recurs: false })
  })

  test('is the same after a merge that was undone, and shown under the name of the merged mode in between', async () => {
    const old = await record(['Cert expired'], '2025-02-01T00:00:00Z')
    const late = await record(['Certificate expired'], '2025-08-01T00:00:00Z', { title: 'Late' })
    const before = await read(late)
    expect(before.seenBefore).toBeNull()
    expect((await change('cert-expired', { mergedInto: 'certificate-expired', version: 1 })).status).toBe(200)
    expect(await read(late)).toMatchObject({ seenBefore: { times: 1, firstId: old }, version: 1 })
    expect((await read(old)).failureModes).toStrictEqual(['Certificate expired'])
    // Saved from a form that shows the merged name, the incident keeps its own.
    const body = { title: 'Mended', failureModes: ['Certificate expired'] }
    await world().call(`PATCH /api/incidents/${old}`, { body })
    expect((await change('cert-expired', { mergedInto: null, version: 2 })).status).toBe(200)
    expect(await read(late)).toStrictEqual(before)
    expect(await read(old)).toMatchObject({ title: 'Mended', failureModes: ['Cert expired'] })
  })

  test('recorded under the new name of a renamed mode has that mode', async () => {
    const first = await record(['dns'], '2025-02-02T00:00:00Z')
    expect((await change('dns', { name: 'Name resolution fails', version: 1 })).json).toMatchObject({
      key: 'dns',
      name: 'Name resolution fails',
      version: 2,
    })
    const second = await record(['name resolution fails'], '2025-08-02T00:00:00Z')
    expect(await read(second)).toMatchObject({
      failureModes: ['Name resolution fails'],
      seenBefore: { times: 1, firstId: first },
    })
    expect((await read(first)).failureModes).toStrictEqual(['Name resolution fails'])
  })
})

describe('changing a failure mode', () => {
  test('repeated takes effect once; over another change it is refused', async () => {
    await record(['Disk full'], '2023-01-01T00:00:00Z')
    await record(['Volume full'], '2023-01-02T00:00:00Z')
    const merge = { mergedInto: 'volume-full', version: 1 }
    expect((await change('disk-full', merge)).json).toMatchObject({ version: 2 })
    expect((await change('disk-full', merge)).json).toMatchObject({ version: 2 })
    const stale = await change('disk-full', { name: 'Disk is full', version: 1 })
    expect([stale.status, stale.code]).toStrictEqual([409, 'changed_meanwhile'])
  })

  test('refuses an unknown mode, a name that is taken, and a merge into itself by any path', async () => {
    for (const name of ['One', 'Two', 'Three']) await record([name], '2023-02-01T00:00:00Z')
    const codes = async (key: string, body: object) => {
      const { status, code } = await change(key, body)
      return [status, code]
    }
    expect(await codes('nowhere', { name: 'x', version: 1 })).toStrictEqual([404, 'unknown_failure_mode'])
    expect(await codes('one', { mergedInto: 'nowhere', version: 1 })).toStrictEqual([404, 'unknown_failure_mode'])
    expect(await codes('one', { mergedInto: 'one', version: 1 })).toStrictEqual([409, 'failure_mode_circle'])
    expect(await codes('one', { name: ' two ', version: 1 })).toStrictEqual([409, 'failure_mode_exists'])
    expect(await codes('one', { name: '', version: 1 })).toStrictEqual([400, 'invalid_body'])
    expect(await codes('one', { name: 'One!', version: 1 })).toStrictEqual([200, undefined])
    await change('one', { mergedInto: 'two', version: 2 })
    await change('two', { mergedInto: 'three', version: 1 })
    expect(await codes('three', { mergedInto: 'one', version: 1 })).toStrictEqual([409, 'failure_mode_circle'])
    expect(await codes('one', { mergedInto: 'three', version: 3 })).toStrictEqual([200, undefined])
  })

  test('cut off anywhere and sent again is made', async () => {
    const names = ['Cut before', 'Cut after']
    for (const [index, when] of (['before', 'after'] as const).entries()) {
      const name = names[index] ?? ''
      const key = name.toLowerCase().replace(' ', '-')
      await record([name], '2022-01-01T00:00:00Z')
      const body = { name: `Renamed ${when}`, version: 1 }
      let cuts = 0
      for (; cuts < 40; cuts += 1) {
        const cutting = cutOff(database.client, cuts, when)
        await learning(cutting.client).call(`PATCH /api/failure-modes/${key}`, { body })
        if (!cutting.cut()) break
      }
      expect(cuts).toBeGreaterThan(3)
      expect(await mode(key)).toMatchObject({ name: `Renamed ${when}`, version: 2 })
      expect(await mode(`renamed-${when}`)).toMatchObject({ mergedInto: key, version: 1 })
    }
  })
})

test.each(['GET /api/failure-modes', 'PATCH /api/failure-modes/one', 'GET /api/incidents/vocabulary'])(
  '%s: nobody without a sign-in, nor in the wrong group',
  async path => {
    expect((await world().call(path, { as: null })).code).toBe('not_signed_in')
    for (const as of [outsider, director]) expect((await world().call(path, { as, at: noon })).code).toBe('not_allowed')
    expect((await world().call(path, { as: otherFacilitator, body: undefined })).code).not.toBe('not_allowed')
  },
)
