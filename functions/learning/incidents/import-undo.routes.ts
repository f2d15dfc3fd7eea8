/** `/api/incidents/imports`: the last imports, and undoing one, step by step. */
import type { Hono } from 'hono'
import * as z from 'zod'
import { inParallel } from '../../aws/documents.ts'
import { type ImportId, importIdSchema } from '../../domain/ids.ts'
import { isUntouched, type KeptIncident, type UndoAnswer } from '../../domain/import/undo.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { type AppContext, idOf, query, route } from '../../http/route.ts'
import { type RemovalStores, removeIncidents } from './removal.ts'
import type { ImportStore } from './import.store.ts'

const listedAtMost = 50
/** Each takes four calls, and the figures of its quarter. */
const stepSize = 250
const readsAtOnce = 16

export type UndoStores = RemovalStores & { readonly imports: ImportStore }

export const importUndoRoutes = (app: Hono<AppEnvironment>, stores: UndoStores): void => {
  const { incidents, imports } = stores

  /** What it added and is still there; what was there before it stays as it is. */
  const added = async (id: ImportId, ids: Parameters<typeof incidents.readIncident>[0][]) =>
    (await inParallel(ids, readsAtOnce, incidents.readIncident)).flatMap(one => (one?.importId === id ? [one] : []))

  const settle = async (id: ImportId, now: string): Promise<void> => {
    const run = await imports.readImportRun(id)
    if (run && run.undoneAt === null)
      await imports.changeImport({ ...run, undoneAt: now, version: run.version + 1 }, run.version)
  }

  const undo = async (context: AppContext): Promise<UndoAnswer> => {
    const id = idOf(context, importIdSchema, 'unknown_import')
    const from = query(context, 'from', z.coerce.number().int().min(0)) ?? 0
    const all = await imports.incidentsOfImport(id)
    if (all.length === 0) throw new Refusal('unknown_import')
    const now = context.get('now')
    const mine = await added(id, all.slice(from, from + stepSize))
    const { removed, kept } = await removeIncidents(stores, mine.filter(isUntouched), now)
    const edited = mine
      .filter(incident => !isUntouched(incident))
      .map((incident): KeptIncident => ({ id: incident.id, title: incident.title, reasons: ['edited'] }))
    const next = from + stepSize < all.length ? from + stepSize : null
    if (next === null) await settle(id, now)
    return { removed, kept: [...kept, ...edited], next }
  }

  route(app, '/api/incidents/imports', {
    GET: async context => context.json((await imports.listImports()).slice(0, listedAtMost)),
  })
  route(app, '/api/incidents/imports/:id', { DELETE: async context => context.json(await undo(context)) })
}
