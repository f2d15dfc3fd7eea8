/** Incidents as they were recorded, by id and by quarter. */
import type { Incident } from '../../domain/incident/incident.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import { incident as incidentKind, incidentsOf, uncountedIn } from '../../records/incidents.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

export type IncidentStore = ReturnType<typeof incidentStore>

export const incidentStore = (settings: LearningTable) => {
  const { add, get, page, put, remove } = recordsIn(settings)

  return {
    /** False if an incident with this id exists. */
    addIncident: (incident: Incident) => held(add(incidentKind, { incident: incident.id }, incident)),

    /** False if it has been changed since that version. */
    changeIncident: (incident: Incident, before: number) =>
      held(put(incidentKind, { incident: incident.id }, incident, before)),

    /** False if it has been changed since that version. */
    deleteIncident: ({ id, version }: Pick<Incident, 'id' | 'version'>) =>
      held(remove(incidentKind, { incident: id }, { version })),

    readIncident: (incident: string): Promise<Incident | null> => get(incidentKind, { incident }),

    /** Ordered by start, the latest first: those that count, or those that are kept for the record alone. */
    listIncidents: (quarter: string, asked: AskedPage, counted = true): Promise<Page<Incident>> => {
      const place = { index: 'kind', value: (counted ? incidentsOf : uncountedIn)(quarter), newestFirst: true }
      return page(incidentKind, { ...place, show: incidents => incidents }, asked)
    },
  }
}
