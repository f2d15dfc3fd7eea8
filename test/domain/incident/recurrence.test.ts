import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  firstSightings,
  lookBackFrom,
  recurringAmong,
  seenBefore,
} from '../../../functions/domain/incident/recurrence.ts'

// Few instants, so that many coincide and the id decides; they lie as far apart as the look-back is long.
const incident = fc.record({
  at: fc.integer({ min: 0, max: 30 }),
  mode: fc.constantFrom('a', 'b', null),
})
const incidents = fc.array(incident, { maxLength: 25 }).map(all =>
  all.map(({ at, mode }, index) => ({
    id: `inc_${String((index * 7) % 25).padStart(3, '0')}`,
    startedAt: new Date(Date.UTC(2024, at, 1)).toISOString(),
    mode,
  })),
)

test('an incident was seen before as often as a replay of the history says, and recurs where that was within 12 months', () => {
  fc.assert(
    fc.property(incidents, all => {
      const order = all.toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt) || (a.id < b.id ? -1 : 1))
      const history = new Map<string, { id: string; startedAt: string }[]>()
      for (const one of order) {
        const before = one.mode === null ? [] : (history.get(one.mode) ?? [])
        const [first, last] = [before[0], before.at(-1)]
        const at = new Date(one.startedAt)
        const recurs = last
          ? Date.parse(last.startedAt) >= Date.UTC(at.getUTCFullYear() - 1, at.getUTCMonth(), 1)
          : false
        const expected = first ? { times: before.length, firstId: first.id, firstAt: first.startedAt, recurs } : null
        const sightings = all.filter(({ mode }) => mode !== null && mode === one.mode)
        expect(seenBefore(one, sightings)).toStrictEqual(expected)
        if (one.mode !== null) history.set(one.mode, [...before, one])
      }
    }),
  )
})

test('an incident’s page and the figures tell alike which recur', () => {
  fc.assert(
    fc.property(incidents, all => {
      const recurring = recurringAmong(all)
      for (const one of all) {
        const sightings = all.filter(({ mode }) => mode !== null && mode === one.mode)
        expect(seenBefore(one, sightings)?.recurs ?? false).toBe(recurring.has(one.id))
      }
    }),
  )
})

test('of what came before, the latest of each mode is enough to tell which recur', () => {
  fc.assert(
    fc.property(incidents, fc.integer({ min: 0, max: 30 }), (all, month) => {
      const from = new Date(Date.UTC(2024, month, 1)).toISOString()
      const [before, since] = [all.filter(one => one.startedAt < from), all.filter(one => one.startedAt >= from)]
      const latest = new Map(
        before
          .toSorted((a, b) => (a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.id < b.id) ? -1 : 1))
          .map(one => [one.mode, one]),
      )
      const some = recurringAmong([...latest.values(), ...since])
      const whole = recurringAmong(all)
      for (const { id } of since) expect(some.has(id)).toBe(whole.has(id))
    }),
  )
})

test('the first sighting of a mode is the earliest, and of two at once the one whose id is lower', () => {
  const at = (id: string, startedAt: string) => ({ id, startedAt, mode: 'a' })
  const all = [at('inc_3', '2026-02-01'), at('inc_2', '2026-01-01'), at('inc_1', '2026-01-01')]
  expect(firstSightings(new Map(), all, ({ mode }) => mode).get('a')?.id).toBe('inc_1')
})

describe('the look-back', () => {
  test.each([
    ['2026-03-15T10:00:00.000Z', '2025-03-15T10:00:00.000Z'],
    ['2026-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'],
    // That year has no such day.
    ['2024-02-29T12:00:00.000Z', '2023-03-01T12:00:00.000Z'],
  ])('of %s begins at %s', (startedAt, from) => {
    expect(lookBackFrom(startedAt)).toBe(from)
  })

  test('holds what was seen exactly then, and nothing before', () => {
    const of = (before: string) =>
      recurringAmong([
        { id: 'inc_1', startedAt: before, mode: 'a' },
        { id: 'inc_2', startedAt: '2026-03-15T10:00:00.000Z', mode: 'a' },
      ])
    expect(of('2025-03-15T10:00:00.000Z')).toStrictEqual(new Set(['inc_2']))
    expect(of('2025-03-15T09:59:59.999Z')).toStrictEqual(new Set())
  })
})
