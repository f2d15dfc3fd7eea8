import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { type Lambda, manifest } from '../../functions/manifest.ts'
import { everyKind } from '../../functions/records/every.ts'
import { absent, anyOf } from '../../functions/records/expressions.ts'
import { type Item, kind } from '../../functions/records/kind.ts'
import { recordsOf } from '../../functions/records/records.ts'
import { losingReply, testTables } from '../dynamodb.ts'
import { itemsOf } from '../survey.ts'
import { grantedPartition } from '../keys.ts'
import { ownDatabase } from '../own.ts'

const world = ownDatabase()

const kept = { row: 'note', holds: 'a note of a test', retentionDays: null, until: 'deleted' }
const place = { table: 'learning', name: 'note', partition: 'note#{note}', sort: 'note', kept } as const
const first = kind({ ...place, schema: z.object({ text: z.string(), version: z.int() }) })
/** A later version of the program's shape of it. */
const second = kind({
  ...place,
  schema: z.object({ words: z.array(z.string()), version: z.int() }),
  lifts: [({ text, ...rest }: Item): Item => ({ ...rest, words: String(text).split(' ') })],
})

const through = (client = world.client) => recordsOf(documentCalls(client), testTables)
const plant = (note: string, item: Item) =>
  world.client.send(new PutCommand({ TableName: 'learning', Item: { pk: `note#${note}`, sk: 'note', ...item } }))
const stored = async (note: string) => (await itemsOf(world.client, 'learning')).find(({ pk }) => pk === `note#${note}`)

test('an older item is lifted when it is read, and when it is changed', async () => {
  await plant('old', { text: 'two words', version: 1 })
  const { change, get } = through()
  expect(await get(second, { note: 'old' })).toEqual({ words: ['two', 'words'], version: 1 })
  expect(await change(second, { note: 'old' }, { version: 2 }, { version: 1 })).toBe('done')
  expect(await stored('old')).toMatchObject({ words: ['two', 'words'], version: 2, v: 2 })
  expect(await change(second, { note: 'old' }, { version: 2 }, { version: 1 })).toBe('refused')
})

test('an older writer leaves a newer item unchanged', async () => {
  await plant('new', { words: ['one'], version: 1, v: 2 })
  const { change, get, overwrite, put } = through()
  const value = { text: 'mine', version: 2 }
  expect(await put(first, { note: 'new' }, value, 1)).toBe('refused')
  expect(await change(first, { note: 'new' }, { text: 'mine' })).toBe('refused')
  expect(await overwrite(first, { note: 'new' }, value)).toBe('refused')
  expect(await get(first, { note: 'new' })).toBeNull()
  expect(await stored('new')).toEqual({ pk: 'note#new', sk: 'note', words: ['one'], version: 1, v: 2 })
})

test('additions of a newer version survive each way of writing', async () => {
  const { change, get, overwrite, put } = through()
  await plant('more', { text: 'a', version: 1, added: 'since', v: 1 })
  expect(await put(first, { note: 'more' }, { text: 'b', version: 2 }, 1)).toBe('done')
  expect(await change(first, { note: 'more' }, { text: 'c' })).toBe('done')
  const before = await get(first, { note: 'more' })
  await overwrite(first, { note: 'more' }, { text: 'd', version: 3 }, { when: { version: 2 }, over: before })
  expect(await stored('more')).toMatchObject({ text: 'd', version: 3, added: 'since' })
})

test('an unreadable item is left out of its list, and reported without its content', async () => {
  const lines = vi.spyOn(console, 'log').mockImplementation(() => {})
  const entry = kind({ ...place, partition: 'notes', sort: '{note}', schema: first.schema })
  const { add, list } = through()
  await add(entry, { note: 'good' }, { text: 'good', version: 1 })
  const broken = { pk: 'notes', sk: 'bad', text: { secret: 'words' }, version: 1 }
  await world.client.send(new PutCommand({ TableName: 'learning', Item: broken }))
  expect(await list(entry, {})).toEqual([{ text: 'good', version: 1 }])
  expect(lines.mock.calls.flat()).toEqual([
    JSON.stringify({ event: 'record_set_aside', kind: 'note', reason: 'text: invalid_type' }),
  ])
  lines.mockRestore()
})

test('a write whose reply is lost is recognised as done, one that others preceded as refused', async () => {
  const ways = [
    ['PutItem', 'add'],
    ['UpdateItem', 'put'],
    ['UpdateItem', 'change'],
    ['PutItem', 'overwrite'],
    ['DeleteItem', 'remove'],
  ] as const
  for (const [call, way] of ways) {
    const losing = losingReply(world.endpoint, call)
    const { add, change, overwrite, put, remove } = through(losing.client)
    const ids = { note: `lost-${way}` }
    const value = { text: 'x', version: 2 }
    if (way !== 'add') await plant(ids.note, { text: 'a', version: 1 })
    const write = (): Promise<string> => {
      if (way === 'add') return add(first, ids, value)
      if (way === 'put') return put(first, ids, value, 1)
      if (way === 'change') return change(first, ids, value, { version: 1 })
      if (way === 'overwrite') return overwrite(first, ids, value, { when: { version: 1 } })
      return remove(first, ids, { version: 1 })
    }
    expect([way, await write(), losing.lost()]).toEqual([way, 'done', true])
    if (way !== 'remove') expect([way, await write()]).toEqual([way, 'refused'])
  }
})

test('where nothing may be read back, the same write succeeds again', async () => {
  const losing = losingReply(world.endpoint, 'PutItem')
  const blind = kind({ ...place, schema: first.schema, blind: true })
  const when = { text: anyOf(absent, 'mine') }
  const { overwrite } = through(losing.client)
  expect(await overwrite(blind, { note: 'blind' }, { text: 'mine', version: 1 }, { when })).toBe('done')
  expect(losing.lost()).toBe(true)
  expect(await overwrite(blind, { note: 'blind' }, { text: 'other', version: 1 }, { when: { text: absent } })).toBe(
    'refused',
  )
})

test('an unreachable address leaves a write unknown', async () => {
  const refusing = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' })
  const { add } = recordsOf(() => Promise.reject(refusing), testTables)
  expect(await add(first, { note: 'nowhere' }, { text: 'x', version: 1 })).toBe('unknown')
})

test('every partition that the manifest grants is one that a kind declares', () => {
  const rows: readonly Pick<Lambda, 'tables'>[] = Object.values(manifest)
  const grants = rows.flatMap(({ tables }) => tables)
  for (const { table, partitions = [], indexes } of grants) {
    const declared = everyKind[table].map(grantedPartition)
    if (!indexes) expect(declared).toEqual(expect.arrayContaining([...partitions]))
  }
})
