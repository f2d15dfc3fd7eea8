import fc from 'fast-check'
import { expect, test } from 'vitest'
import { preferred } from '../../../functions/domain/language/language.ts'
import { languageTag } from '../../../functions/domain/language/tags.ts'

test.each([
  ['en', 'en'],
  ['EN', 'en'],
  ['nl', 'nl'],
  ['pt-BR', 'pt-BR'],
  ['pt_br', 'pt-BR'],
  ['zh-hans', 'zh-Hans'],
  ['sr-Latn-RS', 'sr-Latn-RS'],
  ['en_GB.UTF-8', 'en-GB'],
  ['da-DK,da;q=0.8,en;q=0.5', 'da-DK'],
  ['Dutch', 'nl'],
  ['Nederlands', 'nl'],
  ['Niederländisch', 'nl'],
  ['日本語', 'ja'],
])('%s is kept as %s, spoken here or not', (given, tag) => {
  expect(languageTag(given)).toBe(tag)
})

test.each(['xx', 'qq-QQ', '12', '', 'speaks well', 'klingonese', 'de-', 'x-own', 'und', '<b>'])(
  '%s is no language',
  text => {
    expect(languageTag(text)).toBeNull()
  },
)

test('a tag is its own spelling, and mail has a language for each', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'abcdeEN-_12'.split('')), maxLength: 12 })),
      text => {
        const tag = languageTag(text)
        if (tag === null) return
        expect(languageTag(tag)).toBe(tag)
        expect(preferred([tag])).toBe('en')
      },
    ),
    { numRuns: 2000 },
  )
})
