/** Incidents that are of one kind: their primary failure mode is the same, by whatever name. */
import { type IncidentId, incidentIdSchema } from '../../domain/ids.ts'
import { failureModes as modesOf } from '../../domain/incident/failure-mode.ts'
import { type Incident, primaryModeKey } from '../../domain/incident/incident.ts'
import type { FailureModeStore } from './failure-modes.store.ts'

/** An agenda looks no further back than so many incidents. */
const incidentsLookedAt = 100

export interface LikeIncidents {
  /** Of their failure mode. */
  readonly keys: readonly string[]
  readonly incidentIds: readonly IncidentId[]
}

/** Those that began before this one, the latest first. */
export const likeIncidents = async (failureModes: FailureModeStore, incident: Incident): Promise<LikeIncidents> => {
  const mode = primaryModeKey(incident)
  if (mode === null) return { keys: [], incidentIds: [] }
  const keys = modesOf(await failureModes.listFailureModes()).keysOf(mode)
  const found = await Promise.all(keys.map(key => failureModes.sightingsOf(key, { to: incident.startedAt })))
  const incidentIds = found
    .flat()
    .filter(({ id, startedAt }) => id !== incident.id && startedAt < incident.startedAt)
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
    .slice(0, incidentsLookedAt)
    .map(({ id }) => incidentIdSchema.parse(id))
  return { keys, incidentIds }
}
