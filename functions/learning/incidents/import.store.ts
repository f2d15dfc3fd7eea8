/** Imports: which incidents each of them was going to add, recorded before they are added. */
import type { ImportId, IncidentId } from '../../domain/ids.ts'
import type { ImportChange } from '../../domain/import/ledger.ts'
import type { ImportRun } from '../../domain/import/undo.ts'
import { sha256 } from '../../protocol/digest.ts'
import { importChange, importPart, importRun, sourceName } from '../../records/incidents.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

/** The same ids give the same name, so that a part sent again is stored once. */
const digestOf = (ids: readonly IncidentId[]): string => sha256(ids.join(' ')).toString('hex', 0, 12)

export type ImportStore = ReturnType<typeof importStore>

export const importStore = (settings: LearningTable) => {
  const { ensure, everyOf, get, list, overwrite, put } = recordsIn(settings)

  return {
    /** Written before the rows, so that whatever an interrupted import has added can be found. */
    planPart: (id: ImportId, ids: readonly IncidentId[]): Promise<void> =>
      ensure(importPart, { import: id, digest: digestOf(ids) }, { incidentIds: [...ids] }),

    /** Written before the incident is, over what an attempt that came to nothing was going to change. */
    planChange: async (id: ImportId, change: ImportChange): Promise<void> => {
      await held(overwrite(importChange, { import: id, incident: change.incidentId }, change))
    },

    /** Null if it was not going to change it. */
    changeOf: (id: ImportId, incident: IncidentId): Promise<ImportChange | null> =>
      get(importChange, { import: id, incident }),

    /** The first that has a name keeps it. */
    nameSource: (digest: string, incident: IncidentId): Promise<void> =>
      ensure(sourceName, { digest }, { incidentId: incident }),

    /** Which incident has this name; it may have been deleted since. */
    namedSource: async (digest: string): Promise<IncidentId | null> =>
      (await get(sourceName, { digest }))?.incidentId ?? null,

    /** Writing it again changes nothing. */
    fileImport: (run: ImportRun): Promise<void> => ensure(importRun, { import: run.id }, run),

    /** False if somebody else has undone it in the meantime. */
    changeImport: (run: ImportRun, before: number) => held(put(importRun, { import: run.id }, run, before)),

    readImportRun: (id: ImportId): Promise<ImportRun | null> => get(importRun, { import: id }),

    /** The latest first. */
    listImports: (): Promise<ImportRun[]> => everyOf(importRun, 'kind', 'import'),

    /** The incidents of all its parts, including those that existed before, in a stable order. */
    incidentsOfImport: async (id: ImportId): Promise<IncidentId[]> => {
      const parts = await list(importPart, { import: id })
      return [...new Set(parts.flatMap(({ incidentIds }) => incidentIds))].toSorted()
    },
  }
}
