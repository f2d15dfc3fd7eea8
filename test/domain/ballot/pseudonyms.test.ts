import { assert, property, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { ballotContentSchema } from '../../../functions/domain/ballot/ballot.ts'
import { drawAnother, drawPseudonym } from '../../../functions/domain/ballot/pseudonyms.ts'

test('64 adjectives and 64 animals without repeats, so that every pair is equally likely', () => {
  const pairs = new Set<string>()
  for (let first = 0; first < 256; first += 1) {
    for (let second = 0; second < 256; second += 1) pairs.add(drawPseudonym(Uint8Array.of(first, second)))
  }
  expect(pairs.size).toBe(64 * 64)
  for (const place of [0, 1]) expect(new Set([...pairs].map(pair => pair.split(' ')[place])).size).toBe(64)
})

test('every pair is a pseudonym that a ballot can hold', () => {
  assert(
    property(uint8Array({ minLength: 2, maxLength: 9 }), random => {
      expect(drawPseudonym(random)).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
      expect(ballotContentSchema.shape.pseudonym.safeParse(drawPseudonym(random)).success).toBe(true)
    }),
  )
})

test('a second draw avoids those taken, and is null rather than a clash', () => {
  const taken = new Set([drawPseudonym(Uint8Array.of(1, 1))])
  expect(drawAnother(Uint8Array.of(1, 1, 2, 2), taken)).toBe(drawPseudonym(Uint8Array.of(2, 2)))
  expect(drawAnother(Uint8Array.of(1, 1), taken)).toBeNull()
  expect(() => drawPseudonym(Uint8Array.of(1))).toThrow(RangeError)
})
