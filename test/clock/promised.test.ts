import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockKeys } from '../../functions/clock/keys.ts'
import { runClock } from '../../functions/clock/run.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { surveyIdSchema } from '../../functions/domain/ids.ts'
import { beginningOf } from '../../functions/domain/trace/chain.ts'
import { restOfIt } from '../../functions/domain/trace/trace.ts'
import { promisedDays } from '../../functions/domain/survey/open.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import { dayMilliseconds, hourMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { openNames } from '../../functions/protocol/names.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import {
  closesAt,
  emptyTables,
  itemsOf,
  opensAt,
  personRow,
  putPeople,
  putReview,
  putSurvey,
  reviewRow,
  surveyRow,
} from '../survey.ts'

const surveyId = surveyIdSchema.parse('srv_aaaaaaaaaaaaaaaa')
const world = ownDatabase()
let parameters: Map<string, string>
let reported: string[]

beforeEach(async () => {
  await emptyTables(world.client, 'people', 'slots', 'surveys')
  parameters = new Map()
  reported = []
  await putReview(world.client, reviewRow())
  await putPeople(world.client, surveyId, 5)
  await putSurvey(world.client, surveyRow())
  await run(opensAt)
  for (const minute of [0, 1]) await run(plus(closesAt, minute * minuteMilliseconds))
})

const run = (now: string, before: () => void = () => {}) =>
  runClock(
    {
      store: clockStore({ ...testTables, documents: withinGrants(world.client, 'clock') }),
      keys: clockKeys(testParameters(parameters, before).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
      startHarvest: async () => {},
      remaining: () => 50_000,
      report: (_, error) => reported.push(error.name),
    },
    now,
  ).catch(() => 0)

const row = async (): Promise<Survey> => {
  const { Item } = await world.client.send(
    new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: surveyId } }),
  )
  return surveySchema.parse(Item)
}
const told = async () =>
  (await itemsOf(world.client, 'people')).filter(item => item['kind'] === 'unread').map(item => String(item['to']))
const sealKeys = () => [...parameters.keys()].filter(name => name.includes('/seal/'))

const promised = plus(closesAt, promisedDays * dayMilliseconds)

describe('a survey that nothing was filed of', () => {
  test('keeps its seal key until the promised time, and rings a day after the close', async () => {
    await run(plus(closesAt, 23 * hourMilliseconds))
    expect(reported).toEqual([])
    await run(plus(closesAt, dayMilliseconds))
    expect(reported).toEqual(['HarvestLate'])
    await run(plus(promised, -1))
    expect(sealKeys().length).toBe(1)
    expect(await told()).toEqual([])
  })

  test('has where the trace stands kept before the first mail about its end, and it stays so', async () => {
    await run(promised)
    const { traceHeads } = await row()
    expect(traceHeads).toStrictEqual({ survey: beginningOf(surveyId).hash, rest: beginningOf(restOfIt).hash })
    await run(plus(promised, minuteMilliseconds))
    expect((await row()).traceHeads).toStrictEqual(traceHeads)
  })

  test('loses it then, without the harvest, and everybody invited is told once', async () => {
    await run(promised)
    await run(plus(promised, minuteMilliseconds))
    expect(sealKeys()).toEqual([])
    expect(await row()).toMatchObject({ unreadAt: promised, pageNames: null, sealedNames: [] })
    expect((await told()).toSorted()).toEqual([0, 1, 2, 3, 4].map(number => `person${number}@example.com`))
  })

  test('cut off before the key is gone, loses it with the next run', async () => {
    await run(promised, () => {
      throw new Error('cut')
    })
    expect(sealKeys().length).toBe(1)
    await run(plus(promised, minuteMilliseconds))
    expect(sealKeys()).toEqual([])
    expect((await told()).length).toBe(5)
  })

  test('says so in its terms', async () => {
    expect((await row()).terms['en']?.text).toContain('7 days after the close at the latest')
  })
})

test('what was filed in time keeps nothing back, and nobody is told otherwise', async () => {
  const filed = { run: 'run_aaaaaaaaaaaaaaaa', cast: 4, counted: 4, at: closesAt }
  await putSurvey(world.client, surveySchema.parse({ ...(await row()), filed }))
  await run(promised)
  expect(await told()).toEqual([])
  expect((await row()).unreadAt ?? null).toBeNull()
})

test('terms that promise no time are kept as they are', async () => {
  const { promisedDays: _, ...older } = await row()
  await putSurvey(world.client, older)
  await run(promised)
  expect(sealKeys().length).toBe(1)
})

test('everybody on the roster is sealed for the harvest, also who was not invited', async () => {
  await emptyTables(world.client, 'surveys')
  const others = Array.from({ length: 1_100 }, (_, index) => ({
    ...personRow(100 + index),
    pk: 'person',
    sk: `person${100 + index}@example.com`,
  }))
  for (const Item of others) await world.client.send(new PutCommand({ TableName: 'people', Item }))
  await putSurvey(world.client, surveyRow())
  await run(opensAt)
  const survey = await row()
  expect(survey.rosterChunks).toBe(2)
  const chunks = (await itemsOf(world.client, 'surveys')).filter(item => item['pk'] === `names#${surveyId}`)
  expect(JSON.stringify(chunks)).not.toContain('Number107')
  const key = parameters.get(`/murmur/seal/${survey.keys?.seal}`) ?? ''
  const names = await Promise.all(chunks.map(chunk => openNames(key, surveyId, String(chunk['sealed']))))
  expect(names.flat()).toHaveLength(1_100)
  expect(names.flat()).toContainEqual({ name: 'Person Number107', email: 'person107@example.com' })
})
