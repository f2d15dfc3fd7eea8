import { expect, test } from 'vitest'
import { faultKinds } from '../../infra/local/hostile/faults.ts'
import { during } from '../own.ts'
import { livePulse, liveReview } from '../simulation/faulty-surveys.ts'
import { startStory } from './story.ts'

const story = during(
  () => startStory({ aws: 'hostile' }),
  ({ stop }) => stop(),
)
const faults = { seed: 20, chance: 0.05, kinds: [...faultKinds] }

/** Every kind of fault has to come up, or the test shows less than it says. */
const everyKind = Object.fromEntries(faultKinds.map(kind => [kind, expect.any(Number)]))

test('a review under every kind of fault loses nothing, doubles nothing, forgets nobody and ends in time', async () => {
  const { findings, met } = await liveReview(story, faults, { people: 9, asked: 6, atOnce: 3 })
  expect(findings).toEqual([])
  expect(met).toEqual(everyKind)
})

test('a pulse under every kind of fault loses nothing, doubles nothing, forgets nobody and ends in time', async () => {
  const { findings, met } = await livePulse(story, faults, { people: 10, asked: 10, atOnce: 3 })
  expect(findings).toEqual([])
  expect(met).toEqual(everyKind)
})
