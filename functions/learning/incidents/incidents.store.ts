/** Incidents as they were recorded, by id, by quarter and by failure mode. */
import type { Item } from '../../aws/documents.ts'
import { type Incident, incidentSchema, primaryModeKey } from '../../domain/incident/incident.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import { quarterOf } from '../../domain/time/instants.ts'
import { learningItems, type LearningTable, modeFacet } from '../items/items.store.ts'

/** By its facet the first incident ever of a failure mode is one item read. */
const incidentItem = (incident: Incident): Item => {
  const mode = primaryModeKey(incident)
  const key = { pk: `incident#${incident.id}`, sk: 'incident' }
  // No index has it any more.
  if (incident.removing) return { ...key, ...incident }
  return {
    ...key,
    kind: `incident#${quarterOf(incident.startedAt)}`,
    at: incident.startedAt,
    ...(mode === null ? {} : { facet: modeFacet(mode), facetAt: incident.startedAt }),
    ...incident,
  }
}

export type IncidentStore = ReturnType<typeof incidentStore>

export const incidentStore = ({ documents, learningTable }: LearningTable) => {
  const { get, page, put, remove } = learningItems(documents, learningTable)

  return {
    /** False: an incident of this id is there already. */
    addIncident: (incident: Incident) => put(incidentItem(incident), null),

    /** False: it has been changed since that version. */
    changeIncident: (incident: Incident, before: number) => put(incidentItem(incident), before),

    /** False: it has been changed since that version, or is gone. */
    deleteIncident: ({ id, version }: Pick<Incident, 'id' | 'version'>) =>
      remove(`incident#${id}`, 'incident', version),

    readIncident: async (incidentId: string): Promise<Incident | null> => {
      const item = await get(`incident#${incidentId}`, 'incident')
      return item ? incidentSchema.parse(item) : null
    },

    /** Latest first, by when they started. */
    listIncidents: (quarter: string, asked: AskedPage): Promise<Page<Incident>> =>
      page(
        {
          index: 'kind',
          value: `incident#${quarter}`,
          newestFirst: true,
          show: items => items.map(item => incidentSchema.parse(item)),
        },
        asked,
      ),
  }
}
