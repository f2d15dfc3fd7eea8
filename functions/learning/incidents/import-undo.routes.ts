/** `/api/incidents/imports`: the latest imports, and undoing one step by step. */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import { type ImportId, importIdSchema, type IncidentId } from '../../domain/ids.ts'
import { importRunSchema, isUntouched, type KeptIncident, undoAnswerSchema } from '../../domain/import/undo.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import { operation, parameter } from '../../http/operation.ts'
import { untraced } from '../../http/trace.ts'
import { type RemovalStores, removeIncidents } from './removal.ts'
import type { ImportStore } from './import.store.ts'

const listedAtMost = 50
/** Each takes four calls and the figures of its quarter. */
const stepSize = 250
const readsAtOnce = 16

interface UndoStores extends RemovalStores {
  readonly imports: ImportStore
}

/** The incidents that the import added and that still exist. Those that were there before stay as they are. */
const addedBy = async ({ incidents }: UndoStores, id: ImportId, ids: readonly IncidentId[]): Promise<Incident[]> =>
  (await inParallel(ids, readsAtOnce, incidents.readIncident)).flatMap(one => (one?.importId === id ? [one] : []))

const recordUndone = async ({ imports }: UndoStores, id: ImportId, now: string): Promise<void> => {
  const run = await imports.readImportRun(id)
  if (run && run.undoneAt === null)
    await imports.changeImport({ ...run, undoneAt: now, version: run.version + 1 }, run.version)
}

const shared = { who: 'facilitator', tag: 'incidents' } as const

const listImports = operation({
  ...shared,
  method: 'GET',
  path: '/api/incidents/imports',
  summary: 'The last imports that added something, the latest first.',
  answers: { 200: z.array(importRunSchema) },
  refuses: [],
}).handledBy(({ imports }: { readonly imports: ImportStore }) => async () => ({
  status: 200,
  json: (await imports.listImports()).slice(0, listedAtMost),
}))

const undoImport = operation({
  ...shared,
  method: 'DELETE',
  path: '/api/incidents/imports/{id}',
  summary:
    'Undoes an import: deletes the incidents that it added, except those that something refers to or that were ' +
    'changed since.',
  description: 'What it changed stays changed. If the answer has `next`, send the request again with that as `from`.',
  parameters: { id: parameter(importIdSchema, 'unknown_import') },
  query: { from: z.coerce.number().int().min(0) },
  trace: untraced.facts,
  answers: { 200: undoAnswerSchema },
  refuses: [],
  example: {
    params: { id: 'imp_aaaaaaaaaaaaaaaa' },
    answer: {
      removed: 41,
      kept: [{ id: 'inc_aaaaaaaaaaaaaaaa', title: 'Checkout answers with errors', reasons: ['review'] }],
      next: null,
    },
  },
}).handledBy((stores: UndoStores) => async ({ params: { id }, query: { from = 0 }, now }) => {
  const all = await stores.imports.incidentsOfImport(id)
  if (all.length === 0) throw new Refusal('unknown_import')
  const mine = await addedBy(stores, id, all.slice(from, from + stepSize))
  const { removed, kept } = await removeIncidents(stores, mine.filter(isUntouched), now)
  const edited = mine
    .filter(incident => !isUntouched(incident))
    .map((incident): KeptIncident => ({ id: incident.id, title: incident.title, reasons: ['edited'] }))
  const next = from + stepSize < all.length ? from + stepSize : null
  if (next === null) await recordUndone(stores, id, now)
  return { status: 200, json: { removed, kept: [...kept, ...edited], next } }
})

export const importUndoOperations = [listImports, undoImport] as const
