import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { followPlan } from '../../functions/clock/planning.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { planFrom, pulseWindow } from '../../functions/domain/survey/pulse-calendar.ts'
import { type PulsePlan, pulsePlanInputSchema } from '../../functions/domain/survey/pulse-plan.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import { organise } from '../organise/setup.ts'
import { cutOff, holdAt, testTables, withinGrants } from '../dynamodb.ts'
import { emptyTables, itemsOf, personRow } from '../survey.ts'
import { pulsePlanKey } from '../keys.ts'
import { ownDatabase } from '../own.ts'

const plan: PulsePlan = planFrom(
  pulsePlanInputSchema.parse({
    zone: 'Europe/Berlin',
    opens: { month: 3, week: 1, weekday: 2, time: '09:00' },
    openDays: 10,
    version: 0,
  }),
  null,
  '2026-01-01T00:00:00.000Z',
)
const { opensAt, closesAt } = pulseWindow(plan, '2026-Q4')
const minute = 60_000

const world = ownDatabase()

const clear = () => emptyTables(world.client, 'surveys')
const putPlan = (changes: Partial<PulsePlan> = {}) =>
  world.client.send(new PutCommand({ TableName: 'people', Item: { ...pulsePlanKey, ...plan, ...changes } }))
const enrol = async (count: number) => {
  for (let index = 0; index < count; index += 1) {
    const person = personRow(index)
    await world.client.send(
      new PutCommand({ TableName: 'people', Item: { pk: 'person', sk: person.email, ...person } }),
    )
  }
}
beforeEach(async () => {
  await clear()
  await putPlan()
  await enrol(9)
})

const follow = (now: string, client = withinGrants(world.client, 'clock')) =>
  followPlan(clockStore({ ...testTables, documents: client }), now)
const pulses = async (): Promise<Survey[]> =>
  (await itemsOf(world.client, 'surveys')).filter(({ pk }) => pk === 'survey').map(item => surveySchema.parse(item))

describe('carrying out the plan', () => {
  test('makes the quarter’s pulse when its time has come, and not earlier', async () => {
    await follow(plus(opensAt, -1))
    expect(await pulses()).toEqual([])
    await follow(opensAt)
    expect(await pulses()).toMatchObject([
      {
        kind: 'pulse',
        status: 'scheduled',
        quarter: '2026-Q4',
        title: 'Q4 2026',
        instrument: 'pulse-2',
        zone: 'Europe/Berlin',
        opensAt,
        closesAt,
        invited: 9,
        groupMinimum: 5,
      },
    ])
    const queued = (await itemsOf(world.client, 'surveys')).find(({ pk }) => pk === 'survey')
    expect(queued).toMatchObject({ queue: 'active', expiresAtSeconds: expect.any(Number) })
  })

  test('makes one pulse when run every minute, and twice at once', async () => {
    await Promise.all([follow(opensAt), follow(opensAt), follow(opensAt)])
    for (let minutes = 1; minutes < 4; minutes += 1) await follow(plus(opensAt, minutes * minute))
    expect((await pulses()).length).toBe(1)
  })

  test.each(['before', 'after'] as const)('cut off %s any call and run again, it makes one', async when => {
    for (let calls = 0; ; calls += 1) {
      await clear()
      await putPlan()
      const cutting = cutOff(withinGrants(world.client, 'clock'), calls, when)
      await follow(opensAt, cutting.client).catch(() => {})
      await follow(plus(opensAt, minute))
      await follow(plus(opensAt, 2 * minute))
      expect((await pulses()).length).toBe(1)
      if (!cutting.cut()) break
    }
  })

  test('skips a quarter that has a pulse made by hand, and one whose pulse was cancelled', async () => {
    const { call } = organise(world.client)
    const body = { kind: 'pulse', quarter: '2026-Q4', closesAt }
    expect((await call('POST /api/surveys', { body })).status).toBe(201)
    await follow(opensAt)
    const [made, ...others] = await pulses()
    expect(others).toEqual([])
    await call(`POST /api/surveys/${made?.surveyId}/cancel`)
    await follow(opensAt)
    expect((await pulses()).map(({ status }) => status)).toEqual(['cancelled'])
  })

  test('together with a facilitator who opens one at the same moment, makes one pulse', async () => {
    const { call } = organise(world.client)
    const hold = holdAt(withinGrants(world.client, 'clock'), command => command instanceof PutCommand)
    const following = follow(opensAt, hold.client)
    await hold.reached
    const made = await call('POST /api/surveys', { body: { kind: 'pulse', quarter: '2026-Q4', closesAt } })
    hold.release()
    await following
    await follow(plus(opensAt, minute))
    expect([made.status, (await pulses()).length]).toEqual([201, 1])
  })

  test.each([
    ['the same close is the one that was asked for', closesAt, [201, undefined]],
    ['another close is in the way', plus(closesAt, minute), [409, 'quarter_has_pulse']],
  ])('between a facilitator’s claim and row still leaves one pulse: %s', async (_, until, answered) => {
    const atItsRow = (command: object): boolean =>
      command instanceof PutCommand && command.input.Item?.['pk'] === 'survey'
    const hold = holdAt(world.client, atItsRow)
    const body = { kind: 'pulse', quarter: '2026-Q4', closesAt: until }
    const making = organise(hold.client).call('POST /api/surveys', { body })
    await hold.reached
    await follow(opensAt)
    hold.release()
    const { status, code } = await making
    expect([status, code]).toEqual(answered)
    await follow(plus(opensAt, minute))
    expect((await pulses()).length).toBe(1)
  })

  test('finishes once what a facilitator began before being cut off', async () => {
    const { call } = organise(world.client)
    const body = { kind: 'pulse', quarter: '2026-Q4', closesAt }
    for (let calls = 0; ; calls += 1) {
      await clear()
      await putPlan()
      const cutting = cutOff(world.client, calls, 'after')
      await organise(cutting.client).call('POST /api/surveys', { body })
      await follow(opensAt)
      await follow(plus(opensAt, minute))
      const made = (await pulses()).filter(({ invited }) => invited > 0)
      expect(made.length).toBe(1)
      expect((await call('POST /api/surveys', { body })).code).toBe('quarter_has_pulse')
      if (!cutting.cut()) break
    }
  })

  test('waits, within the window, until somebody is on the roster', async () => {
    await emptyTables(world.client, 'people')
    await putPlan()
    await follow(opensAt)
    expect(await pulses()).toEqual([])
    await enrol(3)
    await follow(plus(opensAt, minute))
    expect(await pulses()).toMatchObject([{ invited: 3, status: 'scheduled' }])
  })

  test('skips and moves quarters as the plan says, and does nothing while it is paused', async () => {
    await putPlan({ skipped: ['2026-Q4'] })
    await follow(opensAt)
    await putPlan({ paused: true })
    await follow(opensAt)
    await putPlan({ moved: [{ quarter: '2026-Q4', date: '2026-12-15', time: '10:00' }] })
    await follow(opensAt)
    expect(await pulses()).toEqual([])
    await follow('2026-12-15T09:00:00.000Z')
    expect(await pulses()).toMatchObject([
      { opensAt: '2026-12-15T09:00:00.000Z', closesAt: '2026-12-25T09:00:00.000Z' },
    ])
  })

  test('after an outage, opens late for the time that is left', async () => {
    await follow(plus(opensAt, 3 * 24 * 60 * minute))
    expect(await pulses()).toMatchObject([{ opensAt, closesAt }])
  })
})
