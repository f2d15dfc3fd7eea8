import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emailSchema } from '../../../functions/domain/people/address.ts'

const read = (text: string): string | undefined => emailSchema.safeParse(text).data

describe('an address', () => {
  const unseen = [
    '\u200B',
    '\u200C',
    '\u200D',
    '\u200E',
    '\u200F',
    '\u2060',
    '\uFEFF',
    '\u00AD',
    '\u202A',
    '\u202E',
    '\u2066',
    '\u2069',
    '\u061C',
    '\u180E',
  ]
  const blanks = ['\u00A0', '\u202F', '\u2007']
  test.each([...unseen, ...blanks].map(sign => [`U+${sign.charCodeAt(0).toString(16)}`, sign]))(
    'is read without what cannot be seen, around it and inside: %s',
    (_number, sign) => {
      expect(read(`${sign}kai@team.example${sign}`)).toBe('kai@team.example')
      expect(read(`ka${sign}i@te${sign}am.exa${sign}mple`)).toBe('kai@team.example')
    },
  )

  test.each([
    ['a domain with umlauts', 'kai@grün.example', 'kai@xn--grn-ioa.example'],
    ['its ASCII form', 'kai@xn--grn-ioa.example', 'kai@xn--grn-ioa.example'],
    ['a domain in capitals', 'Kai@GRÜN.example', 'kai@xn--grn-ioa.example'],
    ['a domain in letters of its own to the end', 'kai@пример.испытание', 'kai@xn--e1afmkfd.xn--80akhbyknj4f'],
    ['a domain with a Chinese full stop', 'kai@例え。テスト', 'kai@xn--r8jz45g.xn--zckzah'],
    ['decomposed letters', 'kai@gru\u0308n.example', 'kai@xn--grn-ioa.example'],
    ['a wide @', 'kai＠team.example', 'kai@team.example'],
    ['a small @', 'kai﹫team.example', 'kai@team.example'],
    ['wide letters', 'ｋａｉ＠ｔｅａｍ．ｅｘａｍｐｌｅ', 'kai@team.example'],
    ['a link', 'mailto:kai@team.example', 'kai@team.example'],
    ['a link with a subject', 'MAILTO:kai@team.example?subject=Hi', 'kai@team.example'],
    ['an escaped link', 'mailto:kai%40team.example', 'kai@team.example'],
    ['brackets', '<kai@team.example>', 'kai@team.example'],
    ['a link in brackets', '<mailto:kai@team.example>;', 'kai@team.example'],
    ['a name', 'Kai Lee <kai@team.example>', 'kai@team.example'],
    ['a comma at its end', 'kai@team.example,', 'kai@team.example'],
    ['an apostrophe inside', "k.o'lee+x@team.example", "k.o'lee+x@team.example"],
  ])('is read with %s', (_what, given, expected) => {
    expect(read(given)).toBe(expected)
  })

  test.each([
    ['kai', 'no @'],
    ['', 'no @'],
    ['ka i@team.example', 'a blank'],
    ['kai@team.example lee@team.example', 'a blank'],
    ['kai@lee@team.example', 'more than one @'],
    ['kai@team', 'no domain'],
    ['käi@team.example', 'U+00E4'],
    ['kai@team.example/path', 'write it as'],
    ['kai@täam.example/path', 'write it as'],
    ['kai@-team.example', 'write it as'],
    ['kai@team..example', 'write it as'],
    ['kai@1.2.3.4', 'write it as'],
    ['kai_x.example#EXT#@team.example', 'guest'],
    [`${'k'.repeat(300)}@team.example`, 'write it as'],
  ])('is refused with the reason: %s', (given, reason) => {
    expect(emailSchema.safeParse(given).error?.issues[0]?.message).toContain(reason)
  })

  test('is its own stored form, in ASCII, or refused; no text makes it fail', () => {
    const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.emailAddress(), fc.webUrl())
    fc.assert(
      fc.property(part, part, (one, other) => {
        for (const text of [one, `${one}@${other}`, `${one}@${other}.example`, `<${one}@example.com>`]) {
          const address = read(text)
          if (address === undefined) continue
          expect(read(address)).toBe(address)
          expect(address).toMatch(/^[!-~]+@[a-z0-9.-]+$/)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
