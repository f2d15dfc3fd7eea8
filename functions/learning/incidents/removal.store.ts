/** What refers to an incident. */
import * as z from 'zod'
import type { IncidentId } from '../../domain/ids.ts'
import type { KeptReason } from '../../domain/import/undo.ts'
import { besideIncident, duplicatePointer, incident as incidentKind } from '../../records/incidents.ts'
import { part } from '../../records/kind.ts'
import { review } from '../../records/review.ts'
import { followings } from '../items/follow.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

const sameAs = part(incidentKind, z.object({ duplicateOf: z.string().nullish() }))
const reviewed = part(review, z.object({ incidentId: z.string() }))

export type RemovalStore = ReturnType<typeof removalStore>

export const removalStore = (settings: LearningTable) => {
  const { everyOf, get, list } = recordsIn(settings)

  /** What has been written since, or is not written yet, counts; what has taken it back does not. */
  const isSame = async (incident: IncidentId, id: string): Promise<boolean> => {
    const found = await get(sameAs, { incident: id })
    return found === null || found.duplicateOf === incident
  }
  return {
    /** Read from the table itself. Pointers without a target count, because the target may be written next. */
    referencesOf: async (incident: IncidentId): Promise<KeptReason[]> => {
      const names = (await list(besideIncident, { incident })).map(({ sk }) => sk)
      const reasons: readonly KeptReason[] = [...followings, 'vendor']
      const found = reasons.filter(reason => names.some(name => name === reason || name.startsWith(`${reason}#`)))
      const pointers = names.flatMap(name => name.split(`${duplicatePointer}#`)[1] ?? [])
      const same = await Promise.all(pointers.map(id => isSame(incident, id)))
      return same.includes(true) ? [...found, 'duplicate'] : found
    },

    /** Covers reviews from before incidents pointed to their reviews. */
    incidentsWithReview: async (): Promise<Set<string>> =>
      new Set((await everyOf(reviewed, 'kind', 'review')).map(({ incidentId }) => incidentId)),
  }
}
