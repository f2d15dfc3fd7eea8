/** `/api/incidents/imports`: the latest imports, and undoing one step by step. */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import { type ImportId, importIdSchema } from '../../domain/ids.ts'
import { markUndone } from '../../domain/import/mark.ts'
import { importRunSchema, isUntouched, type KeptIncident, undoAnswerSchema } from '../../domain/import/undo.ts'
import { type Incident, primaryModeKey } from '../../domain/incident/incident.ts'
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

/**
 * Those that the import marked as no incident count again, unless a person has decided since. Null where somebody saved
 * one in between: it is told, and the next undo takes it.
 */
const restore = async ({ incidents, figures }: UndoStores, id: ImportId, all: readonly Incident[], now: string) => {
  const steps = await inParallel(all, readsAtOnce, async before => {
    const after = markUndone(before, id)
    if (!after) return null
    return (await incidents.changeIncident(after, before.version)) ? { before, after } : { before, after: null }
  })
  const tried = steps.flatMap(step => step ?? [])
  // Also of those without a mark: an undo that was cut off here may have taken it away.
  const modes = new Set(all.map(primaryModeKey).filter(key => key !== null))
  if (all.length > 0) await figures.refreshFigures({ incidents: all, modes: [...modes] }, now)
  const kept = tried
    .filter(({ after }) => after === null)
    .map(({ before }): KeptIncident => ({ id: before.id, title: before.title, reasons: ['changed'] }))
  return { restored: tried.length - kept.length, kept }
}

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
  summary: 'The last imports that added or marked something, the latest first.',
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
  description:
    'What it marked as no incident counts again; what else it changed stays changed. If the answer has `next`, send the request again with that as `from`.',
  parameters: { id: parameter(importIdSchema, 'unknown_import') },
  query: { from: z.coerce.number().int().min(0) },
  trace: untraced.facts,
  answers: { 200: undoAnswerSchema },
  refuses: [],
  example: {
    params: { id: 'imp_aaaaaaaaaaaaaaaa' },
    answer: {
      removed: 41,
      restored: 0,
      kept: [{ id: 'inc_aaaaaaaaaaaaaaaa', title: 'Checkout answers with errors', reasons: ['review'] }],
      next: null,
    },
  },
}).handledBy((stores: UndoStores) => async ({ params: { id }, query: { from = 0 }, now }) => {
  const all = await stores.imports.incidentsOfImport(id)
  if (all.length === 0) throw new Refusal('unknown_import')
  const ids = all.slice(from, from + stepSize)
  const there = (await inParallel(ids, readsAtOnce, stores.incidents.readIncident)).flatMap(one => one ?? [])
  // Those that were there before stay, without the marks that it made.
  const mine = there.filter(({ importId }) => importId === id)
  const others = there.filter(({ importId }) => importId !== id)
  const { restored, kept: changed } = await restore(stores, id, others, now)
  const { removed, kept } = await removeIncidents(stores, mine.filter(isUntouched), now)
  const edited = mine
    .filter(incident => !isUntouched(incident))
    .map((incident): KeptIncident => ({ id: incident.id, title: incident.title, reasons: ['edited'] }))
  const next = from + stepSize < all.length ? from + stepSize : null
  if (next === null) await recordUndone(stores, id, now)
  return { status: 200, json: { removed, restored, kept: [...kept, ...edited, ...changed], next } }
})

export const importUndoOperations = [listImports, undoImport] as const
