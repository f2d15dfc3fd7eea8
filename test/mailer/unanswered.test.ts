import { beforeEach, describe, expect, test } from 'vitest'
import type { SesCall } from '../../functions/aws/ses-service.ts'
import { ServiceError } from '../../functions/aws/signed-requests.ts'
import { hourMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { type Outcome, type Post, sesPost } from '../../functions/mailer/post-store.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables } from '../survey.ts'
import { mailFrom, mailTables, mailsIn, now, ownSes, queueMails, runOnce } from './world.ts'

const world = ownDatabase()
const ses = ownSes()
beforeEach(async () => {
  await emptyTables(world.client, ...mailTables)
  ses.reset()
})

const run = (at = now, changes: Parameters<typeof runOnce>[3] = {}) => runOnce(world.client, ses.post, at, changes)

describe('a mail that SES takes without an answer', () => {
  /** Every run after the last one's lease, ten of them. */
  const tenRuns = async (post: Post): Promise<Record<string, number>> => {
    const codes: Record<string, number> = {}
    for (let at = 0; at < 10; at += 1) {
      const report = (code: string, count: number): void => void (codes[code] = (codes[code] ?? 0) + count)
      await run(plus(now, at * 2 * hourMilliseconds), { post, report }).catch(() => {})
    }
    return codes
  }

  test('goes out twice and no third time; it is set aside with its reason, and somebody is told', async () => {
    await queueMails(world.client, 1)
    const silent = async (to: string, message: Buffer): Promise<Outcome> => {
      await ses.post.send(to, message)
      return 'unknown'
    }
    expect(await tenRuns({ ...ses.post, send: silent })).toMatchObject({ mail_unanswered: 2, mail_unsure: 1 })
    expect(ses.received).toHaveLength(2)
    expect(await mailsIn(world.client)).toMatchObject([{ outcome: 'rejected', reason: 'reply_lost' }])
  })

  test('is no mail that SES refused for now, or that never got there: those are tried until the survey closes', async () => {
    await queueMails(world.client, 1)
    const throttled = { ...ses.post, send: async (): Promise<Outcome> => 'throttled' }
    const away = { ...ses.post, send: () => Promise.reject(new Error('ECONNREFUSED')) }
    expect(await tenRuns(throttled)).toEqual({ ses_throttled: 10 })
    expect(await tenRuns(away)).not.toHaveProperty('mail_unsure')
    expect((await run(plus(now, 21 * hourMilliseconds))).settled).toMatchObject({ sent: 1 })
    expect(ses.received).toHaveLength(1)
  })

  test('nor one that its run had no more time for', async () => {
    await queueMails(world.client, 1)
    for (let at = 0; at < 5; at += 1) {
      let spent = 0
      const turn = async () => {
        spent = 55_000
        return () => {}
      }
      const pacer = { setRate: () => {}, slowDown: () => {}, turn }
      await run(plus(now, at * hourMilliseconds), { elapsed: () => spent, pacer })
    }
    const [mail] = await mailsIn(world.client)
    expect(mail).toMatchObject({ queue: 'mail', attempts: 5, unsent: 5 })
  })

  test.each([
    ['a connection that breaks after it', { code: 'ECONNRESET' }, 'unknown'],
    ['a time that runs out', { name: 'TimeoutError', message: 'Request timed out' }, 'unknown'],
    ['nobody there', { code: 'ECONNREFUSED' }, null],
    ['no connection in time', { name: 'TimeoutError', message: 'the socket did not establish a connection' }, null],
    ['a name that is not found', { code: 'ENOTFOUND' }, null],
  ])('is told from one that was not taken: %s', async (_, parts, outcome) => {
    const failing: SesCall = () => Promise.reject(Object.assign(new Error('failed'), parts))
    const { send } = sesPost(failing, { mailFrom, configurationSet: 'murmur' })
    expect(await send('a@example.com', Buffer.from('')).catch(() => null)).toBe(outcome)
  })

  test('an error that SES answers with is none', async () => {
    const failing: SesCall = () => Promise.reject(new ServiceError('InternalFailure', 500))
    const { send } = sesPost(failing, { mailFrom, configurationSet: 'murmur' })
    await expect(send('a@example.com', Buffer.from(''))).rejects.toThrow()
  })
})
