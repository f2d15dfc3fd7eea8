/**
 * An open pulse is cancelled a day after somebody asked for it, unless a keeper or leadership stops that. Every one that is
 * open waits: to wait only where somebody has answered would tell whether anybody has.
 */
import * as z from 'zod'
import { dayMilliseconds, instantSchema, plus } from '../time/instants.ts'

export const cancellingSchema = z.object({
  at: instantSchema,
  until: instantSchema,
  /** Who asked for it, until its day is over; absent where it was begun before that was kept. */
  by: z.string().optional(),
})
export type Cancelling = z.infer<typeof cancellingSchema>

export const cancellingFrom = (now: string, by: string): Cancelling => ({
  at: now,
  until: plus(now, dayMilliseconds),
  by,
})

/** Nobody was asked before the opening, and of a review everybody invited knows whose meeting it is. */
export const waitsToBeCancelled = ({ kind, status }: { readonly kind: string; readonly status: string }): boolean =>
  kind === 'pulse' && status === 'open'
