/** Incidents as they are shown: with today's names of failure modes, and whether theirs was seen before. */
import { inParallel } from '../../domain/in-parallel.ts'
import { correctionsOf } from '../../domain/incident/corrections.ts'
import { type FailureModes, failureModes, namesNow } from '../../domain/incident/failure-mode.ts'
import { type Incident, type IncidentView, primaryModeKey } from '../../domain/incident/incident.ts'
import { seenBefore, type Sighting } from '../../domain/incident/recurrence.ts'
import type { FailureModeStore } from './failure-modes.store.ts'

const queriesAtOnce = 16

/** For each mode, under any of its keys, the incidents up to `to`. */
const sightingsByMode = async (
  store: FailureModeStore,
  modes: FailureModes,
  keys: ReadonlySet<string>,
  to: string,
): Promise<Map<string, Sighting[]>> => {
  const pairs = [...keys].flatMap(mode => modes.keysOf(mode).map(key => ({ mode, key })))
  const found = await inParallel(pairs, queriesAtOnce, async ({ mode, key }) =>
    (await store.sightingsOf(key, { to })).map(sighting => ({ mode, sighting })),
  )
  const byMode = new Map<string, Sighting[]>([...keys].map(key => [key, []]))
  for (const { mode, sighting } of found.flat()) byMode.get(mode)?.push(sighting)
  return byMode
}

/** In the given order. An index lags behind, so something written a second ago may not count as seen yet. */
export const incidentViews = async (
  store: FailureModeStore,
  incidents: readonly Incident[],
): Promise<IncidentView[]> => {
  const modes = failureModes(await store.listFailureModes())
  const modeOf = (incident: Incident): string | null => {
    const key = primaryModeKey(incident)
    return key === null ? null : modes.resolve(key)
  }
  const keys = new Set(incidents.map(modeOf).filter(key => key !== null))
  const latest = incidents.reduce((to, { startedAt }) => (startedAt > to ? startedAt : to), '')
  const sightings = await sightingsByMode(store, modes, keys, latest)
  return incidents.map(incident => {
    const { imported: _imported, importId: _importId, changedBy: _changedBy, corrected: _corrected, ...rest } = incident
    const { markedBy: _markedBy, removing: _removing, ...shown } = rest
    const corrections = correctionsOf(incident)
    return {
      ...shown,
      ...(corrections ? { corrections } : {}),
      failureModes: namesNow(incident.failureModes, modes),
      seenBefore: seenBefore(incident, sightings.get(modeOf(incident) ?? '') ?? []),
    }
  })
}
