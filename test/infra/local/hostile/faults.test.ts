import { expect, test } from 'vitest'
import type { LambdaName } from '../../../../functions/manifest.ts'
import type { Call } from '../../../../infra/local/hostile/asked.ts'
import { createFaults, type FaultKind, type FaultSettings } from '../../../../infra/local/hostile/faults.ts'
import { done, mailCall, tableCall } from './calls.ts'

const write = (sk: string): Call =>
  tableCall('PutItem', { TableName: 'people', Item: { pk: { S: 'person' }, sk: { S: sk } } })

const always = (kind: FaultKind): FaultSettings => ({ seed: 1, chance: 1, kinds: [kind] })

/** What came back, and what AWS carried out. */
const world = async (settings: FaultSettings) => {
  const faults = createFaults()
  await faults.set(settings)
  const carriedOut: string[] = []
  const send = async ({ body }: Call) => {
    carriedOut.push(body)
    return done()
  }
  const call = async (asked: Call, caller: LambdaName = 'clock') =>
    (await faults.layer(asked, caller, send))?.status ?? 'cut off'
  return { faults, call, carriedOut }
}

test.each([
  ['dropped-before', 'cut off', 0],
  ['dropped-after', 'cut off', 1],
  ['delayed', 'cut off', 0],
  ['throttled', 400, 0],
  ['failed', 500, 0],
  ['repeated', 200, 2],
] as const)('a call that is %s comes back %s, carried out %d times', async (kind, answer, times) => {
  const { call, carriedOut, faults } = await world(always(kind))
  expect(await call(write('a'))).toBe(answer)
  expect(carriedOut).toHaveLength(times)
  expect(faults.met()).toEqual({ [kind]: 1 })
})

test('what is denied is refused however often it is tried, and only where it was meant', async () => {
  const { call, carriedOut } = await world({ seed: 1, chance: 1, kinds: ['denied'], about: ['surveys'] })
  expect(await call(write('a'))).toBe(200)
  const read = tableCall('GetItem', { TableName: 'surveys', Key: { pk: { S: 'survey' }, sk: { S: 'a' } } })
  expect([await call(read), await call(read)]).toEqual([400, 400])
  expect(carriedOut).toHaveLength(1)
})

test('a delayed call is carried out after later ones, at the latest when its minute is over', async () => {
  const { call, carriedOut, faults } = await world({ ...always('delayed'), chance: 1 })
  await call(write('early'))
  await faults.wake()
  expect(carriedOut).toEqual([write('early').body])
  await call(write('again'))
  await faults.set(null)
  for (let time = 0; time < 9; time += 1) await call(write(`later ${time}`))
  expect(carriedOut.filter(body => body === write('again').body)).toHaveLength(1)
})

test('a seed meets the same calls again, in whatever order other functions call; another seed meets others', async () => {
  const metBy = async (seed: number, between: number) => {
    const { call } = await world({ seed, chance: 0.3, kinds: ['failed', 'throttled'] })
    const answers: unknown[] = []
    for (let time = 0; time < 40; time += 1) {
      for (let more = 0; more < between; more += 1) await call(write(`other ${time} ${more}`), 'mailer')
      answers.push(await call(write(`${seed} ${between} ${time}`)))
    }
    return answers
  }
  expect(await metBy(7, 0)).toEqual(await metBy(7, 2))
  expect(await metBy(7, 0)).not.toEqual(await metBy(8, 0))
  expect(new Set(await metBy(7, 0))).toEqual(new Set([200, 400, 500]))
})

test('some faults meet every attempt of a call until the minute is over', async () => {
  const { call, faults } = await world({ seed: 3, chance: 0.3, kinds: ['failed'] })
  const stuck: Call[] = []
  for (let time = 0; time < 60; time += 1) {
    const asked = write(String(time))
    const attempts = [await call(asked), await call(asked), await call(asked), await call(asked), await call(asked)]
    if (attempts.every(answer => answer === 500)) stuck.push(asked)
  }
  expect(stuck.length).toBeGreaterThan(0)
  await faults.set({ seed: 3, chance: 0, kinds: ['failed'] })
  for (const asked of stuck) expect(await call(asked)).toBe(200)
})

test('mail is repeated by nobody on its way', async () => {
  const { call, carriedOut } = await world(always('repeated'))
  expect(await call(mailCall('murmur@example.com', 'murmur'), 'mailer')).toBe(200)
  expect(carriedOut).toHaveLength(1)
})
