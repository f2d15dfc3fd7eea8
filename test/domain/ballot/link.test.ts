import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findLink as find, findResults as results } from '../../../functions/domain/ballot/find-link.ts'
import { type Link, linkFragment, linkUrl, parseFragment, parseResults } from '../../../functions/domain/ballot/link.ts'
import { everyUndo } from '../../../functions/domain/handed-on.ts'
import { gateways, surroundings } from './gateways.ts'

const findLink = (text: string) => find(text, everyUndo)
const findResults = (text: string) => results(text, everyUndo)
const secret = 'A'.repeat(43)
const link = { surveyId: 'srv_aaaaaaaaaaaaaaaa', cohort: 'all', token: secret, keysHash: secret, namesKey: secret }
const site = 'https://murmur.example.org'

const key = () => fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes).toString('base64url'))
const anyLink: fc.Arbitrary<Link> = fc.record({
  surveyId: fc.stringMatching(/^[a-z0-9]{16}$/).map(id => `srv_${id}`),
  cohort: fc.constantFrom('all', 'group-2', 'platform-and-search'),
  token: key(),
  keysHash: key(),
  namesKey: fc.option(key()),
})
const urlOf = (made: Link): string =>
  linkUrl(site, { instrument: made.namesKey ? 'pre-meeting-1' : 'pulse-2', language: 'en' }, made)
const pathOf = (made: Link): string => new URL(urlOf(made)).pathname

describe("a participant's link", () => {
  test('carries everything that lets anybody answer or read behind the #', () => {
    const url = new URL(linkUrl(site, { instrument: 'pre-meeting-1', language: 'en' }, link))
    expect(url.pathname + url.search).toBe('/answer/pre-meeting-1/')
    expect(parseFragment(url.hash)).toEqual(link)
  })

  test('is read back with and without the key to the names', () => {
    fc.assert(
      fc.property(anyLink, made => {
        expect(parseFragment(`#${linkFragment(made)}`)).toEqual(made)
      }),
    )
  })

  test.each(['', '#', '#srv_aaaaaaaaaaaaaaaa', `#${linkFragment(link).slice(0, -1)}`, `#${linkFragment(link)}x`])(
    'is not taken when it is no whole one: %s',
    fragment => {
      expect(parseFragment(fragment)).toBeNull()
      expect(findLink(fragment)).toBeNull()
    },
  )
})

describe('handed on', () => {
  const ways = Object.entries(gateways)
  test.each(ways)('by %s, in any surroundings, it is found with its page', (_, wrap) => {
    fc.assert(
      fc.property(anyLink, fc.constantFrom(...Object.values(surroundings)), (made, surround) => {
        expect(findLink(surround(wrap(urlOf(made))))).toEqual({ link: made, path: pathOf(made) })
      }),
      { numRuns: 40 },
    )
  })

  test('by any two of them, it is found, or refused, and never another', () => {
    const found = new Map<string, Link>()
    fc.assert(
      fc.property(
        anyLink,
        fc.constantFrom(...ways),
        fc.constantFrom(...ways),
        fc.constantFrom(...Object.values(surroundings)),
        (made, [inner, wrap], [outer, again], surround) => {
          const text = surround(again(wrap(urlOf(made))))
          const read = findLink(text)
          if (read === null || read === 'several') found.set(`${outer} of ${inner}`, made)
          else expect(read.link).toEqual(made)
        },
      ),
      { numRuns: 600 },
    )
    // What no reader could put right: marks of one way of writing that another has taken for its own.
    expect([...found.keys()]).toEqual([])
  })

  test('with a tail, it is found without it', () => {
    for (const tail of [
      '.',
      '>',
      '?utm_source=newsletter',
      '&data=05',
      '&amp;data=05',
      ')',
      '"',
      '%22',
      '%3E',
      '_',
      '…',
      '=\n',
      '\\',
      ',and',
      '|Answer',
      '</a>',
      "'",
      ';',
      '/',
      '&nbsp;Thanks',
      '&raquo;',
    ]) {
      fc.assert(
        fc.property(anyLink, made => {
          expect(findLink(urlOf(made) + tail)).toEqual({ link: made, path: pathOf(made) })
        }),
        { numRuns: 5 },
      )
    }
  })

  test('with its # encoded, once or twice, with and without the slash before it', () => {
    for (const sign of ['%23', '%2523', '/%23', '/%2523', '/#', '&#35;', '＃']) {
      expect(findLink(urlOf(link).replace('/#', sign))).toMatchObject({ link })
    }
  })

  test('as the fragment alone, or its last part of an address', () => {
    expect(findLink(linkFragment(link))).toEqual({ link, path: null })
  })

  test('with blanks and line ends within, as long as its letters are all there', () => {
    fc.assert(
      fc.property(
        anyLink,
        fc.nat(200),
        fc.constantFrom('\n', ' ', '\r\n> ', '\u00ad', '  ', '=\n', '<wbr>'),
        (made, at, what) => {
          const url = urlOf(made)
          const from = url.indexOf('srv_') + (at % linkFragment(made).length)
          expect(findLink(`${url.slice(0, from)}${what}${url.slice(from)} Thanks`)).toMatchObject({ link: made })
        },
      ),
    )
  })

  test('cut off anywhere, it is refused', () => {
    fc.assert(
      fc.property(
        anyLink,
        fc.nat(400),
        fc.constantFrom(...Object.values(gateways), (text: string) => text),
        (made, cut, wrap) => {
          const fragment = linkFragment(made)
          const at = 1 + (cut % (fragment.length - 1))
          // What is left may be the same link without its last part, which opens the page all the same.
          if (fragment[fragment.length - at] === '.') return
          const found = findLink(wrap(`${site}${pathOf(made)}#${fragment.slice(0, -at)}`))
          if (found !== null) expect(found).toMatchObject({ link: { ...made, namesKey: null } })
        },
      ),
    )
  })

  test('where the sentence after it goes on, no key to names is made of its words', () => {
    const pulse = { ...link, namesKey: null }
    for (const after of [
      '. Thank you for answering these questions today',
      '.\nThank you for answering\nall of these questions',
      '. ',
    ]) {
      expect(findLink(urlOf(pulse) + after)).toEqual({ link: pulse, path: '/answer/pulse-2/' })
    }
  })
})

test('what the address bar reads at once, the other reader reads alike', () => {
  const tails = [
    '',
    '.',
    '>',
    '&data=05',
    '?utm_source=x',
    '&#46;',
    '&period;',
    'x',
    '%22',
    '.x',
    '_',
    ' ',
    '=',
    ')',
    '.)',
  ]
  fc.assert(
    fc.property(anyLink, fc.constantFrom(...tails), fc.constantFrom('#', '#%23', ''), (made, tail, sign) => {
      const text = sign + linkFragment(made) + tail
      const [quick, whole] = [parseFragment(text), findLink(text)]
      if (quick) expect([quick, whole]).toEqual([made, { link: made, path: null }])
      const results = parseResults(`${sign}${made.surveyId}${tail}`)
      if (results)
        expect([results, findResults(`${sign}${made.surveyId}${tail}`)]).toEqual([made.surveyId, made.surveyId])
      expect(parseResults(text)).toBeNull()
    }),
  )
  for (const tail of ['', '&data=05', '>', '.']) expect(parseFragment(`#${linkFragment(link)}${tail}`)).toEqual(link)
})

describe('two links in one text', () => {
  const other = { ...link, token: randomBytes(32).toString('base64url') }
  test('are reported, and neither is chosen', () => {
    expect(findLink(`${urlOf(link)}\n${urlOf(other)}`)).toBe('several')
    expect(findLink(`${urlOf(link)} ${gateways['Safe Links']?.(urlOf(other))}`)).toBe('several')
    expect(findLink(`${urlOf(link)} ${urlOf({ ...link, namesKey: 'B'.repeat(43) })}`)).toBe('several')
  })

  test('that are the same, once without its last part, are one', () => {
    expect(findLink(`${urlOf({ ...link, namesKey: null })} ${urlOf(link)}`)).toMatchObject({ link })
  })
})

test('a text of any kind without a link has none, and takes no time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), text => {
      expect(findLink(text)).toBeNull()
    }),
  )
  const large = randomBytes(100_000)
    .toString('base64')
    .replaceAll(/(.{76})/g, '$1\r\n')
  expect(findLink(`${large}\n${urlOf(link)}`)).toMatchObject({ link })
})

describe('a link to results', () => {
  test('names a survey and nothing else, whatever stands behind it', () => {
    for (const tail of ['', '&data=05', '>', '.', '%22'])
      expect(findResults(`#${link.surveyId}${tail}`)).toBe(link.surveyId)
    expect(findResults(`#${linkFragment(link)}`)).toBeNull()
    expect(findResults(`%23${link.surveyId}`)).toBe(link.surveyId)
    expect(findResults(`#${link.surveyId}x`)).toBeNull()
    expect(findResults('')).toBeNull()
  })
})
