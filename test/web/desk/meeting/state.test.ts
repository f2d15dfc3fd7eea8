import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Attendee,
  type Change,
  changed,
  countedOf,
  countsOf,
  elapsedOf,
  freshState,
  inTurn,
  type MeetingState,
  meetingStateSchema,
  roundOf,
  totalElapsed,
} from '../../../../web/desk/meeting/state.ts'

const person = (id: string, seniority: Attendee['seniority'] = null, draw = 0.5): Attendee => ({
  id,
  name: id.toUpperCase(),
  seniority,
  draw,
})
const fresh = freshState({ version: 0, notes: {}, attendees: 0, speakers: 0, turns: [] })
const after = (changes: readonly Change[], from: MeetingState = fresh): MeetingState => changes.reduce(changed, from)
const room = after([{ do: 'join', people: ['a', 'b', 'c'].map((id, index) => person(id, null, index / 10)) }])

describe('the order of speaking', () => {
  test('begins with the least senior, whose seniority is unknown standing among the middle', () => {
    const people = [
      person('lead', 'lead'),
      person('unknown', null, 0.9),
      person('mid', 'mid', 0.1),
      person('jun', 'junior'),
    ]
    expect(inTurn(people).map(({ id }) => id)).toEqual(['jun', 'mid', 'unknown', 'lead'])
  })

  test('is drawn where nothing else puts people in order, and stays drawn', () => {
    const people = [person('a', null, 0.7), person('b', null, 0.2), person('c', null, 0.4)]
    expect(inTurn(people).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  })
})

describe('a round', () => {
  test('goes on to who neither spoke nor passed; passing is no turn; another round begins anew', () => {
    const one = after(
      [
        { do: 'spoke', id: 'a' },
        { do: 'passed', id: 'b' },
      ],
      room,
    )
    expect(roundOf(one)).toMatchObject({ number: 1, next: { id: 'c' }, spoken: 1 })
    const done = after(
      [
        { do: 'spoke', id: 'c' },
        { do: 'spoke', id: 'c' },
      ],
      one,
    )
    expect(roundOf(done).next).toBeNull()
    expect(countsOf(done)).toEqual({ attendees: 3, speakers: 2, turns: [2, 1] })
    const next = after([{ do: 'round' }], done)
    expect(roundOf(next)).toMatchObject({ number: 2, next: { id: 'a' }, spoken: 2 })
    expect(after([{ do: 'undo' }], next)).toEqual(done)
  })

  test('somebody who passed may still speak, and whoever leaves takes their turns along', () => {
    const state = after(
      [
        { do: 'passed', id: 'a' },
        { do: 'spoke', id: 'a' },
        { do: 'spoke', id: 'b' },
      ],
      room,
    )
    expect(roundOf(state).people[0]).toMatchObject({ turns: 1, state: 'spoke' })
    expect(countsOf(after([{ do: 'leave', id: 'a' }], state))).toEqual({ attendees: 2, speakers: 1, turns: [1] })
  })

  test('joined twice somebody is here once', () => {
    expect(after([{ do: 'join', people: [person('a')] }], room).attendees.length).toBe(3)
  })
})

describe('the clock', () => {
  const change = fc.oneof(
    fc.record({ do: fc.constantFrom('start' as const, 'pause' as const), first: fc.constant('one') }),
    fc.record({ do: fc.constant('go' as const), itemId: fc.constantFrom('one', 'two', 'three') }),
  )

  test('loses no millisecond that it ran, whatever is pressed and however often the page is read back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(change, fc.nat(90_000)), { maxLength: 20 }), steps => {
        let now = 1_000_000
        let ran = 0
        let state = fresh
        for (const [step, wait] of steps) {
          state = meetingStateSchema.parse(JSON.parse(JSON.stringify(changed(state, { ...step, now }))))
          if (state.clock.since !== null) ran += wait
          now += wait
        }
        expect(totalElapsed(state.clock, now)).toBe(ran)
      }),
    )
  })

  test('goes on with the item that is gone to, and adds up when it is come back to', () => {
    const state = after([
      { do: 'start', now: 0, first: 'one' },
      { do: 'go', itemId: 'two', now: 60_000 },
      { do: 'go', itemId: 'one', now: 90_000 },
    ])
    expect(['one', 'two'].map(id => elapsedOf(state.clock, id, 100_000))).toEqual([70_000, 30_000])
  })
})

test('the end keeps numbers and drops every name', () => {
  const ended = after(
    [
      { do: 'spoke', id: 'a' },
      { do: 'link', url: 'https://example.org/live/#k' },
      { do: 'end', now: 5 },
    ],
    room,
  )
  expect(ended.ended).toEqual({ attendees: 3, speakers: 1, turns: [1] })
  expect(JSON.stringify(ended)).not.toMatch(/"[ABC]"|"[abc]"|https/)
})

test('numbers that another facilitator ended the meeting with stay', () => {
  const mine = { attendees: 3, speakers: 1, turns: [1] }
  expect(countedOf(fresh.base, null)).toBeNull()
  expect(countedOf(fresh.base, mine)).toBe(mine)
  expect(countedOf({ ...fresh.base, attendees: 5, speakers: 4 }, mine)).toMatchObject({ attendees: 5, speakers: 4 })
})
