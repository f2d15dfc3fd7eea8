/** The agenda on its way through the edits: who stands where, whose minutes were set by hand. */
import { quotesOf } from '../synthesis/quotes.ts'
import { shareMinutes } from './minutes.ts'
import { isAboutDiffering, questionAmong } from './questions.ts'
import type { Agenda, AgendaItem, ItemKind, Topic } from './schema.ts'
import { wordsOf } from './words/languages.ts'

export type EditRefusal =
  | 'unknown_item'
  | 'unknown_observation'
  | 'fixed_item'
  | 'cannot_merge'
  | 'no_place'
  | 'taken_id'
  | 'nothing_left'
  | 'out_of_range'
  | 'part_would_be_empty'
  | 'not_enough_time'

export interface Standing {
  readonly agenda: Agenda
  /** Items whose minutes a facilitator set. */
  readonly timed: ReadonlySet<string>
  /** By the id that was merged away: where its statements went. */
  readonly mergedInto: ReadonlyMap<string, string>
  /** By statement: why it is kept from the room. */
  readonly hidden: ReadonlyMap<string, string>
  /** The facilitators' own, by item; on the whole under ''. */
  readonly notes: ReadonlyMap<string, string>
  /** Statements between which no suggestion is to be made again. */
  readonly declined: readonly (readonly [string, string])[]
}
export type Outcome = Standing | EditRefusal

/** Items of one family can be merged: what was said, what is agreed, what is done. The frame of the meeting stays. */
export const family = (kind: ItemKind): 'said' | 'agreed' | 'done' | null => {
  switch (kind) {
    case 'theme':
    case 'raised-once':
    case 'live':
    case 'open-questions':
      return 'said'
    case 'factors':
    case 'decisions':
    case 'counterfactuals':
    case 'vendor':
      return 'agreed'
    case 'proposals':
    case 'earlier-actions':
      return 'done'
    case 'opening':
    case 'check-in':
    case 'facts':
    case 'closing':
      return null
    default:
      return kind satisfies never
  }
}

export const itemsOf = (agenda: Agenda): AgendaItem[] => agenda.parts.flatMap(part => part.items)
export const find = (agenda: Agenda, id: string): AgendaItem | undefined => itemsOf(agenda).find(item => item.id === id)

/** An item, or a theme that shares one with others. */
export interface Place {
  readonly item: AgendaItem
  readonly topic: Topic | null
}
export const placeOf = (agenda: Agenda, id: string): Place | null => {
  for (const item of itemsOf(agenda)) {
    if (item.id === id) return { item, topic: null }
    const topic = item.topics?.find(one => one.id === id)
    if (topic) return { item, topic }
  }
  return null
}

/** Each item becomes the items that `change` gives for it. */
export const rebuild = (agenda: Agenda, change: (item: AgendaItem) => AgendaItem[]): Agenda => ({
  ...agenda,
  parts: agenda.parts.map(part => ({ ...part, items: part.items.flatMap(change) })),
})
export const replaced = (agenda: Agenda, next: AgendaItem): Agenda =>
  rebuild(agenda, item => [item.id === next.id ? next : item])

const shared = (minutes: number, items: readonly AgendaItem[]): number[] =>
  shareMinutes(
    minutes,
    items.map(one => ({ least: Math.min(one.minutes, 1), weight: Math.max(one.minutes, 0.5), most: Infinity })),
  )

const sum = (items: readonly AgendaItem[]): number => items.reduce((total, one) => total + one.minutes, 0)
const onPlan = (agenda: Agenda): AgendaItem[] => itemsOf(agenda).filter(({ offPlan }) => !offPlan)

/** The item with these minutes; the difference is taken from, or given to, those that nobody timed, in proportion. */
export const timedTo = ({ agenda, timed }: Standing, item: AgendaItem, minutes: number): Agenda | null => {
  const others = onPlan(agenda).filter(one => one.id !== item.id && !timed.has(one.id))
  const theirs = sum(others) + item.minutes - minutes
  const least = others.reduce((total, one) => total + Math.min(one.minutes, 1), 0)
  if (others.length === 0 ? theirs !== 0 : theirs < least) return null
  const shares = shared(theirs, others)
  const byId = new Map([[item.id, minutes], ...others.map((one, index) => [one.id, shares[index] ?? 0] as const)])
  return rebuild(agenda, one => [{ ...one, minutes: byId.get(one.id) ?? one.minutes }])
}

/** What a theme begins with that the layout gave no time. */
const newMinutes = 5

/** On the plan with as many minutes as can be spared; unchanged where there are none. */
export const putOnPlan = (standing: Standing, item: AgendaItem): Standing => {
  const others = onPlan(standing.agenda).filter(({ id }) => id !== item.id && !standing.timed.has(id))
  const spare = others.reduce((total, one) => total + one.minutes - Math.min(one.minutes, 1), 0)
  const { offPlan: _, ...planned } = item
  const agenda = spare > 0 ? timedTo(standing, { ...planned, minutes: 0 }, Math.min(newMinutes, spare)) : null
  if (!agenda) return standing
  return {
    ...standing,
    agenda: rebuild(agenda, one => [one.id === item.id ? { ...planned, minutes: one.minutes } : one]),
  }
}

/** Off the plan; its minutes go to those that nobody timed, and where all were timed to them. */
export const takeOffPlan = (standing: Standing, item: AgendaItem): Standing => {
  const timed = new Set([...standing.timed].filter(id => id !== item.id))
  const left = onPlan(standing.agenda).filter(({ id }) => id !== item.id)
  const free = left.filter(({ id }) => !timed.has(id))
  const takers = free.length > 0 ? free : left
  if (takers.length === 0) return standing
  const shares = shared(sum(takers) + item.minutes, takers)
  const byId = new Map(takers.map((one, index) => [one.id, shares[index] ?? 0]))
  const agenda = rebuild(standing.agenda, one => [
    one.id === item.id ? { ...one, minutes: 0, offPlan: true } : { ...one, minutes: byId.get(one.id) ?? one.minutes },
  ])
  return { ...standing, agenda, timed }
}

type Statements = ReadonlyMap<string, Agenda['appendix'][number]>
export const statementsOf = (agenda: Agenda): Statements => new Map(agenda.appendix.map(one => [one.id, one]))

/** Distinct pseudonyms; null where nobody's is known. */
export const voicesAmong = (ids: readonly string[], statements: Statements): number | null =>
  new Set(ids.flatMap(id => statements.get(id)?.pseudonym ?? [])).size || null

const unsigned = (ids: readonly string[], statements: Statements): number =>
  ids.filter(id => statements.get(id)?.pseudonym === null).length

type Counted = Pick<AgendaItem, 'apart' | 'observationIds'>

/** Statements for themes only stay beside the theme that they were told beside. */
const apartOf = (before: Counted, ids: readonly string[], statements: Statements): number => {
  const nameless = unsigned(before.observationIds, statements)
  return Math.max(0, (before.apart ?? nameless) - nameless) + unsigned(ids, statements)
}

const disagree = (ids: readonly string[], agenda: Agenda): boolean => {
  const own = new Set(ids)
  return (agenda.differing ?? []).some(({ a, b }) => own.has(a.observationId) && own.has(b.observationId))
}

export const topicWith = (topic: Topic, observationIds: string[], agenda: Agenda, among: Statements): Topic => ({
  ...topic,
  observationIds,
  // The piles of what stands alone count nobody.
  ...(topic.id === undefined
    ? {}
    : {
        voices: voicesAmong(observationIds, among),
        apart: apartOf({ apart: topic.apart, observationIds: topic.observationIds }, observationIds, among),
        disagreement: disagree(observationIds, agenda),
      }),
})

const fewestQuotes = 2

/** What is read aloud of a theme that the edits left with too little; chosen once, since it takes reading them all. */
export const quotedAnew = (agenda: Agenda, generated: Agenda): Agenda => {
  const among = statementsOf(agenda)
  return rebuild(agenda, item => {
    const { kind, topics, quotes = [], observationIds } = item
    const before = find(generated, item.id)
    const isEnough = quotes.length >= Math.min(fewestQuotes, observationIds.length)
    if (kind !== 'theme' || topics || isEnough || before?.observationIds.join() === observationIds.join()) return [item]
    const members = observationIds
      .flatMap(id => among.get(id) ?? [])
      .map(({ id, text, purpose, pseudonym, signedBy }) => ({
        id,
        text,
        purpose,
        pseudonym,
        signedBy,
        item: null,
        apart: pseudonym === null,
        voice: pseudonym,
        choice: 'verbatim' as const,
      }))
    return [{ ...item, quotes: quotesOf(members) }]
  })
}

/** The item with these statements and what is counted of them; its topics are the caller's. */
export const holding = (item: AgendaItem, observationIds: string[], agenda: Agenda): AgendaItem => {
  const among = statementsOf(agenda)
  const { differing, givenApart } = wordsOf(agenda)
  const { quotes: _, ...rest } = item
  const next = { ...rest, observationIds, disagreement: disagree(observationIds, agenda) }
  if (item.kind === 'raised-once') return { ...next, voices: observationIds.length > 0 ? 1 : null }
  if (item.kind !== 'theme' || item.topics) return { ...next, voices: null }
  const apart = apartOf(item, observationIds, among)
  const before = item.apart ? givenApart(item.apart) : null
  const lines = item.lines.filter(line => line !== before)
  const notes = item.notes.filter(note => note !== differing)
  const kept = (item.quotes ?? []).filter(({ observationId }) => observationIds.includes(observationId))
  const isOutdated = !next.disagreement && isAboutDiffering(item.question, agenda)
  return {
    ...next,
    notes: next.disagreement ? [differing, ...notes] : notes,
    question: isOutdated ? questionAmong(observationIds, agenda) : item.question,
    ...(kept.length > 0 ? { quotes: kept } : {}),
    voices: voicesAmong(observationIds, among),
    apart,
    lines: apart > 0 ? [givenApart(apart), ...lines] : lines,
  }
}
