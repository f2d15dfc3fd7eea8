/** What people said, every observation in one place: the synthesis as the agenda needs it. */
import type { FiledObservation, Named, Purpose, Quote, Synthesis, Theme } from '../synthesis/schema.ts'
import { pairsOf } from '../synthesis/likeness.ts'
import { titleOf } from '../synthesis/titles.ts'
import { wordsIn } from './aloud.ts'
import { questionFor, questionsOf } from './questions.ts'
import { type DatedIncident, type TimelineEntry, timelineOf } from './timeline.ts'
import { wordsOf } from './words/languages.ts'

export type SaidTheme = Theme & { question: string; questionBy?: 'reader'; disagreement: boolean }
/** What stands alone, under the question it answers. */
export type Alone = { purpose: Purpose | null; observationIds: string[] }

export type Said = {
  /** Those with the strongest claim to the room's time first. */
  themes: SaidTheme[]
  alone: Alone[]
  /** In the order of themes and of what stands alone; the place in this list + 1 is the number by which a reader finds it. */
  observations: FiledObservation[]
} & Pick<
  Synthesis,
  | 'conditions'
  | 'proposals'
  | 'strengths'
  | 'disagreements'
  | 'furtherThemesOnly'
  | 'care'
  | 'nonAnswers'
  | 'unread'
  | 'reader'
> & {
    vendorIds: string[]
    timeline: TimelineEntry[]
  }

/** Two lone accounts that deny each other are a matter for the room, as a theme is. */
const differing = (
  disagreements: Synthesis['disagreements'],
  isAlone: (id: string) => boolean,
  pseudonymOf: (id: string) => string | null,
): Theme[] =>
  disagreements
    .filter(({ a, b }) => isAlone(a.observationId) && isAlone(b.observationId))
    .map(({ a, b }, index) => {
      const observationIds = [a.observationId, b.observationId]
      const told = observationIds.flatMap(id => pseudonymOf(id) ?? [])
      return {
        id: `accounts-${index + 1}`,
        title: titleOf([a.text, b.text]),
        voices: new Set(told).size,
        apart: observationIds.length - told.length,
        observationIds,
        quotes: [a, b],
      }
    })

const asked = [
  'moment',
  'reasons',
  'missing-information',
  'surprise',
  'vendor',
  'condition',
  'went-well',
  'anything',
  null,
] as const satisfies readonly (Purpose | null)[]

/** A question is put in its place wherever the room reads. */
export const judges = (one: FiledObservation | undefined, of: { readonly language: string }): boolean =>
  one !== undefined && questionFor(one.flags, of) !== null

/** Nobody reads more than these in order. */
const mostInOrder = 300

/**
 * What is most alike stands together: from the first on, each is followed by what of the rest is most like it. An order
 * and no claim; the same statements have the same one.
 */
const besideTheirLike = (members: readonly FiledObservation[]): string[] => {
  if (members.length > mostInOrder) return members.map(({ id }) => id)
  const likeness = new Map(
    pairsOf(members.map(({ text }) => text)).flatMap(({ a, b, cosine }) => [
      [`${a} ${b}`, cosine],
      [`${b} ${a}`, cosine],
    ]),
  )
  const rest = new Set(members.keys())
  const order: FiledObservation[] = []
  for (let at: number | undefined = 0; at !== undefined && rest.delete(at); ) {
    const [from, member] = [at, members[at]]
    if (member) order.push(member)
    const like = (index: number): number => likeness.get(`${from} ${index}`) ?? 0
    at = [...rest].reduce<number | undefined>(
      (best, index) => (best === undefined || like(index) > like(best) ? index : best),
      undefined,
    )
  }
  return order.map(({ id }) => id)
}

/** A reproach does not open what is read. */
const judgedLast = (
  ids: readonly string[],
  byId: ReadonlyMap<string, FiledObservation>,
  of: { readonly language: string },
): string[] => ids.toSorted((a, b) => Number(judges(byId.get(a), of)) - Number(judges(byId.get(b), of)))

const mostQuotes = 3
/** Words of an account that is quoted whole beside another that differs. */
const mostOfAnAccount = 40

/** Both sides of a dispute are read before anything else of its theme. */
const quotesWith = (disputed: Synthesis['disagreements'][number] | undefined, quotes: readonly Quote[]): Quote[] => {
  if (!disputed) return [...quotes]
  const { a, b } = disputed
  const others = quotes.filter(({ observationId: id }) => id !== a.observationId && id !== b.observationId)
  return [a, b, ...others].slice(0, mostQuotes)
}

/** Two statements weigh as much as a voice; a dispute is worth the room's time even with few of either. */
const claimOnTime = (theme: Theme & { disagreement: boolean }): number =>
  theme.voices + theme.observationIds.length / 2 + (theme.disagreement ? 3 : 0)

/**
 * Takes the first place an observation is given and drops the others, drops references to observations that are not
 * there, and puts what has no place at all among what stands alone: nothing is lost, nothing stands twice.
 */
export const saidOf = (synthesis: Synthesis, facts: DatedIncident & { readonly language: string }): Said => {
  const byId = new Map<string, FiledObservation>()
  for (const observation of synthesis.observations) {
    if (!byId.has(observation.id)) byId.set(observation.id, observation)
  }
  const placed = new Set<string>()
  const claim = (ids: readonly string[]): string[] =>
    ids.filter(id => {
      if (!byId.has(id) || placed.has(id)) return false
      placed.add(id)
      return true
    })
  const known = (ids: readonly string[]): string[] => [...new Set(ids)].filter(id => byId.has(id))
  const isQuote = ({ observationId, text }: Quote): boolean => byId.get(observationId)?.text.includes(text) ?? false
  // What judges somebody is one side of nothing that the room reads.
  const isSide = (quote: Quote): boolean => isQuote(quote) && !judges(byId.get(quote.observationId), facts)
  /** A sentence by itself may deny what its writer goes on to explain. */
  const inFull = (quote: Quote): Quote => {
    const text = byId.get(quote.observationId)?.text ?? quote.text
    return wordsIn(text) <= mostOfAnAccount ? { ...quote, text } : quote
  }
  const disagreements = synthesis.disagreements
    .filter(({ a, b }) => isSide(a) && isSide(b))
    .map(({ a, b }) => ({ a: inFull(a), b: inFull(b) }))

  const inThemes = new Set(synthesis.themes.flatMap(({ observationIds }) => observationIds))
  const claimed = [
    ...synthesis.themes,
    ...differing(
      disagreements,
      id => !inThemes.has(id),
      id => byId.get(id)?.pseudonym ?? null,
    ),
  ]
    .map(theme => ({ ...theme, observationIds: claim(theme.observationIds), quotes: theme.quotes.filter(isQuote) }))
    .filter(theme => theme.observationIds.length > 0)
    .map(theme => {
      const own = new Set(theme.observationIds)
      const disputed = disagreements.find(({ a, b }) => own.has(a.observationId) && own.has(b.observationId))
      return { ...theme, disagreement: disputed !== undefined, quotes: quotesWith(disputed, theme.quotes) }
    })
    .toSorted((a, b) => claimOnTime(b) - claimOnTime(a))
  const membersOf = (ids: readonly string[]): FiledObservation[] => ids.flatMap(id => byId.get(id) ?? [])
  const questions = questionsOf(
    claimed.map(({ observationIds, disagreement }) => ({ members: membersOf(observationIds), disagreement })),
    wordsOf(facts),
  )
  const themes = claimed.map(
    (theme, index): SaidTheme => ({
      ...theme,
      question: theme.question ?? questions[index] ?? '',
      ...(theme.question === undefined ? {} : { questionBy: 'reader' }),
    }),
  )
  const lone = [...claim(synthesis.raisedOnce), ...claim([...byId.keys()])]
  const alone = asked.flatMap((purpose): Alone[] => {
    const members = membersOf(lone.filter(id => byId.get(id)?.purpose === purpose))
    return members.length === 0 ? [] : [{ purpose, observationIds: judgedLast(besideTheirLike(members), byId, facts) }]
  })
  const order = [...themes, ...alone].flatMap(({ observationIds }) => observationIds)
  const observations = membersOf(order)
  const aboutVendor = observations.filter(one => one.flags.includes('vendor') || one.factor === 'vendor')
  const referring = <T extends { observationIds: string[] }>(list: readonly T[]): T[] =>
    list
      .map(entry => ({ ...entry, observationIds: known(entry.observationIds) }))
      .filter(entry => entry.observationIds.length > 0)
  const placeOf = new Map(order.map((id, index) => [id, index]))
  /** What most people named comes first, then as the agenda goes. */
  const ranked = (list: readonly Named[]): Named[] =>
    referring(list).toSorted(
      (a, b) =>
        b.observationIds.length - a.observationIds.length ||
        Math.min(...a.observationIds.map(id => placeOf.get(id) ?? 0)) -
          Math.min(...b.observationIds.map(id => placeOf.get(id) ?? 0)),
    )
  return {
    themes,
    alone,
    observations,
    conditions: ranked(synthesis.conditions),
    proposals: ranked(synthesis.proposals),
    strengths: known(synthesis.strengths),
    disagreements,
    vendorIds: known([...synthesis.vendorObservationIds, ...aboutVendor.map(one => one.id)]),
    timeline: timelineOf(
      observations,
      facts,
      synthesis.moments?.filter(one => isQuote(one)),
    ).filter(({ at, observationId }) => at !== null || !judges(byId.get(observationId), facts)),
    furtherThemesOnly: synthesis.furtherThemesOnly,
    care: synthesis.care,
    nonAnswers: synthesis.nonAnswers,
    ...(synthesis.unread === undefined ? {} : { unread: synthesis.unread }),
    ...(synthesis.reader ? { reader: synthesis.reader } : {}),
  }
}

/** Their numbers in the appendix. */
export const numbersOf = (said: Said, ids: readonly string[]): number[] => {
  const wanted = new Set(ids)
  return said.observations.flatMap(({ id }, at) => (wanted.has(id) ? [at + 1] : []))
}
