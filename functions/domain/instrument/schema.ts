/**
 * A versioned, immutable set of questions. Wordings live with the other words, under `instruments.<id>`. What an item is
 * for is said by its purpose: an id is a name alone, and no rule reads one.
 */
import type { Factor, Purpose } from '../synthesis/schema.ts'

/**
 * What an answer on a scale measures. `comfort`: how safe it is to speak up in a review; told to the room before it, and
 * the headline of a pulse. `team`: how the team works otherwise.
 */
export type ScalePurpose = 'comfort' | 'team'
export type ScorePurpose = 'psychological-safety' | 'generative-culture'

export interface TextItem {
  readonly id: string
  readonly kind: 'text'
  readonly purpose: Purpose
  /** Nothing joins its answer to its writer's others: no pseudonym, and a voice of its own. Its words promise this. */
  readonly apart: boolean
  readonly open: boolean
  readonly wording?: string
}

export interface ScaleItem {
  readonly id: string
  readonly kind: 'scale'
  readonly purpose: ScalePurpose
  readonly min: number
  readonly max: number
  /** Agreement says the opposite of what the item measures: scored as min + max - answer. */
  readonly reversed: boolean
  readonly open: boolean
  /** Names the wording: the same in every instrument that asks the very same sentence, and only there. */
  readonly wording?: string
}

export type InstrumentItem =
  | TextItem
  | { readonly id: string; readonly kind: 'ticks'; readonly options: readonly Factor[]; readonly open: boolean }
  | ScaleItem

/** Several scale items of one instrument read as one figure: each person's mean, then the mean over persons. */
export interface InstrumentScore {
  readonly id: string
  readonly purpose: ScorePurpose
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
