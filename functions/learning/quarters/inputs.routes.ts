/**
 * What a learning review cannot take from figures: debts, format changes, and the facilitators' notes. No edition
 * changes by what is entered after it; the next one has it.
 */
import * as z from 'zod'
import { debtId, debtIdSchema, formatChangeId, formatChangeIdSchema } from '../../domain/ids.ts'
import { type Calendar, quarterOfDay } from '../../domain/time/calendar.ts'
import { requireBegun } from '../items/begun.ts'
import type { Calendared } from '../items/tables.store.ts'
import {
  type Debt,
  debtChangeSchema,
  debtInputSchema,
  debtSchema,
  type FormatChange,
  formatChangeChangeSchema,
  formatChangeInputSchema,
  formatChangeSchema,
  type Note,
  noteInputSchema,
  noteSchema,
  type SectionName,
  sectionNames,
  sectionNameSchema,
} from '../../domain/learning-review/inputs.ts'
import { Refusal } from '../../domain/refusal.ts'
import { operation, parameter } from '../../http/operation.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import { untraced } from '../../http/trace.ts'
import { quarterParameter } from './quarter.ts'
import type { QuarterInputsStore } from './inputs.store.ts'

const requireWithin = (since: string, quarter: string, calendar: Calendar): void => {
  if (quarterOfDay(since, calendar) === quarter) return
  const message = `lies outside ${quarter}; enter it for its own quarter`
  throw new Refusal('invalid_body', `since: ${message}`, { issues: [{ path: 'since', message }] })
}

/** Null if nothing would change, for example when a request is repeated. */
const changed = <Input extends { version: number }>(
  schema: z.ZodType<Input>,
  before: Input,
  { version = before.version, ...fields }: { version?: number | undefined },
): Input | null => {
  const same = schema.parse({ ...before, ...fields })
  if (JSON.stringify(same) === JSON.stringify(before)) return null
  if (version !== before.version) throw new Refusal('changed_meanwhile')
  return { ...same, version: before.version + 1 }
}

interface Inputs extends Calendared {
  readonly quarterInputs: QuarterInputsStore
}
interface Adding extends Inputs {
  readonly random: Random
}

interface QuarterRequest {
  readonly params: { readonly quarter: string }
  readonly now: string
}

const begunQuarter = ({ params: { quarter }, now }: QuarterRequest, calendar: Calendar): string => {
  requireBegun(quarter, now, calendar)
  return quarter
}

const standing = <Input extends { withdrawn: boolean }>(all: readonly Input[]): Input[] =>
  all.filter(({ withdrawn }) => !withdrawn)

const shared = { who: 'facilitator', tag: 'learning-reviews' } as const
const ofQuarter = { ...shared, parameters: { quarter: quarterParameter } } as const
const reading = { ...ofQuarter, method: 'GET', refuses: ['quarter_not_begun'] } as const
const adding = {
  ...ofQuarter,
  method: 'POST',
  repeatable: true,
  refuses: ['quarter_not_begun'],
} as const
const changing = {
  ...shared,
  method: 'PATCH',
  summary: 'Changes only the given fields; `withdrawn` takes it back.',
  refuses: ['quarter_not_begun', 'changed_meanwhile'],
} as const

const listDebts = operation({
  ...reading,
  path: '/api/learning-reviews/{quarter}/debts',
  summary: 'Known debts with incident potential.',
  answers: { 200: z.array(debtSchema) },
}).handledBy(({ quarterInputs, calendar }: Inputs) => async request => ({
  status: 200,
  json: standing(await quarterInputs.debtsOf(begunQuarter(request, calendar))),
}))

const addDebt = operation({
  ...adding,
  path: '/api/learning-reviews/{quarter}/debts',
  summary: 'Enters a debt.',
  body: debtInputSchema,
  trace: untraced.preparing,
  answers: { 201: debtSchema },
  example: {
    params: { quarter: '2026-Q3' },
    body: { text: 'The old job scheduler', potential: 'high', service: 'billing' },
    answer: {
      text: 'The old job scheduler',
      potential: 'high',
      service: 'billing',
      id: 'deb_aaaaaaaaaaaaaaaa',
      withdrawn: false,
      version: 1,
    },
  },
}).handledBy(({ quarterInputs, calendar, random }: Adding) => async request => {
  const quarter = begunQuarter(request, calendar)
  const id = debtId(await repeatableBytes(request, 'debt', random))
  const debt: Debt = { ...request.body, id, withdrawn: false, version: 1 }
  // If it exists under the same idempotency key, the reply to the first request was lost.
  await quarterInputs.addDebt(quarter, debt)
  return { status: 201, json: debt }
})

const changeDebt = operation({
  ...changing,
  path: '/api/learning-reviews/{quarter}/debts/{id}',
  parameters: { quarter: quarterParameter, id: parameter(debtIdSchema, 'unknown_debt') },
  body: debtChangeSchema,
  trace: untraced.preparing,
  answers: { 200: debtSchema },
}).handledBy(({ quarterInputs, calendar }: Inputs) => async request => {
  const quarter = begunQuarter(request, calendar)
  const before = await quarterInputs.readDebt(quarter, request.params.id)
  if (!before) throw new Refusal('unknown_debt')
  const after = changed(debtSchema, before, request.body)
  if (after && !(await quarterInputs.changeDebt(quarter, after))) throw new Refusal('changed_meanwhile')
  return { status: 200, json: after ?? before }
})

const listFormatChanges = operation({
  ...reading,
  path: '/api/learning-reviews/{quarter}/format-changes',
  summary: 'What is done differently in meetings or pulses, and since when.',
  answers: { 200: z.array(formatChangeSchema) },
}).handledBy(({ quarterInputs, calendar }: Inputs) => async request => ({
  status: 200,
  json: standing(await quarterInputs.formatChangesOf(begunQuarter(request, calendar))),
}))

const addFormatChange = operation({
  ...adding,
  path: '/api/learning-reviews/{quarter}/format-changes',
  summary: 'Enters a format change of that quarter.',
  body: formatChangeInputSchema,
  trace: untraced.preparing,
  answers: { 201: formatChangeSchema },
  example: {
    params: { quarter: '2026-Q3' },
    body: { text: 'Least senior speaks first', since: '2026-07-01' },
    answer: {
      text: 'Least senior speaks first',
      since: '2026-07-01',
      id: 'fmt_aaaaaaaaaaaaaaaa',
      withdrawn: false,
      version: 1,
    },
  },
}).handledBy(({ quarterInputs, calendar, random }: Adding) => async request => {
  const quarter = begunQuarter(request, calendar)
  requireWithin(request.body.since, quarter, calendar)
  const id = formatChangeId(await repeatableBytes(request, 'format-change', random))
  const change: FormatChange = { ...request.body, id, withdrawn: false, version: 1 }
  await quarterInputs.addFormatChange(quarter, change)
  return { status: 201, json: change }
})

const changeFormatChange = operation({
  ...changing,
  path: '/api/learning-reviews/{quarter}/format-changes/{id}',
  parameters: { quarter: quarterParameter, id: parameter(formatChangeIdSchema, 'unknown_format_change') },
  body: formatChangeChangeSchema,
  trace: untraced.preparing,
  answers: { 200: formatChangeSchema },
}).handledBy(({ quarterInputs, calendar }: Inputs) => async request => {
  const { body: patch, params } = request
  const quarter = begunQuarter(request, calendar)
  if (patch.since !== undefined) requireWithin(patch.since, quarter, calendar)
  const before = await quarterInputs.readFormatChange(quarter, params.id)
  if (!before) throw new Refusal('unknown_format_change')
  const after = changed(formatChangeSchema, before, patch)
  if (after && !(await quarterInputs.changeFormatChange(quarter, after))) throw new Refusal('changed_meanwhile')
  return { status: 200, json: after ?? before }
})

const readNotes = operation({
  ...reading,
  path: '/api/learning-reviews/{quarter}/notes',
  summary: 'The facilitators’ notes for each section.',
  answers: { 200: z.record(sectionNameSchema, noteSchema) },
}).handledBy(({ quarterInputs, calendar }: Inputs) => async request => {
  const notes = await quarterInputs.notesOf(begunQuarter(request, calendar))
  const none: Note = { text: '', version: 0 }
  const entries = sectionNames.map(name => [name, notes.get(name) ?? none])
  return { status: 200, json: Object.fromEntries(entries) as Record<SectionName, Note> }
})

/** Repeating the same text, because its reply was lost, is answered with the version it made. */
const saveNote = operation({
  ...shared,
  method: 'PUT',
  path: '/api/learning-reviews/{quarter}/notes/{section}',
  summary: 'Replaces the notes of the version that was read.',
  parameters: { quarter: quarterParameter, section: parameter(sectionNameSchema, 'not_found') },
  body: noteInputSchema,
  trace: untraced.preparing,
  answers: { 200: noteSchema },
  refuses: ['quarter_not_begun', 'changed_meanwhile'],
  example: {
    params: { quarter: '2026-Q3', section: 'patterns' },
    body: { text: 'Ask about the pool.', version: 0 },
    answer: { text: 'Ask about the pool.', version: 1 },
  },
}).handledBy(({ quarterInputs, calendar }: Inputs) => async request => {
  const { section } = request.params
  const { text, version } = request.body
  const quarter = begunQuarter(request, calendar)
  const next: Note = { text, version: version + 1 }
  if (await quarterInputs.saveNote(quarter, section, next)) return { status: 200, json: next }
  const saved = (await quarterInputs.notesOf(quarter)).get(section)
  if (JSON.stringify(saved) !== JSON.stringify(next)) throw new Refusal('changed_meanwhile')
  return { status: 200, json: next }
})

export const quarterInputOperations = [
  listDebts,
  addDebt,
  changeDebt,
  listFormatChanges,
  addFormatChange,
  changeFormatChange,
  readNotes,
  saveNote,
] as const
