/**
 * Finds what followed an incident: actions, conditions, lessons, reviews. A pointer is written before its target. If an
 * interruption left it without one, it is passed over.
 */
import { inParallel } from '../../domain/in-parallel.ts'
import type { IncidentId } from '../../domain/ids.ts'
import { incidentSchema } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import { following, incident as incidentKind } from '../../records/incidents.ts'
import { part } from '../../records/kind.ts'
import { takingUp } from '../../records/learned.ts'
import { idsOf } from '../../records/reading.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from './tables.store.ts'

export const followings = ['action', 'counterfactual', 'lesson', 'review'] as const
type Following = (typeof followings)[number]

const staying = part(incidentKind, incidentSchema.pick({ id: true, removing: true }))
const atOnce = 20

export const followStore = (settings: LearningTable) => {
  const { ensure, get, list, remove } = recordsIn(settings)

  return {
    /**
     * The same pointer can be written again. The incident is read after the pointer was written, and a deletion marks
     * its incident before it looks for pointers, so whichever comes second sees the other. Refuses `unknown_incident`
     * if the incident is gone or marked.
     */
    pointFromIncident: async (incident: IncidentId, what: Following, id: string): Promise<void> => {
      await ensure(following, { incident, what, id }, {})
      const there = await get(staying, { incident })
      if (there && there.removing !== true) return
      await held(remove(following, { incident, what, id }))
      throw new Refusal('unknown_incident')
    },
    pointFromCondition: (counterfactual: string, action: string): Promise<void> =>
      ensure(takingUp, { counterfactual, action }, {}),

    /** The targets as they stand now, in no particular order, without those that were never written. */
    followingIncident: async <Thing>(
      incident: IncidentId,
      what: Following,
      read: (id: string) => Promise<Thing | null>,
    ): Promise<Thing[]> => {
      const pointers = await list(following, { incident, what })
      const ids = pointers.flatMap(pointer => idsOf(following, pointer)?.id ?? [])
      const things = await inParallel(ids, atOnce, read)
      return things.filter(thing => thing !== null)
    },

    actionIdsOfCondition: async (counterfactual: string): Promise<string[]> =>
      (await list(takingUp, { counterfactual })).flatMap(pointer => idsOf(takingUp, pointer)?.action ?? []),
  }
}
