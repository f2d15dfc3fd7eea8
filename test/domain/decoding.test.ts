import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFile } from '../../../../web/desk/import/encoding.ts'

const wide = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))
const swapped = (bytes: Uint8Array): Uint8Array => bytes.map((_, index) => bytes[index ^ 1] ?? 0)

test('any text in UTF-8 comes back as it is, with and without a mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.boolean(), (text, marked) => {
      fc.pre(!text.includes('\0') && !text.startsWith('\uFEFF'))
      const decoded = decodeFile(new TextEncoder().encode(marked ? `\uFEFF${text}` : text))
      expect(decoded).toStrictEqual({ text, guessed: null })
    }),
  )
})

test('UTF-16 is told by its mark, and without one by its zeros; the rest is Windows-1252, and both are said', () => {
  const text = 'id;title\n1;Störung – Café\n'
  expect(decodeFile(wide(`\uFEFF${text}`))).toStrictEqual({ text, guessed: null })
  expect(decodeFile(swapped(wide(`\uFEFF${text}`)))).toStrictEqual({ text, guessed: null })
  expect(decodeFile(wide(text))).toStrictEqual({ text, guessed: 'UTF-16' })
  expect(decodeFile(swapped(wide(text)))).toStrictEqual({ text, guessed: 'UTF-16' })
  const western = new Uint8Array(Buffer.from('id;title\n1;Störung \x96 Café\n', 'latin1'))
  expect(decodeFile(western)).toStrictEqual({ text, guessed: 'Windows-1252' })
  expect(decodeFile(new Uint8Array())).toStrictEqual({ text: '', guessed: null })
})
