/** What fits one screen and one page: read before the meeting by whoever has two minutes. */
import type { Quote } from '../synthesis/schema.ts'
import { sentencesOf } from '../synthesis/sentences.ts'
import { wordsOf as segmentsOf } from '../synthesis/words.ts'
import type { Agenda, AgendaItem, Brief, Differing } from './schema.ts'
import { type Words, wordsOf } from './words/languages.ts'

/** Words of the whole brief. */
export const mostBriefWords = 350
const mostMatters = 5
const mostDiffering = 3
const mostAlone = 4
const mostProposals = 7
const mostWell = 2
/** Longer statements are cut at a sentence. */
const mostQuoteWords = 32
const fewestAloneWords = 7
/** Thai, Lao, Khmer, Burmese, Kana and Han. */
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/u

/** Signs that stand alone are read as a word is; in a script without spaces a word is what its reader takes for one. */
const wordsIn = (text: string): number =>
  text
    .split(/\s+/u)
    .filter(Boolean)
    .reduce((total, part) => total + (unspaced.test(part) ? Math.max(1, segmentsOf(part).length) : 1), 0)

/** At the end of a word, whether or not a space follows it. */
const cutAtWord = (text: string, most: number): string => {
  if (!unspaced.test(text)) return text.split(' ').slice(0, most).join(' ')
  const last = segmentsOf(text)[most - 1]
  return last ? text.slice(0, last.end) : text
}

/** The first sentences that fit, marked where more follows; a sentence too long is cut at a word. */
export const shortened = (text: string, most: number): string => {
  const one = text.replaceAll(/\s+/gu, ' ').trim()
  if (wordsIn(one) <= most) return one
  const fitting = sentencesOf(one)
    .map(({ end }) => one.slice(0, end))
    .findLast(part => wordsIn(part) <= most)
  return `${fitting ?? cutAtWord(one, most)} …`
}

/** What says where it was seen or why it made sense, before what somebody wishes or is glad of. */
const telling = ['surprise', 'missing-information', 'moment', 'reasons', 'vendor'] as const

type Statement = Agenda['appendix'][number]

const aloneOf = (items: readonly AgendaItem[], byId: ReadonlyMap<string, Statement>): Quote[] => {
  const lone = items
    .filter(({ kind }) => kind === 'raised-once')
    .flatMap(({ observationIds }) => observationIds.flatMap(id => byId.get(id) ?? []))
    .filter(({ text, question }) => question === null && wordsIn(text) >= fewestAloneWords)
  // One of each kind, so that the list is not four things that one question was answered with.
  const inTurn = telling.map(purpose =>
    lone
      .filter(one => one.purpose === purpose)
      .toSorted((a, b) => Math.abs(wordsIn(a.text) - 20) - Math.abs(wordsIn(b.text) - 20)),
  )
  return [0, 1]
    .flatMap(round => inTurn.flatMap(list => list[round] ?? []))
    .slice(0, mostAlone)
    .map(({ id, text }) => ({ observationId: id, text: shortened(text, mostQuoteWords) }))
}

/** `marked` are titles that are printed with the words that a model wrote them. */
const titleWords = ({ title }: Brief['matters'][number], marked: ReadonlySet<string>, { modelWords }: Words): string =>
  marked.has(title) ? `${title} ${modelWords.title}` : title

/** The same without its last entries, where it is too long to be read in two minutes; what differs is kept longest. */
const fitted = (brief: Brief, marked: ReadonlySet<string>, words: Words): Brief => {
  const size = (one: Brief): number =>
    wordsIn(
      [
        ...one.happened,
        ...one.matters.flatMap(matter => [
          titleWords(matter, marked, words),
          words.voices(4, false),
          matter.quote?.text ?? '',
        ]),
        ...one.differing.map(() => words.briefTitles.differing),
        ...Object.values(words.briefTitles),
        ...one.differing.flatMap(({ a, b }) => [a.text, b.text]),
        ...[...one.alone, ...one.proposals, ...one.wentWell].map(({ text }) => text),
      ].join(' '),
    )
  let now = brief
  for (const part of ['wentWell', 'proposals', 'alone', 'matters', 'differing'] as const) {
    const least = part === 'wentWell' ? 0 : 2
    while (size(now) > mostBriefWords && now[part].length > least) now = { ...now, [part]: now[part].slice(0, -1) }
  }
  return now
}

/** Drawn from the items as they stand, so that what the facilitator renames or merges reads so here too. */
export const briefOf = (
  agenda: Pick<Agenda, 'appendix' | 'language' | 'parts'>,
  happened: readonly string[],
  differing: readonly Differing[],
  marked: ReadonlySet<string> = new Set(),
): Brief => {
  const { parts, appendix } = agenda
  const items = parts.flatMap(part => part.items).filter(({ offPlan }) => !offPlan)
  const byId = new Map(appendix.map(entry => [entry.id, entry]))
  const cut = ({ observationId, text }: Quote): Quote => ({ observationId, text: shortened(text, mostQuoteWords) })
  const themes = items.filter(({ kind }) => kind === 'theme')
  const own = themes.filter(({ topics, disagreement }) => !topics && !disagreement)
  const proposing = items.find(({ kind }) => kind === 'proposals')?.seeAlsoIds ?? []
  const well = appendix.filter(one => one.purpose === 'went-well' && one.question === null && !one.hidden)
  return fitted(
    {
      happened: [...happened],
      matters: own.slice(0, mostMatters).map(({ title, quotes, voices }) => ({
        title,
        voices,
        quote: quotes?.[0] ? cut(quotes[0]) : null,
      })),
      differing: themes
        .filter(({ disagreement }) => disagreement)
        .slice(0, mostDiffering)
        .flatMap(({ observationIds }) => {
          const own = new Set(observationIds)
          const pair = differing.find(({ a, b }) => own.has(a.observationId) && own.has(b.observationId))
          return pair ? [{ a: cut(pair.a), b: cut(pair.b) }] : []
        }),
      alone: aloneOf(items, byId),
      proposals: proposing
        .flatMap(id => byId.get(id) ?? [])
        .filter(({ hidden }) => !hidden)
        .slice(0, mostProposals)
        .map(({ id, text }) => ({ observationId: id, text: shortened(text, 18) })),
      wentWell: well
        .slice(0, mostWell)
        .map(({ id, text }) => ({ observationId: id, text: shortened(text, mostQuoteWords) })),
    },
    marked,
    wordsOf(agenda),
  )
}
