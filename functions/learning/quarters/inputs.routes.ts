/** What a learning review cannot take from its figures: debts, format changes, and the facilitators' notes. */
import type { Hono } from 'hono'
import type * as z from 'zod'
import { debtId, formatChangeId } from '../../domain/ids.ts'
import { quarterOf } from '../../domain/time/instants.ts'
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
  type SectionName,
  sectionNames,
  sectionNameSchema,
} from '../../domain/learning-review/inputs.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { idBytes, type Random } from '../../http/repeat.ts'
import { type AppContext, body, route } from '../../http/route.ts'
import { begunQuarter } from './learning-reviews.routes.ts'
import type { QuarterInputsStore } from './inputs.store.ts'

const requireWithin = (since: string, quarter: string): void => {
  if (quarterOf(`${since}T00:00:00Z`) === quarter) return
  const message = `lies outside ${quarter}; enter it for its own quarter`
  throw new Refusal('invalid_body', `since: ${message}`, { issues: [{ path: 'since', message }] })
}

/** Null: nothing would change, as when the same is sent again. */
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

export const quarterInputRoutes = (app: Hono<AppEnvironment>, inputs: QuarterInputsStore, random: Random): void => {
  const openQuarter = async (context: AppContext): Promise<string> => {
    const quarter = begunQuarter(context)
    if (await inputs.isPublished(quarter)) throw new Refusal('learning_review_published')
    return quarter
  }

  const addDebt = async (context: AppContext): Promise<Debt> => {
    const quarter = await openQuarter(context)
    const input = await body(context, debtInputSchema)
    const debt: Debt = { ...input, id: debtId(await idBytes(context, 'debt', random)), withdrawn: false, version: 1 }
    // Already there under the same idempotency key: the reply of the first request was lost.
    await inputs.addDebt(quarter, debt)
    return debt
  }

  const changeDebt = async (context: AppContext): Promise<Debt> => {
    const quarter = await openQuarter(context)
    const patch = await body(context, debtChangeSchema)
    const before = await inputs.readDebt(quarter, context.req.param('id') ?? '')
    if (!before) throw new Refusal('unknown_debt')
    const after = changed(debtSchema, before, patch)
    if (after && !(await inputs.changeDebt(quarter, after))) throw new Refusal('changed_meanwhile')
    return after ?? before
  }

  const addFormatChange = async (context: AppContext): Promise<FormatChange> => {
    const quarter = await openQuarter(context)
    const input = await body(context, formatChangeInputSchema)
    requireWithin(input.since, quarter)
    const id = formatChangeId(await idBytes(context, 'format-change', random))
    const change: FormatChange = { ...input, id, withdrawn: false, version: 1 }
    await inputs.addFormatChange(quarter, change)
    return change
  }

  const changeFormatChange = async (context: AppContext): Promise<FormatChange> => {
    const quarter = await openQuarter(context)
    const patch = await body(context, formatChangeChangeSchema)
    if (patch.since !== undefined) requireWithin(patch.since, quarter)
    const before = await inputs.readFormatChange(quarter, context.req.param('id') ?? '')
    if (!before) throw new Refusal('unknown_format_change')
    const after = changed(formatChangeSchema, before, patch)
    if (after && !(await inputs.changeFormatChange(quarter, after))) throw new Refusal('changed_meanwhile')
    return after ?? before
  }

  /** The same text again, because its reply was lost, is the version it made. */
  const saveNote = async (context: AppContext): Promise<Note> => {
    const quarter = await openQuarter(context)
    const section = sectionNameSchema.safeParse(context.req.param('section'))
    if (!section.success) throw new Refusal('not_found')
    const { text, version } = await body(context, noteInputSchema)
    const next: Note = { text, version: version + 1 }
    if (await inputs.saveNote(quarter, section.data, next)) return next
    const saved = (await inputs.notesOf(quarter)).get(section.data)
    if (JSON.stringify(saved) !== JSON.stringify(next)) throw new Refusal('changed_meanwhile')
    return next
  }

  const readNotes = async (quarter: string): Promise<Record<SectionName, Note>> => {
    const notes = await inputs.notesOf(quarter)
    const none: Note = { text: '', version: 0 }
    return Object.fromEntries(sectionNames.map(name => [name, notes.get(name) ?? none])) as Record<SectionName, Note>
  }

  const standing = <Input extends { withdrawn: boolean }>(all: readonly Input[]): Input[] =>
    all.filter(({ withdrawn }) => !withdrawn)

  const quarterPath = '/api/learning-reviews/:quarter'
  route(app, `${quarterPath}/debts`, {
    GET: async context => context.json(standing(await inputs.debtsOf(begunQuarter(context)))),
    POST: async context => context.json(await addDebt(context), 201),
  })
  route(app, `${quarterPath}/debts/:id`, { PATCH: async context => context.json(await changeDebt(context)) })
  route(app, `${quarterPath}/format-changes`, {
    GET: async context => context.json(standing(await inputs.formatChangesOf(begunQuarter(context)))),
    POST: async context => context.json(await addFormatChange(context), 201),
  })
  route(app, `${quarterPath}/format-changes/:id`, {
    PATCH: async context => context.json(await changeFormatChange(context)),
  })
  route(app, `${quarterPath}/notes`, { GET: async context => context.json(await readNotes(begunQuarter(context))) })
  route(app, `${quarterPath}/notes/:section`, { PUT: async context => context.json(await saveNote(context)) })
}
