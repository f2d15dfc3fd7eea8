/** The incident that a path names. */
import { type IncidentId, incidentIdSchema } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import { parameter } from '../../http/operation.ts'
import type { IncidentStore } from './incidents.store.ts'

/** The `{id}` of the path. */
export const incidentParameter = parameter(incidentIdSchema, 'unknown_incident')

/** Refuses `unknown_incident`. */
export const requireIncident = async (
  incidents: Pick<IncidentStore, 'readIncident'>,
  id: IncidentId,
): Promise<Incident> => {
  const incident = await incidents.readIncident(id)
  if (!incident) throw new Refusal('unknown_incident')
  return incident
}
