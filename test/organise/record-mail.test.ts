import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { otherFacilitator, outsider } from '../caller.ts'
import { cutOff } from '../dynamodb.ts'
import { mailTables, mailsIn, openSurvey, runOnce, ownSes } from '../mailer/world.ts'
import { emptyTables, putSurvey } from '../survey.ts'
import { organise } from './setup.ts'
import { ownDatabase } from '../own.ts'

const world = ownDatabase()
const ses = ownSes()

const reviewId = `rev_${'r'.repeat(16)}`
const surveyId = 'srv_aaaaaaaaaaaaaaaa'
const letter = 'a'.repeat(32)
const path = `POST /api/surveys/${surveyId}/record`
const put = (TableName: string, Item: Record<string, unknown>) => world.client.send(new PutCommand({ TableName, Item }))

const person = (number: number) => ({
  invitationId: `inv_${String(number).padStart(16, '0')}`,
  email: `person${number}@example.com`,
  name: `Person ${number}`,
  seniority: null,
  zone: 'Europe/Berlin',
  language: 'en',
  cohort: 'all',
  unsubscribeId: `unsubscribe-${number}`,
})

const written = {
  pk: `review#${reviewId}`,
  sk: `record-letter#${letter}`,
  letter,
  keptAt: '2026-10-01T10:00:00.000Z',
  title: 'Checkout outage',
  meetingAt: '2026-11-02T08:00:00.000Z',
  understanding: 'The certificate had no owner.\nIts alert went to a mailbox nobody reads.',
  factors: [{ text: 'Ownership', confirmed: true }],
  decisions: [{ text: 'Renewed by hand', tradeOffs: 'Quick, and forgotten next year', confirmed: true }],
  lessons: [{ id: 'les_bbbbbbbbbbbbbbbb', text: 'What nobody owns expires' }],
  actions: [{ text: 'Name an owner', owner: 'Platform', dueOn: '2026-12-31' }],
}

beforeEach(async () => {
  await emptyTables(world.client, ...mailTables)
  ses.reset()
  const roster = { run: `run_${'a'.repeat(16)}`, chunks: 6 }
  await putSurvey(world.client, openSurvey({ reviewId, status: 'harvested', roster, addedChunks: ['late'] }))
  for (let chunk = 0; chunk < 6; chunk += 1) {
    const sk = `${roster.run}#${String(chunk).padStart(4, '0')}`
    await put('people', { pk: `invitation#${surveyId}`, sk, people: [person(chunk * 2), person(chunk * 2 + 1)] })
  }
  await put('people', { pk: `invitation#${surveyId}`, sk: 'added#late', people: [person(12)] })
  for (let number = 0; number < 13; number += 1) {
    const { email } = person(number)
    await put('people', { pk: 'person', sk: email, email })
  }
  await put('learning', {
    pk: `review#${reviewId}`,
    sk: 'review',
    id: reviewId,
    incidentId: `inc_${'i'.repeat(16)}`,
    title: 'Checkout outage',
    startedAt: '2026-11-01T00:00:00.000Z',
    meetingAt: '2026-11-02T08:00:00.000Z',
    zone: 'Europe/Berlin',
    durationMinutes: 60,
    facilitators: [{ email: 'fay@example.com', name: 'Fay Example' }],
    status: 'planned',
    version: 1,
  })
  await put('learning', { ...written, v: 2 })
})

const at = '2026-11-02T09:00:00.000Z'
const mailedAt = async (): Promise<unknown> => {
  const { pk, sk } = written
  return (await world.client.send(new GetCommand({ TableName: 'learning', Key: { pk, sk } }))).Item?.['mailedAt']
}
const mailAll = async (client = world.client, now = at) => {
  const { call } = organise(client)
  const counts: unknown[] = []
  for (let from: unknown = 0; from !== null; ) {
    const { status, json } = await call(path, { body: { letter, from }, at: now })
    if (status !== 200) return null
    counts.push(json)
    from = Object(json).next
  }
  return counts
}

describe('mailing a record', () => {
  test('queues one mail for each person invited, including those added later, a bounded number in each call', async () => {
    expect(await mailAll()).toStrictEqual([
      { mailed: 10, next: 5 },
      { mailed: 3, next: null },
    ])
    const to = (await mailsIn(world.client)).map(mail => mail['to'])
    expect(new Set(to).size).toBe(13)
    expect(to).toHaveLength(13)
  })

  test('done twice, or cut off anywhere and repeated, mails nobody twice', async () => {
    for (let calls = 0; calls < 30; calls += 3) {
      const { client } = cutOff(world.client, calls, calls % 2 === 0 ? 'before' : 'after')
      await mailAll(client)
    }
    await mailAll()
    await mailAll()
    expect(await mailsIn(world.client)).toHaveLength(13)
  })

  test('sends everybody the same words, as they were when the letter was made', async () => {
    await mailAll()
    expect((await runOnce(world.client, ses.post, at)).settled).toMatchObject({ sent: 13 })
    const bodies = ses.received.map(({ mail }) =>
      (mail.text ?? '').replace(/^Hello .*$/m, '').replace(/\/api\/unsubscribe\/\S+/, ''),
    )
    expect(new Set(bodies).size).toBe(1)
    for (const part of [
      'The certificate had no owner.',
      'Its alert went to a mailbox nobody reads.',
      'Ownership',
      'Renewed by hand. Quick, and forgotten next year',
      'What nobody owns expires',
      '/desk/#/lessons/les_bbbbbbbbbbbbbbbb',
      'Name an owner: Platform, by Thursday, 31 December 2026',
    ]) {
      expect(bodies[0]?.replaceAll(/\s+/g, ' ')).toContain(part)
    }
  })

  test('from before factors were confirmed one by one it is mailed without claiming that anybody agreed', async () => {
    const decisions = [{ text: 'Renewed by hand', tradeOffs: '' }]
    await put('learning', { ...written, factors: ['Ownership'], decisions })
    await mailAll()
    await runOnce(world.client, ses.post, at)
    const { mail } = ses.received[0] ?? {}
    expect(`${mail?.subject} ${mail?.text}`).toMatch(/not agreed on one by one\s+- Ownership\s+- Renewed by hand/)
    expect(`${mail?.subject} ${mail?.text}`.replace('not agreed on one by one', '')).not.toMatch(/agree/i)
  })

  test('marks the letter as mailed, with the time at which it was mailed last', async () => {
    expect(await mailedAt()).toBeUndefined()
    await mailAll()
    expect(await mailedAt()).toBe(at)
    await mailAll(world.client, '2026-11-03T09:00:00.000Z')
    expect(await mailedAt()).toBe('2026-11-03T09:00:00.000Z')
    await mailAll()
    expect(await mailedAt()).toBe('2026-11-03T09:00:00.000Z')
  })

  test('marks a letter in the shape of an earlier version too', async () => {
    await put('learning', { ...written, factors: ['Ownership'], decisions: [] })
    await mailAll()
    expect(await mailedAt()).toBe(at)
  })

  test('marks nothing by a call that mails nobody', async () => {
    const { call } = organise(world.client)
    expect((await call(path, { body: { letter, from: 1000 }, at })).json).toStrictEqual({ mailed: 0, next: null })
    expect(await mailedAt()).toBeUndefined()
  })

  test('leaves out people who have unsubscribed', async () => {
    await put('people', { pk: 'stop', sk: 'person3@example.com', reason: 'unsubscribed' })
    await mailAll()
    expect((await runOnce(world.client, ses.post, at)).settled).toMatchObject({ sent: 12, stopped: 1 })
  })

  test('waits for its readers’ morning', async () => {
    const { call } = organise(world.client)
    await call(path, { body: { letter }, at: '2026-11-02T22:00:00.000Z' })
    expect((await mailsIn(world.client)).map(mail => mail['dueAt'])).toContain('2026-11-03T07:00:00.000Z')
  })

  test('is refused without a sign-in, to others, for a letter nobody made, and before anybody was invited', async () => {
    const { call } = organise(world.client)
    const body = { letter }
    expect((await call(path, { body, as: null })).code).toBe('not_signed_in')
    expect((await call(path, { body, as: outsider })).code).toBe('not_allowed')
    expect((await call(path, { body, as: otherFacilitator })).code).toBe('unknown_survey')
    expect((await call(path, { body: { letter: 'b'.repeat(32) } })).code).toBe('unknown_letter')
    expect((await call(path, { body: { letter: 'anything' } })).code).toBe('invalid_body')
    await putSurvey(world.client, openSurvey({ reviewId, status: 'scheduled', roster: null }))
    expect((await call(path, { body })).code).toBe('survey_not_open')
    expect(await mailsIn(world.client)).toStrictEqual([])
  })
})
