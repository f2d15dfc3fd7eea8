/** The vocabulary of failure modes, and which incidents have each of them as their primary one. */
import * as z from 'zod'
import { type FailureMode, failureModeKey } from '../../domain/incident/failure-mode.ts'
import type { Sighting } from '../../domain/incident/recurrence.ts'
import { failureMode as modeKind, incident, modeFacet } from '../../records/incidents.ts'
import type { Span } from '../../records/indexes.ts'
import { part } from '../../records/kind.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

const sighting = part(incident, z.object({ id: z.string(), startedAt: z.string() }))

export type FailureModeStore = ReturnType<typeof failureModeStore>

export const failureModeStore = (settings: LearningTable) => {
  const { add, everyOf, get, put } = recordsIn(settings)

  return {
    /** All of them, including merged ones. */
    listFailureModes: (): Promise<FailureMode[]> => everyOf(modeKind, 'kind', 'failure-mode'),

    readFailureMode: (key: string): Promise<FailureMode | null> => get(modeKind, { key }),

    /** Adds a mode under the name it was first given. False if it is in the vocabulary. */
    addFailureMode: (name: string, mergedInto: string | null = null) => {
      const key = failureModeKey(name)
      return held(add(modeKind, { key }, { key, name, mergedInto, version: 1 }))
    },

    /** False if it has been changed since that version. */
    changeFailureMode: (mode: FailureMode, before: number) => held(put(modeKind, { key: mode.key }, mode, before)),

    /** Incidents whose primary failure mode has exactly this key, the latest first. */
    sightingsOf: (key: string, span: Span = {}): Promise<Sighting[]> =>
      everyOf(sighting, 'facet', modeFacet(key), span),
  }
}
