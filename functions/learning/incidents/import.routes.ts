/**
 * `POST /api/incidents/import`: an export from another system, as JSON or a table. A record's incident is identified by
 * its source and id, so importing the same export again adds nothing, and an import that was cut off can be sent again.
 * One request writes a part of it.
 */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import { importId, type ImportId } from '../../domain/ids.ts'
import {
  changesAhead,
  importAnswer,
  importAnswerSchema,
  type ImportHeld,
  type ImportMark,
  noChanges,
} from '../../domain/import/answer.ts'
import { importMappingSchema, type ImportMapping } from '../../domain/import/fields.ts'
import { importBytesMaximum, importPartMaximum, importRowsMaximum } from '../../domain/import/limits.ts'
import { type ImportReading, readImport, type Withdrawn } from '../../domain/import/read.ts'
import type { ImportRow } from '../../domain/import/record-cells.ts'
import { primaryModeKey } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import { parseBody, parseJson } from '../../http/body.ts'
import { operation } from '../../http/operation.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import { untraced } from '../../http/trace.ts'
import { sha256Base64url } from '../../protocol/digest.ts'
import { type Marking, marksAhead, writeMark } from './import-marks.ts'
import { type ImportStores, rowsAhead, takeRows } from './import-rows.ts'

const writesAtOnce = 16

const rowNumber = z.coerce.number().int().min(0).max(importRowsMaximum)
/** A part of no rows would be told as the last. */
const partLimit = rowNumber.min(1)

const mappingOf = (given: string | undefined): ImportMapping =>
  parseBody(importMappingSchema, given === undefined ? {} : parseJson(given))

/** Kept as text: the reading of the import finds the columns and reports the line of each problem. */
const recordsSchema = z.array(z.looseObject({})).transform(records => JSON.stringify(records))

const refuseUnreadable = ({ problems }: ImportReading): never => {
  const [first] = problems
  const told = problems.slice(0, 200)
  const which = [first?.id, first?.title].filter(Boolean).join(', ')
  const detail =
    `${problems.length} of them; the first on line ${first?.line}, record ${first?.record}` +
    `${which ? ` (${which})` : ''}, column ${first?.column}: ${first?.message}`
  throw new Refusal('rows_unreadable', detail, {
    line: first?.line,
    record: first?.record,
    column: first?.column,
    issues: told,
    problemCount: problems.length,
  })
}

/** Ordered by start, so that a part touches few quarters; the figures of each are recomputed. */
const inOrder = (rows: readonly ImportRow[]): ImportRow[] =>
  rows.toSorted(({ fields: a }, { fields: b }) => (a.startedAt < b.startedAt ? -1 : Number(a.startedAt > b.startedAt)))

interface Dependencies extends ImportStores {
  readonly random: Random
}

/** Planned before it is written, as the rows are, so that an undo finds all that it marked. */
const mark = async (
  dependencies: Dependencies,
  reading: ImportReading,
  part: readonly Withdrawn[],
  run: ImportId,
  now: string,
): Promise<{ marks: ImportMark[]; held: ImportHeld[] }> => {
  const { incidents, imports, figures } = dependencies
  const ahead = await marksAhead(dependencies, { reading, part, run })
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
  return { marks: toldOf(done), held: heldIn(ahead) }
}

const heldIn = (markings: readonly Marking[]): ImportHeld[] => markings.flatMap(({ held }) => held ?? [])
const toldOf = (markings: readonly Marking[]): ImportMark[] => markings.flatMap(({ told }) => told ?? [])

/**
 * The parts of an import come one after another with the same file, and reading it is most of the work of a part: the
 * last file is remembered as it was read, for as long as the hour is the same, by which the future is judged.
 */
const rememberingReader = () => {
  let last: { readonly key: string; readonly reading: ImportReading } | null = null
  return (text: string, asked: ImportMapping, now: string): ImportReading => {
    const key = sha256Base64url([JSON.stringify(asked), now.slice(0, 13), text].join('|'))
    const reading = last?.key === key ? last.reading : readImport(text, asked, now)
    last = { key, reading }
    return reading
  }
}

export const importIncidents = operation({
  method: 'POST',
  path: '/api/incidents/import',
  who: 'facilitator',
  tag: 'incidents',
  summary: 'Imports incidents: a whole answer of a system that is known here, any table, or any other document.',
  description:
    'A record imported again brings what its system has changed since, and adds nothing. With `dryRun=true` nothing is ' +
    `written. A request writes at most ${importPartMaximum} rows: if the answer has \`next\`, send the same again with that ` +
    'as `from`. `mapping` is JSON: {"columns": {"startedAt": "Began"}, "severities": {"blocker": "P1"}, "severity": ' +
    '"P3", "zone": "Europe/Berlin", "source": "tracker", "notCounted": {"column": "Status", "values": ["Merged"]}}; ' +
    'what is left out follows from the system, if it is known. Records of which the system says that they were none ' +
    'are passed over; those that had been taken before are marked. What a person has corrected stays, whatever the ' +
    'source says. A record of which title and start are both others than before, or whose start lies over a month away, and one without an id that may be an ' +
    'incident under a new title, is held up until `held` of the mapping says what it is: {"held": {"4711": "same"}} ' +
    'or "other"; {"*": "same"} says it of all. `dateOrder` says what comes first in 03/04/2026, `anyTime` takes times ' +
    'in the future, `list` names the list of records in a document.',
  query: {
    mapping: z.string().max(8000),
    dryRun: z.enum(['true', 'false']),
    take: z.enum(['all', 'good']),
    from: rowNumber,
    limit: partLimit,
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
}).handledBy((dependencies: Dependencies) => {
  const read = rememberingReader()
  return async request => {
    const { query, body, now } = request
    const onlyGood = query.take === 'good'
    const { from = 0 } = query
    const limit = Math.min(query.limit ?? importPartMaximum, importPartMaximum)
    const asked = mappingOf(query.mapping)
    const reading = read(body, asked, now)
    if (query.dryRun === 'true') {
      const { places, held } = await rowsAhead(dependencies, { reading, rows: reading.rows, asked })
      const ahead = await marksAhead(dependencies, { reading, part: reading.withdrawn, run: null })
      const all = [...held, ...heldIn(ahead)]
      const parts = { marks: toldOf(ahead), held: all, changes: changesAhead(places) }
      return { status: 200, json: importAnswer(reading, parts, null) }
    }
    if (reading.problems.length > 0 && !onlyGood) refuseUnreadable(reading)
    const run = importId(await repeatableBytes(request, 'import', dependencies.random))
    const rows = inOrder(reading.rows).slice(from, from + limit)
    const { taken, held } = await takeRows(dependencies, { reading, rows, asked }, run, now)
    // After all of the incidents, in parts of the same size.
    const [first, last] = [from, from + limit].map(row => Math.max(row - reading.rows.length, 0))
    const withdrawn = reading.withdrawn.slice(first, last)
    const marked = await mark(dependencies, reading, withdrawn, run, now)
    const added = taken.filter(({ before }) => !before).length
    const unchanged = taken.filter(({ before, after }) => before === after).length
    const changed = taken.length - added - unchanged + marked.marks.length
    if (added + changed > 0) {
      const { system } = reading
      const filed = { id: run, at: now, system, rows: reading.rows.length, undoneAt: null, version: 1 }
      await dependencies.imports.fileImport(filed)
    }
    const end = from + rows.length + withdrawn.length
    const next = end > from && end < reading.rows.length + reading.withdrawn.length ? end : null
    const parts = { marks: marked.marks, held: [...held, ...marked.held], changes: noChanges }
    const counts = { added, changed, unchanged }
    return { status: 200, json: importAnswer(reading, parts, { counts, next, importId: run }) }
  }
})
