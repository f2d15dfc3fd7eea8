import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { importAnswerSchema } from '../../../functions/domain/import/answer.ts'
import { importRunSchema, undoAnswerSchema } from '../../../functions/domain/import/undo.ts'
import { incidentViewSchema } from '../../../functions/domain/incident/incident.ts'
import { cutOff } from '../../dynamodb.ts'
import { learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
const world = (client = database.client) => learning(client)

/** Years that are to come. */
const anyTime = `mapping=${encodeURIComponent(JSON.stringify({ anyTime: true }))}`

/** Its own year, so that no other test counts with it; three records of incident.io, each said to be of a category. */
const yearOf = (year: number) => {
  const record = (id: string, category: string, more: object = {}) => ({
    id: `${year}-${id}`,
    reference: `INC-${id}`,
    name: `Incident ${id}`,
    severity: { name: 'Major' },
    permalink: `https://app.example.com/${year}-${id}`,
    incident_status: { category },
    created_at: `${year}-02-03T04:05:06Z`,
    ...more,
  })
  const send = (body: unknown, query = '', client = database.client, key: string | null = null) =>
    world(client).call(`POST /api/incidents/import?${anyTime}${query.replace('?', '&')}`, {
      body,
      ...(key ? { headers: { 'idempotency-key': key } } : {}),
    })
  const take = async (body: unknown, query = '') => importAnswerSchema.parse((await send(body, query)).json)
  const list = async (counted: string) =>
    z
      .array(incidentViewSchema)
      .parse((await world().call(`GET /api/incidents?quarter=${year}-Q1&counted=${counted}`)).json)
  const total = async () => (await world().stores.figures.readFigures(`${year}-Q1`))?.incidents.total ?? 0
  const counts = async () => [(await list('yes')).length, (await list('no')).length, await total()]
  const one = async (id: string) => {
    const found = [...(await list('yes')), ...(await list('no'))].find(({ source }) => source?.id === `${year}-${id}`)
    if (!found) throw new Error(`${id} is not there`)
    return found
  }
  const change = async (id: string, body: object) =>
    (await world().call(`PATCH /api/incidents/${(await one(id)).id}`, { body })).status
  const undo = async (id: unknown, client = database.client) =>
    world(client).call(`DELETE /api/incidents/imports/${String(id)}`)
  return { record, send, take, counts, one, change, undo }
}

describe('a record that was taken as an incident and comes as none', () => {
  test('is told in the preview, marked with its word, counted nowhere, and comes back when its source says so', async () => {
    const { record, take, counts, one } = yearOf(2031)
    await take([record('a', 'live'), record('b', 'live')])
    expect(await counts()).toEqual([2, 0, 2])
    const later = [record('a', 'declined'), record('b', 'closed'), record('c', 'declined')]
    const { id } = await one('a')
    const preview = await take(later, '?dryRun=true')
    expect(preview).toMatchObject({
      passedOver: 2,
      passedReasons: [{ reason: 'declined', count: 2 }],
      marked: 1,
      marks: [{ line: 1, incidentId: id, title: 'Incident a', status: 'retracted', reason: 'declined' }],
      taken: null,
    })
    expect(await counts()).toEqual([2, 0, 2])
    expect((await take(later)).taken).toEqual({ added: 0, changed: 1, unchanged: 1 })
    expect(await one('a')).toMatchObject({ status: 'retracted', statusReason: 'declined' })
    expect(await counts()).toEqual([1, 1, 1])
    // Again it changes nothing, and says so.
    expect(await take(later, '?dryRun=true')).toMatchObject({ marked: 0, marks: [] })
    const { version } = await one('a')
    expect((await take(later)).taken).toEqual({ added: 0, changed: 0, unchanged: 1 })
    expect((await one('a')).version).toBe(version)
    expect((await take([record('a', 'live')])).taken).toEqual({ added: 0, changed: 1, unchanged: 0 })
    expect((await one('a')).status ?? null).toBeNull()
    expect((await one('a')).statusReason ?? null).toBeNull()
    expect(await counts()).toEqual([2, 0, 2])
  })

  test.each([
    [2032, { mode: 'test' }, 'drill', 'a test'],
    [2033, { mode: 'standard', incident_status: { category: 'merged' } }, 'retracted', 'merged'],
  ] as const)('%i: %j is kept as what it was', async (year, word, status, reason) => {
    const { record, take, one } = yearOf(year)
    await take([record('a', 'live')])
    await take([record('a', 'live', word)])
    expect(await one('a')).toMatchObject({ status, statusReason: reason })
  })

  test('is the same as another one where its source names it and it counts here', async () => {
    const { counts } = yearOf(2034)
    const { call } = world()
    const issue = (id: number, day: string, status = 'open', of: number | null = null) => ({
      id: `2034-${id}`,
      title: `Issue ${id}`,
      severity: 'P2',
      'started at': `2034-02-${day}`,
      status,
      'duplicate of': of === null ? '' : `2034-${of}`,
    })
    const send = async (body: unknown) =>
      importAnswerSchema.parse((await call(`POST /api/incidents/import?${anyTime}`, { body })).json)
    await send([1, 2, 3, 4].map(id => issue(id, `0${id}`)))
    // 2 is the same as 1; 3 as 2, and so as 1; 4 as one that is not here.
    await send([
      issue(3, '03', 'duplicate', 2),
      issue(2, '02', 'duplicate', 1),
      issue(4, '04', 'duplicate', 9),
      issue(1, '01'),
    ])
    const all = z.array(incidentViewSchema).parse((await call('GET /api/incidents?quarter=2034-Q1&counted=no')).json)
    const [first] = z.array(incidentViewSchema).parse((await call('GET /api/incidents?quarter=2034-Q1')).json)
    expect(all.map(({ title, status, duplicateOf }) => [title, status ?? null, duplicateOf ?? null])).toEqual([
      ['Issue 4', 'retracted', null],
      ['Issue 3', null, first?.id],
      ['Issue 2', null, first?.id],
    ])
    expect(await counts()).toEqual([1, 3, 1])
    // The other one arrives: now it is named.
    await send([issue(9, '09'), issue(4, '04', 'duplicate', 9)])
    const named = incidentViewSchema.parse((await call(`GET /api/incidents/${all[0]?.id}`)).json)
    expect(named.duplicateOf).toBeTruthy()
    // Two that each name the other are none of each other; 1 stays, since 3 counts by it.
    const circle = await send([issue(1, '01', 'duplicate', 2), issue(2, '02', 'duplicate', 1)])
    expect(circle.held).toMatchObject([{ id: '2034-1', why: 'original', incidentId: first?.id }])
    expect(await counts()).toEqual([2, 3, 2])
  })

  test.each([
    [2035, 'that it counts', [{ status: 'counted' }], undefined],
    [2036, 'that it was a drill', [{ status: 'drill', statusReason: 'ours' }], 'drill'],
    [2037, 'that it counts after all', [{ status: 'drill' }, { status: null }], null],
  ] as const)('%i: a person’s word %s is never overruled', async (year, _what, decisions, _status) => {
    const { record, take, one, change } = yearOf(year)
    await take([record('a', 'live')])
    for (const decision of decisions) expect(await change('a', decision)).toBe(200)
    const before = await one('a')
    for (const category of ['declined', 'live', 'merged']) {
      expect((await take([record('a', category)], '?dryRun=true')).marked).toBe(0)
      await take([record('a', category, { name: 'Named anew' })])
      const { status, statusReason, duplicateOf } = await one('a')
      expect([category, status, statusReason, duplicateOf]).toEqual([
        category,
        before.status,
        before.statusReason,
        before.duplicateOf,
      ])
    }
  })

  test.each([
    [2038, { status: null, duplicateOf: null, statusReason: null }, [1, 0, 1]],
    [2039, { status: 'retracted' }, [0, 1, 0]],
  ] as const)('%i: a person’s word about an import’s mark (%j) stays', async (year, decision, expected) => {
    const { record, take, change, counts, undo } = yearOf(year)
    await take([record('a', 'live')])
    const { importId } = await take([record('a', 'declined')])
    expect(await change('a', decision)).toBe(200)
    for (const category of ['declined', 'live', 'declined']) {
      await take([record('a', category)])
      expect([category, await counts()]).toEqual([category, expected])
    }
    await undo(importId)
    expect(await counts()).toEqual(expected)
  })
})

describe('an import that marked', () => {
  test('is listed, and undone it counts again what it marked, and nothing else', async () => {
    const { record, take, counts, undo, change, one } = yearOf(2041)
    await take([record('a', 'live'), record('b', 'live'), record('c', 'live')])
    const first = await take([record('c', 'declined')])
    const second = await take([record('a', 'declined'), record('b', 'merged'), record('c', 'declined')])
    await change('b', { title: 'Edited since' })
    expect(await counts()).toEqual([0, 3, 0])
    const runs = async () => z.array(importRunSchema).parse((await world().call('GET /api/incidents/imports')).json)
    expect((await runs()).map(({ id }) => id)).toContain(second.importId)
    const undone = undoAnswerSchema.parse((await undo(second.importId)).json)
    expect(undone).toEqual({ removed: 0, restored: 2, kept: [], next: null })
    expect(await counts()).toEqual([2, 1, 2])
    expect(await one('b')).toMatchObject({ title: 'Edited since' })
    expect(undoAnswerSchema.parse((await undo(second.importId)).json).restored).toBe(0)
    await undo(first.importId)
    expect(await counts()).toEqual([3, 0, 3])
  })

  test.each(['before', 'after'] as const)(
    'cut off %s any call and sent again is complete, and so is its undo',
    async when => {
      const { record, send, take, counts, undo } = yearOf(when === 'before' ? 2042 : 2043)
      for (let calls = 0; ; calls += 1) {
        await take([record('a', 'live'), record('b', 'live')])
        expect([calls, await counts()]).toEqual([calls, [2, 0, 2]])
        const later = [record('a', 'declined'), record('b', 'live')]
        const key = `the-marks-of-one-import-${when}-${calls}`
        const cutting = cutOff(database.client, calls, when)
        await send(later, '', cutting.client, key)
        const again = importAnswerSchema.parse((await send(later, '', database.client, key)).json)
        expect([calls, again.taken]).toEqual([calls, { added: 0, changed: 1, unchanged: 1 }])
        expect([calls, await counts()]).toEqual([calls, [1, 1, 1]])
        const cuttingUndo = cutOff(database.client, calls, when)
        await undo(again.importId, cuttingUndo.client)
        await undo(again.importId)
        expect([calls, await counts()]).toEqual([calls, [2, 0, 2]])
        if (!cutting.cut() && !cuttingUndo.cut()) break
      }
    },
  )

  test('goes on after the incidents of its file, part by part', async () => {
    const { record, take, counts } = yearOf(2044)
    await take(['a', 'b', 'c'].map(id => record(id, 'live')))
    const later = [record('a', 'declined'), record('b', 'live'), record('c', 'declined')]
    expect(await take(later, '?limit=2')).toMatchObject({ next: 2, taken: { changed: 1, unchanged: 1 } })
    expect(await take(later, '?limit=2&from=2')).toMatchObject({ next: null, taken: { changed: 1, unchanged: 0 } })
    expect(await counts()).toEqual([1, 2, 1])
  })

  test('leaves what is not here, and one that was deleted, alone', async () => {
    const { record, take, counts, one } = yearOf(2045)
    await take([record('a', 'live')])
    const { id, version } = await one('a')
    await world().call(`DELETE /api/incidents/${id}?version=${version}`)
    expect((await take([record('a', 'declined'), record('z', 'declined')])).taken).toEqual({
      added: 0,
      changed: 0,
      unchanged: 0,
    })
    expect(await counts()).toEqual([0, 0, 0])
  })
})

test('an undo takes back only the marks of its own import, and no person’s word', async () => {
  const { record, take, counts, undo, change } = yearOf(2046)
  await take([record('a', 'live'), record('b', 'live')])
  const first = await take([record('a', 'declined'), record('b', 'declined')])
  await take([record('a', 'live')])
  await take([record('a', 'declined')])
  await change('b', { status: 'drill' })
  expect(undoAnswerSchema.parse((await undo(first.importId)).json)).toMatchObject({ restored: 0, kept: [] })
  expect(await counts()).toEqual([0, 2, 0])
})

test('one whose figures were not made anew, as its import was cut off, is made good by the next', async () => {
  const { record, send, take, counts } = yearOf(2047)
  for (let calls = 0; ; calls += 1) {
    await take([record('a', 'live'), record('b', 'live')])
    const cutting = cutOff(database.client, calls, 'after')
    await send([record('a', 'declined')], '', cutting.client)
    await take([record('a', 'declined')])
    expect([calls, await counts()]).toEqual([calls, [1, 1, 1]])
    if (!cutting.cut()) break
  }
})

test('one that is named as the original and counts nowhere here is none; the one that it is the same as is', async () => {
  const issue = (id: string, more: object = {}) => ({
    id: `2048-${id}`,
    title: `Issue ${id}`,
    severity: 'P2',
    'started at': '2048-02-03',
    ...more,
  })
  const { take, change, one } = yearOf(2048)
  await take(['a', 'b', 'c', 'd', 'e'].map(id => issue(id)))
  await change('a', { status: 'retracted' })
  await change('b', { duplicateOf: (await one('c')).id })
  await take([
    issue('d', { status: 'duplicate', 'duplicate of': '2048-a' }),
    issue('e', { status: 'duplicate', 'duplicate of': '2048-b' }),
  ])
  const [d, e] = [await one('d'), await one('e')]
  expect([d.status, d.duplicateOf ?? null]).toEqual(['retracted', null])
  expect([e.status ?? null, e.duplicateOf]).toEqual([null, (await one('c')).id])
})
