import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { putAll } from '../../functions/aws/documents.ts'
import { keysThatExist } from '../../functions/aws/keys.ts'
import { checkHealth } from '../../functions/clock/health.ts'
import { healthStore } from '../../functions/clock/health-store.ts'
import { clockKeys } from '../../functions/clock/keys.ts'
import { runClock } from '../../functions/clock/run.ts'
import { clockStore } from '../../functions/clock/store.ts'
import type { Ailment, Health } from '../../functions/domain/survey/health.ts'
import { shownHealth } from '../../functions/domain/survey/health.ts'
import type { Survey } from '../../functions/domain/survey/survey.ts'
import { surveySchema } from '../../functions/domain/survey/survey.ts'
import { dayMilliseconds, hourMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { surveyHealth } from '../../functions/records/health.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import {
  closesAt,
  emptyTables,
  itemsOf,
  opensAt,
  putPeople,
  putReview,
  putSurvey,
  reviewRow,
  surveyRow,
} from '../survey.ts'

const surveyId = 'srv_aaaaaaaaaaaaaaaa'
const invited = 5
const world = ownDatabase()
let parameters: Map<string, string>
let lines: Record<string, unknown>[]
let asked: string[]
/** What the parts that are looked at answer in place of what they would. */
let broken: { keys?: boolean; mail?: boolean; rowOf?: string }

const minutes = (count: number): number => count * minuteMilliseconds

beforeEach(async () => {
  await emptyTables(world.client, 'people', 'surveys')
  parameters = new Map()
  ;[lines, asked, broken] = [[], [], {}]
  await putReview(world.client, reviewRow())
  await putPeople(world.client, surveyId, invited)
  await putSurvey(world.client, surveyRow())
  await runClock(
    {
      store: clockStore({ ...testTables, documents: world.client }),
      keys: clockKeys(testParameters(parameters).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
      startHarvest: async () => {},
      remaining: () => 50_000,
      report: () => {},
    },
    opensAt,
  )
})

const unreachable = (): never => {
  throw Object.assign(new Error('no answer'), { name: 'TimeoutError' })
}

const check = (now: string) => {
  const documents = withinGrants(world.client, 'clock')
  const store = healthStore({ ...testTables, documents })
  const { client } = testParameters(parameters, () => asked.push('describe'))
  return checkHealth(
    {
      store: {
        ...store,
        waitingMails: until => (broken.mail ? unreachable() : store.waitingMails(until)),
        saveHealth: async health => (broken.rowOf === health.surveyId ? unreachable() : store.saveHealth(health)),
      },
      keysThatExist: async keys => (broken.keys ? unreachable() : keysThatExist(client, '/murmur', keys)),
      report: (event, fields) => lines.push({ event, ...fields }),
    },
    now,
  )
}

const row = async (): Promise<Survey> => {
  const found = (await itemsOf(world.client, 'surveys')).find(({ pk }) => pk === 'survey')
  return surveySchema.parse(found)
}
const stored = async (): Promise<Health | null> => {
  const found = (await itemsOf(world.client, 'surveys')).find(({ pk }) => pk === 'health')
  return found ? surveyHealth.schema.parse(found) : null
}
const rowsOfHealth = async (): Promise<string[]> =>
  (await itemsOf(world.client, 'surveys')).filter(({ pk }) => pk === 'health').map(({ sk }) => String(sk))
const emptyHealth = async (): Promise<void> => {
  for (const sk of await rowsOfHealth())
    await world.client.send(new DeleteCommand({ TableName: 'surveys', Key: { pk: 'health', sk } }))
}
const shown = async (now: string) => shownHealth(await row(), await stored(), now)
const ailing = async (now: string): Promise<Ailment[]> => ((await shown(now))?.findings ?? []).map(one => one.ailment)

/** As it is looked at minute by minute. */
const checked = async (from: string, count: number): Promise<string> => {
  for (let minute = 0; minute < count; minute += 1) await check(plus(from, minutes(minute)))
  return plus(from, minutes(count - 1))
}

const changeMails = async (changes: Record<string, unknown>): Promise<void> => {
  for (const item of await itemsOf(world.client, 'people')) {
    if (item['queue'] !== 'mail') continue
    await world.client.send(new PutCommand({ TableName: 'people', Item: { ...item, ...changes } }))
  }
}

/** All that was queued has gone. */
const mailed = () => changeMails({ queue: 'gone', outcome: 'sent' })

const destroy = (keyClass: string): void => {
  for (const name of parameters.keys()) if (name.includes(`/${keyClass}/`)) parameters.delete(name)
}

const soon = plus(opensAt, minutes(10))

test('a survey that is well has no row and no line, and costs as many calls however often it is looked at', async () => {
  await mailed()
  const now = await checked(soon, 3)
  expect(await stored()).toBeNull()
  expect(await shown(now)).toBeNull()
  expect(lines).toEqual([])
  // Two of its three keys come with each answer of this store.
  expect(asked).toHaveLength(3 * 2)
})

test.each(['link', 'sign', 'seal'] as const)(
  'a %s key that was deleted by hand is told as soon as it cannot merely be listed late',
  async keyClass => {
    await mailed()
    destroy(keyClass)
    await check(soon)
    // It may be listed late.
    expect(await ailing(soon)).toEqual([])
    const now = await checked(plus(soon, minutes(1)), 3)
    expect(await ailing(now)).toEqual([`${keyClass}_key_missing`])
    expect((await shown(now))?.findings[0]).toMatchObject({ since: soon, count: 1, remedies: ['cancel', 'operator'] })
    expect(lines).toContainEqual({ event: 'survey_ill', surveyId, code: `${keyClass}_key_missing`, count: 1 })
  },
)

test('a key that is listed again was only late: its row goes', async () => {
  await mailed()
  const before = new Map(parameters)
  destroy('seal')
  await check(soon)
  for (const [name, value] of before) parameters.set(name, value)
  await check(plus(soon, minutes(1)))
  expect(await stored()).toBeNull()
})

test('mail that nobody takes is told once its time is over, with how many', async () => {
  await changeMails({ dueAt: opensAt })
  const patience = minutes(15) + invited * 1_000
  await check(plus(opensAt, patience - 1))
  expect(await ailing(plus(opensAt, patience - 1))).toEqual([])
  await check(plus(opensAt, patience))
  const found = await shown(plus(opensAt, patience))
  expect(found?.findings).toMatchObject([{ ailment: 'mail_stuck', count: invited }])
  expect(found?.findings[0]?.remedies).toEqual(['try-mail-now', 'operator'])
})

test('mail that was tried three times in vain is told although it is due later', async () => {
  await changeMails({ dueAt: plus(soon, minutes(15)), attempts: 3, reason: 'mail_failed' })
  await check(soon)
  expect(await ailing(soon)).toEqual(['mail_stuck'])
})

test('mail that waits for the morning is well', async () => {
  await changeMails({ dueAt: plus(soon, minutes(50)) })
  await check(soon)
  expect(await stored()).toBeNull()
})

test('mail of any kind that was due an hour ago is told to whoever is on call, as a number', async () => {
  await changeMails({ dueAt: opensAt })
  await check(plus(opensAt, hourMilliseconds))
  expect(lines).toContainEqual({ event: 'mail_overdue', count: invited })
})

const change = async (changes: Partial<Survey>) => putSurvey(world.client, { ...(await row()), ...changes })

test.each<[string, Ailment, Partial<Survey>, string]>([
  ['was never opened', 'opening_late', { status: 'scheduled', keys: null, roster: null }, plus(opensAt, minutes(15))],
  ['is being opened all the time', 'opening_late', { status: 'opening', keys: null }, plus(opensAt, minutes(15))],
  ['passed its close and is still open', 'close_late', {}, plus(closesAt, minutes(15))],
  ['closed and was not counted', 'count_late', { status: 'closed' }, plus(closesAt, minutes(15))],
  ['closed and was never harvested', 'harvest_late', { status: 'closed', issued: 3 }, plus(closesAt, minutes(26))],
  [
    'was harvested three times in vain',
    'harvest_failing',
    { status: 'closed', issued: 3, harvestTried: { place: 'statements', count: 3 } },
    plus(closesAt, minutes(14)),
  ],
  [
    'was cancelled and not destroyed',
    'destruction_late',
    { status: 'cancelled', cancelledAt: soon },
    plus(soon, hourMilliseconds),
  ],
  [
    'was filed and not destroyed',
    'destruction_late',
    { status: 'closed', issued: 3, filed: { run: 'run_aaaaaaaaaaaaaaaa' as never, cast: 3, counted: 3, at: closesAt } },
    plus(closesAt, hourMilliseconds),
  ],
  [
    'was harvested and told nobody',
    'announcement_late',
    { status: 'harvested', destroyedAt: closesAt },
    plus(closesAt, hourMilliseconds),
  ],
])('one that %s is told, and a minute earlier it was not', async (_name, ailment, changes, at) => {
  await mailed()
  await change(changes)
  // Whatever there should be of keys is there.
  if (ailment === 'harvest_late' || ailment === 'harvest_failing') {
    destroy('link')
    destroy('sign')
  }
  if (['destruction_late', 'announcement_late'].includes(ailment)) parameters.clear()
  if (ailment !== 'harvest_failing') {
    await check(plus(at, -minutes(1)))
    expect(await ailing(plus(at, -minutes(1)))).toEqual([])
  }
  await check(at)
  expect(await ailing(at)).toContain(ailment)
  expect(lines).toContainEqual({ event: 'survey_ill', surveyId, code: ailment })
})

test('a key that outlives its time is told', async () => {
  await mailed()
  await change({ status: 'closed', issued: 3 })
  const now = await checked(plus(closesAt, minutes(15)), 4)
  expect((await shown(now))?.findings).toMatchObject([{ ailment: 'keys_remain', count: 2 }])
})

test('a seal key that is gone before it was used is told after the close as well', async () => {
  await mailed()
  parameters.clear()
  await change({ status: 'closed', issued: 3 })
  const now = await checked(plus(closesAt, minutes(10)), 4)
  expect(await ailing(now)).toEqual(['seal_key_missing'])
})

test('one that waits for somebody to be asked, or to be cancelled, is not late', async () => {
  await mailed()
  await change({ status: 'scheduled', keys: null, roster: null, shortBy: 1 })
  await check(plus(opensAt, dayMilliseconds))
  expect(await stored()).toBeNull()
  const cancelling = { at: closesAt, by: 'kim@example.com', until: plus(closesAt, dayMilliseconds) }
  destroy('link')
  destroy('sign')
  await change({
    status: 'closed',
    keys: null,
    issued: 3,
    shortBy: null,
    cancelling: surveySchema.shape.cancelling.parse(cancelling),
  })
  await check(plus(closesAt, hourMilliseconds))
  expect(await stored()).toBeNull()
})

test('what cannot be looked at is unknown: not ill, not well, and told after some minutes', async () => {
  await mailed()
  broken = { keys: true }
  const early = await checked(soon, 2)
  expect(await shown(early)).toBeNull()
  expect(lines.map(({ event }) => event)).toEqual(['health_unseen', 'health_unseen'])
  const now = await checked(plus(early, minutes(1)), 4)
  expect(await shown(now)).toMatchObject({ findings: [], unknown: [{ part: 'keys', since: soon }] })
  expect(lines).toContainEqual({ event: 'survey_unknown', surveyId, code: 'keys' })
  broken = {}
  await check(plus(now, minutes(1)))
  expect(await stored()).toBeNull()
})

test('what was ill stays so while nobody can look, and what can be looked at still tells', async () => {
  await mailed()
  destroy('seal')
  const ill = await checked(soon, 4)
  broken = { keys: true }
  await changeMails({ dueAt: opensAt })
  const now = await checked(plus(ill, minutes(1)), 6)
  const found = await shown(now)
  expect(found?.findings.map(one => one.ailment)).toEqual(['seal_key_missing'])
  expect(found?.unknown).toMatchObject([{ part: 'keys' }])
})

/** Mails of another survey that have waited for longer, more than are looked at. */
const crowdOut = (dueAt: string) =>
  putAll(
    world.client,
    'people',
    Array.from({ length: 1_001 }, (_, index) => ({
      pk: 'mail#srv_bbbbbbbbbbbbbbbb',
      sk: `invitation#1#${index}`,
      queue: 'mail',
      dueAt,
      attempts: 0,
    })),
  )

test('a survey of which no stuck mail is among those that are looked at is not well: that is unknown', async () => {
  await changeMails({ dueAt: plus(opensAt, minutes(1)) })
  await crowdOut(opensAt)
  const now = await checked(soon, 6)
  expect(await shown(now)).toMatchObject({ findings: [], unknown: [{ part: 'mail', since: soon }] })
})

test('mail that was stuck stays so while too much is waiting to look at it', async () => {
  await changeMails({ dueAt: plus(opensAt, minutes(1)) })
  const stuck = plus(opensAt, minutes(30))
  await check(stuck)
  await crowdOut(opensAt)
  const now = await checked(plus(stuck, minutes(1)), 6)
  expect((await shown(now))?.findings).toMatchObject([{ ailment: 'mail_stuck', since: stuck, count: invited }])
  expect((await shown(now))?.unknown).toMatchObject([{ part: 'mail' }])
})

test('a row that cannot be written hides no line and no row of another survey, and fails the run', async () => {
  await mailed()
  await change({ status: 'scheduled', keys: null, roster: null })
  const other = surveySchema.shape.surveyId.parse('srv_bbbbbbbbbbbbbbbb')
  await putSurvey(world.client, { ...(await row()), surveyId: other })
  for (const failing of [surveyId, other]) {
    await emptyHealth()
    ;[lines, broken] = [[], { rowOf: failing }]
    await expect(check(plus(opensAt, hourMilliseconds))).rejects.toThrow('no answer')
    expect(new Set(lines.map(line => line['surveyId']))).toEqual(new Set([surveyId, other]))
    expect(await rowsOfHealth()).toEqual([failing === other ? surveyId : other])
  }
})

test('a row that cannot be read is unknown in every part', async () => {
  const [survey] = (await itemsOf(world.client, 'surveys')).filter(({ pk }) => pk === 'survey')
  await world.client.send(new PutCommand({ TableName: 'surveys', Item: { ...survey, opensAt: 7 } }))
  await checked(soon, 6)
  expect((await stored())?.unknown.map(({ part }) => part)).toEqual(['steps', 'keys', 'mail'])
})

test('a run that is late writes over nothing that was seen since, and what is over is forgotten', async () => {
  await mailed()
  destroy('seal')
  await check(plus(soon, minutes(5)))
  const before = await stored()
  await check(soon)
  expect(await stored()).toEqual(before)
  await change({ status: 'cancelled', cancelledAt: soon, destroyedAt: soon })
  parameters.clear()
  await check(plus(soon, minutes(6)))
  expect(await stored()).toBeNull()
})

test('neither its row nor its lines name anybody', async () => {
  destroy('link')
  await changeMails({ dueAt: opensAt })
  await checked(plus(opensAt, hourMilliseconds), 4)
  const said = JSON.stringify([await stored(), lines])
  expect(said).toContain('mail_stuck')
  expect(said).not.toMatch(/@|Person|inv_|key_[a-z0-9]{16}/)
})
