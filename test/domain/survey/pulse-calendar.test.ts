import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  duePulse,
  leastOpenMilliseconds,
  plannedQuarters,
  planFrom,
  pulseWindow,
  quarterIn,
} from '../../../functions/domain/survey/pulse-calendar.ts'
import { nextQuarter } from '../../../functions/domain/time/instants.ts'
import {
  type PulsePlan,
  type PulsePlanInput,
  pulsePlanInputSchema,
} from '../../../functions/domain/survey/pulse-plan.ts'
import { surveyIdSchema } from '../../../functions/domain/ids.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'
import { planInput } from './plan-input.ts'

const early = '2025-01-01T00:00:00.000Z'
const plan = (changes: Partial<PulsePlan> = {}): PulsePlan => ({ ...planFrom(planInput(), null, early), ...changes })
const opening = (changes: Partial<PulsePlan>, quarter: string) => pulseWindow(plan(changes), quarter).opensAt
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'taken'
  } catch (error) {
    return error instanceof Refusal ? error.code : 'no refusal'
  }
}

describe('the window of a quarter', () => {
  test('is the first Tuesday of its last month at 09:00 local time, for ten days', () => {
    expect(pulseWindow(plan(), '2026-Q3')).toEqual({
      quarter: '2026-Q3',
      opensAt: '2026-09-01T07:00:00.000Z',
      closesAt: '2026-09-11T07:00:00.000Z',
    })
    expect(pulseWindow(plan(), '2026-Q4').opensAt).toBe('2026-12-01T08:00:00.000Z')
  })

  test('can be counted from the end: the fifth Monday is the last, whether the fourth or the fifth', () => {
    const opens = { month: 1, week: 5, weekday: 1, time: '10:30' }
    expect(opening({ opens, zone: 'UTC' }, '2026-Q2')).toBe('2026-04-27T10:30:00.000Z')
    expect(opening({ opens: { ...opens, month: 2 }, zone: 'UTC' }, '2026-Q4')).toBe('2026-11-30T10:30:00.000Z')
  })

  test('if moved, opens on its own day and stays open as long', () => {
    const moved = [{ quarter: '2026-Q4', date: '2026-12-08', time: '14:00' }]
    expect(pulseWindow(plan({ moved }), '2026-Q4')).toMatchObject({
      opensAt: '2026-12-08T13:00:00.000Z',
      closesAt: '2026-12-18T13:00:00.000Z',
    })
    expect(pulseWindow(plan({ moved }), '2026-Q3').opensAt).toBe('2026-09-01T07:00:00.000Z')
  })

  test('when clocks go forward, moves a time that does not exist an hour later', () => {
    // 29 March 2026, the last Sunday: 02:00 becomes 03:00 in Berlin.
    const opens = { month: 3, week: 5, weekday: 7, time: '02:30' }
    expect(opening({ opens }, '2026-Q1')).toBe('2026-03-29T01:30:00.000Z')
    // 8 March 2026, the second Sunday, in New York.
    expect(opening({ opens: { ...opens, week: 2 }, zone: 'America/New_York' }, '2026-Q1')).toBe(
      '2026-03-08T07:30:00.000Z',
    )
  })

  test('when clocks go back, uses the first of two equal times', () => {
    // 25 October 2026, the last Sunday: 03:00 becomes 02:00 in Berlin.
    const opens = { month: 1, week: 5, weekday: 7, time: '02:30' }
    expect(opening({ opens }, '2026-Q4')).toBe('2026-10-25T00:30:00.000Z')
    // 1 November 2026, the first Sunday, in New York.
    expect(
      opening({ opens: { ...opens, month: 2, week: 1, time: '01:30' }, zone: 'America/New_York' }, '2026-Q4'),
    ).toBe('2026-11-01T05:30:00.000Z')
  })

  test('closes at the same time of day, whatever clock changes lie between', () => {
    const over = pulseWindow(plan({ opens: { month: 1, week: 4, weekday: 5, time: '09:00' } }), '2026-Q4')
    expect(over).toMatchObject({ opensAt: '2026-10-23T07:00:00.000Z', closesAt: '2026-11-02T08:00:00.000Z' })
  })

  test('opens within its quarter by the zone’s calendar, on the day and at the time of the rule', () => {
    const zones = [
      'UTC',
      'Pacific/Auckland',
      'America/Los_Angeles',
      'Asia/Kolkata',
      'Pacific/Apia',
      'Australia/Lord_Howe',
    ]
    const rule = fc.record({
      month: fc.integer({ min: 1, max: 3 }),
      week: fc.integer({ min: 1, max: 5 }),
      weekday: fc.integer({ min: 1, max: 7 }),
      time: fc.constantFrom('00:00', '02:30', '09:00', '23:59'),
    })
    const quarter = fc
      .tuple(fc.integer({ min: 2024, max: 2060 }), fc.integer({ min: 1, max: 4 }))
      .map(([y, q]) => `${y}-Q${q}`)
    fc.assert(
      fc.property(rule, quarter, fc.constantFrom(...zones), (opens, of, zone) => {
        const { opensAt, closesAt } = pulseWindow(plan({ opens, zone }), of)
        expect(quarterIn(opensAt, zone)).toBe(of)
        const local = Temporal.Instant.from(opensAt).toZonedDateTimeISO(zone)
        expect(local.dayOfWeek).toBe(opens.weekday)
        if (opens.week < 5) expect(Math.ceil(local.day / 7)).toBe(opens.week)
        else expect(local.day + 7).toBeGreaterThan(local.daysInMonth)
        const days = (Date.parse(closesAt) - Date.parse(opensAt)) / 86_400_000
        expect(Math.abs(days - 10)).toBeLessThan(0.06)
      }),
    )
  })
})

test('one quarter follows the other', () => {
  expect(['2026-Q1', '2026-Q4'].map(nextQuarter)).toEqual(['2026-Q2', '2027-Q1'])
  expect(quarterIn('2026-12-31T11:30:00Z', 'Pacific/Auckland')).toBe('2027-Q1')
})

describe('what is due', () => {
  const { opensAt, closesAt } = pulseWindow(plan(), '2026-Q3')

  test('is the quarter’s pulse from its opening until a day before its close', () => {
    expect(duePulse(plan(), plus(opensAt, -1))).toBeNull()
    expect(duePulse(plan(), opensAt)?.quarter).toBe('2026-Q3')
    expect(duePulse(plan(), plus(closesAt, -leastOpenMilliseconds))?.quarter).toBe('2026-Q3')
    expect(duePulse(plan(), plus(closesAt, 1 - leastOpenMilliseconds))).toBeNull()
  })

  test('is nothing while the plan is paused or the quarter is skipped', () => {
    expect(duePulse(plan({ paused: true }), opensAt)).toBeNull()
    expect(duePulse(plan({ skipped: ['2026-Q3'] }), opensAt)).toBeNull()
    expect(duePulse(plan({ skipped: ['2026-Q2'] }), opensAt)).not.toBeNull()
  })

  test('is still the previous quarter’s if its window reaches into the next', () => {
    const late = plan({ opens: { month: 3, week: 5, weekday: 1, time: '09:00' }, openDays: 14 })
    expect(duePulse(late, '2026-10-05T00:00:00Z')?.quarter).toBe('2026-Q3')
  })

  test('is nothing if the opening lay before the plan was made', () => {
    const made = planFrom(planInput(), null, plus(opensAt, 3_600_000))
    expect(duePulse(made, plus(opensAt, 7_200_000))).toBeNull()
    expect(duePulse(made, pulseWindow(made, '2026-Q4').opensAt)?.quarter).toBe('2026-Q4')
  })

  test('stays due if something else in the plan is changed in that minute', () => {
    const changed = planFrom(planInput({ leaders: ['lee@example.com'], version: 1 }), plan(), plus(opensAt, 30_000))
    expect(duePulse(changed, plus(opensAt, 60_000))?.quarter).toBe('2026-Q3')
  })

  test.each([
    ['the rule', { opens: { month: 3, week: 1, weekday: 1, time: '09:00' } }, {}],
    ['a skip taken back', {}, { skipped: ['2026-Q3'] }],
    ['a pause taken back', {}, { paused: true }],
  ] satisfies [string, Partial<PulsePlanInput>, Partial<PulsePlan>][])(
    'never becomes due in the past by %s',
    (_, changes, before) => {
      const now = plus(opensAt, 86_400_000)
      expect(duePulse(planFrom(planInput({ ...changes, version: 1 }), plan(before), now), now)).toBeNull()
    },
  )
})

describe('a change of the plan', () => {
  const now = '2026-11-25T12:00:00.000Z'
  const moved = (quarter: string, date: string) => planInput({ moved: [{ quarter, date, time: '09:00' }] })

  test.each([
    ['unknown_instrument', planInput({ instrument: 'pre-meeting-1' })],
    ['unknown_instrument', planInput({ instrument: 'pulse-0' })],
    ['outside_its_quarter', moved('2026-Q4', '2027-01-01')],
    ['outside_its_quarter', moved('2027-Q1', '2026-12-31')],
    ['opening_in_the_past', moved('2026-Q4', '2026-11-24')],
    ['taken', moved('2026-Q4', '2026-12-31')],
  ])('is %s', (code, changed) => {
    expect(codeOf(() => planFrom(changed, null, now))).toBe(code)
  })

  test('keeps an earlier move of an opening that has passed since', () => {
    const before = planFrom(moved('2026-Q4', '2026-11-20'), null, '2026-11-01T00:00:00.000Z')
    expect(codeOf(() => planFrom({ ...moved('2026-Q4', '2026-11-20'), version: 1 }, before, now))).toBe('taken')
  })

  test.each([
    [{ zone: 'Mars/Olympus' }],
    [{ openDays: 1 }],
    [{ openDays: 31 }],
    [{ opens: { month: 4, week: 1, weekday: 1, time: '09:00' } }],
    [{ opens: { month: 3, week: 1, weekday: 1, time: '24:00' } }],
    [{ skipped: ['2026-Q5'] }],
    [{ skipped: ['2026-Q4', '2026-Q4'] }],
    [{ moved: [{ quarter: '2026-Q4', date: '2026-02-30', time: '09:00' }] }],
    [{ leaders: ['nobody'] }],
  ])('%j does not parse', changes => {
    expect(pulsePlanInputSchema.safeParse({ ...planInput(), ...changes }).success).toBe(false)
  })

  test('writes to each leader once', () => {
    expect(planInput({ leaders: ['lee@example.com', 'LEE@example.com '] }).leaders).toEqual(['lee@example.com'])
  })
})

test('lists the current quarter and those after it, each with what becomes of it', () => {
  const now = '2026-09-20T00:00:00.000Z'
  const survey = {
    quarter: '2026-Q3',
    surveyId: surveyIdSchema.parse(`srv_${'a'.repeat(16)}`),
    status: 'harvested' as const,
    opensAt: early,
    closesAt: now,
  }
  const shown = plan({ skipped: ['2026-Q4'], moved: [{ quarter: '2027-Q1', date: '2027-03-09', time: '08:00' }] })
  const quarters = plannedQuarters(shown, [survey], now)
  expect(quarters.map(({ quarter, state }) => [quarter, state])).toEqual([
    ['2026-Q3', 'made'],
    ['2026-Q4', 'skipped'],
    ['2027-Q1', 'moved'],
    ['2027-Q2', 'planned'],
    ['2027-Q3', 'planned'],
  ])
  expect(quarters[0]).toMatchObject({ status: 'harvested', opensAt: early })
  expect(quarters[2]?.opensAt).toBe('2027-03-09T07:00:00.000Z')
  expect(plannedQuarters(shown, [], now)[0]).toMatchObject({ state: 'past', surveyId: null })
})
