/** What fits one screen and one page: read before the meeting by whoever has two minutes. */
import { pairsOf } from '../synthesis/likeness.ts'
import type { Quote } from '../synthesis/schema.ts'
import { isTold, listedIn, mostQuoteWords, rankedToTell, shortened, telling, wordsIn } from './aloud.ts'
import { pairIn } from './heading.ts'
import type { Agenda, AgendaItem, Brief, Differing } from './schema.ts'
import { type Words, wordsOf } from './words/languages.ts'

/** Words of the whole brief. */
export const mostBriefWords = 350
const mostMatters = 5
const mostDiffering = 3
const mostAlone = 4
const fewMatters = 3
const mostProposals = 7
const mostWell = 2
/** Beside when it began, its first sentence is enough. */
const mostSeenWords = 20
/** Whoever did something first is not what a review begins with. */
const ofOneself =
  /(?<!\p{L})(?:I|I’m|I'm|my|me|mine|ich|mein\p{L}*|mir|mich|je|mon|moi|yo|mi|eu|meu|ja|mój|я|мой|мне|ben|benim|minä|minun)(?!\p{L})/u

type Statement = Agenda['appendix'][number]
type Ranked = <T extends { readonly text: string }>(statements: readonly T[]) => T[]

/** One of each kind in turn, so that the list is not four things that one question was answered with. */
const inTurn = (statements: readonly Statement[], ranked: Ranked, most: number): Quote[] => {
  // What the system did is told before what its teller did.
  const lists = telling.map(purpose =>
    ranked(statements.filter(one => one.purpose === purpose)).toSorted(
      (a, b) => Number(ofOneself.test(a.text)) - Number(ofOneself.test(b.text)),
    ),
  )
  return [0, 1]
    .flatMap(round => lists.flatMap(list => list[round] ?? []))
    .slice(0, most)
    .map(({ id, text }) => ({ observationId: id, text: shortened(text, mostQuoteWords) }))
}

const bare = (text: string): string =>
  text
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
const isSame = (a: string, b: string): boolean => bare(a) === bare(b)

/** More statements than these nobody compares at each change; then it is said of none that one person alone saw it. */
const mostCompared = 300
const fewestLikeWords = 2

/** Those of which two rare words or more stand in another statement too: somebody else may have seen the same. */
const likeOthers = (appendix: readonly Statement[]): ReadonlySet<string> =>
  new Set(
    appendix.length > mostCompared
      ? appendix.map(({ id }) => id)
      : pairsOf(appendix.map(({ text }) => text)).flatMap(({ a, b, rareShared }) =>
          rareShared >= fewestLikeWords ? [a, b].flatMap(index => appendix[index]?.id ?? []) : [],
        ),
  )

type Matter = Pick<AgendaItem, 'title' | 'voices' | 'observationIds'> & { disagreement: boolean; quote: Quote | null }

/** The themes of one item: itself, or those that share it, which carry no quotes of their own. */
const mattersOf = (item: AgendaItem, byId: ReadonlyMap<string, Agenda['appendix'][number]>): Matter[] => {
  if (!item.topics) {
    const [first = null] = item.quotes ?? []
    const further = item.quotes?.find(({ text }) => !isSame(text, item.title))
    return [{ ...item, quote: further ?? first }]
  }
  return item.topics.map(({ disagreement = false, ...topic }) => {
    const told = topic.observationIds.flatMap(id => byId.get(id) ?? [])
    const first = told.find(one => one.question === null && !one.hidden)
    return { ...topic, disagreement, quote: first ? { observationId: first.id, text: first.text } : null }
  })
}

/** Its two accounts; where they are all of it, a title that stands in one of them says nothing beside it. */
const accountsOf = ({ title, voices, observationIds }: Matter, differing: readonly Differing[]): Brief['differing'] => {
  const own = new Set(observationIds)
  const pair = differing.find(({ a, b }) => own.has(a.observationId) && own.has(b.observationId))
  if (!pair) return []
  return [pairIn({ title, observationIds }, differing) ? pair : { ...pair, title, voices }]
}

/** `marked` are titles that are printed with the words that a model wrote them. */
const titleWords = (title: string, marked: ReadonlySet<string>, { modelWords }: Words): string =>
  marked.has(title) ? `${title} ${modelWords.title}` : title

/** The same without its last entries, where it is too long to be read in two minutes; what differs is kept longest. */
const fitted = (brief: Brief, marked: ReadonlySet<string>, words: Words): Brief => {
  const size = (one: Brief): number =>
    wordsIn(
      // "pg_dump" and "17:40" are read as two words.
      [
        ...one.happened,
        one.seen?.text ?? '',
        ...one.matters.flatMap(matter => [
          titleWords(matter.title, marked, words),
          words.voices(4, false),
          matter.quote?.text ?? '',
        ]),
        ...one.differing.flatMap(({ title }) => [
          words.briefTitles.differing,
          ...(title ? [titleWords(title, marked, words), words.voices(4, false)] : []),
        ]),
        ...Object.values(words.briefTitles),
        ...one.differing.flatMap(({ a, b }) => [a.text, b.text]),
        ...[...(one.told ?? []), ...one.alone, ...one.proposals, ...one.wentWell].map(({ text }) => text),
      ]
        .join(' ')
        .replaceAll(/(?<=[\p{L}\p{N}])\p{P}(?=[\p{L}\p{N}])/gu, ' '),
    )
  let now = brief
  for (const few of [2, 1]) {
    for (const part of ['wentWell', 'proposals', 'alone', 'told', 'matters', 'differing'] as const) {
      const least = part === 'wentWell' ? 0 : few
      while (size(now) > mostBriefWords && (now[part] ?? []).length > least)
        now = { ...now, [part]: now[part]?.slice(0, -1) }
    }
  }
  return now
}

/** Drawn from the items as they stand, so that what the facilitator renames or merges reads so here too. */
export const briefOf = (
  agenda: Pick<Agenda, 'appendix' | 'candidates' | 'language' | 'parts'>,
  happened: readonly string[],
  differing: readonly Differing[],
  marked: ReadonlySet<string> = new Set(),
): Brief => {
  const { parts, appendix } = agenda
  const items = parts.flatMap(part => part.items).filter(({ offPlan }) => !offPlan)
  const byId = new Map(appendix.map(entry => [entry.id, entry]))
  const cut = ({ observationId, text }: Quote): Quote => ({ observationId, text: shortened(text, mostQuoteWords) })
  const themes = items.filter(({ kind }) => kind === 'theme').flatMap(one => mattersOf(one, byId))
  const disputed = themes
    .filter(({ disagreement }) => disagreement)
    .slice(0, mostDiffering)
    .flatMap(theme => accountsOf(theme, differing))
    .map(one => ({ ...one, a: cut(one.a), b: cut(one.b) }))
  const matters = themes
    .filter(({ disagreement }) => !disagreement)
    .slice(0, mostMatters - disputed.filter(({ title }) => title).length)
    .map(({ title, voices, quote }) => ({ title, voices, quote: quote ? cut(quote) : null }))
  const quoted = new Set([
    ...matters.flatMap(({ quote }) => quote?.observationId ?? []),
    ...disputed.flatMap(({ a, b }) => [a.observationId, b.observationId]),
  ])
  const ranked = rankedToTell(appendix, happened)
  const timed = items.find(({ kind }) => kind === 'facts')?.seeAlsoIds ?? []
  const seen = ranked(
    timed
      .flatMap(id => byId.get(id) ?? [])
      .filter(one => one.purpose === 'moment' && isTold(one) && !quoted.has(one.id) && !ofOneself.test(one.text)),
  )[0]
  if (seen) quoted.add(seen.id)
  const listed = listedIn(items)
  const single = items
    .filter(({ kind }) => kind === 'raised-once')
    .flatMap(({ observationIds }) => observationIds.flatMap(id => byId.get(id) ?? []))
    .filter(one => isTold(one) && !quoted.has(one.id) && !listed.has(one.id))
  const like = likeOthers(appendix)
  // Where there are themes, they say what several told.
  const mostTold = matters.length + disputed.length < fewMatters ? mostAlone : 0
  const proposing = items.find(({ kind }) => kind === 'proposals')?.seeAlsoIds ?? []
  const proposedBy = new Map(
    agenda.candidates?.proposals.flatMap(named => named.observationIds.map(id => [id, named] as const)),
  )
  const well = appendix.filter(
    one => one.purpose === 'went-well' && one.question === null && !one.hidden && !quoted.has(one.id),
  )
  return fitted(
    {
      happened: [...happened],
      ...(seen ? { seen: { observationId: seen.id, text: shortened(seen.text, mostSeenWords) } } : {}),
      matters,
      differing: disputed,
      told: inTurn(
        single.filter(({ id }) => like.has(id)),
        ranked,
        mostTold,
      ),
      alone: inTurn(
        single.filter(({ id }) => !like.has(id)),
        ranked,
        mostAlone,
      ),
      proposals: proposing
        .flatMap(id => byId.get(id) ?? [])
        // Put to no room: a question stands in its place. One proposal is quoted once, by the first who may be.
        .filter(({ question, hidden }) => !hidden && question === null)
        .filter((one, at, all) => {
          const named = proposedBy.get(one.id)
          return !named || all.findIndex(({ id }) => proposedBy.get(id) === named) === at
        })
        .slice(0, mostProposals)
        .map(({ id, text }) => {
          // Of those that say the same the longest is named: another one is quoted in its own words.
          const named = proposedBy.get(id)?.text ?? text
          return { observationId: id, text: shortened(text.includes(named) ? named : text, 18) }
        }),
      wentWell: ranked(well)
        .slice(0, mostWell)
        .map(({ id, text }) => ({ observationId: id, text: shortened(text, mostQuoteWords) })),
    },
    marked,
    wordsOf(agenda),
  )
}
