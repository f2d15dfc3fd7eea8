import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { announce } from '../../functions/clock/closing.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { runIdSchema, surveyIdSchema } from '../../functions/domain/ids.ts'
import { pulse2 } from '../../functions/domain/instrument/pulse.ts'
import { mailSchema } from '../../functions/domain/mail/mail.ts'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { beginningOf } from '../../functions/domain/trace/chain.ts'
import { restOfIt } from '../../functions/domain/trace/trace.ts'
import { recordsOf } from '../../functions/records/records.ts'
import { traceOf } from '../../functions/records/trace.ts'
import { planFrom } from '../../functions/domain/survey/pulse-calendar.ts'
import { pulsePlanInputSchema } from '../../functions/domain/survey/pulse-plan.ts'
import { publishPulse } from '../../functions/domain/suppression/publish.ts'
import { type PulseBallot, tallyBallots } from '../../functions/domain/suppression/tally.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { emptyTables, itemsOf, personRow, putSurvey, surveyRow } from '../survey.ts'
import { filedPulseKey, filedPulsesKey, pieceKey, publishedKey, pulsePlanKey } from '../keys.ts'
import { ownDatabase } from '../own.ts'

const surveyId = surveyIdSchema.parse('srv_pppppppppppppppp')
const run = 'run_aaaaaaaaaaaaaaaa'
const surveyRun = runIdSchema.parse(run)
const harvestedAt = '2026-12-11T08:04:00.000Z'
const pulse = surveyRow({
  surveyId,
  kind: 'pulse',
  status: 'harvested',
  instrument: 'pulse-2',
  reviewId: null,
  reviewVersion: null,
  quarter: '2026-Q4',
  title: 'Q4 2026',
  startedAt: null,
  meetingAt: null,
  zone: 'Europe/Berlin',
  closesAt: '2026-12-11T08:00:00.000Z',
  invited: 130,
  roster: { run, chunks: 2 },
  issued: 40,
  filed: { run, cast: 40, counted: 40, at: harvestedAt },
})
const plan = planFrom(
  pulsePlanInputSchema.parse({
    zone: 'Europe/Berlin',
    opens: { month: 3, week: 1, weekday: 2, time: '09:00' },
    openDays: 10,
    leaders: ['lee@example.com', 'mia@example.com'],
    version: 0,
  }),
  null,
  '2026-01-01T00:00:00.000Z',
)

const world = ownDatabase()

/** The release, filed as the harvest does it. */
const fileRelease = async () => {
  const ballots = Array.from(
    { length: 40 },
    (_, index): PulseBallot => ({
      cohort: 'all',
      answers: { 'review-safety': index < 30 ? 5 : 2 },
    }),
  )
  const release = publishPulse(
    { invited: 130, issued: 40, cast: 40, counted: 40 },
    {
      quarter: '2026-Q4',
      instrument: pulse2,
      groupMinimum: 5,
      open: false,
      cohorts: [{ id: 'all', label: 'all', invited: 130 }],
      tally: tallyBallots(pulse2, ballots),
    },
    [],
  )
  const filed = { quarter: '2026-Q4', surveyId: surveyIdSchema.parse(surveyId), run, instrument: 'pulse-2' }
  const Items = [
    { pk: filedPulsesKey, sk: filedPulseKey(filed), ...filed },
    { pk: publishedKey(surveyId), sk: pieceKey(run, 'pulse', 0), text: JSON.stringify(release) },
  ]
  for (const Item of Items) await world.client.send(new PutCommand({ TableName: 'learning', Item }))
}

beforeEach(async () => {
  await emptyTables(world.client, 'people', 'surveys', 'learning')
  await putSurvey(world.client, pulse)
  await world.client.send(new PutCommand({ TableName: 'people', Item: { ...pulsePlanKey, ...plan } }))
  for (const [chunk, index] of [0, 1].entries()) {
    const people = [0, 1].map(place => {
      const { group: _, ...person } = personRow(index * 2 + place)
      return { ...person, invitationId: `inv_${String(index * 2 + place).padStart(16, '0')}`, cohort: 'all' }
    })
    const Item = { pk: `invitation#${surveyId}`, sk: `${run}#000${chunk}`, people }
    await world.client.send(new PutCommand({ TableName: 'people', Item }))
  }
  await fileRelease()
})

const store = (client = withinGrants(world.client, 'clock')) => clockStore({ ...testTables, documents: client })
const tell = async (client?: Parameters<typeof store>[0], now = harvestedAt) => {
  const survey = await store().readSurvey(surveyId)
  if (survey) await announce(store(client), survey, now)
}
const mails = async (kind: string) =>
  (await itemsOf(world.client, 'people'))
    .filter(({ pk, kind: own }) => String(pk).startsWith('mail#') && own === kind)
    .map(item => mailSchema.parse(item))
const queue = async () =>
  (await world.client.send(new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: surveyId } }))).Item?.[
    'queue'
  ]

test('after the harvest of a review everybody invited is told what was counted, once, and with its root', async () => {
  const filed = { run: surveyRun, cast: 4, counted: 4, root: 'the-root', at: harvestedAt }
  const review = { ...pulse, kind: 'pre-meeting', instrument: 'pre-meeting-1', quarter: null, title: 'Outage' } as const
  await putSurvey(world.client, { ...review, filed })
  await tell()
  await tell()
  expect((await mails('counted')).map(({ to }) => to).toSorted()).toEqual(
    [0, 1, 2, 3].map(n => `person${n}@example.com`),
  )
  expect(await queue()).toBeUndefined()

  // What an older version filed has no root, and nobody is written to without one.
  await emptyTables(world.client, 'surveys')
  for (const { pk, sk } of await mails('counted'))
    await world.client.send(new DeleteCommand({ TableName: 'people', Key: { pk, sk } }))
  await putSurvey(world.client, review)
  await tell()
  expect(await mails('counted')).toEqual([])
})

test('where the trace stands is kept with the first mail, and is the same in all of them', async () => {
  const trace = traceOf(recordsOf(documentCalls(world.client), testTables))
  const act = { at: harvestedAt, act: 'agenda-read', by: 'fay@example.com', roles: ['facilitator'], about: {} } as const
  const told = async () => (await store().readSurvey(surveyId))?.traceHeads
  await trace.intend(surveyId, act)
  const heads = { survey: (await trace.headOf(surveyId)).hash, rest: beginningOf(restOfIt).hash }
  await tell()
  expect(await told()).toStrictEqual(heads)
  await trace.intend(surveyId, act)
  await trace.intend(restOfIt, act)
  await tell()
  expect(await told()).toStrictEqual(heads)
})

describe('after the harvest of a pulse', () => {
  test('everybody who was asked gets one mail, each leader one page, and the clock is done', async () => {
    await tell()
    expect((await mails('results')).map(({ to }) => to).toSorted()).toEqual(
      [0, 1, 2, 3].map(n => `person${n}@example.com`),
    )
    const pages = await mails('quarter')
    expect(pages.map(({ to }) => to).toSorted()).toEqual(['lee@example.com', 'mia@example.com'])
    expect(pages[0]?.page?.safety).toMatch(/40 of 130 answered; 75 % feel comfortable/)
    expect(pages[0]?.page?.asked).toContain('give-time')
    expect(await queue()).toBeUndefined()
  })

  test('at night it waits for the readers’ morning', async () => {
    await tell(undefined, '2026-12-11T23:00:00.000Z')
    for (const { dueAt } of [...(await mails('results')), ...(await mails('quarter'))]) {
      expect(dueAt).toBe('2026-12-12T07:00:00.000Z')
    }
  })

  test('without a plan, or without leaders in it, nobody gets a page', async () => {
    await world.client.send(new DeleteCommand({ TableName: 'people', Key: pulsePlanKey }))
    await tell()
    expect(await mails('quarter')).toEqual([])
    expect((await mails('results')).length).toBe(4)
  })

  test('people beyond what one run queues are told in the next, leadership after them', async () => {
    const chunks = 51
    await putSurvey(world.client, { ...pulse, roster: { run: surveyRun, chunks } })
    for (let chunk = 2; chunk < chunks; chunk += 1) {
      const { group: _, ...person } = personRow(100 + chunk)
      const people = [{ ...person, invitationId: `inv_${String(100 + chunk).padStart(16, '0')}`, cohort: 'all' }]
      const Item = { pk: `invitation#${surveyId}`, sk: `${run}#${String(chunk).padStart(4, '0')}`, people }
      await world.client.send(new PutCommand({ TableName: 'people', Item }))
    }
    await tell()
    expect([(await mails('results')).length, (await mails('quarter')).length, await queue()]).toEqual([52, 0, 'active'])
    await tell()
    expect([(await mails('results')).length, (await mails('quarter')).length, await queue()]).toEqual([
      53,
      2,
      undefined,
    ])
  })

  test.each(['before', 'after'] as const)('cut off %s any call and run again, each mail is queued once', async when => {
    for (let calls = 0; ; calls += 1) {
      await putSurvey(world.client, pulse)
      const cutting = cutOff(withinGrants(world.client, 'clock'), calls, when)
      await tell(cutting.client).catch(() => {})
      // Mails already sent are not queued again.
      for (const { pk, sk } of await mails('quarter')) {
        const sent = (await world.client.send(new GetCommand({ TableName: 'people', Key: { pk, sk } }))).Item
        const { queue: _, ...settled } = sent ?? {}
        await world.client.send(new PutCommand({ TableName: 'people', Item: { ...settled, outcome: 'sent' } }))
      }
      const sentBefore = (await mails('quarter')).length
      await tell()
      const pages = await mails('quarter')
      expect([(await mails('results')).length, pages.length]).toEqual([4, 2])
      expect(pages.filter(({ outcome }) => outcome === 'sent').length).toBeGreaterThanOrEqual(sentBefore)
      expect(await queue()).toBeUndefined()
      if (!cutting.cut()) break
      for (const { pk, sk } of [...pages, ...(await mails('results'))]) {
        await world.client.send(new DeleteCommand({ TableName: 'people', Key: { pk, sk } }))
      }
    }
  })
})
