/** Mails with their own content, because the mailer reads only the outbox: action reminders, meeting records. */
import * as z from 'zod'
import { actionSchema, ageDays } from '../action/action.ts'
import { unreachedSchema } from '../action/owner.ts'
import { reviewIdSchema, surveyIdSchema } from '../ids.ts'
import { dayMilliseconds } from '../time/instants.ts'
import { mailSchema } from './mail.ts'

/** More of one owner's are counted. */
export const toldActionsAtMost = 20

const dueSchema = z.object({
  text: z.string(),
  owner: z.string(),
  dueOn: z.iso.date(),
  /** Whole days from the day of the mail; negative if it is overdue. */
  daysLeft: z.int(),
})

const actionDueSchema = dueSchema.extend({
  kind: z.literal('action-due'),
  actionId: actionSchema.shape.id,
  openDays: z.int(),
  /** The others that its owner is reminded of by the same letter, and how many more there are. */
  others: z.array(dueSchema).default([]),
  further: z.int().default(0),
})
export type ActionDue = z.infer<typeof actionDueSchema>

/** The letter is stored once for all its readers, under `letter#<surveyId>`. */
const recordMailSchema = z.object({ kind: z.literal('record'), surveyId: surveyIdSchema, letter: z.string() })

/** Somebody else leads a review; `reader` is how this mail's own reader stands to it. */
const handedOverSchema = z.object({
  kind: z.literal('handed-over'),
  reviewId: reviewIdSchema,
  /** Of the incident. */
  title: z.string(),
  meetingAt: z.string().nullable(),
  /** Who leads it now, and who decided that, as leader or as leadership. */
  leader: z.string(),
  by: z.string(),
  as: z.enum(['leader', 'leadership']),
  /** Those who stand in the terms. */
  readers: z.array(z.string()),
  reader: z.enum(['invited', 'leader', 'beside']),
})
export type HandedOver = z.infer<typeof handedOverSchema>

/** To who leads a review, or else to facilitators: actions whose owner cannot be reached any more. */
const ownerUnreachedSchema = z.object({
  kind: z.literal('owner-unreached'),
  owner: z.string(),
  why: unreachedSchema,
  actions: z.array(actionSchema.pick({ id: true, text: true, dueOn: true })).min(1),
  further: z.int(),
})
export type OwnerUnreached = z.infer<typeof ownerUnreachedSchema>

/** To leadership: an edition of a quarter's learning review was published. */
const editionPublishedSchema = z.object({
  kind: z.literal('edition'),
  quarter: z.string(),
  /** The month in which the year begins that its quarter is one of. */
  yearStartsIn: z.int().default(1),
  number: z.int(),
  publishedAt: z.string(),
  /** Null for the first. */
  reason: z.string().nullable(),
})
export type EditionPublished = z.infer<typeof editionPublishedSchema>

export const toldMailSchema = mailSchema.omit({ surveyId: true, kind: true, invitationId: true, cohort: true }).extend({
  told: z.discriminatedUnion('kind', [
    actionDueSchema,
    recordMailSchema,
    handedOverSchema,
    ownerUnreachedSchema,
    editionPublishedSchema,
  ]),
})
export type ToldMail = z.infer<typeof toldMailSchema>

/** A week before, on the day, then every 30 days while it is overdue. */
const daysBefore = 7
const daysBetween = 30

const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMilliseconds)

/** On 2026-12-01 the last due day that matters is '2026-12-08'. */
export const lastDayLookedAt = (today: string): string =>
  new Date((dayNumber(today) + daysBefore) * dayMilliseconds).toISOString().slice(0, 10)

/**
 * The reminder that an action has reached on this day: 'week', 'day', 'overdue-1' and so on; null if none is due. Each
 * lasts until the next, so that a missed one is made up for once. An action agreed less than a week before it is due
 * gets no 'week' reminder.
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

/** The parts of an action that its reminders need. */
export const remindedActionSchema = actionSchema.pick({
  id: true,
  text: true,
  owner: true,
  ownerEmail: true,
  dueOn: true,
  openedAt: true,
})
export type RemindedAction = z.infer<typeof remindedActionSchema>

const dueBy = ({ text, owner, dueOn }: RemindedAction, today: string): z.infer<typeof dueSchema> => ({
  text,
  owner,
  dueOn,
  daysLeft: dayNumber(dueOn) - dayNumber(today),
})

export const actionDue = (action: RemindedAction, others: readonly RemindedAction[], today: string): ActionDue => ({
  ...dueBy(action, today),
  kind: 'action-due',
  actionId: action.id,
  openDays: ageDays({ openedAt: action.openedAt, closedAt: null }, `${today}T23:59:59.999Z`),
  others: others.slice(0, toldActionsAtMost).map(one => dueBy(one, today)),
  further: Math.max(0, others.length - toldActionsAtMost),
})
