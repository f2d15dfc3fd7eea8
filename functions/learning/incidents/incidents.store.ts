/** Incidents as they were recorded, by id and by quarter. */
import type { Incident } from '../../domain/incident/incident.ts'
import type { IncidentId } from '../../domain/ids.ts'
import { inParallel } from '../../domain/in-parallel.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import {
  duplicatePointer,
  following,
  incident as incidentKind,
  incidentsOf,
  uncountedIn,
} from '../../records/incidents.ts'
import { review } from '../../records/review.ts'
import { placesBetween, shelfOf } from '../../records/shelves.ts'
import { incidentBounds, quarterOfIncident } from '../../domain/incident/quarter.ts'
import { idsOf } from '../../records/reading.ts'
import { held } from '../../records/writing.ts'
import { deskStore } from '../items/desk.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

export type IncidentStore = ReturnType<typeof incidentStore>

const atOnce = 16

export const incidentStore = (settings: LearningTable) => {
  const { calendar } = settings
  const { add, change, ensure, everyBetween, everyOf, get, list, page, put, remove } = recordsIn(settings)
  const desk = deskStore(settings)

  /** Before what is the same says so: the one that counts is then found to be needed, and stays. */
  const pointToOriginal = async ({ id, duplicateOf }: Incident): Promise<void> => {
    if (duplicateOf) await ensure(following, { incident: duplicateOf, what: duplicatePointer, id }, {})
  }

  return {
    /** False if an incident with this id exists. */
    addIncident: async (incident: Incident): Promise<boolean> => {
      await pointToOriginal(incident)
      return held(add(incidentKind, { incident: incident.id }, incident))
    },

    /** False if it has been changed since that version. */
    changeIncident: async (incident: Incident, before: number): Promise<boolean> => {
      await pointToOriginal(incident)
      return desk.changing(await desk.reviewsOfIncident(incident.id), () =>
        held(put(incidentKind, { incident: incident.id }, incident, before)),
      )
    },

    /** Those that say now that they are the same as this one. */
    duplicatesOf: async (incident: IncidentId): Promise<Incident[]> => {
      const pointers = await list(following, { incident, what: duplicatePointer })
      const ids = pointers.flatMap(pointer => idsOf(following, pointer)?.id ?? [])
      const found = await inParallel(ids, atOnce, id => get(incidentKind, { incident: id }))
      return found.filter(one => one?.duplicateOf === incident).filter(one => one !== null)
    },

    /** False if it has been changed since that version. */
    deleteIncident: ({ id, version }: Pick<Incident, 'id' | 'version'>) =>
      held(remove(incidentKind, { incident: id }, { version })),

    readIncident: (incident: string): Promise<Incident | null> => get(incidentKind, { incident }),

    /** Those that count and those that do not, the earliest first. */
    incidentsIn: async (quarters: readonly string[]): Promise<Incident[]> => {
      const places = quarters.flatMap(quarter => [incidentsOf, uncountedIn].map(named => ({ quarter, named })))
      const found = await inParallel(places, atOnce, async ({ quarter, named }) =>
        (await everyBetween(incidentKind, 'kind', named, incidentBounds(quarter, calendar))).filter(
          incident => quarterOfIncident(incident, calendar) === quarter,
        ),
      )
      const byId = new Map(found.flat().map(incident => [incident.id, incident]))
      return [...byId.values()].toSorted((a, b) => a.startedAt.localeCompare(b.startedAt) || a.id.localeCompare(b.id))
    },

    /** Those that began at this very instant, whether or not they count. An index lags behind. */
    startedAt: async (instant: string): Promise<Incident[]> => {
      const span = { from: instant, to: instant }
      const shelf = shelfOf(instant)
      const found = [incidentsOf(shelf), uncountedIn(shelf)].map(value => everyOf(incidentKind, 'kind', value, span))
      return (await Promise.all(found)).flat()
    },

    /** Its reviews that go by the title it had go by the one it has. Their version stays: nobody is told of a meeting. */
    retitleReviews: async (
      incident: IncidentId,
      had: Pick<Incident, 'title'>,
      { title, startedAt }: Pick<Incident, 'title' | 'startedAt'>,
    ): Promise<void> => {
      await inParallel(await desk.reviewsOfIncident(incident), atOnce, id =>
        desk.changing([id], () => change(review, { review: id }, { title, startedAt }, { title: had.title })),
      )
    },

    /** Ordered by start, the latest first: those that count, or those that are kept for the record alone. */
    listIncidents: (quarter: string, asked: AskedPage, counted = true): Promise<Page<Incident>> => {
      const bounds = incidentBounds(quarter, calendar)
      const named = counted ? incidentsOf : uncountedIn
      const show = (incidents: Incident[]) =>
        incidents.map(incident => (quarterOfIncident(incident, calendar) === quarter ? incident : null))
      return page(incidentKind, { ...placesBetween(bounds, { index: 'kind', named, newestFirst: true }), show }, asked)
    },
  }
}
