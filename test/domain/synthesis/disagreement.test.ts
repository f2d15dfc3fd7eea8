import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { disagreementsOf } from '../../../functions/domain/synthesis/disagreement.ts'
import { voiceOf } from '../../../functions/domain/synthesis/voices.ts'
import { compatible, contradicting } from './disagreement.pairs.ts'

const contradict = (a: string, b: string, voices: [string | null, string | null] = ['a', 'b']): boolean =>
  disagreementsOf([
    { text: a, voice: voices[0] },
    { text: b, voice: voices[1] },
  ]).length > 0

const denial: [string, string] = [
  'Nobody tested the backup restore before the migration',
  'We tested the backup restore before the migration',
]

test('of the invented pairs none that may both be so is told as a disagreement, and a third of the others is', () => {
  const found = contradicting.filter(([a, b]) => contradict(a, b)).length
  expect(compatible.filter(([a, b]) => contradict(a, b))).toEqual([])
  expect(found / contradicting.length).toBeGreaterThanOrEqual(0.33)
})

test('one account denies the other, or counts the same thing otherwise', () => {
  expect(contradict(...denial)).toBe(true)
  expect(
    contradict('There were four backup replicas in the cluster', 'The cluster had two backup replicas at the time'),
  ).toBe(true)
})

test('nobody disagrees with themselves, nor with whoever is not known', () => {
  expect(contradict(...denial, ['a', 'a'])).toBe(false)
  expect(contradict(...denial, ['a', voiceOf('a', 'hesitate')])).toBe(false)
  expect(contradict(...denial, [voiceOf('a', 'signed'), voiceOf('a', 'hesitate')])).toBe(false)
  expect(contradict(...denial, [voiceOf('a', 'signed'), voiceOf('b', 'signed')])).toBe(true)
  expect(contradict(...denial, ['a', null])).toBe(false)
  expect(contradict(...denial, [null, null])).toBe(false)
})

test('wishes, plans and questions contradict nobody', () => {
  expect(contradict(denial[0], 'We should test the backup restore before the migration')).toBe(false)
  expect(contradict(denial[0], 'Who tested the backup restore before the migration?')).toBe(false)
})

test('each quote is a part of its statement, whoever comes first, and no account stands in two', () => {
  const texts = [...contradicting.flat(), ...denial, `It rained. ${denial[0]}. We left.`]
  fc.assert(
    fc.property(
      fc.array(fc.record({ text: fc.constantFrom(...texts), voice: fc.constantFrom('a', 'b', 'c', null) }), {
        maxLength: 12,
      }),
      accounts => {
        const found = disagreementsOf(accounts)
        for (const { a, b } of found) {
          expect(accounts[a.index]?.text).toContain(a.quote)
          expect(accounts[b.index]?.text).toContain(b.quote)
          expect(accounts[a.index]?.voice).not.toBe(accounts[b.index]?.voice)
        }
        const used = found.flatMap(({ a, b }) => [a.index, b.index])
        expect(new Set(used).size).toBe(used.length)
      },
    ),
  )
})

test('what somebody did not know, or did not want to do, is denied by nobody', () => {
  expect(contradict('I did not know that the tank size had been lowered', 'I raised the tank size by hand')).toBe(false)
  expect(contradict('Nobody wanted to switch the second pump', 'The second pump answered the switch')).toBe(false)
})
