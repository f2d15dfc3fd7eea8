import { describe, expect, test } from 'vitest'
import { pulse1, pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import type { PulseRelease } from '../../../functions/domain/suppression/release.ts'
import { quarterSentences, trendsOf } from '../../../functions/domain/trends/view.ts'
import { answers, type Held, history, pulse, whole } from './pulses.ts'

const headlines = (releases: readonly PulseRelease[], group: string | null = null) =>
  trendsOf({ releases, formatChanges: [], learning: [], group, instrument: null, language: 'en' }).quarters.map(
    ({ headline }) => headline,
  )
const latest = (...pulses: Held[]) => headlines(history(...pulses)).at(-1)

const calm = answers(2, 2, 6, 14, 10)
const low = answers(8, 8, 8, 6, 2)
const high = answers(1, 1, 4, 12, 16)

describe('the sentence of a quarter', () => {
  test('first quarter', () => {
    expect(headlines([whole('2026-Q1', 41, calm)])).toEqual([
      '34 of 41 answered; 71 % feel comfortable, 95 % interval 64-77 %; the first quarter, so there is nothing to compare it with yet.',
    ])
  })

  test('no clear change since the previous quarter, nor since a year ago', () => {
    const held = ['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'].map(
      quarter => (before: readonly PulseRelease[]) => whole(quarter, 41, calm, before),
    )
    expect(latest(...held)).toBe(
      '34 of 41 answered; 71 % feel comfortable, 95 % interval 64-77 %; no clear change since Q2, nor since a year ago.',
    )
    expect(latest(...held.slice(0, 2))).toContain('; no clear change since Q3.')
    expect(latest(...held.slice(0, 3))).toContain(
      '; no clear change since Q4 2025, nor since the first pulse in Q3 2025.',
    )
  })

  test('a rise', () => {
    expect(
      latest(
        before => whole('2026-Q1', 41, low, before),
        before => whole('2026-Q2', 41, high, before),
      ),
    ).toBe(
      '34 of 41 answered; 82 % feel comfortable, 95 % interval 76-87 %; a clear rise since Q1 (+57 points, 95 % interval +48 to +65).',
    )
  })

  test('a fall, with separate comparisons to the previous quarter and to the year before', () => {
    expect(
      latest(
        before => whole('2025-Q2', 41, low, before),
        before => whole('2026-Q1', 41, high, before),
        before => whole('2026-Q2', 41, low, before),
      ),
    ).toBe(
      '32 of 41 answered; 25 % feel comfortable, 95 % interval 19-33 %; a clear fall since Q1 (-57 points, 95 % interval -65 to -48); no clear change since a year ago.',
    )
  })

  test('if the previous quarter is the only comparison, it is made once', () => {
    expect(
      latest(
        before => whole('2025-Q2', 41, calm, before),
        before => whole('2026-Q2', 41, calm, before),
      ),
    ).toContain('; no clear change since Q2 2025, a year ago.')
  })

  test('where the year begins in another month, a year is named as the organisation names it', () => {
    const calendar = { zone: 'UTC', yearStartsIn: 2 }
    const held = ['2026-Q2', '2026-Q4', '2027-Q1', '2027-Q2', '2027-Q3'].map(
      quarter => (before: readonly PulseRelease[]) => whole(quarter, 41, calm, before),
    )
    const said = (count: number) => {
      const releases = history(...held.slice(0, count))
      const all = { formatChanges: [], learning: [], group: null, instrument: null, language: 'en' } as const
      return trendsOf({ releases, ...all, calendar }).quarters.at(-1)
    }
    expect(said(3)?.headline).toContain('since Q4 FY2026, nor since the first pulse in Q2 FY2026.')
    expect(said(3)?.response).toContain('in Q4 FY2026.')
    expect(said(4)?.headline).toContain('since Q1, nor since a year ago.')
    expect(said(5)?.headline).toContain('since Q2, nor since the first pulse in Q2 FY2026.')
  })

  test('everyone answered: no interval', () => {
    expect(headlines([whole('2026-Q1', 34, calm)])).toEqual([
      'All 34 answered; 71 % feel comfortable; everyone answered, so there is no interval; the first quarter, so there is nothing to compare it with yet.',
    ])
  })

  test('all but one at one end: a bound in place of the figure', () => {
    expect(headlines([whole('2026-Q1', 20, answers(0, 0, 0, 0, 12))])).toEqual([
      '12 of 20 answered; at least 91 % feel comfortable; the first quarter, so there is nothing to compare it with yet.',
    ])
  })

  test('too few answered', () => {
    expect(headlines([whole('2026-Q1', 41, [1, 2, 4, 5])])).toEqual([
      'Too few of 41 answered: nothing is shown under 5 answers.',
    ])
  })

  test('withheld for another reason', () => {
    const release = whole('2026-Q1', 41, calm)
    const told = (withheld: PulseRelease['withheld']) =>
      headlines([{ ...release, withheld, figures: [], answered: null }])
    expect(told('counts_do_not_add_up')).toEqual([
      'Withheld for all 41: ballots and invitations do not add up, so nothing of this pulse is shown.',
    ])
    expect(told('failed_audit')).toEqual([
      'Withheld for all 41: together with earlier quarters the figures would have shown what a few people answered.',
    ])
  })

  test('asked in other words: not comparable', () => {
    expect(
      latest(
        before => whole('2026-Q1', 41, calm, before, pulse1),
        before => whole('2026-Q2', 41, high, before, pulse2),
      ),
    ).toContain('; asked in other words or on another scale than before, so not comparable with earlier quarters.')
  })

  test('too few to compare', () => {
    expect(
      latest(
        before => whole('2026-Q1', 41, calm, before),
        before => whole('2026-Q2', 41, [1, 2, 4, 4, 5, 3], before),
      ),
    ).toBe(
      '6 of 41 answered; 50 % feel comfortable, 95 % interval 20-80 %; not enough is shown to compare it with earlier quarters.',
    )
  })

  test('a quarter without a pulse keeps its place', () => {
    expect(
      headlines(
        history(
          before => whole('2026-Q1', 41, calm, before),
          before => whole('2026-Q3', 41, calm, before),
        ),
      )[1],
    ).toBe('No pulse this quarter.')
  })
})

const teams = (a: readonly number[], b: readonly number[], c: readonly number[]) => [
  { label: 'Web', invited: 16, safety: a },
  { label: 'Data', invited: 14, safety: b },
  { label: 'Core', invited: 16, safety: c },
]
const groupsOf = (release: PulseRelease) => quarterSentences([release], release.quarter, 'en')?.groups

describe('the groups of a quarter', () => {
  test('all shown, some hidden, all hidden, none asked separately', () => {
    const mixed = answers(1, 2, 3, 4, 2)
    expect(groupsOf(pulse('2026-Q1', teams(mixed, mixed, mixed)))).toBe('All 3 groups are shown.')
    expect(groupsOf(pulse('2026-Q1', teams([1, 4], [2, 3, 5], mixed)))).toBe(
      '1 of 3 groups shown; the others are hidden, so that nobody can be read out of them.',
    )
    expect(groupsOf(pulse('2026-Q1', teams([1, 4], [2, 3, 5], [2, 4, 4])))).toBe(
      'All 3 groups are hidden, so that nobody can be read out of them.',
    )
    expect(groupsOf(whole('2026-Q1', 41, calm))).toBe('Shown for the whole organisation alone, not by group.')
  })

  test('every hidden group has the same sentence', () => {
    const releases = [pulse('2026-Q1', teams([1, 4], [2, 3, 5], answers(1, 2, 3, 4, 2)))]
    expect(headlines(releases, 'Web')).toEqual([
      '16 were asked; nothing can be shown this quarter without showing what a few people answered.',
    ])
    expect(headlines(releases, 'Nobody')).toEqual(['This group has no figure of its own this quarter.'])
  })

  test('a pool of small teams is never compared', () => {
    const mixed = answers(1, 2, 3, 4, 2)
    const held = ['2026-Q1', '2026-Q2'].map(quarter => (before: readonly PulseRelease[]) => {
      const pooled = teams(mixed, mixed, mixed).map(team => ({
        ...team,
        label: team.label === 'Web' ? 'Other' : team.label,
      }))
      return pulse(quarter, pooled, before)
    })
    expect(headlines(history(...held), 'Other')[1]).toContain(
      '; small teams taken together, not the same ones each quarter, so not compared.',
    )
    expect(headlines(history(...held), 'Data')[1]).toContain('; no clear change since Q1.')
  })
})

describe('trend and response', () => {
  const quarters = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2']
  const trendAfter = (shares: readonly number[]) => {
    const releases = history(
      ...shares.map((good, index) => (before: readonly PulseRelease[]) => {
        const bars = answers(3, 20 - 3 - good + 4, 3, good, 4)
        return whole(quarters[index] ?? '', 60, bars, before)
      }),
    )
    const view = trendsOf({ releases, formatChanges: [], learning: [], group: null, instrument: null, language: 'en' })
    return view.series[0]?.trends.at(-1)
  }

  test('too early with fewer than five points, whatever they are', () => {
    expect(trendAfter([2, 6, 10, 14])).toMatchObject({
      state: 'too-early',
      fit: null,
      sentence: 'Too early for a trend: 4 of the 5 quarters that it takes.',
    })
  })

  test('rising, falling, or no clear trend', () => {
    expect(trendAfter([2, 5, 8, 11, 14])).toMatchObject({
      state: 'rising',
      sentence: 'Rising over 5 quarters, by about 39 points a year.',
    })
    expect(trendAfter([14, 11, 8, 5, 2])?.sentence).toBe('Falling over 5 quarters, by about 39 points a year.')
    expect(trendAfter([8, 9, 7, 9, 8])).toMatchObject({
      state: 'none',
      fit: null,
      sentence: 'No clear trend over 5 quarters.',
    })
  })

  test('response beside the quarter before', () => {
    const releases = history(
      before => whole('2026-Q1', 40, calm, before),
      before => whole('2026-Q2', 41, calm, before),
    )
    expect(quarterSentences(releases, '2026-Q2', 'en')?.response).toBe('34 of 41 answered, 83 %; it was 85 % in Q1.')
    expect(quarterSentences(releases, '2026-Q1', 'en')?.response).toBe('34 of 40 answered, 85 %.')
    expect(quarterSentences(releases, '2026-Q3', 'en')).toBe(null)
  })
})
