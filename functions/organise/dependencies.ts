/** What the operations of `organise` work on. */
import type { Instrument } from '../domain/instrument/schema.ts'
import type { OrganiseStore } from './store.ts'

export type Random = (bytes: number) => Uint8Array

export interface OrganiseDependencies {
  readonly store: OrganiseStore
  readonly random: Random
  readonly findInstrument: (id: string) => Instrument | undefined
  readonly siteUrl: string
}
