/** What refers to an incident. */
import * as z from 'zod'
import type { IncidentId } from '../../domain/ids.ts'
import type { KeptReason } from '../../domain/import/undo.ts'
import { besideIncident } from '../../records/incidents.ts'
import { part } from '../../records/kind.ts'
import { review } from '../../records/review.ts'
import { followings } from '../items/follow.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

const reviewed = part(review, z.object({ incidentId: z.string() }))

export type RemovalStore = ReturnType<typeof removalStore>

export const removalStore = (settings: LearningTable) => {
  const { everyOf, list } = recordsIn(settings)
  return {
    /** Read from the table itself. Pointers without a target count, because the target may be written next. */
    referencesOf: async (incident: IncidentId): Promise<KeptReason[]> => {
      const names = (await list(besideIncident, { incident })).map(({ sk }) => sk)
      const reasons: readonly KeptReason[] = [...followings, 'vendor']
      return reasons.filter(reason => names.some(name => name === reason || name.startsWith(`${reason}#`)))
    },

    /** Covers reviews from before incidents pointed to their reviews. */
    incidentsWithReview: async (): Promise<Set<string>> =>
      new Set((await everyOf(reviewed, 'kind', 'review')).map(({ incidentId }) => incidentId)),
  }
}
