/** Incidents are listed by quarter; whoever prepares a review looks among the latest. */
import { quarterOf } from '../../../functions/domain/time/calendar.ts'
import { lastQuarters } from '../../../functions/domain/time/instants.ts'
import { ownCalendar } from '../../kit/calendar.ts'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import type { Api } from '../calls/calls.ts'

/** The quarter of `now` and those before it, latest first: '2026-Q1', '2025-Q4', ... */
export const quartersUntil = (now: string, number: number): string[] =>
  lastQuarters(quarterOf(now, ownCalendar()), number)

export interface Recent {
  /** The latest first, none between them left out. */
  readonly incidents: readonly IncidentView[]
  /** There are earlier ones in these quarters. */
  readonly more: boolean
}

/**
 * Of this quarter as the server counts it, and of the three before, quarter after quarter back in time, until there are
 * more than one chooses from.
 */
export const recentIncidents = async (api: Pick<Api, 'incidents'>, now: string, enough = 200): Promise<Recent> => {
  const found = new Map<string, IncidentView>()
  let more = false
  for (const quarter of [undefined, ...quartersUntil(now, 4)]) {
    const { items, next } = await api.incidents(quarter)(null)
    for (const incident of items) found.set(incident.id, incident)
    more = next !== null || found.size >= enough
    if (more) break
  }
  const incidents = [...found.values()]
  return {
    incidents: incidents.toSorted((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt)),
    more,
  }
}
