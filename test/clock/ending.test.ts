import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockKeys } from '../../functions/clock/keys.ts'
import { namesForPage } from '../../functions/clock/names.ts'
import { runClock } from '../../functions/clock/run.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import { minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { openNames } from '../../functions/protocol/names.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import {
  closesAt,
  emptyTables,
  itemsOf,
  opensAt,
  personRow,
  putPeople,
  putReview,
  putSurvey,
  reviewRow,
  surveyRow,
} from '../survey.ts'

const surveyId = 'srv_aaaaaaaaaaaaaaaa'
const world = ownDatabase()
let parameters: Map<string, string>
let started: string[]

beforeEach(async () => {
  await emptyTables(world.client, 'people', 'slots', 'surveys')
  parameters = new Map()
  started = []
  await putReview(world.client, reviewRow())
  await putPeople(world.client, surveyId, 5)
  await putSurvey(world.client, surveyRow())
})

const put = (Item: Record<string, unknown>) => world.client.send(new PutCommand({ TableName: 'people', Item }))

/** `fails` says of which calls the table cannot do them. */
const run = (now: string, fails: (text: string) => boolean = () => false) => {
  const granted = withinGrants(world.client, 'clock')
  const documents = new Proxy(granted, {
    get: (target, name) =>
      name === 'send'
        ? async (command: object) => {
            if (fails(`${command.constructor.name} ${JSON.stringify(command)}`)) throw new Error('away')
            return target.send(command as never)
          }
        : Reflect.get(target, name),
  })
  return runClock(
    {
      store: clockStore({ ...testTables, documents }),
      keys: clockKeys(testParameters(parameters).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
      startHarvest: async id => {
        started.push(id)
      },
      remaining: () => 50_000,
      report: () => {},
    },
    now,
  )
}

const row = async (): Promise<Survey & { queue?: string }> => {
  const { Item } = await world.client.send(
    new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: surveyId }, ConsistentRead: true }),
  )
  return { ...surveySchema.parse(Item), ...(Item?.['queue'] ? { queue: Item['queue'] } : {}) }
}

describe('a survey that cannot be opened', () => {
  const withoutKeys = async () => {
    await run(opensAt, text => text.includes('"open"')).catch(() => {})
    expect((await row()).status).toBe('opening')
  }

  test('is tried until its close, and ends there like one that too few were asked for', async () => {
    await withoutKeys()
    await run(closesAt)
    expect(await row()).toMatchObject({ status: 'cancelled', meetingStands: true, pageNames: null, sealedNames: [] })
    expect(parameters.size).toBe(0)
    const mails = (await itemsOf(world.client, 'people')).filter(({ pk }) => String(pk).startsWith('mail#'))
    expect(mails).toEqual([])
    await run(plus(closesAt, 4 * minuteMilliseconds))
    expect(started).toEqual([surveyId])
  })

  test('opens a minute before it all the same', async () => {
    await withoutKeys()
    await run(plus(closesAt, -minuteMilliseconds))
    expect((await row()).status).toBe('open')
  })
})

describe('names in a script of three bytes a letter', () => {
  const long = (index: number) => `${'\u0915'.repeat(36)} ${String(index).padStart(3, '0')}`

  test('a thousand of forty letters fit on the row and in what the harvest opens', async () => {
    const people = Array.from({ length: 1000 }, (_, index) => ({ ...personRow(index), name: long(index) }))
    const emails = people.map(({ email }) => email)
    for (let from = 0; from < people.length; from += 100)
      await Promise.all(
        people.slice(from, from + 100).map(person => put({ pk: 'person', sk: person.email, ...person })),
      )
    await put({ pk: `participants#${surveyId}`, sk: '0000', emails: emails.slice(0, 500) })
    await put({ pk: `participants#${surveyId}`, sk: '0001', emails: emails.slice(500) })
    await putSurvey(world.client, surveyRow({ invited: 1000 }))
    await run(opensAt)
    const opened = await row()
    expect(opened).toMatchObject({ status: 'open', invited: 1000, sealedNames: [] })
    expect(Buffer.byteLength(JSON.stringify(opened))).toBeLessThan(380_000)
    const seal = parameters.get(`/murmur/seal/${opened.keys?.seal}`) ?? ''
    const chunks = (await itemsOf(world.client, 'surveys')).filter(({ pk }) => pk === `names#${surveyId}`)
    expect(chunks).toHaveLength(opened.rosterChunks ?? 0)
    const named: unknown[] = []
    for (const { sealed } of chunks) {
      const names = await openNames(seal, surveyId, String(sealed))
      named.push(...(Array.isArray(names) ? names : []))
    }
    // Whoever leads the review is taken out under the name that it gives them, too.
    for (const person of [...people, { email: 'fay@example.com', name: 'Fay Facilitator' }])
      expect(named).toContainEqual({ name: person.name, email: person.email })
  })

  test.each([40, 200])(
    'a thousand of %i letters are shown to their colleagues, each as far as there is room',
    letters => {
      const people = Array.from({ length: 1000 }, (_, index) => ({
        name: '\u0915'.repeat(letters),
        email: personRow(index).email,
      }))
      const shown = namesForPage(people)
      expect(shown.map(({ email }) => email)).toEqual(people.map(({ email }) => email))
      expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThanOrEqual(180_000)
      expect(shown.every(({ name }) => name.length >= 20)).toBe(true)
    },
  )
})

test('the end of a cancelled survey waits for no mail, and the clock is done when both are', async () => {
  await run(opensAt)
  const at = plus(opensAt, minuteMilliseconds)
  await putSurvey(world.client, { ...(await row()), status: 'cancelled', cancelledAt: at })
  const noMail = (text: string) => text.startsWith('PutCommand') && text.includes('"cancelled"')
  const later = plus(at, 3 * minuteMilliseconds)
  await expect(run(later, noMail)).rejects.toThrow()
  expect(started).toEqual([surveyId])
  expect(parameters.size).toBe(0)
  await putSurvey(world.client, { ...(await row()), destroyedAt: later })
  await expect(run(later, noMail)).rejects.toThrow()
  expect((await row()).queue).toBeDefined()
  await run(later)
  expect((await row()).queue).toBeUndefined()
})

test('whoever leads is told by their own clock', async () => {
  await put({ pk: 'person', sk: 'fay@example.com', email: 'fay@example.com', zone: 'America/Los_Angeles' })
  await run(opensAt)
  const meetingAt = '2026-11-12T12:00:00.000Z'
  await putSurvey(world.client, { ...(await row()), status: 'harvested', destroyedAt: closesAt, meetingAt })
  await run('2026-11-04T12:00:00.000Z')
  const mail = (await itemsOf(world.client, 'people')).find(({ kind }) => kind === 'agenda-ready')
  expect(mail).toMatchObject({ to: 'fay@example.com', zone: 'America/Los_Angeles' })
  // Noon in London is four in the morning there.
  expect(Date.parse(String(mail?.['dueAt']))).toBeGreaterThanOrEqual(Date.parse('2026-11-04T15:00:00.000Z'))
})
