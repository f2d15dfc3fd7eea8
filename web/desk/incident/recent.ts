/** Incidents are listed by quarter; whoever prepares a review looks among the latest. */
import { quarterOf } from '../../../functions/domain/instants.ts'
import type { IncidentView } from '../../../functions/domain/incident.ts'
import type { Api } from '../api/calls.ts'

/** The quarter of `now` and those before it, latest first: '2026-Q1', '2025-Q4', ... */
export const quartersUntil = (now: string, number: number): string[] => {
  const first = quarterOf(now)
  const index = Number(first.slice(0, 4)) * 4 + Number(first.slice(6)) - 1
  return Array.from({ length: number }, (_, back) => `${Math.floor((index - back) / 4)}-Q${((index - back) % 4) + 1}`)
}

/** This quarter's as the server counts it, and the three before, latest first. */
export const recentIncidents = async (api: Pick<Api, 'incidents'>, now: string): Promise<IncidentView[]> => {
  const lists = await Promise.all([api.incidents(), ...quartersUntil(now, 4).map(quarter => api.incidents(quarter))])
  const byId = new Map(lists.flat().map(incident => [incident.id, incident]))
  return [...byId.values()].toSorted((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt))
}
