import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { otherFacilitator } from '../caller.ts'
import { ownSes } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { delivered } from './delivered.ts'
import { hours, idIn, plantReview, row, setRow } from './setup.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const four = ['b0@c.example', 'b1@c.example', 'b2@c.example', 'b3@c.example']
const put = (Item: Record<string, unknown>, TableName = 'people') =>
  database.client.send(new PutCommand({ TableName, Item }))
const stop = (sk: string, reason: string) => put({ pk: 'stop', sk, reason })

describe('whom the mail reached', () => {
  test('is told in counts and in rows, with the reason, the hour and one remedy each', async () => {
    ses.set({ bounce: ['b0@c.example', 'b1@c.example'], reject: ['b2@c.example'] })
    const id = await world.open(four)
    expect(await world.survey(id)).toMatchObject({
      invited: 4,
      withdrawn: 0,
      notReached: { bounced: 2, refused: 1, complained: 0, unsubscribed: 0, aside: 0, left: 0 },
    })
    const { rows, counts, unreadable } = await world.delivery(id)
    expect(counts).toMatchObject({ bounced: 2, refused: 1, sent: 1, queued: 0 })
    expect(unreadable).toBe(0)
    expect(rows.map(({ address, state, reason, remedy }) => [address, state, reason, remedy])).toEqual([
      ['b0@c.example', 'bounced', 'no-mailbox', 'correct'],
      ['b1@c.example', 'bounced', 'no-mailbox', 'correct'],
      ['b2@c.example', 'refused', 'ses-refused', 'correct'],
      ['b3@c.example', 'sent', null, null],
    ])
    for (const { at, words } of rows) {
      expect(at).toBe(hours(0))
      expect(words).toMatch(/\.$/)
    }
  })

  test('nobody is called unreadable while the list is still being written down', async () => {
    const review = await plantReview(database.client)
    const body = { kind: 'pre-meeting', reviewId: review.id, participants: four }
    const id = idIn((await world.call('POST /api/surveys', { body })).json)
    expect(await world.delivery(id)).toMatchObject({ invited: 4, rows: [], unreadable: 0 })
  })

  test('stands in the mail that the agenda is ready, too', async () => {
    ses.set({ bounce: ['b0@c.example', 'b1@c.example'], reject: ['b2@c.example'] })
    const id = await world.open(four)
    const filed = { run: 'run_aaaaaaaaaaaaaaaa', cast: 0, counted: 0, at: hours(47) } as const
    await setRow(database.client, id, { status: 'harvested', filed: filed as never, issued: 0 })
    await put({ pk: 'person', sk: 'fay@example.com', email: 'fay@example.com' })
    await world.minute(hours(47.1))
    const mail = ses.received.find(({ to }) => to === 'fay@example.com')
    const text = mail?.mail.text?.replaceAll(/\s+/g, ' ')
    expect(text).toContain('0 of 4 answered. 3 of them were never reached by mail (2 came back, 1 refused)')
  })

  test.each([
    ['complained', 'complained', null],
    ['unsubscribed', 'unsubscribed', null],
    ['bounced', 'bounced', 'again'],
  ])('somebody who had %s beforehand gets none, and is counted', async (reason, state, remedy) => {
    await stop('b0@c.example', reason)
    const id = await world.open(four)
    expect(world.mailsTo('b0@c.example')).toBe(0)
    expect((await world.delivery(id)).rows[0]).toMatchObject({ address: 'b0@c.example', state, remedy })
    expect((await world.survey(id)).notReached).toMatchObject({ [state]: 1 })
  })

  test('a complaint after the mail is counted', async () => {
    ses.set({ complain: ['b0@c.example'] })
    const id = await world.open(four)
    expect((await world.delivery(id)).rows[0]).toMatchObject({ state: 'complained', remedy: null })
    expect((await world.survey(id)).notReached).toMatchObject({ complained: 1 })
  })

  test('a mail that came back for now may be sent again, and is not counted as never reached', async () => {
    ses.set({ full: ['b0@c.example'] })
    const id = await world.open(four)
    expect((await world.delivery(id)).rows[0]).toMatchObject({
      state: 'returned',
      reason: 'mailbox-full',
      remedy: 'again',
    })
    expect((await world.survey(id)).notReached).toMatchObject({ bounced: 0 })
  })

  test('a mail that waits for working hours says until when', async () => {
    const id = await world.open(['a@c.example', 'b@c.example', { email: 'kenji@c.example', zone: 'Asia/Tokyo' }])
    // Noon in London is 21:00 in Tokyo.
    expect((await world.delivery(id)).rows[0]).toMatchObject({
      address: 'kenji@c.example',
      state: 'held',
      until: '2026-11-24T23:00:00.000Z',
      remedy: null,
    })
  })

  test('nothing is known before anybody was invited', async () => {
    const id = await world.open(four)
    await setRow(database.client, id, { roster: null })
    expect((await world.survey(id)).notReached).toBeNull()
  })

  test('is sorted by trouble and then by name, whoever was invited first', async () => {
    ses.set({ bounce: ['z@c.example'], reject: ['m@c.example'] })
    const id = await world.open([
      { email: 'q@c.example', name: 'Zoe' },
      { email: 'm@c.example', name: 'Mia' },
      { email: 'z@c.example', name: 'Ada' },
      { email: 'a@c.example', name: 'adam' },
    ])
    expect((await world.delivery(id)).rows.map(({ name }) => name)).toEqual(['Ada', 'Mia', 'adam', 'Zoe'])
  })

  test('is nobody’s but the review’s facilitators', async () => {
    const id = await world.open(four)
    for (const path of [`GET /api/surveys/${id}/delivery`, `POST /api/surveys/${id}/delivery/again`]) {
      const body = path.startsWith('POST') ? { body: { address: 'b0@c.example' } } : {}
      expect((await world.call(path, { as: otherFacilitator, ...body })).code).toBe('unknown_survey')
      expect((await world.call(path, { as: null, ...body })).status).toBe(401)
    }
  })
})

test('is the same to the byte before and after a participant takes a pass and gives a ballot', async () => {
  ses.set({ bounce: ['b0@c.example'] })
  const id = await world.open(four)
  await world.minute(hours(1))
  const before = [await world.delivery(id, hours(1.2)), await world.survey(id, hours(1.2))]
  expect(await world.follow(world.linkTo('b3@c.example'))).toBe('issued')
  await put({ surveyId: id, serial: 'f'.repeat(64), cohort: 'all', sealed: 'x', digest: 'y' }, 'ballots')
  const after = [await world.delivery(id, hours(1.2)), await world.survey(id, hours(1.2))]
  expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text))
  // Of so few nothing is counted before the close, on the survey's view either.
  await world.minute(hours(2))
  expect((await world.survey(id, hours(2.1))).takenPart).toBeNull()
  const [first] = before
  expect((await world.delivery(id, hours(2.1))).text).toBe(first?.text)
})

describe('a bounce that is lifted', () => {
  const again = (id: string, address: string, at = hours(1)) =>
    world.call(`POST /api/surveys/${id}/delivery/again`, { body: { address }, at })

  test('lets the mail go out again, once however often it is pressed', async () => {
    ses.set({ bounce: ['b0@c.example'] })
    const id = await world.open(four)
    ses.set({ bounce: [] })
    expect((await again(id, 'b0@c.example')).status).toBe(200)
    expect((await again(id, 'b0@c.example')).status).toBe(200)
    await world.minute(hours(1.1))
    expect(world.mailsTo('b0@c.example')).toBe(2)
    expect((await world.delivery(id)).counts).toMatchObject({ bounced: 0, sent: 4 })
    await again(id, 'b0@c.example', hours(1.2))
    await world.minute(hours(1.3))
    expect(world.mailsTo('b0@c.example')).toBe(2)
    expect(await world.follow(world.linkTo('b0@c.example'))).toBe('issued')
  })

  test('that comes back a second time is lifted a second time', async () => {
    ses.set({ bounce: ['b0@c.example'] })
    const id = await world.open(four)
    for (const hour of [1, 2]) {
      await again(id, 'b0@c.example', hours(hour))
      await world.minute(hours(hour + 0.1))
      expect((await world.delivery(id, hours(hour + 0.2))).rows[0]).toMatchObject({ state: 'bounced' })
    }
    expect(world.mailsTo('b0@c.example')).toBe(3)
  })

  test('a refusal by the mail service is tried again in the same way', async () => {
    ses.set({ reject: ['b0@c.example'] })
    const id = await world.open(four)
    ses.set({ reject: [] })
    await again(id, 'b0@c.example')
    await world.minute(hours(1.1))
    expect(world.mailsTo('b0@c.example')).toBe(1)
  })

  test.each(['complained', 'unsubscribed'])('nobody lifts what the person did: %s', async reason => {
    await stop('b0@c.example', reason)
    const id = await world.open(four)
    expect((await again(id, 'b0@c.example')).code).toBe('mail_stays_stopped')
    await world.minute(hours(1.1))
    expect(world.mailsTo('b0@c.example')).toBe(0)
  })

  test('nobody who was reached, or is not invited, is mailed by it', async () => {
    const id = await world.open(four)
    expect((await again(id, 'b3@c.example')).status).toBe(200)
    expect((await again(id, 'else@c.example')).code).toBe('not_invited')
    await world.minute(hours(1.1))
    expect(world.mailsTo('b3@c.example')).toBe(1)
  })

  test('is refused after the close', async () => {
    ses.set({ bounce: ['b0@c.example'] })
    const id = await world.open(four)
    const { closesAt } = await row(database.client, id)
    expect((await again(id, 'b0@c.example', closesAt)).code).toBe('survey_closed')
    expect((await world.delivery(id, closesAt)).rows[0]).toMatchObject({ state: 'bounced', remedy: null })
  })
})

test('whoever has left the roster gets no reminder, and comes back with it', async () => {
  const id = await world.open(four)
  const people = four.slice(1).map(email => ({ email }))
  await world.call('PUT /api/people?replace=true', { body: people })
  await world.minute(hours(24))
  expect(four.map(world.mailsTo)).toEqual([1, 2, 2, 2])
  expect((await world.delivery(id)).rows[0]).toMatchObject({ address: four[0], state: 'left', remedy: 'roster' })
})

test('the reminder of a meeting on Monday morning goes out on Friday, or on Sunday where people work', async () => {
  const people = ['ann@c.example', 'bob@c.example', { email: 'dalia@c.example', zone: 'Asia/Jerusalem' }]
  // From Tuesday noon to Monday, 30 November, 10:00.
  await world.open(people, { meetingAt: '2026-11-30T10:00:00.000Z' })
  const addresses = ['ann@c.example', 'bob@c.example', 'dalia@c.example']
  const mailed = async (now: string): Promise<number[]> => {
    await world.minute(now)
    return addresses.map(world.mailsTo)
  }
  // Dalia's invitation waited for her Wednesday morning.
  expect(await mailed('2026-11-27T08:59:00.000Z')).toEqual([1, 1, 1])
  expect(await mailed('2026-11-27T09:01:00.000Z')).toEqual([2, 2, 1])
  expect(await mailed('2026-11-28T09:01:00.000Z')).toEqual([2, 2, 1])
  expect(await mailed('2026-11-29T09:01:00.000Z')).toEqual([2, 2, 2])
  expect(await mailed('2026-11-30T08:30:00.000Z')).toEqual([2, 2, 2])
})

test('a close that was wrong moves later: everybody is told once, and the new time is the one that holds', async () => {
  const id = await world.open(four)
  const later = hours(47.5)
  for (let press = 0; press < 2; press += 1) {
    const { status } = await world.call(`PATCH /api/surveys/${id}`, { body: { closesAt: later }, at: hours(1) })
    expect(status).toBe(200)
  }
  await world.minute(hours(1.1))
  await world.minute(hours(1.2))
  expect(four.map(world.mailsTo)).toEqual([2, 2, 2, 2])
  const told = ses.received.at(-1)?.mail.text?.replaceAll(/\s+/g, ' ')
  expect(told).toMatch(/stays open longer .* Open until Thursday, 26 November 2026 at 11:30/)
  const earlier = { body: { closesAt: hours(40) }, at: hours(2) }
  expect((await world.call(`PATCH /api/surveys/${id}`, earlier)).code).toBe('closing_only_later')
})
