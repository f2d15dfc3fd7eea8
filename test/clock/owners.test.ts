import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { lookAtOwners } from '../../functions/clock/owners.ts'
import { ownersStore } from '../../functions/clock/owners-store.ts'
import { ownersSchema } from '../../functions/domain/action/owner.ts'
import { toldMailSchema } from '../../functions/domain/mail/told.ts'
import { dayMilliseconds, hourMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { facilitator, noon, otherFacilitator } from '../caller.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { agreeOn, learning, plan } from '../learning/setup.ts'
import { mailsIn, mailTables, ownSes, putItem, runOnce } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables, itemsOf } from '../survey.ts'

const world = ownDatabase()
const ses = ownSes()
beforeEach(async () => {
  await emptyTables(world.client, ...mailTables)
  await emptyTables(world.client, 'learning', 'trace')
  ses.reset()
})

const owner = 'owner@example.com'
const hour = (count: number): string => plus(noon, count * hourMilliseconds)
const look = (now: string, client = world.client) =>
  lookAtOwners(ownersStore({ ...testTables, documents: withinGrants(client, 'clock') }), now)
const stop = (email: string, reason: string) => putItem(world.client, { pk: 'stop', sk: email, reason, at: noon })
const person = (email: string) =>
  putItem(world.client, { pk: 'person', sk: email, email, name: '', zone: 'UTC', language: 'en', unsubscribeId: 'u' })
const leave = (email: string) => emptyTables(world.client, 'people').then(() => email)
const told = async () => (await mailsIn(world.client)).map(mail => toldMailSchema.parse(mail))
const read = async (id: string) => Object((await learning(world.client).call(`GET /api/actions/${id}`)).json)

const ofReview = async () => {
  const { call, reviewId } = await plan(world.client)
  const body = {
    text: 'Renew by a job',
    owner: 'Platform',
    ownerEmail: owner,
    dueOn: '2026-12-31',
    category: 'automation',
  }
  const made = await call(`POST /api/reviews/${reviewId}/actions`, { body })
  return { reviewId, id: String(Object(made.json).id) }
}

describe('an owner whose address bounces', () => {
  test('is shown on the action at once, and whoever leads its review is asked to hand it over, once', async () => {
    const { id } = await ofReview()
    expect((await read(id)).ownerUnreached).toBeUndefined()
    await look(noon)
    await stop(owner, 'bounced')
    // In the same hour: the stop is what makes it look.
    await look(hour(0.1))
    expect((await read(id)).ownerUnreached).toStrictEqual({ why: 'bounced', since: hour(0.1) })
    for (let later = 1; later < 30; later += 1) await look(hour(later))
    expect(await told()).toMatchObject([
      { to: facilitator.email, told: { kind: 'owner-unreached', owner, why: 'bounced', actions: [{ id }] } },
    ])
    expect((await read(id)).ownerUnreached.since).toBe(hour(0.1))
  })

  test('is mailed about in words that name the address and lead to the action', async () => {
    const { id } = await ofReview()
    await stop(owner, 'bounced')
    await look(noon)
    await runOnce(world.client, ses.post, noon)
    const [sent] = ses.received
    expect(sent?.to).toBe(facilitator.email)
    expect(sent?.mail.text).toContain(owner)
    expect(sent?.mail.text).toContain(`/desk/#/actions/${id}`)
    expect(sent?.mail.text).toContain('Mail to this address comes back.')
  })

  test('has one mail for all of their actions, and another for one that is agreed later', async () => {
    await agreeOn(world.client, { ownerEmail: owner })
    await agreeOn(world.client, { ownerEmail: owner })
    await learning(world.client).call('GET /api/actions', { as: otherFacilitator })
    await stop(owner, 'bounced')
    await look(noon)
    const first = await told()
    expect(new Set(first.map(({ to }) => to))).toStrictEqual(new Set([facilitator.email, otherFacilitator.email]))
    for (const mail of first) expect(mail.told).toMatchObject({ actions: [{}, {}], further: 0 })
    await agreeOn(world.client, { ownerEmail: owner })
    await look(hour(1))
    expect((await told()).length).toBe(first.length * 2)
  })

  test('is forgotten once the action is handed over, and reached again once the bounce is lifted', async () => {
    const { id } = await ofReview()
    await stop(owner, 'bounced')
    await look(noon)
    const change = { ownerEmail: 'team@example.com' }
    const { call } = learning(world.client)
    const answer = await call(`PATCH /api/actions/${id}`, { body: change, at: hour(1) })
    expect(Object(answer.json).ownerUnreached).toBeUndefined()
    await look(hour(1))
    const [item] = (await itemsOf(world.client, 'learning')).filter(({ pk }) => pk === 'owners')
    expect(ownersSchema.parse(item).owners.map(({ email }) => email)).toStrictEqual(['team@example.com'])
    await call(`PATCH /api/actions/${id}`, { body: { ownerEmail: owner }, at: hour(2) })
    await emptyTables(world.client, 'people')
    await look(hour(3))
    expect((await read(id)).ownerUnreached).toBeUndefined()
  })

  test('who only wants no mail is shown, and nobody is asked for anything', async () => {
    const { id } = await ofReview()
    await stop(owner, 'unsubscribed')
    await look(noon)
    expect((await read(id)).ownerUnreached.why).toBe('unsubscribed')
    expect(await told()).toStrictEqual([])
  })
})

describe('a leader whom no mail reaches', () => {
  const lead = async (reviewId: string, facilitators: readonly string[]) => {
    const { call } = learning(world.client)
    expect((await call(`PATCH /api/reviews/${reviewId}`, { body: { facilitators } })).status).toBe(200)
  }

  test.each(['bounced', 'complained', 'unsubscribed'])(
    'is passed over for another who leads the review: %s',
    async why => {
      const { reviewId } = await ofReview()
      await lead(reviewId, [facilitator.email, otherFacilitator.email])
      await stop(facilitator.email, why)
      await stop(owner, 'bounced')
      await look(noon)
      expect((await told()).map(({ to }) => to)).toStrictEqual([otherFacilitator.email])
    },
  )

  test('leaves it to whoever leads any; where nobody is reached it is tried again until somebody is', async () => {
    const { id } = await ofReview()
    await stop(facilitator.email, 'bounced')
    await stop(owner, 'bounced')
    await look(noon)
    await look(hour(1))
    expect(await told()).toStrictEqual([])
    await learning(world.client).call('GET /api/actions', { as: otherFacilitator, at: hour(1) })
    await look(hour(2))
    await look(hour(3))
    expect(await told()).toMatchObject([{ to: otherFacilitator.email, told: { actions: [{ id }] } }])
  })
})

describe('an owner who left the roster', () => {
  test('is shown and asked for, however they were seen on it; an address that never was on it is none who left', async () => {
    const { id } = await ofReview()
    const mailbox = await agreeOn(world.client, { ownerEmail: 'team@example.com' })
    await person(owner)
    await look(noon)
    expect((await read(id)).ownerUnreached).toBeUndefined()
    await leave(owner)
    await look(hour(1))
    expect((await read(id)).ownerUnreached).toStrictEqual({ why: 'left', since: hour(1) })
    expect((await read(mailbox)).ownerUnreached).toBeUndefined()
    expect((await told()).map(mail => mail.told)).toMatchObject([{ owner, why: 'left' }])
    await person(owner)
    await look(hour(2))
    expect((await read(id)).ownerUnreached).toBeUndefined()
  })

  test('also where the roster was replaced before anybody looked', async () => {
    const { id } = await ofReview()
    const before = {
      email: owner,
      name: '',
      group: '',
      seniority: null,
      zone: 'UTC',
      language: 'en',
      unsubscribeId: 'u',
    }
    await putItem(world.client, {
      pk: 'replaced',
      sk: 'rep_aaaaaaaaaaaaaaaa',
      id: 'rep_aaaaaaaaaaaaaaaa',
      at: noon,
      by: facilitator.email,
      added: 0,
      changed: 0,
      removed: 1,
      pieces: 1,
      undoneAt: null,
    })
    const people = [{ email: owner, before, after: null }]
    await putItem(world.client, { pk: 'replaced#rep_aaaaaaaaaaaaaaaa', sk: '0000', people })
    await look(noon)
    expect((await read(id)).ownerUnreached.why).toBe('left')
  })
})

test('cut off at any call and looked at again, each mail is queued once and the action says so', async () => {
  const { id } = await ofReview()
  await stop(owner, 'bounced')
  for (let calls = 0; ; calls += 1) {
    const { client, cut } = cutOff(world.client, calls, calls % 2 === 0 ? 'before' : 'after')
    await look(noon, client).catch(() => {})
    if (!cut()) break
  }
  expect(await told()).toHaveLength(1)
  expect((await read(id)).ownerUnreached.why).toBe('bounced')
})

test('one entry that cannot be read hides no other', async () => {
  const { id } = await ofReview()
  const good = { email: owner, onRoster: false, why: 'bounced', since: noon, told: [] }
  const Item = { pk: 'owners', sk: 'owners', version: 1, hour: '', stops: '', owners: [{ email: 3 }, good] }
  await world.client.send(new PutCommand({ TableName: 'learning', Item }))
  expect((await read(id)).ownerUnreached).toStrictEqual({ why: 'bounced', since: noon })
  expect(await look(plus(noon, dayMilliseconds))).toBe(true)
})
