/**
 * In which of the organisation's quarters an incident counts: the one in which it began by the organisation's clock,
 * wherever it happened and whatever is known of that. A day alone has no hour to put on another clock: it lies in the
 * quarter that has this day. Where the organisation has chosen no calendar, everything goes by UTC.
 */
import { type Calendar, isUsual, quarterBounds, quarterOf, quarterOfDay } from '../time/calendar.ts'
import { hourMilliseconds, plus } from '../time/instants.ts'
import { wallMilliseconds } from '../time/wall-time.ts'
import { isDayAlone, type Unknown } from './known.ts'

export interface Begun {
  readonly startedAt: string
  readonly zone?: string | undefined
  readonly unknown?: readonly Unknown[] | null | undefined
}

/** The day that it is known of where it happened, as an instant of that day in UTC. */
export const dayOf = ({ startedAt, zone = 'UTC' }: Begun): string =>
  new Date(wallMilliseconds(Date.parse(startedAt), zone)).toISOString()

export const quarterOfIncident = (incident: Begun, calendar: Calendar): string =>
  isDayAlone(incident) && !isUsual(calendar)
    ? quarterOfDay(dayOf(incident), calendar)
    : quarterOf(incident.startedAt, calendar)

/** A day begins in one place up to so much later than in another. */
const dayApartMilliseconds = 26 * hourMilliseconds

/** Within which instants the incidents of a quarter are looked for: `quarterOfIncident` says which of them are its own. */
export const incidentBounds = (quarter: string, calendar: Calendar): { from: string; to: string } => {
  const { from, to } = quarterBounds(quarter, calendar)
  return isUsual(calendar)
    ? { from, to }
    : { from: plus(from, -dayApartMilliseconds), to: plus(to, dayApartMilliseconds) }
}
