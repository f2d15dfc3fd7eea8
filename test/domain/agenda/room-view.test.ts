import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { roomAgenda } from '../../../functions/domain/agenda/room.ts'
import { type RoomFacts, roomView, roomViewSchema } from '../../../functions/domain/agenda/room-view.ts'
import { afterDone, type Change, notBegun, type Running } from '../../../functions/domain/review/running.ts'
import { facts, synthesis } from './fixture.ts'
import { item } from './laws.ts'

const agenda = layOutAgenda(synthesis, facts)
const given: RoomFacts = {
  review: { title: 'Checkout outage', meetingAt: '2026-11-24T12:00:00.000Z', durationMinutes: 60, zone: 'UTC' },
  agenda: roomAgenda(agenda),
  running: notBegun,
  ended: false,
  link: null,
  wordsOf: () => null,
}
const after = (...changes: Change[]): Running =>
  changes.map((change, index) => ({ id: `change-${index}`, change })).reduce(afterDone, notBegun)
const joined = (names: readonly string[]): Change => ({
  do: 'join',
  people: names.map((name, index) => ({ id: `p${index}`, name, seniority: null, draw: index / 1000 })),
})
const shownOf = (running: Running, more: Partial<RoomFacts> = {}) => roomView({ ...given, running, ...more })

describe('the room’s screen', () => {
  test('receives nothing for the facilitator alone: no note, no hint, no other statement, no id, no count of turns', () => {
    const running = after(
      joined(['Ada Sample', 'Bela Sample']),
      { do: 'spoke', id: 'p0' },
      { do: 'go', itemId: 'theme-1', at: 1 },
    )
    const text = JSON.stringify(shownOf(running))
    expect(text).not.toMatch(/obs_|"turns"|"draw"|seniority|voices|p0/)
    for (const note of item(agenda, 'theme-1').notes) expect(text).not.toContain(JSON.stringify(note).slice(1, -1))
    const quotes = shownOf(running).item?.quotes ?? []
    for (const said of agenda.appendix) {
      const isQuoted = quotes.some(quote => said.text.includes(quote) || quote.includes(said.text))
      expect(text.includes(JSON.stringify(said.text).slice(1, -1)) && !isQuoted).toBe(false)
    }
  })

  test('shows the first item until the meeting begins, then the one that is gone to, with the minutes it was given', () => {
    expect(shownOf(notBegun)).toMatchObject({ state: 'before', item: { part: 'Opening' }, clock: { since: null } })
    const running = after(
      { do: 'start', at: 1000, first: 'opening' },
      { do: 'go', itemId: 'theme-1', at: 61_000 },
      { do: 'more', itemId: 'theme-1', minutes: 2 },
    )
    const { minutes, title } = item(agenda, 'theme-1')
    expect(shownOf(running)).toMatchObject({
      state: 'running',
      item: { title, part: 'Understanding' },
      clock: { minutes: minutes + 2, elapsed: 0, since: 61_000 },
      endsAt: '2026-11-24T13:00:00.000Z',
    })
  })

  test('quotes what the facilitator has put there in place of what was planned, and nothing that may not be seen', () => {
    const running = after({ do: 'go', itemId: 'theme-1', at: 1 }, { do: 'show', itemId: 'theme-1', shown: ['a', 'b'] })
    const wordsOf = (id: string): string | null => (id === 'a' ? 'Chosen by hand.' : null)
    expect(shownOf(running, { wordsOf }).item?.quotes).toEqual(['Chosen by hand.'])
    const none = after({ do: 'go', itemId: 'theme-1', at: 1 }, { do: 'show', itemId: 'theme-1', shown: [] })
    expect(shownOf(none).item?.quotes).toEqual([])
  })

  test('names in full whoever’s turn it is, the others as short as tells them apart', () => {
    const names = ['Ada Sample', 'Bela Sample', 'Bela Other', 'Cem Sample']
    const { round, others } = shownOf(after(joined(names), { do: 'spoke', id: 'p0' }))
    expect(round).toEqual([
      { name: 'Ada', standing: 'spoke', now: false },
      { name: 'Bela Sample', standing: 'waiting', now: true },
      { name: 'Bela Other', standing: 'waiting', now: false },
      { name: 'Cem', standing: 'waiting', now: false },
    ])
    expect(others).toBe(0)
  })

  test('of sixty people names the one whose turn it is and the next five', () => {
    const names = Array.from({ length: 60 }, (_, index) => `Person${index} Sample`)
    const spoken = [0, 1, 2].map((index): Change => ({ do: 'spoke', id: `p${index}` }))
    const { round, others } = shownOf(after(joined(names), ...spoken, { do: 'passed', id: 'p4' }))
    expect(round.map(({ name }) => name)).toEqual([
      'Person3 Sample',
      'Person5',
      'Person6',
      'Person7',
      'Person8',
      'Person9',
    ])
    expect(others).toBe(54)
  })

  test('without an agenda shows the meeting itself, and after the end nothing of it', () => {
    expect(shownOf(notBegun, { agenda: null })).toMatchObject({
      item: { title: 'Checkout outage', question: null, quotes: [] },
      clock: { minutes: 60 },
    })
    const ended = shownOf(after(joined(['Ada Sample'])), { ended: true, link: 'https://example.org/live/#k' })
    expect(ended).toMatchObject({ state: 'ended', item: null, round: [], link: null })
  })

  test('is always of the shape that its page takes, with two quotes at most', () => {
    const change = fc.oneof(
      fc.constantFrom<Change>(
        { do: 'start', at: 5, first: 'opening' },
        { do: 'go', itemId: 'theme-1', at: 9 },
        { do: 'go', itemId: 'gone', at: 11 },
        { do: 'round', number: 2 },
        joined(['Ada Sample', 'Bela Sample']),
        { do: 'spoke', id: 'p1' },
      ),
      fc.array(fc.string(), { maxLength: 5 }).map((shown): Change => ({ do: 'show', itemId: 'theme-1', shown })),
    )
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), changes => {
        const view = shownOf(after(...changes), { wordsOf: id => id })
        expect(roomViewSchema.parse(JSON.parse(JSON.stringify(view)))).toEqual(view)
        expect(view.item?.quotes.length ?? 0).toBeLessThanOrEqual(2)
      }),
    )
  })
})
