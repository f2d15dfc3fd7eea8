/** What the incidents of a quarter have in common, and what nobody is looking at. */
import type { FiledReview } from '../suppression/filed.ts'
import { hourAndWeekday } from '../figures/count.ts'
import { hasDeployment, hasHour, hasService, isCovered } from '../incident/known.ts'
import { binomialTest, holm } from '../statistics/counts.ts'
import { newcombeDiff, wilson } from '../statistics/shares.ts'
import { isOpen } from '../action/action.ts'
import { factorOf } from '../synthesis/factors.ts'
import { type Factor, factorSchema } from '../synthesis/schema.ts'
import {
  byMode,
  firstOf,
  incidentLine,
  latestFirst,
  modeLine,
  openActions,
  type ReviewedIncident,
  type ReviewRecords,
} from './records.ts'
import type { SectionFigures } from './schema.ts'

/**
 * Ticks and statements, added up: how often each factor was named, not by how many people. Ticks that may not be counted
 * add nothing.
 */
export const voicesByFactor = ({ synthesis, factorTicks }: FiledReview): Map<Factor, number> => {
  const voices = new Map<Factor, number>()
  const add = (factor: Factor, count: number): void => void voices.set(factor, (voices.get(factor) ?? 0) + count)
  for (const { factor, count } of factorTicks) if (count !== null && count > 0) add(factor, count)
  for (const { factor } of synthesis?.observations ?? []) if (factor) add(factor, 1)
  return voices
}

type Patterns = SectionFigures<'patterns'>

const modesAtMost = 20
const servicesAtMost = 20

const modesOf = (records: ReviewRecords): Patterns['modes'] => {
  const open = openActions(records)
  const lines = [...byMode(records)]
    .filter(([, incidents]) => incidents.length >= 2)
    .map(([key, incidents]) => modeLine(records, open, key, incidents))
  return firstOf(
    lines.toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
    modesAtMost,
  )
}

const mentions = (incidents: readonly ReviewedIncident[]): string[] =>
  incidents.flatMap(({ services }) => [...new Set(services)])

/**
 * Compares each service with an even share among all services that had an incident in the quarter or in the 90 days
 * before: exact binomial test, upper tail, corrected by Holm. An incident of several services counts once for each.
 */
const servicesOf = ({ incidents, incidentsBefore }: ReviewRecords): Patterns['services'] => {
  const [now, before] = [mentions(incidents), mentions(incidentsBefore)]
  const isBeforeKnown = isCovered(incidentsBefore.filter(hasService).length, incidentsBefore.length)
  const counts = new Map<string, number>([...new Set([...before, ...now])].map(name => [name, 0]))
  for (const name of now) counts.set(name, (counts.get(name) ?? 0) + 1)
  const even = 1 / counts.size
  const names = [...counts].map(([name, count]) => ({
    name,
    count,
    p: binomialTest({ k: count, n: now.length, share: even, alternative: 'greater' }).p ?? 1,
  }))
  const { adjusted } = holm({ ps: names.map(({ p }) => p) })
  const lines = names.map(({ name, count, p }, index) => ({
    name,
    incidents: count,
    share: now.length > 0 ? count / now.length : 0,
    even,
    before: isBeforeKnown ? before.filter(other => other === name).length / before.length : null,
    p,
    adjusted: adjusted[index] ?? 1,
  }))
  const named = lines.filter(line => line.incidents > 0)
  return firstOf(
    named.toSorted((a, b) => a.adjusted - b.adjusted || b.incidents - a.incidents || (a.name < b.name ? -1 : 1)),
    servicesAtMost,
  )
}

/** Monday to Friday, 08:00 to 18:00. */
const workingHoursOfWeek = 50
const hoursOfWeek = 168

const isWorkingHour = ({ startedAt, zone }: ReviewedIncident): boolean => {
  const { hour, weekday } = hourAndWeekday(startedAt, zone)
  return weekday < 5 && hour >= 8 && hour < 18
}

const corrected = (counts: readonly number[], of: number): { count: number; adjusted: number | null }[] => {
  const ps = counts.map(k => binomialTest({ k, n: of, share: 1 / counts.length, alternative: 'greater' }).p ?? 1)
  const { adjusted } = holm({ ps })
  return counts.map((count, index) => ({ count, adjusted: of > 0 ? (adjusted[index] ?? null) : null }))
}

const differenceOf = (
  a: readonly ReviewedIncident[],
  b: readonly ReviewedIncident[],
  holds: (incident: ReviewedIncident) => boolean,
) => newcombeDiff({ k1: a.filter(holds).length, n1: a.length, k2: b.filter(holds).length, n2: b.length })

const timeOf = ({ incidents, incidentsBefore, figures }: ReviewRecords): Patterns['time'] => {
  const timed = incidents.filter(hasHour)
  const of = timed.length
  const working = timed.filter(isWorkingHour).length
  const expected = workingHoursOfWeek / hoursOfWeek
  const { hours, weekdays } = figures.incidents
  const blocks = Array.from({ length: 6 }, (_, block) =>
    hours.slice(block * 4, block * 4 + 4).reduce((total, count) => total + count, 0),
  )
  const isDeployment = ({ deploymentRelated }: ReviewedIncident): boolean => deploymentRelated
  const said = incidents.filter(hasDeployment)
  /** Of what is compared enough has to be known on both sides. */
  const covered = (
    known: readonly ReviewedIncident[],
    all: readonly ReviewedIncident[],
  ): readonly ReviewedIncident[] => (isCovered(known.length, all.length) ? known : [])
  const saidBefore = covered(incidentsBefore.filter(hasDeployment), incidentsBefore)
  const saidWithHour = covered(said.filter(hasHour), incidents)
  const deployed = said.filter(isDeployment)
  const isOther = (incident: ReviewedIncident): boolean => !isDeployment(incident)
  const { p, lo, hi } = wilson({ k: deployed.length, n: said.length })
  const ofWeekdays = weekdays.reduce((total, count) => total + count, 0)
  return {
    working: {
      count: working,
      of,
      share: of > 0 ? working / of : null,
      expected,
      p: binomialTest({ k: working, n: of, share: expected }).p,
    },
    all: incidents.length,
    weekdays: corrected(weekdays, ofWeekdays),
    blocks: corrected(blocks, of),
    deployments: {
      count: deployed.length,
      of: said.length,
      share: p,
      lo,
      hi,
      before: saidBefore.length > 0 ? saidBefore.filter(isDeployment).length / saidBefore.length : null,
      change: differenceOf(said, saidBefore, isDeployment),
      workingHours: differenceOf(saidWithHour.filter(isDeployment), saidWithHour.filter(isOther), isWorkingHour),
    },
  }
}

/** Whether an open action mentions the factor: of these incidents, their failure modes, or none in particular. */
const isWorkedOn = (records: ReviewRecords, factor: Factor, incidents: readonly ReviewedIncident[]): boolean => {
  const ids = new Set<string>(incidents.map(({ id }) => id))
  const modes = new Set(incidents.map(({ mode }) => mode))
  const concerned = records.actions.filter(
    ({ status, incidentId, failureMode }) =>
      isOpen(status) &&
      ((incidentId === null && failureMode === null) ||
        (incidentId !== null && ids.has(incidentId)) ||
        (failureMode !== null && modes.has(failureMode))),
  )
  // Texts come last, because classifying one takes a thousand times as long as comparing a category.
  return (
    concerned.some(({ category }) => category === factor) || concerned.some(({ text }) => factorOf(text) === factor)
  )
}

const unseenOf = (records: ReviewRecords): Patterns['unseen'] =>
  factorSchema.options.flatMap(factor => {
    const incidents = records.incidents.filter(({ id }) => (records.factors.get(id)?.get(factor) ?? 0) > 0)
    if (incidents.length < 2) return []
    const isNamed = incidents.some(({ failureModes }) => failureModes.some(name => factorOf(name) === factor))
    if (isNamed || isWorkedOn(records, factor, incidents)) return []
    const voices = incidents.reduce((total, { id }) => total + (records.factors.get(id)?.get(factor) ?? 0), 0)
    return [{ factor, voices, incidents: incidents.toSorted(latestFirst).map(incidentLine).slice(0, 10) }]
  })

export const patternsOf = (records: ReviewRecords): Patterns => ({
  recurrence: records.figures.recurrence,
  modes: modesOf(records),
  services: servicesOf(records),
  serviceKnown: records.incidents.filter(hasService).length,
  time: timeOf(records),
  unseen: unseenOf(records).toSorted((a, b) => b.incidents.length - a.incidents.length || b.voices - a.voices),
})
