import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFile, textOfFile } from '../../../functions/domain/table/decoding.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'

const wide = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))
const swapped = (bytes: Uint8Array): Uint8Array => bytes.map((_, index) => bytes[index ^ 1] ?? 0)

test('any text in UTF-8 comes back as it is, with and without a mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.boolean(), (text, marked) => {
      fc.pre(!text.includes('\0') && !text.startsWith('\uFEFF'))
      const decoded = decodeFile(new TextEncoder().encode(marked ? `\uFEFF${text}` : text))
      expect(decoded).toStrictEqual({ text, guessed: null, doubtful: false })
    }),
  )
})

test('UTF-16 is told by its mark, and without one by its zeros; the rest is Windows-1252, and both are said', () => {
  const text = 'id;title\n1;Störung – Café\n'
  expect(decodeFile(wide(`\uFEFF${text}`))).toStrictEqual({ text, guessed: null, doubtful: false })
  expect(decodeFile(swapped(wide(`\uFEFF${text}`)))).toStrictEqual({ text, guessed: null, doubtful: false })
  expect(decodeFile(wide(text))).toStrictEqual({ text, guessed: 'UTF-16', doubtful: false })
  expect(decodeFile(swapped(wide(text)))).toStrictEqual({ text, guessed: 'UTF-16', doubtful: false })
  const western = new Uint8Array(Buffer.from('id;title\n1;Störung \x96 Café\n', 'latin1'))
  expect(decodeFile(western)).toStrictEqual({ text, guessed: 'Windows-1252', doubtful: false })
  expect(decodeFile(new Uint8Array())).toStrictEqual({ text: '', guessed: null, doubtful: false })
})

const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

test.each(['Dóra Müller', 'José Ñúñez', 'Zoë Brontë, Citroën à Besançon', 'Björn Åse Øyvind', 'São João', '“Élodie”'])(
  'Western names are read as they are: %s',
  name => {
    expect(decodeFile(latin(name)).doubtful).toBe(false)
  },
)

test.each([
  ['Polish', '4d69636861b3'],
  ['Polish capitals', 'a3f3649f'],
  ['Russian', 'c8e2e0edeee2'],
  ['Turkish', '4179fe65'],
  ['Japanese', '93638286'],
  ['Chinese', 'd5c5c8fdb7e1'],
])('%s in an encoding of its own is never read as other letters without a word', (_language, hex) => {
  expect(decodeFile(new Uint8Array(Buffer.from(hex, 'hex'))).doubtful).toBe(true)
})

describe('a file that was sent', () => {
  /** What the gateway makes of a body that it takes for text. */
  const handedOn = (bytes: Uint8Array): Uint8Array => new Uint8Array(Buffer.from(Buffer.from(bytes).toString('utf8')))
  const codeOf = (work: () => string): string => {
    try {
      return work()
    } catch (error) {
      return error instanceof Refusal ? error.code : String(error)
    }
  }

  test('keeps its letters as bytes, and plain ones even where the gateway took it for UTF-8', () => {
    const text = 'email\tname\r\nann@example.com\tDóra\r\n'
    expect(textOfFile(wide(`\uFEFF${text}`), 'application/octet-stream')).toBe(text)
    expect(textOfFile(swapped(wide(`\uFEFF${text}`)), 'text/csv')).toBe(text)
    const plain = text.replace('ó', 'o')
    expect(textOfFile(handedOn(wide(`\uFEFF${plain}`)), 'text/csv')).toBe(plain)
    expect(textOfFile(handedOn(swapped(wide(`\uFEFF${plain}`))), 'text/csv')).toBe(plain)
  })

  test('is refused where letters were lost on the way, or nobody can tell which they are', () => {
    const text = 'email\tname\r\nann@example.com\tDóra 東京\r\n'
    expect(codeOf(() => textOfFile(handedOn(wide(`\uFEFF${text}`)), 'text/csv'))).toBe('file_unreadable')
    expect(codeOf(() => textOfFile(new Uint8Array(Buffer.from('4d69636861b3', 'hex')), ''))).toBe('file_unreadable')
  })

  test('is read in the encoding that its sender names', () => {
    const polish = new Uint8Array(Buffer.from('4d69636861b3', 'hex'))
    expect(textOfFile(polish, 'application/octet-stream; charset=windows-1250')).toBe('Michał')
    expect(codeOf(() => textOfFile(polish, 'text/csv; charset=nothing-1'))).toBe('file_unreadable')
    expect(codeOf(() => textOfFile(handedOn(polish), 'text/csv; charset=utf-16le'))).not.toBe('Michał')
  })
})
