/** The default synthesis with what was accepted of a reader's proposal. */
import { isBlaming } from '../synthesis/blame.ts'
import { isCondition } from '../synthesis/conditions.ts'
import { momentsOf } from '../synthesis/moments.ts'
import { isProposal } from '../synthesis/proposals.ts'
import { quotesOf } from '../synthesis/quotes.ts'
import type { Named, NamedPerson, Quote, Statement, Synthesis } from '../synthesis/schema.ts'
import { type Group, isTheme, sortOut, synthesize, themesFrom } from '../synthesis/synthesis.ts'
import { writerIn } from '../synthesis/voices.ts'
import { inItsSentence } from './checks.ts'
import type { Accepted, Evidence } from './proposal.ts'
import { type Numbered, numbered } from './request.ts'

export interface Reading {
  readonly model: string
  readonly accepted: Accepted
}

const mostQuotes = 3
const longestQuote = 240

const wishes = (text: string): boolean => isProposal(text) || isCondition(text)

/**
 * The reader's choice, each in its whole sentence, one of each writer, what was before what somebody wishes for; the
 * default's where fewer than two are left.
 */
const quotesFor = (evidence: readonly Evidence[], texts: ReadonlyMap<number, Numbered>): Quote[] | undefined => {
  const heard = new Set<string | null>()
  const quotes = evidence.flatMap(({ statement, quote }) => {
    const text = texts.get(statement)
    const first = text?.members.find(({ voice }) => !heard.has(voice))
    if (!text || !first) return []
    const words = inItsSentence(text.text, quote)
    if (words.length > longestQuote || isBlaming(words)) return []
    heard.add(first.voice)
    return [{ observationId: first.id, text: words }]
  })
  if (quotes.length < 2) return undefined
  return quotes.toSorted((a, b) => Number(wishes(a.text)) - Number(wishes(b.text))).slice(0, mostQuotes)
}

const groupsOf = (
  { themes }: Accepted,
  texts: ReadonlyMap<number, Numbered>,
): (Group & { members: readonly Statement[] })[] =>
  themes
    .map(({ title, criterion, question, members: evidence }) => {
      const members = evidence.flatMap(({ statement }) => texts.get(statement)?.members ?? [])
      const isQuote = title !== null && members.some(({ text }) => text.includes(title))
      return {
        members,
        given: {
          quotes: quotesFor(evidence, texts) ?? quotesOf(members),
          ...(title === null ? {} : { title, ...(isQuote ? {} : { titleBy: 'reader' as const }) }),
          ...(criterion === null ? {} : { criterion }),
          ...(question === null ? {} : { question }),
        },
      }
    })
    .filter(({ members }) => isTheme(members))

/** Two writers who are known to be two: a writer may see one thing in two ways. */
const writersOf = (a: Numbered | undefined, b: Numbered | undefined): [Statement, Statement] | null => {
  for (const one of a?.members ?? [])
    for (const other of b?.members ?? [])
      if (one.voice !== null && other.voice !== null && writerIn(one.voice) !== writerIn(other.voice))
        return [one, other]
  return null
}

const disagreementsOf = (
  { disagreements }: Accepted,
  texts: ReadonlyMap<number, Numbered>,
  before: Synthesis['disagreements'],
  changes: ReadonlySet<string>,
): Synthesis['disagreements'] => {
  const told = disagreements.flatMap(({ a, b }) => {
    const [one, other] = [texts.get(a.statement), texts.get(b.statement)]
    const writers = writersOf(one, other)
    if (!one || !other || !writers) return []
    const [said, denied] = [inItsSentence(one.text, a.quote), inItsSentence(other.text, b.quote)]
    // What was and what somebody wishes for can both be so.
    const isWish = (words: string, { id, text }: Statement): boolean =>
      wishes(words) || (changes.has(id) && words.trim() === text.trim())
    if (isWish(said, writers[0]) || isWish(denied, writers[1])) return []
    return [{ a: { observationId: writers[0].id, text: said }, b: { observationId: writers[1].id, text: denied } }]
  })
  const taken = new Set(told.flatMap(({ a, b }) => [a.observationId, b.observationId]))
  const free = ({ observationId: id }: Quote): boolean => !taken.has(id) && !changes.has(id)
  return [...told, ...before.filter(({ a, b }) => free(a) && free(b))]
}

/** Adds to one list what it lacks and takes that off the other: nothing is listed less than the default lists it. */
const listed = (
  list: readonly Named[],
  added: readonly Statement[],
  elsewhere: ReadonlySet<string>,
  byId: ReadonlyMap<string, Statement>,
): Named[] => {
  const has = new Set(list.flatMap(({ observationIds }) => observationIds))
  const kept = list.flatMap((entry): Named[] => {
    const observationIds = entry.observationIds.filter(id => !elsewhere.has(id))
    const texts = observationIds.flatMap(id => byId.get(id)?.text ?? [])
    const [longest] = texts.toSorted((a, b) => b.length - a.length)
    if (longest === undefined) return []
    return [{ text: texts.includes(entry.text) ? entry.text : longest, observationIds }]
  })
  const fresh = new Map<string, string[]>()
  for (const { id, text } of added) if (!has.has(id)) fresh.set(text, [...(fresh.get(text) ?? []), id])
  return [...kept, ...[...fresh].map(([text, observationIds]) => ({ text, observationIds }))]
}

const startOfTime = { startedAt: '2000-01-01T12:00:00Z', resolvedAt: null, zone: 'UTC' }

/** Where the rules find a time in the same sentence, theirs stands. */
const momentsFrom = (
  { moments }: Accepted,
  texts: ReadonlyMap<number, Numbered>,
): NonNullable<Synthesis['moments']> => {
  const seen = new Set<string>()
  return moments.flatMap(({ statement, quote, clock }) => {
    const first = texts.get(statement)?.members[0]
    const key = `${statement}|${quote}`
    if (!first || seen.has(key) || momentsOf(quote, startOfTime).length > 0) return []
    seen.add(key)
    return [{ observationId: first.id, text: quote, clock }]
  })
}

/**
 * The synthesis as `synthesize` gives it, with what was accepted. Every statement stays in exactly one place: one that
 * the reader put nowhere stays where the default had it, unless too few are left there to be a theme.
 */
export const synthesizeRead = (
  statements: readonly Statement[],
  people: readonly NamedPerson[],
  reading: Reading | null,
  mostSteps?: number,
): Synthesis => {
  const before = synthesize(statements, people, mostSteps)
  if (!reading) return before
  const { open, silent } = sortOut(statements, people, mostSteps)
  const { accepted, model } = reading
  const texts = new Map(numbered(open).map(text => [text.number, text]))
  const byId = new Map(open.map(one => [one.id, one]))
  const own = groupsOf(accepted, texts)
  const taken = new Set(own.flatMap(({ members }) => members.map(({ id }) => id)))
  const kept = before.themes
    .map(({ observationIds }) => ({
      members: observationIds.flatMap(id => (taken.has(id) ? [] : (byId.get(id) ?? []))),
    }))
    .filter(({ members }) => isTheme(members))
  const { themes, further } = themesFrom([...own, ...kept], silent)
  const inThemes = new Set(themes.flatMap(({ observationIds }) => observationIds))
  const named = (list: readonly Evidence[]): Statement[] =>
    list.flatMap(({ statement }) => texts.get(statement)?.members ?? [])
  const [conditions, proposals] = [named(accepted.conditions), named(accepted.proposals)]
  const ids = (list: readonly Statement[]): Set<string> => new Set(list.map(({ id }) => id))
  const changes = ids([...conditions, ...proposals])
  const moments = momentsFrom(accepted, texts)
  const lists = {
    conditions: listed(before.conditions, conditions, ids(proposals), byId),
    proposals: listed(before.proposals, proposals, ids(conditions), byId),
  }
  const wished = new Set([...lists.conditions, ...lists.proposals].flatMap(({ observationIds }) => observationIds))
  return {
    ...before,
    themes,
    raisedOnce: open.flatMap(({ id }) => (inThemes.has(id) ? [] : [id])),
    furtherThemesOnly: further,
    disagreements: disagreementsOf(accepted, texts, before.disagreements, wished),
    ...lists,
    strengths: before.strengths.filter(id => !changes.has(id)),
    ...(moments.length > 0 ? { moments } : {}),
    reader: { model },
  }
}
