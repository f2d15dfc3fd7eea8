/** A review was handed over: everybody invited is told, whatever was cut off. */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockKeys } from '../../functions/clock/keys.ts'
import { runClock } from '../../functions/clock/run.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { dayMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import type { Review } from '../../functions/domain/review/review.ts'
import { withSuccessor } from '../../functions/domain/review/handing.ts'
import type { Survey } from '../../functions/domain/survey/survey.ts'
import { organiseStore } from '../../functions/organise/store.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { ownSes, runOnce } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
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
const ses = ownSes()
const surveyId = 'srv_aaaaaaaaaaaaaaaa'
const bo = { email: 'bo@example.com', name: 'Bo Example' }
const [fay = bo] = reviewRow().facilitators
let parameters: Map<string, string>

beforeEach(async () => {
  parameters = new Map()
  await emptyTables(world.client, 'people', 'slots', 'surveys', 'learning')
  ses.reset()
  await putReview(world.client, reviewRow())
  await putPeople(world.client, surveyId, 5)
  await putSurvey(world.client, surveyRow())
  const claim = { pk: 'claim', sk: `review#${reviewRow().id}`, surveyId }
  await world.client.send(new PutCommand({ TableName: 'surveys', Item: claim }))
})

const clock = (now: string, client = withinGrants(world.client, 'clock')): Promise<number> =>
  runClock(
    {
      store: clockStore({ ...testTables, documents: client }),
      keys: clockKeys(testParameters(parameters).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
      startHarvest: async () => {},
      remaining: () => 50_000,
      report: () => {},
    },
    now,
  )
const minute = async (now: string): Promise<void> => {
  await clock(now)
  await runOnce(world.client, ses.post, now, { parameters })
}

const key = { pk: 'survey', sk: surveyId }
const row = async (): Promise<Survey & { queue?: string }> => {
  const { Item } = await world.client.send(new GetCommand({ TableName: 'surveys', Key: key }))
  return Item as Survey & { queue?: string }
}

/** As `organise` does it, up to the write that commits it. */
const store = () => organiseStore({ ...testTables, documents: withinGrants(world.client, 'organise') })
const listen = (now: string) => store().listenFor(reviewRow().id, plus(now, 10 * minuteMilliseconds))
const handOver = async (now: string, to = bo, by = fay): Promise<Review> => {
  const before = await store().readReview(reviewRow().id)
  if (!before) throw new Error('no review')
  const after = withSuccessor(before, { at: now, by, as: 'leader', to })
  await listen(now)
  expect(await store().changeLeaders(after, before.version)).toBe(true)
  return after
}

const told = () => ses.received.filter(({ mail }) => /lead/.test(mail.subject ?? ''))
const toldTo = (): string[] =>
  told()
    .map(({ to }) => to)
    .toSorted()
const everybody = [0, 1, 2, 3, 4].map(number => `person${number}@example.com`)
const during = plus(opensAt, 2 * 3_600_000)

/** Long after everything: harvested, announced, and off the clock's queue. */
const afterwards = async (): Promise<string> => {
  await minute(opensAt)
  const filed = { run: `run_${'f'.repeat(16)}`, cast: 4, counted: 4, at: closesAt }
  const { queue: _queue, ...survey } = await row()
  const done = { ...survey, status: 'harvested', filed, announcedAt: plus(closesAt, minuteMilliseconds) }
  await world.client.send(new PutCommand({ TableName: 'surveys', Item: done }))
  ses.reset()
  return plus(closesAt, 90 * dayMilliseconds)
}

describe('everybody invited', () => {
  test('is told who leads now, by whom that was decided, and what that one cannot read', async () => {
    await minute(opensAt)
    ses.reset()
    await handOver(during)
    await minute(plus(during, minuteMilliseconds))
    expect(toldTo()).toEqual([bo.email, fay.email, ...everybody].toSorted())
    const { mail } = told().find(({ to }) => to === everybody[0]) ?? {}
    expect(mail?.subject).toBe('Bo Example leads the review now: Checkout returned errors')
    const text = mail?.text?.replaceAll(/\s+/g, ' ')
    expect(text).toContain('Fay Facilitator has handed the review of this incident over to Bo Example.')
    expect(text).toContain('read by those whom the terms name: fay@example.com. That stays so.')
    expect(text).toContain('two quotes with it at most')
    expect(text).not.toContain('/desk/')
    expect(mail?.replyTo?.[0]?.address).toBe(bo.email)
    const own = told().find(({ to }) => to === bo.email)?.mail
    expect(own?.subject).toBe('You lead the review now: Checkout returned errors')
    expect(own?.text).toContain(`/desk/#/reviews/${reviewRow().id}`)
  })

  test('is told once, however often the clock looks, and of each handing', async () => {
    await minute(opensAt)
    ses.reset()
    await handOver(during)
    for (let minutes = 1; minutes < 15; minutes += 1) await minute(plus(during, minutes * minuteMilliseconds))
    expect(told()).toHaveLength(7)
    expect((await row()).listensUntil).toBeNull()
    const later = plus(during, 3_600_000)
    await handOver(later, { email: 'cas@example.com', name: 'Cas' }, bo)
    await minute(plus(later, minuteMilliseconds))
    expect(told()).toHaveLength(7 + 8)
    expect(told().at(-1)?.mail.subject).toMatch(/Cas leads|You lead/)
  })

  test('is told after the harvest too, when the clock was done with the survey', async () => {
    const now = await afterwards()
    expect((await row()).queue).toBeUndefined()
    await handOver(now)
    await minute(plus(now, minuteMilliseconds))
    expect(toldTo()).toEqual([bo.email, fay.email, ...everybody].toSorted())
    for (let minutes = 2; minutes < 14; minutes += 1) await minute(plus(now, minutes * minuteMilliseconds))
    expect((await row()).queue).toBeUndefined()
    expect(ses.received).toHaveLength(7)
  })

  test('is told where the one who wrote it was cut off right after, and the clock had looked just before', async () => {
    const now = await afterwards()
    await listen(now)
    await minute(now)
    expect(told()).toEqual([])
    const review = await store().readReview(reviewRow().id)
    if (!review) throw new Error('no review')
    await store().changeLeaders(withSuccessor(review, { at: now, by: fay, as: 'leader', to: bo }), review.version)
    await minute(plus(now, 5 * minuteMilliseconds))
    expect(toldTo()).toHaveLength(7)
  })

  test('gets one mail, wherever a run of the clock is cut off', async () => {
    await minute(opensAt)
    ses.reset()
    await handOver(during)
    for (let calls = 0; calls < 60; calls += 1) {
      const { client } = cutOff(world.client, calls, calls % 2 === 0 ? 'before' : 'after')
      await clock(plus(during, minuteMilliseconds), withinGrants(client, 'clock')).catch(() => {})
    }
    await minute(plus(during, 2 * minuteMilliseconds))
    expect(toldTo()).toEqual([bo.email, fay.email, ...everybody].toSorted())
  })

  test('whose invitation was withdrawn is told nothing', async () => {
    await minute(opensAt)
    ses.reset()
    const { invitationId } =
      (
        await clockStore({ ...testTables, documents: world.client }).readChunk(surveyId, {
          run: (await row()).roster?.run ?? '',
          chunk: '0000',
        })
      )[0] ?? {}
    const withdrawn = [{ invitationId, at: during }]
    const changes = {
      pk: `changes#${surveyId}`,
      sk: 'list',
      surveyId,
      withdrawn,
      since: [],
      version: 1,
      expiresAtSeconds: 4e9,
    }
    await world.client.send(new PutCommand({ TableName: 'people', Item: changes }))
    await handOver(during)
    await clock(plus(during, minuteMilliseconds))
    const queued = (await itemsOf(world.client, 'people')).filter(({ sk }) => String(sk).startsWith('handed-over#'))
    expect(queued).toHaveLength(6)
  })
})

test('a handing before the opening is no news to those who are invited by whoever leads', async () => {
  await handOver(plus(opensAt, -3_600_000))
  await minute(opensAt)
  await listen(during)
  await minute(during)
  expect(told()).toEqual([])
  const invitation = ses.received[0]?.mail
  expect(invitation?.replyTo?.[0]?.address).toBe(bo.email)
  expect(invitation?.text?.replaceAll(/\s+/g, ' ')).toContain('read by fay@example.com')
})

test('whoever took over is told that the plan is ready, those in the terms that the agenda is', async () => {
  await minute(opensAt)
  await handOver(during)
  const filed = { run: `run_${'f'.repeat(16)}`, cast: 4, counted: 4, at: closesAt }
  await world.client.send(
    new PutCommand({ TableName: 'surveys', Item: { ...(await row()), status: 'harvested', filed } }),
  )
  ses.reset()
  await minute(plus(closesAt, 5 * minuteMilliseconds))
  const subjects = ses.received.map(({ to, mail }) => [to, mail.subject?.split(':')[0]])
  expect(subjects).toContainEqual([bo.email, 'Plan of the meeting ready'])
  expect(subjects).toContainEqual([fay.email, 'Agenda ready'])
})

test('nobody is told of a review that was cancelled since', async () => {
  await minute(opensAt)
  ses.reset()
  const review = await handOver(during)
  await putReview(world.client, { ...review, status: 'cancelled', version: review.version + 1 })
  await minute(plus(during, minuteMilliseconds))
  expect(told()).toEqual([])
})

test('leadership’s decision is told as such', async () => {
  await minute(opensAt)
  ses.reset()
  const by = { email: 'dee@example.com', name: 'Dee Example' }
  await handOver(during, bo, by)
  await world.client.send(
    new UpdateCommand({
      TableName: 'learning',
      Key: { pk: `review#${reviewRow().id}`, sk: 'review' },
      UpdateExpression: 'SET #h[0].#a = :l',
      ExpressionAttributeNames: { '#h': 'history', '#a': 'as' },
      ExpressionAttributeValues: { ':l': 'leadership' },
    }),
  )
  await minute(plus(during, minuteMilliseconds))
  const text = told()
    .find(({ to }) => to === everybody[0])
    ?.mail.text?.replaceAll(/\s+/g, ' ')
  expect(text).toContain('so Dee Example, of leadership, has asked Bo Example to lead it')
})
