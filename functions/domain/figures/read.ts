/** A quarter's figures at an instant: rates, velocity, ages, participation (docs/architecture.md, section 7). */
import type { QuarterFigures } from './figures.ts'
import { type Calendar, quarterDays } from '../time/calendar.ts'
import { dayMilliseconds } from '../time/instants.ts'
import { agePercentiles, closureVelocity } from '../statistics/learning.ts'
import { sum } from '../statistics/moments.ts'
import { participation, wilson } from '../statistics/shares.ts'
import { dayIn, dayNumber } from './count.ts'
import { recurrenceOf } from './recurrence.ts'

/** Of how many days the recurrence rate tells, and after how many without progress an action is reported. */
export const windowDays = 90

/** For a quarter in which nothing was ever recorded. */
export const noFigures = (quarter: string): QuarterFigures => ({
  quarter,
  version: 1,
  days: [],
  incidents: {
    total: 0,
    severities: { P1: 0, P2: 0, P3: 0 },
    services: { names: [], further: 0 },
    domains: { names: [], further: 0 },
    hours: Array.from({ length: 24 }, () => 0),
    weekdays: Array.from({ length: 7 }, () => 0),
    deploymentRelated: 0,
  },
  actions: { opened: 0, systemic: 0, completed: 0, deprioritised: 0 },
  open: { opened: [], progressed: [] },
  meetings: { counted: 0, attendees: 0, speakers: 0, gini: null },
})

/** The last day that counts: the quarter's own, or today if the quarter is not over. */
const lastDay = (quarter: string, now: string, calendar: Calendar): number =>
  Math.min(dayNumber(quarterDays(quarter, calendar).last), dayIn(now, calendar))

const recurrenceAt = (figures: readonly QuarterFigures[], last: number) => {
  const first = last - windowDays + 1
  const inWindow = figures.flatMap(({ days }) => days).filter(({ day }) => day >= first && day <= last)
  return {
    from: new Date(first * dayMilliseconds).toISOString().slice(0, 10),
    to: new Date(last * dayMilliseconds).toISOString().slice(0, 10),
    ...recurrenceOf({
      total: sum(inWindow.map(({ opened }) => opened)),
      classified: sum(inWindow.map(day => day.classified)),
      recurring: sum(inWindow.map(day => day.recurring)),
    }),
  }
}

const agesOf = (counts: readonly (readonly [number, number])[], last: number): number[] =>
  counts.flatMap(([day, count]) => Array.from({ length: count }, () => Math.max(0, last - day)))

const agesAt = (open: QuarterFigures['open'], last: number) => {
  const ages = agesOf(open.opened, last)
  const { percentiles, max } = agePercentiles({ ages, percentiles: [50, 75, 90], over: windowDays })
  const still = agePercentiles({ ages: agesOf(open.progressed, last), percentiles: [], over: windowDays })
  return {
    open: ages.length,
    p50: percentiles['50'] ?? null,
    p75: percentiles['75'] ?? null,
    p90: percentiles['90'] ?? null,
    oldest: max,
    /** Without progress for more than 90 days. */
    still: { count: still.overCount, share: still.overShare },
    /** Each age in days with the number of actions that have it, the youngest first. */
    ages: open.opened.map(([day, count]) => ({ days: Math.max(0, last - day), count })).toReversed(),
  }
}

/** Unique speakers and attendees, added up over the meetings. */
export const participationOf = ({ counted, attendees, speakers, gini }: QuarterFigures['meetings']) => ({
  meetings: counted,
  attendees,
  speakers,
  ...participation({ uniqueSpeakers: speakers, attendees }),
  gini,
})

/**
 * The figures of a quarter at its end, or today if it is not over. `stored` holds those of the quarter and of earlier
 * ones, in any order: the 90 days of a running quarter began in the one before, and in a quarter without any writes the
 * open actions are those from before. Ages are whole days of the organisation's calendar.
 */
export const figuresAt = (stored: readonly QuarterFigures[], quarter: string, now: string, calendar: Calendar) => {
  const upTo = stored.filter(figures => figures.quarter <= quarter).toSorted((a, b) => (a.quarter < b.quarter ? -1 : 1))
  const latest = upTo.at(-1)
  const own = latest?.quarter === quarter ? latest : noFigures(quarter)
  const last = lastDay(quarter, now, calendar)
  const { opened, systemic, completed, deprioritised } = own.actions
  const systemicShare = wilson({ k: systemic, n: opened })
  return {
    quarter,
    /** The last day that counts. */
    to: new Date(last * dayMilliseconds).toISOString().slice(0, 10),
    recurrence: recurrenceAt(upTo, last),
    closure: { opened, completed, deprioritised, ...closureVelocity({ opened, closed: completed }) },
    systemic: { systemic, opened, share: systemicShare.p, lo: systemicShare.lo, hi: systemicShare.hi },
    ages: agesAt(latest?.open ?? own.open, last),
    participation: participationOf(own.meetings),
    incidents: own.incidents,
  }
}
export type FiguresAt = ReturnType<typeof figuresAt>
