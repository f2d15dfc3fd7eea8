/** Where a statement stands: moved by itself, or with others into a theme that is new. */
import { ofTakenTitle } from './drawn.ts'
import type { AgendaEdit } from './edit.ts'
import { questionAmong } from './questions.ts'
import type { Agenda, AgendaItem, Topic } from './schema.ts'
import {
  family,
  find,
  holding,
  itemsOf,
  type Outcome,
  placeOf,
  putOnPlan,
  replaced,
  type Standing,
  statementsOf,
  takeOffPlan,
  topicWith,
} from './standing.ts'
import { wordsOf } from './words/languages.ts'

const homeOf = (agenda: Agenda, observationId: string): AgendaItem | undefined =>
  itemsOf(agenda).find(item => item.observationIds.includes(observationId))

export const without = (topics: readonly Topic[], gone: ReadonlySet<string>, agenda: Agenda): Topic[] =>
  topics
    .map(topic => {
      const left = topic.observationIds.filter(id => !gone.has(id))
      return left.length === topic.observationIds.length ? topic : topicWith(topic, left, agenda, statementsOf(agenda))
    })
    .filter(topic => topic.observationIds.length > 0)

export const withTopics = (item: AgendaItem, topics: readonly Topic[] | undefined): AgendaItem => {
  const { topics: _, ...rest } = item
  return topics ? { ...rest, topics: [...topics] } : rest
}

/** What loses its last statement goes off the plan. */
const lifted = (standing: Standing, ids: ReadonlySet<string>): Standing => {
  const homes = itemsOf(standing.agenda).filter(item => item.observationIds.some(id => ids.has(id)))
  return homes.reduce((now, home) => {
    // As it stands now: what an earlier one left of its minutes may have gone to it.
    const item = find(now.agenda, home.id) ?? home
    const topics = item.topics && without(item.topics, ids, now.agenda)
    const left = holding(
      withTopics(item, topics),
      item.observationIds.filter(id => !ids.has(id)),
      now.agenda,
    )
    const next = { ...now, agenda: replaced(now.agenda, left) }
    return left.observationIds.length === 0 && !left.offPlan && family(left.kind) === 'said'
      ? takeOffPlan(next, left)
      : next
  }, standing)
}

/** What stands alone is read under the question it answers. */
const underItsQuestion = (topics: readonly Topic[], id: string, agenda: Agenda): Topic[] => {
  const { title, question } = wordsOf(agenda).alone[statementsOf(agenda).get(id)?.purpose ?? 'none']
  const known = topics.find(topic => topic.title === title)
  if (!known) return [...topics, { title, question, voices: null, observationIds: [id] }]
  return topics.map(topic => (topic === known ? { ...topic, observationIds: [...topic.observationIds, id] } : topic))
}

const settled = (standing: Standing, ids: readonly string[], target: string): Standing => {
  const place = placeOf(standing.agenda, target)
  if (!place) return standing
  const { agenda } = standing
  const { item, topic } = place
  const topics = item.topics?.map(one =>
    one === topic ? topicWith(one, [...one.observationIds, ...ids], agenda, statementsOf(agenda)) : one,
  )
  const piled =
    item.kind === 'raised-once' && topics && !topic
      ? ids.reduce((all, id) => underItsQuestion(all, id, agenda), topics)
      : topics
  const next = holding(withTopics(item, piled), [...item.observationIds, ...ids], agenda)
  const full = {
    ...next,
    seeAlsoIds: next.seeAlsoIds.filter(id => !ids.includes(id)),
  }
  const placed = { ...standing, agenda: replaced(agenda, full) }
  return item.observationIds.length === 0 && item.offPlan ? putOnPlan(placed, full) : placed
}

const behindThemes = (items: readonly AgendaItem[]): number => {
  const at = items.findIndex(({ kind }) => kind === 'raised-once' || kind === 'open-questions' || kind === 'live')
  return at < 0 ? items.length : at
}

const withItem = (agenda: Agenda, item: AgendaItem): Agenda => ({
  ...agenda,
  parts: agenda.parts.map(part =>
    part.name === 'Understanding' ? { ...part, items: part.items.toSpliced(behindThemes(part.items), 0, item) } : part,
  ),
})

const empty = (
  id: string,
  kind: 'theme' | 'raised-once',
  title: string,
  question: string,
  agenda: Agenda,
): AgendaItem => ({
  id,
  kind,
  title,
  question,
  minutes: 0,
  offPlan: true,
  voices: null,
  disagreement: false,
  observationIds: [],
  seeAlsoIds: [],
  notes: [...wordsOf(agenda).wording[kind].notes],
  lines: [],
})

/** What stands alone always has a place to go back to. */
const withPile = (standing: Standing, id: string): Standing => {
  const { agenda } = standing
  if (id !== 'raised-once' || find(agenda, id)) return standing
  const { title, question } = wordsOf(agenda).wording[id]
  return { ...standing, agenda: withItem(agenda, empty(id, id, title, question, agenda)) }
}

/** Follows a theme that was merged away to where its statements went. */
const targetOf = ({ agenda, mergedInto }: Standing, id: string): string => {
  let at = id
  for (let next = mergedInto.get(at); next !== undefined && !placeOf(agenda, at); next = mergedInto.get(at)) at = next
  return at
}

export const place = (before: Standing, edit: AgendaEdit & { op: 'place' }): Outcome => {
  const standing = withPile(before, edit.itemId)
  const home = homeOf(standing.agenda, edit.observationId)
  if (!home) return 'unknown_observation'
  const id = targetOf(standing, edit.itemId)
  const target = placeOf(standing.agenda, id)
  if (!target) return 'unknown_item'
  if (family(target.item.kind) !== 'said' || target.item.kind === 'live') return 'no_place'
  const there = target.topic?.observationIds ?? target.item.observationIds
  if (there.includes(edit.observationId) && (target.topic || !target.item.topics || target.item.kind === 'raised-once'))
    return standing
  // A topic that this empties is gone with its last statement: then the statement stays where it is.
  const next = lifted(standing, new Set([edit.observationId]))
  return placeOf(next.agenda, id) ? settled(next, [edit.observationId], id) : 'nothing_left'
}

export const add = (standing: Standing, edit: AgendaEdit & { op: 'add' }): Outcome => {
  const { agenda } = standing
  if (placeOf(agenda, edit.id)) return 'taken_id'
  const ids = [...new Set(edit.observationIds)]
  if (ids.some(id => !homeOf(agenda, id))) return 'unknown_observation'
  const item = empty(edit.id, 'theme', edit.title, edit.question || questionAmong(ids, agenda), agenda)
  const drawn = [...(agenda.drawn ?? []), ...ofTakenTitle(edit.title, ids, agenda)]
  const made = { ...standing, agenda: { ...withItem(agenda, item), drawn } }
  if (ids.length === 0) return putOnPlan(made, item)
  return settled(lifted(made, new Set(ids)), ids, edit.id)
}
