/**
 * `POST /api/incidents/import`: an export of another system, JSON or a table. Each record becomes the incident of its
 * source and id, so that the same export again adds nothing; cut off, it is sent again. One request writes a part of it.
 */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import { importId, type ImportId, incidentId, type IncidentId, incidentIdSchema } from '../../domain/ids.ts'
import { importAnswer, importAnswerSchema } from '../../domain/import/answer.ts'
import { importMappingSchema, type ImportMapping } from '../../domain/import/fields.ts'
import { importedIncident, mergeImported } from '../../domain/import/merge.ts'
import { importBytesMaximum, importPartMaximum, importRowsMaximum } from '../../domain/import/limits.ts'
import { type ImportReading, readImport } from '../../domain/import/read.ts'
import type { ImportRow } from '../../domain/import/row.ts'
import { type Incident, primaryModeKey } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import { parseBody, parseJson } from '../../http/body.ts'
import { operation } from '../../http/operation.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import type { IncidentStores } from './incidents.routes.ts'
import type { ImportStore } from './import.store.ts'

const writesAtOnce = 16
/** Somebody else may save the very incident in between. */
const attempts = 5

const rowNumber = z.coerce.number().int().min(0).max(importRowsMaximum)

const mappingOf = (given: string | undefined): ImportMapping =>
  parseBody(importMappingSchema, given === undefined ? {} : parseJson(given))

/** As its text: which columns it has, and on which line something is wrong, the reading of the import tells. */
const recordsSchema = z.array(z.looseObject({})).transform(records => JSON.stringify(records))

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

interface Dependencies extends IncidentStores {
  readonly imports: ImportStore
  readonly random: Random
}

/** Most are new: what is there already is read when it turns out to be. */
const takeRow = async ({ incidents }: Dependencies, row: ImportRow, id: IncidentId, run: ImportId): Promise<Taken> => {
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

const take = async (
  dependencies: Dependencies,
  rows: readonly ImportRow[],
  run: ImportId,
  now: string,
): Promise<Taken[]> => {
  const { failureModes, figures, imports } = dependencies
  const names = new Set(rows.flatMap(({ fields }) => fields.failureModes ?? []))
  const ids = await Promise.all(rows.map(idOfSource))
  if (rows.length > 0) await imports.planPart(run, ids)
  await inParallel([...names], writesAtOnce, name => failureModes.addFailureMode(name))
  const pairs = rows.flatMap((row, index) => (ids[index] ? [{ row, id: ids[index] }] : []))
  const taken = await inParallel(pairs, writesAtOnce, ({ row, id }) => takeRow(dependencies, row, id, run))
  const incidents = taken.flatMap(({ before, after }) => (before ? [before, after] : [after]))
  const modes = new Set(incidents.map(primaryModeKey).filter(key => key !== null))
  if (incidents.length > 0) await figures.refreshFigures({ incidents, modes: [...modes] }, now)
  return taken
}

export const importIncidents = operation({
  method: 'POST',
  path: '/api/incidents/import',
  who: 'facilitator',
  tag: 'incidents',
  summary: 'Takes incidents of an export (PagerDuty, incident.io, Jira, GitHub issues, or any table or array) in.',
  description:
    'The same record again changes what its system has changed since, and adds nothing. With `dryRun=true` it is only ' +
    `looked at. A request writes ${importPartMaximum} rows at most: where its answer has \`next\`, send the same again ` +
    '`from` there. `mapping` is JSON: {"columns": {"startedAt": "Began"}, "severities": {"blocker": "P1"}, "severity": ' +
    '"P3", "zone": "Europe/Berlin", "source": "tracker"}; what is left out goes by what is known of the system.',
  query: {
    mapping: z.string().max(8000),
    dryRun: z.enum(['true', 'false']),
    take: z.enum(['all', 'good']),
    from: rowNumber,
    limit: rowNumber,
  },
  body: recordsSchema,
  alsoTakes: ['text/csv', 'text/plain'],
  reads: text => text,
  maximumBytes: importBytesMaximum,
  repeatable: true,
  answers: { 200: importAnswerSchema },
  refuses: ['file_unreadable', 'invalid_csv', 'too_many_rows', 'rows_unreadable', 'changed_meanwhile'],
  example: {
    query: { mapping: '{"columns":{"startedAt":"Began"},"zone":"Europe/Berlin"}', dryRun: 'true' },
    body: [{ id: '4711', title: 'Checkout answers with errors', severity: 'P1', Began: '2026-11-20 04:00' }],
  },
}).handledBy((dependencies: Dependencies) => async request => {
  const { query, body, now } = request
  const onlyGood = query.take === 'good'
  const { from = 0 } = query
  const limit = Math.min(query.limit ?? importPartMaximum, importPartMaximum)
  const reading = readImport(body, mappingOf(query.mapping))
  if (query.dryRun === 'true') return { status: 200, json: importAnswer(reading, null) }
  if (reading.problems.length > 0 && !onlyGood) refuseUnreadable(reading)
  const run = importId(await repeatableBytes(request, 'import', dependencies.random))
  const taken = await take(dependencies, inOrder(reading.rows).slice(from, from + limit), run, now)
  const added = taken.filter(({ before }) => !before).length
  const unchanged = taken.filter(({ before, after }) => before === after).length
  const counts = { added, changed: taken.length - added - unchanged, unchanged }
  if (added > 0) {
    const { system, rows } = reading
    await dependencies.imports.fileImport({ id: run, at: now, system, rows: rows.length, undoneAt: null, version: 1 })
  }
  const end = from + taken.length
  const next = taken.length > 0 && end < reading.rows.length ? end : null
  return { status: 200, json: importAnswer(reading, { counts, next, importId: run }) }
})
