/** The organisation's calendar, as the site was configured when somebody signed in. */
import { type Calendar, usualCalendar } from '../../functions/domain/time/calendar.ts'
import { heldCalendar } from './session/session.ts'

export const ownCalendar = (): Calendar => heldCalendar() ?? usualCalendar
