/** What this browser keeps of a running meeting: over a reload and a lost connection, until it has ended. */
import * as z from 'zod'
import type { AgendaItem } from '../../../functions/domain/agenda/schema.ts'
import { capturedKinds, meetingSchema } from '../../../functions/domain/review/meeting.ts'
import {
  type Counts,
  countsOf,
  countsSchema,
  doneSchema,
  notBegun,
  runningSchema,
  talliedWith,
  talliesSchema,
} from '../../../functions/domain/review/running.ts'
import { type Known, shownNow } from './line.ts'

/** What the server had of it when it was last heard of. */
const baseSchema = meetingSchema.pick({
  version: true,
  notes: true,
  captured: true,
  attendees: true,
  speakers: true,
  turns: true,
})
export type Base = z.infer<typeof baseSchema>

/** What is being written down: as typed, with nothing asked of it yet. */
export const draftSchema = z.object({
  /** Of the entry that is being changed; null for a new one. */
  id: z.string().nullable(),
  kind: z.enum(capturedKinds),
  text: z.string(),
  tradeOffs: z.string(),
  owner: z.string(),
  dueOn: z.string(),
  sign: z.string(),
})
export type Draft = z.infer<typeof draftSchema>

export const emptyDraft = (kind: Draft['kind']): Draft => ({
  id: null,
  kind,
  text: '',
  tradeOffs: '',
  owner: '',
  dueOn: '',
  sign: '',
})

export const meetingStateSchema = z.object({
  known: z.object({ base: runningSchema, queue: z.array(doneSchema), skew: z.number() }),
  /** Turns by round: they are counted here and sent as numbers, at the end. */
  tallies: talliesSchema,
  written: baseSchema.pick({ notes: true, captured: true }),
  draft: draftSchema,
  base: baseSchema,
  /** The live channel's, as it was last heard. */
  link: z.string().nullable(),
  /** The numbers with which the meeting was ended here; the names are gone then. */
  ended: countsSchema.nullable(),
})
export type MeetingState = z.infer<typeof meetingStateSchema>

export const freshState = (base: Base): MeetingState => ({
  known: { base: notBegun, queue: [], skew: 0 },
  tallies: {},
  written: { notes: { ...base.notes }, captured: [...base.captured] },
  draft: emptyDraft('note'),
  base: baseSchema.parse(base),
  link: null,
  ended: null,
})

export type Step =
  | { readonly do: 'known'; readonly known: Known }
  | { readonly do: 'written'; readonly written: MeetingState['written'] }
  | { readonly do: 'draft'; readonly draft: Draft }
  | { readonly do: 'saved'; readonly base: Base }
  | { readonly do: 'link'; readonly link: string | null }
  | { readonly do: 'end' }
  /** Somebody else has ended it: no name stays. */
  | { readonly do: 'gone' }

const without = (state: MeetingState): MeetingState => ({
  ...state,
  known: { base: notBegun, queue: [], skew: state.known.skew },
  tallies: {},
  link: null,
})

export const stepped = (state: MeetingState, step: Step): MeetingState => {
  switch (step.do) {
    case 'known': {
      // An answer that was under way when it ended here would bring the names back.
      if (state.ended !== null) return state
      const known = { ...step.known, queue: [...step.known.queue] }
      return { ...state, known, tallies: talliedWith(state.tallies, shownNow(known)) }
    }
    case 'written':
      return { ...state, written: step.written }
    case 'draft':
      return { ...state, draft: step.draft }
    case 'saved':
      return { ...state, base: baseSchema.parse(step.base) }
    case 'link':
      return { ...state, link: step.link }
    case 'end':
      return { ...without(state), ended: countsOf(shownNow(state.known), state.tallies) }
    case 'gone':
      return without(state)
    default:
      return step satisfies never
  }
}

/** Numbers are stored once: those with which another facilitator ended the meeting stay. Null while there are none. */
export const countedOf = (base: Base, ended: Counts | null): Counts | null => (base.attendees > 0 ? base : ended)

/** Of items in order: the one before or after the running one; null at either end. */
export const neighbour = (items: readonly AgendaItem[], itemId: string | null, step: 1 | -1): AgendaItem | null =>
  items[
    Math.max(
      0,
      items.findIndex(({ id }) => id === itemId),
    ) + step
  ] ?? null
