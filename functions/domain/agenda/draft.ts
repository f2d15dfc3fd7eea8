/** An item of the agenda before its minutes are known, and what it asks of the meeting. */
import type { Claim } from './minutes.ts'
import { least, type Pace } from './pace.ts'
import type { Agenda, AgendaFacts, AgendaItem, ItemKind } from './schema.ts'
import { wordsOf } from './words/languages.ts'

export type PartName = Agenda['parts'][number]['name']
/** `due` is the share of the meeting that its business needs to be concluded. */
export type Draft = { part: PartName; item: Omit<AgendaItem, 'minutes'>; claim: Claim; due: number }
/** What a room needs in order to conclude, as a share of the meeting: many themes must not leave two minutes for it. */
const dueShare: Readonly<Partial<Record<ItemKind, number>>> = {
  factors: 0.09,
  decisions: 0.07,
  counterfactuals: 0.07,
  vendor: 0.07,
  proposals: 0.13,
  closing: 0.05,
}
type Own = Partial<Omit<AgendaItem, 'minutes' | 'kind'>>

/** An item as its kind is worded, with what is its own. */
export const draft = (
  part: PartName,
  kind: ItemKind,
  facts: AgendaFacts,
  pace: Pace,
  weight: number,
  most: number,
  own: Own = {},
): Draft => {
  const text = wordsOf(facts).wording[kind]
  return {
    part,
    item: {
      id: kind,
      kind,
      title: text.title,
      question: text.question,
      voices: null,
      disagreement: false,
      observationIds: [],
      seeAlsoIds: [],
      notes: [...text.notes],
      lines: [],
      ...own,
    },
    claim: { least: least[kind][pace], weight, most },
    due: dueShare[kind] ?? 0,
  }
}

/** A minute for each that is to be rated, half a minute for each that is to be read, up to a tenth of the meeting. */
const readingMinutes = (item: Draft['item'], minutes: number): number => {
  const count =
    item.kind === 'counterfactuals'
      ? item.lines.length
      : item.kind === 'raised-once'
        ? Math.ceil(item.observationIds.length / 2)
        : 0
  return Math.min(count, Math.floor(minutes / 10))
}

/** The same with at least its due share of `minutes`, the length of the meeting without its break. */
export const withDue = (one: Draft, minutes: number): Draft => {
  const due = Math.max(Math.min(Math.floor(minutes * one.due), one.claim.most), readingMinutes(one.item, minutes))
  return { ...one, claim: { ...one.claim, least: Math.max(one.claim.least, due) } }
}

const togetherShare = 0.5

/**
 * The first item takes the second one's business in, for fewer minutes than its own place would need. In a quarter of
 * an hour that is its question alone.
 */
export const join = (host: Draft, guest: Draft, facts: AgendaFacts, pace: Pace): Draft => ({
  part: host.part,
  item: {
    ...host.item,
    title: host.item.kind === 'factors' ? wordsOf(facts).factorsAndDecisions : host.item.title,
    seeAlsoIds: [...new Set([...host.item.seeAlsoIds, ...guest.item.seeAlsoIds])],
    lines: [
      ...host.item.lines,
      `${guest.item.title}: ${guest.item.question}`,
      ...(pace === 'dash' && guest.item.kind !== 'counterfactuals' ? [] : guest.item.lines),
    ],
    notes: [...host.item.notes, ...(pace === 'dash' ? [] : guest.item.notes.slice(0, 1))],
  },
  claim: { ...host.claim, least: host.claim.least + (pace === 'dash' ? 0 : 1), weight: host.claim.weight + 2 },
  // Taken together they cost less than apart, not as little as one.
  due: host.due + guest.due * togetherShare,
})
