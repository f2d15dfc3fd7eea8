import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { padContent } from '../../../functions/domain/ballot/texts.ts'
import { makeSealKey, opener } from '../../../functions/protocol/seal.ts'
import { seal } from '../../../web/answer/seal.ts'
import { bytesLeft } from '../../../web/answer/texts.ts'
import { utf8 } from '../../../web/kit/plain/bytes.ts'

test('the harvest opens what the page seals, only under the same info and serial', async () => {
  const { publicKey, privateKey } = await makeSealKey()
  const sealed = await seal(publicKey, 'info', 'serial', utf8('plain'))
  expect(sealed.length).toBe(65 + 5 + 16)
  const read = await opener(privateKey)
  expect(new TextDecoder().decode((await read({ info: 'info', about: 'serial' }, sealed)) ?? undefined)).toBe('plain')
  expect(await read({ info: 'other', about: 'serial' }, sealed)).toBeNull()
  expect(await read({ info: 'info', about: 'other' }, sealed)).toBeNull()
  const another = await opener((await makeSealKey()).privateKey)
  expect(await another({ info: 'info', about: 'serial' }, sealed)).toBeNull()
})

test('whatever is sealed, for whatever and with whatever serial, a library of RFC 9180 opens as it was', async () => {
  const { publicKey, privateKey } = await makeSealKey()
  const read = await opener(privateKey)
  const words = fc.string({ unit: 'grapheme', maxLength: 300 })
  await fc.assert(
    fc.asyncProperty(words, words, fc.uint8Array({ maxLength: 5_000 }), async (info, about, plain) => {
      const sealed = await seal(publicKey, info, about, new Uint8Array(plain))
      expect(Buffer.from((await read({ info, about }, sealed)) ?? [])).toEqual(Buffer.from(plain))
    }),
    { numRuns: 50 },
  )
})

test('a seal key that is no point of the curve seals nothing', async () => {
  const none = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]).toString('base64url')
  await expect(seal(none, 'info', 'serial', utf8('plain'))).rejects.toThrow()
})

const content = fc.record({
  instrument: fc.constant('pre-meeting-1'),
  language: fc.constant('en'),
  pseudonym: fc.string({ maxLength: 60, unit: 'grapheme' }),
  signature: fc.option(fc.string({ unit: 'grapheme' })),
  answers: fc.dictionary(
    fc.string(),
    fc.oneof(
      fc.integer(),
      fc.record({ text: fc.string({ unit: 'grapheme' }), choice: fc.constant('verbatim' as const) }),
    ),
  ),
})

test('every ballot has the same length, and content that does not fit is refused, not cut', () => {
  fc.assert(
    fc.property(content, fc.integer({ min: 0, max: 400 }), (filled, size) => {
      const left = bytesLeft(filled, size)
      if (left < 0) expect(() => padContent(filled, size)).toThrow(RangeError)
      else expect(padContent(filled, size).length).toBe(size)
    }),
  )
})
