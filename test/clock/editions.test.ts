import { beforeEach, describe, expect, test } from 'vitest'
import { tellEditions } from '../../functions/clock/editions.ts'
import { toldEditionsStore } from '../../functions/clock/editions-store.ts'
import { toldMailSchema } from '../../functions/domain/mail/told.ts'
import { planFrom } from '../../functions/domain/survey/pulse-calendar.ts'
import { pulsePlanInputSchema } from '../../functions/domain/survey/pulse-plan.ts'
import type { Calendar } from '../../functions/domain/time/calendar.ts'
import { dayMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { noon } from '../caller.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { pulsePlanKey } from '../keys.ts'
import { learning } from '../learning/setup.ts'
import { mailsIn, mailTables, ownSes, putItem, runOnce } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables } from '../survey.ts'

const world = ownDatabase()
const ses = ownSes()
const input = {
  zone: 'Europe/Berlin',
  opens: { month: 3, week: 1, weekday: 2, time: '09:00' },
  openDays: 10,
  leaders: ['lee@example.com', 'mia@example.com'],
  version: 0,
}
beforeEach(async () => {
  await emptyTables(world.client, ...mailTables)
  await emptyTables(world.client, 'learning', 'trace')
  ses.reset()
  const plan = planFrom(pulsePlanInputSchema.parse(input), null, '2026-01-01T00:00:00.000Z')
  await putItem(world.client, { ...pulsePlanKey, ...plan })
})

const tell = (now: string, client = world.client) =>
  tellEditions(toldEditionsStore({ ...testTables, documents: withinGrants(client, 'clock') }), now)
const told = async () =>
  (await mailsIn(world.client))
    .map(mail => toldMailSchema.parse(mail))
    .map(({ to, told }) => `${to} ${told.kind === 'edition' ? told.number : told.kind}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
const call = (path: string, body?: object, calendar?: Calendar) =>
  learning(world.client, calendar).call(path, { at: noon, body })
const at = '/api/learning-reviews/2026-Q3'
const publish = () => call(`POST ${at}/publish`)
const everybody = (...numbers: number[]) =>
  ['lee', 'mia'].flatMap(name => numbers.map(number => `${name}@example.com ${number}`))

describe('leadership is told of an edition', () => {
  test('once, each for themselves, however often the clock looks', async () => {
    await tell(noon)
    expect(await told()).toStrictEqual([])
    await publish()
    for (let day = 0; day < 40; day += 1) await tell(plus(noon, day * dayMilliseconds))
    expect(await told()).toStrictEqual(everybody(1))
  })

  test('and again of the next one, with what is new, in words that lead to both pages', async () => {
    await publish()
    await tell(noon)
    await call(`PUT ${at}/notes/patterns`, { text: 'Ask about the pool.', version: 0 })
    await call(`POST ${at}/editions`, { reason: 'The notes\r\nBcc: eve@example.com' })
    await tell(plus(noon, 60_000))
    expect(await told()).toStrictEqual(everybody(1, 2))
    await runOnce(world.client, ses.post, plus(noon, dayMilliseconds))
    const second = ses.received.find(({ mail }) => mail.subject?.startsWith('Edition 2'))
    const text = String(second?.mail.text)
    expect(text).toContain('/learning-review/#2026-Q3')
    expect(text).toContain('/quarter/#2026-Q3')
    expect(text.replaceAll(/\s+/g, ' ')).toContain('The notes Bcc: eve@example.com')
  })

  test('by the name that its quarter has in a year that begins in another month', async () => {
    await call('POST /api/learning-reviews/2027-Q2/publish', undefined, { zone: 'UTC', yearStartsIn: 2 })
    await tell(noon)
    await runOnce(world.client, ses.post, plus(noon, dayMilliseconds))
    const [first] = ses.received
    expect(first?.mail.subject).toBe('The learning review of Q2 FY2027 is published')
    expect(String(first?.mail.text)).toContain('/quarter/#2027-Q2')
  })

  test('nobody of one that was taken back first, or that was published before this was mailed', async () => {
    await publish()
    await tell(plus(noon, 8 * dayMilliseconds))
    await call(`POST ${at}/editions/1/take-back`, { reason: 'A drill was counted.' })
    await tell(noon)
    expect(await told()).toStrictEqual([])
  })

  test.each(['before', 'after'] as const)(
    'wherever a run is cut off, nobody is left out or told twice: %s',
    async when => {
      await publish()
      for (let calls = 0, cut = true; cut; calls += 1) {
        const cutting = cutOff(world.client, calls, when)
        await tell(plus(noon, calls * 60_000), cutting.client).catch(() => undefined)
        cut = cutting.cut()
      }
      await tell(plus(noon, dayMilliseconds))
      expect(await told()).toStrictEqual(everybody(1))
    },
  )
})
