import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entered, type Ledger, totalsOf } from '../../../functions/domain/figures/ledger.ts'
import type { MetricEvent } from '../../../functions/domain/figures/open-metrics.ts'

const at = '2026-07-01T00:00:00.000Z'
const now = '2026-07-02T12:00:00.000Z'
const event = (id: number, mode: string, more: Partial<MetricEvent> = {}): MetricEvent => ({
  key: `inc_${id}`,
  at: '2026-07-02T10:00:00.000Z',
  counter: 'incident_opened',
  labels: { failure_mode: mode, severity: 'P1' },
  count: 1,
  ...more,
})
const enter = (
  before: Ledger | null,
  events: readonly MetricEvent[],
  more: { now?: string; anew?: boolean } = {},
): Ledger => ({
  ...entered(before, events, { at, now, ...more }),
  version: 1,
})
const itself = (mode: string): string => mode
const counts = (ledgers: readonly Ledger[], resolve = itself) =>
  new Map(totalsOf(ledgers, resolve).counters.map(({ labels, count }) => [labels['failure_mode'], count]))
const waiting = (ledger: Ledger, resolve = itself): string[] => [...totalsOf([ledger], resolve).waiting]

const draws = fc.array(
  fc.array(fc.tuple(fc.nat(6), fc.constantFrom('a', 'b', 'unclassified'), fc.constantFrom('P1', 'P2')), {
    maxLength: 7,
  }),
  { minLength: 1, maxLength: 8 },
)
const eventsOf = (drawn: readonly (readonly [number, string, string])[]): MetricEvent[] => [
  ...new Map(
    drawn.map(([id, mode, severity]) => [id, event(id, mode, { labels: { failure_mode: mode, severity } })]),
  ).values(),
]

describe('the ledger of a quarter', () => {
  test('no counter ever falls, whatever becomes of what was entered', () => {
    fc.assert(
      fc.property(draws, all => {
        let ledger: Ledger | null = null
        let before = new Map<string, number>()
        for (const drawn of all) {
          ledger = enter(ledger, eventsOf(drawn))
          const after = new Map(totalsOf([ledger], itself).counters.map(one => [JSON.stringify(one.labels), one.count]))
          for (const [series, count] of before) expect(after.get(series) ?? 0).toBeGreaterThanOrEqual(count)
          before = after
        }
      }),
    )
  })

  test('after a rebuild it says what is known, and nothing waits', () => {
    fc.assert(
      fc.property(draws, all => {
        const last = eventsOf(all.at(-1) ?? [])
        const ledger = enter(
          all.reduce<Ledger | null>((before, drawn) => enter(before, eventsOf(drawn)), null),
          last,
          { anew: true },
        )
        expect(waiting(ledger)).toStrictEqual([])
        expect(enter(null, last, { anew: true })).toStrictEqual(ledger)
        expect(totalsOf([ledger], itself).counters.reduce((sum, { count }) => sum + count, 0)).toBe(
          last.filter(({ labels }) => labels['failure_mode'] !== 'unclassified').length,
        )
      }),
    )
  })

  test('an incident enters once it is classified, and is counted as unclassified until then, in a rebuild too', () => {
    expect(counts([enter(null, [event(1, 'unclassified')], { anew: true })]).size).toBe(0)
    const before = enter(null, [event(1, 'unclassified')])
    expect([before.unclassified, counts([before]).size, waiting(before)]).toStrictEqual([1, 0, []])
    const after = enter(before, [event(1, 'pool')])
    expect([after.unclassified, counts([after]).get('pool'), waiting(after)]).toStrictEqual([0, 1, []])
  })

  test('other labels, what is gone, and what was entered on a later day wait, each once', () => {
    const before = enter(null, [event(1, 'pool'), event(2, 'pool'), event(3, 'pool')])
    const after = enter(before, [
      event(1, 'queue'),
      event(3, 'pool'),
      event(4, 'pool', { at: '2026-07-01T10:00:00.000Z' }),
    ])
    expect(counts([after])).toStrictEqual(new Map([['pool', 4]]))
    expect(waiting(after).toSorted()).toStrictEqual(['inc_1', 'inc_2', 'inc_4'])
    expect(waiting(enter(after, [event(1, 'pool'), event(2, 'pool'), event(3, 'pool')]))).toStrictEqual(['inc_4'])
  })

  test('what was moved to another quarter counts once, and a merged failure mode waits', () => {
    const one = enter(null, [event(1, 'pool')])
    const other = {
      ...enter(null, [event(1, 'pool')], { now: '2026-10-05T10:00:00.000Z' }),
      at: '2026-10-01T00:00:00.000Z',
    }
    expect(counts([enter(one, []), other])).toStrictEqual(new Map([['pool', 1]]))
    expect(waiting(one, () => 'queue')).toStrictEqual(['inc_1'])
  })

  test('numbers of a meeting that grow are entered as they grow, and those that fall wait', () => {
    const people = (count: number) => [
      event(1, '', { key: 'rev_1/speakers', counter: 'meeting_speaker', labels: {}, count }),
    ]
    const grown = enter(enter(null, people(3)), people(5))
    expect([totalsOf([grown], itself).counters[0]?.count, waiting(grown)]).toStrictEqual([5, []])
    const fallen = enter(grown, people(4))
    expect([totalsOf([fallen], itself).counters[0]?.count, waiting(fallen)]).toStrictEqual([5, ['rev_1/speakers']])
  })

  test('more than an item can hold wait, and nothing fails', () => {
    const ledger = enter(
      null,
      Array.from({ length: 20_000 }, (_, id) => event(id, `mode ${id % 50}`, { key: `inc_aaaaaaaaaaa${10_000 + id}` })),
    )
    expect(Object.keys(ledger.entered)).toHaveLength(6_000)
    const totals = totalsOf([ledger], itself)
    expect(totals.waiting.size + totals.further).toBe(14_000)
    expect(JSON.stringify(ledger).length).toBeLessThan(380_000)
  })

  test('names as long as they may be, each another, do not outgrow an item: what is beyond waits', () => {
    const events = Array.from({ length: 9_000 }, (_, id) =>
      event(id, `${10_000 + id}${'ü'.repeat(55)}`, { key: `inc_aaaaaaaaaaa${10_000 + id}` }),
    )
    for (const anew of [false, true]) {
      const ledger = enter(null, events, { anew })
      expect(Buffer.byteLength(JSON.stringify(ledger))).toBeLessThan(390_000)
      const totals = totalsOf([ledger], itself)
      expect(totals.counters.length).toBeGreaterThan(1_000)
      expect(totals.counters.length + totals.waiting.size + totals.further).toBe(9_000)
      expect(enter(ledger, events)).toStrictEqual(ledger)
    }
  })
})
