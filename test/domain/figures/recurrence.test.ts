import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CountedIncident, quarterFigures } from '../../../functions/domain/figures/count.ts'
import { figuresAt } from '../../../functions/domain/figures/read.ts'
import { recurrenceOf } from '../../../functions/domain/figures/recurrence.ts'
import { incidentIdSchema } from '../../../functions/domain/ids.ts'
import { lookBackFrom, recurringAmong } from '../../../functions/domain/incident/recurrence.ts'
import { quarterOf, usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { quartersBetween } from '../../../functions/domain/time/instants.ts'

const day = 86_400_000
const instant = (from: string, to: string) =>
  fc.integer({ min: Date.parse(from), max: Date.parse(to) - 1 }).map(at => new Date(at).toISOString())
const of = (when: fc.Arbitrary<string>, mode: fc.Arbitrary<string | null>, prefix: string, maxLength: number) =>
  fc.array(fc.record({ startedAt: when, mode }), { maxLength }).map(all =>
    all.map(
      (one, index): CountedIncident => ({
        ...one,
        id: incidentIdSchema.parse(`inc_${prefix}${String(index).padStart(15, 'a')}`),
        severity: 'P2',
        services: [],
        domains: [],
        deploymentRelated: false,
        zone: 'UTC',
      }),
    ),
  )
const modes = fc.constantFrom('a', 'b', 'c', null)

/** The headline of the third quarter. */
const headline = (all: readonly CountedIncident[]) => {
  const recurring = recurringAmong(all)
  const stored = quartersBetween('2026-Q2', '2026-Q3').map(quarter =>
    quarterFigures(
      {
        quarter,
        calendar: usualCalendar,
        incidents: all.filter(({ startedAt }) => quarterOf(startedAt, usualCalendar) === quarter),
        recurring,
        actions: [],
        meetings: [],
      },
      1,
    ),
  )
  return figuresAt(stored, '2026-Q3', '2026-10-05T00:00:00.000Z', usualCalendar).recurrence
}
/** 90 days up to the end of the quarter. */
const windowFrom = new Date(Date.parse('2026-10-01') - 90 * day).toISOString()
const history = of(instant('2024-01-01', '2026-10-01'), modes, 'h', 40)

describe('the headline is never made better by', () => {
  test('incidents of which no failure mode is known: its share stays, or too few are known to tell one', () => {
    const unclassified = of(instant('2024-01-01', '2026-10-01'), fc.constant(null), 'u', 20)
    fc.assert(
      fc.property(history, unclassified, (all, more) => {
        const [before, after] = [headline(all), headline([...all, ...more])]
        expect([after.recurring, after.classified]).toStrictEqual([before.recurring, before.classified])
        expect([before.rate, null]).toContain(after.rate)
      }),
    )
  })

  test('incidents that are older than what any of its own looks back to: nothing of it changes', () => {
    const older = of(instant('2016-01-01', lookBackFrom(windowFrom)), modes, 'o', 20)
    fc.assert(
      fc.property(history, older, (all, more) => {
        expect(headline([...all, ...more])).toStrictEqual(headline(all))
      }),
    )
  })

  test('any incident of before its 90 days: what came back goes on having come back', () => {
    const before = of(instant('2016-01-01', windowFrom), modes, 'b', 20)
    fc.assert(
      fc.property(history, before, (all, more) => {
        const [then, now] = [headline(all), headline([...all, ...more])]
        expect(now).toMatchObject({ total: then.total, classified: then.classified })
        expect(now.recurring).toBeGreaterThanOrEqual(then.recurring)
      }),
    )
  })
})

test.each([
  [0, 0, null],
  [45, 0, null],
  [45, 26, null],
  [45, 27, 9 / 27],
  [45, 31, 9 / 31],
  [45, 45, 9 / 45],
])(
  'of %i incidents, %i with a known failure mode, the share is one of those, and none where they are too few',
  (...row) => {
    const [total, classified, rate] = row
    expect(recurrenceOf({ total, classified, recurring: 9 })).toMatchObject({ rate, total, classified })
  },
)
