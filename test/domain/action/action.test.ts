import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Action,
  ageDays,
  type ActionChange,
  actionSchema,
  actionStatusSchema,
  asOf,
  changeAction,
  daysWithoutProgress,
  isDay,
  isOpen,
  statusAsOf,
} from '../../../functions/domain/action/action.ts'
import { actionId } from '../../../functions/domain/ids.ts'
import { sampleAction } from './sample.ts'

const openedAt = '2026-07-01T09:00:00.000Z'
const opened: Action = {
  id: actionId(new Uint8Array(16)),
  version: 1,
  text: 'Alert on certificates that expire within 30 days',
  owner: 'Platform',
  ownerEmail: null,
  dueOn: '2026-09-30',
  category: 'monitoring',
  incidentId: null,
  reviewId: null,
  counterfactualId: null,
  failureMode: null,
  url: null,
  externalId: null,
  status: 'open',
  reason: null,
  openedAt,
  progressAt: openedAt,
  closedAt: null,
  notes: [],
  changes: [],
}
const later = '2026-08-10T12:00:00.000Z'

describe('age and progress', () => {
  test('age is counted in whole days from the opening, and stops at the close', () => {
    expect(ageDays(opened, openedAt)).toBe(0)
    expect(ageDays(opened, '2026-07-02T08:59:59.000Z')).toBe(0)
    expect(ageDays(opened, '2026-07-02T09:00:00.000Z')).toBe(1)
    expect(ageDays({ ...opened, closedAt: '2026-07-11T09:00:00.000Z' }, later)).toBe(10)
  })

  test('changing text, owner, due date or category is not progress', () => {
    const edited = changeAction(
      opened,
      { text: 'Another', owner: 'Payments', dueOn: '2026-12-31', category: 'automation' },
      later,
    )
    expect(edited.progressAt).toBe(openedAt)
    expect(daysWithoutProgress(edited, later)).toBe(40)
  })

  test('a note and a change of status are progress; setting the same status again is not', () => {
    expect(changeAction(opened, { note: 'Half of it is out' }, later)).toMatchObject({
      progressAt: later,
      notes: [{ at: later, text: 'Half of it is out' }],
    })
    expect(changeAction(opened, { status: 'in_progress' }, later).progressAt).toBe(later)
    expect(changeAction(opened, { status: 'open' }, later)).toStrictEqual(opened)
  })

  test('a note sent again after a lost reply is stored once', () => {
    const noted = changeAction(opened, { note: 'Out' }, later)
    expect(changeAction(noted, { note: 'Out' }, '2026-08-11T00:00:00.000Z')).toStrictEqual(noted)
  })

  test('a closed action is not waiting for progress; once reopened it is open as before, without a reason', () => {
    const dropped = changeAction(opened, { status: 'deprioritised', reason: 'Replaced next year' }, later)
    expect(dropped).toMatchObject({ closedAt: later, reason: 'Replaced next year' })
    expect(daysWithoutProgress(dropped, '2027-08-10T12:00:00.000Z')).toBe(0)
    expect(changeAction(dropped, { status: 'open' }, later)).toMatchObject({ closedAt: null, reason: null })
  })
})

const changes: fc.Arbitrary<ActionChange[]> = fc.array(
  fc.record(
    {
      status: fc.constantFrom(...actionStatusSchema.options),
      note: fc.constantFrom('a', 'b'),
      reason: fc.constant('r'),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 8 },
)
const hourly = (index: number): string => new Date(Date.parse(openedAt) + index * 3_600_000).toISOString()

test('an action can be reported as it was at any instant, whatever happened since', () => {
  fc.assert(
    fc.property(changes, all => {
      const states = [opened]
      for (const [index, one] of all.entries()) {
        states.push(changeAction(states.at(-1) ?? opened, one, hourly(index + 1)))
      }
      const last = states.at(-1) ?? opened
      for (const [index, { status, closedAt, progressAt }] of states.entries()) {
        // Just before the next change.
        expect(asOf(last, hourly(index + 1))).toMatchObject({ status, closedAt, progressAt })
      }
    }),
  )
})

test('for an action whose changes were not kept, the time of its close is known', () => {
  const closed: Action = { ...opened, status: 'completed', closedAt: later, progressAt: later }
  expect(asOf(closed, later)).toMatchObject({ status: 'open', closedAt: null, progressAt: openedAt })
  expect(asOf(closed, '2026-08-10T12:00:00.001Z')).toMatchObject({ status: 'completed', closedAt: later })
})

test('whatever is done to an action, it is closed exactly while it is completed or deprioritised', () => {
  fc.assert(
    fc.property(changes, all => {
      let action = opened
      for (const [index, one] of all.entries()) {
        action = changeAction(action, one, hourly(index))
        expect(actionSchema.safeParse(action).success).toBe(true)
        expect(action.closedAt === null).toBe(isOpen(action.status))
        expect(action.reason === null || action.status === 'deprioritised').toBe(true)
        expect(action.progressAt >= action.openedAt).toBe(true)
      }
    }),
  )
})

test('a due date is a date of the calendar', () => {
  expect(['2026-12-31', '2028-02-29'].map(isDay)).toStrictEqual([true, true])
  for (const text of ['2026-02-30', '2027-02-29', '31.12.2026', '2026-12-31T00:00:00Z', 'soon', '']) {
    expect([text, isDay(text)]).toStrictEqual([text, false])
  }
})

describe('a change that is taken back', () => {
  const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`
  const begun = changeAction(sampleAction(), { status: 'in_progress', note: 'Begun' }, at(1))
  const aside = changeAction(begun, { status: 'deprioritised', reason: 'No time' }, at(2))
  // From before moves were kept.
  const older = sampleAction({ status: 'completed', closedAt: at(3), progressAt: at(3) })

  test.each([
    ['one that had not moved', sampleAction(), 'completed'],
    ['one under way', begun, 'completed'],
    ['one under way that is opened again', begun, 'open'],
    ['one that was put aside', aside, 'completed'],
    ['one that was completed before moves were kept', older, 'open'],
  ] as const)('leaves %s as if it had not happened', (_what, before, status) => {
    const moved = changeAction(before, { status }, at(20))
    expect(moved.status).toBe(status)
    const { status: was, reason } = before
    const back = changeAction(moved, { status: was, takesBack: true, ...(reason ? { reason } : {}) }, at(25))
    const { changes, ...rest } = back
    expect({ ...rest, changes: [] }).toStrictEqual({ ...before, changes: [] })
    expect(statusAsOf(back, at(30))).toStrictEqual({ status: was, closedAt: before.closedAt })
    expect(changes.length).toBeLessThanOrEqual(Math.max(before.changes.length, 1))
  })

  test('is an ordinary move where the action had another status before the last', () => {
    const moved = changeAction(begun, { status: 'completed' }, at(20))
    expect(changeAction(moved, { status: 'open', takesBack: true }, at(25))).toMatchObject({
      status: 'open',
      progressAt: at(25),
      changes: [{}, {}, { at: at(25), status: 'open' }],
    })
  })
})
