import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pulse1, pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import type { PulseRelease } from '../../../functions/domain/suppression/release.ts'
import { publishPulse } from '../../../functions/domain/suppression/publish.ts'
import { trendsSchema } from '../../../functions/domain/trends/schema.ts'
import { knownGroup, trendsOf } from '../../../functions/domain/trends/view.ts'
import { countsOf, organisation } from '../suppression/organisation.ts'
import { answers, history, pulse, whole } from './pulses.ts'

const view = (releases: readonly PulseRelease[], group: string | null = null, instrument: string | null = null) =>
  trendsOf({ releases, formatChanges: [], learning: [], group, instrument, language: 'en' })

const years = fc.array(fc.tuple(organisation(pulse2, 5), fc.nat(11)), { minLength: 1, maxLength: 5 }).map(held => {
  const made: PulseRelease[] = []
  const quarters = new Set(held.map(([, place]) => `${2023 + Math.floor(place / 4)}-Q${(place % 4) + 1}`))
  for (const [index, quarter] of [...quarters].toSorted().entries()) {
    const [material] = held[index] ?? []
    if (material) made.push(publishPulse(countsOf(material), { ...material, quarter }, made))
  }
  return made
})

test('hidden cells have the same points whatever hid them, and nothing is computed from them', () => {
  fc.assert(
    fc.property(years, releases => {
      const told = view(releases)
      expect(trendsSchema.parse(JSON.parse(JSON.stringify(told)))).toEqual(told)
      const points = [...told.series.flatMap(series => series.points), ...told.byGroup.flatMap(group => group.points)]
      for (const point of points.filter(({ state }) => state !== 'shown')) {
        const { n, mean, share, distribution, silent, sincePrevious, sinceYear } = point
        expect({ n, mean, share, distribution, silent, sincePrevious, sinceYear }).toEqual({
          n: null,
          mean: null,
          share: null,
          distribution: null,
          silent: null,
          sincePrevious: null,
          sinceYear: null,
        })
      }
      for (const { sincePrevious, sinceYear, distribution } of points) {
        if (sincePrevious ?? sinceYear) expect(distribution).not.toBe(null)
      }
    }),
    { numRuns: 40 },
  )
})

test('every quarter from the first to the last keeps its place', () => {
  fc.assert(
    fc.property(years, releases => {
      const told = view(releases)
      for (const { points } of told.series) {
        expect(points.map(({ quarter }) => quarter)).toEqual(told.quarters.map(({ quarter }) => quarter))
      }
      expect(told.quarters[0]?.quarter).toBe(releases[0]?.quarter)
      expect(told.quarters.at(-1)?.quarter).toBe(releases.at(-1)?.quarter)
    }),
    { numRuns: 30 },
  )
})

const calm = answers(2, 2, 6, 14, 10)

test('other wording is another line: not joined, not compared, no trend across them, and a marker', () => {
  const quarters = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2']
  const releases = history(
    ...quarters.map(
      (quarter, index) => (before: readonly PulseRelease[]) =>
        whole(quarter, 41, calm, before, index < 3 ? pulse1 : pulse2),
    ),
  )
  const told = view(releases)
  const [safety] = told.series
  expect(safety?.points.map(({ line }) => line)).toEqual([0, 0, 0, 1, 1, 1])
  expect(safety?.lines.map(({ question, from, to }) => [question.split(' ').at(-1), from, to])).toEqual([
    ['postmortems', '2025-Q1', '2025-Q3'],
    ['reviews', '2025-Q4', '2026-Q2'],
  ])
  expect(safety?.points[3]).toMatchObject({ sincePrevious: null, sinceYear: null })
  expect(safety?.points[4]?.sincePrevious?.quarter).toBe('2025-Q4')
  expect(safety?.trends.map(({ state, points }) => [state, points])).toEqual([
    ['too-early', 3],
    ['too-early', 3],
  ])
  expect(told.markers).toEqual([
    { quarter: '2025-Q4', kind: 'instrument', text: 'The questions changed (pulse-1 to pulse-2)' },
  ])
  expect(view(releases, null, 'pulse-1').quarters.map(({ state }) => state)).toEqual([
    ...Array.from({ length: 3 }, () => 'published'),
    ...Array.from({ length: 3 }, () => 'none'),
  ])
})

test('limits from five points on, provisional below eight', () => {
  const limits = (quarters: number) => {
    const names = Array.from({ length: quarters }, (_, index) => `${2024 + Math.floor(index / 4)}-Q${(index % 4) + 1}`)
    const releases = history(
      ...names.map(
        (quarter, index) => (before: readonly PulseRelease[]) =>
          whole(quarter, 60, answers(2, 2, 6, 14 + (index % 2), 10), before),
      ),
    )
    return view(releases).series[0]?.limits
  }
  expect(limits(4)).toEqual([])
  expect(limits(7)).toMatchObject([{ provisional: true, outside: [] }])
  expect(limits(8)).toMatchObject([{ provisional: false, outside: [] }])
  // 24/34 and 25/35 alternating, rounded as published: centre 0.71, mean moving range 0.008.
  const [eight] = limits(8) ?? []
  expect([eight?.centre, eight?.lo, eight?.hi]).toEqual([0.71, 0.6887, 0.7313])
})

test('a group stays one line, however it is spelt from pulse to pulse; two spellings of old are none of them', () => {
  const all = answers(1, 2, 3, 4, 2)
  const teams = (...labels: string[]) => labels.map(label => ({ label, invited: 14, safety: all }))
  const releases = history(
    before => pulse('2025-Q4', teams('Search', 'SÉCURITÉ', 'sécurité'), before),
    before => pulse('2026-Q1', teams('search', 'Sécurité'), before),
    before => pulse('2026-Q2', teams('Search ', 'Se\u0301curite\u0301'), before),
  )
  const told = view(releases)
  expect(told.groups).toStrictEqual(['Search ', 'Se\u0301curite\u0301'])
  const states = told.byGroup.map(({ points }) => points.map(({ state }) => state))
  expect(states).toStrictEqual([
    ['shown', 'shown', 'shown'],
    ['none', 'shown', 'shown'],
  ])
  expect(knownGroup(releases, ' SEARCH')).toBe('Search ')
  expect(knownGroup(releases, 'Billing')).toBeNull()
})

test('the groups that moved are named with their interval, and where none has it says of how many', () => {
  const [low, high] = [answers(8, 8, 8, 6, 2), answers(1, 1, 4, 12, 14)]
  const teams = (ofSearch: readonly number[]) => [
    { label: 'Checkout', invited: 34, safety: low },
    { label: 'Platform', invited: 34, safety: low },
    { label: 'Search', invited: 34, safety: ofSearch },
  ]
  const told = (ofSearch: readonly number[]) =>
    view(
      history(
        before => pulse('2026-Q1', teams(low), before),
        before => pulse('2026-Q2', teams(ofSearch), before),
      ),
    ).moved
  expect(told(high)).toEqual([
    expect.stringMatching(
      /^Search: a clear rise since Q1 \(\+56 points, 95 % interval of all together \+\d+ to \+\d+\)$/,
    ),
  ])
  expect(told(low)).toEqual(['Of 3 questions and groups none has clearly changed.'])
  expect(view(history(before => pulse('2026-Q1', teams(low), before))).moved).toEqual([])
})

test('where everybody answers in both, a change of the share is a fact about the people invited', () => {
  const [before, after] = [answers(6, 8, 10, 10, 8), answers(4, 6, 6, 14, 12)]
  const rise = (later: readonly number[]) =>
    view(
      history(
        made => whole('2026-Q1', 42, before, made),
        made => whole('2026-Q2', 42, later, made),
      ),
    ).series[0]?.points.at(-1)
  expect(rise(after)?.sincePrevious).toMatchObject({ direction: 'rise', change: 0.19, lo: 0.19, hi: 0.19 })
  expect(rise(before)?.sincePrevious?.direction).toBe('none')
  expect(rise(answers(9, 9, 8, 8, 8))?.sincePrevious?.direction).toBe('fall')
})

test('what a quarter says of its changes stays, whatever groups come later', () => {
  const safety = answers(4, 4, 6, 8, 8)
  const risen = answers(2, 3, 5, 10, 10)
  const teams = (names: readonly string[], own: readonly number[]) =>
    names.map(label => ({ label, invited: 34, safety: own }))
  const few = ['Checkout', 'Search']
  const many = Array.from({ length: 14 }, (_, index) => `Team ${index}`)
  const held = [
    (before: readonly PulseRelease[]) => pulse('2026-Q1', teams(few, safety), before),
    (before: readonly PulseRelease[]) => pulse('2026-Q2', teams(few, risen), before),
  ]
  const saidOf = (releases: readonly PulseRelease[]) =>
    view(releases)
      .byGroup.filter(({ label }) => few.includes(label))
      .map(({ points }) => points.find(({ quarter }) => quarter === '2026-Q2')?.sentence)
  const then = saidOf(history(...held))
  expect(then).toHaveLength(2)
  expect(saidOf(history(...held, before => pulse('2026-Q3', teams([...few, ...many], safety), before)))).toEqual(then)
})

test('of a pulse that is withheld nothing has moved, and the first that can be compared is not called the first', () => {
  const [low, high] = [answers(8, 8, 8, 6, 2), answers(1, 1, 4, 12, 16)]
  const few = [1, 2, 4, 5]
  const withheldLast = history(
    before => whole('2026-Q1', 41, low, before),
    before => whole('2026-Q2', 41, high, before),
    before => whole('2026-Q3', 41, few, before),
  )
  expect(view(withheldLast).moved).toEqual([])
  const withheldFirst = history(
    before => whole('2026-Q1', 41, few, before),
    before => whole('2026-Q2', 41, low, before),
    before => whole('2026-Q3', 41, low, before),
    before => whole('2026-Q4', 41, high, before),
  )
  expect(view(withheldFirst).quarters.at(-1)?.headline).toContain('since Q2, the first that it can be compared with')
})
