/** `/api/incidents/imports`: the latest imports, and undoing one step by step. */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import { type ImportId, importIdSchema } from '../../domain/ids.ts'
import { type ImportChange, type Undone, undoChange } from '../../domain/import/ledger.ts'
import { markUndone, withoutMark } from '../../domain/import/mark.ts'
import { importRunSchema, isUntouched, type KeptIncident, undoAnswerSchema } from '../../domain/import/undo.ts'
import type { IncidentField } from '../../domain/incident/fields.ts'
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

/** An incident that more imports than that have changed is undone as if the others were a person's. */
const importsLookedAt = 200

type Imports = Pick<UndoStores, 'imports'>

/** One that was cut off before it was filed stands. */
const isUndone = async ({ imports }: Imports, id: ImportId): Promise<boolean> =>
  ((await imports.readImportRun(id))?.undoneAt ?? null) !== null

interface Later {
  readonly run: ImportId
  readonly change: ImportChange
}

/** What imports have changed of it after this one and still stand, the earliest first: each names the one before it. */
const laterThan = async (stores: Imports, id: ImportId, incident: Incident): Promise<Later[]> => {
  const later: Later[] = []
  let run = incident.changedBy ?? null
  for (let count = 0; run !== null && run !== id && count < importsLookedAt; count += 1) {
    const change: ImportChange | null = await stores.imports.changeOf(run, incident.id)
    if (!change) return []
    if (!(await isUndone(stores, run))) later.unshift({ run, change })
    run = change.before.changedBy ?? null
  }
  return run === id ? later : []
}

/** What was undone before this one and came back with it goes again: its mark, and its name as the last that changed it. */
const withoutUndone = async (stores: Imports, incident: Incident): Promise<Incident> => {
  let run = incident.changedBy ?? null
  for (let count = 0; run !== null && count < importsLookedAt && (await isUndone(stores, run)); count += 1) {
    run = (await stores.imports.changeOf(run, incident.id))?.before.changedBy ?? null
  }
  const { markedBy } = incident
  const marker = markedBy && markedBy !== 'person' ? markedBy : null
  const counts = marker !== null && (await isUndone(stores, marker))
  return { ...(counts ? withoutMark(incident) : incident), changedBy: run }
}

interface Step {
  readonly before: Incident
  /** Null where somebody saved it in between: it is told, and the next undo takes it. */
  readonly after: Incident | null
  /** What somebody has changed since, and what therefore stays. */
  readonly changedSince: readonly IncidentField[]
  /** Whether a later import has changed any of that. */
  readonly byLater: boolean
}

/**
 * What the import changed is what it was before, field by field, and what it marked as no incident counts again, unless
 * a person or a later import has said otherwise since. Null where nothing of it stands.
 */
const stepBack = async (stores: UndoStores, id: ImportId, before: Incident): Promise<Step | null> => {
  const { incidents, imports } = stores
  const unmarked = markUndone(before, id) ?? before
  const change = await imports.changeOf(id, before.id)
  const later = change ? await laterThan(stores, id, before) : []
  const { incident, changedSince, handedOn }: Undone = change
    ? undoChange(
        unmarked,
        change,
        later.map(one => one.change),
      )
    : { incident: unmarked, changedSince: [], handedOn: [] }
  // Before the incident is written: sent again, it finds nothing more to hand on.
  for (const [index, { run }] of later.entries()) {
    const next = handedOn[index]
    if (next) await imports.planChange(run, next)
  }
  const after =
    incident === before ? before : { ...(await withoutUndone(stores, incident)), version: before.version + 1 }
  const done = after === before || (await incidents.changeIncident(after, before.version))
  const { title, startedAt } = change?.before ?? {}
  // Also where it has its title back: an undo that was cut off here may have left its reviews.
  if (done && change?.after.title !== undefined && title !== undefined && after.title === title) {
    await incidents.retitleReviews(
      after.id,
      { title: change.after.title },
      { title, startedAt: startedAt ?? after.startedAt },
    )
  }
  if (after === before && changedSince.length === 0) return null
  const byLater = changedSince.some(field => later.some(one => field in one.change.before))
  return { before, after: done ? after : null, changedSince, byLater }
}

const restore = async (stores: UndoStores, id: ImportId, all: readonly Incident[], now: string) => {
  const steps = await inParallel(all, readsAtOnce, before => stepBack(stores, id, before))
  const tried = steps.flatMap(step => step ?? [])
  // Also of those of which nothing stands: an undo that was cut off here may have brought them back.
  const touched = [...all, ...tried.flatMap(({ after }) => after ?? [])]
  const modes = new Set(touched.map(primaryModeKey).filter(key => key !== null))
  if (touched.length > 0) await stores.figures.refreshFigures({ incidents: touched, modes: [...modes] }, now)
  const kept = tried.flatMap(({ before, after, changedSince, byLater }): KeptIncident[] => {
    const { id: incident, title } = after ?? before
    if (!after) return [{ id: incident, title, reasons: ['changed'] }]
    const reason = byLater ? 'later' : 'edited'
    return changedSince.length > 0 ? [{ id: incident, title, reasons: [reason], fields: [...changedSince] }] : []
  })
  const written = new Map(tried.flatMap(({ after }) => (after ? [[after.id, after] as const] : [])))
  return {
    restored: tried.filter(({ before, after }) => after && after !== before).length,
    kept,
    now: all.map(one => written.get(one.id) ?? one),
  }
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
  summary: 'The last imports that added, changed or marked something, the latest first.',
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
    'What it marked as no incident counts again, and what it changed is what it was before, save the fields that were ' +
    'changed since, which are named in `kept`. If the answer has `next`, send the request again with that as `from`.',
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
  // Those that were there before stay, as they were.
  const mine = there.filter(({ importId }) => importId === id)
  const others = there.filter(({ importId }) => importId !== id)
  const { restored, kept: changed, now: standing } = await restore(stores, id, others, now)
  // What kept these when the import that added them was undone was this one.
  const orphans = await inParallel(standing, readsAtOnce, async incident => {
    const { importId } = incident
    return importId && isUntouched(incident, importId) && (await isUndone(stores, importId)) ? [incident] : []
  })
  const untouched = mine.filter(incident => isUntouched(incident, id))
  const { removed, kept } = await removeIncidents(stores, [...untouched, ...orphans.flat()], now)
  const edited = mine
    .filter(incident => !isUntouched(incident, id))
    .map(
      ({ id: incident, title, changedBy }): KeptIncident => ({
        id: incident,
        title,
        reasons: [changedBy && changedBy !== id ? 'later' : 'edited'],
      }),
    )
  const next = from + stepSize < all.length ? from + stepSize : null
  if (next === null) await recordUndone(stores, id, now)
  return { status: 200, json: { removed, restored, kept: [...kept, ...edited, ...changed], next } }
})

export const importUndoOperations = [listImports, undoImport] as const
