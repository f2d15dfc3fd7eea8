/**
 * `POST /api/incidents/import`: an export from another system, as JSON or a table. A record's incident is identified by
 * its source and id, so importing the same export again adds nothing, and an import that was cut off can be sent again.
 * One request writes a part of it.
 */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import { importId, type ImportId, type IncidentId } from '../../domain/ids.ts'
import { importAnswer, importAnswerSchema, type ImportMark } from '../../domain/import/answer.ts'
import { importMappingSchema, type ImportMapping } from '../../domain/import/fields.ts'
import { importedIncident, mergeImported } from '../../domain/import/merge.ts'
import { importBytesMaximum, importPartMaximum, importRowsMaximum } from '../../domain/import/limits.ts'
import { type ImportReading, readImport, type Withdrawn } from '../../domain/import/read.ts'
import type { ImportRow } from '../../domain/import/row.ts'
import { type Incident, primaryModeKey } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import { parseBody, parseJson } from '../../http/body.ts'
import { operation } from '../../http/operation.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import { untraced } from '../../http/trace.ts'
import { idOfSource, type Marking, marksAhead, writeMark } from './import-marks.ts'
import type { IncidentStores } from './incidents.routes.ts'
import type { ImportStore } from './import.store.ts'

const writesAtOnce = 16
/** Others may save the same incident in between. */
const attempts = 5

const rowNumber = z.coerce.number().int().min(0).max(importRowsMaximum)

const mappingOf = (given: string | undefined): ImportMapping =>
  parseBody(importMappingSchema, given === undefined ? {} : parseJson(given))

/** Kept as text: the reading of the import finds the columns and reports the line of each problem. */
const recordsSchema = z.array(z.looseObject({})).transform(records => JSON.stringify(records))

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
  /** Null if this import added it. */
  readonly before: Incident | null
  readonly after: Incident
}

/** Ordered by start, so that a part touches few quarters; the figures of each are recomputed. */
const inOrder = (rows: readonly ImportRow[]): ImportRow[] =>
  rows.toSorted((a, b) => a.fields.startedAt.localeCompare(b.fields.startedAt))

interface Dependencies extends IncidentStores {
  readonly imports: ImportStore
  readonly random: Random
}

/** Most incidents are new, so an existing one is read only when adding fails. */
const takeRow = async ({ incidents }: Dependencies, row: ImportRow, id: IncidentId, run: ImportId): Promise<Taken> => {
  const added = importedIncident(id, row, run)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await incidents.addIncident(added)) return { before: null, after: added }
    const before = await incidents.readIncident(id)
    if (!before) continue
    const after = mergeImported(before, row)
    // This part was sent before, and its reply was lost.
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
  const pairs = rows.map(row => ({ row, id: idOfSource(row.source) }))
  if (rows.length > 0) {
    await imports.planPart(
      run,
      pairs.map(({ id }) => id),
    )
  }
  await inParallel([...names], writesAtOnce, name => failureModes.addFailureMode(name))
  const taken = await inParallel(pairs, writesAtOnce, ({ row, id }) => takeRow(dependencies, row, id, run))
  const incidents = taken.flatMap(({ before, after }) => (before ? [before, after] : [after]))
  const modes = new Set(incidents.map(primaryModeKey).filter(key => key !== null))
  if (incidents.length > 0) await figures.refreshFigures({ incidents, modes: [...modes] }, now)
  return taken
}

/** Planned before it is written, as the rows are, so that an undo finds all that it marked. */
const mark = async (
  { incidents, imports, figures }: Dependencies,
  reading: ImportReading,
  part: readonly Withdrawn[],
  run: ImportId,
  now: string,
): Promise<ImportMark[]> => {
  const ahead = await marksAhead(incidents, { reading, part, run })
  const planned = ahead.filter(({ told }) => told)
  if (planned.length > 0) {
    await imports.planPart(
      run,
      planned.map(({ before }) => before.id),
    )
  }
  const done = await inParallel(planned, writesAtOnce, one => writeMark(incidents, one, run))
  // Also of those that were marked before: the request that did so may have been cut off here.
  const touched = [...ahead, ...done].flatMap(({ before, after }) => [before, after])
  const modes = new Set(touched.map(primaryModeKey).filter(key => key !== null))
  if (touched.length > 0) await figures.refreshFigures({ incidents: touched, modes: [...modes] }, now)
  return toldOf(done)
}

const toldOf = (markings: readonly Marking[]): ImportMark[] => markings.flatMap(({ told }) => told ?? [])

export const importIncidents = operation({
  method: 'POST',
  path: '/api/incidents/import',
  who: 'facilitator',
  tag: 'incidents',
  summary: 'Imports incidents from an export: PagerDuty, incident.io, Jira, GitHub issues, or any table or array.',
  description:
    'A record imported again brings what its system has changed since, and adds nothing. With `dryRun=true` nothing is ' +
    `written. A request writes at most ${importPartMaximum} rows: if the answer has \`next\`, send the same again with that ` +
    'as `from`. `mapping` is JSON: {"columns": {"startedAt": "Began"}, "severities": {"blocker": "P1"}, "severity": ' +
    '"P3", "zone": "Europe/Berlin", "source": "tracker", "notCounted": {"column": "Status", "values": ["Merged"]}}; ' +
    'what is left out follows from the system, if it is known. Records of which the system says that they were none ' +
    'are passed over; those that had been taken before are marked.',
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
  trace: untraced.facts,
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
  if (query.dryRun === 'true') {
    const ahead = await marksAhead(dependencies.incidents, { reading, part: reading.withdrawn, run: null })
    return { status: 200, json: importAnswer(reading, toldOf(ahead), null) }
  }
  if (reading.problems.length > 0 && !onlyGood) refuseUnreadable(reading)
  const run = importId(await repeatableBytes(request, 'import', dependencies.random))
  const taken = await take(dependencies, inOrder(reading.rows).slice(from, from + limit), run, now)
  // After all of the incidents, in parts of the same size.
  const [first, last] = [from, from + limit].map(row => Math.max(row - reading.rows.length, 0))
  const withdrawn = reading.withdrawn.slice(first, last)
  const marks = await mark(dependencies, reading, withdrawn, run, now)
  const added = taken.filter(({ before }) => !before).length
  const unchanged = taken.filter(({ before, after }) => before === after).length
  const counts = { added, changed: taken.length - added - unchanged + marks.length, unchanged }
  if (added > 0 || marks.length > 0) {
    const { system, rows } = reading
    await dependencies.imports.fileImport({ id: run, at: now, system, rows: rows.length, undoneAt: null, version: 1 })
  }
  const end = from + taken.length + withdrawn.length
  const next = end > from && end < reading.rows.length + reading.withdrawn.length ? end : null
  return { status: 200, json: importAnswer(reading, marks, { counts, next, importId: run }) }
})
