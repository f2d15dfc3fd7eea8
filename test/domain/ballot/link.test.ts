import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkFragment, linkUrl, parseFragment } from '../../../functions/domain/ballot/link.ts'

const secret = 'A'.repeat(43)
const link = { surveyId: 'srv_aaaaaaaaaaaaaaaa', cohort: 'all', token: secret, keysHash: secret, namesKey: secret }

describe("a participant's link", () => {
  test('carries everything that lets anybody answer or read behind the #', () => {
    const url = new URL(linkUrl('https://murmur.example.org', { instrument: 'pre-meeting-1', language: 'en' }, link))
    expect(url.pathname + url.search).toBe('/answer/pre-meeting-1/')
    expect(parseFragment(url.hash)).toEqual(link)
  })

  test('is read back with and without the key to the names', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.stringMatching(/^[a-z0-9-]{1,40}$/), (named, cohort) => {
        const made = { ...link, cohort, namesKey: named ? secret : null }
        expect(parseFragment(`#${linkFragment(made)}`)).toEqual(made)
      }),
    )
  })

  test.each(['', '#', '#srv_aaaaaaaaaaaaaaaa', `#${linkFragment(link).slice(0, -1)}`, `#${linkFragment(link)}x`])(
    'is not taken when it is no whole one: %s',
    fragment => {
      expect(parseFragment(fragment)).toBeNull()
    },
  )
})
