import { expect, test } from 'vitest'
import { addressOf, placeOf } from '../../../../web/kit/learning-review/place.ts'

test.each([
  ['#2026-Q3', { quarter: '2026-Q3', section: null, edition: null }],
  ['#2026-Q3/patterns', { quarter: '2026-Q3', section: 'patterns', edition: null }],
  ['#2026-Q3/edition-2', { quarter: '2026-Q3', section: null, edition: 2 }],
  ['#2026-Q3/edition-12/pulse', { quarter: '2026-Q3', section: 'pulse', edition: 12 }],
] as const)('%s is read as it was written', (hash, place) => {
  expect(placeOf(hash)).toStrictEqual(place)
  expect(addressOf(place.quarter, place.section, place.edition)).toBe(hash)
})

test.each(['#2026-Q3/edition-0', '#2026-Q3/edition-', '#2026-Q3/edition-1e9', '#2026-Q3/edition-99999', '#2026-Q3/x'])(
  '%s asks for the edition that stands',
  hash => {
    expect(placeOf(hash)).toStrictEqual({ quarter: '2026-Q3', section: null, edition: null })
  },
)
