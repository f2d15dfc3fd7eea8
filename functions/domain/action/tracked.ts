/**
 * What a tracker's export says of actions: each record names one by its id here, the address or the key of its ticket, and
 * says its status and its day. What cannot be read is told by its line, and keeps nothing from the others.
 */
import * as z from 'zod'
import { bareWord, tidyLine } from '../normal-form.ts'
import { actionIdSchema } from '../ids.ts'
import { documentOf } from '../web-address.ts'
import { withoutGuard } from '../table/csv-text.ts'
import { saysNoTime } from '../table/nothing-said.ts'
import { readRecords, type SourceRecord } from '../table/source-records.ts'
import { orderIn } from '../time/date-order.ts'
import type { DateOrder } from '../time/wall-time.ts'
import { readWritten } from '../time/written.ts'
import type { Action, ActionStatus } from './action.ts'

/** Names of columns without case, blanks and signs, the first with a value counts. */
const columns = {
  id: ['id', 'actionid'],
  key: ['externalid', 'issuekey', 'key', 'ticket', 'identifier', 'reference', 'number', 'iid', 'issueid', 'id'],
  // What people open, before the address that an interface has for the same ticket.
  url: ['htmlurl', 'weburl', 'url', 'permalink', 'link'],
  status: ['status', 'fieldsstatusname', 'statusname', 'statename', 'state'],
  // A tracker's own class of a status that has a name of somebody's choice.
  category: ['fieldsstatusstatuscategorykey', 'statuscategorykey', 'statuscategory', 'statetype'],
  dueOn: ['dueon', 'duedate', 'fieldsduedate', 'due', 'deadline', 'targetdate'],
  version: ['version'],
  reason: ['reason', 'resolution', 'fieldsresolutionname', 'statereason'],
} as const
type Column = keyof typeof columns

/** What trackers call each status, written as `bareWord` has it. */
const statusWords: Readonly<Record<ActionStatus, readonly string[]>> = {
  open: [
    'open',
    'opened',
    'todo',
    'backlog',
    'new',
    'reopened',
    'triage',
    'planned',
    'ready',
    'selectedfordevelopment',
    'notstarted',
    'unstarted',
    'notdone',
    ...[
      'offen',
      'neu',
      'zuerledigen',
      'àfaire',
      'ouvert',
      'abierto',
      'porhacer',
      'aberto',
      'aperto',
      'dafare',
      '未着手',
    ],
  ],
  in_progress: [
    ...[
      'inprogress',
      'started',
      'doing',
      'active',
      'inreview',
      'review',
      'blocked',
      'testing',
      'waiting',
      'indeterminate',
    ],
    ...[
      'inarbeit',
      'inbearbeitung',
      'encours',
      'enprogreso',
      'encurso',
      'emandamento',
      'incorso',
      'meebezig',
      '進行中',
    ],
  ],
  completed: [
    ...['completed', 'complete', 'done', 'closed', 'resolved', 'fixed', 'finished', 'merged', 'released'],
    ...[
      'erledigt',
      'fertig',
      'abgeschlossen',
      'geschlossen',
      'behoben',
      'terminé',
      'terminée',
      'fait',
      'résolu',
      'fermé',
    ],
    ...[
      'hecho',
      'cerrado',
      'resuelto',
      'concluído',
      'feito',
      'fechado',
      'completato',
      'chiuso',
      'fatto',
      'klaar',
      '完了',
    ],
  ],
  deprioritised: [
    'deprioritised',
    'deprioritized',
    'wontdo',
    'wontfix',
    'cancelled',
    'canceled',
    'declined',
    'rejected',
    'notplanned',
    'abandoned',
    'obsolete',
    'duplicate',
    ...['abgebrochen', 'verworfen', 'abgelehnt', 'annulé', 'rejeté', 'cancelado', 'descartado', 'annullato', '却下'],
  ],
}

const statusOf = (word: string): ActionStatus | undefined => {
  const said = bareWord(word)
  return (['open', 'in_progress', 'completed', 'deprioritised'] as const).find(status =>
    statusWords[status].includes(said),
  )
}

export interface TrackedRow {
  readonly line: number
  /** Any of them; the first that is known here counts. */
  readonly id: string | null
  readonly url: string | null
  readonly key: string | null
  /** Undefined where it says nothing of it. */
  readonly status: ActionStatus | undefined
  readonly dueOn: string | undefined
  readonly reason: string | undefined
  /** Of our own table: which version of the action it was made of. */
  readonly version: number | null
}

export const trackedProblemSchema = z.object({
  line: z.int(),
  column: z.string(),
  code: z.enum([
    'unreadable',
    'nameless',
    'unknown_status',
    'bad_day',
    'ambiguous_day',
    'before_opening',
    'changed_since',
    'changed_meanwhile',
  ]),
})
export type TrackedProblem = z.infer<typeof trackedProblemSchema>

export type Tracked = { readonly row: TrackedRow } | { readonly problem: TrackedProblem }

/** The day as the tracker's own clock shows it; an order of day and month where two days can be meant. */
const dayIn = (text: string, order: DateOrder | null): string => {
  const read = readWritten(text, order)
  if (read === null) return 'bad_day'
  if ('orders' in read) return 'ambiguous_day'
  return 'wall' in read ? read.wall.slice(0, 10) : 'bad_day'
}

const textIn = (named: ReadonlyMap<string, string>, column: Column, ofCsv: boolean): string | undefined => {
  const found = columns[column].flatMap(name => named.get(name) ?? [])[0]
  return found === undefined ? undefined : tidyLine(ofCsv ? withoutGuard(found) : found)
}

const namedCells = ({ cells }: SourceRecord): ReadonlyMap<string, string> =>
  new Map([...cells].map(([name, values]) => [bareWord(name), values[0] ?? '']))

interface Way {
  readonly ofCsv: boolean
  readonly order: DateOrder | null
}

const readOne = (record: SourceRecord, { ofCsv, order }: Way): Tracked => {
  const { line, broken } = record
  if (broken) return { problem: { line, column: broken.column, code: 'unreadable' } }
  const named = namedCells(record)
  const text = (column: Column): string | undefined => textIn(named, column, ofCsv)
  const status = text('status')
  const reason = text('reason')
  const written = text('dueOn')
  const day = written === undefined || saysNoTime(written) ? undefined : dayIn(written, order)
  const category = text('category')
  const read = [status, category].map(said => said && statusOf(said)).find(Boolean) || undefined
  // Closed without being done: some trackers say so in a column of its own.
  const isLeft = read === 'completed' && reason !== undefined && statusOf(reason) === 'deprioritised'
  const [id, url, key] = [text('id'), text('url'), text('key')]
  const own = actionIdSchema.safeParse(id)
  const problem = (column: Column, code: TrackedProblem['code']): Tracked => ({ problem: { line, column, code } })
  if (!own.success && url === undefined && key === undefined) return problem('key', 'nameless')
  if (status !== undefined && read === undefined) return problem('status', 'unknown_status')
  if (day === 'bad_day' || day === 'ambiguous_day') return problem('dueOn', day)
  return {
    row: {
      line,
      id: own.success ? own.data : null,
      url: url !== undefined && z.url().safeParse(url).success ? url : null,
      key: key ?? null,
      status: isLeft ? 'deprioritised' : read,
      dueOn: day,
      reason: reason ?? status,
      version: own.success && /^\d{1,9}$/.test(text('version') ?? '') ? Number(text('version')) : null,
    },
  }
}

/** `asked`: what comes first in 03/04/2026, where no other row tells it. Refuses a file that cannot be divided into records: `file_unreadable`, `invalid_csv`. */
export const readTracked = (text: string, asked: DateOrder | null = null): Tracked[] => {
  const { format, records } = readRecords(text, element => element)
  const ofCsv = format === 'csv'
  const days = records.flatMap(record => (record.broken ? [] : (textIn(namedCells(record), 'dueOn', ofCsv) ?? [])))
  const way = { ofCsv, order: orderIn(days) ?? asked }
  return records.map(record => readOne(record, way))
}

/** 'PAY-12' and 'pay-12' are one ticket, and so are '#12' and '12'. */
const keyOf = (text: string): string => text.toLowerCase().replace(/^#/, '')

const isWithin = (one: string, other: string): boolean => {
  const [a, b] = [`${documentOf(one)}/`, `${documentOf(other)}/`]
  return a.startsWith(b) || b.startsWith(a)
}

/**
 * Every action that a row names: two that were agreed on may share a ticket. Repositories number alike, so a key names no
 * action whose own ticket is at another address than the row's; some addresses have the ticket's title behind its key.
 */
export const trackedBy = (actions: readonly Action[]): ((row: TrackedRow) => readonly Action[]) => {
  const byId = Map.groupBy(actions, ({ id }) => String(id))
  const byUrl = Map.groupBy(actions, ({ url }) => url && documentOf(url))
  const byKey = Map.groupBy(actions, ({ externalId }) => externalId && keyOf(externalId))
  return ({ id, url, key }) =>
    (id === null ? undefined : byId.get(id)) ??
    (url === null ? undefined : byUrl.get(documentOf(url))) ??
    // No other action has the row's address.
    (key === null
      ? []
      : (byKey.get(keyOf(key)) ?? []).filter(action => url === null || !action.url || isWithin(url, action.url)))
}

/** What a row changes of it; null where that is nothing, and a code where it may not. */
export const changeOfRow = (
  action: Action,
  { status = action.status, dueOn = action.dueOn, reason, version }: TrackedRow,
): Partial<Pick<Action, 'status' | 'dueOn' | 'reason'>> | 'before_opening' | 'changed_since' | null => {
  if (status === action.status && dueOn === action.dueOn) return null
  // Of what the table says nobody can tell any more what was changed in it, and what was changed here since.
  if (version !== null && version !== action.version) return 'changed_since'
  if (dueOn !== action.dueOn && dueOn < action.openedAt.slice(0, 10)) return 'before_opening'
  const why = status === 'deprioritised' && status !== action.status ? { reason: reason?.slice(0, 2000) ?? null } : {}
  return { status, dueOn, ...why }
}

export const trackedAnswerSchema = z.object({
  changed: z.int(),
  unchanged: z.int(),
  /** Rows that name no action that is known here. */
  unknown: z.array(z.object({ line: z.int(), key: z.string().nullable(), url: z.string().nullable() })),
  problems: z.array(trackedProblemSchema),
  /** What was, or with `dryRun` would be, changed. */
  changes: z.array(
    z.object({
      line: z.int(),
      id: actionIdSchema,
      text: z.string(),
      before: z.object({ status: z.string(), dueOn: z.string() }),
      after: z.object({ status: z.string(), dueOn: z.string() }),
    }),
  ),
  /** Where there is more in the file than one request writes: what `from` is next. */
  next: z.int().nullable(),
})
export type TrackedAnswer = z.infer<typeof trackedAnswerSchema>
