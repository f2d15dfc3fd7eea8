/**
 * Deletes incidents that nothing else refers to. Each is marked first, so that nothing new can refer to it, then
 * checked again, removed from the figures, and deleted. Cut off anywhere and run again, it completes the rest.
 */
import { inParallel } from '../../domain/in-parallel.ts'
import type { KeptIncident, KeptReason } from '../../domain/import/undo.ts'
import { type Incident, primaryModeKey, staying } from '../../domain/incident/incident.ts'
import type { FiguresStore } from '../figures/figures.store.ts'
import type { IncidentStore } from './incidents.store.ts'
import type { RemovalStore } from './removal.store.ts'

const atOnce = 16

export type RemovalStores = {
  readonly incidents: IncidentStore
  readonly figures: FiguresStore
  readonly removal: RemovalStore
}

interface Removal {
  readonly removed: number
  readonly kept: readonly KeptIncident[]
}

interface Step {
  /** The incident as marked, with its new version; null if it stays. */
  readonly marked: Incident | null
  readonly kept: KeptIncident | null
  /** Whether the figures may have to change because of it. */
  readonly touched: boolean
}

const staysFor = ({ id, title }: Incident, reasons: readonly KeptReason[], touched: boolean): Step => ({
  marked: null,
  kept: { id, title, reasons: [...reasons] },
  touched,
})

export const removeIncidents = async (
  stores: RemovalStores,
  incidents: readonly Incident[],
  now: string,
): Promise<Removal> => {
  const { figures, removal } = stores
  if (incidents.length === 0) return { removed: 0, kept: [] }
  const reviewed = await removal.incidentsWithReview()

  const mark = async (incident: Incident): Promise<Step> => {
    const before: KeptReason[] = reviewed.has(incident.id) ? ['review'] : await removal.referencesOf(incident.id)
    if (before.length > 0 && !incident.removing) return staysFor(incident, before, false)
    const marked: Incident = incident.removing
      ? incident
      : { ...incident, removing: true, version: incident.version + 1 }
    if (!incident.removing && !(await stores.incidents.changeIncident(marked, incident.version))) {
      return staysFor(incident, ['changed'], false)
    }
    const since = before.length > 0 ? before : await removal.referencesOf(incident.id)
    if (since.length === 0) return { marked, kept: null, touched: true }
    await stores.incidents.changeIncident({ ...staying(marked), version: marked.version + 1 }, marked.version)
    return staysFor(incident, since, true)
  }

  const remove = async (marked: Incident): Promise<KeptIncident | null> => {
    if ((await stores.incidents.deleteIncident(marked)) || !(await stores.incidents.readIncident(marked.id)))
      return null
    return { id: marked.id, title: marked.title, reasons: ['changed'] }
  }

  const refresh = async (touched: readonly Incident[]): Promise<void> => {
    if (touched.length === 0) return
    const modes = new Set(touched.map(primaryModeKey).filter(key => key !== null))
    await figures.refreshFigures({ incidents: touched, modes: [...modes] }, now)
  }

  const steps = await inParallel(incidents, atOnce, mark)
  await refresh(incidents.filter((_, index) => steps[index]?.touched))
  const marked = steps.flatMap(step => step.marked ?? [])
  const changed = (await inParallel(marked, atOnce, remove)).flatMap(kept => kept ?? [])
  // Somebody saved it between the mark and the deletion, which undid the mark.
  await refresh(marked.filter(({ id }) => changed.some(kept => kept.id === id)))
  return {
    removed: marked.length - changed.length,
    kept: [...steps.flatMap(({ kept }) => kept ?? []), ...changed],
  }
}
