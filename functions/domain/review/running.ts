/**
 * A meeting under way, the same on every device: its item, its clock, what the room sees, and the round. A device applies
 * its changes to what the server last had and sends the whole. Whoever comes second applies the same changes anew, each
 * of which says what shall be and not what to do with what was there.
 */
import * as z from 'zod'
import { tidyLine } from '../normal-form.ts'
import { senioritySchema } from '../people/person.ts'
import { hourMilliseconds, plus } from '../time/instants.ts'

export const quotesAtMost = 2
/** More than a device sends at once; so many are remembered, so that none is carried out twice. */
const appliedAtMost = 200
const peopleAtMost = 500
const milliseconds = z.number().min(0).max(1e15)
const itemId = z.string().min(1).max(100)

const marksSchema = z.object({
  /** How often they spoke in this round. Of earlier rounds only whether they did. */
  turns: z.int().min(0).max(10_000),
  passed: z.boolean(),
  heard: z.boolean(),
})

type Marks = z.infer<typeof marksSchema>

const presentSchema = z.object({
  id: z.string().min(1).max(100),
  name: z.string().overwrite(tidyLine).min(1).max(200),
  seniority: senioritySchema.nullable(),
  /** Between 0 and 1: the order of those whom nothing else puts in order. */
  draw: z.number().min(0).max(1),
})
export type Present = z.infer<typeof presentSchema>

const personSchema = presentSchema.extend({ ...marksSchema.shape, away: z.boolean() })
export type Person = z.infer<typeof personSchema>

export const runningSchema = z.object({
  itemId: itemId.nullable(),
  /** By the server's clock: when the item's clock was last started; null while it stands. */
  since: milliseconds.nullable(),
  /** Milliseconds by item, without what runs. */
  elapsed: z.record(itemId, milliseconds),
  /** Minutes that an item was given beside those planned. */
  more: z.record(itemId, z.int().min(0).max(480)),
  /** By item: what the room sees of statements and remarks, where somebody has chosen. */
  shown: z.record(itemId, z.array(z.string().max(100)).max(quotesAtMost)),
  round: z.int().min(1).max(10_000),
  /** By finished round: how many turns it had, whosever they were. */
  finished: z.record(z.string(), z.int().min(0)).default({}),
  people: z.array(personSchema).max(peopleAtMost),
  /** The newest changes, by their ids. */
  applied: z.array(z.string().max(40)).max(appliedAtMost),
  /** Increases by one with each write; 0 before the first. */
  version: z.int().min(0),
})
export type Running = z.infer<typeof runningSchema>

/** A meeting that nobody ends is cleared of its names by then. */
const underWayMilliseconds = 12 * hourMilliseconds

export const clearedAt = (meetingAt: string, now: string): string =>
  plus(Date.parse(now) > Date.parse(meetingAt) ? now : meetingAt, underWayMilliseconds)

/** `GET /api/reviews/{id}/running`: null where the version is still the one of the request. */
export const runningViewSchema = z.object({
  /** By the server's clock, which all devices go by. */
  now: milliseconds,
  ended: z.boolean(),
  running: runningSchema.nullable(),
})
export type RunningView = z.infer<typeof runningViewSchema>

export const notBegun: Running = {
  itemId: null,
  since: null,
  elapsed: {},
  more: {},
  shown: {},
  round: 1,
  finished: {},
  people: [],
  applied: [],
  version: 0,
}

const at = milliseconds
const changeSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('start'), at, first: itemId.nullable() }),
  z.object({ do: z.literal('pause'), at }),
  z.object({ do: z.literal('go'), at, itemId }),
  z.object({ do: z.literal('more'), itemId, minutes: z.int() }),
  z.object({ do: z.literal('show'), itemId, shown: z.array(z.string()) }),
  z.object({ do: z.literal('join'), people: z.array(presentSchema) }),
  z.object({ do: z.enum(['leave', 'spoke', 'passed']), id: z.string() }),
  z.object({ do: z.literal('away'), id: z.string(), away: z.boolean() }),
  z.object({ do: z.literal('round'), number: z.int() }),
  /** Takes back what was tapped last of one person: their marks as they were before, in that round. */
  z.object({ do: z.literal('unmark'), round: z.int(), id: z.string(), marks: marksSchema }),
  /** Takes back a round that was begun: the one before it goes on, with the marks that it had. */
  z.object({ do: z.literal('marks'), round: z.int(), marks: z.record(z.string(), marksSchema) }),
])
export type Change = z.infer<typeof changeSchema>

/** What a device has done and the server may not have yet. The id is drawn once: sent twice it is the same change. */
export const doneSchema = z.object({ id: z.string().max(40), change: changeSchema })
export type Done = z.infer<typeof doneSchema>

type Clock = Pick<Running, 'itemId' | 'since' | 'elapsed'>

export const elapsedOf = (clock: Clock, id: string, now: number): number =>
  (clock.elapsed[id] ?? 0) + (clock.itemId === id && clock.since !== null ? Math.max(0, now - clock.since) : 0)

export const totalElapsed = (clock: Clock, now: number): number =>
  [...new Set([...Object.keys(clock.elapsed), ...(clock.itemId === null ? [] : [clock.itemId])])].reduce(
    (total, id) => total + elapsedOf(clock, id, now),
    0,
  )

/** The clock stands, with what has run added up. */
const halted = <State extends Clock>(state: State, now: number): State =>
  state.itemId === null || state.since === null
    ? { ...state, since: null }
    : { ...state, since: null, elapsed: { ...state.elapsed, [state.itemId]: elapsedOf(state, state.itemId, now) } }

const marked = (state: Running, id: string, mark: (person: Person) => Person): Running => ({
  ...state,
  people: state.people.map(person => (person.id === id ? mark(person) : person)),
})

const turnsIn = ({ people }: Pick<Running, 'people'>): number => people.reduce((total, { turns }) => total + turns, 0)

/** Whoever spoke in the round that is taken back has spoken all the same. */
const backIn = (person: Person, before: Marks | undefined): Person =>
  before ? { ...person, ...before, turns: before.turns + person.turns } : person

const joined = (state: Running, people: readonly Present[]): Running => {
  const known = new Set(state.people.map(({ id }) => id))
  const fresh = people
    .filter(({ id }) => !known.has(id))
    .map(person => ({ ...person, turns: 0, passed: false, heard: false, away: false }))
  return { ...state, people: [...state.people, ...fresh].slice(0, peopleAtMost) }
}

const carriedOut = (state: Running, change: Change): Running => {
  switch (change.do) {
    case 'start':
      return { ...state, itemId: state.itemId ?? change.first, since: state.since ?? change.at }
    case 'pause':
      return halted(state, change.at)
    case 'go':
      // Pressed on two devices at once it is one step, and the clock runs on.
      return state.itemId === change.itemId
        ? state
        : {
            ...halted(state, change.at),
            itemId: change.itemId,
            since: state.since === null ? null : Math.max(change.at, state.since),
          }
    case 'more': {
      const minutes = Math.min(480, Math.max(0, (state.more[change.itemId] ?? 0) + change.minutes))
      return { ...state, more: { ...state.more, [change.itemId]: minutes } }
    }
    case 'show':
      return { ...state, shown: { ...state.shown, [change.itemId]: change.shown.slice(-quotesAtMost) } }
    case 'join':
      return joined(state, change.people)
    case 'leave':
      return { ...state, people: state.people.filter(({ id }) => id !== change.id) }
    case 'away':
      return marked(state, change.id, person => ({ ...person, away: change.away }))
    case 'spoke':
      return marked(state, change.id, person => ({ ...person, turns: person.turns + 1, away: false }))
    case 'passed':
      return marked(state, change.id, person => ({ ...person, passed: true }))
    case 'round':
      if (change.number !== state.round + 1) return state
      return {
        ...state,
        round: change.number,
        finished: { ...state.finished, [state.round]: turnsIn(state) },
        people: state.people.map(one => ({ ...one, heard: one.heard || one.turns > 0, turns: 0, passed: false })),
      }
    case 'unmark':
      // What another facilitator has marked in the meantime stays: of others, and in a later round.
      return change.round === state.round ? marked(state, change.id, one => ({ ...one, ...change.marks })) : state
    case 'marks':
      if (change.round !== state.round - 1) return state
      return { ...state, round: change.round, people: state.people.map(one => backIn(one, change.marks[one.id])) }
    default:
      return change satisfies never
  }
}

/** A change that was carried out before is not carried out again. */
export const afterDone = (state: Running, { id, change }: Done): Running =>
  state.applied.includes(id)
    ? state
    : { ...carriedOut(state, change), applied: [...state.applied, id].slice(-appliedAtMost) }

/** Whether everything that `sent` adds is in `stored` already: the reply to it was lost. */
export const isIn = (sent: Pick<Running, 'applied'>, stored: Pick<Running, 'applied'>): boolean => {
  const there = new Set(stored.applied)
  return sent.applied.every(id => there.has(id))
}

/** Whose seniority nobody told stands in the middle, so that it is no sign of anything. */
const ranks = { junior: 0, mid: 1, senior: 2, lead: 3 }
const rank = ({ seniority }: Pick<Present, 'seniority'>): number => (seniority === null ? 1 : ranks[seniority])

/** Who speaks when: the least senior first where that is known, else as drawn. */
export const inTurn = <One extends Pick<Present, 'seniority' | 'draw'>>(people: readonly One[]): One[] =>
  people.toSorted((a, b) => rank(a) - rank(b) || a.draw - b.draw)

const hasSpoken = ({ turns, heard }: Pick<Person, 'turns' | 'heard'>): boolean => heard || turns > 0

/** Who came: whoever was waited for and never spoke did not. */
const whoCame = (people: readonly Person[]): Person[] => people.filter(one => !one.away || hasSpoken(one))

export type Standing = 'waiting' | 'spoke' | 'passed' | 'away'
export const standingOf = ({ turns, passed, away }: Person): Standing =>
  turns > 0 ? 'spoke' : passed ? 'passed' : away ? 'away' : 'waiting'

export interface Round {
  readonly people: readonly Person[]
  /** Null: everybody who is there has spoken or passed in this round. */
  readonly next: Person | null
  /** How many have spoken in the meeting, of how many who came. */
  readonly spoken: number
  readonly came: number
}

export const roundOf = (state: Pick<Running, 'people'>): Round => {
  const people = inTurn(state.people)
  return {
    people,
    next: people.find(person => standingOf(person) === 'waiting') ?? null,
    spoken: people.filter(hasSpoken).length,
    came: whoCame(people).length,
  }
}

/** Turns in each round that a device has seen, by person. */
export const talliesSchema = z.record(z.string(), z.record(z.string(), z.int()))
export type Tallies = z.infer<typeof talliesSchema>

export const talliedWith = (tallies: Tallies, { round, people }: Pick<Running, 'round' | 'people'>): Tallies => ({
  ...Object.fromEntries(Object.entries(tallies).filter(([number]) => Number(number) < round)),
  [round]: Object.fromEntries(people.filter(({ turns }) => turns > 0).map(({ id, turns }) => [id, turns])),
})

export const countsSchema = z.object({ attendees: z.int(), speakers: z.int(), turns: z.array(z.int()) })
export type Counts = z.infer<typeof countsSchema>

/**
 * All that is kept of who spoke: how many came, how many spoke and how often, the most first. How often is known to a
 * device that has seen every turn of every round; to another it is not, and none is said.
 */
export const countsOf = (state: Pick<Running, 'people' | 'round' | 'finished'>, tallies: Tallies): Counts => {
  const came = whoCame(state.people)
  const speakers = came.filter(hasSpoken)
  const rounds = Array.from({ length: state.round }, (_, index) => talliedWith(tallies, state)[index + 1])
  const turns = speakers
    .map(({ id }) => rounds.reduce((total, round) => total + (round?.[id] ?? 0), 0))
    .toSorted((a, b) => b - a)
  const seen = rounds.map(round => round && Object.values(round).reduce((total, turn) => total + turn, 0))
  const isSeen = seen.every((total, index) => total === (index + 1 === state.round ? total : state.finished[index + 1]))
  const isKnown = rounds.every(Boolean) && isSeen && turns.every(turn => turn > 0)
  return { attendees: came.length, speakers: speakers.length, turns: isKnown ? turns : [] }
}
