/**
 * Sightings of conditions as they are counted and shown. One in an incident that turned out to be none, or the same as
 * another, stays stored, because its incident may come to count again, and is told nowhere.
 */
import type { Counterfactual } from '../../domain/condition/condition.ts'
import { isCounted } from '../../domain/incident/counting.ts'
import { incidentSchema } from '../../domain/incident/incident.ts'
import { inParallel } from '../../domain/in-parallel.ts'
import { incident as incidentKind } from '../../records/incidents.ts'
import { part } from '../../records/kind.ts'
import { type LearningTable, recordsIn } from './tables.store.ts'

const whetherCounted = part(incidentKind, incidentSchema.pick({ status: true, duplicateOf: true, removing: true }))
const atOnce = 24

export const sightingsStore = (settings: LearningTable) => {
  const { get } = recordsIn(settings)

  return {
    /** The same conditions in the same order, each with the sightings that count. Each incident is read once. */
    withCounted: async (conditions: readonly Counterfactual[]): Promise<Counterfactual[]> => {
      const ids = [...new Set(conditions.flatMap(({ sightings }) => sightings.map(({ incidentId }) => incidentId)))]
      const found = await inParallel(ids, atOnce, async incident => {
        const it = await get(whetherCounted, { incident })
        return it && !it.removing && isCounted(it) ? [incident] : []
      })
      const counted = new Set(found.flat())
      return conditions.map(one => ({
        ...one,
        sightings: one.sightings.filter(({ incidentId }) => counted.has(incidentId)),
      }))
    },
  }
}
