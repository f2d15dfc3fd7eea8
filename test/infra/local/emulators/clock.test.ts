import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LambdaName } from '../../../../functions/manifest.ts'
import { type Clock, openClock } from '../../../../infra/local/emulators/clock.ts'
import { temporaryFolder } from '../handlers.ts'

let file: string
let calls: [LambdaName, unknown][]
let lines: string[]
/** How many runs of the mailer still change something, and what each round starts. */
let work: { changes: number; starts: LambdaName[][]; fails: boolean }

const open = (still = false): Clock =>
  openClock({
    file,
    still,
    functions: {
      invoke: async (name, event) => {
        calls.push([name, event])
        if (name === 'mailer' && work.changes > 0) work.changes -= 1
        return { payload: 'null', failed: work.fails }
      },
      settled: async () => work.starts.shift() ?? [],
    },
    digest: async () => String(work.changes),
    log: (name, line) => lines.push(`${name} ${line}`),
  })

afterEach(() => {
  vi.useRealTimers()
})
beforeEach(() => {
  file = path.join(temporaryFolder(), 'clock.json')
  calls = []
  lines = []
  work = { changes: 0, starts: [], fails: false }
})

/** What the schedule runs each time. */
const round: readonly LambdaName[] = ['clock', 'mailer', 'learning']

const inAnHour = () => new Date(Date.now() + 3_600_000)

test('the clock moves forward, runs on from there, and never back', async () => {
  const clock = open()
  const target = inAnHour()
  const moved = await clock.advance(target)
  expect(Date.parse(moved?.now ?? '')).toBeGreaterThanOrEqual(target.getTime())
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(Date.parse(moved?.now ?? ''))
  calls = []
  expect(await clock.advance(target)).toBeNull()
  expect(calls).toEqual([])
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(target.getTime())
})

test('a stopped clock does not advance between two moves, however long they take', async () => {
  vi.useFakeTimers()
  const clock = open(true)
  const before = clock.now()
  vi.setSystemTime(Date.now() + 60_000)
  expect(clock.now()).toEqual(before)
  const target = new Date(Math.ceil(before.getTime() / 1000) * 1000 + 20_000)
  expect((await clock.advance(target))?.now).toBe(target.toISOString())
  vi.setSystemTime(Date.now() + 60_000)
  expect(clock.now()).toEqual(target)
})

test('the offset outlives the process, so that no stored time lies in the future', async () => {
  const target = inAnHour()
  await open().advance(target)
  expect(open().now().getTime()).toBeGreaterThanOrEqual(target.getTime())
})

test('the schedule gets whole seconds, none before the requested time, and the clock stops there too', async () => {
  const target = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_001)
  const moved = await open().advance(target)
  const expected = new Date(target.getTime() + 999).toISOString()
  expect(moved?.now).toBe(expected)
  expect(calls[0]).toEqual(['clock', expect.objectContaining({ time: expected.replace('.000', '') })])
})

test('a round that changes nothing and starts nothing is the last', async () => {
  expect((await open().advance(null))?.ran).toEqual(round)
})

test('rounds go on while a run changes something', async () => {
  work.changes = 2
  expect((await open().advance(null))?.ran).toEqual([...round, ...round, ...round])
})

test('rounds go on while a run starts something, which is named', async () => {
  work.starts = [['harvest'], ['harvest']]
  expect((await open().advance(null))?.ran).toEqual([...round, 'harvest', ...round, 'harvest', ...round])
})

test('runs that keep changing something are cut off', async () => {
  work.changes = Number.POSITIVE_INFINITY
  let changes = 0
  const clock = openClock({
    file,
    functions: { invoke: async () => ({ payload: 'null', failed: false }), settled: async () => [] },
    digest: async () => String((changes += 1)),
    log: () => {},
  })
  expect((await clock.advance(null))?.ran).toHaveLength(600)
})

test('a failing run is logged, and the others still run', async () => {
  work.fails = true
  expect((await open().advance(null))?.ran).toEqual(round)
  expect(lines.map(line => line.split(' ')[0])).toEqual(round)
})

test('two moves at once run one after the other, and a minute passing meanwhile adds no run', async () => {
  const clock = open()
  work.changes = 1
  await Promise.all([clock.advance(inAnHour()), clock.advance(new Date(Date.now() + 7_200_000)), clock.tick()])
  expect(calls.map(([name]) => name)).toEqual([...round, ...round, ...round])
  await clock.tick()
  expect(calls).toHaveLength(12)
})
