/** Imports: which incidents each of them was about to add, written before they are. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type ImportId, type IncidentId, incidentIdSchema } from '../../domain/ids.ts'
import { type ImportRun, importRunSchema } from '../../domain/import/undo.ts'
import { learningItems } from '../items/items.store.ts'

const partSchema = z.object({ incidentIds: z.array(incidentIdSchema) })

/** The same ids make the same name, so that a part that is sent again is there once. */
const partName = async (ids: readonly IncidentId[]): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ids.join(' ')))
  return `part#${Array.from(new Uint8Array(digest).subarray(0, 12), byte => byte.toString(16).padStart(2, '0')).join('')}`
}

export type ImportStore = ReturnType<typeof importStore>

export const importStore = (settings: {
  readonly documents: DynamoDBDocumentClient
  readonly learningTable: string
}) => {
  const { get, ofKind, ofPartition, put } = learningItems(settings.documents, settings.learningTable)
  const runItem = (run: ImportRun) => ({ pk: `import#${run.id}`, sk: 'import', kind: 'import', ...run })

  return {
    /** Before its rows are written: what a cut leaves of them can be found. */
    planPart: async (id: ImportId, ids: readonly IncidentId[]): Promise<void> => {
      await put({ pk: `import#${id}`, sk: await partName(ids), incidentIds: ids }, null)
    },

    /** Written again it stays as it was. */
    fileImport: async (run: ImportRun): Promise<void> => {
      await put(runItem(run), null)
    },

    /** False: somebody else undid it meanwhile. */
    changeImport: (run: ImportRun, before: number) => put(runItem(run), before),

    readImportRun: async (id: ImportId): Promise<ImportRun | null> => {
      const item = await get(`import#${id}`, 'import')
      return item ? importRunSchema.parse(item) : null
    },

    /** The latest first. */
    listImports: async (): Promise<ImportRun[]> => (await ofKind('import')).map(item => importRunSchema.parse(item)),

    /** Of all its parts, those that were there before too, in an order that stays. */
    incidentsOfImport: async (id: ImportId): Promise<IncidentId[]> => {
      const parts = await ofPartition(`import#${id}`, 'part#')
      return [...new Set(parts.flatMap(item => partSchema.parse(item).incidentIds))].toSorted()
    },
  }
}
