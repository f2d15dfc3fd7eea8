import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterDone, type Change, isIn, notBegun, type Running } from '../../../../functions/domain/review/running.ts'
import { ApiProblem, unreachable } from '../../../../web/kit/api/problem.ts'
import { createLine, type Known, type LineState, shownNow } from '../../../../web/desk/meeting/line.ts'

const refusal = (code: string): ApiProblem => new ApiProblem(409, { code, title: code, issues: [] })
const joining: Change = { do: 'join', people: [{ id: 'ada', name: 'Ada', seniority: null, draw: 0.5 }] }

/** As `PUT` and `GET /running` answer; `fault` says of the next call whether it is lost before or after its write. */
const server = (clock = 1_000_000) => {
  let running: Running = notBegun
  let ended = false
  const faults: ('before' | 'after' | 'no')[] = []
  const through = <T>(work: () => T): T => {
    const fault = faults.shift() ?? 'no'
    if (fault === 'before') throw unreachable()
    const answer = work()
    if (fault === 'after') throw unreachable()
    return answer
  }
  return {
    faults,
    running: () => running,
    end: () => {
      ended = true
      running = notBegun
    },
    wire: {
      read: async (version: number) =>
        through(() => ({
          now: clock,
          ended: ended && running.version === 0,
          running: running.version > 0 && running.version === version ? null : running,
        })),
      save: async (next: Running) =>
        through(() => {
          if (ended) throw refusal('meeting_ended')
          if (running.version > 0 && isIn(next, running)) return { now: clock, ended: false, running }
          if (next.version !== running.version) throw refusal('changed_meanwhile')
          running = { ...next, version: running.version + 1 }
          return { now: clock, ended: false, running }
        }),
    },
  }
}

const device = ({ wire }: Pick<ReturnType<typeof server>, 'wire'>, first: Partial<Known> = {}) => {
  const seen: { known: Known; states: LineState[] } = {
    known: { base: notBegun, queue: [], skew: 0, ...first },
    states: [],
  }
  const line = createLine(
    seen.known,
    wire,
    {
      known: known => {
        seen.known = known
      },
      state: state => seen.states.push(state),
    },
    () => 0,
  )
  return { line, seen, shown: () => shownNow(seen.known) }
}

describe('what is pressed', () => {
  test('is shown at once, and on another device once it looks', async () => {
    const there = server()
    const [one, other] = [device(there), device(there)]
    one.line.press(joining)
    expect(one.shown().people).toHaveLength(1)
    await one.line.look()
    await expect.poll(() => there.running().version).toBe(1)
    await other.line.look()
    expect(other.shown().people).toHaveLength(1)
    expect(one.seen.known.queue).toEqual([])
  })

  test('without a connection is kept and shown, and sent once when the line is back', async () => {
    const there = server()
    there.faults.push('before', 'before', 'before')
    const one = device(there)
    one.line.press(joining)
    one.line.press({ do: 'spoke', id: 'ada' })
    await expect.poll(() => one.seen.states.at(-1)).toBe('waiting')
    expect(one.shown().people[0]?.turns).toBe(1)
    const reloaded = device(there, JSON.parse(JSON.stringify(one.seen.known)) as Known)
    expect(reloaded.shown().people[0]?.turns).toBe(1)
    there.faults.length = 0
    await reloaded.line.look()
    expect(there.running().people[0]?.turns).toBe(1)
    expect(reloaded.seen.states.at(-1)).toBe('here')
  })

  test('on several devices is carried out once each, whatever is lost on the way, and all end up alike', async () => {
    const change = fc.oneof(
      fc.constant<Change>({ do: 'spoke', id: 'ada' }),
      fc.constant<Change>({ do: 'more', itemId: 'one', minutes: 2 }),
      fc.constantFrom('one', 'two').map((itemId): Change => ({ do: 'go', itemId, at: 5 })),
    )
    const step = fc.tuple(fc.nat(2), fc.option(change), fc.constantFrom('no', 'no', 'before', 'after'))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
        const there = server()
        const devices = [device(there), device(there), device(there)]
        devices[0]?.line.press(joining)
        await devices[0]?.line.look()
        const made: Change[] = []
        for (const [index, pressed, fault] of steps) {
          there.faults.push(fault)
          if (pressed) {
            made.push(pressed)
            devices[index]?.line.press(pressed)
          }
          await devices[index]?.line.look()
        }
        there.faults.length = 0
        for (let round = 0; round < 3; round += 1) {
          for (const { line } of devices) await line.look()
          await new Promise(resolve => setTimeout(resolve))
        }
        const spoken = made.filter(one => one.do === 'spoke').length
        const more = made.filter(one => one.do === 'more').length
        expect(there.running().people[0]?.turns).toBe(spoken)
        expect(there.running().more['one'] ?? 0).toBe(2 * more)
        for (const { shown } of devices) expect(shown()).toEqual(there.running())
      }),
      { numRuns: 60 },
    )
  })

  test('more of it than one write carries arrives whole, each once', async () => {
    const there = server()
    const done = Array.from({ length: 330 }, (_, index) => ({
      id: `change-${index}`,
      change: { do: 'more', itemId: `item-${index % 7}`, minutes: 1 } as const,
    }))
    const { line } = device(there, { queue: done })
    await line.look()
    const expected = done.reduce(afterDone, notBegun)
    expect(there.running().more).toEqual(expected.more)
  })
})

test('the time is the server’s, whatever this device’s clock says', async () => {
  const one = device(server(7_200_000))
  await one.line.look()
  expect(one.seen.known.skew).toBe(7_200_000)
})

test('an end on another device is heard, by looking and by pressing', async () => {
  const there = server()
  const [one, other] = [device(there), device(there)]
  one.line.press(joining)
  await one.line.look()
  await other.line.look()
  there.end()
  await one.line.look()
  expect(one.seen.states.at(-1)).toBe('ended')
  other.line.press({ do: 'spoke', id: 'ada' })
  await expect.poll(() => other.seen.states.at(-1)).toBe('ended')
  expect(other.seen.known.queue).toEqual([])
})
