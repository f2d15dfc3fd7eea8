import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { remindOwners } from '../../functions/clock/reminders.ts'
import { remindersStore } from '../../functions/clock/reminders-store.ts'
import { toldMailSchema } from '../../functions/domain/mail/told.ts'
import { mailTables, mailsIn, putItem, runOnce, ownSes } from '../mailer/world.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { emptyTables, itemsOf } from '../survey.ts'
import { ownDatabase } from '../own.ts'

const world = ownDatabase()
const ses = ownSes()
beforeEach(async () => {
  await emptyTables(world.client, ...mailTables)
  ses.reset()
})

const remind = (now: string, client = world.client, remaining = 55_000) =>
  remindOwners(remindersStore({ ...testTables, documents: withinGrants(client, 'clock') }))(now, () => remaining)

const id = (number: number) =>
  `act_${String(number)
    .padStart(16, 'a')
    .replaceAll(/\d/g, digit => 'bcdefghijk'.charAt(Number(digit)))}`
const action = (number: number, dueOn: string, more: object = {}) =>
  world.client.send(
    new PutCommand({
      TableName: 'learning',
      Item: {
        pk: `action#${id(number)}`,
        sk: 'action',
        facet: 'actions-open',
        facetAt: dueOn,
        id: id(number),
        text: `Alert on certificates ${number}`,
        owner: 'Platform',
        ownerEmail: 'platform@example.com',
        dueOn,
        openedAt: '2026-06-01T00:00:00.000Z',
        ...more,
      },
    }),
  )
const emptyActions = () => emptyTables(world.client, 'learning')
beforeEach(emptyActions)
const queued = async () =>
  (await mailsIn(world.client))
    .map(item => toldMailSchema.parse(item))
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
const stages = async () => (await queued()).map(({ sk }) => sk.split('#')[2])

describe('the owner of an action', () => {
  test('is reminded a week before, on the day, then every 30 days while it is overdue, on working days', async () => {
    // The 30th day is a Sunday.
    await action(1, '2026-11-20')
    const seen: string[] = []
    for (let day = 0; day < 100; day += 1) {
      const now = new Date(Date.UTC(2026, 10, 1 + day, 9, 5)).toISOString()
      const before = (await stages()).length
      await remind(now)
      if ((await stages()).length > before) seen.push(`${now.slice(0, 10)} ${(await stages()).at(-1)}`)
    }
    expect(seen).toStrictEqual(['2026-11-13 week', '2026-11-20 day', '2026-12-21 overdue-1', '2027-01-19 overdue-2'])
  })

  test('is not reminded without an address, nor a week before if it was agreed within that week', async () => {
    await action(1, '2026-11-20', { ownerEmail: null })
    await action(2, '2026-11-20', { openedAt: '2026-11-14T00:00:00.000Z' })
    await remind('2026-11-15T09:05:00Z')
    expect(await queued()).toStrictEqual([])
    await remind('2026-11-20T09:05:00Z')
    expect((await queued()).map(mail => mail.told)).toMatchObject([{ actionId: id(2), daysLeft: 0 }])
  })

  test('is not reminded of an action that is done', async () => {
    await action(1, '2026-11-20', { facet: 'actions-completed#2026-Q4' })
    await remind('2026-11-20T09:05:00Z')
    expect(await queued()).toStrictEqual([])
  })

  test('is reminded once, however late', async () => {
    await action(1, '2026-11-20')
    await remind('2026-11-25T09:05:00Z')
    await remind('2026-11-26T09:05:00Z')
    expect((await queued()).map(({ told }) => told)).toMatchObject([{ daysLeft: -5 }])
  })

  const ownerIn = (zone: string) =>
    putItem(world.client, {
      pk: 'person',
      sk: 'platform@example.com',
      email: 'platform@example.com',
      name: 'Platform team',
      group: '',
      seniority: null,
      zone,
      language: 'en',
      unsubscribeId: 'unsubscribe-of-platform',
    })

  test.each([
    ['America/Los_Angeles', ['2026-11-20T09:05:00Z', '2026-11-20T15:05:00Z'], '2026-11-20T16:05:00Z'],
    ['Pacific/Auckland', ['2026-11-19T09:05:00Z', '2026-11-19T18:05:00Z'], '2026-11-19T19:05:00Z'],
  ])('in the working day of the reader’s own zone, and nothing waits for it: %s', async (zone, nights, day) => {
    await ownerIn(zone)
    await action(1, '2026-11-20', { openedAt: '2026-11-18T00:00:00.000Z' })
    for (const night of nights) await remind(night)
    expect(await queued()).toStrictEqual([])
    await remind(day)
    expect(await queued()).toMatchObject([
      { dueAt: day, name: 'Platform team', unsubscribeId: 'unsubscribe-of-platform', told: { daysLeft: 0 } },
    ])
  })

  test('is not reminded in the morning of an action completed overnight', async () => {
    await ownerIn('Europe/Berlin')
    await action(1, '2026-11-20')
    await remind('2026-11-20T00:05:00Z')
    await action(1, '2026-11-20', { facet: 'actions-completed#2026-Q4' })
    for (let hour = 1; hour < 24; hour += 1) await remind(new Date(Date.UTC(2026, 10, 20, hour)).toISOString())
    expect(await queued()).toStrictEqual([])
  })
})

describe('an owner of many actions that fall due at once', () => {
  const waiting = async () => (await queued()).filter(({ queue }) => queue)

  test('gets one letter that lists them, and each of them is reminded of once', async () => {
    for (let number = 0; number < 30; number += 1) await action(number, '2026-11-20')
    await action(40, '2026-11-23')
    await action(50, '2026-11-20', { ownerEmail: 'search@example.com' })
    await remind('2026-11-20T09:05:00Z')
    await remind('2026-11-20T10:05:00Z')
    const letters = await waiting()
    expect(letters.map(({ to }) => to).toSorted()).toStrictEqual(['platform@example.com', 'search@example.com'])
    const many = letters.find(({ to }) => to === 'platform@example.com')
    expect(many?.told).toMatchObject({ others: { length: 20 }, further: 10 })
    await runOnce(world.client, ses.post, '2026-11-20T10:06:00.000Z')
    expect(ses.received).toHaveLength(2)
    const { mail } = ses.received.find(({ to }) => to === 'platform@example.com') ?? expect.fail('it was not sent')
    expect(mail.subject).toMatch(/^Due today: Alert on certificates \d+, and 30 more$/)
    expect(mail.text).toContain('and 10 more')
    expect(mail.text?.replaceAll(/\s+/g, ' ')).toContain('(due today)')
    expect(mail.text).toContain('/desk/#/actions')
    // What reaches its day later is a letter of that day.
    await remind('2026-11-23T09:05:00Z')
    expect((await waiting()).map(({ told }) => told)).toMatchObject([{ actionId: id(40), others: [] }])
  })
})

describe('a run', () => {
  test('looks at a bounded number of actions, and at the rest in the following runs, once an hour', async () => {
    for (let number = 0; number < 130; number += 1) await action(number, '2026-11-20')
    expect(await remind('2026-11-20T09:05:00Z', world.client, 5_000)).toBe(0)
    expect(await remind('2026-11-20T09:06:00Z')).toBe(130)
    expect(await remind('2026-11-20T09:07:00Z')).toBe(0)
    expect(await remind('2026-11-20T10:00:00Z')).toBe(130)
    expect(await queued()).toHaveLength(130)
  })

  test('cut off anywhere, or twice at once, queues each mail once', async () => {
    for (let number = 0; number < 3; number += 1) await action(number, '2026-11-20')
    for (let calls = 0; ; calls += 1) {
      const { client, cut } = cutOff(world.client, calls, calls % 2 === 0 ? 'before' : 'after')
      await remind('2026-11-20T09:05:00Z', client).catch(() => {})
      if (!cut()) break
    }
    await action(4, '2026-11-23')
    await Promise.all([remind('2026-11-23T09:05:00Z'), remind('2026-11-23T09:05:00Z')])
    expect(await stages()).toStrictEqual(['day', 'day', 'day', 'day'])
  })
})

describe('a reminder', () => {
  const morning = '2026-11-20T09:06:00.000Z'

  test('says what, for whom, until when and how long, in plain text first, with a way to unsubscribe', async () => {
    await action(1, '2026-11-20')
    await remind('2026-11-20T09:05:00Z')
    const { settled } = await runOnce(world.client, ses.post, morning)
    expect(settled).toMatchObject({ sent: 1 })
    const [received] = ses.received
    expect(received?.to).toBe('platform@example.com')
    expect(received?.mail.subject).toBe('Due today: Alert on certificates 1')
    const text = received?.mail.text ?? ''
    for (const part of ['Platform', 'Friday', '20 November 2026', '172 days', `/desk/#/actions/${id(1)}`]) {
      expect(text).toContain(part)
    }
    const [mail] = await queued()
    expect(received?.raw).toContain(`/api/unsubscribe/${mail?.unsubscribeId ?? 'none'}`)
    expect(await itemsOf(world.client, 'people')).toContainEqual(
      expect.objectContaining({ pk: 'unsubscribe', sk: mail?.unsubscribeId, email: 'platform@example.com' }),
    )
  })

  test('does not go to a suppressed address', async () => {
    await action(1, '2026-11-20')
    await putItem(world.client, { pk: 'stop', sk: 'platform@example.com', reason: 'unsubscribed' })
    await remind('2026-11-20T09:05:00Z')
    expect((await runOnce(world.client, ses.post, morning)).settled).toMatchObject({ sent: 0, stopped: 1 })
  })
})
