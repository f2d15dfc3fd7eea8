/** The facilitator's hand: operations over the generated agenda, kept as a list, undone by dropping the last. */
import * as z from 'zod'
import type { Quote } from '../synthesis/schema.ts'
import { shareMinutes } from './minutes.ts'
import type { Agenda, AgendaItem, ItemKind, Topic } from './schema.ts'
import { settle } from './settle.ts'

const itemId = z.string().min(1).max(100)
const title = z.string().trim().min(1).max(200)

export const agendaEditSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('rename'), itemId, title }),
  /** `from` goes into `itemId`, which keeps its place, title and question. */
  z.object({ op: z.literal('merge'), itemId, from: itemId }),
  /** The observations go into a new item right behind, with minutes by their share. */
  z.object({ op: z.literal('split'), itemId, observationIds: z.array(z.string()).min(1).max(5000), title }),
  /** `position` counts from 0 among the part's items once the item is taken out. */
  z.object({
    op: z.literal('move'),
    itemId,
    part: z.enum(['Understanding', 'Alignment', 'Action']),
    position: z.int().min(0).max(1000),
  }),
  /** The difference is taken from or given to the items that were not timed by hand, in proportion. */
  z.object({ op: z.literal('retime'), itemId, minutes: z.int().min(1).max(480) }),
])
export type AgendaEdit = z.infer<typeof agendaEditSchema>

export const agendaEditsSchema = z.array(agendaEditSchema).max(500)

export type EditRefusal =
  | 'unknown_item'
  | 'unknown_observation'
  | 'fixed_item'
  | 'cannot_merge'
  | 'nothing_left'
  | 'out_of_range'
  | 'part_would_be_empty'
  | 'not_enough_time'

export type RefusedEdit = { index: number; edit: AgendaEdit; reason: EditRefusal }

/** The agenda on its way through the edits; `timed` are the items whose minutes the facilitator set. */
type Draft = { agenda: Agenda; timed: ReadonlySet<string> }
type Outcome = Draft | EditRefusal

/** Items of one family can be merged: what was said, what is agreed, what is done. The frame of the meeting stays. */
const family = (kind: ItemKind): 'said' | 'agreed' | 'done' | null => {
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

const itemsOf = (agenda: Agenda): AgendaItem[] => agenda.parts.flatMap(part => part.items)
const find = (agenda: Agenda, id: string): AgendaItem | undefined => itemsOf(agenda).find(item => item.id === id)

/** Each item becomes the items that `change` gives for it. */
const rebuild = (agenda: Agenda, change: (item: AgendaItem) => AgendaItem[]): Agenda => ({
  ...agenda,
  parts: agenda.parts.map(part => ({ ...part, items: part.items.flatMap(change) })),
})

const union = <T>(first: readonly T[], second: readonly T[]): T[] => [...new Set([...first, ...second])]

const rename = ({ agenda, timed }: Draft, edit: AgendaEdit & { op: 'rename' }): Outcome => {
  if (!find(agenda, edit.itemId)) return 'unknown_item'
  return { agenda: rebuild(agenda, item => [item.id === edit.itemId ? { ...item, title: edit.title } : item]), timed }
}

/** What of an item stays to be read when its own heading goes: where it has topics, those go along as lines. */
const asLines = (item: AgendaItem): string[] => [
  ...(item.topics
    ? item.topics.map(topic => `${topic.title}: ${topic.question}`)
    : [`${item.title}: ${item.question}`]),
  ...item.lines,
]

const asTopics = (item: AgendaItem): Topic[] =>
  item.topics ?? [
    {
      title: item.title,
      question: item.question,
      voices: item.voices,
      disagreement: item.disagreement,
      observationIds: item.observationIds,
    },
  ]

const mostQuotes = 3
/** As many as an item may open with, or none. */
const quoted = (quotes: readonly Quote[]): Pick<AgendaItem, 'quotes'> =>
  quotes.length === 0 ? {} : { quotes: quotes.slice(0, mostQuotes) }

const merge = ({ agenda, timed }: Draft, edit: AgendaEdit & { op: 'merge' }): Outcome => {
  const into = find(agenda, edit.itemId)
  const from = find(agenda, edit.from)
  if (!into || !from) return 'unknown_item'
  if (family(into.kind) === null || family(from.kind) === null) return 'fixed_item'
  if (into.id === from.id || family(into.kind) !== family(from.kind)) return 'cannot_merge'
  const { topics, ...rest } = into
  const merged: AgendaItem = {
    ...rest,
    minutes: into.minutes + from.minutes,
    // Some may have spoken in both, and the agenda does not know who wrote what: their sum would be a guess.
    voices: from.voices === null ? into.voices : null,
    disagreement: into.disagreement || from.disagreement,
    observationIds: [...into.observationIds, ...from.observationIds],
    seeAlsoIds: union(into.seeAlsoIds, from.seeAlsoIds),
    notes: union(into.notes, from.notes),
    lines: topics ? [...into.lines, ...from.lines] : [...into.lines, ...asLines(from)],
    ...quoted([...(into.quotes ?? []), ...(from.quotes ?? [])]),
    ...(topics ? { topics: [...topics, ...asTopics(from)] } : {}),
  }
  const next = rebuild(agenda, item => (item.id === from.id ? [] : [item.id === into.id ? merged : item]))
  return { agenda: next, timed: timed.has(from.id) ? new Set([...timed, into.id]) : timed }
}

const freshId = (agenda: Agenda, stem: string): string => {
  const taken = new Set(itemsOf(agenda).map(item => item.id))
  let number = 2
  while (taken.has(`${stem}-part-${number}`)) number += 1
  return `${stem}-part-${number}`
}

const without = (topics: readonly Topic[], gone: ReadonlySet<string>): Topic[] =>
  topics
    .map(topic => {
      const observationIds = topic.observationIds.filter(id => !gone.has(id))
      return observationIds.length === topic.observationIds.length ? topic : { ...topic, voices: null, observationIds }
    })
    .filter(topic => topic.observationIds.length > 0)

const split = ({ agenda, timed }: Draft, edit: AgendaEdit & { op: 'split' }): Outcome => {
  const item = find(agenda, edit.itemId)
  if (!item) return 'unknown_item'
  const gone = new Set(edit.observationIds)
  if (edit.observationIds.some(id => !item.observationIds.includes(id))) return 'unknown_observation'
  const stay = item.observationIds.filter(id => !gone.has(id))
  if (stay.length === 0) return 'nothing_left'
  if (item.minutes < 2) return 'not_enough_time'
  const [kept = 1, given = 1] = shareMinutes(item.minutes, [
    { least: 1, weight: stay.length, most: Infinity },
    { least: 1, weight: gone.size, most: Infinity },
  ])
  // A whole topic keeps the question and the voices that were counted for it.
  const whole = item.topics?.find(
    topic => topic.observationIds.length === gone.size && topic.observationIds.every(id => gone.has(id)),
  )
  const { topics, quotes = [], ...rest } = item
  const taken: AgendaItem = {
    ...rest,
    ...quoted(quotes.filter(({ observationId }) => gone.has(observationId))),
    id: freshId(agenda, item.id),
    kind: 'theme',
    title: edit.title,
    minutes: given,
    question: whole?.question ?? item.question,
    voices: whole?.voices ?? (item.kind === 'raised-once' && gone.size === 1 ? 1 : null),
    disagreement: item.disagreement && gone.size > 1,
    observationIds: item.observationIds.filter(id => gone.has(id)),
    seeAlsoIds: [],
    lines: [],
  }
  const left: AgendaItem = {
    ...rest,
    ...quoted(quotes.filter(({ observationId }) => !gone.has(observationId))),
    minutes: kept,
    voices: item.kind === 'raised-once' ? item.voices : null,
    disagreement: item.disagreement && stay.length > 1,
    observationIds: stay,
    ...(topics ? { topics: without(topics, gone) } : {}),
  }
  return { agenda: rebuild(agenda, one => (one.id === item.id ? [left, taken] : [one])), timed }
}

const move = ({ agenda, timed }: Draft, edit: AgendaEdit & { op: 'move' }): Outcome => {
  const item = find(agenda, edit.itemId)
  if (!item) return 'unknown_item'
  if (item.kind === 'opening' || item.kind === 'check-in' || item.kind === 'closing') return 'fixed_item'
  const lifted = rebuild(agenda, one => (one.id === item.id ? [] : [one]))
  const target = lifted.parts.find(part => part.name === edit.part)
  if (!target || edit.position > target.items.length) return 'out_of_range'
  const parts = lifted.parts.map(part =>
    part === target ? { ...part, items: part.items.toSpliced(edit.position, 0, item) } : part,
  )
  return { agenda: { ...lifted, parts }, timed }
}

const retime = ({ agenda, timed }: Draft, edit: AgendaEdit & { op: 'retime' }): Outcome => {
  const item = find(agenda, edit.itemId)
  if (!item) return 'unknown_item'
  const others = itemsOf(agenda).filter(one => one.id !== item.id && !timed.has(one.id))
  const theirs = others.reduce((total, one) => total + one.minutes, 0) + item.minutes - edit.minutes
  const least = others.reduce((total, one) => total + Math.min(one.minutes, 1), 0)
  if (others.length === 0 ? theirs !== 0 : theirs < least) return 'not_enough_time'
  const shares = shareMinutes(
    theirs,
    others.map(one => ({ least: Math.min(one.minutes, 1), weight: Math.max(one.minutes, 0.5), most: Infinity })),
  )
  const minutes = new Map([
    [item.id, edit.minutes],
    ...others.map((one, index) => [one.id, shares[index] ?? 0] as const),
  ])
  const next = rebuild(agenda, one => [{ ...one, minutes: minutes.get(one.id) ?? one.minutes }])
  return { agenda: next, timed: new Set([...timed, item.id]) }
}

const step = (draft: Draft, edit: AgendaEdit): Outcome => {
  switch (edit.op) {
    case 'rename':
      return rename(draft, edit)
    case 'merge':
      return merge(draft, edit)
    case 'split':
      return split(draft, edit)
    case 'move':
      return move(draft, edit)
    case 'retime':
      return retime(draft, edit)
    default:
      return edit satisfies never
  }
}

const emptied = (before: Agenda, after: Agenda): boolean =>
  after.parts.some((part, index) => part.items.length === 0 && (before.parts[index]?.items.length ?? 0) > 0)

/**
 * The generated agenda with the edits done in order. An edit that no longer fits (the harvest was laid out anew, its
 * item is gone) is passed over and named with its reason; the others still apply. Minutes add up as before and every
 * observation still stands in exactly one item; the numbers of statements in the appendix do not change.
 */
export const applyEdits = (
  agenda: Agenda,
  edits: readonly AgendaEdit[],
): { agenda: Agenda; refused: RefusedEdit[] } => {
  const refused: RefusedEdit[] = []
  let draft: Draft = { agenda, timed: new Set() }
  for (const [index, edit] of edits.entries()) {
    const outcome = step(draft, edit)
    if (typeof outcome === 'string') refused.push({ index, edit, reason: outcome })
    else if (emptied(draft.agenda, outcome.agenda)) refused.push({ index, edit, reason: 'part_would_be_empty' })
    else draft = { ...outcome, agenda: settle(outcome.agenda) }
  }
  return { agenda: draft.agenda, refused }
}
