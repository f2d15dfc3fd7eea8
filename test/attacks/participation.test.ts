/**
 * Counting somebody out: whoever watches the figure hour by hour, and knows of all but one what they have done, reads of
 * the last one whether they have taken part.
 */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { atLeast, participationOf } from '../../functions/domain/survey/participation.ts'
import { surveySchema } from '../../functions/domain/survey/survey.ts'
import { hourMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { clockOnce } from './clock.ts'
import { ownDatabase } from '../own.ts'
import {
  closesAt,
  emptyTables,
  itemsOf,
  opensAt,
  putPeople,
  putReview,
  putSurvey,
  reviewRow,
  surveyRow,
} from '../survey.ts'

const world = ownDatabase()
const surveyId = 'srv_aaaaaaaaaaaaaaaa'
const parameters = new Map<string, string>()

const clock = (now: string) => clockOnce(world.client, now, parameters)

const issue = async (count: number) => {
  for (let index = 0; index < count; index += 1)
    await world.client.send(
      new PutCommand({ TableName: 'slots', Item: { surveyId, slot: `slot-${index}`, cohort: 'all', issued: 'x' } }),
    )
}

const row = async () => {
  const Key = { pk: 'survey', sk: surveyId }
  return surveySchema.parse((await world.client.send(new GetCommand({ TableName: 'surveys', Key }))).Item)
}

const opened = async (invited: number) => {
  await emptyTables(world.client, 'people', 'surveys', 'slots', 'learning')
  await putSurvey(world.client, surveyRow())
  await putReview(world.client, reviewRow())
  await putPeople(world.client, surveyId, invited)
  await clock(opensAt)
}

beforeEach(() => emptyTables(world.client, 'slots'))

/** What the watcher sees of the last one: the figures if they have taken part, and if they have not. */
const watched = (invited: number, others: number, shown: (issued: number, invited: number) => unknown) =>
  JSON.stringify(shown(others, invited)) !== JSON.stringify(shown(others + 1, invited))

test('an exact figure tells of the last one, whatever the others did; a step of three of few, and never where it is full', () => {
  for (let invited = 3; invited <= 30; invited += 1) {
    const exact = Array.from({ length: invited }, (_, others) => watched(invited, others, issued => issued))
    expect(exact.every(Boolean)).toBe(true)
    const inSteps = Array.from({ length: invited }, (_, others) => watched(invited, others, atLeast))
    expect(inSteps.filter(Boolean).length).toBeLessThanOrEqual(invited / 3)
    // "All have" and "all but one have" look alike, and so do "nobody has" and "one has".
    expect([inSteps[0], inSteps[1], inSteps[invited - 1], inSteps[invited - 2]].some(Boolean)).toBe(false)
  }
})

test('while it is open the row itself holds a step, and of five nothing; at the close it holds the count', async () => {
  for (const [invited, issued, stored] of [
    [10, 7, 6],
    [10, 10, 6],
    [6, 2, 0],
    [5, 4, 0],
  ] as const) {
    await opened(invited)
    await issue(issued)
    await clock(plus(opensAt, 2 * hourMilliseconds))
    expect([invited, issued, (await row()).takenPart]).toStrictEqual([invited, issued, stored])
    expect(participationOf(await row()).takenPart).toBe(invited < 6 ? null : stored)
    // No other item says more.
    for (const item of await itemsOf(world.client, 'people')) expect(JSON.stringify(item)).not.toContain('issued')
    await clock(closesAt)
    await clock(plus(closesAt, 2 * minuteMilliseconds))
    expect(participationOf(await row())).toMatchObject({ takenPart: issued, isFinal: true })
  }
})

test('a row from before, with an exact count in it, is told in steps', async () => {
  await opened(10)
  await world.client.send(
    new UpdateCommand({
      TableName: 'surveys',
      Key: { pk: 'survey', sk: surveyId },
      UpdateExpression: 'SET takenPart = :n, takenPartAt = :at',
      ExpressionAttributeValues: { ':n': 8, ':at': opensAt },
    }),
  )
  expect(participationOf(await row()).takenPart).toBe(6)
})
