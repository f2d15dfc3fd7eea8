/** The agenda as every format reads it: clock times, numbers of statements, sentences that are the same everywhere. */
import { type Language, languageOf } from '../language/language.ts'
import { minuteMilliseconds, plus } from '../time/instants.ts'
import { day, timeOfDay } from './clock.ts'
import type { Quote } from '../synthesis/schema.ts'
import { headingOf } from './heading.ts'
import type { Agenda, AgendaItem, Topic } from './schema.ts'
import { groupsOf } from './settle.ts'
import { type Words, wordsOf } from './words/languages.ts'

/** A line and the statements it ends in: 'Monitoring: ' and [4, 9]. */
export type OutlineLine = { text: string; statements: number[]; after: string }

export type OutlineItem = {
  item: AgendaItem
  /** '14:05' in the review's zone. */
  from: string
  /** Numbers of the statements in the appendix. */
  statements: number[]
  /** Those that no line names already. */
  seeAlso: number[]
  lines: OutlineLine[]
  quotes: OutlineQuote[]
  /** Themes that share it or questions that were answered, as many as are read at once, and those to be opened. */
  topics: OutlineTopic[]
  folded: OutlineTopic[]
  /** '5 voices, accounts differ, title by a model'; empty where there is nothing to say. */
  heard: string
}
/** `quotes` are of what stands alone; a theme that shares the item is told by its title. */
export type OutlineTopic = {
  title: string
  question: string
  heard: string
  quotes: OutlineQuote[]
  statements: number[]
}
/** What is read aloud, and where the whole of it stands. */
export type OutlineQuote = { text: string; by: string | null; number: number }
export type OutlineStatement = { number: number; text: string; by: string | null; question: string | null }
/** One heading of the brief. `quotes` are people's words, `lines` the agenda's own. */
export type BriefSection = { title: string; lines: string[]; quotes: OutlineQuote[] }
export type Outline = {
  title: string
  language: Language
  day: string
  from: string
  to: string
  zone: string
  minutes: number
  answered: string | null
  withheld: string | null
  /** How many links were said to be used by somebody else, and what came of it; null where none. */
  contested: string | null
  /** That a model read what people wrote, and which; null where none did. */
  read: string | null
  brief: BriefSection[]
  /** Told behind the statements, and where there are none: what was counted only, said nothing, could not be read, is kept back. */
  told: string[]
  parts: { name: string; minutes: number; from: string; items: OutlineItem[] }[]
  groups: { title: string; statements: OutlineStatement[] }[]
}

/** The same numbers with runs of three and more as first and last: 1, 2, 4 to 9. */
export const runs = (numbers: readonly number[]): [number, number][] => {
  const out: [number, number][] = []
  for (const number of numbers) {
    const last = out.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else out.push([number, number])
  }
  return out.flatMap(([from, to]): [number, number][] =>
    to === from + 1
      ? [
          [from, from],
          [to, to],
        ]
      : [[from, to]],
  )
}

export const attribution = (entry: Agenda['appendix'][number], { signed }: Words): string | null =>
  entry.signedBy ? signed(entry.signedBy) : entry.pseudonym

/** Which of an item's words a model wrote, and nobody has changed since. */
const byModel = ({ title, question }: { title: string; question: string }, agenda: Agenda): string[] => {
  const { reader } = agenda
  const { modelWords } = wordsOf(agenda)
  const [isTitle, isQuestion] = [reader?.titles.includes(title), reader?.questions.includes(question)]
  if (isTitle && isQuestion) return [modelWords.both]
  return [...(isTitle ? [modelWords.title] : []), ...(isQuestion ? [modelWords.question] : [])]
}

type QuoteOf = (quote: Quote) => OutlineQuote

const topicOf = (
  topic: Topic,
  agenda: Agenda,
  numbered: (ids: readonly string[]) => number[],
  quoteOf: QuoteOf,
): OutlineTopic => {
  const { voices, accountsDiffer } = wordsOf(agenda)
  return {
    quotes: (topic.quotes ?? []).map(quoteOf),
    statements: topic.id === undefined ? numbered(topic.observationIds) : [],
    title: topic.id === undefined ? topic.title : headingOf(topic, agenda),
    question: topic.question,
    heard: [
      ...(topic.voices === null ? [] : [voices(topic.voices, false)]),
      ...(topic.disagreement ? [accountsDiffer] : []),
      ...byModel(topic, agenda),
    ].join(', '),
  }
}

const heard = (item: AgendaItem, agenda: Agenda): string => {
  const { voices, accountsDiffer } = wordsOf(agenda)
  const parts = [
    ...(item.voices === null || item.kind === 'raised-once'
      ? []
      : [voices(item.voices, item.kind !== 'theme' && item.observationIds.length > 1)]),
    ...(item.disagreement && !item.topics?.some(topic => topic.disagreement) ? [accountsDiffer] : []),
    ...byModel(item, agenda),
  ]
  return parts.join(', ')
}

/** Only numbers that the item refers to become links, so that a title ending in "statement 7" stays a title. */
const lineOf = (line: string, known: readonly number[], words: Words): OutlineLine => {
  const last = [...line.matchAll(/\d+(?:, \d+)*/g)].at(-1)
  const statements = (last?.[0] ?? '').split(', ').map(Number)
  const said = words.statements(statements)
  // The very run that the words hold, and not another number behind them.
  const isReference =
    last &&
    line.slice(Math.max(0, last.index - said.indexOf(last[0]))).startsWith(said) &&
    statements.every(one => known.includes(one))
  if (!isReference) return { text: line, statements: [], after: '' }
  return { text: line.slice(0, last.index), statements, after: line.slice(last.index + last[0].length) }
}

const briefSections = (agenda: Agenda, quoteOf: (quote: Quote) => OutlineQuote): BriefSection[] => {
  const { brief } = agenda
  const words = wordsOf(agenda)
  const { briefTitles } = words
  const matterTitle = (title: string, voices: number | null): string => {
    const told = [
      ...(voices === null ? [] : [words.voices(voices, false)]),
      ...byModel({ title, question: '' }, agenda),
    ]
    return told.length === 0 ? title : words.withTold(title, told.join(', '))
  }
  return [
    { title: briefTitles.happened, lines: brief.happened, quotes: brief.seen ? [quoteOf(brief.seen)] : [] },
    ...brief.matters.map(({ title, voices, quote }) => ({
      title: matterTitle(title, voices),
      lines: [],
      quotes: quote ? [quoteOf(quote)] : [],
    })),
    ...brief.differing.map(({ a, b, title, voices = null }) => ({
      title: title ? words.differingOn(matterTitle(title, voices)) : briefTitles.differing,
      lines: [],
      quotes: [a, b].map(quoteOf),
    })),
    { title: briefTitles.told, lines: [], quotes: (brief.told ?? []).map(quoteOf) },
    { title: briefTitles.alone, lines: [], quotes: brief.alone.map(quoteOf) },
    { title: briefTitles.proposals, lines: [], quotes: brief.proposals.map(quoteOf) },
    { title: briefTitles.wentWell, lines: [], quotes: brief.wentWell.map(quoteOf) },
  ].filter(({ lines, quotes }) => lines.length + quotes.length > 0)
}

const isNameless = ({ appendix }: Agenda, number: number | undefined): boolean => {
  const entry = number === undefined ? undefined : appendix[number - 1]
  return entry !== undefined && entry.pseudonym === null && entry.signedBy === null
}

/** What is given apart is counted beyond what is quoted above it. */
const saidLines = ({ apart = 0, lines }: AgendaItem, quoted: number, { givenApart }: Words): string[] => {
  const beyond = Math.max(0, apart - quoted)
  return lines.flatMap(line => (line !== givenApart(apart) ? [line] : beyond > 0 ? [givenApart(beyond)] : []))
}

/** What was taken off the plan has no time; its statements are read under its title. */
const isOnPlan = (item: AgendaItem): boolean => !item.offPlan
/** Seven themes are what somebody keeps in mind; what goes beyond them is opened by whoever wants it. */
const shownThemes = 7

const ownTheme = ({ kind, topics }: AgendaItem): boolean => kind === 'theme' && !topics

/** Where a pile has less, its heading is all that the room has time for. */
const minutesForAQuestion = 1.5

const topicsOf = (
  { kind, minutes, topics = [] }: AgendaItem,
  most: number,
  topicOf: (topic: Topic) => OutlineTopic,
  { alone }: Words,
): Pick<OutlineItem, 'topics' | 'folded'> => {
  const isTheme = kind === 'theme'
  const hasRoom = minutes >= topics.length * minutesForAQuestion
  const all = topics.map(topic => {
    const told = topicOf(topic)
    if (isTheme) return told
    // Nothing is asked about what nobody reads aloud; conditions are rated, and read then.
    const isHeard = told.quotes.length > 0 || topic.title === alone.condition.title
    return {
      ...told,
      question: hasRoom && isHeard ? told.question : '',
      statements: hasRoom ? told.statements : [],
    }
  })
  const shown = isTheme ? most : topics.length
  return { topics: all.slice(0, shown), folded: all.slice(shown) }
}

/** Throws RangeError for a zone that the runtime does not know. */
export const outlineOf = (agenda: Agenda): Outline => {
  const words = wordsOf(agenda)
  const numbers = new Map(
    agenda.appendix.flatMap((entry, index) => (entry.hidden ? [] : [[entry.id, index + 1] as const])),
  )
  const numbered = (ids: readonly string[]): number[] =>
    ids.flatMap(id => numbers.get(id) ?? []).toSorted((a, b) => a - b)
  const at = (minutes: number): string => timeOfDay(plus(agenda.meetingAt, minutes * minuteMilliseconds), agenda.zone)
  const quoteOf = ({ observationId, text }: Quote): OutlineQuote => {
    const number = numbers.get(observationId) ?? 0
    const entry = agenda.appendix[number - 1]
    return { text, by: entry ? attribution(entry, words) : null, number }
  }
  const readThemes = shownThemes - agenda.parts.flatMap(({ items }) => items).filter(ownTheme).length
  /** Statements without a pseudonym that are read aloud, and so are not given apart from what is read. */
  const quotedApart = ({ quotes = [] }: AgendaItem): number =>
    new Set(quotes.map(({ observationId }) => observationId).filter(id => isNameless(agenda, numbers.get(id)))).size
  let passed = 0
  const parts = agenda.parts.map(part => {
    const from = at(passed)
    const items = part.items.filter(isOnPlan).map(item => {
      const referred = numbered(item.seeAlsoIds)
      const lines = saidLines(item, quotedApart(item), words).map(line => lineOf(line, referred, words))
      const told = topicsOf(item, Math.max(0, readThemes), topic => topicOf(topic, agenda, numbered, quoteOf), words)
      const entry = {
        item: { ...item, title: headingOf(item, agenda) },
        from: at(passed),
        // Each is named once: where a topic names its own, not again for all.
        statements: told.topics.some(topic => topic.statements.length > 0) ? [] : numbered(item.observationIds),
        seeAlso: referred.filter(number => !lines.some(line => line.statements.includes(number))),
        lines,
        quotes: (item.quotes ?? []).map(quoteOf),
        ...told,
        heard: heard(item, agenda),
      }
      passed += item.minutes
      return entry
    })
    return { name: words.partNames[part.name], minutes: part.minutes, from, items }
  })
  const hidden = agenda.appendix.filter(entry => entry.hidden).length
  const told = [
    agenda.furtherThemesOnly > 0 ? words.further(agenda.furtherThemesOnly) : null,
    agenda.nonAnswers > 0 ? words.unanswered(agenda.nonAnswers) : null,
    agenda.unread ? words.unread(agenda.unread) : null,
    hidden > 0 ? words.hidden(hidden) : null,
  ].filter(line => line !== null)
  return {
    title: agenda.title,
    language: languageOf(agenda.language),
    day: day(agenda.meetingAt, agenda.zone, agenda.language),
    from: at(0),
    to: at(agenda.minutes),
    zone: agenda.zone,
    minutes: agenda.minutes,
    answered: agenda.takenPart
      ? words.answered(agenda.takenPart.counted, agenda.takenPart.invited, agenda.takenPart.unused ?? 0)
      : null,
    contested: agenda.takenPart?.contested ? words.contested(agenda.takenPart.contested) : null,
    withheld: agenda.withheld ? words.withheld[agenda.withheld.reason](agenda.withheld.count) : null,
    told,
    read: agenda.reader ? words.modelWords.read(agenda.reader.model) : null,
    brief: briefSections(agenda, quoteOf),
    parts,
    groups: groupsOf(agenda.parts).map(({ title, ids }) => ({
      title: headingOf({ title, observationIds: ids }, agenda),
      statements: numbered(ids).flatMap(number => {
        const entry = agenda.appendix[number - 1]
        return entry ? [{ number, text: entry.text, by: attribution(entry, words), question: entry.question }] : []
      }),
    })),
  }
}
