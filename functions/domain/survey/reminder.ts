import { dayMilliseconds } from '../time/instants.ts'

/** When the reminder goes out: a day before the close, or at half the window when that is later. */
export const reminderAt = (opensAt: string, closesAt: string): string => {
  const opens = Date.parse(opensAt)
  const closes = Date.parse(closesAt)
  return new Date(Math.max(closes - dayMilliseconds, opens + (closes - opens) / 2)).toISOString()
}
