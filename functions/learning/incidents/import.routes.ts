/**
 * `POST /api/incidents/import`: an export of another system, JSON or a table. Each record becomes the incident of its
 * source and id, so that the same export again adds nothing; cut off, it is sent again. One request writes a part of it.
 */
import type { Hono } from 'hono'
import * as z from 'zod'
import { inParallel } from '../../aws/documents.ts'
import { importId, type ImportId, incidentId, type IncidentId, incidentIdSchema } from '../../domain/ids.ts'
import { importAnswer } from '../../domain/import/answer.ts'
import { importMappingSchema, type ImportMapping } from '../../domain/import/fields.ts'
import { importedIncident, mergeImported } from '../../domain/import/merge.ts'
import { importBytesMaximum, importPartMaximum, importRowsMaximum } from '../../domain/import/limits.ts'
import { type ImportReading, readImport } from '../../domain/import/read.ts'
import type { ImportRow } from '../../domain/import/row.ts'
import { type Incident, primaryModeKey } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { parseBody, parseJson } from '../../http/body.ts'
import { idBytes, type Random } from '../../http/repeat.ts'
import { type AppContext, bodyText, query, route } from '../../http/route.ts'
import type { IncidentStores } from './incidents.routes.ts'
import type { ImportStore } from './import.store.ts'

const writesAtOnce = 16
/** Somebody else may save the very incident in between. */
const attempts = 5

const rowNumber = z.coerce.number().int().min(0).max(importRowsMaximum)

const mappingOf = (context: AppContext): ImportMapping => {
  const given = query(context, 'mapping', z.string().max(8000))
  return parseBody(importMappingSchema, given === undefined ? {} : parseJson(given))
}

/** An incident of our own that comes back is that incident. */
const idOfSource = async ({ source: { system, id } }: ImportRow): Promise<IncidentId> => {
  const own = incidentIdSchema.safeParse(id)
  if (system === 'murmur' && own.success) return own.data
  const text = ['import', system, id].join('|')
  return incidentId(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}

const refuseUnreadable = ({ problems }: ImportReading): never => {
  const [first] = problems
  const told = problems.slice(0, 200)
  const detail = `${problems.length} of them; the first on line ${first?.line}, column ${first?.column}: ${first?.message}`
  throw new Refusal('rows_unreadable', detail, {
    line: first?.line,
    column: first?.column,
    issues: told,
    problemCount: problems.length,
  })
}

interface Taken {
  /** Null: it was added by this import. */
  readonly before: Incident | null
  readonly after: Incident
}

/** By their start, so that a part is of few quarters: the figures of each are made anew. */
const inOrder = (rows: readonly ImportRow[]): ImportRow[] =>
  rows.toSorted((a, b) => a.fields.startedAt.localeCompare(b.fields.startedAt))

export type ImportStores = IncidentStores & { readonly imports: ImportStore }

export const importRoutes = (app: Hono<AppEnvironment>, stores: ImportStores, random: Random): void => {
  const { incidents, failureModes, figures, imports } = stores

  /** Most are new: what is there already is read when it turns out to be. */
  const takeRow = async (row: ImportRow, id: IncidentId, run: ImportId): Promise<Taken> => {
    const added = importedIncident(id, row, run)
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (await incidents.addIncident(added)) return { before: null, after: added }
      const before = await incidents.readIncident(id)
      if (!before) continue
      const after = mergeImported(before, row)
      // Its part was sent before, and the reply was lost.
      if (after === before) return { before: before.importId === run ? null : before, after }
      if (await incidents.changeIncident(after, before.version)) return { before, after }
    }
    throw new Refusal('changed_meanwhile')
  }

  const take = async (rows: readonly ImportRow[], run: ImportId, now: string): Promise<Taken[]> => {
    const names = new Set(rows.flatMap(({ fields }) => fields.failureModes ?? []))
    const ids = await Promise.all(rows.map(idOfSource))
    if (rows.length > 0) await imports.planPart(run, ids)
    await inParallel([...names], writesAtOnce, name => failureModes.addFailureMode(name))
    const pairs = rows.flatMap((row, index) => (ids[index] ? [{ row, id: ids[index] }] : []))
    const taken = await inParallel(pairs, writesAtOnce, ({ row, id }) => takeRow(row, id, run))
    const incidents = taken.flatMap(({ before, after }) => (before ? [before, after] : [after]))
    const modes = new Set(incidents.map(primaryModeKey).filter(key => key !== null))
    if (incidents.length > 0) await figures.refreshFigures({ incidents, modes: [...modes] }, now)
    return taken
  }

  const importIncidents = async (context: AppContext) => {
    const mapping = mappingOf(context)
    const dryRun = query(context, 'dryRun', z.enum(['true', 'false'])) === 'true'
    const onlyGood = query(context, 'take', z.enum(['all', 'good'])) === 'good'
    const from = query(context, 'from', rowNumber) ?? 0
    const limit = Math.min(query(context, 'limit', rowNumber) ?? importPartMaximum, importPartMaximum)
    const reading = readImport(await bodyText(context, importBytesMaximum), mapping)
    if (dryRun) return importAnswer(reading, null)
    if (reading.problems.length > 0 && !onlyGood) refuseUnreadable(reading)
    const run = importId(await idBytes(context, 'import', random))
    const now = context.get('now')
    const taken = await take(inOrder(reading.rows).slice(from, from + limit), run, now)
    const added = taken.filter(({ before }) => !before).length
    const unchanged = taken.filter(({ before, after }) => before === after).length
    const counts = { added, changed: taken.length - added - unchanged, unchanged }
    if (added > 0) {
      const { system, rows } = reading
      await imports.fileImport({ id: run, at: now, system, rows: rows.length, undoneAt: null, version: 1 })
    }
    const end = from + taken.length
    const next = taken.length > 0 && end < reading.rows.length ? end : null
    return importAnswer(reading, { counts, next, importId: run })
  }

  route(app, '/api/incidents/import', { POST: async context => context.json(await importIncidents(context)) })
}
