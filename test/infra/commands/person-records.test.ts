import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { erasedAs, erasuresIn } from '../../../infra/commands/erasures.ts'
import { erase } from '../../../infra/commands/erase.ts'
import { exportPerson } from '../../../infra/commands/export.ts'
import { found } from '../../../infra/commands/person-records.ts'
import { addressOf } from '../../../infra/commands/person-request.ts'
import { termsReader } from '../../../functions/protocol/digest.ts'
import { CutOff, cutOff } from '../../dynamodb.ts'
import { ownDatabase } from '../../own.ts'

const tables = { people: 'people', surveys: 'surveys', learning: 'learning', live: 'live', trace: 'trace' }
const email = 'ana@example.com'
const invitation = (address: string) => ({ invitationId: `inv-${address}`, email: address, name: 'N', cohort: 'all' })

const people = [
  { pk: 'person', sk: email, email, name: 'Ana Example', unsubscribeId: 'u1' },
  { pk: 'person', sk: 'bo@example.com', email: 'bo@example.com', name: 'Bo Example', unsubscribeId: 'u2' },
  { pk: 'stop', sk: email, reason: 'bounced' },
  { pk: 'stop', sk: 'bo@example.com', reason: 'bounced' },
  { pk: 'unsubscribe', sk: 'u1', email },
  { pk: 'unsubscribe', sk: 'u0', email },
  { pk: 'unsubscribe', sk: 'u2', email: 'bo@example.com' },
  { pk: 'participants#srv_1', sk: '0000', emails: ['bo@example.com', email] },
  { pk: 'invitation#srv_1', sk: 'run_1#0000', people: [invitation(email), invitation('bo@example.com')] },
  { pk: 'pulse-plan', sk: 'pulse-plan', leaders: [email, 'bo@example.com'], version: 1 },
  { pk: 'mail#srv_1', sk: 'invitation#1#inv-ana', to: email, name: 'Ana Example' },
  { pk: 'mail#srv_1', sk: 'invitation#1#inv-bo', to: 'bo@example.com', name: 'Bo Example' },
]
const learning = [
  { pk: 'review#rev_1', sk: 'review', facilitators: [{ email, name: 'Ana Example' }] },
  { pk: 'published#srv_1#run_1', sk: 'statements#0000', text: '{"signedBy":"Ana Example"}' },
  { pk: 'review#rev_2', sk: 'review', facilitators: [{ email: 'bo@example.com', name: 'Bo Example' }] },
]

const over = { pk: 'survey', sk: 'srv_1', status: 'harvested', title: 'Checkout' }
const surveys = [
  {
    ...over,
    pageNames: 'sealed to a key in old mails',
    sealedNames: ['sealed'],
    termsReaders: [termsReader('srv_1', email)],
  },
  { ...over, sk: 'srv_2', status: 'open', pageNames: 'sealed', sealedNames: ['sealed'], termsReaders: [] },
]
const live = [
  { meeting: 'rev_1', id: 'running', present: [{ id: 'p1', name: 'Ana Example' }] },
  { meeting: 'rev_1', id: 'remark', text: 'Diana Example was there' },
]
const trace = [
  { chain: 'srv_1', place: '0000000001', act: 'agenda-read', by: email },
  { chain: 'srv_1', place: '0000000003', act: 'agenda-read', by: 'bo@example.com' },
]

const database = ownDatabase()
beforeEach(async () => {
  for (const Item of surveys) await database.client.send(new PutCommand({ TableName: 'surveys', Item }))
  for (const Item of trace) await database.client.send(new PutCommand({ TableName: 'trace', Item }))
  for (const Item of live) await database.client.send(new PutCommand({ TableName: 'live', Item }))
  for (const Item of people) await database.client.send(new PutCommand({ TableName: 'people', Item }))
  for (const Item of learning) await database.client.send(new PutCommand({ TableName: 'learning', Item }))
})

const everything = async (table: string): Promise<string> => {
  const { Items } = await database.client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))
  return JSON.stringify(Items)
}

test('the export holds every item of the person, and nothing about anybody else', async () => {
  const exported = await exportPerson(database.client, tables, email)
  expect(exported.people).toHaveLength(8)
  expect(exported.learning).toHaveLength(2)
  expect(exported.surveys).toEqual([{ pk: 'survey', sk: 'srv_1', mentioned: true }])
  expect(exported.live).toEqual([{ pk: 'rev_1', sk: 'running', mentioned: true }])
  expect(exported.trace).toEqual([{ pk: 'srv_1', sk: '0000000001', mentioned: true }])
  expect(JSON.stringify(exported)).not.toContain('bo@example.com')
  expect(exported.people).toContainEqual({
    pk: 'invitation#srv_1',
    sk: 'run_1#0000',
    people: [invitation(email)],
  })
})

test('the export changes nothing', async () => {
  const before = await everything('people')
  await exportPerson(database.client, tables, email)
  expect(await everything('people')).toBe(before)
})

test('erasing leaves no trace of the person in people, and leaves everybody else unchanged', async () => {
  const { erased, stays, oldNames } = await erase(database.client, tables, email)
  expect(erased).toBe(8)
  const places = new Set(stays.map(item => item['pk']))
  expect(places).toEqual(new Set(['published#srv_1#run_1', 'review#rev_1', 'survey', 'rev_1', 'srv_1']))
  const rest = (await everything('trace')).match(/\{[^{]*person-erased[^}]*\}/g) ?? []
  expect(rest.length).toBe(1)
  expect(rest.join()).toContain('"by":"operator"')
  expect(rest.join()).not.toContain('ana')
  // Of a survey that is over nobody needs the names any more; an open one shows them to whoever answers.
  expect(oldNames).toBe(1)
  expect((await everything('surveys')).match(/"pageNames":"sealed/g)).toHaveLength(1)
  const left = await everything('people')
  expect(left).not.toContain('ana')
  expect(left.match(/bo@example\.com/g)).toHaveLength(9)
})

test('a digest of whoever was erased is kept for as long as an earlier state could bring them back', async () => {
  const { drop, since } = erasuresIn(database.client, 'trace')
  const at = '2026-12-01T09:00:00.000Z'
  await erase(database.client, tables, 'bo@example.com', at)
  const after = (time: string) => since(time).then(found => found.has(erasedAs('Bo@example.com')))
  expect(await after('2026-12-01T08:00:00.000Z')).toBe(true)
  expect(await after('2026-12-01T09:10:00.000Z')).toBe(true)
  expect(await after('2026-12-01T09:30:00.000Z')).toBe(false)
  const ledger = (await everything('trace')).match(/\{[^{}]*"chain":"erased"[^{}]*\}/g) ?? []
  expect(ledger.join()).not.toContain('bo@')
  await drop('2027-01-05T09:00:00.000Z')
  expect(await after('2026-12-01T08:00:00.000Z')).toBe(true)
  await drop('2027-01-07T09:00:00.000Z')
  expect(await after('2026-12-01T08:00:00.000Z')).toBe(false)
})

test('erasing twice has the result of erasing once', async () => {
  await erase(database.client, tables, email)
  const before = await everything('people')
  expect(await erase(database.client, tables, email)).toMatchObject({ erased: 0 })
  expect(await everything('people')).toBe(before)
})

test('an erasure cut off at any call and run again is complete', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let calls = 0; ; calls += 1) {
      for (const Item of people) await database.client.send(new PutCommand({ TableName: 'people', Item }))
      const cutting = cutOff(database.client, calls, when)
      try {
        await erase(cutting.client, tables, email)
      } catch (error) {
        expect(error).toBeInstanceOf(CutOff)
      }
      if (!cutting.cut()) break
      const { stays } = await erase(database.client, tables, email)
      expect(stays.length).toBeGreaterThan(0)
      expect(await everything('people')).not.toContain('ana')
    }
  }
})

test.each([
  ['diana@example.com', false],
  ['ana@example.community', false],
  ['x.ana@example.com', false],
  ['ana@example.com.', true],
  ['<ANA@example.com>', true],
  ['mailto:ana@example.com', true],
])('%s is a mention of the address: %s', (text, isMention) => {
  expect(found({ pk: 'something', sk: '1', text }, email, []) !== null).toBe(isMention)
})

test('an item of a kind unknown to the command is still found', () => {
  const item = { pk: 'something#new', sk: '1', list: [{ deep: `mailto:${email}` }] }
  expect(found(item, email, [])).toEqual({ kind: 'mention', item })
  expect(found({ ...item, list: [] }, email, [])).toBeNull()
})

test.each([[[]], [['nobody']], [['a@example.com', 'b@example.com']]])('%o is not one address', words => {
  expect(() => addressOf(words)).toThrow(/one mail address/)
})
