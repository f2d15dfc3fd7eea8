/**
 * What an agenda and what was written down in its meeting offer the record. Nothing of it is agreed: each is put to the room, and
 * stands in the record once the room has said so.
 */
import { type Captured, type Meeting, notesOf as notedIn } from '../review/meeting.ts'
import type { RecordContent } from '../review/record.ts'
import { type Factor, factorSchema, type Named } from '../synthesis/schema.ts'
import type { Agenda, AgendaItem, ItemKind } from './schema.ts'
import { wordsOf } from './words/languages.ts'

const factorCharacters = 300
const decisionCharacters = 1000
const tradeOffCharacters = 2000
const mostQuotes = 3

/** What the notes on such an item are about; on any other, and on one that is gone, the room's understanding. */
const placeOf: Partial<Record<ItemKind, 'factors' | 'decisions' | 'conditions' | 'actions' | 'vendor'>> = {
  factors: 'factors',
  decisions: 'decisions',
  counterfactuals: 'conditions',
  vendor: 'vendor',
  proposals: 'actions',
  'earlier-actions': 'actions',
}

export interface Candidate {
  readonly text: string
  /** In their writers' words; none where it comes from the meeting's notes or from ticks alone. */
  readonly quotes: readonly { readonly text: string; readonly by: string | null }[]
  /** Statements that speak of it, `quotes` among them. */
  readonly statements: number
  /** How many ticked it; 'several' where it may not be counted, null where nobody did or it may not be told. */
  readonly ticked: number | 'several' | null
}

/** Written down in the meeting it has a team, a day and a sign; each is '' where it was not said. */
export interface ProposedAction extends Candidate {
  readonly owner: string
  readonly dueOn: string
  readonly sign: string
}

type Decision = Omit<RecordContent['decisions'][number], 'confirmed'>

export interface Candidates {
  readonly factors: readonly Candidate[]
  readonly decisions: readonly Decision[]
  readonly actions: readonly ProposedAction[]
  /** Notes of the meeting, by the section they belong to. */
  readonly notes: Readonly<Record<'understanding' | 'conditions' | 'actions' | 'vendor', readonly string[]>>
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
const decisionsOf = (text: string): Decision[] => {
  const paragraphs = text.split(/\n\s*\n/).map(linesOf)
  const decisions = paragraphs.length === 1 ? (paragraphs[0] ?? []).map(line => [line]) : paragraphs
  return decisions
    .filter(lines => lines.length > 0)
    .map(([first = '', ...rest]) => ({
      text: first.slice(0, decisionCharacters),
      tradeOffs: rest.join('\n').slice(0, tradeOffCharacters),
    }))
}

const decidedBefore = ({ candidates }: Pick<Agenda, 'candidates'>): Decision[] =>
  (candidates?.decided ?? []).map(text => ({ text: text.slice(0, decisionCharacters), tradeOffs: '' }))

/** A statement that judges somebody is put to no room. */
const quotable = (agenda: Pick<Agenda, 'appendix'>) => agenda.appendix.filter(({ question }) => question === null)

const quotesOf = (statements: Agenda['appendix']): Candidate['quotes'] =>
  statements.slice(0, mostQuotes).map(({ text, signedBy, pseudonym }) => ({ text, by: signedBy ?? pseudonym }))

const noted = (text: string): Candidate => ({ text, quotes: [], statements: 0, ticked: null })

const factorsOf = (agenda: Pick<Agenda, 'appendix' | 'candidates' | 'language'>): Candidate[] => {
  const { factorNames } = wordsOf(agenda)
  const ticked = new Map<Factor, number | 'several'>(
    agenda.candidates?.ticked.map(({ factor, count }) => [factor, count ?? 'several']),
  )
  const statements = quotable(agenda)
  return factorSchema.options.flatMap((factor): Candidate[] => {
    const own = statements.filter(one => one.factor === factor)
    if (own.length === 0 && !ticked.has(factor)) return []
    return [
      {
        text: factorNames[factor],
        quotes: quotesOf(own),
        statements: own.length,
        ticked: ticked.get(factor) ?? null,
      },
    ]
  })
}

/**
 * What was named, in the words of a statement that may be put to the room. Nothing of what those alone name that judge
 * somebody or are gone from the agenda.
 */
export const quotableOf = (named: readonly Named[], agenda: Pick<Agenda, 'appendix'>): Named[] => {
  const statements = quotable(agenda).filter(({ hidden }) => !hidden)
  return named.flatMap(({ text, observationIds }): Named[] => {
    const own = statements.filter(({ id }) => observationIds.includes(id))
    const [first] = own
    if (!first) return []
    return [{ text: own.some(one => one.text === text) ? text : first.text, observationIds: own.map(({ id }) => id) }]
  })
}

const proposalsOf = (proposals: readonly Named[], agenda: Pick<Agenda, 'appendix'>): ProposedAction[] =>
  quotableOf(proposals, agenda).map(({ text, observationIds }) => {
    const own = agenda.appendix.filter(({ id }) => observationIds.includes(id))
    return { ...noted(text), quotes: quotesOf(own), statements: own.length, owner: '', dueOn: '', sign: '' }
  })

const unique = <T extends { readonly text: string }>(list: readonly T[]): T[] =>
  [...new Map(list.toReversed().map(one => [one.text, one])).values()].toReversed()

export const candidatesOf = (
  agenda: Pick<Agenda, 'parts' | 'appendix' | 'candidates' | 'language'> | null,
  meeting: Pick<Meeting, 'notes' | 'captured'>,
): Candidates => {
  const items = agenda?.parts.flatMap(part => part.items) ?? []
  // In a short meeting one item takes both: what is noted there is more likely decided than a name of the list beside it.
  const apart = items.some(({ kind }) => kind === 'decisions')
  const placed = notesOf(items, notedIn(meeting)).map(note => {
    const place = note.item ? placeOf[note.item.kind] : undefined
    return { ...note, place: place === 'factors' && !apart ? 'decisions' : place }
  })
  const textsOf = (place: (typeof placed)[number]['place']): string[] =>
    placed.filter(note => note.place === place).map(({ text }) => text)
  const written = (kind: Captured['kind']): Captured[] => meeting.captured.filter(one => one.kind === kind)
  const notedFactors = textsOf('factors').flatMap(linesOf)
  return {
    factors: unique([
      ...written('factor').map(({ text }) => noted(text.slice(0, factorCharacters))),
      ...notedFactors.map(line => noted(line.slice(0, factorCharacters))),
      ...(agenda ? factorsOf(agenda) : []),
    ]),
    decisions: unique([
      ...written('decision').map(({ text, tradeOffs }) => ({ text, tradeOffs })),
      ...textsOf('decisions').flatMap(decisionsOf),
      ...(agenda ? decidedBefore(agenda) : []),
    ]),
    actions: unique([
      ...written('action').map(({ text, owner, dueOn, sign }) => ({ ...noted(text), owner, dueOn, sign })),
      ...(agenda ? proposalsOf(agenda.candidates?.proposals ?? [], agenda) : []),
    ]),
    notes: {
      // Whoever reads them later knows the items by their titles alone.
      understanding: placed
        .filter(({ place }) => place === undefined)
        .map(({ item, text }) => (item ? `${item.title}: ${text}` : text)),
      conditions: textsOf('conditions'),
      actions: textsOf('actions'),
      vendor: textsOf('vendor'),
    },
  }
}
