/**
 * A mail that carries what it tells, since its sender reads nothing but the outbox: the reminder of an action, and the
 * record of a meeting.
 */
import * as z from 'zod'
import { actionSchema, ageDays } from '../action/action.ts'
import { surveyIdSchema } from '../ids.ts'
import { dayMilliseconds } from '../time/instants.ts'
import { mailSchema } from './mail.ts'

const actionDueSchema = z.object({
  kind: z.literal('action-due'),
  actionId: actionSchema.shape.id,
  text: z.string(),
  owner: z.string(),
  dueOn: z.iso.date(),
  /** Whole days from the day it is mailed on; negative where it is overdue. */
  daysLeft: z.int(),
  openDays: z.int(),
})
export type ActionDue = z.infer<typeof actionDueSchema>

/** The letter's words lie once, under `letter#<surveyId>`, for all who get it. */
const recordMailSchema = z.object({ kind: z.literal('record'), surveyId: surveyIdSchema, letter: z.string() })

export const toldMailSchema = mailSchema.omit({ surveyId: true, kind: true, invitationId: true, cohort: true }).extend({
  told: z.discriminatedUnion('kind', [actionDueSchema, recordMailSchema]),
})
export type ToldMail = z.infer<typeof toldMailSchema>

/** A week before, on the day, then every so many days while it is overdue. */
const daysBefore = 7
const daysBetween = 30

const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMilliseconds)

/** '2026-12-08' is the last due day that a run of 2026-12-01 looks at. */
export const lastDayLookedAt = (today: string): string =>
  new Date((dayNumber(today) + daysBefore) * dayMilliseconds).toISOString().slice(0, 10)

/**
 * Which of its reminders an action of this day is at: 'week', 'day', 'overdue-1', ...; null where none is due. Each lasts
 * until the next, so that one that was missed is caught up with once. Whoever agreed on it within the week before is not
 * reminded of what is new.
 */
export const reminderStage = (
  action: { readonly dueOn: string; readonly openedAt: string },
  today: string,
): string | null => {
  const daysLeft = dayNumber(action.dueOn) - dayNumber(today)
  if (daysLeft > daysBefore) return null
  if (daysLeft > 0)
    return dayNumber(action.openedAt.slice(0, 10)) <= dayNumber(action.dueOn) - daysBefore ? 'week' : null
  const overdue = Math.floor(-daysLeft / daysBetween)
  return overdue === 0 ? 'day' : `overdue-${overdue}`
}

/** What of an action its reminders need. */
export const remindedActionSchema = actionSchema.pick({
  id: true,
  text: true,
  owner: true,
  ownerEmail: true,
  dueOn: true,
  openedAt: true,
})
export type RemindedAction = z.infer<typeof remindedActionSchema>

export const actionDue = (action: RemindedAction, today: string): ActionDue => ({
  kind: 'action-due',
  actionId: action.id,
  text: action.text,
  owner: action.owner,
  dueOn: action.dueOn,
  daysLeft: dayNumber(action.dueOn) - dayNumber(today),
  openDays: ageDays({ openedAt: action.openedAt, closedAt: null }, `${today}T23:59:59.999Z`),
})
