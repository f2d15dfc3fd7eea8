/** What the room added during the meeting, by the live channel. */
import type { Agenda } from './schema.ts'
import { settle } from './settle.ts'
import { wordsOf } from './words/languages.ts'

/**
 * The agenda with the channel's observations at the end of Understanding and of the appendix, in the order given (the
 * caller has shuffled them). The item takes no minutes: it came to be while the others were talked about. An id that
 * the agenda has already is not taken twice.
 */
export const withLive = (agenda: Agenda, observations: readonly { id: string; text: string }[]): Agenda => {
  const known = new Set(agenda.appendix.map(entry => entry.id))
  const added = observations.filter(one => {
    if (known.has(one.id)) return false
    known.add(one.id)
    return true
  })
  if (added.length === 0) return agenda
  const { wording } = wordsOf(agenda)
  const item = {
    id: 'live',
    kind: 'live' as const,
    title: wording.live.title,
    minutes: 0,
    question: wording.live.question,
    voices: null,
    disagreement: false,
    observationIds: added.map(one => one.id),
    seeAlsoIds: [],
    notes: [...wording.live.notes],
    lines: [],
  }
  return settle({
    ...agenda,
    parts: agenda.parts.map(part => (part.name === 'Understanding' ? { ...part, items: [...part.items, item] } : part)),
    appendix: [
      ...agenda.appendix,
      ...added.map(({ id, text }) => ({
        id,
        text,
        pseudonym: null,
        signedBy: null,
        theme: null,
        purpose: null,
        factor: null,
        question: null,
      })),
    ],
  })
}
