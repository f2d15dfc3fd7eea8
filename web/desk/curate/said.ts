/** What a change was, in words, for whoever did not make it and for the live region. */
import type { AgendaEdit } from '../../../functions/domain/agenda/edit.ts'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import { curateWords as text } from '../words/en-curate.ts'

const longest = 48
/** Enough to decide by. */
export const longestOffered = 130

/** Enough of a statement to know it by. */
export const beginning = (words: string, most = longest): string => {
  const line = words.replaceAll(/\s+/g, ' ')
  return line.length <= most ? line : `${line.slice(0, most).replace(/\s\S*$/, '')}…`
}

/** Titles as they stand now, whatever they were when the change was made. */
export const described = (edit: AgendaEdit, agenda: Agenda): string => {
  const items = agenda.parts.flatMap(part => part.items)
  const title = (id: string): string => {
    const topics = items.flatMap(item => item.topics ?? [])
    return [...items, ...topics].find(one => one.id === id)?.title ?? text.edit.gone
  }
  const words = (id: string): string => {
    const said = agenda.appendix.find(one => one.id === id)
    return said ? beginning(said.text) : text.edit.gone
  }
  switch (edit.op) {
    case 'rename':
      return text.edit.rename(edit.title)
    case 'ask':
      return text.edit.ask(edit.question)
    case 'place':
      return text.edit.place(words(edit.observationId), title(edit.itemId))
    case 'add':
      return text.edit.add(edit.title)
    case 'merge':
      return text.edit.merge(title(edit.from), title(edit.itemId))
    case 'split':
      return text.edit.split(edit.title)
    case 'move':
      return text.edit.move(title(edit.itemId))
    case 'retime':
      return text.edit.retime(title(edit.itemId), edit.minutes)
    case 'unplan':
    case 'plan':
      return text.edit[edit.op](title(edit.itemId))
    case 'hide':
    case 'show':
      return text.edit[edit.op](words(edit.observationId))
    case 'note':
      return text.edit.note(edit.text)
    case 'decline':
      return text.edit.decline
    default:
      return edit satisfies never
  }
}
