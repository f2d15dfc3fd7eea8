import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quarterFiguresSchema } from '../../../functions/domain/figures/figures.ts'
import {
  type CountedAction,
  type CountedIncident,
  hourAndWeekday,
  quarterFigures,
} from '../../../functions/domain/figures/count.ts'
import { metricEvents } from '../../../functions/domain/figures/metric-events.ts'
import { figuresAt } from '../../../functions/domain/figures/read.ts'
import { incidentId } from '../../../functions/domain/ids.ts'
import { quarterOf, usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { lookBackFrom, recurringAmong } from '../../../functions/domain/incident/recurrence.ts'

const day = 86_400_000
const quarters = ['2026-Q1', '2026-Q2', '2026-Q3']
const start = Date.parse('2026-01-01T00:00:00Z')
const end = Date.parse('2026-10-01T00:00:00Z')

const instant = fc.integer({ min: start, max: end - 1 }).map(at => new Date(at).toISOString())
const incident = fc.record({
  startedAt: instant,
  severity: fc.constantFrom('P1', 'P2', 'P3', null),
  services: fc.subarray(['checkout', 'search', 'login']),
  domains: fc.subarray(['commerce', 'identity']),
  deploymentRelated: fc.boolean(),
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns'),
  mode: fc.constantFrom('pool exhausted', 'certificate expired', null),
})
const incidents = fc
  .array(incident, { maxLength: 60 })
  .map(all => all.map((one, index) => ({ ...one, id: `inc_${String(index).padStart(16, 'a')}` }) as CountedIncident))

const action = fc
  .record({
    openedAt: instant,
    openDays: fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
    moved: fc.double({ min: 0, max: 1, noNaN: true }),
    outcome: fc.constantFrom('completed' as const, 'deprioritised' as const),
    systemic: fc.boolean(),
  })
  .map(({ openedAt, openDays, moved, outcome, systemic }): Omit<CountedAction, 'id'> => {
    const from = Date.parse(openedAt)
    const closed = openDays === null ? null : from + openDays * day
    const progressAt = new Date(closed ?? from + moved * (end - from)).toISOString()
    return {
      status: closed === null ? 'open' : outcome,
      openedAt,
      progressAt,
      closedAt: closed === null ? null : new Date(closed).toISOString(),
      notes: [],
      systemic,
    }
  })
const actions = fc
  .array(action, { maxLength: 60 })
  .map(all => all.map((one, index) => ({ ...one, id: `act_${String(index).padStart(16, 'a')}` })))

const storedOf = (all: readonly CountedIncident[], agreed: readonly CountedAction[]) =>
  quarters.map(quarter =>
    quarterFiguresSchema.parse(
      quarterFigures(
        {
          quarter,
          calendar: usualCalendar,
          incidents: all.filter(({ startedAt }) => quarterOf(startedAt, usualCalendar) === quarter),
          recurring: recurringAmong(all),
          actions: agreed,
          meetings: [],
        },
        1,
      ),
    ),
  )

test('an incident recurs if another of its mode began in the months before it, compared with all others', () => {
  fc.assert(
    fc.property(incidents, instant, (all, now) => {
      const quarter = quarterOf(now, usualCalendar)
      const past = all.filter(({ startedAt }) => startedAt <= now)
      const { recurrence } = figuresAt(storedOf(past, []), quarter, now, usualCalendar)
      const today = Date.parse(`${now.slice(0, 10)}T00:00:00Z`)
      const within = past.filter(({ startedAt }) => Date.parse(startedAt) >= today - 89 * day)
      const recurring = within.filter(one =>
        past.some(
          other =>
            other.mode !== null &&
            other.mode === one.mode &&
            other.startedAt >= lookBackFrom(one.startedAt) &&
            (other.startedAt < one.startedAt || (other.startedAt === one.startedAt && other.id < one.id)),
        ),
      )
      expect(recurrence).toMatchObject({ total: within.length, recurring: recurring.length })
      const classified = within.filter(({ mode }) => mode !== null).length
      expect(recurrence.classified).toBe(classified)
      const isTold = classified > 0 && classified >= within.length * 0.6
      expect(recurrence.rate).toBe(isTold ? recurring.length / classified : null)
    }),
  )
})

test('velocity and ages of a past quarter are those at its end, whatever happened since', () => {
  fc.assert(
    fc.property(actions, agreed => {
      for (const [quarter, last] of [
        ['2026-Q1', '2026-03-31'],
        ['2026-Q2', '2026-06-30'],
      ] as const) {
        const { closure, ages } = figuresAt(storedOf([], agreed), quarter, new Date(end).toISOString(), usualCalendar)
        const inQuarter = (at: string | null) => at !== null && quarterOf(at, usualCalendar) === quarter
        const opened = agreed.filter(({ openedAt }) => inQuarter(openedAt)).length
        const completed = agreed.filter(({ status, closedAt }) => status === 'completed' && inQuarter(closedAt)).length
        expect(closure).toMatchObject({ opened, completed, velocity: opened ? completed / opened : null })
        const open = agreed.filter(
          ({ openedAt, closedAt }) =>
            openedAt.slice(0, 10) <= last && (closedAt === null || closedAt.slice(0, 10) > last),
        )
        const days = open.map(({ openedAt }) => (Date.parse(last) - Date.parse(openedAt.slice(0, 10))) / day)
        expect(ages.open).toBe(open.length)
        expect(ages.ages.flatMap(age => Array.from({ length: age.count }, () => age.days))).toStrictEqual(
          days.toSorted((a, b) => a - b),
        )
        expect(ages.oldest).toBe(days.length ? Math.max(...days) : null)
      }
    }),
  )
})

test('a quarter without entries has the open actions of the one before, older by now', () => {
  const one: CountedAction = {
    id: 'act_aaaaaaaaaaaaaaaa',
    status: 'open',
    openedAt: '2026-06-01T10:00:00.000Z',
    progressAt: '2026-06-20T10:00:00.000Z',
    closedAt: null,
    notes: [],
    systemic: true,
  }
  const stored = storedOf([], [one]).filter(({ quarter }) => quarter <= '2026-Q2')
  expect(figuresAt(stored, '2026-Q3', '2026-09-18T09:00:00.000Z', usualCalendar).ages).toMatchObject({
    open: 1,
    p50: 109,
    oldest: 109,
    still: { count: 0, share: 0 },
  })
  expect(figuresAt(stored, '2026-Q3', '2026-09-19T09:00:00.000Z', usualCalendar).ages.still).toStrictEqual({
    count: 1,
    share: 1,
  })
})

test('a severity that nobody has said is a label of its own in the metrics', () => {
  const one = {
    id: incidentId(new Uint8Array(16)),
    severity: null,
    services: [],
    domains: [],
    deploymentRelated: false,
  }
  const [event] = metricEvents({
    quarter: '2026-Q1',
    calendar: usualCalendar,
    incidents: [{ ...one, startedAt: '2026-01-02T00:00:00.000Z', zone: 'UTC', mode: 'pool exhausted' }],
    recurring: new Set(),
    actions: [],
    meetings: [],
  })
  expect(event?.labels).toMatchObject({ severity: 'unknown', failure_mode: 'pool exhausted' })
})

test('incidents are counted by service, severity, domain and deployment, and by hour and weekday in their own zone', () => {
  fc.assert(
    fc.property(incidents, all => {
      for (const figures of storedOf(all, [])) {
        const own = all.filter(({ startedAt }) => quarterOf(startedAt, usualCalendar) === figures.quarter)
        const { total, severities, services, domains, hours, weekdays, deploymentRelated } = figures.incidents
        expect(total).toBe(own.length)
        const rated = own.filter(({ severity }) => severity !== null)
        expect(severities.P1 + severities.P2 + severities.P3).toBe(rated.length)
        for (const { name, count } of services.names) {
          expect(count).toBe(own.filter(one => one.services.includes(name)).length)
        }
        for (const { name, count } of domains.names) {
          expect(count).toBe(own.filter(one => one.domains.includes(name)).length)
        }
        expect(deploymentRelated).toBe(own.filter(one => one.deploymentRelated).length)
        for (const one of own) {
          const local = new Date(new Date(one.startedAt).toLocaleString('en-US', { timeZone: one.zone }))
          const { hour, weekday } = hourAndWeekday(one.startedAt, one.zone)
          expect([hour, (weekday + 1) % 7]).toStrictEqual([local.getHours(), local.getDay()])
        }
        expect(hours.reduce((a, b) => a + b, 0)).toBe(own.length)
        expect(weekdays.reduce((a, b) => a + b, 0)).toBe(own.length)
      }
    }),
    { numRuns: 40 },
  )
})

describe('participation', () => {
  const at = '2026-02-02T10:00:00.000Z'
  const { meetings } = quarterFigures(
    {
      quarter: '2026-Q1',
      calendar: usualCalendar,
      incidents: [],
      recurring: new Set(),
      actions: [],
      meetings: [
        { at, attendees: 4, speakers: 4, turns: [2, 2, 2, 2] },
        { at, attendees: 4, speakers: 1, turns: [8] },
        { at, attendees: 6, speakers: 3, turns: [] },
        { at, attendees: 0, speakers: 0, turns: [] },
      ],
    },
    1,
  )
  test('adds up over the meetings that were counted', () => {
    expect(meetings).toMatchObject({ counted: 3, attendees: 14, speakers: 8 })
  })
  test('the median Gini coefficient of turns includes the silent, and only meetings with turns', () => {
    // Equal turns give 0; one of four saying everything gives 1 after correction.
    expect(meetings.gini).toBeCloseTo(0.5, 12)
  })
})

test('a last move after the end of the quarter is not part of it; its notes are', () => {
  const moved: CountedAction = {
    id: 'act_aaaaaaaaaaaaaaaa',
    status: 'in_progress',
    openedAt: '2026-01-10T00:00:00.000Z',
    progressAt: '2026-05-01T00:00:00.000Z',
    closedAt: null,
    notes: [{ at: '2026-02-01T00:00:00.000Z' }, { at: '2026-05-01T00:00:00.000Z' }],
    systemic: true,
  }
  const [first, second] = storedOf([], [moved])
  expect(first?.open.progressed).toStrictEqual([[Date.parse('2026-02-01T00:00:00Z') / day, 1]])
  expect(second?.open.progressed).toStrictEqual([[Date.parse('2026-05-01T00:00:00Z') / day, 1]])
})
