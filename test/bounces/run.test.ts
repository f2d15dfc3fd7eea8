import { beforeEach, describe, expect, test } from 'vitest'
import { stopReported } from '../../functions/bounces/run.ts'
import { bounceStore } from '../../functions/bounces/store.ts'
import { snsEvent } from '../../infra/local/emulators/ses.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { mailTables, putItem } from '../mailer/world.ts'
import { emptyTables, itemsOf } from '../survey.ts'
import { ownDatabase } from '../own.ts'

const world = ownDatabase()
beforeEach(() => emptyTables(world.client, ...mailTables))

const sns = (...messages: unknown[]) => ({
  Records: messages.map(message => ({
    Sns: { Message: typeof message === 'string' ? message : JSON.stringify(message) },
  })),
})
const bounce = (bounceType: string, ...addresses: string[]) => ({
  bounce: { bounceType, bouncedRecipients: addresses.map(emailAddress => ({ emailAddress })) },
})
const complaint = (address: string, complaintFeedbackType?: string) => ({
  eventType: 'Complaint',
  complaint: { complainedRecipients: [{ emailAddress: address }], complaintFeedbackType },
})
const published = (address: string) => ({ eventType: 'Bounce', ...bounce('Permanent', address) })

const report = async (event: unknown) => {
  const codes: string[] = []
  const store = bounceStore({ ...testTables, documents: withinGrants(world.client, 'bounces') })
  await stopReported(store, event, code => codes.push(code))
  const stops = (await itemsOf(world.client, 'people')).map(({ pk, sk, reason }) => [pk, sk, reason])
  return { codes, stops }
}

describe('what stops mail', () => {
  test.each([
    ['a permanent bounce, published', published('ada@example.com'), 'bounced'],
    [
      'a permanent bounce, as a notification',
      { notificationType: 'Bounce', ...bounce('Permanent', 'ada@example.com') },
      'bounced',
    ],
    ['a bounce with a name around the address', published('Ada <ADA@Example.com>'), 'bounced'],
    ['a complaint', complaint('ada@example.com', 'abuse'), 'complained'],
    ['a complaint that says no more', complaint('ada@example.com'), 'complained'],
  ])('%s', async (_title, message, reason) => {
    expect(await report(sns(message))).toEqual({ codes: [], stops: [['stop', 'ada@example.com', reason]] })
  })

  test('what the local world sends', async () => {
    const about = { messageId: '1', at: '2026-11-02T09:00:00.000Z' }
    await report(snsEvent({ eventType: 'Bounce', address: 'ada@example.com', ...about }))
    const { stops } = await report(snsEvent({ eventType: 'Complaint', address: 'bo@example.com', ...about }))
    expect(stops.toSorted(([, a], [, b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ['stop', 'ada@example.com', 'bounced'],
      ['stop', 'bo@example.com', 'complained'],
    ])
  })

  test('every address in every record', async () => {
    const two = { eventType: 'Bounce', ...bounce('Permanent', 'ada@example.com', 'bo@example.com') }
    expect((await report(sns(two, complaint('cy@example.com')))).stops).toHaveLength(3)
  })
})

describe('what does not', () => {
  test.each([
    ['a transient bounce', { eventType: 'Bounce', ...bounce('Transient', 'ada@example.com') }],
    ['an undetermined bounce', { eventType: 'Bounce', ...bounce('Undetermined', 'ada@example.com') }],
    ['a complaint taken back', complaint('ada@example.com', 'not-spam')],
    ['a delivery', { eventType: 'Delivery', delivery: {} }],
  ])('%s', async (_title, message) => {
    expect(await report(sns(message))).toEqual({ codes: [], stops: [] })
  })

  test.each([
    ['no SNS event', { records: [] }],
    ['no JSON', sns('{')],
    ['no event of SES', sns({ hello: 'world' })],
    ['a bounce of nobody', sns({ eventType: 'Bounce' })],
    ['a bounce of what is no address', sns(published('nobody'))],
  ])('%s: it is reported by a code, and does not come again', async (_title, event) => {
    expect(await report(event)).toEqual({ codes: ['event_malformed'], stops: [] })
  })

  test('a malformed record does not hold up the next one', async () => {
    const { codes, stops } = await report(sns('{', published('ada@example.com')))
    expect(codes).toEqual(['event_malformed'])
    expect(stops).toHaveLength(1)
  })
})

describe('which reason is kept', () => {
  test.each([
    ['bounced', published('ada@example.com'), 'bounced'],
    ['unsubscribed', published('ada@example.com'), 'bounced'],
    ['complained', published('ada@example.com'), 'complained'],
    ['bounced', complaint('ada@example.com'), 'complained'],
    ['unsubscribed', complaint('ada@example.com'), 'complained'],
  ])('%s before', async (before, message, after) => {
    await putItem(world.client, { pk: 'stop', sk: 'ada@example.com', reason: before })
    await report(sns(message))
    expect((await report(sns(message))).stops).toEqual([['stop', 'ada@example.com', after]])
  })
})

describe('what is noted beside it', () => {
  const stored = async () =>
    (await itemsOf(world.client, 'people')).map(({ sk, at, why, byPerson }) => ({ sk, at, why, byPerson }))

  test('a bounce keeps the person’s own stop, however often it comes', async () => {
    await putItem(world.client, { pk: 'stop', sk: 'ada@example.com', reason: 'unsubscribed' })
    for (let time = 0; time < 3; time += 1) await report(sns(published('ada@example.com')))
    expect(await stored()).toMatchObject([{ sk: 'ada@example.com', byPerson: true }])
  })

  test('of what came back for now the latest is kept, in whichever order it is told', async () => {
    const at = (timestamp: string, subType: string) => ({
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Transient',
        bounceSubType: subType,
        timestamp,
        bouncedRecipients: [{ emailAddress: 'ada@example.com' }],
      },
    })
    await report(sns(at('2026-11-02T09:05:00.000Z', 'MailboxFull')))
    await report(sns(at('2026-11-02T09:00:00.000Z', 'ContentRejected')))
    expect(await stored()).toMatchObject([{ at: '2026-11-02T09:05:00.000Z', why: 'mailbox-full' }])
    await report(sns(at('2026-11-02T09:10:00.000Z', 'ContentRejected')))
    expect(await stored()).toMatchObject([{ at: '2026-11-02T09:10:00.000Z', why: 'refused' }])
  })
})

test.each([[null], ['text'], [{}], [{ emailAddress: 7 }], [{ emailAddress: 'bo@example.com', status: 5 }]])(
  'an odd recipient keeps nobody else’s report from being noted: %j',
  async odd => {
    const bounced = { bounceType: 'Permanent', bouncedRecipients: [odd, { emailAddress: 'ada@example.com' }] }
    const { stops } = await report(sns({ eventType: 'Bounce', bounce: bounced }))
    expect(stops).toContainEqual(['stop', 'ada@example.com', 'bounced'])
    await emptyTables(world.client, ...mailTables)
    const complained = { complainedRecipients: [odd, { emailAddress: 'ada@example.com' }] }
    const second = await report(sns({ eventType: 'Complaint', complaint: complained }))
    expect(second.stops).toContainEqual(['stop', 'ada@example.com', 'complained'])
  },
)

test('if the store fails, SNS sends the event again', async () => {
  const store = { noteReturn: async () => {}, stopMail: () => Promise.reject(new Error('down')) }
  await expect(stopReported(store, sns(published('ada@example.com')), () => {})).rejects.toThrow('down')
})
