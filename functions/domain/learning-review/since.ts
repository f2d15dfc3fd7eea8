/** What has changed of a quarter since an edition of its learning review was published. */
import type { FiguresAt } from '../figures/read.ts'
import { type CountedIncident, type Edition, type Headline, isSameHeadline, type Left, type Since } from './edition.ts'
import { type Calendar, isSameCalendar, usualCalendar } from '../time/calendar.ts'
import type { PublishedBefore, ReviewRecords } from './records.ts'
import type { LearningReview } from './schema.ts'

type Sections = Pick<LearningReview, 'sections'>

export const headlineOfReview = ({ sections }: Sections): Headline => {
  const { inventory, patterns, actions, pulse } = sections
  const { recurring, classified, total } = patterns.figures.recurrence
  const { opened, completed } = actions.figures.closure
  const { meetings, attendees, speakers } = pulse.figures.participation
  return {
    incidents: inventory.figures.total,
    recurring,
    of: classified,
    window: total,
    opened,
    completed,
    meetings,
    attendees,
    speakers,
  }
}

/** The same of figures without a review. */
export const headlineOf = ({ incidents, recurrence, closure, participation }: FiguresAt): Headline => ({
  incidents: incidents.total,
  recurring: recurrence.recurring,
  of: recurrence.classified,
  window: recurrence.total,
  opened: closure.opened,
  completed: closure.completed,
  meetings: participation.meetings,
  attendees: participation.attendees,
  speakers: participation.speakers,
})

/** The incidents that a review counts, by id, so that the same set gives the same bytes. */
export const countedIncidents = ({
  incidents,
  recurring,
}: Pick<ReviewRecords, 'incidents' | 'recurring'>): CountedIncident[] =>
  incidents
    .map(({ id, severity, mode, services, domains, startedAt, zone, deploymentRelated, vendor, unknown }) => ({
      id,
      severity,
      mode,
      recurring: recurring.has(id),
      facts: JSON.stringify([
        startedAt,
        zone,
        services,
        domains,
        deploymentRelated,
        vendor ?? null,
        (unknown ?? []).toSorted(),
      ]),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** What is told of a quarter by its services, days, hours, deployments and the ages of its actions, as one text. */
const othersOf = ({ sections }: Sections): string => {
  const { severities, services, domains, deploymentRelated, deploymentKnown } = sections.inventory.figures
  const { weekdays, blocks, working } = sections.patterns.figures.time
  const { systemic, ages, closure } = sections.actions.figures
  return JSON.stringify([
    [severities, services, domains, deploymentRelated, deploymentKnown],
    [weekdays.map(({ count }) => count), blocks.map(({ count }) => count), working.count],
    [systemic.systemic, closure.deprioritised, ages],
  ])
}

const pulseIn = ({ sections }: Sections): string => JSON.stringify(sections.pulse.figures.release)

/** An edition, or the quarter as it stands now. `counted` is null where an older version kept none. */
export interface Told extends Sections {
  readonly counted: readonly CountedIncident[] | null
}

/** Those that an edition counted and the quarter no longer does. */
export const leftSince = (then: Told, now: Told): string[] => {
  const still = new Set(now.counted?.map(({ id }) => id))
  return (then.counted ?? []).flatMap(({ id }) => (still.has(id) ? [] : [id]))
}

const incidentsSince = (then: Told, now: Told, leftAs: ReadonlyMap<string, Left>): Since['incidents'] => {
  if (!then.counted || !now.counted) return null
  const before = new Map(then.counted.map(one => [one.id, one]))
  const kept = now.counted.flatMap(one => {
    const was = before.get(one.id)
    return was ? [{ was, one }] : []
  })
  const changed = (field: 'severity' | 'mode' | 'recurring' | 'facts'): number =>
    kept.filter(({ was, one }) => was[field] !== one[field]).length
  const left = (how: Left): number => [...leftAs.values()].filter(each => each === how).length
  return {
    added: now.counted.length - kept.length,
    deleted: left('deleted'),
    uncounted: left('uncounted'),
    moved: left('moved'),
    severity: changed('severity'),
    mode: changed('mode'),
    recurrence: changed('recurring'),
    corrected: changed('facts'),
  }
}

/** Null if the quarter reads as it did. `leftAs`: what became of those of `leftSince`. */
export const sinceOf = (then: Told, now: Told, leftAs: ReadonlyMap<string, Left>): Since | null => {
  const since: Since = {
    incidents: incidentsSince(then, now, leftAs),
    pulse: pulseIn(then) !== pulseIn(now),
    others: othersOf(then) !== othersOf(now),
    published: headlineOfReview(then),
    now: headlineOfReview(now),
  }
  const isSame =
    Object.values(since.incidents ?? {}).every(count => count === 0) &&
    !since.pulse &&
    !since.others &&
    isSameHeadline(since.published, since.now)
  return isSame ? null : since
}

/** What a review of the next quarter compares with. `figures` and `incidents`: the edition's quarter as it is known now. */
export const publishedBefore = (
  { edition, review }: { readonly edition: Edition; readonly review: LearningReview },
  figures: FiguresAt,
  incidents: number,
  today: Calendar,
): PublishedBefore => {
  const now = { ...headlineOf(figures), incidents }
  const { patterns, actions, pulse } = review.sections
  const { number, publishedAt } = edition
  const published = headlineOfReview(review)
  const calendar = review.calendar ?? usualCalendar
  const isSame = isSameCalendar(calendar, today)
  const shown = { quarter: review.quarter, number, publishedAt, published, now }
  return {
    compared: { ...shown, used: review.over && isSame, ...(isSame ? {} : { calendar }) },
    incidents: patterns.figures.recurrence.total,
    closure: actions.figures.closure,
    participation: pulse.figures.participation,
  }
}
