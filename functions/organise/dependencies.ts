/** What the operations of `organise` work with. */
import type { Instrument } from '../domain/instrument/schema.ts'
import type { Calendar } from '../domain/time/calendar.ts'
import type { Random } from '../http/repeat.ts'
import type { OrganiseStore } from './store.ts'

export interface OrganiseDependencies {
  readonly store: OrganiseStore
  readonly random: Random
  readonly findInstrument: (id: string) => Instrument | undefined
  readonly siteUrl: string
  /** From which somebody may be invited who is not on the roster. */
  readonly inviteDomains: readonly string[]
  /** Which quarters the organisation has. */
  readonly calendar: Calendar
}
