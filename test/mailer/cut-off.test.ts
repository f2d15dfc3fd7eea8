import { beforeEach, expect, test } from 'vitest'
import { plus } from '../../functions/domain/time/instants.ts'
import { leaseMilliseconds } from '../../functions/domain/mail/mail.ts'
import { slotOf } from '../../functions/protocol/token.ts'
import { CutOff, cutOff } from '../dynamodb.ts'
import { emptyTables, itemsOf } from '../survey.ts'
import { mailTables, mailsIn, now, queueMails, runOnce, ownSes } from './world.ts'
import { ownDatabase } from '../own.ts'

const mails = 3
const world = ownDatabase()
const ses = ownSes()
beforeEach(() => emptyTables(world.client, ...mailTables))

/** The run after the lease of the interrupted one. */
const runAgain = () => runOnce(world.client, ses.post, plus(now, leaseMilliseconds))

const expectEveryMailOnceOrTwice = async () => {
  const times = new Map<string, number>()
  for (const { to, mail } of ses.received) {
    times.set(to, (times.get(to) ?? 0) + 1)
    const token = /#srv_\w+\.all\.([\w-]{43})\./.exec(mail.text ?? '')?.[1] ?? ''
    expect((await itemsOf(world.client, 'slots')).map(({ slot }) => slot)).toContain(slotOf(token))
  }
  expect(times.size).toBe(mails)
  expect(Math.max(...times.values())).toBeLessThanOrEqual(2)
  expect(await itemsOf(world.client, 'slots')).toHaveLength(mails)
  for (const mail of await mailsIn(world.client)) {
    expect(mail['outcome']).toBe('sent')
    expect(mail).not.toHaveProperty('queue')
  }
}

test.each(['before', 'after'] as const)(
  'killed %s any call to the store and run again, every mail has gone out, at most twice',
  async when => {
    for (let calls = 0; ; calls += 1) {
      await emptyTables(world.client, ...mailTables)
      await queueMails(world.client, mails)
      ses.reset()
      const { client, cut } = cutOff(world.client, calls, when)
      await runOnce(client, ses.post, now).catch(() => {})
      if (!cut()) {
        // Query, suppression entries, survey, and three writes for each mail. With fewer calls nothing would have been
        // cut.
        expect(calls).toBeGreaterThanOrEqual(3 + 3 * mails)
        break
      }
      await runAgain()
      await expectEveryMailOnceOrTwice()
    }
  },
)

test.each(['before', 'after'] as const)(
  'killed %s any call to SES and run again, every mail has gone out, at most twice',
  async when => {
    for (let calls = 0; calls < mails; calls += 1) {
      await emptyTables(world.client, ...mailTables)
      await queueMails(world.client, mails)
      ses.reset()
      let seen = 0
      const send = async (to: string, message: Buffer) => {
        seen += 1
        if (seen <= calls) return ses.post.send(to, message)
        if (when === 'after' && seen === calls + 1) await ses.post.send(to, message)
        throw new CutOff()
      }
      await expect(runOnce(world.client, { ...ses.post, send }, now)).rejects.toThrow()
      await runAgain()
      await expectEveryMailOnceOrTwice()
    }
  },
)

test('killed when it reads the quota or the key, it has claimed nothing that does not come back', async () => {
  await queueMails(world.client, mails)
  ses.reset()
  const quota = () => Promise.reject(new CutOff())
  await expect(runOnce(world.client, { ...ses.post, quota }, now)).rejects.toThrow()
  const before = () => {
    throw new CutOff()
  }
  await expect(runOnce(world.client, ses.post, now, { before })).rejects.toThrow()
  expect(ses.received).toHaveLength(0)
  await runAgain()
  await expectEveryMailOnceOrTwice()
})
