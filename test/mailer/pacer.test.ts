import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPacer, type Pacer } from '../../functions/mailer/pacer.ts'

/** Sleeps last as long as requested, plus the lateness of the machine. */
const lateClock = (lateness: () => number) => {
  let time = 0
  return {
    now: () => time,
    sleep: async (milliseconds: number) => {
      time += milliseconds + lateness()
    },
    pass: (milliseconds: number) => {
      time += milliseconds
    },
  }
}

const send = async (pacer: Pacer): Promise<void> => (await pacer.turn())()

const departures = async (perSecond: number, count: number, lateness: () => number) => {
  const clock = lateClock(lateness)
  const pacer = createPacer(clock)
  pacer.setRate(perSecond)
  const times: number[] = []
  for (let index = 0; index < count; index += 1) {
    await send(pacer)
    times.push(clock.now())
  }
  return times
}

/** The largest number within any second, wherever it begins. */
const busiestSecond = (times: readonly number[]): number => {
  let first = 0
  let most = 0
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) <= time - 1000) first += 1
    most = Math.max(most, index - first + 1)
  }
  return most
}

test('no second holds more than the rate, however late the timers are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1, 2, 14, 50, 200),
      fc.array(fc.constantFrom(0, 0, 0, 1, 3, 20, 150, 900), { minLength: 1 }),
      async (perSecond, delays) => {
        let call = 0
        const times = await departures(perSecond, perSecond * 4 + 1, () => delays[call++ % delays.length] ?? 0)
        expect(busiestSecond(times)).toBeLessThanOrEqual(perSecond)
      },
    ),
    { numRuns: 60 },
  )
})

test('nor do arrivals, whenever each happens between its departure and its answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(2, 14, 50),
      fc.array(fc.record({ held: fc.constantFrom(0, 1, 30, 400, 1500), more: fc.constantFrom(0, 2, 60) }), {
        minLength: 1,
        maxLength: 20,
      }),
      async (perSecond, delays) => {
        const clock = lateClock(() => 0)
        const underWay: { at: number; answered: () => void }[] = []
        const sleep = async (milliseconds: number) => {
          await clock.sleep(milliseconds)
          for (const mail of underWay.filter(({ at }) => at <= clock.now())) {
            mail.answered()
            underWay.splice(underWay.indexOf(mail), 1)
          }
        }
        const pacer = createPacer({ now: clock.now, sleep })
        pacer.setRate(perSecond)
        const arrivals: number[] = []
        for (let index = 0; index < perSecond * 4; index += 1) {
          const answered = await pacer.turn()
          const { held, more } = delays[index % delays.length] ?? { held: 0, more: 0 }
          arrivals.push(clock.now() + held)
          underWay.push({ at: clock.now() + held + more, answered })
        }
        expect(busiestSecond(arrivals.toSorted((a, b) => a - b))).toBeLessThanOrEqual(perSecond)
      },
    ),
    { numRuns: 60 },
  )
})

test.each([1, 2, 14, 200])('at %d a second it reaches 0.95 of that with timers a millisecond late', async perSecond => {
  const times = await departures(perSecond, perSecond * 20, () => 1)
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000
  expect((times.length - 1) / seconds).toBeGreaterThanOrEqual(0.95 * perSecond)
})

test('a rate below one a second is kept too', async () => {
  const times = await departures(0.5, 4, () => 0)
  expect(times.map(time => Math.floor(time / 1000))).toEqual([0, 2, 4, 6])
})

describe('slowing down', () => {
  test('pauses for a second, then continues at half the rate until the rate is set again', async () => {
    const clock = lateClock(() => 0)
    const pacer = createPacer(clock)
    pacer.setRate(100)
    await send(pacer)
    pacer.slowDown()
    // Mails throttled together count once.
    pacer.slowDown()
    await send(pacer)
    expect(clock.now()).toBeGreaterThanOrEqual(1000)
    const begun = clock.now()
    for (let index = 0; index < 100; index += 1) await send(pacer)
    expect(clock.now() - begun).toBeGreaterThanOrEqual(2000)
    expect(clock.now() - begun).toBeLessThan(3000)
    pacer.setRate(100)
    const faster = clock.now()
    for (let index = 0; index < 100; index += 1) await send(pacer)
    expect(clock.now() - faster).toBeLessThan(1100)
  })

  test('is never below an eighth: claimed mails leave before their run ends', async () => {
    const clock = lateClock(() => 0)
    const pacer = createPacer(clock)
    pacer.setRate(80)
    for (let index = 0; index < 10; index += 1) {
      pacer.slowDown()
      clock.pass(1001)
    }
    await send(pacer)
    const begun = clock.now()
    for (let index = 0; index < 10; index += 1) await send(pacer)
    expect(clock.now() - begun).toBeLessThan(1200)
  })
})

test('consecutive runs share the second in which they meet', async () => {
  const clock = lateClock(() => 0)
  const pacer = createPacer(clock)
  const times: number[] = []
  for (let run = 0; run < 5; run += 1) {
    pacer.setRate(10)
    for (let index = 0; index < 7; index += 1) {
      await send(pacer)
      times.push(clock.now())
    }
  }
  expect(busiestSecond(times)).toBeLessThanOrEqual(10)
})
