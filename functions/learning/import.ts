/**
 * `POST /api/incidents/import`: an export of another system, JSON or a table. Each record becomes the incident of its
 * source and id, so that the same export again adds nothing; cut off, it is sent again.
 */
import type { Hono } from 'hono'
import * as z from 'zod'
import { inParallel } from '../aws/documents.ts'
import { incidentId, type IncidentId, incidentIdSchema } from '../domain/ids.ts'
import { importAnswer } from '../domain/import/answer.ts'
import { importMappingSchema, type ImportMapping } from '../domain/import/fields.ts'
import { importedIncident, mergeImported } from '../domain/import/merge.ts'
import { type ImportReading, importRowsMaximum, readImport } from '../domain/import/read.ts'
import type { ImportRow } from '../domain/import/row.ts'
import { type Incident, primaryModeKey } from '../domain/incident.ts'
import { Refusal } from '../domain/refusal.ts'
import type { AppEnvironment } from '../http/app.ts'
import { parseBody, parseJson } from '../http/body.ts'
import { type AppContext, bodyText, query, route } from '../http/route.ts'
import type { IncidentStores } from './incidents.ts'

/** A function's request holds 6 MB. */
const importBytes = 5_000_000
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
  readonly before: Incident | null
  readonly after: Incident
}

export const importRoutes = (app: Hono<AppEnvironment>, { store, failureModes, figures }: IncidentStores): void => {
  const takeRow = async (row: ImportRow): Promise<Taken> => {
    const id = await idOfSource(row)
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = await store.readIncident(id)
      const after = before ? mergeImported(before, row) : importedIncident(id, row)
      if (after === before) return { before, after }
      const written = before ? await store.changeIncident(after, before.version) : await store.addIncident(after)
      if (written) return { before, after }
    }
    throw new Refusal('changed_meanwhile')
  }

  const take = async (rows: readonly ImportRow[], now: string): Promise<Taken[]> => {
    const names = new Set(rows.flatMap(({ fields }) => fields.failureModes ?? []))
    await inParallel([...names], writesAtOnce, name => failureModes.addFailureMode(name))
    const taken = await inParallel(rows, writesAtOnce, takeRow)
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
    const limit = query(context, 'limit', rowNumber) ?? importRowsMaximum
    const reading = readImport(await bodyText(context, importBytes), mapping)
    if (dryRun) return importAnswer(reading, null, null)
    if (reading.problems.length > 0 && !onlyGood) refuseUnreadable(reading)
    const taken = await take(reading.rows.slice(from, from + limit), context.get('now'))
    const added = taken.filter(({ before }) => !before).length
    const unchanged = taken.filter(({ before, after }) => before === after).length
    const counts = { added, changed: taken.length - added - unchanged, unchanged }
    const next = from + taken.length
    return importAnswer(reading, counts, taken.length > 0 && next < reading.rows.length ? next : null)
  }

  route(app, '/api/incidents/import', { POST: async context => context.json(await importIncidents(context)) })
}
