import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupsOf, isSame, isStrong, pairsOf } from '../../../functions/domain/synthesis/likeness.ts'

const pairOf = (a: string, b: string) => pairsOf([a, b, 'The lunch was cold', 'A door stuck'])[0]

test('only rare words in common are evidence: everyday ones and chance join nothing', () => {
  const same = pairOf('The ingest queue threshold was wrong', 'Wrong threshold on the ingest queue')
  expect(same && isStrong(same) && isSame(same)).toBe(true)
  expect(pairsOf(['We waited for a long time', 'They came back in time'])).toEqual([])
  const chance = pairOf('The queue of tickets was long', 'The message queue lost its leader when the broker moved')
  expect(chance !== undefined && isStrong(chance)).toBe(false)
})

test('a pair is told once, the lower index first, with a cosine between 0 and 1', () => {
  const word = fc.constantFrom('ingest', 'threshold', 'certificate', 'runbook', 'rollback', 'the', 'and', '証明書', '9')
  const texts = fc.array(
    fc.array(word, { maxLength: 8 }).map(words => words.join(' ')),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(texts, list => {
      const pairs = pairsOf(list)
      expect(new Set(pairs.map(({ a, b }) => `${a} ${b}`)).size).toBe(pairs.length)
      for (const { a, b, cosine } of pairs) {
        expect(a).toBeLessThan(b)
        expect(cosine).toBeGreaterThan(0)
        expect(cosine).toBeLessThanOrEqual(1 + 1e-9)
      }
    }),
  )
})

test('each index is in exactly one group, and within a group each is paired with each', () => {
  const pairs = fc.uniqueArray(
    fc
      .record({ a: fc.nat(8), b: fc.nat(8), cosine: fc.double({ min: 0, max: 1, noNaN: true }) })
      .filter(p => p.a < p.b),
    { selector: ({ a, b }) => `${a} ${b}`, maxLength: 30 },
  )
  fc.assert(
    fc.property(pairs, list => {
      const groups = groupsOf(
        9,
        list.map(pair => ({ ...pair, rareShared: 1 })),
      )
      expect(groups.flat().toSorted((x, y) => x - y)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
      for (const group of groups)
        for (const a of group)
          for (const b of group) if (a < b) expect(list.some(pair => pair.a === a && pair.b === b)).toBe(true)
    }),
  )
})
