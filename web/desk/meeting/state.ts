/** What this browser knows of a running meeting, and what happens to it. Names are here and nowhere else. */
import * as z from 'zod'
import type { AgendaItem } from '../../../functions/domain/agenda/schema.ts'
import { meetingSchema } from '../../../functions/domain/review/meeting.ts'
import { senioritySchema } from '../../../functions/domain/people/person.ts'

const attendeeSchema = z.object({
  id: z.string(),
  name: z.string(),
  seniority: senioritySchema.nullable(),
  /** Between 0 and 1: the order of those whom nothing else puts in order. */
  draw: z.number(),
})
export type Attendee = z.infer<typeof attendeeSchema>

const countsSchema = z.object({ attendees: z.int(), speakers: z.int(), turns: z.array(z.int()) })
export type Counts = z.infer<typeof countsSchema>

/** What the server had when it was last heard of. */
const baseSchema = meetingSchema.pick({ version: true, notes: true, attendees: true, speakers: true, turns: true })
export type Base = z.infer<typeof baseSchema>

export const meetingStateSchema = z.object({
  attendees: z.array(attendeeSchema),
  /** What was tapped, in order; a new round is an event without anybody. */
  events: z.array(z.object({ kind: z.enum(['spoke', 'passed', 'round']), who: z.string() })),
  clock: z.object({
    itemId: z.string().nullable(),
    /** Milliseconds since 1970 at which the item's clock was last started; null while it stands. */
    since: z.number().nullable(),
    /** Milliseconds by item, without what runs. */
    elapsed: z.record(z.string(), z.number()),
  }),
  notes: z.record(z.string(), z.string()),
  base: baseSchema,
  liveUrl: z.string().nullable(),
  /** The numbers with which the meeting was ended here; the names are gone then. */
  ended: countsSchema.nullable(),
})
export type MeetingState = z.infer<typeof meetingStateSchema>

export const freshState = (base: Base): MeetingState => ({
  attendees: [],
  events: [],
  clock: { itemId: null, since: null, elapsed: {} },
  notes: { ...base.notes },
  base,
  liveUrl: null,
  ended: null,
})

/** Whose seniority nobody told stands in the middle, so that it is no sign of anything. */
const ranks = { junior: 0, mid: 1, senior: 2, lead: 3 }
const rank = ({ seniority }: Attendee): number => (seniority === null ? 1 : ranks[seniority])

/** Who speaks when: the least senior first where that is known, else as drawn. */
export const inTurn = (attendees: readonly Attendee[]): Attendee[] =>
  attendees.toSorted((a, b) => rank(a) - rank(b) || a.draw - b.draw)

export interface Standing {
  readonly person: Attendee
  readonly turns: number
  /** Of this round. */
  readonly state: 'waiting' | 'spoke' | 'passed'
}

export interface Round {
  readonly number: number
  readonly people: readonly Standing[]
  /** Null: everybody has spoken or passed in this round. */
  readonly next: Attendee | null
  readonly spoken: number
}

export const roundOf = ({ attendees, events }: Pick<MeetingState, 'attendees' | 'events'>): Round => {
  const begun = events.findLastIndex(({ kind }) => kind === 'round')
  const inRound = events.slice(begun + 1)
  const people = inTurn(attendees).map((person): Standing => {
    const mine = inRound.filter(({ who }) => who === person.id)
    const spoke = mine.some(({ kind }) => kind === 'spoke')
    return {
      person,
      turns: events.filter(({ kind, who }) => kind === 'spoke' && who === person.id).length,
      state: spoke ? 'spoke' : mine.length > 0 ? 'passed' : 'waiting',
    }
  })
  return {
    number: 1 + events.filter(({ kind }) => kind === 'round').length,
    people,
    next: people.find(({ state }) => state === 'waiting')?.person ?? null,
    spoken: people.filter(({ turns }) => turns > 0).length,
  }
}

/** What leaves this browser: how many, how many spoke, and how often, the most first. */
export const countsOf = (state: Pick<MeetingState, 'attendees' | 'events'>): Counts => {
  const turns = roundOf(state)
    .people.map(standing => standing.turns)
    .filter(turn => turn > 0)
    .toSorted((a, b) => b - a)
  return { attendees: state.attendees.length, speakers: turns.length, turns }
}

/** Numbers are stored once: those with which another facilitator ended the meeting stay. Null while there are none. */
export const countedOf = (base: Base, ended: Counts | null): Counts | null => (base.attendees > 0 ? base : ended)

export const elapsedOf = ({ itemId, since, elapsed }: MeetingState['clock'], id: string, now: number): number =>
  (elapsed[id] ?? 0) + (itemId === id && since !== null ? Math.max(0, now - since) : 0)

export const totalElapsed = (clock: MeetingState['clock'], now: number): number =>
  [...new Set([...Object.keys(clock.elapsed), ...(clock.itemId ? [clock.itemId] : [])])].reduce(
    (total, id) => total + elapsedOf(clock, id, now),
    0,
  )

/** The clock stands, with what has run added up. */
const halted = (clock: MeetingState['clock'], now: number): MeetingState['clock'] =>
  clock.itemId === null
    ? { ...clock, since: null }
    : {
        ...clock,
        since: null,
        elapsed: { ...clock.elapsed, [clock.itemId]: elapsedOf(clock, clock.itemId, now) },
      }

export type Change =
  | { readonly do: 'start' | 'pause'; readonly now: number; readonly first: string | null }
  | { readonly do: 'go'; readonly itemId: string; readonly now: number }
  | { readonly do: 'join'; readonly people: readonly Attendee[] }
  | { readonly do: 'leave'; readonly id: string }
  | { readonly do: 'spoke' | 'passed'; readonly id: string }
  | { readonly do: 'round' | 'undo' }
  | { readonly do: 'note'; readonly itemId: string; readonly text: string }
  | { readonly do: 'link'; readonly url: string | null }
  | { readonly do: 'saved'; readonly base: Base }
  | { readonly do: 'notes'; readonly notes: Readonly<Record<string, string>> }
  | { readonly do: 'end'; readonly now: number }

export const changed = (state: MeetingState, change: Change): MeetingState => {
  const { clock } = state
  switch (change.do) {
    case 'start':
      return { ...state, clock: { ...clock, itemId: clock.itemId ?? change.first, since: clock.since ?? change.now } }
    case 'pause':
      return { ...state, clock: halted(clock, change.now) }
    case 'go': {
      const since = clock.since === null ? null : change.now
      return { ...state, clock: { ...halted(clock, change.now), itemId: change.itemId, since } }
    }
    case 'join': {
      const known = new Set(state.attendees.map(({ id }) => id))
      return { ...state, attendees: [...state.attendees, ...change.people.filter(({ id }) => !known.has(id))] }
    }
    case 'leave':
      return {
        ...state,
        attendees: state.attendees.filter(({ id }) => id !== change.id),
        events: state.events.filter(({ who }) => who !== change.id),
      }
    case 'spoke':
    case 'passed':
      return { ...state, events: [...state.events, { kind: change.do, who: change.id }] }
    case 'round':
      return { ...state, events: [...state.events, { kind: 'round', who: '' }] }
    case 'undo':
      return { ...state, events: state.events.slice(0, -1) }
    case 'note':
      return { ...state, notes: { ...state.notes, [change.itemId]: change.text } }
    case 'link':
      return { ...state, liveUrl: change.url }
    case 'saved':
      return { ...state, base: baseSchema.parse(change.base) }
    case 'notes':
      return { ...state, notes: { ...change.notes } }
    case 'end':
      return {
        ...state,
        ended: countsOf(state),
        attendees: [],
        events: [],
        clock: halted(clock, change.now),
        liveUrl: null,
      }
    default:
      return change satisfies never
  }
}

/** Of items in order: the one before or after the running one; null at either end. */
export const neighbour = (items: readonly AgendaItem[], itemId: string | null, step: 1 | -1): AgendaItem | null =>
  items[items.findIndex(({ id }) => id === itemId) + step] ?? null
