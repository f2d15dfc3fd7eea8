/** A versioned, immutable set of questions. Wordings live with the other words, under `instruments.<id>`. */
import type { Factor } from '../synthesis/schema.ts'

export type InstrumentItem =
  | { readonly id: string; readonly kind: 'text'; readonly open: boolean }
  | { readonly id: string; readonly kind: 'ticks'; readonly options: readonly Factor[]; readonly open: boolean }
  | {
      readonly id: string
      readonly kind: 'scale'
      readonly min: number
      readonly max: number
      readonly reversed: boolean
      readonly open: boolean
    }

export interface Instrument {
  readonly id: string
  readonly kind: 'pre-meeting' | 'pulse'
  readonly version: number
  readonly items: readonly InstrumentItem[]
  readonly source: string
  readonly licence: string
  /** Bytes every ballot is padded to before it is sealed. */
  readonly sealedBytes: number
}
