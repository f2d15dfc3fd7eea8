/** The figures of the learning loop, quarter by quarter, as the trend page draws them. */
import { figuresAt } from '../figures/read.ts'
import type { QuarterFigures } from '../figures/figures.ts'
import type { Language } from '../language/language.ts'
import type { PublishedFigures } from '../learning-review/edition.ts'
import { headlineOf } from '../learning-review/since.ts'
import { words } from '../learning-review/words/languages.ts'
import { type Calendar, quarterOf } from '../time/calendar.ts'
import { lastQuarters } from '../time/instants.ts'
import { fewestOpened } from '../statistics/learning.ts'
import { sum } from '../statistics/moments.ts'
import type { LearningQuarter } from './schema.ts'

/** Two years, so that a quarter can be compared with the same one of the year before. */
export const learningQuarters = 8

/** The quarters shown and the one before them, in which the first one's 90 days may begin. */
export const quartersToRead = (now: string, calendar: Calendar): string[] =>
  lastQuarters(quarterOf(now, calendar), learningQuarters + 1).toReversed()

/** The 90-day line falls between two bands. */
const bandEnds = [30, 60, 90, 180, 365] as const

const bandsOf = (ages: readonly { readonly days: number; readonly count: number }[]) =>
  [...bandEnds, null].map((to, index) => {
    const from = index === 0 ? 0 : (bandEnds[index - 1] ?? 0) + 1
    const within = ages.filter(({ days }) => days >= from && (to === null || days <= to))
    return { from, to, count: sum(within.map(({ count }) => count)) }
  })

/** A chart with more bars than that is read by nobody. */
const servicesDrawn = 20

/** From the first quarter with figures. `stored` has any order; `now` limits how far a running quarter counts. */
export const learningOf = (
  stored: readonly QuarterFigures[],
  now: string,
  editions: ReadonlyMap<string, PublishedFigures>,
  language: Language,
  calendar: Calendar,
): LearningQuarter[] => {
  const shown = quartersToRead(now, calendar).slice(1)
  const told = words[language]
  const begun = stored.map(({ quarter }) => quarter).toSorted()[0]
  return shown
    .filter(quarter => begun !== undefined && quarter >= begun)
    .map(quarter => {
      const figures = figuresAt(stored, quarter, now, calendar)
      const { to, closure, systemic, ages, participation, incidents } = figures
      const { to: _to, ...recurrence } = figures.recurrence
      const published = editions.get(quarter)
      const hoursKnown = sum(incidents.hours)
      const hours = told.hoursSentence(hoursKnown, incidents.total)
      return {
        quarter,
        to,
        edition: published ? told.beside(quarter, published, headlineOf(figures), calendar) : null,
        recurrence: { ...recurrence, sentence: told.recurrenceSentence(figures.recurrence) },
        closure: {
          opened: closure.opened,
          completed: closure.completed,
          deprioritised: closure.deprioritised,
          velocity: closure.opened < fewestOpened ? null : closure.velocity,
        },
        systemic,
        ages: {
          open: ages.open,
          p50: ages.p50,
          p75: ages.p75,
          p90: ages.p90,
          oldest: ages.oldest,
          over: sum(ages.ages.filter(({ days }) => days > 90).map(({ count }) => count)),
          still: ages.still.count,
          bands: bandsOf(ages.ages),
        },
        participation,
        incidents: {
          total: incidents.total,
          services: incidents.services,
          serviceKnown: incidents.serviceKnown ?? null,
          servicesSentence: told.servicesSentence(
            { known: incidents.serviceKnown ?? null, all: incidents.total },
            servicesDrawn,
            incidents.services.names.length + incidents.services.further,
          ),
          hours: incidents.hours,
          hoursKnown,
          hoursTold: hours.told,
          hoursSentence: hours.sentence,
          deploymentRelated: incidents.deploymentRelated,
          // An older version counted only what it took for known.
          deploymentKnown: incidents.deploymentKnown ?? incidents.total,
        },
      }
    })
}
