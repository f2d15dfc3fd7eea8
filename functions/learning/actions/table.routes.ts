/** `/api/actions.csv` and `/api/actions/import`: actions as a table, and what their tracker says of them since. */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import { type Action, actionStatusSchema, changeAction } from '../../domain/action/action.ts'
import { actionsTable } from '../../domain/action/table.ts'
import {
  changeOfRow,
  readTracked,
  type TrackedAnswer,
  trackedAnswerSchema,
  trackedBy,
  type TrackedProblem,
  type TrackedRow,
} from '../../domain/action/tracked.ts'
import { actionIdSchema } from '../../domain/ids.ts'
import { importBytesMaximum, importPartMaximum, importRowsMaximum } from '../../domain/import/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import { firstOfTable, tableAnswer } from '../../http/table.ts'
import { textOfFile } from '../../domain/table/decoding.ts'
import { quarterOf } from '../../domain/time/calendar.ts'
import { quarterSchema } from '../../domain/time/instants.ts'
import { dateOrders } from '../../domain/time/wall-time.ts'
import type { Calendared } from '../items/tables.store.ts'
import { operation } from '../../http/operation.ts'
import { untraced } from '../../http/trace.ts'
import type { FiguresStore } from '../figures/figures.store.ts'
import type { ActionStore } from './actions.store.ts'

const writesAtOnce = 16
/** Others may save the same action in between. */
const attempts = 5

interface Stores {
  readonly actions: ActionStore
  readonly figures: FiguresStore
}

const shared = { who: 'facilitator', tag: 'actions' } as const

const readTable = operation({
  ...shared,
  method: 'GET',
  path: '/api/actions.csv',
  summary: 'All actions as a table, the earliest opened first, closed ones of the last ten years among them.',
  description:
    '`version` keeps an import of it from taking back what was changed since. With a status, those that have it; with a quarter, those opened in it. What a spreadsheet could take for a formula ' +
    'has an apostrophe in front. Where there are more than one answer holds, `Link` with rel="next" leads to the others.',
  query: { status: actionStatusSchema, quarter: quarterSchema, after: actionIdSchema },
  answers: { 200: tableAnswer },
  refuses: [],
}).handledBy(({ actions, calendar }: Pick<Stores, 'actions'> & Calendared) => async ({ path, query, now }) => {
  const { status, quarter } = query
  const all = (await actions.everyAction(now)).filter(
    action =>
      (status === undefined || action.status === status) &&
      (quarter === undefined || quarterOf(action.openedAt, calendar) === quarter),
  )
  return firstOfTable({ path, query, name: 'murmur-actions' }, all, actionsTable)
})

interface Done {
  readonly before: Action
  readonly after: Action
  readonly line: number
}

const refusedRow = ({ line }: TrackedRow, code: 'before_opening' | 'changed_since'): TrackedProblem => ({
  line,
  column: code === 'before_opening' ? 'dueOn' : 'version',
  code,
})

const changeByRow = async (
  { actions }: Stores,
  known: Action,
  row: TrackedRow,
  now: string,
): Promise<Done | TrackedProblem | null> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = (await actions.readAction(known.id)) ?? known
    const change = changeOfRow(before, row)
    if (change === null) return null
    if (typeof change === 'string') return refusedRow(row, change)
    const after = { ...changeAction(before, change, now), version: before.version + 1 }
    if (await actions.changeAction(after, before)) return { before, after, line: row.line }
  }
  return { line: row.line, column: '', code: 'changed_meanwhile' }
}

/** Where a row comes twice, what stands last is what its tracker said last. */
const rowsByAction = (rows: readonly TrackedRow[], of: (row: TrackedRow) => readonly Action[]) =>
  new Map(rows.flatMap(row => of(row).map(action => [action.id, { action, row }] as const)))

const told = ({ before, after, line }: Done): TrackedAnswer['changes'][number] => ({
  line,
  id: after.id,
  text: after.text,
  before: { status: before.status, dueOn: before.dueOn },
  after: { status: after.status, dueOn: after.dueOn },
})

const rowNumber = z.coerce.number().int().min(0).max(importRowsMaximum)
/** Kept as text: what is read finds the columns and tells the line of each problem. */
const recordsSchema = z.array(z.looseObject({})).transform(records => JSON.stringify(records))

const importTracked = operation({
  ...shared,
  method: 'POST',
  path: '/api/actions/import',
  summary: 'What a tracker says since of the actions that have a ticket in it: their status and their day.',
  description:
    'CSV or a JSON list, as GitHub, Jira, GitLab, Linear and others export it, or `/api/actions.csv` changed by hand. A ' +
    'row names an action by its id here, by the address or by the key of its ticket; no action is added. What cannot be ' +
    'read, or names none, is told by its line, and the others are taken. `dateOrder` says what comes first in 03/04/2026 where no other row tells it. With `dryRun=true` nothing is written. A request ' +
    `writes at most ${importPartMaximum} actions: if the answer has \`next\`, send the same again with that as \`from\`.`,
  query: { dryRun: z.enum(['true', 'false']), from: rowNumber, dateOrder: z.enum(dateOrders) },
  body: recordsSchema,
  alsoTakes: ['text/csv', 'text/plain', 'application/octet-stream'],
  reads: (text, contentType, bytes) => (/json|^$/.test(contentType) ? text : textOfFile(bytes, contentType)),
  maximumBytes: importBytesMaximum,
  trace: untraced.following,
  answers: { 200: trackedAnswerSchema },
  refuses: ['file_unreadable', 'invalid_csv', 'too_many_rows'],
  example: { query: { dryRun: 'true' }, body: [{ key: 'PAY-12', status: 'Done', dueDate: '2026-12-18' }] },
}).handledBy((stores: Stores) => async ({ query, body, now }) => {
  const read = readTracked(body, query.dateOrder)
  if (read.length > importRowsMaximum) throw new Refusal('too_many_rows')
  const rows = read.flatMap(one => ('row' in one ? [one.row] : []))
  const unreadable = read.flatMap(one => ('problem' in one ? [one.problem] : []))
  const of = trackedBy(await stores.actions.everyAction(now))
  const { from = 0 } = query
  const pairs = [...rowsByAction(rows, of).values()]
  const isDry = query.dryRun === 'true'
  const part = isDry ? pairs : pairs.slice(from, from + importPartMaximum)
  const outcomes = await inParallel(part, writesAtOnce, async ({ action, row }) => {
    if (!isDry) return changeByRow(stores, action, row, now)
    const change = changeOfRow(action, row)
    if (change === null) return null
    if (typeof change === 'string') return refusedRow(row, change)
    return { before: action, after: changeAction(action, change, now), line: row.line }
  })
  const done = outcomes.flatMap(one => (one && 'after' in one ? [one] : []))
  const failed = outcomes.flatMap(one => (one && 'code' in one ? [one] : []))
  // Also what an earlier request changed that was cut off before it could count it.
  const touched = isDry
    ? []
    : [...part.map(({ action }) => action), ...done.flatMap(({ before, after }) => [before, after])]
  if (touched.length > 0) await stores.figures.refreshFigures({ actions: touched }, now)
  const end = from + part.length
  const unknown = rows.filter(row => of(row).length === 0).map(({ line, key, url }) => ({ line, key, url }))
  return {
    status: 200,
    json: {
      changed: done.length,
      unchanged: part.length - done.length - failed.length,
      unknown: from === 0 ? unknown : [],
      problems: [...(from === 0 ? unreadable : []), ...failed].toSorted((a, b) => a.line - b.line),
      changes: done.map(told),
      next: isDry || end >= pairs.length ? null : end,
    },
  }
})

export const actionTableOperations = [readTable, importTracked] as const
