/** The figures of a quarter, counted from its records. */
import { type Action, asOf, isOpen } from '../action/action.ts'
import type { NamedCounts, QuarterFigures } from './figures.ts'
import type { Incident } from '../incident/incident.ts'
import { hasDeployment, hasHour, hasService, hasWeekday, isDayAlone } from '../incident/known.ts'
import { dayOf } from '../incident/quarter.ts'
import { formatterIn } from '../time/formatter.ts'
import { type Calendar, isUsual, quarterBounds, quarterOf, toldCalendar } from '../time/calendar.ts'
import { dayMilliseconds, hourMilliseconds } from '../time/instants.ts'
import { wallMilliseconds } from '../time/wall-time.ts'
import { gini } from '../statistics/learning.ts'
import { median, sum } from '../statistics/moments.ts'

export type CountedIncident = Pick<
  Incident,
  'id' | 'severity' | 'services' | 'domains' | 'startedAt' | 'deploymentRelated' | 'unknown'
> & {
  /** The time zone for its hour and weekday. */
  readonly zone: string
  /**
   * Its primary failure mode, under the name that represents everything merged with it; null if it is not classified.
   */
  readonly mode: string | null
}

export interface CountedAction {
  readonly id: string
  readonly status: Action['status']
  readonly openedAt: string
  readonly progressAt: string
  readonly closedAt: string | null
  readonly notes: readonly { readonly at: string }[]
  readonly changes?: Action['changes']
  readonly systemic: boolean
}

export interface CountedMeeting {
  /** Its review's; left out where only its numbers are asked for. */
  readonly id?: string
  readonly at: string
  /** 0 if nobody has counted them. */
  readonly attendees: number
  readonly speakers: number
  readonly turns: readonly number[]
}

export interface QuarterRecords {
  readonly quarter: string
  readonly calendar: Calendar
  /** Those of the quarter. */
  readonly incidents: readonly CountedIncident[]
  /** The ids of those that recur. */
  readonly recurring: ReadonlySet<string>
  /** Actions opened or closed in the quarter, or open at its end; others do no harm. */
  readonly actions: readonly CountedAction[]
  /** Those of the quarter. */
  readonly meetings: readonly CountedMeeting[]
}

/** Days since 1970-01-01, in UTC. */
export const dayNumber = (instant: string): number => Math.floor(Date.parse(instant) / dayMilliseconds)

/** The same of the day that it is where the organisation's days begin. */
export const dayIn = (instant: string, { zone }: Calendar): number =>
  zone === 'UTC' ? dayNumber(instant) : Math.floor(wallMilliseconds(Date.parse(instant), zone) / dayMilliseconds)

const dayOfIncident = (incident: CountedIncident, calendar: Calendar): number =>
  isDayAlone(incident) && !isUsual(calendar) ? dayNumber(dayOf(incident)) : dayIn(incident.startedAt, calendar)

const tally = <Key>(keys: Iterable<Key>): Map<Key, number> => {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** An item holds 400 KB. A quarter has a few dozen services, and no chart shows more than this. */
const namesAtMost = 200

export const namedCounts = (names: Iterable<string>): NamedCounts => {
  const counted = [...tally(names)].map(([name, count]) => ({ name, count }))
  const sorted = counted.toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
  return { names: sorted.slice(0, namesAtMost), further: Math.max(0, sorted.length - namesAtMost) }
}

/** The names in several counts, the most used overall first. */
export const mostUsed = (counts: readonly NamedCounts[]): string[] => {
  const totals = new Map<string, number>()
  for (const { name, count } of counts.flatMap(({ names }) => names)) totals.set(name, (totals.get(name) ?? 0) + count)
  return [...totals].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([name]) => name)
}

/** Making a formatter takes a thousand times as long as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>()
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Hour (0 to 23) and weekday (0 is Monday) in the zone. */
export const hourAndWeekday = (instant: string, zone: string): { hour: number; weekday: number } => {
  if (zone === 'UTC') {
    const at = Date.parse(instant)
    // 1970-01-01 was a Thursday.
    return { hour: Math.floor((at % dayMilliseconds) / hourMilliseconds), weekday: (dayNumber(instant) + 3) % 7 }
  }
  const formatter =
    formatters.get(zone) ?? formatterIn('en-GB', zone, { hour: '2-digit', hourCycle: 'h23', weekday: 'short' })
  formatters.set(zone, formatter)
  const parts = new Map(formatter.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  return { hour: Number(parts.get('hour')), weekday: weekdays.indexOf(parts.get('weekday') ?? '') }
}

const daysOf = ({ calendar, incidents, recurring }: QuarterRecords): QuarterFigures['days'] =>
  [...Map.groupBy(incidents, incident => dayOfIncident(incident, calendar))]
    .map(([day, started]) => ({
      day,
      opened: started.length,
      recurring: started.filter(({ id }) => recurring.has(id)).length,
      classified: started.filter(({ mode }) => mode !== null).length,
    }))
    .toSorted((a, b) => a.day - b.day)

const incidentCounts = (incidents: readonly CountedIncident[]): QuarterFigures['incidents'] => {
  const hours = Array.from({ length: 24 }, () => 0)
  const days = Array.from({ length: 7 }, () => 0)
  for (const incident of incidents) {
    const { hour, weekday } = hourAndWeekday(incident.startedAt, incident.zone)
    if (hasHour(incident)) hours[hour] = (hours[hour] ?? 0) + 1
    if (hasWeekday(incident)) days[weekday] = (days[weekday] ?? 0) + 1
  }
  const saidOfDeployment = incidents.filter(hasDeployment)
  const severities = tally(incidents.map(({ severity }) => severity))
  return {
    total: incidents.length,
    severities: { P1: severities.get('P1') ?? 0, P2: severities.get('P2') ?? 0, P3: severities.get('P3') ?? 0 },
    serviceKnown: incidents.filter(hasService).length,
    services: namedCounts(incidents.flatMap(({ services }) => [...new Set(services)])),
    domains: namedCounts(incidents.flatMap(({ domains }) => [...new Set(domains)])),
    hours,
    weekdays: days,
    deploymentRelated: saidOfDeployment.filter(({ deploymentRelated }) => deploymentRelated).length,
    deploymentKnown: saidOfDeployment.length,
  }
}

const dayCounts = (instants: readonly string[], calendar: Calendar): [number, number][] =>
  [...tally(instants.map(instant => dayIn(instant, calendar)))].toSorted(([a], [b]) => a - b)

/** Leaves out meetings that nobody has counted. Gini's coefficient counts people who said nothing as 0. */
export const meetingCounts = (meetings: readonly CountedMeeting[]): QuarterFigures['meetings'] => {
  const counted = meetings.filter(({ attendees }) => attendees > 0)
  const shared = counted.flatMap(({ attendees, turns }) => {
    const silent = Array.from({ length: Math.max(0, attendees - turns.length) }, () => 0)
    const { giniCorrected } = gini({ values: [...turns, ...silent] })
    return giniCorrected === null ? [] : [giniCorrected]
  })
  return {
    counted: counted.length,
    attendees: sum(counted.map(({ attendees }) => attendees)),
    speakers: sum(counted.map(({ speakers }) => speakers)),
    gini: median(shared),
  }
}

export const quarterFigures = (records: QuarterRecords, version: number): QuarterFigures => {
  const { quarter, calendar, incidents, actions } = records
  const { to } = quarterBounds(quarter, calendar)
  const opened = actions.filter(({ openedAt }) => quarterOf(openedAt, calendar) === quarter)
  const atEnd = actions.filter(({ openedAt }) => openedAt < to).map(action => asOf(action, to))
  const closed = atEnd.filter(({ closedAt }) => closedAt !== null && quarterOf(closedAt, calendar) === quarter)
  const open = atEnd.filter(({ status }) => isOpen(status))
  return {
    quarter,
    ...toldCalendar(calendar),
    version,
    days: daysOf(records),
    incidents: incidentCounts(incidents),
    actions: {
      opened: opened.length,
      systemic: opened.filter(({ systemic }) => systemic).length,
      completed: closed.filter(({ status }) => status === 'completed').length,
      deprioritised: closed.filter(({ status }) => status === 'deprioritised').length,
    },
    open: {
      opened: dayCounts(
        open.map(({ openedAt }) => openedAt),
        calendar,
      ),
      progressed: dayCounts(
        open.map(({ progressAt }) => progressAt),
        calendar,
      ),
    },
    meetings: meetingCounts(records.meetings),
  }
}
