/** What quarters are called here: by the organisation's calendar, as it was when somebody signed in. */
import { quarterTitle } from '../../functions/domain/time/quarter-title.ts'
import { signedIn } from './session/session.ts'

const january = { yearStartsIn: 1 }

export const heldCalendar = () => {
  const who = signedIn()
  return who.state === 'signed-out' ? undefined : who.session.calendar
}

/** '2026-Q3' in words. */
export const quarterLabel = (quarter: string): string => quarterTitle(quarter, heldCalendar() ?? january)

/** The same to choose from, the year first. */
export const quarterName = (quarter: string): string => quarterLabel(quarter).split(' ').toReversed().join(' ')
