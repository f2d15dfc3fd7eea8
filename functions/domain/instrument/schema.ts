/**
 * A versioned, immutable set of questions. Wordings are with the other words, under `instruments.<id>`. An item's
 * purpose says what it is for; its id is only a name, and no rule depends on one.
 */
import type { Factor, Purpose } from '../synthesis/schema.ts'

/**
 * What an answer on a scale measures. `comfort`: how safe it feels to speak up in a review; the room sees it before a
 * review, and it is the headline of a pulse. `team`: how the team works otherwise.
 */
export type ScalePurpose = 'comfort' | 'team'
export type ScorePurpose = 'psychological-safety' | 'generative-culture'

export interface TextItem {
  readonly id: string
  readonly kind: 'text'
  readonly purpose: Purpose
  /** Nothing connects its answer to its writer's others: no pseudonym, a separate voice. Its wording promises it. */
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
  /** Agreement means the opposite of what the item measures, so it is scored as min + max - answer. */
  readonly reversed: boolean
  readonly open: boolean
  /** Identifies the wording: the same in every instrument that asks exactly this sentence, and nowhere else. */
  readonly wording?: string
}

export type InstrumentItem =
  | TextItem
  | { readonly id: string; readonly kind: 'ticks'; readonly options: readonly Factor[]; readonly open: boolean }
  | ScaleItem

/**
 * Several scale items of one instrument combined into one figure: each person's mean, then the mean over all persons.
 */
export interface InstrumentScore {
  readonly id: string
  readonly purpose: ScorePurpose
  /** Ids of items that share a scale. */
  readonly items: readonly string[]
  /** People who answered fewer items have no score. */
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
  /** The size to which every ballot is padded before it is sealed. */
  readonly sealedBytes: number
}

export interface ItemWords {
  readonly question: string
  readonly hint: string
  /** Ends of a scale, lowest first. */
  readonly ends?: readonly [string, string]
}

/** What is asked, by instrument and item. */
export type Wordings = Readonly<Record<string, Readonly<Record<string, ItemWords>>>>
