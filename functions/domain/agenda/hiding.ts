/** What is kept from the room leaves the agenda altogether: no document, page or print can hold what it does not get. */
import type { Named } from '../synthesis/schema.ts'
import { titleOf } from '../synthesis/titles.ts'
import { namedLine, repeats, sourcesIn } from './drawn.ts'
import { questionAmong } from './questions.ts'
import type { Agenda, AgendaItem, Topic } from './schema.ts'
import { itemsOf, replaced, statementsOf } from './standing.ts'
import { wordsOf } from './words/languages.ts'

type Ids = ReadonlySet<string>

const openAmong = ({ observationIds }: { readonly observationIds: readonly string[] }, hidden: Ids): string[] =>
  observationIds.filter(id => !hidden.has(id))

/** A question by a model, where nothing is read any more of what it was asked about, makes way for one of the usual. */
const askedAnew = (agenda: Agenda, hidden: Ids): Agenda => {
  const isByModel = (question: string): boolean => agenda.reader?.questions.includes(question) === true
  const isOfNone = (one: AgendaItem | Topic): boolean => isByModel(one.question) && openAmong(one, hidden).length === 0
  // One after another: what has been asked instead is not asked again.
  return itemsOf(agenda).reduce((now, item) => {
    const question = (one: AgendaItem | Topic, among: Agenda): string =>
      isOfNone(one) ? questionAmong(one.observationIds, among) : one.question
    const topics = item.topics?.reduce<Topic[]>((before, topic, index, all) => {
      const among = replaced(now, { ...item, topics: [...before, ...all.slice(index)] })
      return [...before, { ...topic, question: question(topic, among) }]
    }, [])
    return replaced(now, { ...item, question: question(item, now), ...(topics ? { topics } : {}) })
  }, agenda)
}

/** In the words of one who is read; what hidden ones alone named goes. */
const offered = (named: readonly Named[], hidden: Ids, textOf: (id: string) => string | undefined): Named[] =>
  named.flatMap(({ text, observationIds }) => {
    const open = observationIds.filter(id => !hidden.has(id))
    const texts = open.flatMap(id => textOf(id) ?? [])
    const [first] = texts
    return first === undefined
      ? []
      : [{ text: texts.some(one => one.includes(text)) ? text : first, observationIds: open }]
  })

/** By the line of each that was named, how it reads without the hidden ones; null where nothing of it is left. */
const renamed = (agenda: Agenda, hidden: Ids, textOf: (id: string) => string | undefined): Map<string, string> => {
  const numbers = new Map(agenda.appendix.map(({ id }, index) => [id, index + 1]))
  const lineOf = (named: Named): string => {
    const own = named.observationIds.flatMap(id => numbers.get(id) ?? []).toSorted((a, b) => a - b)
    return namedLine(named, own, agenda)
  }
  const { conditions = [], proposals = [] } = agenda.candidates ?? {}
  return new Map(
    [...conditions, ...proposals].flatMap(named =>
      offered([named], hidden, textOf).map(left => [lineOf(named), lineOf(left)] as const),
    ),
  )
}

/** Of the words that are drawn from statements and of those that a model wrote, those that still stand somewhere. */
const stillStanding = (agenda: Agenda, hidden: Ids): Pick<Agenda, 'drawn' | 'reader'> => {
  const { drawn, reader } = agenda
  const items = itemsOf(agenda)
  const headed = items.flatMap(item => [item, ...(item.topics ?? [])])
  const standing = new Set([
    ...headed.flatMap(({ title, question }) => [title, question]),
    ...items.flatMap(({ lines, notes }) => [...lines, ...notes]),
  ])
  const stands = (text: string): boolean => standing.has(text)
  return {
    ...(drawn
      ? {
          drawn: drawn
            .filter(({ text }) => stands(text))
            .map(one => ({ ...one, observationIds: openAmong(one, hidden) }))
            .filter(({ observationIds }) => observationIds.length > 0),
        }
      : {}),
    ...(reader
      ? { reader: { ...reader, titles: reader.titles.filter(stands), questions: reader.questions.filter(stands) } }
      : {}),
  }
}

export const withoutHidden = (given: Agenda, ids: Ids): Agenda => {
  const agenda = askedAnew(given, ids)
  const among = statementsOf(agenda)
  const textOf = (id: string): string | undefined => among.get(id)?.text
  const kept = [...ids].flatMap(id => among.get(id) ?? [])
  const sources = sourcesIn(agenda)
  const lineAnew = renamed(agenda, ids, textOf)
  /** Whether it is made of statements that are all hidden; of words that are somebody's own, whether they are theirs. */
  const isOfHidden = (text: string): boolean => {
    const made = sources.get(text)
    return made ? [...made].every(id => ids.has(id)) : repeats(text, kept).length > 0
  }
  const isMadeOfHidden = (text: string): boolean => sources.has(text) && isOfHidden(text)
  /** A title is a clause of a statement, which may have gone elsewhere since: where only hidden ones say it, it goes. */
  const retitled = ({ title, observationIds }: AgendaItem | Topic): string => {
    const open = openAmong({ observationIds }, ids).flatMap(id => textOf(id) ?? [])
    // A model's title is nobody's clause: it stands for what is read alone.
    const isOfNone = open.length === 0 && agenda.reader?.titles.includes(title) === true
    const isHidden = isOfNone || (isOfHidden(title) && !open.some(text => text.includes(title)))
    return isHidden ? titleOf(open) || wordsOf(agenda).wording.theme.title : title
  }
  const differing = (agenda.differing ?? []).filter(
    ({ a, b }) => !ids.has(a.observationId) && !ids.has(b.observationId),
  )
  const disagree = (observationIds: readonly string[]): boolean => {
    const own = new Set(observationIds)
    return differing.some(({ a, b }) => own.has(a.observationId) && own.has(b.observationId))
  }
  const change = (item: AgendaItem): AgendaItem => {
    const { quotes, topics } = item
    return {
      ...item,
      title: item.kind === 'theme' ? retitled(item) : item.title,
      disagreement: item.disagreement && disagree(item.observationIds),
      notes: item.notes.filter(note => !isMadeOfHidden(note)),
      lines: item.lines.filter(line => !isMadeOfHidden(line)).map(line => lineAnew.get(line) ?? line),
      ...(quotes ? { quotes: quotes.filter(({ observationId }) => !ids.has(observationId)) } : {}),
      ...(topics
        ? {
            topics: topics.map(topic =>
              topic.id === undefined
                ? topic
                : { ...topic, title: retitled(topic), disagreement: disagree(topic.observationIds) },
            ),
          }
        : {}),
    }
  }
  const { candidates } = agenda
  const left: Agenda = {
    ...agenda,
    differing,
    ...(candidates
      ? {
          candidates: {
            ...candidates,
            conditions: offered(candidates.conditions, ids, textOf),
            proposals: offered(candidates.proposals, ids, textOf),
          },
        }
      : {}),
    parts: agenda.parts.map(part => ({ ...part, items: part.items.map(change) })),
    appendix: agenda.appendix.map(entry =>
      ids.has(entry.id) ? { ...entry, text: '', pseudonym: null, signedBy: null, question: null, hidden: true } : entry,
    ),
  }
  return { ...left, ...stillStanding(left, ids) }
}
