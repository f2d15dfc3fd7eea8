import { describe, expect, test } from 'vitest'
import type { Change } from '../../../../functions/domain/review/running.ts'
import { behindMinutes, clockFace, leftOf } from '../../../../web/desk/meeting/clock.ts'
import { shownNow } from '../../../../web/desk/meeting/line.ts'
import { presentOf, typedPresent } from '../../../../web/desk/meeting/present.ts'
import { countedOf, freshState, type MeetingState, stepped } from '../../../../web/desk/meeting/state.ts'

const base = { version: 0, notes: {}, captured: [], attendees: 0, speakers: 0, turns: [] }
const fresh = freshState(base)
const pressed = (state: MeetingState, change: Change): MeetingState => {
  const { known } = state
  const queue = [...known.queue, { id: `change-${known.queue.length}`, change }]
  return stepped(state, { do: 'known', known: { ...known, queue } })
}
const room = pressed(fresh, { do: 'join', people: typedPresent('Ada, Bela, Cem') })
const spoke = (state: MeetingState, index: number): MeetingState =>
  pressed(state, { do: 'spoke', id: shownNow(room.known).people[index]?.id ?? '' })

describe('the end', () => {
  test('keeps numbers and drops every name', () => {
    const ended = stepped(spoke(spoke(room, 0), 0), { do: 'end' })
    expect(ended.ended).toEqual({ attendees: 3, speakers: 1, turns: [2] })
    expect(JSON.stringify(ended)).not.toMatch(/Ada|Bela|Cem/)
  })

  test('is not undone by an answer that was under way', () => {
    const ended = stepped(room, { do: 'end' })
    expect(stepped(ended, { do: 'known', known: room.known })).toEqual(ended)
  })

  test('on another device drops every name here', () => {
    const gone = stepped(spoke(room, 0), { do: 'gone' })
    expect(gone.ended).toBeNull()
    expect(JSON.stringify(gone)).not.toMatch(/Ada|Bela|Cem/)
  })

  test('with the numbers of another facilitator keeps theirs', () => {
    const mine = { attendees: 3, speakers: 1, turns: [1] }
    expect(countedOf(base, null)).toBeNull()
    expect(countedOf(base, mine)).toBe(mine)
    expect(countedOf({ ...base, attendees: 5, speakers: 4 }, mine)).toMatchObject({ attendees: 5, speakers: 4 })
  })
})

describe('who is here', () => {
  test('is the same person on every device, without an address', () => {
    const ada = { email: 'ada.sample@example.com', name: '', seniority: 'junior' } as const
    const [one, other] = [presentOf(ada), presentOf({ ...ada, email: 'Ada.Sample@example.com' })]
    expect(one.id).toBe(other.id)
    expect([one.name, one.seniority]).toEqual(['ada.sample', 'junior'])
    expect(JSON.stringify(one)).not.toContain('@')
  })

  test('of two of one name is told apart by their addresses', () => {
    const of = (email: string) => presentOf({ email, name: 'Anna Sample', seniority: null }).id
    expect(of('anna1@example.com')).not.toBe(of('anna2@example.com'))
  })
})

describe('the time that is left', () => {
  test.each([
    [6, 0, '6:00', false, 0],
    [6, 122_001, '3:58', false, 0],
    [6, 359_400, '0:01', false, 0],
    [6, 360_000, '0:00', true, 0],
    [6, 419_000, '0:00', true, 0],
    [6, 420_000, '0:00', true, 1],
    [90, 0, '1:30:00', false, 0],
  ])('of %i minutes after %i ms is %s', (minutes, elapsed, face, isOver, overMinutes) => {
    expect(leftOf(minutes, elapsed)).toMatchObject({ face, isOver, overMinutes })
  })

  test('is written as a clock', () => {
    expect([0, 59_000, 60_000, 3_661_000].map(clockFace)).toEqual(['0:00', '0:59', '1:00', '1:01:01'])
  })

  test('of the meeting is behind or ahead of the plan by whole minutes', () => {
    const items = [
      { id: 'one', minutes: 5 },
      { id: 'two', minutes: 10 },
    ]
    const [one, two] = items
    if (!one || !two) throw new Error('no items')
    const running = { ...shownNow(fresh.known), itemId: 'two', elapsed: { one: 9 * 60_000, two: 60_000 } }
    expect(behindMinutes(items, two, running, 0)).toBe(4)
    expect(behindMinutes(items, two, { ...running, elapsed: { one: 60_000 } }, 0)).toBe(-4)
    expect(behindMinutes(items, one, { ...running, itemId: 'one', elapsed: { one: 7 * 60_000 } }, 0)).toBe(2)
  })
})
