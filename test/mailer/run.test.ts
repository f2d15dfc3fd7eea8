import { beforeEach, describe, expect, test } from 'vitest'
import type { SesCall } from '../../functions/aws/ses-service.ts'
import { dayMilliseconds, hourMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { parseFragment } from '../../functions/domain/ballot/link.ts'
import { leaseMilliseconds } from '../../functions/domain/mail/mail.ts'
import { retryMilliseconds } from '../../functions/mailer/run.ts'
import { invitationToken, namesKey, slotOf } from '../../functions/protocol/token.ts'
import { emptyTables, itemsOf, putSurvey } from '../survey.ts'
import {
  mailTables,
  linkKey,
  mailItem,
  mailsIn,
  now,
  openSurvey,
  putItem,
  queueMails,
  runOnce,
  siteUrl,
  ownSes,
  surveyId,
} from './world.ts'
import { ownDatabase } from '../own.ts'

const world = ownDatabase()
const ses = ownSes()
beforeEach(async () => {
  await emptyTables(world.client, ...mailTables)
  ses.reset()
})

const run = (at = now, changes: Parameters<typeof runOnce>[3] = {}) => runOnce(world.client, ses.post, at, changes)
const outcomes = async () => (await mailsIn(world.client)).map(mail => mail['outcome'])
const only = () => {
  const [mail] = ses.received
  if (!mail || ses.received.length !== 1) throw new Error(`${ses.received.length} mails`)
  return mail
}
const tokenOf = (index: number) => invitationToken(linkKey, surveyId, `inv_${String(index).padStart(16, '0')}`)

describe('an invitation', () => {
  test('carries the link of its slot, which exists before the mail does', async () => {
    await queueMails(world.client, 3)
    const slotsAtSend: number[] = []
    const post = {
      ...ses.post,
      send: async (to: string, message: Buffer) => {
        const token = tokenOf(Number(/\d+/.exec(to)?.[0]))
        slotsAtSend.push((await itemsOf(world.client, 'slots')).filter(({ slot }) => slot === slotOf(token)).length)
        return ses.post.send(to, message)
      },
    }
    const { settled } = await run(now, { post })
    expect(settled).toEqual({ sent: 3, stopped: 0, expired: 0, rejected: 0 })
    expect(slotsAtSend).toEqual([1, 1, 1])
    for (const { to, mail } of ses.received) {
      const [url = ''] = /https:\S+#\S+/.exec(mail.text ?? '') ?? []
      expect(url.startsWith(`${siteUrl}/answer/pre-meeting-1/#`)).toBe(true)
      expect(mail.html).toContain(url)
      expect(parseFragment(url.slice(url.indexOf('#')))).toEqual({
        surveyId,
        cohort: 'all',
        token: tokenOf(Number(/\d+/.exec(to)?.[0])),
        keysHash: 'K'.repeat(43),
        namesKey: namesKey(linkKey, surveyId),
      })
    }
    expect(await outcomes()).toEqual(['sent', 'sent', 'sent'])
    expect((await mailsIn(world.client)).some(mail => 'queue' in mail)).toBe(false)
    expect((await itemsOf(world.client, 'slots')).map(({ cohort }) => cohort)).toEqual(['all', 'all', 'all'])
  })

  test('can be stopped in one click (RFC 8058), and says that a program made it', async () => {
    await queueMails(world.client, 1)
    await run()
    const header = (name: string) => only().mail.headers.find(({ key }) => key === name)?.value
    expect(header('list-unsubscribe')).toBe(`<${siteUrl}/api/unsubscribe/unsubscribe-id-0>`)
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(header('auto-submitted')).toBe('auto-generated')
    expect(header('date')).toBe('Mon, 02 Nov 2026 09:00:00 +0000')
    expect(only().mail.text).toContain(`${siteUrl}/api/unsubscribe/unsubscribe-id-0`)
  })

  test('comes from the person who asks, who gets the replies, and from the address that may send', async () => {
    await putSurvey(world.client, openSurvey())
    const asker = { name: 'Ingrid Solheim', email: 'ingrid@example.com', readers: ['Ingrid Solheim'] }
    await putItem(world.client, mailItem(0, { asker, name: 'Hannah Vögel' }))
    await run()
    const { mail, raw } = only()
    expect(mail.from).toEqual({ name: 'Ingrid Solheim through Murmur', address: 'murmur@example.org' })
    expect(mail.replyTo).toEqual([{ name: 'Ingrid Solheim', address: 'ingrid@example.com' }])
    expect(raw).not.toMatch(/<img|utm_/i)
  })

  test('has its link whole on a line of its own, even where the text is encoded', async () => {
    await putSurvey(world.client, openSurvey())
    await putItem(world.client, mailItem(0, { name: 'Hannah Vögel 東京' }))
    await run()
    const { mail, raw } = only()
    expect(raw).toContain('quoted-printable')
    const lines = (mail.text ?? '').split(/\r?\n/)
    const link = lines.find(line => line.startsWith(`${siteUrl}/answer/`)) ?? ''
    expect(parseFragment(link.slice(link.indexOf('#')))?.token).toBe(tokenOf(0))
    expect(link.length).toBeGreaterThan(76)
  })

  test('brings the meeting into the calendar; a move raises it, a cancellation takes it out', async () => {
    const survey = openSurvey({ reviewVersion: 4, meetingMinutes: 45 })
    await putSurvey(world.client, survey)
    const asker = { name: 'Ingrid Solheim', email: 'ingrid@example.com', readers: [] }
    for (const [index, kind] of ['invitation', 'moved', 'cancelled', 'reminder', 'later'].entries()) {
      await putItem(world.client, mailItem(index, { kind, asker }))
    }
    await run()
    const entries = ses.received.map(({ to, mail, raw }) => {
      const part = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar')
      const { content } = part ?? { content: '' }
      const text = typeof content === 'string' ? content : new TextDecoder().decode(content)
      return { to, text: text.replaceAll('\r\n ', ''), method: /calendar; method=(\w+)/.exec(raw)?.[1] }
    })
    const of = (index: number) => entries.find(({ to }) => to === `person${index}@example.com`)
    for (const index of [0, 1]) expect(of(index)?.method).toBe('REQUEST')
    expect(of(2)?.method).toBe('CANCEL')
    for (const index of [3, 4]) expect(of(index)?.method).toBeUndefined()
    expect(of(1)?.text).toContain('SEQUENCE:4')
    expect(of(1)?.text).toContain(`UID:${survey.reviewId}@murmur.invalid`)
    expect(of(1)?.text).toContain('DTSTART:20261104T130000Z')
    expect(of(1)?.text).toContain('DTEND:20261104T134500Z')
    expect(entries.map(({ text }) => text).join()).not.toContain('/answer/')
  })

  test('sent a second time has the same link and leaves an issued slot issued', async () => {
    await queueMails(world.client, 1)
    const slot = { surveyId, slot: slotOf(tokenOf(0)), cohort: 'all', issued: 'D'.repeat(43) }
    await putItem(world.client, slot, 'slots')
    await putItem(world.client, mailItem(0, { kind: 'reminder' }))
    await run()
    const links = ses.received.map(({ mail }) => /https:\S+#\S+/.exec(mail.text ?? '')?.[0])
    expect(links).toHaveLength(2)
    expect(new Set(links).size).toBe(1)
    expect(await itemsOf(world.client, 'slots')).toEqual([slot])
  })

  test('that is not yet due is left alone', async () => {
    await putSurvey(world.client, openSurvey())
    await putItem(world.client, mailItem(0, { dueAt: plus(now, 1) }))
    await run()
    expect(ses.received).toHaveLength(0)
    expect((await mailsIn(world.client))[0]).toMatchObject({ queue: 'mail', attempts: 0 })
  })
})

describe('mail that is too late or unwanted', () => {
  test.each(['unsubscribed', 'bounced', 'complained'])('an address that %s gets none', async reason => {
    await queueMails(world.client, 2)
    await putItem(world.client, { pk: 'stop', sk: 'person0@example.com', reason })
    expect((await run()).settled).toMatchObject({ sent: 1, stopped: 1 })
    expect(only().to).toBe('person1@example.com')
  })

  test.each([
    ['at the close, though the row still says open', openSurvey(), '2026-11-04T12:00:00.000Z'],
    ['of a cancelled survey', openSurvey({ status: 'cancelled' }), now],
    [
      'that outlived its own retention',
      openSurvey({ closesAt: '2028-01-01T00:00:00.000Z' }),
      '2027-12-01T00:00:00.000Z',
    ],
  ])('an invitation %s expires, and leaves no slot', async (_title, survey, at) => {
    await putSurvey(world.client, survey)
    await putItem(world.client, mailItem(0))
    expect((await run(at)).settled).toMatchObject({ sent: 0, expired: 1 })
    expect(ses.received).toHaveLength(0)
    expect(await itemsOf(world.client, 'slots')).toEqual([])
  })

  test('an invitation whose link key is not there yet waits, and goes when it is', async () => {
    await queueMails(world.client, 1)
    await expect(run(now, { parameters: new Map() }).then(({ settled }) => settled)).rejects.toThrow('1 mails failed')
    expect(await mailsIn(world.client)).toMatchObject([{ queue: 'mail', reason: 'link_key_missing' }])
    expect((await run(plus(now, hourMilliseconds))).settled).toMatchObject({ sent: 1 })
    expect(await itemsOf(world.client, 'slots')).toHaveLength(1)
  })

  test('a second before the close it still goes', async () => {
    await queueMails(world.client, 1)
    expect((await run('2026-11-04T11:59:59.000Z')).settled).toMatchObject({ sent: 1 })
  })

  test('the close may also come in the middle of a run', async () => {
    await queueMails(world.client, 1)
    expect((await run('2026-11-04T11:59:40.000Z', { elapsed: () => 20_000 })).settled).toMatchObject({ expired: 1 })
  })

  test('a cancellation goes out after the survey is gone, and needs no key and no slot', async () => {
    await putSurvey(world.client, openSurvey({ status: 'cancelled' }))
    await putItem(world.client, mailItem(0, { kind: 'cancelled' }))
    await run('2026-11-05T09:00:00.000Z', { parameters: new Map() })
    expect(only().mail.subject).toBe('Review cancelled: Checkout returned errors')
    expect(only().raw).not.toContain('/answer/')
    expect(await itemsOf(world.client, 'slots')).toEqual([])
  })

  test('where a survey alone was cancelled, the meeting stays in the calendar and the mail says that it stands', async () => {
    await putSurvey(world.client, openSurvey({ status: 'cancelled', meetingStands: true }))
    await putItem(world.client, mailItem(0, { kind: 'cancelled' }))
    await run('2026-11-05T09:00:00.000Z', { parameters: new Map() })
    expect(only().mail.subject).toBe('Survey cancelled: Checkout returned errors')
    expect(only().mail.text).toContain('The meeting takes place as planned.')
    expect(only().raw).not.toContain('METHOD:CANCEL')
  })

  test('facilitators learn how many answered, with the agenda of their review', async () => {
    const filed = { run: 'run_aaaaaaaaaaaaaaaa', cast: 8, counted: 7, at: '2026-11-04T12:05:00.000Z' }
    await putSurvey(world.client, openSurvey({ status: 'harvested', filed }))
    const nobody = { invitationId: null, cohort: null, unsubscribeId: null }
    await putItem(world.client, mailItem(0, { kind: 'agenda-ready', to: 'fay@example.com', ...nobody }))
    await run('2026-11-04T12:10:00.000Z', { parameters: new Map() })
    expect(only().mail.text).toContain('7 of 12 answered')
    expect(only().mail.text).toContain(`${siteUrl}/desk/#/reviews/rev_aaaaaaaaaaaaaaaa`)
    expect(only().raw.toLowerCase()).not.toContain('list-unsubscribe')
  })

  test('after a pulse, results go out with a link that lets nobody answer, and leadership’s page beside the trend', async () => {
    const filed = { run: 'run_aaaaaaaaaaaaaaaa', cast: 8, counted: 7, at: '2026-11-04T12:05:00.000Z' }
    const pulse = {
      kind: 'pulse',
      instrument: 'pulse-2',
      title: 'Q4 2026',
      reviewId: null,
      meetingAt: null,
      startedAt: null,
    }
    await putSurvey(world.client, openSurvey({ ...pulse, status: 'harvested', filed }))
    await putItem(world.client, mailItem(0, { kind: 'results' }))
    const page = { safety: 'Six of seven feel safe.', participation: 'Seven of 12.', groups: null, asked: ['review'] }
    const nobody = { invitationId: null, cohort: null, unsubscribeId: null }
    await putItem(world.client, mailItem(1, { kind: 'quarter', to: 'lee@example.com', page, ...nobody }))
    await run('2026-11-04T12:10:00.000Z', { parameters: new Map() })
    const textTo = (to: string) => ses.received.find(each => each.to === to)?.mail.text ?? ''
    expect(textTo('person0@example.com')).toContain(`${siteUrl}/answer/pulse-2/#${surveyId}\n`)
    expect(parseFragment(`#${surveyId}`)).toBeNull()
    expect(textTo('lee@example.com')).toContain('Six of seven feel safe.')
    expect(textTo('lee@example.com')).toContain(`${siteUrl}/quarter/#`)
    expect(await itemsOf(world.client, 'slots')).toEqual([])
    expect(await outcomes()).toEqual(['sent', 'sent'])
  })
})

describe('what SES says', () => {
  test('in the sandbox nothing is sent and nothing is claimed', async () => {
    ses.reset({ sandbox: true })
    await queueMails(world.client, 2)
    expect((await run()).codes).toEqual({ ses_sandbox: 2 })
    expect(ses.received).toHaveLength(0)
    expect(await mailsIn(world.client)).toMatchObject([
      { queue: 'mail', attempts: 0 },
      { queue: 'mail', attempts: 0 },
    ])
  })

  test('a small quota outside the sandbox is kept to; the rest goes when there is more', async () => {
    ses.reset({ perSecond: 500, perDay: 3 })
    await queueMails(world.client, 5)
    expect((await run()).codes).toEqual({ mail_sent: 3, daily_quota_spent: 1 })
    expect((await mailsIn(world.client)).filter(mail => mail['attempts'] === 0)).toHaveLength(2)
    ses.set({ perDay: 100 })
    expect((await run(plus(now, 60_000))).settled).toMatchObject({ sent: 2 })
  })

  test('a quota that is just enough suffices, however many mails are under way at once', async () => {
    ses.reset({ perSecond: 500, perDay: 7 })
    await queueMails(world.client, 7)
    expect((await run()).codes).toEqual({ mail_sent: 7 })
  })

  test('a rejected address is finished, the others go on', async () => {
    ses.reset({ perSecond: 500, reject: ['person1@example.com'] })
    await queueMails(world.client, 3)
    expect((await run()).settled).toMatchObject({ sent: 2, rejected: 1 })
  })

  test('throttled mail is given back and goes in the next minute', async () => {
    await queueMails(world.client, 12)
    // The quota says 500, but only 5 are accepted: somebody else uses the account too.
    const quota = await ses.post.quota()
    ses.set({ perSecond: 5 })
    const first = await run(now, { post: { ...ses.post, quota: async () => quota } })
    expect(first.codes).toEqual({ mail_sent: 5, ses_throttled: 7 })
    expect((await mailsIn(world.client)).filter(mail => 'queue' in mail)).toHaveLength(7)
    ses.set({ perSecond: 500 })
    expect((await run(plus(now, 60_000))).settled).toMatchObject({ sent: 7 })
    expect(new Set(ses.received.map(({ to }) => to)).size).toBe(12)
  })

  test.each([
    ['rejected', 'person0@example.com', 0],
    ['sender-refused', 'murmur@example.org', 1],
  ])('a mail rejected for whom it names: %s', async (_outcome, named, waiting) => {
    const rejection = Object.assign(new Error(`Email address is not verified: ${named}`), { name: 'MessageRejected' })
    const { sesPost } = await import('../../functions/mailer/post-store.ts')
    const refusing: SesCall = async action => {
      if (action === 'SendRawEmail') throw rejection
      return { Max24HourSend: '1000', MaxSendRate: '10', SentLast24Hours: '0' }
    }
    await queueMails(world.client, 1)
    await run(now, { post: sesPost(refusing, { mailFrom: 'Murmur <murmur@example.org>', configurationSet: 'murmur' }) })
    expect((await mailsIn(world.client)).filter(mail => mail['queue'] === 'mail')).toHaveLength(waiting)
  })

  test('an error without a name leaves the mail waiting; it comes back after its wait, not before', async () => {
    await queueMails(world.client, 1)
    const broken = { ...ses.post, send: () => Promise.reject(new Error('socket hang up')) }
    await expect(run(now, { post: broken })).rejects.toThrow('1 mails failed')
    const wait = retryMilliseconds(1, dayMilliseconds)
    expect((await run(plus(now, wait - 1))).settled).toMatchObject({ sent: 0 })
    expect((await run(plus(now, wait))).settled).toMatchObject({ sent: 1 })
  })
})

test('a mail that failed waits longer each time, a quarter of an hour at most, and of what is left a quarter', () => {
  const minutes = (attempts: number, left: number): number => retryMilliseconds(attempts, left * 60_000) / 60_000
  expect([1, 2, 3, 4, 5, 60].map(attempts => minutes(attempts, 24 * 60))).toEqual([1.5, 3, 6, 12, 15, 15])
  expect(minutes(60, 40)).toBe(10)
  // With its lease still running nobody could claim it.
  expect([minutes(60, 4), minutes(60, 0), minutes(60, -5)]).toEqual([1.5, 1.5, 1.5])
})

test.each([
  ['asks for an answer waits for a quarter of the time until the close at most', 'invitation', 20, 5],
  ['follows the close waits as long as any other', 'results', -60, 15],
])('a mail that failed and %s', async (_which, kind, closesInMinutes, waits) => {
  const minutes = (count: number): string => plus(now, count * 60_000)
  await putSurvey(world.client, openSurvey({ closesAt: minutes(closesInMinutes) }))
  // A mail is kept for a month after the close.
  await putItem(world.client, mailItem(0, { kind, attempts: 9, unsent: 9 }))
  const broken = { ...ses.post, send: () => Promise.reject(new Error('socket hang up')) }
  await expect(run(now, { post: broken })).rejects.toThrow('1 mails failed')
  expect(await mailsIn(world.client)).toMatchObject([{ dueAt: minutes(waits) }])
})

test('two runs at once send each mail once', async () => {
  await queueMails(world.client, 20)
  const both = await Promise.all([run(), run()])
  expect(both[0].settled.sent + both[1].settled.sent).toBe(20)
  expect(new Set(ses.received.map(({ to }) => to)).size).toBe(20)
  expect(ses.received).toHaveLength(20)
})

test('a run out of time claims nothing more and leaves unsent mails to the lease', async () => {
  await queueMails(world.client, 3)
  await run(now, { elapsed: () => 50_000 })
  expect((await mailsIn(world.client)).map(mail => mail['attempts'])).toEqual([0, 0, 0])
  let calls = 0
  await run(now, { elapsed: () => (calls++ < 12 ? 0 : 55_000) })
  expect(ses.received.length).toBeLessThan(3)
  await run(plus(now, 200_000))
  expect(await outcomes()).toEqual(['sent', 'sent', 'sent'])
})

test('mails filling more than a page are all sent in one run', async () => {
  await queueMails(world.client, 130)
  // Thirty a page and ten under way. On a busy machine more would wait for each other until requests time out.
  const quota = async () => ({ ...(await ses.post.quota()), perSecond: 30 })
  expect((await run(now, { post: { ...ses.post, quota } })).settled).toMatchObject({ sent: 130 })
  expect(new Set(ses.received.map(({ to }) => to)).size).toBe(130)
})

test('an item that is not a mail, and an address that would break a header, are finished and hold up nothing', async () => {
  await queueMails(world.client, 1)
  await putItem(world.client, mailItem(1, { kind: 'greeting' }))
  await putItem(world.client, mailItem(2, { to: 'a@example.com,b@example.com' }))
  const { settled, codes } = await run()
  expect(settled).toMatchObject({ sent: 1, rejected: 2 })
  expect(codes).toMatchObject({ mail_malformed: 2 })
})

test.each(['', undefined])('a mail to nobody (%j) is finished, and stops nobody else’s', async to => {
  await queueMails(world.client, 2)
  const { to: _to, ...nobody } = mailItem(9)
  await putItem(world.client, { ...nobody, ...(to === undefined ? {} : { to }) })
  expect((await run()).settled).toMatchObject({ sent: 2, rejected: 1 })
})

test.each(['many', null, {}])(
  'a mail whose attempts are no number (%j) is finished, and fails no run',
  async attempts => {
    await queueMails(world.client, 1)
    await putItem(world.client, mailItem(9, { attempts }))
    const { settled, codes } = await run()
    expect(settled).toMatchObject({ sent: 1, rejected: 1 })
    expect(codes).toMatchObject({ mail_malformed: 1 })
    expect((await run()).settled).toMatchObject({ sent: 0, rejected: 0 })
  },
)

test('whoever was withdrawn since gets nothing that was queued for them, letters included', async () => {
  await putSurvey(world.client, openSurvey())
  const invitationId = 'inv_0000000000000000'
  const { surveyId: _survey, kind: _kind, invitationId: _id, cohort: _cohort, ...told } = mailItem(0)
  const handed = {
    kind: 'handed-over',
    reviewId: 'rev_aaaaaaaaaaaaaaaa',
    title: 'Checkout outage',
    meetingAt: null,
    leader: 'Bo',
    by: 'Ann',
    as: 'leader',
    readers: [],
    reader: 'invited',
  }
  const sk = `handed-over#1#${invitationId}`
  await putItem(world.client, { ...told, sk, told: handed })
  await putItem(world.client, { ...told, sk: 'handed-over#1#inv_0000000000000001', told: handed })
  const withdrawn = [{ invitationId, at: now }]
  const changes = { surveyId, version: 1, withdrawn, since: [], expiresAtSeconds: 1_900_000_000 }
  await putItem(world.client, { pk: `changes#${surveyId}`, sk: 'list', ...changes })
  expect((await run()).settled).toMatchObject({ sent: 1, stopped: 1 })
})

test('a run that begins two minutes late holds what it claims until it must have ended', () => {
  expect(leaseMilliseconds).toBeGreaterThanOrEqual(120_000 + 60_000)
})
