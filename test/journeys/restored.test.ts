/** Tables that go back to an hour ago, by the operator's own command, and what must not come back with them. */
import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentClient } from '../../functions/aws/clients.ts'
import { deleteAll, putAll } from '../../functions/aws/documents.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { keyPrefix, lambdaNames } from '../../functions/manifest.ts'
import { type TableName, tables as everyTable } from '../../functions/tables.ts'
import { erase } from '../../infra/commands/erase.ts'
import { everyItem, type Installed, type Item } from '../../infra/commands/installed.ts'
import type { Recovery } from '../../infra/commands/recovery.ts'
import { requireTime, restore, type Restored } from '../../infra/commands/restore.ts'
import { type Restorable, restorable } from '../../infra/commands/restoring.ts'
import { builtFunctions } from '../built.ts'
import { answers, browserOf, incident, startStory, type Story, takePart } from './story.ts'

const minute = 60_000
const hour = 60 * minute
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const tables = {
  people: 'people',
  slots: 'slots',
  surveys: 'surveys',
  ballots: 'ballots',
  learning: 'learning',
  live: 'live',
  trace: 'trace',
} as const

let story: Story
let documents: DynamoDBDocumentClient
let parts: Installed
const calls: string[] = []
const past = new Map<TableName, Item[]>()

const itemsIn = async (table: TableName, name: string = table): Promise<Item[]> => {
  const all: Item[] = []
  for await (const item of everyItem({ documents, tables: { ...tables, [table]: name } }, table)) all.push(item)
  return all
}

const createTable = async (table: TableName, name: string): Promise<void> => {
  const { partitionKey, sortKey } = everyTable[table]
  await documents.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [partitionKey, sortKey].map(key => ({ AttributeName: key, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
    }),
  )
  for (let status = ''; status !== 'ACTIVE'; )
    status = (await documents.send(new DescribeTableCommand({ TableName: name }))).Table?.TableStatus ?? ''
}

/** What DynamoDB keeps of the past, played: the items as they were, in a table that is ready at the second call. */
const recovery: Recovery = {
  restore: async (from, to) => {
    const table = from as TableName
    if (calls.includes(`restore ${to}`)) return true
    calls.push(`restore ${to}`)
    await createTable(table, to)
    await putAll(documents, to, past.get(table) ?? [])
    return false
  },
  complete: async (table, name) => {
    calls.push(`complete ${table} ${name}`)
  },
}

const clockNow = async (): Promise<string> => {
  const { now } = await (await fetch(`${story.url}/local/clock`)).json()
  return String(now)
}

const reviewWith = async (name: string, changes: Record<string, unknown> = {}) => {
  const now = await story.passTime()
  const incidentId = await story.create('/api/incidents', { ...incident(plus(now, -hour)), title: `Incident ${name}` })
  const meeting = { meetingAt: plus(now, 72 * hour), zone: 'UTC', durationMinutes: 60 }
  const reviewId = await story.create('/api/reviews', { incidentId, ...meeting })
  const participants = ['a', 'b', 'c', 'd'].map(person => `${person}.${name}@example.com`)
  const surveyId = await story.create('/api/surveys', { kind: 'pre-meeting', reviewId, participants, ...changes })
  await story.passTime()
  return { incidentId, reviewId, surveyId }
}

const erased = 'a.erased@example.com'
let then = ''
let spoilt: Awaited<ReturnType<typeof reviewWith>>
let lost: Awaited<ReturnType<typeof reviewWith>>
let filed: Awaited<ReturnType<typeof reviewWith>>
let later: Awaited<ReturnType<typeof reviewWith>>
let agendaThen: unknown
let restoring: Restored[] = []
/** What had been called when it was refused: at first, and when the tables were ready. */
let refused: string[][] = []
const names: Partial<Record<Restorable, string>> = {}

const agendaOf = async (reviewId: string): Promise<unknown> => {
  const { generatedAt: _, ...agenda } = (await story.call('GET', `/api/reviews/${reviewId}/agenda.json`)).json
  return agenda
}

beforeAll(async () => {
  await builtFunctions()
  story = await startStory()
  documents = documentClient({ endpoint: story.endpoints.tables, region: 'eu-central-1', credentials })
  parts = {
    documents,
    parameters: new SSMClient({ endpoint: story.endpoints.others, region: 'eu-central-1', credentials }),
    tables,
    keyPrefix,
    halt: async name => void calls.push(`halt ${name}`),
    resume: async name => void calls.push(`resume ${name}`),
  }
  const start = await story.passTime()
  await story.passTime(new Date(Math.ceil(Date.parse(start) / (24 * hour)) * 24 * hour + 9 * hour).toISOString())
  const morning = await clockNow()
  spoilt = await reviewWith('spoilt', { closesAt: plus(morning, hour) })
  for (const person of ['a', 'b', 'c', 'd'])
    await takePart(browserOf(story.url, await story.linkOf(`${person}.spoilt@example.com`)), answers({ saw: 'a lamp' }))
  await story.passTime(plus(morning, hour + 20 * minute))
  filed = await reviewWith('filed', { closesAt: plus(morning, 4 * hour) })
  lost = await reviewWith('lost')
  await reviewWith('erased')
  for (const person of ['a', 'b', 'c', 'd'])
    await takePart(browserOf(story.url, await story.linkOf(`${person}.filed@example.com`)), answers({ saw: 'a cable' }))
  agendaThen = await agendaOf(spoilt.reviewId)

  then = await clockNow()
  for (const table of restorable) past.set(table, await itemsIn(table))
  // What was sealed for surveys that stood then: one is filed since, one is lost with its keys.
  const sealedThen = [filed, lost].flatMap(({ surveyId }) =>
    ['names', 'list'].map(kind => ({ pk: `${kind}#${surveyId}`, sk: 'then#0', sealed: 'sealed then' })),
  )
  past.get('surveys')?.push(...sealedThen)
  // Two mails that waited in that second: one has been sent since, one is kept no longer.
  const mail = past.get('people')?.find(({ pk }) => String(pk).startsWith('mail#'))
  const waiting = { ...mail, queue: 'mail', dueAt: then, outcome: null }
  const others = past.get('people')?.filter(item => item !== mail) ?? []
  past.set('people', [...others, waiting, { ...waiting, sk: 'invitation#1#gone' }])

  // Since then a survey was filed, another begun, somebody was erased, somebody else wants no mail.
  await story.passTime(plus(morning, 4 * hour + 20 * minute))
  later = await reviewWith('later')
  await erase(documents, tables, erased, await clockNow())
  await documents.send(
    new PutCommand({ TableName: 'people', Item: { pk: 'stop', sk: 'b.later@example.com', reason: 'asked' } }),
  )
  // And somebody spoilt a review and the roster, and lost a survey's row and its keys.
  await documents.send(
    new UpdateCommand({
      TableName: 'learning',
      Key: { pk: `review#${spoilt.reviewId}`, sk: 'review' },
      UpdateExpression: 'SET durationMinutes = :wrong, facilitators = :nobody',
      ExpressionAttributeValues: { ':wrong': 15, ':nobody': [] },
    }),
  )
  for (const { pk, sk } of await itemsIn('people'))
    if (pk === 'person') await documents.send(new DeleteCommand({ TableName: 'people', Key: { pk, sk } }))
  const row = (await itemsIn('surveys')).find(({ sk }) => sk === lost.surveyId)
  const { link } = { link: '', ...(row?.['keys'] as object | undefined) }
  await parts.parameters.send(new DeleteParameterCommand({ Name: `${keyPrefix}/link/${link}` }))
  await documents.send(new DeleteCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: lost.surveyId } }))

  const sealedToday = { pk: `names#${later.surveyId}`, sk: 'today#0', sealed: 'sealed today' }
  await documents.send(new PutCommand({ TableName: 'surveys', Item: sealedToday }))

  const wanted = { to: then, tables: restorable, stack: 'Murmur', now: await clockNow() }
  const adopt = async (found: Partial<Record<Restorable, string>>): Promise<void> => {
    calls.push('adopt')
    Object.assign(names, found)
  }
  const adoption = { requireDeployable: () => {}, adopt }
  const without = { ...adoption, requireDeployable: () => expect.fail('no sender') }
  await expect(restore(parts, recovery, wanted, without)).rejects.toThrow('no sender')
  const before = [...calls]
  restoring = [await restore(parts, recovery, wanted, adoption)]
  await expect(restore(parts, recovery, wanted, without)).rejects.toThrow('no sender')
  refused = [before, [...calls]]
  restoring.push(await restore(parts, recovery, wanted, adoption))
}, 300_000)
afterAll(() => story.stop())

test('a run that finds DynamoDB at work says so and changes nothing; the next one goes on', () => {
  expect(restoring[0]).toMatchObject({ ready: false })
  expect(restoring[1]).toMatchObject({ ready: true })
})

test('where nothing could be deployed nothing is begun, and no function is halted', () => {
  const [first, ready = []] = refused
  expect(first).toEqual([])
  expect(ready).toHaveLength(restorable.length)
  expect(ready.filter(call => !call.startsWith('restore'))).toEqual([])
})

test('the functions stand still from before the tables are made fit until they are used', () => {
  const order = calls.filter(call => !call.startsWith('restore'))
  expect(order.slice(0, lambdaNames.length)).toEqual(lambdaNames.map(name => `halt ${name}`))
  expect(order.indexOf('adopt')).toBeGreaterThan(order.findIndex(call => call.startsWith('complete learning')))
  expect(order.slice(-lambdaNames.length)).toEqual(lambdaNames.map(name => `resume ${name}`))
})

test('an erased person comes back in nothing that was restored, and everybody else does', async () => {
  const people = await itemsIn('people', names.people)
  expect(JSON.stringify(past.get('people'))).toContain(erased)
  expect(JSON.stringify(people)).not.toContain(erased)
  expect(people.filter(({ pk }) => pk === 'person').map(({ sk }) => sk)).toContain('b.erased@example.com')
  expect(JSON.stringify(await itemsIn('trace'))).not.toContain(erased)
})

test('what stops somebody’s mail stays, and no mail that was sent waits again', async () => {
  const people = await itemsIn('people', names.people)
  expect(people).toContainEqual({ pk: 'stop', sk: 'b.later@example.com', reason: 'asked' })
  const waitingThen = (past.get('people') ?? []).filter(({ queue }) => queue === 'mail')
  const waiting = people.filter(({ queue }) => queue === 'mail').map(({ pk, sk }) => `${String(pk)} ${String(sk)}`)
  const today = (await itemsIn('people')).filter(({ queue }) => queue === 'mail')
  expect(waiting.toSorted()).toEqual(today.map(({ pk, sk }) => `${String(pk)} ${String(sk)}`).toSorted())
  expect(waitingThen).toHaveLength(2)
  // And the mail of whoever was erased.
  expect(restoring[1]).toMatchObject({ done: { droppedMails: 2 } })
})

test('no survey goes back: what was filed since stays filed, with its results, and what was begun since goes on', async () => {
  const surveys = new Map((await itemsIn('surveys', names.surveys)).map(row => [row['sk'], row]))
  expect(surveys.get(filed.surveyId)).toMatchObject({ status: 'harvested' })
  expect(surveys.get(later.surveyId)).toMatchObject({ status: 'open' })
  const learning = await itemsIn('learning', names.learning)
  expect(learning.some(({ pk }) => pk === `published#${filed.surveyId}`)).toBe(true)
})

test('sealed names and lists that were destroyed since do not come back, and those of today go on', async () => {
  const sealedIn = (rows: readonly Item[]) =>
    rows.filter(({ pk }) => /^(?:names|list)#/.test(String(pk))).map(({ pk, sk }) => `${String(pk)} ${String(sk)}`)
  const [restored, today] = [await itemsIn('surveys', names.surveys), await itemsIn('surveys')].map(sealedIn)
  expect(sealedIn(past.get('surveys') ?? [])).toContain(`list#${filed.surveyId} then#0`)
  expect(restored?.toSorted()).toEqual(today?.toSorted())
  expect(restored).toContain(`names#${later.surveyId} today#0`)
})

test('a survey whose row was lost with its keys does not come back as open', async () => {
  const surveys = await itemsIn('surveys', names.surveys)
  expect((past.get('surveys') ?? []).find(({ sk }) => sk === lost.surveyId)).toMatchObject({ status: 'open' })
  expect(surveys.find(({ sk }) => sk === lost.surveyId)).toMatchObject({ status: 'cancelled', pageNames: null })
  expect(restoring[1]).toMatchObject({ done: { surveys: { ended: [lost.surveyId] }, erasedAgain: 1 } })
})

test('once the tables are used, a review has come back as it was, and the lost survey tells whoever was invited', async () => {
  expect(await agendaOf(spoilt.reviewId)).not.toEqual(agendaThen)
  for (const table of restorable) {
    const { partitionKey, sortKey } = everyTable[table]
    const old = (await itemsIn(table)).map(item => ({ [partitionKey]: item[partitionKey], [sortKey]: item[sortKey] }))
    await deleteAll(documents, table, old)
    await putAll(documents, table, await itemsIn(table, names[table]))
  }
  expect(await agendaOf(spoilt.reviewId)).toEqual(agendaThen)
  const sent = (await story.inbox()).length
  await story.passTime(plus(await clockNow(), 10 * minute))
  const mails = (await story.inbox()).slice(0, (await story.inbox()).length - sent)
  expect(mails.map(({ subject }) => subject)).toEqual(
    Array.from({ length: 4 }, () => 'Survey cancelled: Incident lost'),
  )
  const { slots, surveys } = (await story.dump()).tables
  expect(slots.filter(({ surveyId }) => surveyId === lost.surveyId)).toEqual([])
  expect(surveys.find(({ sk }) => sk === lost.surveyId)).toMatchObject({ status: 'cancelled' })
})

test('how the desk lists reviews is not restored but made anew, of the surveys as they stand', async () => {
  const isDesk = ({ pk }: Item): boolean => String(pk).startsWith('desk')
  expect(past.get('learning')?.some(isDesk)).toBe(true)
  expect((await itemsIn('learning', names.learning)).filter(isDesk)).toEqual([])
  const entries = (await itemsIn('learning')).filter(
    ({ pk, sk }) => String(pk).startsWith('desk#') && sk === filed.reviewId,
  )
  expect(entries).toHaveLength(1)
  expect(JSON.stringify(entries)).toContain('harvested')
})

test('run again when the tables are in use, it sets the functions going and changes nothing else', async () => {
  const inUse = { ...parts, tables: { ...tables, ...names } }
  const before = calls.length
  const nothing: Recovery = {
    restore: async () => expect.unreachable(),
    complete: async () => expect.unreachable(),
  }
  const wanted = { to: then, tables: restorable, stack: 'Murmur', now: await clockNow() }
  const idle = { requireDeployable: () => {}, adopt: async () => expect.unreachable() }
  expect(await restore(inUse, nothing, wanted, idle)).toMatchObject({ done: null })
  expect(calls.slice(before)).toEqual(lambdaNames.map(name => `resume ${name}`))
})

test('a time that is no time, is yet to come or is too long ago is refused in a sentence', () => {
  const now = '2026-12-01T10:00:00.000Z'
  expect(requireTime('2026-12-01T09:00:00Z', now)).toContain('2026-12-01T09:00:00')
  expect(() => requireTime(undefined, now)).toThrow('--to wants a time')
  expect(() => requireTime('yesterday', now)).toThrow('--to wants a time')
  expect(() => requireTime('2026-12-01T11:00:00Z', now)).toThrow('yet to come')
  expect(() => requireTime('2026-09-01T11:00:00Z', now)).toThrow('35 days')
})
