import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterDone,
  type Change,
  countsOf,
  type Done,
  elapsedOf,
  inTurn,
  isIn,
  notBegun,
  type Person,
  type Present,
  roundOf,
  type Running,
  runningSchema,
  talliedWith,
  type Tallies,
  totalElapsed,
} from '../../../functions/domain/review/running.ts'

const present = (id: string, seniority: Present['seniority'] = null, draw = 0.5): Present => ({
  id,
  name: id.toUpperCase(),
  seniority,
  draw,
})
let drawn = 0
const done = (change: Change): Done => ({ id: `change-${(drawn += 1)}`, change })
const after = (changes: readonly Change[], from: Running = notBegun): Running =>
  changes.map(done).reduce(afterDone, from)
const room = after([{ do: 'join', people: ['a', 'b', 'c'].map((id, index) => present(id, null, index / 10)) }])
const spoke = (id: string): Change => ({ do: 'spoke', id })

const changes = fc.oneof(
  fc.record({ do: fc.constant('start' as const), at: fc.nat(1000), first: fc.constant('one') }),
  fc.record({ do: fc.constant('pause' as const), at: fc.nat(1000) }),
  fc.record({ do: fc.constant('go' as const), at: fc.nat(1000), itemId: fc.constantFrom('one', 'two', 'three') }),
  fc.record({ do: fc.constant('more' as const), itemId: fc.constantFrom('one', 'two'), minutes: fc.constant(2) }),
  fc.record({ do: fc.constantFrom('spoke' as const, 'passed' as const), id: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('away' as const), id: fc.constantFrom('a', 'b'), away: fc.boolean() }),
  fc.record({ do: fc.constant('round' as const), number: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    do: fc.constant('show' as const),
    itemId: fc.constant('one'),
    shown: fc.array(fc.string(), { maxLength: 4 }),
  }),
)

describe('a change', () => {
  test('is carried out once, however often and however late it arrives', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 20 }), fc.array(fc.nat(19), { maxLength: 10 }), (all, again) => {
        const made = all.map(done)
        const once = made.reduce(afterDone, room)
        const repeated = again.flatMap(index => made[index] ?? [])
        expect(repeated.reduce(afterDone, once)).toEqual(once)
      }),
    )
  })

  test('leaves what the server takes, whatever was pressed', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 40 }), all => {
        const state = after(all, room)
        expect(runningSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state)
      }),
    )
  })

  test('of two devices at once is lost on neither side: the second is carried out over the first', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 8 }), fc.array(changes, { maxLength: 8 }), (first, second) => {
        const [theirs, mine] = [first.map(done), second.map(done)]
        const rebased = mine.reduce(afterDone, theirs.reduce(afterDone, room))
        for (const { id } of [...theirs, ...mine]) expect(rebased.applied).toContain(id)
        expect(isIn(theirs.reduce(afterDone, room), rebased)).toBe(true)
      }),
    )
  })

  test('Next pressed on two devices at once goes one item on, and its clock is started once', () => {
    const running = after([{ do: 'start', at: 0, first: 'one' }])
    const state = after(
      [
        { do: 'go', itemId: 'two', at: 1000 },
        { do: 'go', itemId: 'two', at: 1400 },
      ],
      running,
    )
    expect([state.itemId, state.since, elapsedOf(state, 'two', 2000)]).toEqual(['two', 1000, 1000])
  })

  test('two minutes more on each of two devices are four', () => {
    const more: Change = { do: 'more', itemId: 'one', minutes: 2 }
    expect(after([more, more]).more).toEqual({ one: 4 })
  })

  test('a third quote takes the place of the first: the room sees two', () => {
    expect(after([{ do: 'show', itemId: 'one', shown: ['x', 'y', 'z'] }]).shown).toEqual({ one: ['y', 'z'] })
  })

  test('another round, pressed on two devices at once, begins once', () => {
    const state = after([spoke('a'), { do: 'round', number: 2 }, { do: 'round', number: 2 }], room)
    expect(state.round).toBe(2)
    expect(roundOf(state)).toMatchObject({ next: { id: 'a' }, spoken: 1 })
  })
})

describe('the clock', () => {
  const step = fc.oneof(
    fc.constantFrom('start' as const, 'pause' as const),
    fc.constantFrom('one', 'two', 'three').map(itemId => ({ itemId })),
  )

  test('loses no millisecond that it ran, whatever is pressed and however often it is stored', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(90_000)), { maxLength: 20 }), steps => {
        let now = 1_000_000
        let ran = 0
        let state: Running = notBegun
        for (const [pressed, wait] of steps) {
          const change: Change =
            pressed === 'start'
              ? { do: 'start', at: now, first: 'one' }
              : pressed === 'pause'
                ? { do: 'pause', at: now }
                : { do: 'go', at: now, itemId: pressed.itemId }
          state = runningSchema.parse(JSON.parse(JSON.stringify(after([change], state))))
          if (state.since !== null) ran += wait
          now += wait
        }
        expect(totalElapsed(state, now)).toBe(ran)
      }),
    )
  })

  test('goes on with the item that is gone to, and adds up when it is come back to', () => {
    const state = after([
      { do: 'start', at: 0, first: 'one' },
      { do: 'go', itemId: 'two', at: 60_000 },
      { do: 'go', itemId: 'one', at: 90_000 },
    ])
    expect(['one', 'two'].map(id => elapsedOf(state, id, 100_000))).toEqual([70_000, 30_000])
  })
})

describe('the order of speaking', () => {
  test('begins with the least senior, whose seniority is unknown standing among the middle', () => {
    const people = [
      present('lead', 'lead'),
      present('unknown', null, 0.9),
      present('mid', 'mid', 0.1),
      present('jun', 'junior'),
    ]
    expect(inTurn(people).map(({ id }) => id)).toEqual(['jun', 'mid', 'unknown', 'lead'])
  })

  test('is drawn where nothing else puts people in order, and stays drawn', () => {
    const people = [present('a', null, 0.7), present('b', null, 0.2), present('c', null, 0.4)]
    expect(inTurn(people).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  })
})

describe('a round', () => {
  test('goes on to who neither spoke nor passed; passing is no turn; another round begins anew', () => {
    const one = after([spoke('a'), { do: 'passed', id: 'b' }], room)
    expect(roundOf(one)).toMatchObject({ next: { id: 'c' }, spoken: 1, came: 3 })
    const all = after([spoke('c'), spoke('c')], one)
    expect(roundOf(all).next).toBeNull()
    const next = after([{ do: 'round', number: 2 }], all)
    expect(roundOf(next)).toMatchObject({ next: { id: 'a' }, spoken: 2 })
  })

  test('whoever joins later is not waited for, and is there as soon as they speak', () => {
    const away = after([{ do: 'away', id: 'a', away: true }], room)
    expect(roundOf(away)).toMatchObject({ next: { id: 'b' }, came: 2 })
    expect(roundOf(after([spoke('a')], away))).toMatchObject({ spoken: 1, came: 3 })
  })

  test('somebody who passed may still speak, and whoever leaves takes their turns along', () => {
    const state = after([{ do: 'passed', id: 'a' }, spoke('a'), spoke('b')], room)
    expect(roundOf(state).people[0]).toMatchObject({ turns: 1 })
    expect(countsOf(after([{ do: 'leave', id: 'a' }], state), {})).toEqual({ attendees: 2, speakers: 1, turns: [1] })
  })

  test('joined twice somebody is here once', () => {
    expect(after([{ do: 'join', people: [present('a')] }], room).people).toHaveLength(3)
  })

  const marksOf = ({ turns, passed, heard }: Person) => ({ turns, passed, heard })
  const unmark = (state: Running, id: string): Change[] =>
    state.people
      .filter(one => one.id === id)
      .map(one => ({ do: 'unmark', round: state.round, id, marks: marksOf(one) }))

  test('a mark that is taken back takes along no other, whoever made it', () => {
    const both = after([spoke('a'), spoke('b')], room)
    const back = after(unmark(room, 'a'), both)
    expect(back.people.map(({ turns }) => turns)).toEqual([0, 1, 0])
    const later = after([{ do: 'round', number: 2 }, spoke('a')], both)
    expect({ ...after(unmark(room, 'a'), later), applied: [] }).toEqual({ ...later, applied: [] })
  })

  test('a round that is taken back was never begun, and whoever spoke in it has spoken in the one before', () => {
    const one = after([spoke('a'), spoke('b')], room)
    const marks = Object.fromEntries(one.people.map(person => [person.id, marksOf(person)]))
    const begun = after([{ do: 'round', number: 2 }], one)
    const back: Change = { do: 'marks', round: 1, marks }
    expect({ ...after([back], begun), finished: {}, applied: [] }).toEqual({ ...one, applied: [] })
    const counted = after([spoke('b'), spoke('c'), back], begun)
    expect([counted.round, counted.people.map(({ turns }) => turns)]).toEqual([1, [1, 2, 1]])
    const third = after([{ do: 'round', number: 3 }], begun)
    expect(after([back], third).round).toBe(3)
  })
})

describe('what is counted', () => {
  const seen = (states: readonly Running[]): Tallies => states.reduce(talliedWith, {} as Tallies)

  test('is how many came, spoke and how often, by a device that has seen every round', () => {
    const first = after([spoke('a'), spoke('a'), spoke('b')], room)
    const second = after([{ do: 'round', number: 2 }, spoke('a')], first)
    expect(countsOf(second, seen([room, first, second]))).toEqual({ attendees: 3, speakers: 2, turns: [3, 1] })
  })

  test('is without how often by a device that missed a turn before the next round began', () => {
    const first = after([spoke('a'), spoke('a'), spoke('b')], room)
    const second = after([{ do: 'round', number: 2 }, spoke('a')], first)
    const missed = seen([room, after([spoke('a'), spoke('b')], room), second])
    expect(countsOf(second, missed)).toEqual({ attendees: 3, speakers: 2, turns: [] })
    // Of a meeting under way when rounds were not added up yet.
    const old = { ...second, finished: {} }
    expect(countsOf(old, seen([room, first, old]))).toEqual({ attendees: 3, speakers: 2, turns: [] })
  })

  test('is without how often by a device that came later: unknown is not zero', () => {
    const first = after([spoke('a'), spoke('b')], room)
    const second = after([{ do: 'round', number: 2 }, spoke('a')], first)
    expect(countsOf(second, seen([second]))).toEqual({ attendees: 3, speakers: 2, turns: [] })
  })
})
