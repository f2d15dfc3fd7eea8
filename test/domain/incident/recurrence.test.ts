import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstSightings, isRecurring, seenBefore } from '../../../functions/domain/incident/recurrence.ts'

// Few instants, so that many coincide and the id decides.
const incident = fc.record({
  at: fc.integer({ min: 0, max: 6 }),
  mode: fc.constantFrom('a', 'b', null),
})
const incidents = fc.array(incident, { maxLength: 25 }).map(all =>
  all.map(({ at, mode }, index) => ({
    id: `inc_${String((index * 7) % 25).padStart(3, '0')}`,
    startedAt: new Date(Date.UTC(2026, 0, 1, at)).toISOString(),
    mode,
  })),
)

test('an incident was seen before as often as a replay of the history says', () => {
  fc.assert(
    fc.property(incidents, all => {
      const order = all.toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt) || (a.id < b.id ? -1 : 1))
      const history = new Map<string, { id: string; startedAt: string }[]>()
      for (const one of order) {
        const before = one.mode === null ? [] : (history.get(one.mode) ?? [])
        const [first] = before
        const expected = first ? { times: before.length, firstId: first.id, firstAt: first.startedAt } : null
        const sightings = all.filter(({ mode }) => mode !== null && mode === one.mode)
        expect(seenBefore(one, sightings)).toStrictEqual(expected)
        if (one.mode !== null) history.set(one.mode, [...before, one])
      }
    }),
  )
})

test('an incident recurs exactly if it was seen before', () => {
  fc.assert(
    fc.property(incidents, all => {
      const firsts = firstSightings(new Map(), all, ({ mode }) => mode)
      for (const one of all) {
        const sightings = all.filter(({ mode }) => mode !== null && mode === one.mode)
        expect(seenBefore(one, sightings) !== null).toBe(isRecurring(one.mode, one.id, firsts))
      }
    }),
  )
})
