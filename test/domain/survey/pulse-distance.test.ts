import fc from 'fast-check'
import { expect, test } from 'vitest'
import { surveyId } from '../../../functions/domain/ids.ts'
import { givesWay, type HeldPulse, inTheWay, tooClose } from '../../../functions/domain/survey/pulse-distance.ts'
import { planFrom, plannedQuarters, requirePlannedDistance } from '../../../functions/domain/survey/pulse-calendar.ts'
import { type PulsePlanInput } from '../../../functions/domain/survey/pulse-plan.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'
import { dayMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { planInput } from './plan-input.ts'

const start = '2026-11-02T08:00:00.000Z'
const day = (count: number): string => plus(start, count * dayMilliseconds)
const window = (quarter: string, from: number, to: number) => ({ quarter, opensAt: day(from), closesAt: day(to) })
const held = (
  name: string,
  quarter: string,
  from: number,
  to: number,
  status: HeldPulse['status'] = 'open',
): HeldPulse => ({
  surveyId: surveyId(new TextEncoder().encode(name.padEnd(16))),
  kind: 'pulse',
  status,
  ...window(quarter, from, to),
})

test.each([
  ['the same quarter', window('2026-Q4', 200, 210), 'quarter_has_pulse'],
  ['within it', window('2027-Q1', 2, 5), 'two_pulses_open'],
  ['around it', window('2027-Q1', -5, 15), 'two_pulses_open'],
  ['before it is over', window('2027-Q1', 9, 20), 'two_pulses_open'],
  ['44 days after it', window('2027-Q1', 54, 60), 'pulses_too_close'],
  ['44 days before it', window('2026-Q3', -60, -44), 'pulses_too_close'],
  ['45 days after it', window('2027-Q1', 55, 60), null],
  ['45 days before it', window('2026-Q3', -60, -45), null],
])('beside one that is open for ten days: %s', (_title, other, why) => {
  const one = window('2026-Q4', 0, 10)
  expect([tooClose(one, other), tooClose(other, one)]).toEqual([why, why])
})

test('a cancelled one stands in nobody’s way, nor does a survey before a meeting, nor one’s own', () => {
  const near = window('2027-Q1', 20, 30)
  const pulse = held('a', '2026-Q4', 0, 10)
  expect(inTheWay(near, [pulse])?.why).toBe('pulses_too_close')
  expect(
    inTheWay(near, [
      { ...pulse, status: 'cancelled' },
      { ...pulse, kind: 'pre-meeting' },
    ]),
  ).toBeNull()
  expect(inTheWay(near, [pulse], pulse.surveyId)).toBeNull()
})

const pulses = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: 200 }), days: fc.integer({ min: 1, max: 40 }), quarter: fc.nat(3) }),
  { minLength: 2, maxLength: 6 },
)

test('of any number that were made at once, those that open lie apart, in whatever order the clock looks', () => {
  fc.assert(
    fc.property(pulses, fc.infiniteStream(fc.nat()), (drawn, order) => {
      let rows = drawn.map(({ from, days, quarter }, index) =>
        held(`p${index}`, `2026-Q${quarter + 1}`, from, from + days, 'scheduled'),
      )
      const turns = rows
        .map(({ surveyId: id }) => ({ id, at: order.next().value ?? 0 }))
        .toSorted((a, b) => a.at - b.at)
      for (const { id } of turns) {
        const own = rows.find(({ surveyId: one }) => one === id)
        if (!own) continue
        const status = givesWay(own, rows) ? 'cancelled' : 'open'
        rows = rows.map(row => (row.surveyId === id ? { ...row, status } : row))
      }
      const open = rows.filter(({ status }) => status === 'open')
      expect(open.length).toBeGreaterThan(0)
      for (const one of open) expect(inTheWay(one, open, one.surveyId)).toBeNull()
    }),
  )
})

const now = '2026-11-10T00:00:00.000Z'
const setting = (
  next: PulsePlanInput,
  before: PulsePlanInput | null = null,
  made: readonly HeldPulse[] = [],
): string => {
  try {
    const stood = before && planFrom(before, null, now)
    requirePlannedDistance(planFrom(next, stood, now), stood, made, now)
    return 'taken'
  } catch (error) {
    return error instanceof Refusal ? error.code : 'no refusal'
  }
}
const moved = (...entries: [string, string][]) => entries.map(([quarter, date]) => ({ quarter, date, time: '09:00' }))

test('a plan moves no two quarters together, nor one to a pulse that was made', () => {
  expect(setting(planInput())).toBe('taken')
  expect(setting(planInput({ moved: moved(['2026-Q4', '2026-12-28'], ['2027-Q1', '2027-01-04']) }))).toBe(
    'two_pulses_open',
  )
  expect(setting(planInput({ moved: moved(['2027-Q1', '2027-01-10']) }))).toBe('pulses_too_close')
  expect(setting(planInput({ moved: moved(['2027-Q1', '2027-01-10']), skipped: ['2026-Q4'] }))).toBe('taken')
  const early = planInput({ opens: { month: 1, week: 1, weekday: 2, time: '09:00' } })
  const made = held('a', '2026-Q4', 30, 40)
  expect(setting(early, planInput(), [made])).toBe('pulses_too_close')
  expect(setting({ ...early, paused: true }, planInput(), [made])).toBe('taken')
})

test('what stood there before is not in the way of another change, and the quarter says that it will not open', () => {
  const made = held('a', '2026-Q4', 40, 60)
  const plan = planInput({ opens: { month: 1, week: 2, weekday: 2, time: '09:00' } })
  expect(setting({ ...plan, leaders: ['lee@example.com'], version: 1 }, plan, [made])).toBe('taken')
  const states = plannedQuarters(planFrom(plan, null, now), [{ ...made, quarter: '2026-Q4' }], now)
  expect(states.map(({ quarter, state }) => [quarter, state]).slice(0, 3)).toEqual([
    ['2026-Q4', 'made'],
    ['2027-Q1', 'too-close'],
    ['2027-Q2', 'planned'],
  ])
})
