/** What an agenda and the notes of its meeting already know of the record that is to be written. */
import type { Agenda, AgendaItem, ItemKind } from './schema.ts'
import type { Meeting } from '../review/meeting.ts'
import type { RecordContent } from '../review/record.ts'

const factorCharacters = 300
const decisionCharacters = 1000
const tradeOffCharacters = 2000
const understandingCharacters = 20_000
const entriesAtMost = 50

/** What the notes on such an item are about; on any other, and on one that is gone, the room's understanding. */
const placeOf: Partial<Record<ItemKind, 'factors' | 'decisions' | 'conditions' | 'actions' | 'vendor'>> = {
  factors: 'factors',
  decisions: 'decisions',
  counterfactuals: 'conditions',
  vendor: 'vendor',
  proposals: 'actions',
  'earlier-actions': 'actions',
}

export interface RecordDraft {
  readonly content: RecordContent
  /** Notes on what the record keeps elsewhere: by the section they belong to, to be read beside it. */
  readonly beside: Readonly<Record<'conditions' | 'actions' | 'vendor', readonly string[]>>
}

interface Note {
  readonly item: AgendaItem | null
  readonly text: string
}

/** In the agenda's order; of items that are gone from it at the end. */
const notesOf = (items: readonly AgendaItem[], notes: Meeting['notes']): Note[] => {
  const known = new Map(items.map(item => [item.id, item]))
  return [...new Set([...known.keys(), ...Object.keys(notes)])]
    .map(id => ({ item: known.get(id) ?? null, text: (notes[id] ?? '').trim() }))
    .filter(({ text }) => text !== '')
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.replace(/^\s*[-*•]\s+/, '').trim())
    .filter(Boolean)

/** Paragraphs are decisions; its further lines are what it was weighed against. Without a blank line each line is one. */
const decisionsOf = (text: string): RecordContent['decisions'] => {
  const paragraphs = text.split(/\n\s*\n/).map(linesOf)
  const decisions = paragraphs.length === 1 ? (paragraphs[0] ?? []).map(line => [line]) : paragraphs
  return decisions
    .filter(lines => lines.length > 0)
    .map(([first = '', ...rest]) => ({
      text: first.slice(0, decisionCharacters),
      tradeOffs: rest.join('\n').slice(0, tradeOffCharacters),
    }))
}

/** Whoever reads it later knows the items by their titles alone. */
const underTitles = (notes: readonly Note[]): string =>
  notes
    .map(({ item, text }) => (item ? `${item.title}: ${text}` : text))
    .join('\n\n')
    .slice(0, understandingCharacters)

/** The vendor section's own decision, as the agenda tells it. */
const decidedBefore = (items: readonly AgendaItem[]): RecordContent['decisions'] =>
  items
    .flatMap(({ lines }) => lines)
    .flatMap(line => /^Decided: (.+)$/s.exec(line)?.[1] ?? [])
    .map(text => ({ text: text.slice(0, decisionCharacters), tradeOffs: '' }))

/**
 * Factors as the agenda names them, what its meeting noted under the item it belongs to, and a decision that the vendor
 * section holds. The facilitators' own words, to be struck or kept: nothing here was agreed by being noted.
 */
export const draftRecord = (agenda: Pick<Agenda, 'parts'> | null, notes: Meeting['notes']): RecordDraft => {
  const items = agenda?.parts.flatMap(part => part.items) ?? []
  // In a short meeting one item takes both: what is noted there is more likely decided than a name of the list beside it.
  const apart = items.some(({ kind }) => kind === 'decisions')
  const placed = notesOf(items, notes).map(note => {
    const place = note.item ? placeOf[note.item.kind] : undefined
    return { ...note, place: place === 'factors' && !apart ? 'decisions' : place }
  })
  const textsOf = (place: (typeof placed)[number]['place']): string[] =>
    placed.filter(note => note.place === place).map(({ text }) => text)
  const named = items
    .filter(({ kind }) => kind === 'factors')
    .flatMap(({ lines }) => lines)
    .filter(line => /: (?:in \d+ statements?|ticked by \d+)/.test(line))
    .map(line => line.replace(/: (?:in|ticked) .*$/, ''))
  const factors = [...named, ...textsOf('factors').flatMap(linesOf)].map(line => line.slice(0, factorCharacters))
  return {
    content: {
      understanding: underTitles(placed.filter(({ place }) => place === undefined)),
      factors: [...new Set(factors)].slice(0, entriesAtMost),
      decisions: [...textsOf('decisions').flatMap(decisionsOf), ...decidedBefore(items)].slice(0, entriesAtMost),
    },
    beside: { conditions: textsOf('conditions'), actions: textsOf('actions'), vendor: textsOf('vendor') },
  }
}
