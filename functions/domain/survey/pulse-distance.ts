/**
 * How far pulses lie apart. Two of them within days, with one person moved between groups, give that person's answers by
 * a subtraction: so there is one a quarter, never two at once, and weeks in between in which people come, go and change
 * their minds.
 */
import * as z from 'zod'
import { surveyStatusSchema } from '../ballot/bulletin.ts'
import { surveyIdSchema } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { dayMilliseconds } from '../time/instants.ts'

/** Between the close of one and the opening of the next. */
export const leastDaysBetween = 45

/** What of a survey's row decides it. */
export const heldPulseSchema = z.object({
  surveyId: surveyIdSchema,
  kind: z.enum(['pre-meeting', 'pulse']),
  status: surveyStatusSchema,
  quarter: z.string().nullable(),
  opensAt: z.string(),
  closesAt: z.string(),
})
export type HeldPulse = z.infer<typeof heldPulseSchema>

interface Window {
  readonly quarter: string | null
  readonly opensAt: string
  readonly closesAt: string
}

export type TooClose = 'quarter_has_pulse' | 'two_pulses_open' | 'pulses_too_close'

/** Why two windows cannot both be pulses; null where they can. */
export const tooClose = (one: Window, other: Window): TooClose | null => {
  if (one.quarter === other.quarter) return 'quarter_has_pulse'
  const [first, second] = Date.parse(one.opensAt) <= Date.parse(other.opensAt) ? [one, other] : [other, one]
  const between = Date.parse(second.opensAt) - Date.parse(first.closesAt)
  if (between < 0) return 'two_pulses_open'
  return between < leastDaysBetween * dayMilliseconds ? 'pulses_too_close' : null
}

/** Pulses that have asked, ask or will ask: what was cancelled is destroyed unread, and nothing is published of it. */
const standing = ({ kind, status }: HeldPulse): boolean => kind === 'pulse' && status !== 'cancelled'

/** The pulse that stands in the way of a window, and why; null where none does. `own` is the window's own survey. */
export const inTheWay = (
  window: Window,
  pulses: readonly HeldPulse[],
  own: string | null = null,
): { readonly pulse: HeldPulse; readonly why: TooClose } | null => {
  for (const pulse of pulses) {
    if (!standing(pulse) || pulse.surveyId === own) continue
    const why = tooClose(window, pulse)
    if (why) return { pulse, why }
  }
  return null
}

export const refusalFor = (why: TooClose, other: Window & { readonly surveyId?: string }): Refusal => {
  const { quarter, opensAt, closesAt, surveyId } = other
  return new Refusal(why, undefined, { quarter, opensAt, closesAt, ...(surveyId === undefined ? {} : { surveyId }) })
}

/** Refuses `two_pulses_open`, `pulses_too_close`, `quarter_has_pulse`. */
export const requireDistance = (window: Window, pulses: readonly HeldPulse[], own: string | null = null): void => {
  const found = inTheWay(window, pulses, own)
  if (found) throw refusalFor(found.why, found.pulse)
}

/**
 * Whether a scheduled pulse gives way to another: to one that has begun, and of two that have not to the one that opens
 * first. Judged when it is to open, so that two that were made at the same moment never both do.
 */
export const givesWay = (own: HeldPulse, pulses: readonly HeldPulse[]): boolean => {
  const isBefore = (other: HeldPulse): boolean => {
    if (other.status !== 'scheduled') return true
    const [mine, theirs] = [Date.parse(own.opensAt), Date.parse(other.opensAt)]
    return theirs < mine || (theirs === mine && other.surveyId < own.surveyId)
  }
  return inTheWay(own, pulses.filter(isBefore), own.surveyId) !== null
}
