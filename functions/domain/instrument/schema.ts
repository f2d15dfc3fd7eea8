/** A versioned, immutable set of questions. Wordings live with the other words, under `instruments.<id>`. */
import type { Factor } from '../synthesis/schema.ts'

export interface ScaleItem {
  readonly id: string
  readonly kind: 'scale'
  readonly min: number
  readonly max: number
  /** Agreement says the opposite of what the item measures: scored as min + max - answer. */
  readonly reversed: boolean
  readonly open: boolean
  /** Names the wording: the same in every instrument that asks the very same sentence, and only there. */
  readonly wording?: string
}

export type InstrumentItem =
  | { readonly id: string; readonly kind: 'text'; readonly open: boolean; readonly wording?: string }
  | { readonly id: string; readonly kind: 'ticks'; readonly options: readonly Factor[]; readonly open: boolean }
  | ScaleItem

/** Several scale items of one instrument read as one figure: each person's mean, then the mean over persons. */
export interface InstrumentScore {
  readonly id: string
  /** Ids of items, all on one scale. */
  readonly items: readonly string[]
  /** Who answered fewer has no score. */
  readonly minAnswered: number
}

export interface Instrument {
  readonly id: string
  readonly kind: 'pre-meeting' | 'pulse'
  readonly version: number
  readonly items: readonly InstrumentItem[]
  readonly scores?: readonly InstrumentScore[]
  readonly source: string
  readonly licence: string
  /** Bytes every ballot is padded to before it is sealed. */
  readonly sealedBytes: number
}
