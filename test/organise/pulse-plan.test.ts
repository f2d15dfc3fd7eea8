import { beforeEach, describe, expect, test } from 'vitest'
import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { pulsePlanViewSchema } from '../../functions/domain/survey/pulse-plan.ts'
import { director, facilitator, noon, outsider } from '../caller.ts'
import { cutOff } from '../dynamodb.ts'
import { hours, idIn, organise, row, trio } from './setup.ts'
import { ownDatabase } from '../own.ts'

const database = ownDatabase()
beforeEach(async () => {
  const Key = { pk: 'pulse-plan', sk: 'pulse-plan' }
  await database.client.send(new DeleteCommand({ TableName: 'people', Key }))
})

const world = () => organise(database.client)
const plan = (changes: object = {}) => ({
  zone: 'Europe/Berlin',
  opens: { month: 3, week: 1, weekday: 2, time: '09:00' },
  openDays: 10,
  leaders: ['lee@example.com'],
  version: 0,
  ...changes,
})

describe('the pulse plan', () => {
  test('is null before there is one', async () => {
    expect((await world().call('GET /api/pulse-plan')).json).toStrictEqual({ plan: null, quarters: [] })
  })

  test('is stored with its defaults, and lists the coming quarters', async () => {
    const { call } = world()
    const answer = await call('PUT /api/pulse-plan', { body: plan() })
    expect(answer.status).toBe(200)
    const view = pulsePlanViewSchema.parse(answer.json)
    expect(view.plan).toMatchObject({ instrument: 'pulse-2', paused: false, skipped: [], version: 1, activeFrom: noon })
    expect(view.quarters.length).toBe(5)
    expect((await call('GET /api/pulse-plan')).json).toStrictEqual(answer.json)
  })

  test('names the survey that a quarter already has', async () => {
    const { call } = world()
    await call('PUT /api/people', { body: trio.map(email => ({ email })) })
    await call('PUT /api/pulse-plan', { body: plan() })
    const made = idIn(
      (await call('POST /api/surveys', { body: { kind: 'pulse', quarter: '2026-Q4', closesAt: hours(99) } })).json,
    )
    expect((await row(database.client, made)).zone).toBe('Europe/Berlin')
    const view = pulsePlanViewSchema.parse((await call('GET /api/pulse-plan')).json)
    expect(view.quarters[0]).toMatchObject({ quarter: '2026-Q4', state: 'made', surveyId: made, status: 'scheduled' })
    await call(`POST /api/surveys/${made}/cancel`)
    const after = pulsePlanViewSchema.parse((await call('GET /api/pulse-plan')).json)
    expect(after.quarters[0]).toMatchObject({ surveyId: made, status: 'cancelled' })
  })

  test('changed by two at once, refuses the second', async () => {
    const { call } = world()
    await call('PUT /api/pulse-plan', { body: plan() })
    expect((await call('PUT /api/pulse-plan', { body: plan({ version: 1, openDays: 7 }) })).status).toBe(200)
    const late = await call('PUT /api/pulse-plan', { body: plan({ version: 1, openDays: 5 }) })
    expect([late.status, late.code]).toStrictEqual([409, 'changed_meanwhile'])
    const first = await call('PUT /api/pulse-plan', { body: plan() })
    expect(first.code).toBe('changed_meanwhile')
    const view = pulsePlanViewSchema.parse((await call('GET /api/pulse-plan')).json)
    expect(view.plan).toMatchObject({ openDays: 7, version: 2 })
  })

  test.each([
    ['invalid_body', { openDays: 90 }],
    ['invalid_body', { zone: 'Nowhere/Land' }],
    ['invalid_body', { zone: 'IST' }],
    ['invalid_body', { zone: 'ECT' }],
    ['invalid_body', { opens: { month: 3, week: 1, weekday: 2, time: '9 o’clock' } }],
    ['unknown_instrument', { instrument: 'pre-meeting-1' }],
    ['outside_its_quarter', { moved: [{ quarter: '2027-Q1', date: '2027-04-01', time: '09:00' }] }],
    ['closing_too_far_ahead', { moved: [{ quarter: '2027-Q4', date: '2027-12-01', time: '09:00' }] }],
    ['opening_in_the_past', { moved: [{ quarter: '2026-Q4', date: '2026-10-01', time: '09:00' }] }],
  ])('refuses %s for %j, and stays as it was', async (code, changes) => {
    const { call } = world()
    await call('PUT /api/pulse-plan', { body: plan() })
    const before = (await call('GET /api/pulse-plan')).json
    const answer = await call('PUT /api/pulse-plan', { body: plan({ ...changes, version: 1 }) })
    expect([answer.status, answer.code]).toStrictEqual([400, code])
    expect((await call('GET /api/pulse-plan')).json).toStrictEqual(before)
  })

  test('is for facilitators only', async () => {
    const { call } = world()
    for (const path of ['GET', 'PUT'].map(method => `${method} /api/pulse-plan`)) {
      const body = path.startsWith('PUT') ? { body: plan() } : {}
      expect((await call(path, { as: null, ...body })).code).toBe('not_signed_in')
      expect((await call(path, { as: director, ...body })).code).toBe('not_allowed')
      expect((await call(path, { as: outsider, ...body })).code).toBe('not_allowed')
      expect((await call(path, { as: facilitator, ...body })).status).toBe(200)
    }
  })

  test.each(['before', 'after'] as const)('cut off %s any call and sent again, it is there once', async when => {
    for (let calls = 0; ; calls += 1) {
      await database.client.send(
        new DeleteCommand({ TableName: 'people', Key: { pk: 'pulse-plan', sk: 'pulse-plan' } }),
      )
      const cutting = cutOff(database.client, calls, when)
      await organise(cutting.client).call('PUT /api/pulse-plan', { body: plan() })
      const again = await world().call('PUT /api/pulse-plan', { body: plan() })
      expect(again.status).toBe(200)
      const view = pulsePlanViewSchema.parse((await world().call('GET /api/pulse-plan')).json)
      expect(view.plan).toMatchObject({ version: 1, leaders: ['lee@example.com'] })
      if (!cutting.cut()) break
    }
  })
})
