/**
 * Looks at a proposal item by item. What does not pass is dropped and nothing else with it, so that the default stands
 * there. Voices are counted later, by code (apply.ts).
 */
import type { NamedPerson } from '../synthesis/schema.ts'
import { criterionWords, inItsSentence, isClockOf, isQuoteOf, questionWords, tellsTime, titleWords } from './checks.ts'
import { type Accepted, type Evidence, proposalSchema } from './proposal.ts'
import type { ReaderRequest } from './request.ts'

/** Past it a list is nonsense; it bounds what a run spends on one. */
const mostItems = 2_000

const { themes: _themes, ...lists } = proposalSchema.shape
const evidenceSchema = lists.proposals.element
const disagreementSchema = lists.disagreements.element
const momentSchema = lists.moments.element

const listIn = (value: unknown, name: string): unknown[] => {
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null
  return Array.isArray(list) ? list.slice(0, mostItems) : []
}
const wordsIn = (value: unknown, name: string): string => {
  const words: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null
  return typeof words === 'string' ? words : ''
}

/** Each statement once, in the order in which they were given. */
const once = <T extends Evidence>(list: readonly T[], taken = new Set<number>()): T[] =>
  list.filter(({ statement }) => !taken.has(statement) && taken.add(statement).has(statement))

/** Nothing where the answer is no proposal at all. */
export const accept = (proposal: unknown, request: ReaderRequest, people: readonly NamedPerson[]): Accepted => {
  const textOf = new Map(request.statements.map(({ number, text }) => [number, text]))
  const found = <T extends Evidence>(one: T): T[] => {
    const text = textOf.get(one.statement)
    const quote = one.quote.trim()
    return text !== undefined && isQuoteOf(text, quote) ? [{ ...one, quote }] : []
  }
  const evidenceIn = (value: unknown, name: string): Evidence[] =>
    listIn(value, name).flatMap(one => {
      const parsed = evidenceSchema.safeParse(one)
      return parsed.success ? found(parsed.data) : []
    })

  const placed = new Set<number>()
  const asked = new Set<string>()
  const themes = listIn(proposal, 'themes').flatMap(one => {
    const given = evidenceIn(one, 'members')
    const members = once(given.filter(({ statement }) => !placed.has(statement)))
    if (members.length === 0) return []
    for (const { statement } of members) placed.add(statement)
    const said = members.map(({ statement }) => textOf.get(statement) ?? '')
    const standard = { language: request.language, people, said }
    const question = questionWords(wordsIn(one, 'question'), standard)
    const isNew = question !== null && !asked.has(question)
    if (isNew) asked.add(question)
    return [
      {
        title: titleWords(wordsIn(one, 'title'), standard),
        criterion: criterionWords(wordsIn(one, 'criterion'), standard),
        question: isNew ? question : null,
        members,
      },
    ]
  })

  const differing = new Set<number>()
  const disagreements = listIn(proposal, 'disagreements').flatMap(one => {
    const parsed = disagreementSchema.safeParse(one)
    const [a] = parsed.success ? found(parsed.data.a) : []
    const [b] = parsed.success ? found(parsed.data.b) : []
    if (!a || !b || a.statement === b.statement || differing.has(a.statement) || differing.has(b.statement)) return []
    differing.add(a.statement).add(b.statement)
    return [{ a, b }]
  })

  const changes = new Set<number>()
  const conditions = once(evidenceIn(proposal, 'conditions'), changes)
  const moments = listIn(proposal, 'moments').flatMap(one => {
    const parsed = momentSchema.safeParse(one)
    if (!parsed.success) return []
    return found(parsed.data)
      .filter(({ quote }) => tellsTime(quote))
      .map(({ statement, quote, clock }) => ({
        statement,
        quote: inItsSentence(textOf.get(statement) ?? '', quote),
        clock: clock !== null && isClockOf(quote, clock) ? clock : null,
      }))
  })
  return { themes, disagreements, conditions, proposals: once(evidenceIn(proposal, 'proposals'), changes), moments }
}
