/** What was agreed after an incident: who owns it, when it is due, and how it progresses. */
import * as z from 'zod'
import { tidyLine } from '../normal-form.ts'
import { asksOfPeople } from './lens.ts'
import { interventionSchema } from '../condition/condition.ts'
import { actionIdSchema, counterfactualIdSchema, incidentIdSchema, reviewIdSchema } from '../ids.ts'
import { dayMilliseconds } from '../time/instants.ts'
import { emailSchema } from '../people/address.ts'
import { webAddressSchema } from '../web-address.ts'

export const actionStatusSchema = z.enum(['open', 'in_progress', 'completed', 'deprioritised'])
export type ActionStatus = z.infer<typeof actionStatusSchema>

export const isOpen = (status: ActionStatus): boolean => status === 'open' || status === 'in_progress'

/** More notes than this would be a diary. They are stored in the action's item. */
export const notesMaximum = 100
/** Beyond this many changes of status the earliest are dropped. */
const changesMaximum = 100

const actionTextSchema = z.string().trim().min(1).max(1000)
const noteTextSchema = z.string().trim().min(1).max(2000)
/** A team or a role: with a person's name, a delay would look like that person's fault. */
const ownerSchema = z.string().overwrite(tidyLine).max(200)
/** The key of its ticket, as its tracker writes it: 'PAY-12', '#4711'. */
const externalIdSchema = z.string().overwrite(tidyLine).min(1).max(200)

export const actionSchema = z.object({
  id: actionIdSchema,
  /** Increases by one with each change. */
  version: z.int(),
  text: actionTextSchema,
  owner: ownerSchema,
  /** Where reminders go; null if nobody is reminded. */
  ownerEmail: emailSchema.nullable(),
  /** For example '2026-12-31'. */
  dueOn: z.iso.date(),
  category: interventionSchema,
  incidentId: incidentIdSchema.nullable(),
  reviewId: reviewIdSchema.nullable(),
  counterfactualId: counterfactualIdSchema.nullable(),
  /** The key of the failure mode it works against. */
  failureMode: z.string().nullable(),
  /** Where its ticket stands, and the key of it; null where it has none. */
  url: webAddressSchema.nullable().default(null),
  externalId: externalIdSchema.nullable().default(null),
  status: actionStatusSchema,
  /** Why it was deprioritised. */
  reason: z.string().nullable(),
  openedAt: z.string(),
  /** When its status last changed or a note was added; initially when it was opened. */
  progressAt: z.string(),
  /** When it was completed or deprioritised. */
  closedAt: z.string().nullable(),
  notes: z.array(z.object({ at: z.string(), text: noteTextSchema })),
  /** Every status since the opening, so that a quarter that is over can be shown as it ended. */
  changes: z.array(z.object({ at: z.string(), status: actionStatusSchema })).default([]),
})
export type Action = z.infer<typeof actionSchema>

/** `POST /api/actions`. A missing owner and an impossible day have refusals of their own. */
export const actionInputSchema = z.object({
  text: actionTextSchema,
  owner: ownerSchema.default(''),
  ownerEmail: emailSchema.nullable().default(null),
  dueOn: z.string().max(40),
  category: interventionSchema,
  incidentId: incidentIdSchema.nullable().default(null),
  counterfactualId: counterfactualIdSchema.nullable().default(null),
  failureMode: z.string().overwrite(tidyLine).min(1).max(200).nullable().default(null),
  url: webAddressSchema.nullable().default(null),
  externalId: externalIdSchema.nullable().default(null),
})
export type ActionInput = z.infer<typeof actionInputSchema>

/** `POST /api/reviews/{id}/actions`: for the review's incident and its primary failure mode. */
export const reviewActionInputSchema = actionInputSchema.omit({ incidentId: true, failureMode: true })

/** `PATCH /api/actions/{id}`: `note` is added to the existing ones; omitted fields stay as they are. */
export const actionChangeSchema = z
  .object({
    text: actionTextSchema,
    owner: ownerSchema,
    ownerEmail: emailSchema.nullable(),
    dueOn: z.string().max(40),
    category: interventionSchema,
    counterfactualId: counterfactualIdSchema.nullable(),
    url: webAddressSchema.nullable(),
    externalId: externalIdSchema.nullable(),
    status: actionStatusSchema,
    reason: z.string().trim().max(2000).nullable(),
    note: noteTextSchema,
    /** The status is the one before the last again, and that move is forgotten; for undoing what was just changed. */
    takesBack: z.literal(true),
    version: z.int(),
  })
  .partial()
export type ActionChange = z.infer<typeof actionChangeSchema>

/** Whether the text is a calendar day such as '2026-12-31'. */
export const isDay = (text: string): boolean => z.iso.date().safeParse(text).success

const wholeDays = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / dayMilliseconds))

/** Whole days since it was opened, up to its close if it is closed. */
export const ageDays = (action: Pick<Action, 'openedAt' | 'closedAt'>, now: string): number =>
  wholeDays(action.openedAt, action.closedAt ?? now)

/** Whole days since its status changed or a note was added; 0 once it is closed. */
export const daysWithoutProgress = (action: Pick<Action, 'progressAt' | 'closedAt'>, now: string): number =>
  action.closedAt === null ? wholeDays(action.progressAt, now) : 0

/** Whether it changes the system, as far as its words show: it does not ask people to be different. */
export const isSystemic = (text: string): boolean => asksOfPeople(text) === null

/** Of one that moved before its moves were kept, the last of them; otherwise the next would make it forgotten. */
const historyOf = ({ changes, status, closedAt, progressAt }: Action): Action['changes'] =>
  changes.length > 0 || status === 'open' ? changes : [{ at: closedAt ?? progressAt, status }]

/**
 * The action after a change at `now`. A new status or a note counts as progress, any other edit does not. If the last
 * note is sent again because its reply was lost, it is added only once. A reopened action has no reason and no close.
 * With `takesBack` a move back to the status before the last leaves the action as if it had not moved at all.
 */
export const changeAction = (before: Action, change: Omit<ActionChange, 'version'>, now: string): Action => {
  const { note, reason, status = before.status, takesBack = false, ...fields } = change
  const moved = status !== before.status
  const noted = note !== undefined && before.notes.at(-1)?.text !== note
  const closed = !isOpen(status)
  const history = historyOf(before)
  const [earlier, previous = 'open'] = [history.slice(0, -1), history.at(-2)?.status]
  if (takesBack && moved && history.at(-1)?.status === before.status && previous === status) {
    const at = earlier.at(-1)?.at ?? before.openedAt
    const moves = [at, ...before.notes.map(one => one.at)]
    return actionSchema.parse({
      ...before,
      ...fields,
      status,
      reason: status === 'deprioritised' ? (reason ?? before.reason) : null,
      progressAt: moves.reduce((last, one) => (one > last ? one : last)),
      closedAt: closed ? at : null,
      changes: earlier,
    })
  }
  return actionSchema.parse({
    ...before,
    ...fields,
    status,
    reason: status === 'deprioritised' ? (reason ?? before.reason) : null,
    progressAt: moved || noted ? now : before.progressAt,
    closedAt: closed ? (moved ? now : before.closedAt) : null,
    notes: noted ? [...before.notes, { at: now, text: note }] : before.notes,
    changes: moved ? [...history, { at: now, status }].slice(-changesMaximum) : before.changes,
  })
}

type Moving = Pick<Action, 'status' | 'openedAt' | 'progressAt' | 'closedAt'> & {
  readonly notes: readonly { readonly at: string }[]
  readonly changes?: Action['changes'] | undefined
}

/** Its status just before `end`, and its close. Older actions have no recorded changes, only the close. */
export const statusAsOf = (
  { status, closedAt, changes = [] }: Pick<Moving, 'status' | 'closedAt' | 'changes'>,
  end: string,
): Pick<Action, 'status' | 'closedAt'> => {
  if (changes.length === 0) {
    return closedAt !== null && closedAt >= end ? { status: 'open', closedAt: null } : { status, closedAt }
  }
  const last = changes.findLast(({ at }) => at < end)
  if (!last) return { status: 'open', closedAt: null }
  return { status: last.status, closedAt: isOpen(last.status) ? null : last.at }
}

/**
 * The action as it stood just before `end`, which comes after its opening: its status, its last progress and its close,
 * regardless of what happened later. Text, notes and reason are today's.
 */
export const asOf = <One extends Moving>(action: One, end: string): One => {
  const { openedAt, progressAt, notes, changes = [] } = action
  const moves = [...notes, ...changes].filter(({ at }) => at < end).map(({ at }) => at)
  const moved = progressAt < end ? progressAt : moves.reduce((last, at) => (at > last ? at : last), openedAt)
  return { ...action, ...statusAsOf(action, end), progressAt: moved }
}
