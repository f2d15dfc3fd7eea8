import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import { roomAgenda, roomAgendaSchema } from '../../../functions/domain/agenda/room.ts'
import { anyEdit, anyFacts, anySynthesis } from './arbitrary.ts'
import { facts, observations, synthesis } from './fixture.ts'
import { item, itemsOf } from './laws.ts'

const agenda = layOutAgenda(synthesis, facts)

describe('what the room’s screen shows', () => {
  test('is each item that has minutes, in its order, with title, question and minutes', () => {
    const { items } = roomAgenda(agenda)
    const planned = itemsOf(agenda).filter(({ minutes }) => minutes > 0)
    expect(items.map(({ id }) => id)).toEqual(planned.map(({ id }) => id))
    expect(items.reduce((total, { minutes }) => total + minutes, 0)).toBe(agenda.minutes)
    expect(items.find(({ id }) => id === 'theme-1')).toMatchObject({
      kind: 'theme',
      part: 'Understanding',
      title: item(agenda, 'theme-1').title,
      question: item(agenda, 'theme-1').question,
    })
  })

  test('is two quotes of an item at most, as they are read aloud', () => {
    const own = item(agenda, 'theme-1')
    const texts = observations.slice(0, 3).map(({ id, text }) => ({ observationId: id, text }))
    const three = {
      ...agenda,
      parts: agenda.parts.map(part => ({
        ...part,
        items: part.items.map(one => (one.id === own.id ? { ...one, quotes: texts } : one)),
      })),
    }
    const shown = roomAgenda(three).items.find(({ id }) => id === own.id)?.quotes
    expect(shown).toEqual(texts.slice(0, 2).map(({ text }) => text))
  })

  test('is no quote that was hidden, nor one that judges somebody', () => {
    const quoted = item(agenda, 'theme-2').quotes?.[0]
    if (!quoted) throw new Error('no quote')
    const { agenda: hidden } = applyEdits(agenda, [
      { op: 'hide', observationId: quoted.observationId, reason: 'It names a habit.' },
    ])
    expect(JSON.stringify(roomAgenda(agenda))).toContain(JSON.stringify(quoted.text))
    expect(JSON.stringify(roomAgenda(hidden))).not.toContain(JSON.stringify(quoted.text))
    const judging = {
      ...agenda,
      appendix: agenda.appendix.map(one =>
        one.id === quoted.observationId ? { ...one, question: 'What was known then?' } : one,
      ),
    }
    expect(JSON.stringify(roomAgenda(judging))).not.toContain(JSON.stringify(quoted.text))
  })
})

/** Told from each other wherever they stand, and no part of a title or of a question. */
const marked = fc.uuid().map(id => `It went as ${id} says`)

test('whatever was said and however it is arranged, no other statement is on it, and no id of one', () => {
  fc.assert(
    fc.property(
      anySynthesis(marked)
        .chain(said => fc.tuple(fc.constant(said), anyFacts))
        .map(([said, known]) => layOutAgenda(said, known))
        .chain(laid => fc.tuple(fc.constant(laid), fc.array(anyEdit(laid), { maxLength: 8 }))),
      ([laid, edits]) => {
        const { agenda: after } = applyEdits(laid, edits)
        const room = roomAgenda(after)
        expect(roomAgendaSchema.strict().parse(room)).toEqual(room)
        const quoted = new Map(
          itemsOf(after).map(({ id, quotes = [] }) => [id, new Set(quotes.map(({ text }) => text))]),
        )
        for (const { id, quotes } of room.items) {
          expect(quotes.length).toBeLessThanOrEqual(2)
          expect(quotes.filter(text => !quoted.get(id)?.has(text))).toEqual([])
        }
        const bare = JSON.stringify(room.items.map(({ id, kind, part, minutes }) => [id, kind, part, minutes]))
        const statements = after.appendix.filter(({ text }) => text !== '')
        expect(statements.filter(({ id, text }) => bare.includes(`"${id}"`) || bare.includes(text))).toEqual([])
        const spoken = JSON.stringify(room.items.map(({ quotes }) => quotes))
        const readAloud = new Set(itemsOf(after).flatMap(({ quotes = [] }) => quotes.map(one => one.observationId)))
        const silent = statements.filter(({ id }) => !readAloud.has(id))
        expect(silent.filter(({ text }) => spoken.includes(text))).toEqual([])
      },
    ),
  )
})
