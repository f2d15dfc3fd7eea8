/** Incidents of the same kind: those whose primary failure mode is the same, under any of its names. */
import { type IncidentId, incidentIdSchema } from '../../domain/ids.ts'
import { failureModes as modesOf } from '../../domain/incident/failure-mode.ts'
import { type Incident, primaryModeKey } from '../../domain/incident/incident.ts'
import type { FailureModeStore } from './failure-modes.store.ts'

/** An agenda looks back over at most this many incidents. */
const incidentsLookedAt = 100

export interface LikeIncidents {
  /** The keys of their failure mode. */
  readonly keys: readonly string[]
  readonly incidentIds: readonly IncidentId[]
}

/** The incidents of this kind that began before this one, the latest first. */
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
