/** Two addresses of one person that were joined: who reads of them, counts them or invites them means one person. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { facilitator, keeper } from '../caller.ts'
import { linkOf, listSeen } from '../attacks/list-seen.ts'
import { ownSes } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { itemsOf } from '../survey.ts'
import { delivered } from './delivered.ts'
import { hours, idIn, organise, plantReview, row } from './setup.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
const call = (...given: Parameters<ReturnType<typeof organise>['call']>) => organise(database.client).call(...given)

const [old, now] = ['kim@old.example', 'kim.lee@new.example']
const others = ['ann@c.example', 'bob@c.example', 'cas@c.example']
const join = (at = hours(0.5), client = database.client) =>
  organise(client).call('POST /api/people/join', { body: { keep: now, leave: old }, as: keeper, at })

beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
  const body = [old, now].map(email => ({ email, name: 'Kim Lee' }))
  await call('PUT /api/people', { body, as: keeper, at: hours(-48) })
})

const schedule = async (participants: readonly string[], opensAt?: string): Promise<string> => {
  const review = await plantReview(database.client)
  const body = { kind: 'pre-meeting', reviewId: review.id, participants, ...(opensAt ? { opensAt } : {}) }
  return idIn((await call('POST /api/surveys', { body })).json)
}
const seen = async (survey: string, at: string) =>
  listSeen(database.client, await linkOf(database.client, world.keys(), survey, 'ann@c.example'), at)

describe('in a survey that has not opened yet', () => {
  test('the kept one was put there by whoever joined them, and stands in for the other', async () => {
    const survey = await schedule([old, ...others], hours(2))
    await join()
    await world.clock(hours(2))
    const { people, batches, total } = await seen(survey, hours(3))
    expect(total).toBe(4)
    const kept = people?.find(({ email }) => email === now)
    expect([kept?.placed?.by, kept?.joined]).toEqual([keeper.email, true])
    expect(people?.filter(({ joined }) => joined).length).toBe(1)
    expect(batches.map(({ by, count }) => [by, count])).toContainEqual([keeper.email, 1])
  })

  test('of two that are both asked one is left, and nobody has come', async () => {
    const survey = await schedule([old, now, ...others], hours(2))
    expect((await row(database.client, survey)).invited).toBe(5)
    await join()
    expect((await row(database.client, survey)).invited).toBe(4)
    await world.clock(hours(2))
    expect((await seen(survey, hours(3))).people?.some(({ joined }) => joined)).toBe(false)
  })
})

test('in a pulse the kept one came by whoever joined them, and stands in for the other', async () => {
  const body = others.map(email => ({ email }))
  await call('PUT /api/people', { body, as: keeper, at: hours(-48) })
  await join()
  const pulse = { kind: 'pulse', quarter: '2026-Q4', closesAt: hours(72) }
  const survey = idIn((await call('POST /api/surveys', { body: pulse, as: keeper, at: hours(1) })).json)
  await world.clock(hours(1))
  const { people, batches } = await seen(survey, hours(2))
  expect(people?.find(({ email }) => email === now)?.joined).toBe(true)
  expect(batches[0]).toMatchObject({ by: keeper.email, day: hours(0.5).slice(0, 10), count: 1 })
})

describe('in an open survey that was sent to one of the two', () => {
  const opened = async (): Promise<string> => {
    const survey = await schedule([old, ...others])
    await world.minute(hours(0))
    await join()
    return survey
  }
  const add = (survey: string) =>
    call(`POST /api/surveys/${survey}/participants`, { body: { participants: [now] }, at: hours(1) })

  test('whoever is invited at the other is invited already, and gets no second link', async () => {
    const survey = await opened()
    expect((await add(survey)).json).toEqual({ invited: 4, added: 0 })
    await world.minute(hours(1.1))
    expect(world.mailsTo(now)).toBe(0)
  })

  test('whose invitation was withdrawn is invited at the other as somebody new, so that its link tells nothing of the first', async () => {
    const survey = await opened()
    const link = world.linkTo(old)
    const others = { participants: ['eve@c.example'] }
    await call(`POST /api/surveys/${survey}/participants`, { body: others, at: hours(0.8) })
    await call(`DELETE /api/surveys/${survey}/participants`, { body: { participants: [old] }, at: hours(0.9) })
    expect((await add(survey)).json).toEqual({ invited: 6, added: 1 })
    await world.minute(hours(1.1))
    expect(await world.follow(link)).toBe('unknown_link')
    expect(await world.follow(world.linkTo(now))).toBe('issued')
  })

  test('whoever is withdrawn by the other address is withdrawn', async () => {
    const survey = await opened()
    const more = { participants: ['eve@c.example'] }
    await call(`POST /api/surveys/${survey}/participants`, { body: more, at: hours(0.8) })
    const gone = { participants: [now] }
    const answer = await call(`DELETE /api/surveys/${survey}/participants`, { body: gone, at: hours(0.9) })
    expect(answer.json).toEqual({ invited: 5, withdrawn: 1 })
  })

  test('is reminded where its link was sent, as everybody is, and its mail is told of as theirs', async () => {
    const survey = await opened()
    for (const at of [22, 23, 24, 25]) await world.minute(hours(at))
    expect([old, now, ...others].map(world.mailsTo)).toEqual([2, 0, 2, 2, 2])
    const { rows } = await world.delivery(survey, hours(26))
    expect(rows.find(({ address }) => address === old)?.state).toBe('sent')
  })

  test('gets no mail where the person stopped all mail at the address that is kept', async () => {
    await opened()
    const Item = { pk: 'stop', sk: now, reason: 'unsubscribed' }
    await database.client.send(new PutCommand({ TableName: 'people', Item }))
    for (const at of [22, 23, 24, 25]) await world.minute(hours(at))
    expect([old, now, 'ann@c.example'].map(world.mailsTo)).toEqual([1, 0, 2])
  })

  test('somebody else’s invitation is not corrected to the other', async () => {
    ses.set({ bounce: ['cas@c.example'] })
    const survey = await opened()
    const body = { from: 'cas@c.example', to: now }
    const answer = await call(`POST /api/surveys/${survey}/delivery/correct`, { body, at: hours(1) })
    expect([answer.status, answer.code]).toEqual([409, 'already_invited'])
  })
})

describe('at the close of a survey', () => {
  const closing = async (isJoined: boolean): Promise<number> => {
    const survey = await schedule([old, now, ...others])
    await world.minute(hours(0))
    if (isJoined) await join()
    for (const at of [47.1, 47.2]) await world.clock(hours(at))
    return (await row(database.client, survey)).minimumBallots
  }

  test('that was sent to both, their two ballots are no two of the writers that are needed: it takes one more', async () => {
    expect(await closing(true)).toBe(4)
  })

  test('a reader who was asked at an address that was joined with theirs is taken to have written', async () => {
    const body = [{ email: facilitator.email, name: 'Kim Lee' }]
    await call('PUT /api/people', { body, as: keeper, at: hours(-48) })
    const survey = await schedule([old, ...others])
    await world.minute(hours(0))
    expect((await row(database.client, survey)).minimumBallots).toBe(3)
    const kept = { keep: facilitator.email, leave: old }
    expect((await call('POST /api/people/join', { body: kept, as: keeper, at: hours(0.5) })).status).toBe(200)
    for (const at of [47.1, 47.2]) await world.clock(hours(at))
    expect((await row(database.client, survey)).minimumBallots).toBe(4)
  })

  test('two people, whom nobody joined, are two', async () => {
    expect(await closing(false)).toBe(3)
  })
})

test('a list that names both asks the one that was kept; the other alone is asked as it is written', async () => {
  await join()
  for (const [given, asked] of [
    [[old, now], now],
    [[old], old],
  ] as const) {
    const survey = await schedule([...given, ...others], hours(5))
    const lists = (await itemsOf(database.client, 'people')).filter(({ pk }) => pk === `participants#${survey}`)
    const emails = lists.flatMap(one => z.array(z.string()).parse(one['emails']))
    expect([emails.length, new Set(emails)]).toEqual([4, new Set([asked, ...others])])
    expect((await row(database.client, survey)).invited).toBe(4)
  }
})

test('its line in the trace says that somebody was taken off, and of how many lists', async () => {
  await schedule([old, ...others], hours(2))
  await schedule([...others, now], hours(2))
  await join()
  const lines = (await itemsOf(database.client, 'trace')).filter(({ chain }) => chain === 'rest')
  expect(lines.at(-1)).toMatchObject({ outcome: 'done', counts: { removed: 1, lists: 1 } })
  await join()
  const again = (await itemsOf(database.client, 'trace')).filter(({ chain }) => chain === 'rest')
  expect(again.at(-1)).toMatchObject({ counts: { removed: 0, lists: 0 } })
})
