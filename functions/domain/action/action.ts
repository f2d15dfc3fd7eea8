/** What was agreed after an incident: whose it is, until when, and how it goes on. */
import * as z from 'zod'
import { asksOfPeople } from './lens.ts'
import { interventionSchema } from '../condition/condition.ts'
import { actionIdSchema, counterfactualIdSchema, incidentIdSchema, reviewIdSchema } from '../ids.ts'
import { dayMilliseconds } from '../time/instants.ts'
import { emailSchema } from '../people/person.ts'

export const actionStatusSchema = z.enum(['open', 'in_progress', 'completed', 'deprioritised'])
export type ActionStatus = z.infer<typeof actionStatusSchema>

export const isOpen = (status: ActionStatus): boolean => status === 'open' || status === 'in_progress'

/** More than these are a diary; they are stored with their action. */
export const notesMaximum = 100
/** Of more changes of its status than these the first are forgotten. */
const changesMaximum = 100

const actionTextSchema = z.string().trim().min(1).max(1000)
const noteTextSchema = z.string().trim().min(1).max(2000)
/** A team or a role: a person's name would make it that person's fault when it is late. */
const ownerSchema = z.string().trim().max(200)

export const actionSchema = z.object({
  id: actionIdSchema,
  /** Goes up by one with each change. */
  version: z.int(),
  text: actionTextSchema,
  owner: ownerSchema,
  /** Where reminders go; null: nobody is reminded. */
  ownerEmail: emailSchema.nullable(),
  /** '2026-12-31' */
  dueOn: z.iso.date(),
  category: interventionSchema,
  incidentId: incidentIdSchema.nullable(),
  reviewId: reviewIdSchema.nullable(),
  counterfactualId: counterfactualIdSchema.nullable(),
  /** Key of the failure mode it works against. */
  failureMode: z.string().nullable(),
  status: actionStatusSchema,
  /** Why it was deprioritised. */
  reason: z.string().nullable(),
  openedAt: z.string(),
  /** When its status last changed or a note was made; at first when it was opened. */
  progressAt: z.string(),
  /** When it was completed or deprioritised. */
  closedAt: z.string().nullable(),
  notes: z.array(z.object({ at: z.string(), text: noteTextSchema })),
  /** Each status it came to have since it was opened, so that a quarter that is over is told as it ended. */
  changes: z.array(z.object({ at: z.string(), status: actionStatusSchema })).default([]),
})
export type Action = z.infer<typeof actionSchema>

/** `POST /api/actions`. A missing owner and a day that is none have refusals of their own. */
export const actionInputSchema = z.object({
  text: actionTextSchema,
  owner: ownerSchema.default(''),
  ownerEmail: emailSchema.nullable().default(null),
  dueOn: z.string().max(40),
  category: interventionSchema,
  incidentId: incidentIdSchema.nullable().default(null),
  counterfactualId: counterfactualIdSchema.nullable().default(null),
  failureMode: z.string().trim().min(1).max(200).nullable().default(null),
})
export type ActionInput = z.infer<typeof actionInputSchema>

/** `POST /api/reviews/{id}/actions`: of the review's incident and its primary failure mode. */
export const reviewActionInputSchema = actionInputSchema.omit({ incidentId: true, failureMode: true })

/** `PATCH /api/actions/{id}`: `note` is added to the others; fields left out stay as they are. */
export const actionChangeSchema = z
  .object({
    text: actionTextSchema,
    owner: ownerSchema,
    ownerEmail: emailSchema.nullable(),
    dueOn: z.string().max(40),
    category: interventionSchema,
    counterfactualId: counterfactualIdSchema.nullable(),
    status: actionStatusSchema,
    reason: z.string().trim().max(2000).nullable(),
    note: noteTextSchema,
    version: z.int(),
  })
  .partial()
export type ActionChange = z.infer<typeof actionChangeSchema>

/** Whether it is a day of the calendar, written '2026-12-31'. */
export const isDay = (text: string): boolean => z.iso.date().safeParse(text).success

const wholeDays = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / dayMilliseconds))

/** Whole days since it was opened, until it was closed where it is. */
export const ageDays = (action: Pick<Action, 'openedAt' | 'closedAt'>, now: string): number =>
  wholeDays(action.openedAt, action.closedAt ?? now)

/** Whole days since its status changed or a note was made; none once it is closed. */
export const daysWithoutProgress = (action: Pick<Action, 'progressAt' | 'closedAt'>, now: string): number =>
  action.closedAt === null ? wholeDays(action.progressAt, now) : 0

/** It changes the system, as far as its words tell: it does not ask of people that they be different. */
export const isSystemic = (text: string): boolean => asksOfPeople(text) === null

/**
 * The action after a change at `now`. A new status, and a note, are progress; any other edit is none. The note that was
 * made last, sent again because its reply was lost, stands once. A reopened action has no reason and no end.
 */
export const changeAction = (before: Action, change: Omit<ActionChange, 'version'>, now: string): Action => {
  const { note, reason, status = before.status, ...fields } = change
  const moved = status !== before.status
  const noted = note !== undefined && before.notes.at(-1)?.text !== note
  const closed = !isOpen(status)
  return actionSchema.parse({
    ...before,
    ...fields,
    status,
    reason: status === 'deprioritised' ? (reason ?? before.reason) : null,
    progressAt: moved || noted ? now : before.progressAt,
    closedAt: closed ? (moved ? now : before.closedAt) : null,
    notes: noted ? [...before.notes, { at: now, text: note }] : before.notes,
    changes: moved ? [...before.changes, { at: now, status }].slice(-changesMaximum) : before.changes,
  })
}

type Moving = Pick<Action, 'status' | 'openedAt' | 'progressAt' | 'closedAt'> & {
  readonly notes: readonly { readonly at: string }[]
  readonly changes?: Action['changes'] | undefined
}

/**
 * Its status just before `end`, an instant after it was opened, and when it was closed. Of an action whose changes were
 * not kept the latter is known, and no more.
 */
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
 * The action as it stood just before `end`, an instant after it was opened: its status, when it last moved, when it was
 * closed. What has become of it since says nothing of that. Its words, its notes and its reason are as they are now.
 */
export const asOf = <One extends Moving>(action: One, end: string): One => {
  const { openedAt, progressAt, notes, changes = [] } = action
  const moves = [...notes, ...changes].filter(({ at }) => at < end).map(({ at }) => at)
  const moved = progressAt < end ? progressAt : moves.reduce((last, at) => (at > last ? at : last), openedAt)
  return { ...action, ...statusAsOf(action, end), progressAt: moved }
}
