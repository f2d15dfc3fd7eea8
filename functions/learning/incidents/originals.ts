/** What is the same as another incident counts by that one, which therefore has to be there and to count itself. */
import type { IncidentId } from '../../domain/ids.ts'
import { isCounted } from '../../domain/incident/counting.ts'
import { type Incident, staying } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { IncidentStore } from './incidents.store.ts'

interface Stores {
  readonly incidents: IncidentStore
}

/**
 * Refuses `no_original` unless the other one counts: of two that point to each other neither would, and what is itself
 * the same as a third is better named by that.
 */
export const requireOriginal = async ({ incidents }: Stores, id: string, duplicateOf: string): Promise<void> => {
  const original = duplicateOf === id ? null : await incidents.readIncident(duplicateOf)
  if (!original || original.removing || !isCounted(original)) throw new Refusal('no_original')
}

/** Refuses `incident_referred` where others are counted by this one: without it they would count nowhere. */
export const requireNoDuplicates = async ({ incidents }: Stores, id: IncidentId): Promise<void> => {
  if ((await incidents.duplicatesOf(id)).length === 0) return
  throw new Refusal('incident_referred', undefined, { reasons: ['duplicate'] })
}

/**
 * Once more, now that it is written: of two that were named the same as each other at once, or whose original has gone
 * meanwhile, the write is taken back.
 */
export const settleOriginal = async (
  stores: Stores,
  after: Incident,
  before: Incident | null,
  refresh: (both: readonly Incident[]) => Promise<void>,
): Promise<void> => {
  if (isCounted(after)) return
  try {
    if (after.duplicateOf) await requireOriginal(stores, after.id, after.duplicateOf)
    await requireNoDuplicates(stores, after.id)
  } catch (error) {
    const back = before ? staying(before) : { ...after, duplicateOf: null }
    await stores.incidents.changeIncident({ ...back, version: after.version + 1 }, after.version)
    await refresh([after, back])
    throw error
  }
}
