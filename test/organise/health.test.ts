import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import type { Health } from '../../functions/domain/survey/health.ts'
import { minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { keeper, otherFacilitator } from '../caller.ts'
import { ownSes } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { itemsOf } from '../survey.ts'
import { delivered } from './delivered.ts'
import { hours, setRow } from './setup.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const four = ['b0@c.example', 'b1@c.example', 'b2@c.example', 'b3@c.example']

const putHealth = (surveyId: string, health: Partial<Health>) =>
  database.client.send(
    new PutCommand({
      TableName: 'surveys',
      Item: { pk: 'health', sk: surveyId, surveyId, checkedAt: hours(1), findings: [], unknown: [], ...health },
    }),
  )

const waiting = async () => (await itemsOf(database.client, 'people')).filter(item => item['queue'] === 'mail')
const changeMails = async (changes: (item: Record<string, unknown>) => Record<string, unknown>): Promise<void> => {
  for (const item of await waiting()) {
    await database.client.send(new PutCommand({ TableName: 'people', Item: { ...item, ...changes(item) } }))
  }
}

/** Open, with all of its mail still in the outbox. */
const unsent = async (): Promise<string> => {
  ses.set({ perDay: 0 })
  const id = await world.open(four)
  ses.set({ perDay: 50_000 })
  expect(await waiting()).toHaveLength(four.length)
  return id
}

test('a survey that is well says nothing of it', async () => {
  const id = await world.open(four)
  expect(await world.survey(id)).not.toHaveProperty('health')
})

test('what is wrong is told to whoever leads it, with what mends it, and to nobody else', async () => {
  const id = await world.open(four)
  await putHealth(id, { findings: [{ ailment: 'mail_stuck', since: hours(0.5), count: 2 }] })
  expect((await world.survey(id)).health).toEqual({
    findings: [{ ailment: 'mail_stuck', since: hours(0.5), count: 2, remedies: ['try-mail-now', 'operator'] }],
    unknown: [],
  })
  const other = await world.call(`GET /api/surveys/${id}`, { as: otherFacilitator })
  expect(other.status).toBe(404)
})

test('what a facilitator cannot do any more after the close is not offered', async () => {
  const id = await world.open(four)
  await putHealth(id, { findings: [{ ailment: 'seal_key_missing', since: hours(0), count: 1 }] })
  expect((await world.survey(id)).health?.findings[0]?.remedies).toEqual(['cancel', 'operator'])
  await setRow(database.client, id, { status: 'closed', closesAt: hours(0.5) })
  expect((await world.survey(id)).health?.findings[0]?.remedies).toEqual(['operator'])
})

test('mail that was tried in vain goes out in the next minute, once', async () => {
  const id = await unsent()
  await changeMails(() => ({ dueAt: hours(1.5), attempts: 3, reason: 'mail_failed', unsent: 3 }))
  await world.mailer(hours(1))
  expect(ses.received).toHaveLength(0)
  expect(await world.call(`POST /api/surveys/${id}/delivery/now`, { at: hours(1) })).toMatchObject({ status: 200 })
  await world.mailer(hours(1))
  await world.mailer(hours(2))
  expect(four.map(world.mailsTo)).toEqual([1, 1, 1, 1])
})

test('what its sender holds, or waits for the morning, stays as it is', async () => {
  const id = await unsent()
  const soon = plus(hours(1), 4 * minuteMilliseconds)
  await changeMails(({ to }) =>
    to === four[0] ? { dueAt: hours(20) } : { dueAt: soon, attempts: 3, reason: 'mail_failed' },
  )
  await world.call(`POST /api/surveys/${id}/delivery/now`, { at: hours(1) })
  expect((await waiting()).map(item => String(item['dueAt'])).toSorted()).toEqual([soon, soon, soon, hours(20)])
})

test('of a survey that is over nothing is hurried, and of a pulse by keepers alone', async () => {
  const id = await unsent()
  await setRow(database.client, id, { closesAt: hours(0.5) })
  const late = await world.call(`POST /api/surveys/${id}/delivery/now`, { at: hours(1) })
  expect(late).toMatchObject({ status: 410, json: { code: 'survey_closed' } })
  await setRow(database.client, id, { closesAt: hours(5), reviewId: null, kind: 'pulse' })
  const now = `POST /api/surveys/${id}/delivery/now`
  expect((await world.call(now, { at: hours(1), as: otherFacilitator })).status).toBe(403)
  expect((await world.call(now, { at: hours(1), as: keeper })).status).toBe(200)
})
