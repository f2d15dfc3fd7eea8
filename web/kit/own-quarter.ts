/** What quarters are called where the organisation has a calendar of its own, as it was when somebody signed in. */
import { quarterTitle } from '../../functions/domain/time/quarter-title.ts'
import { heldCalendar } from './session/session.ts'

/** '2026-Q3' in words. */
export const quarterLabel = (quarter: string): string => quarterTitle(quarter, heldCalendar())

/** The same to choose from, the year first. */
export const quarterName = (quarter: string): string => quarterLabel(quarter).split(' ').toReversed().join(' ')
