/** Themes merged and divided. */
import { ofHeading, ofTakenTitle } from './drawn.ts'
import type { AgendaEdit } from './edit.ts'
import { shareMinutes } from './minutes.ts'
import { without, withTopics } from './placing.ts'
import { questionAmong } from './questions.ts'
import type { Agenda, AgendaItem, Topic } from './schema.ts'
import {
  family,
  find,
  holding,
  type Outcome,
  type Place,
  placeOf,
  rebuild,
  replaced,
  type Standing,
  statementsOf,
  topicWith,
} from './standing.ts'
import { wordsOf } from './words/languages.ts'

/** A theme that shares an item with others, as one of its own without minutes. */
export const ofItsOwn = ({ item, topic }: Place, agenda: Agenda): AgendaItem => {
  if (!topic) return item
  const { topics: _, quotes: __, offPlan: ___, ...rest } = item
  return {
    ...rest,
    id: topic.id ?? item.id,
    kind: 'theme',
    title: topic.title,
    question: topic.question,
    minutes: 0,
    voices: topic.voices,
    disagreement: topic.disagreement ?? false,
    ...(topic.apart === undefined ? {} : { apart: topic.apart }),
    observationIds: topic.observationIds,
    seeAlsoIds: [],
    lines: topic.apart ? [wordsOf(agenda).givenApart(topic.apart)] : [],
  }
}

/** The item without a theme that shared it; null where nothing is left of it. */
export const withoutTopic = ({ item, topic }: Place, agenda: Agenda): AgendaItem | null => {
  if (!topic) return null
  const gone = new Set(topic.observationIds)
  const left = item.observationIds.filter(id => !gone.has(id))
  const topics = (item.topics ?? []).filter(one => one !== topic)
  return topics.length === 0 && left.length === 0 ? null : holding(withTopics(item, topics), left, agenda)
}

const union = <T>(first: readonly T[], second: readonly T[]): T[] => [...new Set([...first, ...second])]

const headingOf = ({ title, question }: Pick<AgendaItem, 'title' | 'question'>): string =>
  question === '' ? title : `${title}: ${question}`

/** What of an item stays to be read when its own heading goes: where it has topics, those go along as lines. */
const asLines = (item: AgendaItem, agenda: Agenda): string[] => [
  ...(item.topics ?? [item]).map(headingOf),
  ...item.lines.filter(line => !item.apart || line !== wordsOf(agenda).givenApart(item.apart)),
]

const asTopics = (item: AgendaItem): Topic[] =>
  item.topics ?? [
    {
      id: item.id,
      title: item.title,
      question: item.question,
      voices: item.voices,
      disagreement: item.disagreement,
      ...(item.apart === undefined ? {} : { apart: item.apart }),
      observationIds: item.observationIds,
    },
  ]

/** As many as an item may open with. */
const mostQuotes = 3

/** Beside the merged one stand those for themes only of both: the others are counted anew. */
const silentIn = (item: AgendaItem, agenda: Agenda): number => {
  const among = statementsOf(agenda)
  const nameless = item.observationIds.filter(id => among.get(id)?.pseudonym === null).length
  return Math.max(0, (item.apart ?? nameless) - nameless)
}

const mergedItem = (into: AgendaItem, from: AgendaItem, agenda: Agenda): AgendaItem => {
  const { topics } = into
  const quotes = [...(into.quotes ?? []), ...(from.quotes ?? [])].slice(0, mostQuotes)
  const silent = silentIn(from, agenda)
  const joined: AgendaItem = {
    ...withTopics(into, topics && [...topics, ...asTopics(from)]),
    minutes: into.minutes + from.minutes,
    seeAlsoIds: union(into.seeAlsoIds, from.seeAlsoIds),
    notes: union(into.notes, from.notes),
    // A pile of what stood alone leaves no heading behind.
    lines: [...into.lines, ...(topics || from.kind === 'raised-once' ? from.lines : asLines(from, agenda))],
    ...(quotes.length > 0 ? { quotes } : {}),
  }
  const held = holding(joined, [...into.observationIds, ...from.observationIds], agenda)
  if (silent === 0 || held.kind !== 'theme' || held.topics) return held
  const { givenApart } = wordsOf(agenda)
  const apart = (held.apart ?? 0) + silent
  const lines = held.lines.filter(line => !held.apart || line !== givenApart(held.apart))
  return { ...held, apart, lines: [givenApart(apart), ...lines] }
}

const mergedTopic = ({ item, topic }: Place, from: AgendaItem, agenda: Agenda): AgendaItem => {
  const among = statementsOf(agenda)
  const topics = item.topics?.map(one => {
    if (one !== topic) return one
    const next = topicWith(one, [...one.observationIds, ...from.observationIds], agenda, among)
    return { ...next, apart: (next.apart ?? 0) + silentIn(from, agenda) }
  })
  return {
    ...holding(withTopics(item, topics), [...item.observationIds, ...from.observationIds], agenda),
    minutes: item.minutes + from.minutes,
  }
}

export const merge = (standing: Standing, edit: AgendaEdit & { op: 'merge' }): Outcome => {
  const { agenda } = standing
  const into = placeOf(agenda, edit.itemId)
  const from = placeOf(agenda, edit.from)
  if (!into || !from) return 'unknown_item'
  if (family(into.item.kind) === null || family(from.item.kind) === null) return 'fixed_item'
  if (edit.itemId === edit.from || family(into.item.kind) !== family(from.item.kind)) return 'cannot_merge'
  // The item that several share is no theme that one of them could be merged with.
  if (into.item.id === from.item.id && !(into.topic && from.topic)) return 'cannot_merge'
  const moved = ofItsOwn(from, agenda)
  const left = withoutTopic(from, agenda)
  const minutes = from.topic && !left ? from.item.minutes : moved.minutes
  const lighter = rebuild(agenda, item => (item.id === from.item.id ? (left ? [left] : []) : [item]))
  const target = placeOf(lighter, edit.itemId)
  if (!target) return 'cannot_merge'
  const next = target.topic
    ? mergedTopic(target, { ...moved, minutes }, lighter)
    : mergedItem(target.item, { ...moved, minutes }, lighter)
  const { offPlan, ...rest } = next
  const planned = offPlan && next.minutes === 0 ? next : rest
  const headings = (moved.topics ?? [moved]).flatMap(one => ofHeading(one, headingOf(one), agenda))
  return {
    ...standing,
    agenda: { ...replaced(lighter, planned), drawn: [...(lighter.drawn ?? []), ...headings] },
    timed: standing.timed.has(edit.from) ? new Set([...standing.timed, target.item.id]) : standing.timed,
    mergedInto: new Map([...standing.mergedInto, [edit.from, edit.itemId]]),
  }
}

const freshId = (agenda: Agenda, stem: string): string => {
  let number = 2
  while (placeOf(agenda, `${stem}-part-${number}`)) number += 1
  return `${stem}-part-${number}`
}

export const split = (standing: Standing, edit: AgendaEdit & { op: 'split' }): Outcome => {
  const { agenda, timed } = standing
  const item = find(agenda, edit.itemId)
  if (!item) return 'unknown_item'
  const gone = new Set(edit.observationIds)
  if (edit.observationIds.some(id => !item.observationIds.includes(id))) return 'unknown_observation'
  const stay = item.observationIds.filter(id => !gone.has(id))
  if (stay.length === 0) return 'nothing_left'
  if (edit.newId !== undefined && placeOf(agenda, edit.newId)) return 'taken_id'
  if (item.minutes < 2 && !item.offPlan) return 'not_enough_time'
  const [kept = 1, given = 1] = item.offPlan
    ? [0, 0]
    : shareMinutes(item.minutes, [
        { least: 1, weight: stay.length, most: Infinity },
        { least: 1, weight: gone.size, most: Infinity },
      ])
  // A whole topic keeps the question and the voices that were counted for it.
  const whole = item.topics?.find(
    topic => topic.observationIds.length === gone.size && topic.observationIds.every(id => gone.has(id)),
  )
  const { topics, ...rest } = item
  const taken: AgendaItem = {
    ...rest,
    id: edit.newId ?? freshId(agenda, item.id),
    kind: 'theme',
    title: edit.title,
    minutes: given,
    question: whole?.question ?? (item.kind === 'theme' ? item.question : questionAmong(edit.observationIds, agenda)),
    apart: 0,
    observationIds: [],
    seeAlsoIds: [],
    lines: [],
  }
  const apart = holding(
    taken,
    item.observationIds.filter(id => gone.has(id)),
    agenda,
  )
  const left = holding(withTopics({ ...item, minutes: kept }, topics && without(topics, gone, agenda)), stay, agenda)
  const own = whole?.voices === undefined || whole.voices === null ? apart : { ...apart, voices: whole.voices }
  const drawn = [...(agenda.drawn ?? []), ...ofTakenTitle(edit.title, edit.observationIds, agenda)]
  return {
    ...standing,
    agenda: { ...rebuild(agenda, one => (one.id === item.id ? [left, own] : [one])), drawn },
    timed,
  }
}
