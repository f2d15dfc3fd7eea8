/** Imports: which incidents each of them was about to add, written before they are. */
import type { ImportId, IncidentId } from '../../domain/ids.ts'
import type { ImportRun } from '../../domain/import/undo.ts'
import { importPart, importRun } from '../../records/incidents.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

/** The same ids make the same name, so that a part that is sent again is there once. */
const digestOf = async (ids: readonly IncidentId[]): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ids.join(' ')))
  return Array.from(new Uint8Array(digest).subarray(0, 12), byte => byte.toString(16).padStart(2, '0')).join('')
}

export type ImportStore = ReturnType<typeof importStore>

export const importStore = (settings: LearningTable) => {
  const { ensure, everyOf, get, list, put } = recordsIn(settings)

  return {
    /** Before its rows are written: what a cut leaves of them can be found. */
    planPart: async (id: ImportId, ids: readonly IncidentId[]): Promise<void> =>
      ensure(importPart, { import: id, digest: await digestOf(ids) }, { incidentIds: [...ids] }),

    /** Written again it stays as it was. */
    fileImport: (run: ImportRun): Promise<void> => ensure(importRun, { import: run.id }, run),

    /** False: somebody else undid it meanwhile. */
    changeImport: (run: ImportRun, before: number) => held(put(importRun, { import: run.id }, run, before)),

    readImportRun: (id: ImportId): Promise<ImportRun | null> => get(importRun, { import: id }),

    /** The latest first. */
    listImports: (): Promise<ImportRun[]> => everyOf(importRun, 'kind', 'import'),

    /** Of all its parts, those that were there before too, in an order that stays. */
    incidentsOfImport: async (id: ImportId): Promise<IncidentId[]> => {
      const parts = await list(importPart, { import: id })
      return [...new Set(parts.flatMap(({ incidentIds }) => incidentIds))].toSorted()
    },
  }
}
