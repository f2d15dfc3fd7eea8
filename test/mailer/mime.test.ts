import * as fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { oneLine } from '../../functions/formats/mail/letter.ts'
import { addressFits, composeMessage, mailboxIn, type Message } from '../../functions/mailer/mime.ts'

const message: Message = {
  from: { name: 'Murmur', address: 'murmur@example.org' },
  replyTo: null,
  to: 'ada@example.com',
  subject: 'What did you see?',
  sentAt: '2026-11-02T09:00:00.000Z',
  unsubscribeUrl: 'https://murmur.example.org/api/unsubscribe/abc',
  text: 'plain\n',
  html: '<p>rich</p>\n',
  calendar: null,
}
const boundary = 'b0undary'
const raw = (changes: Partial<Message> = {}) => composeMessage({ ...message, ...changes }, boundary)
/** postal-mime counts the line break of the boundary as the part's. */
const content = (part: string | undefined) => part?.replaceAll('\r\n', '\n').replace(/\n$/, '')
const parsed = (changes: Partial<Message> = {}) => PostalMime.parse(raw(changes))
const headerNames = (mime: Buffer) =>
  (mime.toString('latin1').split('\r\n\r\n')[0] ?? '')
    .split('\r\n')
    .filter(line => !/^[ \t]/.test(line))
    .map(line => line.split(':')[0])

describe('a header', () => {
  test.each(['Outage\r\nBcc: eve@example.net', 'Outage\nX-Evil: 1', 'Outage\r\n\r\n<script>', 'a\u2028Bcc: b', 'a\0b'])(
    'cannot be ended by what people wrote: %j',
    async subject => {
      expect(headerNames(raw({ subject }))).toEqual(headerNames(raw()))
      const mail = await parsed({ subject })
      expect(mail.bcc ?? []).toEqual([])
      expect(content(mail.text)).toBe('plain\n')
    },
  )

  test('keeps a subject in any script, in lines that survive transport', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 220 }), async subject => {
        const mime = raw({ subject })
        const head = mime.toString('latin1').split('\r\n\r\n')[0] ?? ''
        expect(/^[\x20-\x7e\r\n]*$/.test(head)).toBe(true)
        // Longer words cannot be broken; nothing else is longer.
        for (const line of head.split('\r\n')) {
          if (line.length > 78) expect(line.trim().replace(/^Subject: /, '')).not.toContain(' ')
        }
        expect(headerNames(mime)).toEqual(headerNames(raw()))
        expect(oneLine((await PostalMime.parse(mime)).subject ?? '')).toBe(oneLine(subject))
      }),
    )
  })

  test('folds a long encoded subject into words of at most 75 characters', () => {
    const head =
      raw({ subject: 'Zahlungsstörung – Büro 東京 '.repeat(9) })
        .toString('latin1')
        .split('\r\nDate:')[0] ?? ''
    const words = head.match(/=\?utf-8\?B\?[^?]*\?=/g) ?? []
    expect(words.length).toBeGreaterThan(3)
    for (const word of words) expect(word.length).toBeLessThanOrEqual(75)
  })

  test('a sender in any script stays one mailbox, whatever the name holds', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.constantFrom(
        'Gemurmel für alle',
        'Solheim, Ingrid through Murmur',
        'Eve <eve@example.net>',
        'O\u2019Neil "Pat" (ops)',
        'a\\b',
        '=?utf-8?B?ZXZl?=',
        'x\r\nBcc: eve@example.net',
      ),
    )
    await fc.assert(
      fc.asyncProperty(names, async name => {
        const from = { name, address: 'murmur@example.org' }
        const replyTo = { name, address: 'ingrid@example.org' }
        const mime = raw({ from, replyTo })
        const mail = await PostalMime.parse(mime)
        expect(mail.from?.address).toBe('murmur@example.org')
        expect(oneLine(mail.from?.name ?? '')).toBe(oneLine(name))
        expect(mail.replyTo?.map(({ address }) => address)).toEqual(['ingrid@example.org'])
        expect(headerNames(mime)).toEqual(headerNames(raw({ replyTo: from })))
      }),
    )
  })

  test('the setting of the sender may be a bare address or have a name', () => {
    expect(mailboxIn('murmur@example.org')).toEqual({ name: '', address: 'murmur@example.org' })
    expect(mailboxIn('Murmur <murmur@example.org>')).toEqual({ name: 'Murmur', address: 'murmur@example.org' })
  })
})

describe('the two parts', () => {
  test('return exactly what was put in, whatever it is', async () => {
    const lines = fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(lines, async pieces => {
        const text = `${pieces.map(piece => piece.toWellFormed().replace(/[\p{Cc}]/gu, '')).join('\n')}\n`
        const mime = raw({ text, html: text })
        for (const line of mime.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
        expect(/^[\t\r\n\x20-\x7e]*$/.test(mime.toString('latin1'))).toBe(true)
        const mail = await PostalMime.parse(mime)
        expect(content(mail.text)).toBe(text)
        expect(content(mail.html)).toBe(text)
      }),
    )
  })

  test('plain letters are sent unencoded, readable without a program', () => {
    expect(raw().toString()).toContain('Content-Transfer-Encoding: 7bit\r\n\r\nplain\r\n')
  })

  test('quoted lines have at most 76 characters and split no escape', () => {
    const text = 'ä'.repeat(500)
    const lines = raw({ text })
      .toString('latin1')
      .split('\r\n')
      .filter(line => line.includes('=C3'))
    expect(lines.length).toBeGreaterThan(30)
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(76)
      expect(/^(?:=[0-9A-F]{2})+=?$/.test(line)).toBe(true)
    }
  })
})

test.each(['ada@example.com', "o'neil+murmur@mail.example.org"])('%s can be sent to', address => {
  expect(addressFits(address)).toBe(true)
})
test.each([
  'a@b@c',
  'a b@example.com',
  'a@example.com,b@example.com',
  'a@example.com\r\nBcc: x',
  '<a@example.com>',
  'ä@example.com',
  '',
])('%j cannot', address => {
  expect(addressFits(address)).toBe(false)
})
