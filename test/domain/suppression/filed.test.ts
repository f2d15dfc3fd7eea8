import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitDocument } from '../../../functions/domain/suppression/filed.ts'
import { pieceKey } from '../../keys.ts'

describe('a filed document', () => {
  test('is complete again when its pieces are joined, each of which is valid text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), fc.integer({ min: 0, max: 3 }), (text, odd) => {
        const long = 'x'.repeat(odd) + `${text}🦉`.repeat(Math.ceil(250_000 / (text.length + 2)))
        const pieces = splitDocument(long)
        expect(pieces.join('')).toBe(long)
        for (const piece of pieces) expect(piece.isWellFormed()).toBe(true)
        for (const piece of pieces) expect(new TextEncoder().encode(piece).length).toBeLessThan(400_000)
      }),
      { numRuns: 20 },
    )
  })

  test('keeps its pieces in order by their keys', () => {
    const keys = Array.from({ length: 12 }, (_, index) => pieceKey('run_a', 'statements', index))
    expect(keys.toSorted()).toEqual(keys)
  })
})
