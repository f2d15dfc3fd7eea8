/** Two years of pulses and of learning, made through the very code that publishes and counts them. */
import type { QuarterFigures } from '../../../functions/domain/figures/figures.ts'
import { noFigures } from '../../../functions/domain/figures/read.ts'
import { quarterBounds, usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { dayMilliseconds } from '../../../functions/domain/time/instants.ts'
import { pulse1, pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import type { PulseRelease } from '../../../functions/domain/suppression/release.ts'
import { publishPulse } from '../../../functions/domain/suppression/publish.ts'
import { trendsCsv } from '../../../functions/domain/trends/csv.ts'
import { learningOf } from '../../../functions/domain/trends/learning.ts'
import { recentOf } from '../../../functions/domain/trends/recent.ts'
import type { Trends } from '../../../functions/domain/trends/schema.ts'
import { trendsOf } from '../../../functions/domain/trends/view.ts'
import type { PulseBallot } from '../../../functions/domain/suppression/tally.ts'
import { countsOf, materialOf } from '../../domain/suppression/organisation.ts'
import type { Answer, Caller } from '../desk/stub-api.ts'

export const director: Caller = { email: 'dee@example.com', name: 'Dee Example', groups: ['leadership'] }

/** The same numbers in every run. */
const drawn = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

const teams = [
  ['Checkout', 24],
  ['Data platform', 19],
  ['Identity', 12],
  ['Mobile', 15],
  ['Other', 9],
  ['Payments', 31],
  ['Reliability', 14],
  ['Search and recommendations', 22],
] as const

const items = ['review-safety', 'mistakes', 'problems', 'different', 'risk', 'help', 'efforts', 'skills']
const reversed = ['mistakes', 'different', 'help']

const ballotsOf = (answering: number, mood: number, next: (below: number) => number): PulseBallot['answers'][] =>
  Array.from({ length: answering }, () => {
    const answers: Record<string, number> = {}
    for (const [index, item] of items.entries()) {
      if (next(20) === 0) continue
      const high = Math.min(5, Math.max(1, Math.round(1 + (mood - (index % 4) * 0.25) + next(30) / 10)))
      answers[item] = reversed.includes(item) ? 6 - high : high
    }
    return answers
  })

const held = [
  ['2024-Q4', 1.1, pulse1],
  ['2025-Q1', 1.2, pulse1],
  ['2025-Q2', 1.2, pulse2],
  ['2025-Q3', 1.3, pulse2],
  ['2026-Q1', 1.6, pulse2],
  ['2026-Q2', 1.8, pulse2],
  ['2026-Q3', 2.1, pulse2],
] as const

/** The first few of the sample, or as many years more before it. */
const heldIn = (quarters: number) => {
  const earlier = Array.from({ length: Math.max(0, quarters - held.length) }, (_, index) => {
    const before = 2024 * 4 + 2 - index
    return [`${Math.floor(before / 4)}-Q${(before % 4) + 1}`, 1, pulse1] as const
  })
  return [...earlier.toReversed(), ...held].slice(0, quarters)
}

export const sampleReleases = (quarters: number = held.length): PulseRelease[] => {
  const made: PulseRelease[] = []
  for (const [index, [quarter, mood, instrument]] of heldIn(quarters).entries()) {
    const next = drawn(index + 7)
    const groups = teams.map(([label, invited], team) => {
      const answering = label === 'Identity' && index % 2 === 0 ? 3 : Math.round(invited * (0.62 + next(25) / 100))
      return { invited, ballots: ballotsOf(answering, mood + (team % 3) * 0.1, next) }
    })
    const material = materialOf(groups, instrument, quarter)
    const cohorts = material.cohorts.map((cohort, place) => ({ ...cohort, label: teams[place]?.[0] ?? cohort.label }))
    made.push(publishPulse(countsOf(material), { ...material, cohorts }, made))
  }
  return made
}

const dayOf = (quarter: string, offset: number): number =>
  Math.floor(Date.parse(quarterBounds(quarter, usualCalendar).from) / dayMilliseconds) + offset

const figuresOf = (quarter: string, index: number): QuarterFigures => {
  const next = drawn(index + 40)
  const days = Array.from({ length: 11 }, (_, place) => ({
    day: dayOf(quarter, place * 8),
    opened: 1,
    recurring: next(10) < 5 - index ? 1 : 0,
    classified: 1,
  }))
  const blank = noFigures(quarter)
  const attendees = 70 + next(20)
  return {
    ...blank,
    days,
    incidents: {
      ...blank.incidents,
      total: 11,
      severities: { P1: 2, P2: 5, P3: 4 },
      services: {
        names: [
          { name: 'checkout', count: 5 },
          { name: 'card-payments-gateway', count: 3 },
          { name: 'search', count: 2 },
          { name: 'identity', count: 1 },
        ],
        further: 0,
      },
      hours: Array.from({ length: 24 }, (_, hour) => (hour === 3 ? 3 : hour % 5 === 2 ? 1 : hour === 15 ? 3 : 0)),
      deploymentRelated: 4,
      deploymentKnown: 9,
    },
    actions: { opened: 24, systemic: 15 + index, completed: 14 + index * 2, deprioritised: 3 },
    open: {
      opened: [
        [dayOf(quarter, -300), 2],
        [dayOf(quarter, -120), 5],
        [dayOf(quarter, -20), 4],
        [dayOf(quarter, 20), 9],
        [dayOf(quarter, 70), 6],
      ],
      progressed: [
        [dayOf(quarter, -120), 4],
        [dayOf(quarter, 30), 22],
      ],
    },
    meetings: {
      counted: 9,
      attendees,
      speakers: Math.round(attendees * (0.45 + index * 0.08)),
      gini: 0.48 - index * 0.04,
    },
  }
}

export const sampleNow = '2026-09-30T12:00:00.000Z'
const learningQuarters = ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3']

interface SampleSettings {
  readonly releases?: readonly PulseRelease[]
  readonly learning?: boolean
}

export const sampleTrends = (
  filter: { readonly group?: string | null; readonly instrument?: string | null } = {},
  { releases = sampleReleases(), learning = true }: SampleSettings = {},
): Trends =>
  trendsOf({
    releases,
    formatChanges: [{ quarter: '2026-Q1', text: 'Reviews open with a round robin, least senior first' }],
    learning: learning ? learningOf(learningQuarters.map(figuresOf), sampleNow, new Map(), 'en', usualCalendar) : [],
    group: filter.group ?? null,
    instrument: filter.instrument ?? null,
    language: 'en',
  })

/** The API's answers over the same sample. */
export const answerTrends =
  (settings: SampleSettings = {}) =>
  (url: URL): Answer => {
    const [group, instrument] = [url.searchParams.get('group'), url.searchParams.get('instrument')]
    const view = sampleTrends({ group, instrument }, settings)
    return url.pathname.endsWith('.csv')
      ? { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' }, body: trendsCsv(view) }
      : {
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(url.pathname.endsWith('/recent') ? recentOf(view) : view),
        }
  }
