import { Refusal } from '../../domain/refusal.ts'
import { type Calendar, quarterBounds } from '../../domain/time/calendar.ts'

/** Refuses `quarter_not_begun` for a quarter that is still to come. */
export const requireBegun = (quarter: string, now: string, calendar: Calendar): void => {
  if (quarterBounds(quarter, calendar).from > now) throw new Refusal('quarter_not_begun')
}
