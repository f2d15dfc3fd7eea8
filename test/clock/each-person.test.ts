/** What is stored about one person, whatever it is, keeps nobody else's mail back. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { runClock } from '../../functions/clock/run.ts'
import { clockKeys } from '../../functions/clock/keys.ts'
import { remindOwners } from '../../functions/clock/reminders.ts'
import { remindersStore } from '../../functions/clock/reminders-store.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownSes, runOnce } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import {
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

const world = ownDatabase()
const ses = ownSes()
const surveyId = 'srv_aaaaaaaaaaaaaaaa'
let parameters: Map<string, string>

beforeEach(async () => {
  parameters = new Map()
  await emptyTables(world.client, 'people', 'slots', 'surveys', 'learning')
  ses.reset()
})

const put = (TableName: string, Item: Record<string, unknown>) => world.client.send(new PutCommand({ TableName, Item }))
const reported: string[] = []

/** A minute of clock and mailer. Failures are reported, and the rest goes on. */
const minute = async (now: string): Promise<void> => {
  const client = withinGrants(world.client, 'clock')
  await runClock(
    {
      store: clockStore({ ...testTables, documents: client }),
      keys: clockKeys(testParameters(parameters).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
      startHarvest: async () => {},
      remind: remindOwners(remindersStore({ ...testTables, documents: client })),
      remaining: () => 50_000,
      report: subject => reported.push(subject),
    },
    now,
  ).catch(() => {})
  await runOnce(world.client, ses.post, now, { parameters }).catch(() => {})
}

const reached = (): string[] => [...new Set(ses.received.map(({ to }) => to))].toSorted()

/** What can stand in a stored attribute: of another type, too long, or read by one library and not by another. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    'IST',
    'BST',
    'CST6CDT7',
    'Mars/Olympus',
    'xx',
    '',
    ' ',
    '\u0000',
    '{surveyId}',
    'constructor',
    '__proto__',
    '../../x',
    '<script>',
    'a\r\nBcc: eve@example.net',
    '2026-99-99',
    null,
    true,
    0,
    -1,
    1234.5,
    [],
    {},
    ['x'],
    { toString: 'x' },
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

const fieldsOf = (row: object, ...kept: string[]): string[] => Object.keys(row).filter(name => !kept.includes(name))

describe('in a survey before a meeting', () => {
  const rows = fieldsOf(personRow(0), 'email')

  test('any value in any field of a roster row leaves everybody else’s mail, and that person’s where it can be', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...rows), hostile, async (field, value) => {
        await emptyTables(world.client, 'people', 'slots', 'surveys', 'learning')
        parameters = new Map()
        ses.reset()
        await putReview(world.client, reviewRow())
        await putPeople(world.client, surveyId, 4)
        await putSurvey(world.client, surveyRow())
        await put('people', { pk: 'person', sk: 'person1@example.com', ...personRow(1), [field]: value })
        await minute(opensAt)
        await minute(plus(opensAt, 24 * 3_600_000))
        expect(reached()).toEqual([0, 1, 2, 3].map(index => `person${index}@example.com`))
      }),
      { numRuns: 25 },
    )
  })

  test('the same in the frozen list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(7), hostile, async (place, value) => {
        await emptyTables(world.client, 'people', 'slots', 'surveys', 'learning')
        parameters = new Map()
        ses.reset()
        await putReview(world.client, reviewRow())
        await putPeople(world.client, surveyId, 4)
        await putSurvey(world.client, surveyRow())
        await minute(opensAt)
        const frozen = (await listed('invitation#')).at(0) ?? {}
        const people = Object(frozen)['people']
        const field = Object.keys(people[1]).at(place) ?? 'zone'
        people[1] = place === 7 ? value : { ...people[1], [field]: value }
        await put('people', { ...frozen, people })
        ses.received.length = 0
        await minute(plus(opensAt, 30 * 3_600_000))
        for (const index of [0, 2, 3]) expect(reached()).toContain(`person${index}@example.com`)
      }),
      { numRuns: 15 },
    )
  })

  test('any value in any field of the review', async () => {
    const fields = fieldsOf(reviewRow(), 'id')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), hostile, async (field, value) => {
        await emptyTables(world.client, 'people', 'slots', 'surveys', 'learning')
        parameters = new Map()
        ses.reset()
        await put('learning', {
          pk: 'review#rev_aaaaaaaaaaaaaaaa',
          sk: 'review',
          ...reviewRow(),
          [field]: field === 'status' && value === 'cancelled' ? 'x' : value,
        })
        await putPeople(world.client, surveyId, 3)
        await putSurvey(world.client, surveyRow())
        await minute(opensAt)
        expect(reached()).toHaveLength(3)
      }),
      { numRuns: 20 },
    )
  })

  test('a zone that is none in the review falls back, and its facilitators are told that the agenda is ready', async () => {
    await putReview(world.client, reviewRow({ zone: 'IST' }))
    const filed = { run: 'run_aaaaaaaaaaaaaaaa', cast: 4, counted: 4, at: opensAt }
    await putSurvey(world.client, surveyRow({ status: 'harvested', zone: 'IST', filed, issued: 4 }))
    await minute('2026-11-04T12:10:00.000Z')
    expect(reached()).toEqual(['fay@example.com'])
  })

  test('a reader without a zone gets mail by the review’s clock', async () => {
    await putReview(world.client, reviewRow({ zone: 'Asia/Tokyo' }))
    await putPeople(world.client, surveyId, 3)
    await put('people', { pk: 'person', sk: 'person1@example.com', ...personRow(1), zone: 'IST' })
    await putSurvey(world.client, surveyRow({ zone: 'Asia/Tokyo', opensAt: '2026-11-02T15:00:00.000Z' }))
    // Midnight in Tokyo, and four in the afternoon in Berlin.
    await minute('2026-11-02T15:00:00.000Z')
    expect(reached()).toEqual(['person0@example.com', 'person2@example.com'])
    await minute('2026-11-02T23:00:00.000Z')
    expect(reached()).toContain('person1@example.com')
  })
})

const listed = async (prefix: string): Promise<Record<string, unknown>[]> => {
  return (await itemsOf(world.client, 'people')).filter(({ pk }) => String(pk).startsWith(prefix))
}

test('in a pulse, any value in any field of one of forty rows and of the plan leaves the others’ mail', async () => {
  const plan = { zone: 'Europe/Berlin', leaders: ['dee@example.com'], paused: false, openDays: 10 }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fieldsOf(personRow(0), 'email')),
      hostile,
      fc.constantFrom(...Object.keys(plan)),
      hostile,
      async (field, value, planned, other) => {
        await emptyTables(world.client, 'people', 'slots', 'surveys')
        parameters = new Map()
        ses.reset()
        for (let index = 0; index < 40; index += 1) {
          const row = { ...personRow(index), ...(index === 7 ? { [field]: value } : {}) }
          await put('people', { pk: 'person', sk: personRow(index).email, ...row })
        }
        await put('people', { pk: 'pulse-plan', sk: 'pulse-plan', ...plan, [planned]: other, version: 1 })
        const pulse = { kind: 'pulse', instrument: 'pulse-2', reviewId: null, quarter: '2026-Q4', meetingAt: null }
        await putSurvey(world.client, surveyRow({ ...pulse, startedAt: null, reviewVersion: null, invited: 40 }))
        await minute(opensAt)
        await minute(plus(opensAt, 60_000))
        for (let index = 0; index < 40; index += 1) expect(reached()).toContain(personRow(index).email)
      },
    ),
    { numRuns: 3 },
  )
}, 240_000)

describe('reminders of actions', () => {
  const action = (index: number, changes: Record<string, unknown> = {}) => ({
    pk: `action#act_${String(index).padStart(16, '0')}`,
    sk: 'action',
    id: `act_${String(index).padStart(16, '0')}`,
    text: `Action ${index}`,
    owner: `Team ${index}`,
    ownerEmail: `owner${index}@example.com`,
    dueOn: '2026-11-05',
    openedAt: '2026-10-01T09:00:00.000Z',
    facet: 'actions-open',
    facetAt: '2026-11-05',
    ...changes,
  })

  test('twenty owners in a zone that is none hold up nobody behind them, and get theirs', async () => {
    for (let index = 0; index < 22; index += 1) {
      await put('people', {
        pk: 'person',
        sk: `owner${index}@example.com`,
        ...personRow(index),
        email: `owner${index}@example.com`,
        zone: index < 20 ? 'IST' : 'UTC',
      })
      await put('learning', action(index))
    }
    await minute(opensAt)
    expect(reached()).toHaveLength(22)
  })

  test('any value in any field of one action leaves the others’ reminders', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('text', 'owner', 'ownerEmail', 'dueOn', 'openedAt', 'id'),
        hostile,
        async (field, value) => {
          await emptyTables(world.client, 'people', 'learning')
          ses.reset()
          for (const index of [0, 1, 2]) await put('learning', action(index, index === 0 ? { [field]: value } : {}))
          await minute(opensAt)
          for (const index of [1, 2]) expect(reached()).toContain(`owner${index}@example.com`)
        },
      ),
      { numRuns: 25 },
    )
  })
})

test('a stored mail of another shape is set aside with its reason, and does not come back every minute', async () => {
  await putReview(world.client, reviewRow())
  await putPeople(world.client, surveyId, 3)
  await putSurvey(world.client, surveyRow())
  await minute(opensAt)
  const [mail] = await listed('mail#')
  await put('people', { ...mail, queue: 'mail', outcome: null, dueAt: opensAt, cohort: 42, to: 7 })
  await minute(plus(opensAt, 60_000))
  const after = (await listed('mail#')).find(({ sk }) => sk === mail?.['sk'])
  expect(after).toMatchObject({ outcome: 'rejected', reason: 'cannot_be_read' })
  expect(after).not.toHaveProperty('queue')
})

test('a mail that cannot be made is tried again more and more seldom, with its reason', async () => {
  await putReview(world.client, reviewRow())
  await putPeople(world.client, surveyId, 3)
  await putSurvey(world.client, surveyRow())
  await minute(opensAt)
  const [mail] = await listed('mail#')
  await put('people', { ...mail, queue: 'mail', outcome: null, dueAt: opensAt, invitationId: null, attempts: 0 })
  let tries = 0
  let before = 0
  for (let minutes = 0; minutes < 240; minutes += 1) {
    const now = plus(opensAt, (minutes + 5) * 60_000)
    await runOnce(world.client, ses.post, now, { parameters }).catch(() => {
      tries += 1
    })
    if (minutes === 119) before = tries
  }
  expect(before).toBeLessThanOrEqual(12)
  // At most a quarter of an hour lies between two.
  expect(tries - before).toBeLessThanOrEqual(9)
  const after = (await listed('mail#')).find(({ sk }) => sk === mail?.['sk'])
  expect(after).toMatchObject({ reason: 'mail_without_invitation', queue: 'mail' })
})
