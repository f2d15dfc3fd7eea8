/** What is kept from the room leaves the agenda altogether: no document, page or print can hold what it does not get. */
import type { Named } from '../synthesis/schema.ts'
import { titleOf } from '../synthesis/titles.ts'
import type { Agenda, AgendaItem } from './schema.ts'
import { statementsOf } from './standing.ts'
import { wordsOf } from './words/languages.ts'

const quotedIn = /“([\s\S]+)”/u
/** In a line that is somebody's words, they stand between quotation marks or before its question. */
const fewestWords = 3
const says = (line: string, texts: readonly string[]): boolean => {
  const parts = [quotedIn.exec(line)?.[1], line.split(': ')[0]].flatMap(part => part ?? [])
  return parts.some(part => part.split(' ').length >= fewestWords && texts.some(text => text.includes(part)))
}

export const withoutHidden = (agenda: Agenda, ids: ReadonlySet<string>): Agenda => {
  const among = statementsOf(agenda)
  const texts = [...ids].flatMap(id => among.get(id)?.text ?? [])
  const visible = (observationIds: readonly string[]): string[] =>
    observationIds.flatMap(id => (ids.has(id) ? [] : (among.get(id)?.text ?? [])))
  /** A title is a clause of a statement, which may have gone elsewhere since: where only hidden ones say it, it goes. */
  const retitled = (title: string, observationIds: readonly string[]): string => {
    const open = visible(observationIds)
    // A model's title is nobody's clause: it stands for what is read alone.
    const isOfNone = open.length === 0 && agenda.reader?.titles.includes(title) === true
    const isHidden = isOfNone || (says(title, texts) && !open.some(text => text.includes(title)))
    return isHidden ? titleOf(open) || wordsOf(agenda).wording.theme.title : title
  }
  const differing = (agenda.differing ?? []).filter(
    ({ a, b }) => !ids.has(a.observationId) && !ids.has(b.observationId),
  )
  const disagree = (observationIds: readonly string[]): boolean => {
    const own = new Set(observationIds)
    return differing.some(({ a, b }) => own.has(a.observationId) && own.has(b.observationId))
  }
  /** In the words of one who is read; what hidden ones alone named goes. */
  const offered = (named: readonly Named[]): Named[] =>
    named.flatMap(({ text, observationIds }) => {
      const open = visible(observationIds)
      const [first] = open
      return first === undefined
        ? []
        : [{ text: open.includes(text) ? text : first, observationIds: observationIds.filter(id => !ids.has(id)) }]
    })
  const change = (item: AgendaItem): AgendaItem => {
    const { quotes, topics } = item
    return {
      ...item,
      title: item.kind === 'theme' ? retitled(item.title, item.observationIds) : item.title,
      disagreement: item.disagreement && disagree(item.observationIds),
      lines: item.lines.filter(line => !says(line, texts)),
      ...(quotes ? { quotes: quotes.filter(({ observationId }) => !ids.has(observationId)) } : {}),
      ...(topics
        ? {
            topics: topics.map(topic =>
              topic.id === undefined
                ? topic
                : {
                    ...topic,
                    title: retitled(topic.title, topic.observationIds),
                    disagreement: disagree(topic.observationIds),
                  },
            ),
          }
        : {}),
    }
  }
  return {
    ...agenda,
    differing,
    ...(agenda.candidates
      ? {
          candidates: {
            ...agenda.candidates,
            conditions: offered(agenda.candidates.conditions),
            proposals: offered(agenda.candidates.proposals),
          },
        }
      : {}),
    parts: agenda.parts.map(part => ({ ...part, items: part.items.map(change) })),
    appendix: agenda.appendix.map(entry =>
      ids.has(entry.id) ? { ...entry, text: '', pseudonym: null, signedBy: null, question: null, hidden: true } : entry,
    ),
  }
}
