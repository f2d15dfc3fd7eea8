/** The shape in which the sample organisation's incidents are told. */
import type { ActionStatus } from '../../../functions/domain/action/action.ts'
import type { Intervention } from '../../../functions/domain/condition/condition.ts'
import type { Factor } from '../../../functions/domain/synthesis/schema.ts'

/** Completed where no status is given; with a reason where it was set aside. */
export type SampleAction =
  | readonly [category: Intervention, text: string, status?: Exclude<ActionStatus, 'deprioritised'>]
  | readonly [category: Intervention, text: string, status: 'deprioritised', reason: string]

export interface SampleIncident {
  /** Names it to the rest of the story. */
  readonly key: string
  readonly title: string
  readonly mode: string | null
  readonly severity: 'P1' | 'P2' | 'P3'
  readonly services: readonly string[]
  readonly domain: 'commerce' | 'fulfilment' | 'catalogue' | 'platform' | 'finance'
  readonly deployment?: true
  readonly vendor?: string
  /** Nobody found the time for a meeting. */
  readonly unreviewed?: true
  readonly actions: readonly SampleAction[]
  /** What participants wrote before the meeting, where they were asked. */
  readonly said?: readonly string[]
  readonly ticks?: readonly Factor[]
}

/** The action that was set aside after the first incident of its kind, and why: the same thing came back six times. */
export const deprioritised = [
  'monitoring',
  'Alert on the time a request waits for a connection',
  'deprioritised',
  'No room beside the move of the data centre; the pool was made larger by hand instead.',
] as const
