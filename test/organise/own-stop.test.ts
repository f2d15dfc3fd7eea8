import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { cutOff } from '../dynamodb.ts'
import { ownSes } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { itemsOf } from '../survey.ts'
import { delivered } from './delivered.ts'
import { hours, organise } from './setup.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const [gone, ...others] = ['b0@c.example', 'b1@c.example', 'b2@c.example', 'b3@c.example'] as const
const people = async () => itemsOf(database.client, 'people')
const pathOf = async (email: string): Promise<string> =>
  `POST /api/unsubscribe/${String((await people()).find(({ pk, sk }) => pk === 'person' && sk === email)?.['unsubscribeId'])}`
const again = (id: string, at = hours(2)) =>
  world.call(`POST /api/surveys/${id}/delivery/again`, { body: { address: gone }, at })
/** All that such a call could change. */
const outcome = async () =>
  (await people()).filter(({ pk }) => /^(mail|changes)#/.test(String(pk))).map(item => JSON.stringify(item))

test('whoever stops their mail after it came back stays stopped until they say otherwise, whoever lifts the bounce', async () => {
  ses.set({ bounce: [gone] })
  const id = await world.open([gone, ...others])
  const path = await pathOf(gone)
  const say = (action: string) => world.call(path, { as: null, body: { action } })
  expect((await world.delivery(id)).rows[0]).toMatchObject({ state: 'bounced' })
  expect((await say('stop')).json).toEqual({ stopped: 'bounced' })
  expect((await world.delivery(id)).rows[0]).toMatchObject({ state: 'unsubscribed', remedy: null })
  const before = await outcome()
  expect((await again(id)).code).toBe('mail_stays_stopped')
  expect(await outcome()).toEqual(before)
  await world.bounces()
  expect((await again(id)).code).toBe('mail_stays_stopped')
  expect((await say('resume')).json).toEqual({ stopped: 'bounced' })
  ses.set({ bounce: [] })
  expect((await again(id)).status).toBe(200)
  await world.minute(hours(2.1))
  expect(world.mailsTo(gone)).toBe(2)
})

test('a bounce that comes after the stop leaves the person stopped', async () => {
  const id = await world.open([gone, ...others])
  await world.call(await pathOf(gone), { as: null, body: { action: 'stop' } })
  ses.events.push({ eventType: 'Bounce', address: gone, messageId: '1', at: hours(1.5) })
  await world.bounces()
  expect((await again(id)).code).toBe('mail_stays_stopped')
  const stop = (await people()).find(({ pk }) => pk === 'stop')
  expect(stop).toMatchObject({ sk: gone, reason: 'bounced', byPerson: true })
})

test('a mail that came back for now is not sent again to somebody who stopped theirs since, and nothing is changed', async () => {
  ses.set({ full: [gone] })
  const id = await world.open([gone, ...others])
  expect((await world.delivery(id)).rows[0]).toMatchObject({ state: 'returned' })
  await database.client.send(
    new PutCommand({ TableName: 'people', Item: { pk: 'stop', sk: gone, reason: 'unsubscribed' } }),
  )
  const before = await outcome()
  expect((await again(id)).code).toBe('mail_stays_stopped')
  expect(await outcome()).toEqual(before)
})

test('a stop that is cut off anywhere and asked for again holds', async () => {
  ses.set({ bounce: [gone] })
  await world.open([gone, ...others])
  const path = await pathOf(gone)
  for (let calls = 0; calls < 4; calls += 1) {
    const { client } = cutOff(database.client, calls, calls % 2 === 0 ? 'before' : 'after')
    await organise(client).call(path, { as: null, body: { action: 'stop' } })
    await world.call(path, { as: null, body: { action: 'stop' } })
    expect((await people()).find(({ pk }) => pk === 'stop')).toMatchObject({ byPerson: true })
    await world.call(path, { as: null, body: { action: 'resume' } })
    expect((await people()).find(({ pk }) => pk === 'stop')).not.toHaveProperty('byPerson')
  }
})
