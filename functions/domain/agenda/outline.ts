/** The agenda as every format reads it: clock times, numbers of statements, sentences that are the same everywhere. */
import { minuteMilliseconds, plus } from '../time/instants.ts'
import { day, timeOfDay } from './clock.ts'
import type { Quote } from '../synthesis/schema.ts'
import type { Agenda, AgendaItem, Topic } from './schema.ts'
import { groupsOf } from './settle.ts'
import { briefTitles, modelWords } from './words.ts'

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
export type OutlineTopic = { title: string; question: string; heard: string }
/** What is read aloud, and where the whole of it stands. */
export type OutlineQuote = { text: string; by: string | null; number: number }
export type OutlineStatement = { number: number; text: string; by: string | null; question: string | null }
/** One heading of the brief. `quotes` are people's words, `lines` the agenda's own. */
export type BriefSection = { title: string; lines: string[]; quotes: OutlineQuote[] }
export type Outline = {
  title: string
  day: string
  from: string
  to: string
  zone: string
  minutes: number
  answered: string | null
  withheld: string | null
  /** How many links were said to be used by somebody else, and what came of it; null where none. */
  contested: string | null
  /** Texts that could not be read. */
  unread: string | null
  further: string | null
  /** What was asked and not answered in words; null where everybody wrote something. */
  unanswered: string | null
  /** How many statements the facilitators keep from the room; null where none. */
  hidden: string | null
  /** That a model read what people wrote, and which; null where none did. */
  read: string | null
  brief: BriefSection[]
  parts: { name: string; minutes: number; from: string; items: OutlineItem[] }[]
  groups: { title: string; statements: OutlineStatement[] }[]
}

export const counted = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

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

const answeredSentence = ({ counted: answered, invited, unused = 0 }: NonNullable<Agenda['takenPart']>): string =>
  `${answered} of ${invited} invited answered${unused > 0 ? `, ${unused} more began to send and nothing of it was counted` : ''}`

const contestedSentence = (count: number): string =>
  `${counted(count, 'link was', 'links were')} contested: whoever was invited by it says that somebody else had used it. ` +
  'What was sent with it is among the answers, since nobody can find it, so that before anything written is shown ' +
  `${counted(count, 'more writer was', 'more writers were')} needed.`

const withheldSentence = (withheld: NonNullable<Agenda['withheld']>): string => {
  switch (withheld.reason) {
    case 'too_few_ballots':
      return (
        `${counted(withheld.count, 'answer was', 'answers were')} counted. With so few, nothing written is shown ` +
        'and nothing is derived from it, since it would be plain whose it is. The questions below ask the room instead.'
      )
    case 'too_few_writers':
      return (
        `${counted(withheld.count, 'answer was', 'answers were')} counted, and too few of them say anything in words: ` +
        'nothing written is shown, since it would be plain whose it is. The questions below ask the room instead.'
      )
    case 'counts_do_not_add_up':
      return (
        `${counted(withheld.count, 'answer was', 'answers were')} counted, which is more than were issued or invited: ` +
        'until that is explained nothing written is shown. The questions below ask the room instead.'
      )
    case 'could_not_be_read':
      return (
        `What was written could not be read: ${counted(withheld.count, 'text is', 'texts are')} withheld, after three tries that failed. ` +
        'The answers were counted, and the figures stand. The questions below ask the room instead.'
      )
    case 'never_read':
      return (
        'The answers could not be filed within the promised time, so the key that opens them was destroyed and nobody has read them. ' +
        'The questions below ask the room instead.'
      )
    case 'survey_cancelled':
      return 'The survey was cancelled and its answers were destroyed unread. The questions below ask the room instead.'
    case 'no_survey':
      return 'Nobody was asked before this meeting. The questions below ask the room instead.'
    default:
      return withheld.reason satisfies never
  }
}

const attribution = (entry: Agenda['appendix'][number]): string | null => {
  if (entry.signedBy) return `${entry.signedBy} (signed, not verified)`
  return entry.pseudonym
}

const differing = 'accounts differ'

/** Which of an item's words a model wrote, and nobody has changed since. */
const byModel = ({ title, question }: { title: string; question: string }, { reader }: Agenda): string[] => {
  const [isTitle, isQuestion] = [reader?.titles.includes(title), reader?.questions.includes(question)]
  if (isTitle && isQuestion) return [modelWords.both]
  return [...(isTitle ? [modelWords.title] : []), ...(isQuestion ? [modelWords.question] : [])]
}

const topicOf = (topic: Topic, agenda: Agenda): OutlineTopic => ({
  title: topic.title,
  question: topic.question,
  heard: [
    ...(topic.voices === null ? [] : [counted(topic.voices, 'voice', 'voices')]),
    ...(topic.disagreement ? [differing] : []),
    ...byModel(topic, agenda),
  ].join(', '),
})

const heard = (item: AgendaItem, agenda: Agenda): string => {
  const parts = [
    ...(item.voices !== null && item.kind === 'theme' ? [counted(item.voices, 'voice', 'voices')] : []),
    ...(item.voices !== null && item.kind !== 'theme'
      ? [`${counted(item.voices, 'voice', 'voices')}${item.observationIds.length > 1 ? ' each' : ''}`]
      : []),
    ...(item.disagreement && !item.topics?.some(topic => topic.disagreement) ? [differing] : []),
    ...byModel(item, agenda),
  ]
  return parts.join(', ')
}

/** Only numbers that the item refers to become links, so that a title ending in "statement 7" stays a title. */
const lineOf = (line: string, known: readonly number[]): OutlineLine => {
  const match = /^(.*?\b[Ss]tatements? )(\d+(?:, \d+)*)(\)?)$/s.exec(line)
  const statements = (match?.[2] ?? '').split(', ').map(Number)
  if (!match || !statements.every(number => known.includes(number))) return { text: line, statements: [], after: '' }
  return { text: match[1] ?? '', statements, after: match[3] ?? '' }
}

const briefSections = (agenda: Agenda, quoteOf: (quote: Quote) => OutlineQuote): BriefSection[] => {
  const { brief } = agenda
  return [
    { title: briefTitles.happened, lines: brief.happened, quotes: [] },
    ...brief.matters.map(({ title, voices, quote }) => {
      const told = [
        ...(voices === null ? [] : [counted(voices, 'voice', 'voices')]),
        ...byModel({ title, question: '' }, agenda),
      ]
      return {
        title: told.length === 0 ? title : `${title} (${told.join(', ')})`,
        lines: [],
        quotes: quote ? [quoteOf(quote)] : [],
      }
    }),
    ...brief.differing.map(({ a, b }) => ({ title: briefTitles.differing, lines: [], quotes: [a, b].map(quoteOf) })),
    { title: briefTitles.alone, lines: [], quotes: brief.alone.map(quoteOf) },
    { title: briefTitles.proposals, lines: [], quotes: brief.proposals.map(quoteOf) },
    { title: briefTitles.wentWell, lines: [], quotes: brief.wentWell.map(quoteOf) },
  ].filter(({ lines, quotes }) => lines.length + quotes.length > 0)
}

/** What was taken off the plan has no time; its statements are read under its title. */
const isOnPlan = (item: AgendaItem): boolean => !item.offPlan
/** Seven themes are what somebody keeps in mind; what goes beyond them is opened by whoever wants it. */
const shownThemes = 7

const ownTheme = ({ kind, topics }: AgendaItem): boolean => kind === 'theme' && !topics

const topicsOf = (
  { kind, topics = [] }: AgendaItem,
  most: number,
  agenda: Agenda,
): Pick<OutlineItem, 'topics' | 'folded'> => {
  const shown = kind === 'theme' ? most : topics.length
  const all = topics.map(topic => topicOf(topic, agenda))
  return { topics: all.slice(0, shown), folded: all.slice(shown) }
}

/** Throws RangeError for a zone that the runtime does not know. */
export const outlineOf = (agenda: Agenda): Outline => {
  const numbers = new Map(
    agenda.appendix.flatMap((entry, index) => (entry.hidden ? [] : [[entry.id, index + 1] as const])),
  )
  const numbered = (ids: readonly string[]): number[] =>
    ids.flatMap(id => numbers.get(id) ?? []).toSorted((a, b) => a - b)
  const at = (minutes: number): string => timeOfDay(plus(agenda.meetingAt, minutes * minuteMilliseconds), agenda.zone)
  const quoteOf = ({ observationId, text }: Quote): OutlineQuote => {
    const number = numbers.get(observationId) ?? 0
    const entry = agenda.appendix[number - 1]
    return { text, by: entry ? attribution(entry) : null, number }
  }
  const readThemes = shownThemes - agenda.parts.flatMap(({ items }) => items).filter(ownTheme).length
  let passed = 0
  const parts = agenda.parts.map(part => {
    const from = at(passed)
    const items = part.items.filter(isOnPlan).map(item => {
      const referred = numbered(item.seeAlsoIds)
      const lines = item.lines.map(line => lineOf(line, referred))
      const entry = {
        item,
        from: at(passed),
        statements: numbered(item.observationIds),
        seeAlso: referred.filter(number => !lines.some(line => line.statements.includes(number))),
        lines,
        quotes: (item.quotes ?? []).map(quoteOf),
        ...topicsOf(item, Math.max(0, readThemes), agenda),
        heard: heard(item, agenda),
      }
      passed += item.minutes
      return entry
    })
    return { name: part.name, minutes: part.minutes, from, items }
  })
  const further = agenda.furtherThemesOnly
  const hidden = agenda.appendix.filter(entry => entry.hidden).length
  return {
    title: agenda.title,
    day: day(agenda.meetingAt, agenda.zone),
    from: at(0),
    to: at(agenda.minutes),
    zone: agenda.zone,
    minutes: agenda.minutes,
    answered: agenda.takenPart ? answeredSentence(agenda.takenPart) : null,
    contested: agenda.takenPart?.contested ? contestedSentence(agenda.takenPart.contested) : null,
    withheld: agenda.withheld ? withheldSentence(agenda.withheld) : null,
    further:
      further > 0
        ? `${counted(further, 'further statement was', 'further statements were')} counted only, as their writers chose: shown nowhere.`
        : null,
    unanswered:
      agenda.nonAnswers > 0
        ? `${counted(agenda.nonAnswers, 'answer', 'answers')} said that there was nothing to say.`
        : null,
    unread: agenda.unread
      ? `${counted(agenda.unread, 'text', 'texts')} could not be read: counted here, shown nowhere.`
      : null,
    hidden:
      hidden > 0
        ? `${counted(hidden, 'statement is', 'statements are')} kept back by the facilitators: counted where they stand, shown nowhere.`
        : null,
    read: agenda.reader ? modelWords.read(agenda.reader.model) : null,
    brief: briefSections(agenda, quoteOf),
    parts,
    groups: groupsOf(agenda.parts).map(({ title, ids }) => ({
      title,
      statements: numbered(ids).flatMap(number => {
        const entry = agenda.appendix[number - 1]
        return entry ? [{ number, text: entry.text, by: attribution(entry), question: entry.question }] : []
      }),
    })),
  }
}
