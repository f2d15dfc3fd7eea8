/** The facilitators' hand: operations over the generated agenda, kept as a list and done anew over each layout. */
import type { AgendaEdit } from './edit.ts'
import { withoutHidden } from './hiding.ts'
import { merge, ofItsOwn, split, withoutTopic } from './joining.ts'
import { add, place } from './placing.ts'
import type { Agenda, AgendaItem } from './schema.ts'
import { settle } from './settle.ts'
import {
  type EditRefusal,
  find,
  type Outcome,
  placeOf,
  putOnPlan,
  quotedAnew,
  rebuild,
  replaced,
  type Standing,
  takeOffPlan,
  timedTo,
} from './standing.ts'

export type RefusedEdit = { index: number; edit: AgendaEdit; reason: EditRefusal }

export interface Edited {
  /** Without a word of what is hidden, and without the facilitators' notes. */
  readonly agenda: Agenda
  readonly refused: readonly RefusedEdit[]
  /** For the facilitators' eyes: the same with what is hidden. */
  readonly whole: Agenda
  /** For the facilitators' eyes: by statement, why it is kept from the room. */
  readonly hidden: ReadonlyMap<string, string>
  /** For the facilitators' eyes: by item, on the whole under ''. */
  readonly notes: ReadonlyMap<string, string>
  readonly declined: Standing['declined']
}

const changed = (standing: Standing, id: string, own: Partial<Pick<AgendaItem, 'title' | 'question'>>): Outcome => {
  const at = placeOf(standing.agenda, id)
  if (!at) return 'unknown_item'
  const { item, topic } = at
  const next = topic
    ? { ...item, topics: item.topics?.map(one => (one === topic ? { ...one, ...own } : one)) }
    : { ...item, ...own }
  return { ...standing, agenda: replaced(standing.agenda, next) }
}

const move = (standing: Standing, edit: AgendaEdit & { op: 'move' }): Outcome => {
  const { agenda } = standing
  const item = find(agenda, edit.itemId)
  if (!item) return 'unknown_item'
  if (item.kind === 'opening' || item.kind === 'check-in' || item.kind === 'closing') return 'fixed_item'
  const lifted = rebuild(agenda, one => (one.id === item.id ? [] : [one]))
  const target = lifted.parts.find(part => part.name === edit.part)
  if (!target || edit.position > target.items.length) return 'out_of_range'
  const parts = lifted.parts.map(part =>
    part === target ? { ...part, items: part.items.toSpliced(edit.position, 0, item) } : part,
  )
  return { ...standing, agenda: { ...lifted, parts } }
}

/** A theme that shares an item gets one of its own, right before it and off the plan. */
const ownItem = (standing: Standing, id: string): Standing | null => {
  const at = placeOf(standing.agenda, id)
  if (!at) return null
  if (!at.topic) return standing
  const own: AgendaItem = { ...ofItsOwn(at, standing.agenda), offPlan: true }
  const rest = withoutTopic(at, standing.agenda)
  const agenda = rebuild(standing.agenda, item => {
    if (item.id !== at.item.id) return [item]
    return rest ? [own, rest] : [own, { ...item, observationIds: [], topics: [] }]
  })
  const next = { ...standing, agenda }
  // The last one leaves an item behind that holds nothing: what it had goes to the others.
  if (rest) return next
  const freed = takeOffPlan(next, at.item)
  return { ...freed, agenda: rebuild(freed.agenda, item => (item.id === at.item.id ? [] : [item])) }
}

const plan = (standing: Standing, edit: AgendaEdit & { op: 'plan' }): Outcome => {
  const own = ownItem(standing, edit.itemId)
  const item = own && find(own.agenda, edit.itemId)
  if (!own || !item) return 'unknown_item'
  if (!item.offPlan) return own
  const planned = putOnPlan(own, item)
  return planned === own ? 'not_enough_time' : planned
}

const unplan = (standing: Standing, edit: AgendaEdit & { op: 'unplan' }): Outcome => {
  const own = ownItem(standing, edit.itemId)
  const item = own && find(own.agenda, edit.itemId)
  if (!own || !item) return 'unknown_item'
  if (item.kind === 'opening' || item.kind === 'closing') return 'fixed_item'
  return item.offPlan ? own : takeOffPlan(own, item)
}

const retime = (standing: Standing, edit: AgendaEdit & { op: 'retime' }): Outcome => {
  const item = find(standing.agenda, edit.itemId)
  if (!item) return 'unknown_item'
  const agenda = timedTo(standing, item, edit.minutes)
  if (!agenda) return 'not_enough_time'
  const { offPlan: _, ...planned } = item
  const next = rebuild(agenda, one => [one.id === item.id ? { ...planned, minutes: one.minutes } : one])
  return { ...standing, agenda: next, timed: new Set([...standing.timed, item.id]) }
}

const stands = ({ agenda }: Standing, id: string): boolean => agenda.appendix.some(entry => entry.id === id)

const without = <T>(map: ReadonlyMap<string, T>, key: string): Map<string, T> =>
  new Map([...map].filter(([one]) => one !== key))

const step = (standing: Standing, edit: AgendaEdit): Outcome => {
  switch (edit.op) {
    case 'rename':
      return changed(standing, edit.itemId, { title: edit.title })
    case 'ask':
      return changed(standing, edit.itemId, { question: edit.question })
    case 'place':
      return place(standing, edit)
    case 'add':
      return add(standing, edit)
    case 'merge':
      return merge(standing, edit)
    case 'split':
      return split(standing, edit)
    case 'move':
      return move(standing, edit)
    case 'retime':
      return retime(standing, edit)
    case 'plan':
      return plan(standing, edit)
    case 'unplan':
      return unplan(standing, edit)
    case 'hide':
      return stands(standing, edit.observationId)
        ? { ...standing, hidden: new Map([...standing.hidden, [edit.observationId, edit.reason]]) }
        : 'unknown_observation'
    case 'show':
      return { ...standing, hidden: without(standing.hidden, edit.observationId) }
    case 'note': {
      if (edit.itemId !== null && !placeOf(standing.agenda, edit.itemId)) return 'unknown_item'
      const notes = without(standing.notes, edit.itemId ?? '')
      return { ...standing, notes: edit.text === '' ? notes : notes.set(edit.itemId ?? '', edit.text) }
    }
    case 'decline':
      return { ...standing, declined: [...standing.declined, edit.between] }
    default:
      return edit satisfies never
  }
}

const emptied = (before: Agenda, after: Agenda): boolean =>
  after.parts.some((part, index) => {
    const had = before.parts[index]?.items ?? []
    return part.items.every(item => item.offPlan) && had.some(item => !item.offPlan)
  })

/**
 * The generated agenda with the edits done in order. An edit that no longer fits (the harvest was laid out anew, its
 * item is gone) is passed over and named with its reason; the others still apply. Minutes add up as before and every
 * observation still stands in exactly one item; the numbers of statements in the appendix do not change.
 */
export const applyEdits = (generated: Agenda, edits: readonly AgendaEdit[]): Edited => {
  const refused: RefusedEdit[] = []
  const none = new Map<string, string>()
  let now: Standing = {
    agenda: generated,
    timed: new Set(),
    mergedInto: none,
    hidden: none,
    notes: none,
    declined: [],
  }
  for (const [index, edit] of edits.entries()) {
    const outcome = step(now, edit)
    if (typeof outcome === 'string') refused.push({ index, edit, reason: outcome })
    else if (emptied(now.agenda, outcome.agenda)) refused.push({ index, edit, reason: 'part_would_be_empty' })
    else now = outcome
  }
  const { hidden, notes, declined } = now
  const quoted = quotedAnew(now.agenda, generated)
  const whole = edits.length === 0 ? generated : settle(quoted)
  const agenda = hidden.size === 0 ? whole : settle(withoutHidden(quoted, new Set(hidden.keys())))
  return { agenda, whole, refused, hidden, notes, declined }
}
