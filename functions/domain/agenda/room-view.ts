/**
 * What the room's screen receives, and no more: the page that stands on the wall never holds a note, a statement that
 * nobody has put on it, or how often somebody spoke.
 */
import * as z from 'zod'
import type { Review } from '../review/review.ts'
import { elapsedOf, type Person, roundOf, type Running, standingOf } from '../review/running.ts'
import { minuteMilliseconds, plus } from '../time/instants.ts'
import { type RoomAgenda, roomAgendaSchema } from './room.ts'

const itemSchema = roomAgendaSchema.shape.items.element

/** More than these are the one who speaks and those who follow. */
const namesAtMost = 12
const followingAtMost = 5

export const roomViewSchema = z.object({
  /** The review's. */
  title: z.string(),
  state: z.enum(['before', 'running', 'ended']),
  zone: z.string(),
  /** When the meeting ends as planned. */
  endsAt: z.string(),
  parts: z.array(itemSchema.shape.part),
  item: itemSchema.pick({ part: true, title: true, question: true, quotes: true }).nullable(),
  clock: z.object({
    minutes: z.int(),
    /** Milliseconds, without what runs. */
    elapsed: z.number(),
    /** By the server's clock; null while it stands. */
    since: z.number().nullable(),
  }),
  round: z.array(
    z.object({
      name: z.string(),
      standing: z.enum(['waiting', 'spoke', 'passed', 'away']),
      /** Whose turn it is. */
      now: z.boolean(),
    }),
  ),
  /** How many more are in the round. */
  others: z.int(),
  /** The live channel's, while it is open. */
  link: z.string().nullable(),
})
export type RoomView = z.infer<typeof roomViewSchema>

/** `GET /api/reviews/{id}/room`. */
export const roomAnswerSchema = z.object({
  /** By the server's clock, in milliseconds since 1970. */
  now: z.number(),
  tag: z.string(),
  /** Null where it is still as it was under the tag given. */
  room: roomViewSchema.nullable(),
})

export interface RoomFacts {
  readonly review: Pick<Review, 'title' | 'meetingAt' | 'durationMinutes' | 'zone'>
  /** Null before there is one. */
  readonly agenda: RoomAgenda | null
  readonly running: Running
  readonly ended: boolean
  readonly link: string | null
  /** The words of a statement or remark; null where the room may not see it. */
  readonly wordsOf: (id: string) => string | null
}

/** Without an agenda one item stands for the meeting. */
const itemsOf = ({ agenda, review }: RoomFacts): RoomAgenda['items'] =>
  agenda && agenda.items.length > 0
    ? agenda.items
    : [
        {
          id: 'meeting',
          kind: 'opening',
          part: 'Opening',
          title: review.title,
          question: null,
          quotes: [],
          minutes: review.durationMinutes,
        },
      ]

const firstNameOf = (name: string): string => name.split(' ', 1)[0] ?? name

/** Whoever speaks is named in full; the others as short as tells them apart. */
const namesOf = (people: readonly Person[]): Map<string, string> => {
  const counts = new Map<string, number>()
  for (const { name } of people) counts.set(firstNameOf(name), (counts.get(firstNameOf(name)) ?? 0) + 1)
  return new Map(people.map(({ id, name }) => [id, counts.get(firstNameOf(name)) === 1 ? firstNameOf(name) : name]))
}

const roundIn = ({ people: all, next }: ReturnType<typeof roundOf>): Pick<RoomView, 'round' | 'others'> => {
  const short = namesOf(all)
  const from = next ? all.indexOf(next) : 0
  const people =
    all.length > namesAtMost
      ? [...all.slice(from), ...all.slice(0, from)]
          .filter(one => one === next || standingOf(one) === 'waiting')
          .slice(0, followingAtMost + 1)
      : all
  return {
    round: people.map(person => ({
      name: person === next ? person.name : (short.get(person.id) ?? person.name),
      standing: standingOf(person),
      now: person === next,
    })),
    others: all.length - people.length,
  }
}

export const roomView = (facts: RoomFacts): RoomView => {
  const { review, running, ended, wordsOf } = facts
  const items = itemsOf(facts)
  const item = items.find(({ id }) => id === running.itemId) ?? items[0]
  const chosen = item && running.shown[item.id]
  const shared = {
    title: review.title,
    zone: review.zone,
    endsAt: plus(review.meetingAt, review.durationMinutes * minuteMilliseconds),
    parts: [...new Set(items.map(({ part }) => part))],
  }
  if (ended || !item) {
    const clock = { minutes: 0, elapsed: 0, since: null }
    return { ...shared, state: 'ended', item: null, clock, round: [], others: 0, link: null }
  }
  const { part, title, question, quotes, minutes } = item
  return {
    ...shared,
    state: running.itemId === null ? 'before' : 'running',
    item: { part, title, question, quotes: chosen ? chosen.flatMap(id => wordsOf(id) ?? []) : quotes },
    clock: {
      minutes: minutes + (running.more[item.id] ?? 0),
      elapsed: elapsedOf({ ...running, since: null }, item.id, 0),
      since: running.itemId === item.id ? running.since : null,
    },
    ...roundIn(roundOf(running)),
    link: facts.link,
  }
}
