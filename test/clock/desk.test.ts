/** What the clock does for the desk's entries, and what it does where it cannot. */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { putAll } from '../../functions/aws/documents.ts'
import { seeToDesk } from '../../functions/clock/desk.ts'
import { clockKeys } from '../../functions/clock/keys.ts'
import { runClock } from '../../functions/clock/run.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { type DeskEntry, deskEntrySchema } from '../../functions/domain/course/desk.ts'
import { hourMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import type { Survey } from '../../functions/domain/survey/survey.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import {
  closesAt,
  emptyTables,
  itemsOf,
  meetingAt,
  opensAt,
  putPeople,
  putReview,
  putSurvey,
  reviewRow,
  surveyRow,
} from '../survey.ts'

const surveyId = 'srv_aaaaaaaaaaaaaaaa'
const world = ownDatabase()
let parameters: Map<string, string>
let reported: string[]

beforeEach(async () => {
  await emptyTables(world.client, 'people', 'slots', 'surveys', 'learning')
  parameters = new Map()
  reported = []
  await putReview(world.client, reviewRow())
  await putPeople(world.client, surveyId, 8)
})

const run = (now: string, client: DynamoDBDocumentClient = world.client) =>
  runClock(
    {
      store: clockStore({ ...testTables, documents: withinGrants(client, 'clock') }),
      keys: clockKeys(testParameters(parameters).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
      startHarvest: async () => {},
      remaining: () => 50_000,
      report: subject => reported.push(subject),
    },
    now,
  )

const entry = async (): Promise<DeskEntry | null> => {
  const Key = { pk: 'desk#fay@example.com', sk: 'rev_aaaaaaaaaaaaaaaa' }
  const { Item } = await world.client.send(new GetCommand({ TableName: 'learning', Key, ConsistentRead: true }))
  return Item ? deskEntrySchema.parse(Item) : null
}

const inQueue = async (): Promise<boolean> =>
  (await itemsOf(world.client, 'surveys')).some(({ sk, queue }) => sk === surveyId && queue === 'active')

const put = async (changes: Partial<Survey>): Promise<void> => {
  await putSurvey(world.client, { ...surveyRow(), ...changes })
  const claim = { pk: 'claim', sk: 'review#rev_aaaaaaaaaaaaaaaa', surveyId }
  await world.client.send(new PutCommand({ TableName: 'surveys', Item: claim }))
}

const filed = { run: 'run_aaaaaaaaaaaaaaaa' as NonNullable<Survey['filed']>['run'], cast: 5, counted: 5, at: closesAt }

/** These keys cannot be reached, and everything else can. */
const without = (isOut: (key: { pk?: string; sk?: string }) => boolean): DynamoDBDocumentClient =>
  new Proxy(world.client, {
    get: (target, name) =>
      name === 'send'
        ? async (command: { input?: Record<'Key' | 'Item', { pk?: string; sk?: string } | undefined> }) => {
            if (isOut(command.input?.Key ?? command.input?.Item ?? {})) throw new Error('out of reach')
            return Reflect.apply(Reflect.get(target, 'send'), target, [command])
          }
        : Reflect.get(target, name, target),
  })
const withoutDesk = (): DynamoDBDocumentClient => without(({ pk }) => pk?.startsWith('desk') === true)

test('say from the minute of each step on where a survey stands, up to the end of its harvest', async () => {
  await put({})
  await run(plus(opensAt, -minuteMilliseconds))
  expect((await entry())?.survey).toMatchObject({ status: 'scheduled', filedAt: null })
  await run(opensAt)
  expect((await entry())?.survey).toMatchObject({ status: 'open' })
  await put({ status: 'closed', issued: 5, takenPart: 5, takenPartAt: closesAt, invited: 8, filed })
  await run(plus(closesAt, 20 * minuteMilliseconds))
  expect((await entry())?.survey).toMatchObject({ status: 'closed', takenPart: 5, isFinal: true, filedAt: closesAt })
})

test('are not written while nothing of the survey has changed', async () => {
  await put({})
  await run(opensAt)
  const before = await entry()
  const stored = async () => (await itemsOf(world.client, 'learning')).find(({ pk }) => pk === 'desk#fay@example.com')
  const mark = (await stored())?.['wrote']
  await run(plus(opensAt, minuteMilliseconds))
  expect([await entry(), (await stored())?.['wrote']]).toEqual([before, mark])
})

test('say of participation what the hourly count said, and nothing between two of them', async () => {
  await put({ status: 'open', invited: 8, takenPartAt: opensAt })
  await run(plus(opensAt, minuteMilliseconds))
  for (let index = 0; index < 6; index += 1) {
    const Item = { surveyId, slot: `slot-${index}`, cohort: 'all', issued: 'digest' }
    await world.client.send(new PutCommand({ TableName: 'slots', Item }))
    await run(plus(opensAt, (2 + index) * minuteMilliseconds))
    expect((await entry())?.survey).toMatchObject({ takenPart: 0, takenPartAt: opensAt })
  }
  await run(plus(opensAt, hourMilliseconds))
  expect((await entry())?.survey).toMatchObject({ takenPart: 6, takenPartAt: plus(opensAt, hourMilliseconds) })
})

test('that cannot be written stop nothing, and are written once they can be', async () => {
  await put({ status: 'harvested', issued: 5, takenPart: 5, takenPartAt: closesAt, filed })
  const now = plus(closesAt, 20 * minuteMilliseconds)
  await run(now, withoutDesk()).catch(() => {})
  const mails = (await itemsOf(world.client, 'people')).filter(({ kind }) => kind === 'agenda-ready')
  expect(mails).toHaveLength(1)
  expect([reported.includes(surveyId), await entry(), await inQueue()]).toEqual([true, null, true])
  await run(plus(now, minuteMilliseconds))
  expect((await entry())?.survey).toMatchObject({ status: 'harvested', filedAt: closesAt })
  expect(await inQueue()).toBe(false)
})

const letter = (number: number): string => String(number).replaceAll(/\d/g, digit => 'abcdefghij'.charAt(Number(digit)))

/** Reviews without entries; their ids, the latest meeting first. */
const putUnlisted = async (count: number): Promise<string[]> => {
  const reviews = Array.from({ length: count }, (_, number) =>
    reviewRow({
      id: `rev_${letter(number).padStart(16, 'k')}`,
      meetingAt: plus(meetingAt, number * minuteMilliseconds),
    }),
  )
  await putAll(
    world.client,
    'learning',
    reviews.map(one => ({ ...one, pk: `review#${one.id}`, sk: 'review', kind: 'review', at: one.meetingAt })),
  )
  return reviews.map(({ id }) => String(id)).toReversed()
}

const made = async (): Promise<Set<string>> =>
  new Set(
    (await itemsOf(world.client, 'learning'))
      .filter(({ pk }) => pk === 'desk#fay@example.com')
      .map(({ sk }) => String(sk)),
  )

test('are made of a table that has none, a hundred reviews a minute and the latest meeting first', async () => {
  const latestFirst = await putUnlisted(230)
  for (const [minute, count] of [100, 200, 230, 230].entries()) {
    await run(plus(opensAt, minute * minuteMilliseconds))
    expect(await made()).toEqual(new Set(latestFirst.slice(0, count)))
  }
})

const seeTo = (client: DynamoDBDocumentClient, now: string, remaining: () => number) =>
  seeToDesk(clockStore({ ...testTables, documents: withinGrants(client, 'clock') }), now, remaining)

test('are all made in the end, however few of them there is time for in each minute', async () => {
  const reviews = await putUnlisted(30)
  for (const minute of [0, 1, 2]) {
    let asked = 0
    await seeTo(world.client, plus(opensAt, minute * minuteMilliseconds), () => (asked++ < 15 ? 50_000 : 0))
  }
  expect(await made()).toEqual(new Set(reviews))
})

test('are made past a review that fails, which is told, marked and made once it can be', async () => {
  const reviews = await putUnlisted(15)
  const failing = String(reviews[3])
  const failed = without(({ pk, sk }) => pk?.startsWith('desk#') === true && sk === failing)
  await expect(seeTo(failed, opensAt, () => 50_000)).rejects.toThrow('out of reach')
  expect(await made()).toEqual(new Set(reviews.filter(id => id !== failing)))
  for (const minute of [1, 2, 3, 4]) {
    await seeTo(world.client, plus(opensAt, minute * minuteMilliseconds), () => 50_000)
  }
  expect(await made()).toEqual(new Set(reviews))
  expect((await itemsOf(world.client, 'learning')).filter(({ pk }) => pk === 'desk-due')).toEqual([])
})

test('of one that is marked are made again until whoever marked it has ended', async () => {
  await put({})
  await run(opensAt)
  const mark = { pk: 'desk-due', sk: 'rev_aaaaaaaaaaaaaaaa#one', led: ['old@example.com'], seenAt: null }
  await world.client.send(new PutCommand({ TableName: 'learning', Item: mark }))
  const rename = (title: string) =>
    world.client.send(
      new UpdateCommand({
        TableName: 'learning',
        Key: { pk: 'review#rev_aaaaaaaaaaaaaaaa', sk: 'review' },
        UpdateExpression: 'SET title = :title',
        ExpressionAttributeValues: { ':title': title },
      }),
    )
  await rename('Before its writer was cut off')
  await run(plus(opensAt, minuteMilliseconds))
  expect((await entry())?.title).toBe('Before its writer was cut off')
  await rename('By a write that came late')
  await run(plus(opensAt, 2 * minuteMilliseconds))
  await run(plus(opensAt, 3 * minuteMilliseconds))
  expect((await entry())?.title).toBe('By a write that came late')
  expect((await itemsOf(world.client, 'learning')).filter(({ pk }) => pk === 'desk-due')).toEqual([])
})
