import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type FailureMode,
  failureModeKey,
  failureModeNameSchema,
  failureModes,
  keptNames,
  namesNow,
} from '../../../functions/domain/incident/failure-mode.ts'

const mode = (name: string, mergedInto: string | null = null): FailureMode => ({
  key: failureModeKey(name),
  name,
  mergedInto,
  version: 1,
})

describe('the key of a failure mode', () => {
  test.each([
    ['Certificate expired', 'certificate-expired'],
    [' certificate  EXPIRED! ', 'certificate-expired'],
    ['certificate_expired', 'certificate-expired'],
    ['Überlast der Datenbank', 'überlast-der-datenbank'],
    ['प्रमाणपत्र समाप्त', 'प्रमाणपत्र-समाप्त'],
    ['???', '???'],
  ])('%j is %s', (name, key) => {
    expect(failureModeKey(name)).toBe(key)
  })

  test('is never empty, and is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        const parsed = failureModeNameSchema.safeParse(text)
        if (!parsed.success) return
        const key = failureModeKey(parsed.data)
        expect(key).not.toBe('')
        expect(failureModeKey(key)).toBe(key)
      }),
    )
  })
})

describe('a merged failure mode', () => {
  const listed = [mode('A', 'b'), mode('B', 'c'), mode('C'), mode('D')]

  test('is counted as the one at the end of its merges, under that one’s name', () => {
    const modes = failureModes(listed)
    expect(modes.resolve('a')).toBe('c')
    expect(modes.nameOf('a', 'otherwise')).toBe('C')
    expect(modes.keysOf('b')).toStrictEqual(['c', 'a', 'b'])
    expect(modes.keysOf('d')).toStrictEqual(['d'])
    expect(modes.resolve('never listed')).toBe('never listed')
    expect(modes.keysOf('never listed')).toStrictEqual(['never listed'])
    expect(modes.nameOf('never listed', 'Never listed')).toBe('Never listed')
  })

  test('appears once in an incident, under its present name; sent back, it is stored as before', () => {
    const modes = failureModes(listed)
    const stored = ['a', 'D', 'C!', 'new one']
    expect(namesNow(stored, modes)).toStrictEqual(['C', 'D', 'new one'])
    expect(keptNames(namesNow(stored, modes), stored, modes)).toStrictEqual(['a', 'D', 'new one'])
    expect(keptNames(['E', 'b'], stored, modes)).toStrictEqual(['E', 'a'])
  })

  test('however modes were merged, each key has one mode, and the keys of a mode are those that resolve to it', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F']
    const target = fc.option(fc.constantFrom(...names.map(failureModeKey), 'unlisted'), { nil: null })
    fc.assert(
      fc.property(fc.tuple(target, target, target, target, target, target), targets => {
        const modes = failureModes(names.map((name, index) => mode(name, targets[index] ?? null)))
        for (const key of names.map(failureModeKey)) {
          const own = modes.resolve(key)
          expect(modes.resolve(own)).toBe(own)
          expect(modes.keysOf(key)).toContain(key)
          expect(new Set(modes.keysOf(key))).toStrictEqual(new Set(modes.keysOf(own)))
          for (const other of modes.keysOf(key)) expect(modes.resolve(other)).toBe(own)
        }
      }),
    )
  })
})
