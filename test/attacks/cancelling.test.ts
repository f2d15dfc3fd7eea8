/**
 * A keeper ends a pulse whose answers they fear: cancelled, everything that was written is destroyed unread. It takes a day,
 * and whoever else keeps the roster or reads the trend is told and can stop it.
 */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { endCancelling } from '../../functions/clock/cancelling.ts'
import { clockKeys } from '../../functions/clock/keys.ts'
import { runClock } from '../../functions/clock/run.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { mailSchema } from '../../functions/domain/mail/mail.ts'
import { dayMilliseconds, hourMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import type { organiseApi } from '../../functions/organise/api.ts'
import { organiseStore } from '../../functions/organise/store.ts'
import { caller, director, keeper, noon, otherFacilitator, reviewer, tokenRules } from '../caller.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { idIn, organise, plantReview, row, trio } from '../organise/setup.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import { emptyTables, itemsOf, personRow, putSurvey } from '../survey.ts'
import { switchedOff } from './switched-off.ts'

const database = ownDatabase()
let call: ReturnType<typeof caller>
let parameters: Map<string, string>
let harvested: string[]

const clock = (now: string, client = database.client) =>
  runClock(
    {
      store: clockStore({ ...testTables, documents: withinGrants(client, 'clock') }),
      keys: clockKeys(testParameters(parameters).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
      startHarvest: async surveyId => void harvested.push(surveyId),
      remaining: () => 50_000,
      report: () => {},
    },
    now,
  )

const hours = (count: number): string => plus(noon, count * hourMilliseconds)
const minutesAfter = (instant: string, count: number): string => plus(instant, count * minuteMilliseconds)
const otherKeeper = { email: 'kim@example.com', name: 'Kim Example', groups: '[keeper]' }

beforeEach(async () => {
  await emptyTables(database.client, 'people', 'surveys', 'trace')
  // A process of its own: what it knows to be marked is forgotten with the table.
  call = organise(database.client).call
  parameters = new Map()
  harvested = []
  for (let index = 0; index < 9; index += 1) {
    const person = personRow(index)
    await database.client.send(
      new PutCommand({ TableName: 'people', Item: { pk: 'person', sk: person.email, ...person } }),
    )
  }
})

/** Open from noon on for three days. */
const opened = async (closesAt = hours(72)): Promise<string> => {
  const body = { kind: 'pulse', quarter: '2026-Q4', closesAt }
  const survey = idIn((await call('POST /api/surveys', { as: keeper, body })).json)
  await clock(noon)
  expect((await row(database.client, survey)).status).toBe('open')
  return survey
}

const mails = async (kind: string) =>
  (await itemsOf(database.client, 'people'))
    .filter(({ pk, kind: own }) => String(pk).startsWith('mail#') && own === kind)
    .map(item => mailSchema.parse(item))

const cancel = (survey: string, at: string, as = keeper) => call(`POST /api/surveys/${survey}/cancel`, { as, at })
const keep = (survey: string, at: string, as = director) => call(`POST /api/surveys/${survey}/keep`, { as, at })

describe('an open pulse that a keeper cancels', () => {
  test('stays open for a day, asks on, and then ends unread', async () => {
    const survey = await opened()
    expect((await cancel(survey, hours(1))).json).toMatchObject({ status: 'open', cancelsAt: hours(25) })
    await clock(hours(24.9))
    expect(await row(database.client, survey)).toMatchObject({ status: 'open', cancelledAt: null })
    expect([...parameters.keys()].some(name => name.includes('/seal/'))).toBe(true)
    expect(await mails('cancelled')).toEqual([])
    await clock(hours(25))
    expect(await row(database.client, survey)).toMatchObject({ status: 'cancelled', cancelledAt: hours(25) })
    expect(parameters.size).toBe(0)
    await clock(minutesAfter(hours(25), 4))
    expect((await mails('cancelled')).length).toBe(9)
    expect(harvested).toEqual([survey])
  })

  test('would be gone at once with the day switched off', async () => {
    const survey = await opened()
    const { organiseApi: api } = await switchedOff<{ organiseApi: typeof organiseApi }>('functions/organise/api.ts', {
      file: 'functions/domain/survey/cancelling.ts',
      text: "kind === 'pulse' && status === 'open'",
      instead: 'kind + status === null',
    })
    const store = organiseStore({ ...testTables, documents: withinGrants(database.client, 'organise') })
    const settings = { ...tokenRules, siteUrl: '', inviteDomains: [], report: () => undefined }
    const app = api({ store, settings, random: size => new Uint8Array(size) })
    const answer = await caller(app)(`POST /api/surveys/${survey}/cancel`, { as: keeper, at: hours(1) })
    expect(answer.json).toMatchObject({ status: 'cancelled' })
    await clock(hours(1))
    expect(parameters.size).toBe(0)
  })

  test('waits whether or not anybody has answered, and says the same', async () => {
    const survey = await opened()
    const before = (await cancel(survey, hours(1))).text
    await keep(survey, hours(1))
    const slots = Array.from({ length: 8 }, (_, index) => ({ surveyId: survey, slot: `s${index}`, issued: 'x' }))
    for (const Item of slots) await database.client.send(new PutCommand({ TableName: 'slots', Item }))
    expect((await cancel(survey, hours(1))).text).toBe(before)
  })

  test('is told at once to whoever keeps the roster or reads the trend, by whom it was asked for, and to nobody else', async () => {
    const survey = await opened()
    await call('GET /api/pulse-plan', { as: otherKeeper, at: hours(0.2) })
    await call('GET /api/handovers', { as: director, at: hours(0.2) })
    await call('GET /api/pulse-plan', { as: reviewer, at: hours(0.2) })
    const night = '2026-11-24T23:30:00.000Z'
    await cancel(survey, night)
    await clock(night)
    const told = await mails('cancelling')
    expect(told.map(({ to, cancelling, dueAt }) => `${to} ${cancelling?.from} ${dueAt}`).toSorted()).toEqual([
      `${director.email} trace ${night}`,
      `${keeper.email} desk ${night}`,
      `${otherKeeper.email} desk ${night}`,
    ])
    expect(new Set(told.map(({ cancelling }) => cancelling?.by))).toEqual(new Set([keeper.email]))
    await clock(minutesAfter(night, 1))
    expect((await mails('cancelling')).length).toBe(3)
  })

  test.each([
    ['as its row has it', false],
    ['as its trace has it, of a row from before that was kept', true],
  ])('is told to be asked for by who did it, %s, and not by who was refused', async (_, older) => {
    const survey = await opened()
    expect((await cancel(survey, hours(0.9), reviewer)).status).toBe(403)
    await cancel(survey, hours(1))
    expect((await cancel(survey, hours(1), reviewer)).status).toBe(403)
    expect((await cancel(survey, hours(1.1), reviewer)).status).toBe(403)
    const { cancelling } = await row(database.client, survey)
    expect(cancelling?.by).toBe(keeper.email)
    if (older && cancelling) {
      const { by: _by, ...rest } = cancelling
      await putSurvey(database.client, { ...(await row(database.client, survey)), cancelling: rest })
    }
    await clock(hours(1.2))
    expect((await mails('cancelling')).map(mail => mail.cancelling?.by)).toEqual([keeper.email])
    await clock(hours(25))
    const ended = await row(database.client, survey)
    expect([ended.status, ended.cancelling?.by]).toEqual(['cancelled', undefined])
  })

  test('is told to the leaders of the plan, although the trace knows of nobody yet', async () => {
    const plan = {
      zone: 'UTC',
      instrument: 'pulse-2',
      opens: { month: 3, week: 1, weekday: 2, time: '09:00' },
      openDays: 14,
    }
    const rest = { paused: true, skipped: [], moved: [], version: 1, activeFrom: noon }
    const leaders = ['dana@example.com', reviewer.email, otherKeeper.email]
    const Item = { pk: 'pulse-plan', sk: 'pulse-plan', ...plan, ...rest, leaders: [...leaders, 7] }
    await database.client.send(new PutCommand({ TableName: 'people', Item }))
    const survey = await opened()
    await call('GET /api/pulse-plan', { as: otherKeeper, at: hours(0.2) })
    await call('GET /api/pulse-plan', { as: reviewer, at: hours(0.2) })
    await cancel(survey, hours(1))
    await clock(hours(1))
    expect((await mails('cancelling')).map(({ to, cancelling }) => `${to} ${cancelling?.from}`).toSorted()).toEqual(
      [
        'dana@example.com trace',
        `${keeper.email} desk`,
        `${otherKeeper.email} desk`,
        `${reviewer.email} trace`,
      ].toSorted(),
    )
  })

  test('whoever has used no role for 90 days is not told', async () => {
    await call('GET /api/handovers', { as: director, at: plus(noon, -98 * dayMilliseconds) })
    await call('GET /api/pulse-plan', { as: otherKeeper, at: plus(noon, -89 * dayMilliseconds) })
    const survey = await opened()
    await cancel(survey, hours(1))
    await clock(hours(1))
    expect((await mails('cancelling')).map(({ to }) => to).toSorted()).toEqual([keeper.email, otherKeeper.email])
  })

  test.each([
    ['leadership', director],
    ['another keeper', otherKeeper],
  ])('is stopped by %s, and goes on as before', async (_, as) => {
    const survey = await opened()
    await cancel(survey, hours(1))
    await clock(hours(1))
    expect((await keep(survey, hours(20), as)).json).not.toHaveProperty('cancelsAt')
    await clock(hours(25))
    expect(await row(database.client, survey)).toMatchObject({ status: 'open', cancelling: null })
    expect((await keep(survey, hours(26), as)).status).toBe(200)
    // Asked for once more it takes another day, and everybody is told again.
    expect((await cancel(survey, hours(30))).json).toMatchObject({ cancelsAt: hours(54) })
    await clock(hours(30))
    expect((await mails('cancelling')).filter(({ to }) => to === keeper.email).length).toBe(2)
    await clock(hours(54))
    expect((await row(database.client, survey)).status).toBe('cancelled')
  })

  test('is not stopped by a facilitator, nor after its day', async () => {
    const survey = await opened()
    await cancel(survey, hours(1))
    for (const as of [reviewer, otherFacilitator]) expect((await keep(survey, hours(2), as)).code).toBe('not_allowed')
    expect((await keep(survey, hours(25))).code).toBe('survey_cancelled')
    await clock(hours(25))
    expect((await keep(survey, hours(25))).code).toBe('survey_cancelled')
  })

  test('closing meanwhile is not harvested before its day is over, and then not at all', async () => {
    const survey = await opened(hours(6))
    await cancel(survey, hours(1))
    for (const at of [hours(6), minutesAfter(hours(6), 2), minutesAfter(hours(6), 30), hours(24.9)]) await clock(at)
    expect(await row(database.client, survey)).toMatchObject({ status: 'closed', issued: 0, filed: null })
    expect(harvested).toEqual([])
    await clock(hours(25))
    await clock(minutesAfter(hours(25), 4))
    expect((await row(database.client, survey)).status).toBe('cancelled')
    expect([...parameters.keys()]).toEqual([])
  })

  test('closing meanwhile and stopped after that is harvested at once', async () => {
    const survey = await opened(hours(6))
    await cancel(survey, hours(1))
    await clock(hours(6))
    await clock(minutesAfter(hours(6), 30))
    expect((await keep(survey, hours(7))).status).toBe(200)
    await clock(hours(7))
    expect(harvested).toEqual([survey])
    expect([...parameters.keys()].some(name => name.includes('/seal/'))).toBe(true)
  })

  test('is not ended by a row whose day has no end, which holds up no other survey', async () => {
    const survey = await opened()
    await cancel(survey, hours(1))
    const before = await row(database.client, survey)
    const spoilt = { ...before, cancelling: { at: hours(1), until: 'tomorrow' } }
    await putSurvey(database.client, spoilt)
    const store = clockStore({ ...testTables, documents: withinGrants(database.client, 'clock') })
    // Also where it is read all the same.
    expect(await endCancelling(store, spoilt, hours(30))).toBe(false)
    const review = await plantReview(database.client)
    const body = { kind: 'pre-meeting', reviewId: review.id, participants: [...trio, 'dan@example.com'] }
    const other = idIn((await call('POST /api/surveys', { body })).json)
    await clock(hours(30))
    expect((await row(database.client, other)).status).toBe('open')
    const stands = (await itemsOf(database.client, 'surveys')).find(({ sk, pk }) => pk === 'survey' && sk === survey)
    expect(stands).toMatchObject({ status: 'open', cancelledAt: null })
    expect((await call('GET /api/surveys', { as: keeper, at: hours(30) })).status).toBe(200)
    expect((await call('GET /api/surveys/cancelling', { as: director, at: hours(30) })).json).toEqual([])
    expect([...parameters.keys()].some(name => name.includes('/seal/'))).toBe(true)
  })

  test('tells everybody once, wherever the clock is cut off', async () => {
    const survey = await opened()
    await call('GET /api/handovers', { as: director, at: hours(0.2) })
    await cancel(survey, hours(1))
    for (let calls = 0; ; calls += 1) {
      const cutting = cutOff(database.client, calls, 'after')
      await clock(hours(1), cutting.client).catch(() => undefined)
      if (!cutting.cut()) break
    }
    expect((await mails('cancelling')).map(({ to }) => to).toSorted()).toEqual([director.email, keeper.email])
  })

  test('leaves a line of who asked for it, and one of who stopped it', async () => {
    const survey = await opened()
    await cancel(survey, hours(1))
    await keep(survey, hours(2))
    const lines = (await itemsOf(database.client, 'trace')).filter(item => item['chain'] === survey && item['act'])
    expect(lines.map(({ act, by }) => [act, by])).toEqual([
      ['survey-scheduled', keeper.email],
      ['survey-cancelled', keeper.email],
      ['cancellation-stopped', director.email],
    ])
  })
})

test('pulses that are about to be cancelled are listed for those who can stop that', async () => {
  const survey = await opened()
  const listed = async (as = director) => (await call('GET /api/surveys/cancelling', { as, at: hours(2) })).json
  expect(await listed()).toEqual([])
  await cancel(survey, hours(1))
  expect(await listed()).toMatchObject([{ id: survey, quarter: '2026-Q4', status: 'open', cancelsAt: hours(25) }])
  expect(await listed(otherKeeper)).toHaveLength(1)
  expect((await call('GET /api/surveys/cancelling', { as: reviewer })).code).toBe('not_allowed')
})

test('a pulse before its opening, and a review’s survey, are cancelled at once', async () => {
  const body = { kind: 'pulse', quarter: '2026-Q4', opensAt: hours(10), closesAt: hours(72) }
  const pulse = idIn((await call('POST /api/surveys', { as: keeper, body })).json)
  expect((await cancel(pulse, hours(1))).json).toMatchObject({ status: 'cancelled' })
  const review = await plantReview(database.client)
  const asked = { kind: 'pre-meeting', reviewId: review.id, participants: [...trio, 'dan@example.com'] }
  const survey = idIn((await call('POST /api/surveys', { body: asked })).json)
  await clock(noon)
  expect((await call(`POST /api/surveys/${survey}/keep`, { as: director })).code).toBe('unknown_survey')
  expect((await call(`POST /api/surveys/${survey}/cancel`, { at: hours(1) })).json).toMatchObject({
    status: 'cancelled',
  })
})
